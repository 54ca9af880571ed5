"""Files of actions, from csv or xlsx: one row is one action, by its id; without one it is new.

A file holds what it is about: actions that it does not name stay, and so does a column that it lacks.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hjulet.domain.actions.action import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    Action,
    ActionChange,
)
from hjulet.domain.actions.files import (
    ACTION_COLUMNS,
    FINANCINGS,
    NEEDED,
    STATUSES,
    NotMilestones,
    NotRefs,
    parse_milestones,
    parse_refs,
    text_of_lines,
    text_on_line,
)
from hjulet.domain.numbers import NotANumber, parse_amount
from hjulet.domain.problem import Place, Problem
from hjulet.domain.register import read_year
from hjulet.readers.days import read_day
from hjulet.readers.keyed_rows import MAX_BYTES, by_column, find_columns, row_problem
from hjulet.readers.workbook import Cell, read_sheet

LONGEST = {
    "name": LONGEST_NAME,
    "description": LONGEST_TEXT,
    "status_note": LONGEST_TEXT,
    "person": 60,
    "unit": 40,
    "role": LONGEST_LINE,
    "effect": LONGEST_LINE,
    "financed_by": LONGEST_LINE,
}
"""Characters that a cell may hold, by its column."""

DEFAULTED = ("year", "status")
"""What a new action has though its cell is empty: the year of its first day, and that it is not begun."""


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """A row: what it makes of an action, and the place of each of its columns."""

    change: ActionChange
    places: Mapping[str, Place]


@dataclass(frozen=True, kw_only=True)
class ActionsContent:
    """A file's rows, the columns that it has, and the problems."""

    rows: tuple[ActionRow, ...]
    columns: tuple[str, ...]
    problems: tuple[Problem, ...]


FindActions = Callable[[Collection[str]], Mapping[str, Action]]
"""Keys -> the actions of those keys."""


def read_actions(data: bytes, *, file: str, find: FindActions) -> ActionsContent:
    """Read a file of actions; never raises on bad input. ``find`` gives those of some keys that there are.

    Problems beside those of the sheet (``hjulet.readers.workbook``), each at its cell:
    ``missing-rule-column``, ``no-rows`` (fatal); ``unknown-action``, ``said-twice``, ``missing-value``,
    ``bad-year``, ``bad-day``, ``bad-amount``, ``not-one-of``, ``too-long-cell``, ``bad-milestones``,
    ``bad-goal-refs`` (errors); ``unknown-column`` (warning). Rows with an error are left out.
    """
    sheet = read_sheet(data, file=file, max_bytes=MAX_BYTES)
    problems = list(sheet.problems)
    if not sheet.rows:
        return ActionsContent(rows=(), columns=(), problems=tuple(problems))
    head, *below = sheet.rows
    others = tuple(column for column in ACTION_COLUMNS if column != "key")
    found = find_columns(head, ACTION_COLUMNS, problems, optional=others)
    places = {column: place for column, place in found.items() if place is not None}
    if places and not below:
        problems.append(row_problem("no-rows", head[0].place))
    given = [by_column(cells, places) for cells in (below if places else ())]
    reader = _Reader(find([key for row in given if (key := _key(row["key"]))]), problems)
    rows = [reader.row(each) for each in given]
    return ActionsContent(
        rows=tuple(row for row in rows if row is not None), columns=tuple(places), problems=tuple(problems)
    )


class _Reader:
    """Reads rows one after another, and remembers which actions it has met."""

    def __init__(self, known: Mapping[str, Action], problems: list[Problem]) -> None:
        self.known, self.problems = known, problems
        self.met: dict[str, Place] = {}

    def row(self, given: Mapping[str, Cell]) -> ActionRow | None:
        """Read a row; None where any of its cells is at fault."""
        faults: list[Problem] = []
        before = self._before(given["key"], faults)
        is_new = before is None and not faults
        said = [name for name, cell in given.items() if cell.text or not (is_new and name in DEFAULTED)]
        fields = {name: READERS[name](name, given[name], faults) for name in said if name != "key"}
        faults.extend(_missing(given, is_new=is_new))
        self.problems.extend(faults)
        if faults:
            return None
        after = replace(before, **fields) if before else _new(fields)
        return ActionRow(
            change=ActionChange(before=before, after=after),
            places={name: cell.place for name, cell in given.items()},
        )

    def _before(self, cell: Cell, faults: list[Problem]) -> Action | None:
        if not cell.text:
            return None
        key = _key(cell)
        if key in self.met:
            faults.append(row_problem("said-twice", cell.place, first=str(self.met[key].line)))
        elif key not in self.known:
            faults.append(row_problem("unknown-action", cell.place, value=cell.text))
        self.met.setdefault(key, cell.place)
        return self.known.get(key)


def _key(cell: Cell) -> str:
    """Give the key that a cell says, in whatever letters it is written."""
    return cell.text.upper()


def _missing(given: Mapping[str, Cell], *, is_new: bool) -> list[Problem]:
    """List what a row must say and does not (``missing-value``); a new action also what the file lacks."""
    blank = Cell("", given["key"].place)
    needed = {name: given.get(name, blank) for name in NEEDED if is_new or name in given}
    return [
        row_problem("missing-value", cell.place, column=ACTION_COLUMNS[name])
        for name, cell in needed.items()
        if not cell.text
    ]


def _new(fields: dict[str, Any]) -> Action:
    """Make a new action; its year is that of its first day where the file has none."""
    year = fields.get("year") or fields["first_day"].year
    return Action(**{**fields, "year": year})


CellReader = Callable[[str, Cell, list[Problem]], Any]


def _text(name: str, cell: Cell, faults: list[Problem]) -> str:
    text = text_of_lines(cell.text)
    plain = text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\n") else text
    if len(plain) > LONGEST[name]:
        head = ACTION_COLUMNS[name]
        faults.append(row_problem("too-long-cell", cell.place, column=head, limit=str(LONGEST[name])))
    return plain


def _line(name: str, cell: Cell, faults: list[Problem]) -> str:
    return text_on_line(_text(name, cell, faults))


def _year(_name: str, cell: Cell, faults: list[Problem]) -> int | None:
    text = cell.text.removesuffix(".0")
    year = read_year(text)
    if year is None:
        faults.append(row_problem("bad-year", cell.place, value=cell.text))
    return year


def _day(_name: str, cell: Cell, faults: list[Problem]) -> Any:
    return read_day(cell, faults)


def _amount(_name: str, cell: Cell, faults: list[Problem]) -> Any:
    try:
        return parse_amount(cell.text) if cell.text else None
    except NotANumber:
        faults.append(row_problem("bad-amount", cell.place, value=cell.text))
        return None


def _one_of(words: Mapping[str, Any]) -> CellReader:
    known = {**words, **{str(value): value for value in words.values()}}

    def read(name: str, cell: Cell, faults: list[Problem]) -> Any:
        value = known.get(cell.text.lower())
        if value is None:
            said = ", ".join(word for word in words if word)
            head = ACTION_COLUMNS[name]
            faults.append(row_problem("not-one-of", cell.place, value=cell.text, column=head, known=said))
        return value

    return read


def _milestones(_name: str, cell: Cell, faults: list[Problem]) -> Any:
    try:
        return parse_milestones(cell.text)
    except NotMilestones as fault:
        faults.append(row_problem("bad-milestones", cell.place, value=str(fault)))
        return ()


def _goals(_name: str, cell: Cell, faults: list[Problem]) -> Any:
    try:
        return parse_refs(cell.text)
    except NotRefs as fault:
        faults.append(row_problem("bad-goal-refs", cell.place, value=str(fault)))
        return ()


def _keys(_name: str, cell: Cell, _faults: list[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.text.split()))


READERS: Mapping[str, CellReader] = {
    "year": _year,
    "name": _line,
    "description": _text,
    "unit": _text,
    "person": _text,
    "role": _line,
    "first_day": _day,
    "last_day": _day,
    "status": _one_of(STATUSES),
    "status_note": _text,
    "milestones": _milestones,
    "goals": _goals,
    "themes": _keys,
    "indicators": _keys,
    "effect": _line,
    "cost": _amount,
    "financing": _one_of(FINANCINGS),
    "financed_by": _line,
}
"""How each column is read."""
