"""Goal structures from files, csv or xlsx: structures, groups of bodies, elements, links, and targets.

All problems of a file are collected, each at its line. An element that stands twice with another name is
not at fault: its two wordings become a question, which somebody answers.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from hjulet.domain.goals.element import Element, Link, Ref
from hjulet.domain.goals.faults import Fault, faults
from hjulet.domain.goals.files import (
    ELEMENT_COLUMNS,
    FOLLOWED,
    GROUP_COLUMNS,
    KINDS,
    LATER_COLUMNS,
    LINK_COLUMNS,
    LINKS,
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_UNIT,
    PACES,
    PERS,
    SCOPES,
    STATES,
    STRUCTURE_COLUMNS,
    TARGET_COLUMNS,
    GoalFiles,
)
from hjulet.domain.goals.question import Wording, WordingQuestion
from hjulet.domain.goals.reduction import DECIMALS, LARGEST_AMOUNT, MOST_INHABITANTS, Derived, Reduction
from hjulet.domain.goals.structure import BodyGroup, GoalNetwork, Structure
from hjulet.domain.numbers import NotANumber, parse_number
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.domain.register import FIRST_YEAR, LAST_YEAR
from hjulet.readers.days import read_day
from hjulet.readers.keyed_rows import RowReader, RowsContent, missing_values, read_rows, row_problem
from hjulet.readers.workbook import Cell

V = TypeVar("V")
Word = TypeVar("Word", bound=StrEnum)

_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_WRITTEN = {str(word): written for words in (KINDS, LINKS) for written, word in words.items()}
_YEAR = re.compile(r"[0-9]{4}")
_WORDS_IN = ("kind", "above")
"""Values of a fault that are written in the words of a file."""


@dataclass(frozen=True, kw_only=True)
class GoalsContent:
    """What the files hold: a network, the questions that they leave open, and what is wrong.

    ``has_targets`` tells a file of targets without rows from one that was left out.
    """

    network: GoalNetwork
    has_targets: bool
    questions: tuple[WordingQuestion, ...]
    places: Mapping[Hashable, Place]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the files may be let in."""
        return not is_refused(self.problems)


@dataclass(frozen=True, kw_only=True)
class Read(Generic[V]):
    """A row of a file: what it is about, what it says, and the place in the source that it names."""

    key: Hashable
    value: V
    where: str = ""


_NO_TARGETS: RowsContent[Read[Reduction]] = RowsContent(rows=(), places=(), problems=())


def read_goals(files: GoalFiles) -> GoalsContent:
    """Read the files of goal structures; never raises on bad input.

    Problems beside those of all such files (``hjulet.readers.keyed_rows``), all errors: ``missing-value``,
    ``bad-year``, ``bad-day``, ``bad-goal-key``, ``not-one-of``, ``too-long-cell``, ``said-twice``,
    ``element-differs``, ``bad-target-number``, ``bad-inhabitants``, ``unknown-goal-period`` of a row whose
    period the file of structures does not name; ``two-wordings`` (warning). What only shows beside what is
    stored already is found by ``network_problems``.
    """
    structures = _table(files.structures, STRUCTURE_COLUMNS, _structure)
    about = frozenset(row.value.key for row in structures.rows)
    groups = _within(about, _table(files.groups, GROUP_COLUMNS, _group), lambda group: group.structure)
    elements = _within(
        about, _table(files.elements, ELEMENT_COLUMNS, _element), lambda each: each.ref.structure
    )
    links = _within(about, _table(files.links, LINK_COLUMNS, _link), lambda link: link.structure)
    targets = _NO_TARGETS
    if files.targets:
        aims = _table(files.targets, TARGET_COLUMNS, _target, LATER_COLUMNS)
        targets = _within(about, aims, lambda target: target.of.structure)
    groups, links, targets = _may_be_empty(groups), _may_be_empty(links), _may_be_empty(targets)
    kept, questions, clashes = _settled(elements)
    tables = (structures, groups, elements, links, targets)
    return GoalsContent(
        network=GoalNetwork(
            structures=tuple(_with_groups(row.value, groups) for row in structures.rows),
            elements=kept,
            links=tuple(row.value for row in links.rows),
            targets=tuple(row.value for row in targets.rows),
        ),
        questions=questions,
        has_targets=files.targets is not None,
        places=_places(structures, groups, elements, links, targets),
        problems=(*(problem for table in tables for problem in table.problems), *clashes),
    )


def network_problems(
    network: GoalNetwork, bodies: frozenset[str], places: Mapping[Hashable, Place]
) -> tuple[Problem, ...]:
    """Say what is wrong with a network, each fault at the line that it comes from."""
    return tuple(fault_problem(fault, places) for fault in faults(network, bodies))


def fault_problem(fault: Fault, places: Mapping[Hashable, Place]) -> Problem:
    """Say one fault of a network, at the line that it comes from if there is one."""
    code = "unknown-unit" if fault.code == "unknown-body" else fault.code
    params = {
        name: _WRITTEN.get(value, value) if name in _WORDS_IN else value
        for name, value in fault.params.items()
    }
    return Problem(
        code=code, severity=Severity.ERROR, place=places.get(_about(fault), Place()), params=params
    )


def _about(fault: Fault) -> Hashable:
    """Name what a fault is of as its place is named."""
    if isinstance(fault.of, Element):
        return fault.of.ref
    if isinstance(fault.of, BodyGroup):
        return fault.of.structure, fault.of.key
    return fault.of.key


def _table(
    file: tuple[bytes, str],
    columns: Mapping[str, str],
    read_row: RowReader[Read[V]],
    optional: tuple[str, ...] = (),
) -> RowsContent[Read[V]]:
    data, name = file
    return read_rows(
        data, file=name, columns=columns, read_row=read_row, twice="said-twice", optional=optional
    )


def _may_be_empty(content: RowsContent[Read[V]]) -> RowsContent[Read[V]]:
    """Let a file have no rows: a first period has nothing to be linked to, nor need it address groups."""
    return replace(content, problems=tuple(each for each in content.problems if each.code != "no-rows"))


def _within(
    about: frozenset[str], content: RowsContent[Read[V]], structure_of: Callable[[V], str]
) -> RowsContent[Read[V]]:
    """Leave out, each with a problem, the rows of periods that the file of structures does not name."""
    kept, problems = [], list(content.problems)
    for row, place in zip(content.rows, content.places, strict=True):
        if (period := structure_of(row.value)) in about:
            kept.append((row, place))
        else:
            problems.append(row_problem("unknown-goal-period", place, value=period))
    return RowsContent(
        rows=tuple(row for row, _ in kept), places=tuple(place for _, place in kept), problems=tuple(problems)
    )


def _structure(given: Mapping[str, Cell], problems: list[Problem]) -> Read[Structure] | None:
    optional = ("decided", "source", "note")
    found = missing_values(given, optional=optional) + _too_long(given, name=LONGEST_NAME)
    first, last = (_year(given[name], found) for name in ("first_year", "last_year"))
    decided = read_day(given["decided"], found)
    problems.extend(found)
    if found or first is None or last is None:
        return None
    value = Structure(
        first_year=first,
        last_year=last,
        name=given["name"].text,
        decided=decided,
        source=given["source"].text,
        note=given["note"].text,
    )
    return Read(key=value.key, value=value)


def _group(given: Mapping[str, Cell], problems: list[Problem]) -> Read[BodyGroup] | None:
    found = missing_values(given) + _bad_keys(given, "structure", "key") + _too_long(given, name=LONGEST_NAME)
    problems.extend(found)
    if found:
        return None
    value = BodyGroup(
        structure=given["structure"].text,
        key=given["key"].text,
        name=given["name"].text,
        members=tuple(given["members"].text.split()),
    )
    return Read(key=(value.structure, value.key), value=value)


def _element(given: Mapping[str, Cell], problems: list[Problem]) -> Read[Element] | None:
    needed = ("structure", "key", "kind", "name")
    optional = tuple(column for column in given if column not in needed)
    found = missing_values(given, optional=optional)
    found += _bad_keys(given, "structure", "key", "under")
    found += _too_long(given, name=LONGEST_NAME, through=LONGEST_KEY)
    kind = _word(given, "kind", KINDS, found)
    followed_by = _word(given, "followed_by", FOLLOWED, found)
    scope = _word(given, "scope", SCOPES, found)
    state = _word(given, "state", STATES, found)
    years = _year(given["first_year"], found), _year(given["last_year"], found)
    problems.extend(found)
    if found or kind is None or followed_by is None or scope is None or state is None:
        return None
    value = Element(
        ref=Ref(given["structure"].text, given["key"].text),
        kind=kind,
        name=given["name"].text,
        number=given["number"].text,
        under=given["under"].text,
        lead=given["lead"].text,
        through=given["through"].text,
        bodies=tuple(given["bodies"].text.split()),
        followed_by=followed_by,
        scope=scope,
        state=state,
        years=years,
        indicators=tuple(given["indicators"].text.split()),
        note=given["note"].text,
    )
    return Read(key=(value.ref, value.name), value=value, where=given["place"].text)


def _link(given: Mapping[str, Cell], problems: list[Problem]) -> Read[Link] | None:
    found = missing_values(given, optional=("from_key", "to_key", "note"))
    found += _bad_keys(given, "from_structure", "from_key", "to_structure", "to_key") + _too_long(given)
    kind = _word(given, "kind", LINKS, found)
    problems.extend(found)
    if found or kind is None:
        return None
    source, target = _end(given, "from"), _end(given, "to")
    absent = given["from_structure"] if source is None else given["to_structure"]
    value = Link(
        kind=kind,
        source=source,
        target=target,
        absent_in="" if source and target else absent.text,
        note=given["note"].text,
    )
    return Read(key=value.key, value=value)


def _target(given: Mapping[str, Cell], problems: list[Problem]) -> Read[Reduction] | None:
    optional = ("now_year", "now", *map(str, Derived), *LATER_COLUMNS, "note")
    found = missing_values(given, optional=optional)
    found += _bad_keys(given, "structure", "key") + _too_long(given, name=LONGEST_NAME, unit=LONGEST_UNIT)
    base_year, year, now_year = (_year(given[name], found) for name in ("base_year", "year", "now_year"))
    base, percent, now = (_number(given[name], found) for name in ("base", "percent", "now"))
    stated = {derived: _number(given[derived], found) for derived in Derived}
    per, pace = _word(given, "per", PERS, found), _word(given, "pace", PACES, found)
    inhabitants = _inhabitants(given["inhabitants"], found)
    problems.extend(found)
    if found or base_year is None or year is None or base is None or percent is None:
        return None
    if per is None or pace is None:
        return None
    value = Reduction(
        of=Ref(given["structure"].text, given["key"].text),
        name=given["name"].text,
        unit=given["unit"].text,
        base=base,
        base_year=base_year,
        percent=percent,
        year=year,
        now=now,
        now_year=now_year,
        stated={derived: number for derived, number in stated.items() if number is not None},
        per=per,
        pace=pace,
        inhabitants=inhabitants,
        note=given["note"].text,
    )
    return Read(key=value.key, value=value)


def _number(cell: Cell, found: list[Problem]) -> Decimal | None:
    """Read a number that the store can hold."""
    if not cell.text:
        return None
    try:
        value = parse_number(cell.text)
    except NotANumber:
        value = None
    if value is None or abs(value) >= LARGEST_AMOUNT or value != round(value, DECIMALS):
        found.append(row_problem("bad-target-number", cell.place, value=cell.text, decimals=str(DECIMALS)))
        return None
    return value


def _inhabitants(cell: Cell, found: list[Problem]) -> int | None:
    """Read a number of people: whole, and not below one."""
    number = _number(cell, found)
    if number is not None and not (1 <= number <= MOST_INHABITANTS and number == int(number)):
        found.append(row_problem("bad-inhabitants", cell.place, value=cell.text))
        return None
    return None if number is None else int(number)


def _end(given: Mapping[str, Cell], which: str) -> Ref | None:
    key = given[f"{which}_key"].text
    return Ref(given[f"{which}_structure"].text, key) if key else None


def _with_groups(structure: Structure, groups: RowsContent[Read[BodyGroup]]) -> Structure:
    own = tuple(row.value for row in groups.rows if row.value.structure == structure.key)
    return replace(structure, groups=own)


def _settled(
    content: RowsContent[Read[Element]],
) -> tuple[tuple[Element, ...], tuple[WordingQuestion, ...], list[Problem]]:
    """Gather the rows of each element: several names are a question, anything else that differs a fault."""
    by_ref: dict[Ref, list[tuple[Read[Element], Place]]] = {}
    for row, place in zip(content.rows, content.places, strict=True):
        by_ref.setdefault(row.value.ref, []).append((row, place))
    kept, questions, problems = [], [], []
    for ref, ((row, place), *others) in by_ref.items():
        kept.append(row.value)
        first = str(place.line)
        for other, at in others:
            is_same = replace(other.value, name=row.value.name) == row.value
            if is_same:
                wordings = {"value": ref.key, "first": first}
                problems.append(
                    Problem(code="two-wordings", severity=Severity.WARNING, place=at, params=wordings)
                )
            else:
                problems.append(row_problem("element-differs", at, value=ref.key, first=first))
        if others:
            rows = [row, *(other for other, _ in others)]
            wordings_of = tuple(
                Wording(id=str(number), text=each.value.name, where=each.where)
                for number, each in enumerate(rows, start=1)
            )
            questions.append(WordingQuestion(of=ref, wordings=wordings_of))
    return tuple(kept), tuple(questions), problems


def _places(
    structures: RowsContent[Read[Structure]],
    groups: RowsContent[Read[BodyGroup]],
    elements: RowsContent[Read[Element]],
    links: RowsContent[Read[Link]],
    targets: RowsContent[Read[Reduction]],
) -> dict[Hashable, Place]:
    """Tell at which line each structure, group, element, link and target stands."""
    found: dict[Hashable, Place] = {}
    for content in (structures, groups, links, targets):
        found.update(zip((row.key for row in content.rows), content.places, strict=True))
    for element, place in zip(elements.rows, elements.places, strict=True):
        found.setdefault(element.value.ref, place)
    return found


def _word(
    given: Mapping[str, Cell], column: str, words: Mapping[str, Word], found: list[Problem]
) -> Word | None:
    """Read a word of a column, as files write it or by its id; a fault where it is none of them."""
    cell = given[column]
    known = {**words, **{str(word): word for word in words.values()}}
    word = known.get(cell.text.lower())
    if word is None and cell.text:
        listed = ", ".join(each for each in words if each)
        found.append(row_problem("not-one-of", cell.place, value=cell.text, column=column, known=listed))
    return word


def _year(cell: Cell, found: list[Problem]) -> int | None:
    if not cell.text:
        return None
    if not _YEAR.fullmatch(cell.text) or not FIRST_YEAR <= int(cell.text) <= LAST_YEAR:
        found.append(row_problem("bad-year", cell.place, value=cell.text))
        return None
    return int(cell.text)


def _bad_keys(given: Mapping[str, Cell], *columns: str) -> list[Problem]:
    cells = (given[column] for column in columns if given[column].text)
    return [
        row_problem("bad-goal-key", cell.place, value=cell.text, limit=str(LONGEST_KEY))
        for cell in cells
        if len(cell.text) > LONGEST_KEY or not _KEY.fullmatch(cell.text)
    ]


def _too_long(given: Mapping[str, Cell], **limits: int) -> list[Problem]:
    """List the cells that are longer than is kept; ``limits`` are those of columns that keep less."""
    return [
        row_problem("too-long-cell", cell.place, column=column, limit=str(limits.get(column, LONGEST_TEXT)))
        for column, cell in given.items()
        if len(cell.text) > limits.get(column, LONGEST_TEXT)
    ]
