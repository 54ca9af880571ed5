"""Tables of mapping rules: pasted from a sheet, or a csv or xlsx file; one table is of one kind of rules.

The first row names the columns, by id or in Swedish. Bounds are text: an account may begin with a zero.
Where several rules cover a code the first wins, so the order of rows is kept.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hjulet.domain.mapping import (
    ACCOUNT,
    COUNTERPARTY,
    AccountRule,
    InternalRule,
    InternalScope,
    Rule,
    RuleKind,
    UnitRule,
)
from hjulet.domain.mapping_changes import RULE_COLUMNS, RULE_HEADS, is_empty_range, never_used
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.domain.statement import ACCOUNT_LINES, sign_of
from hjulet.readers.workbook import Cell, read_sheet

_NEEDED: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.ACCOUNTS: ("valid_from", "account_from", "line"),
    RuleKind.UNITS: ("valid_from", "code_from", "unit"),
    RuleKind.INTERNAL: ("valid_from", "code_part", "code_from", "scope"),
}

RESPONSIBILITY = "responsibility"
_INTERNAL_PARTS = {ACCOUNT: ACCOUNT, "konto": ACCOUNT, COUNTERPARTY: COUNTERPARTY, "motpart": COUNTERPARTY}
_UNIT_PARTS = {RESPONSIBILITY: RESPONSIBILITY, "ansvar": RESPONSIBILITY, "": RESPONSIBILITY}
_SCOPES = {
    "own": InternalScope.OWN,
    "kommunen": InternalScope.OWN,
    "group": InternalScope.GROUP,
    "koncernen": InternalScope.GROUP,
}
_SIGNS = {"1": 1, "+1": 1, "-1": -1, "\u22121": -1}
_YEAR = re.compile(r"(19|20|21)[0-9]{2}")
_LONGEST = {"account_from": 20, "code_from": 40}  # characters that the store holds
_SHOWN = 200  # characters of a value that a message shows

_FATAL = frozenset({"missing-rule-column", "no-rows"})
_WARNINGS = frozenset({"unknown-column", "rule-never-used"})
_Value = TypeVar("_Value")


@dataclass(frozen=True, kw_only=True)
class RuleTable:
    """The rules of a table and its problems; rows with an error are left out."""

    rules: tuple[Rule, ...]
    places: tuple[Place, ...]  # of each rule
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the table may be used: no problem is fatal or an error."""
        return not is_refused(self.problems)


def read_rules(
    data: bytes, *, kind: RuleKind, company: str, file: str, line_words: Mapping[str, str] | None = None
) -> RuleTable:
    """Read a table of rules; never raises on bad input.

    ``line_words`` are other names of statement lines, in lower case, such as those that pages show.
    Problems: those of the sheet; ``missing-rule-column``, ``no-rows`` (fatal); ``missing-value``,
    ``bad-year``, ``years-reversed``, ``empty-range``, ``too-long-code``, ``not-a-line``, ``bad-sign``,
    ``bad-code-part``, ``bad-scope`` (error); ``unknown-column``, ``rule-never-used`` (warning).
    """
    sheet = read_sheet(data, file=file)
    problems = list(sheet.problems)
    read: list[tuple[Rule, Place]] = []
    if sheet.rows:
        head, *below = sheet.rows
        columns = _find_columns(head, kind, problems)
        if columns and not below:
            problems.append(_problem("no-rows", head[0].place))
        words = {**{line: line for line in ACCOUNT_LINES}, **(line_words or {})}
        for cells in below if columns else ():
            reader = _RowReader(cells, columns, words, problems)
            rule = _READ[kind](reader, company)
            if reader.sound and rule is not None:
                read.append((rule, cells[0].place))
    rules = tuple(rule for rule, _ in read)
    places = tuple(place for _, place in read)
    problems.extend(
        _problem("rule-never-used", places[later], first=str(places[earlier].line))
        for later, earlier in never_used(rules).items()
    )
    return RuleTable(rules=rules, places=places, problems=tuple(problems))


def _find_columns(head: tuple[Cell, ...], kind: RuleKind, problems: list[Problem]) -> dict[str, int]:
    """Find each column's place; none at all if one that is needed is missing."""
    heads = {name: column for column in RULE_COLUMNS[kind] for name in (column, RULE_HEADS[column])}
    places: dict[str, int] = {}
    for place, cell in enumerate(head):
        column = heads.get(cell.text.lower())
        if column is None or column in places:
            problems.append(_problem("unknown-column", cell.place, value=cell.text))
        else:
            places[column] = place
    missing = [column for column in _NEEDED[kind] if column not in places]
    written = ";".join(RULE_COLUMNS[kind])
    problems.extend(
        _problem("missing-rule-column", head[0].place, column=column, head=written) for column in missing
    )
    return {} if missing else places


class _RowReader:
    """Reads one row's cells; a cell that cannot be read is a problem, and the row is not sound."""

    def __init__(
        self,
        cells: Sequence[Cell],
        places: Mapping[str, int],
        words: Mapping[str, str],
        problems: list[Problem],
    ) -> None:
        self._cells = cells
        self._places = places
        self._problems = problems
        self.words = words
        self.sound = True

    def text(self, column: str) -> str:
        """Give a cell's text, "" where the row or the table does not have it."""
        return self._cell(column).text

    def needed(self, column: str) -> str:
        """Give a cell's text, which must be there."""
        if not (found := self.text(column)):
            self._fault_at("missing-value", column, {"column": column})
        return found

    def one_of(self, column: str, values: Mapping[str, _Value], code: str) -> _Value | None:
        """Give what a cell's text stands for."""
        text = self.text(column)
        found = values.get(text, values.get(text.lower()))
        if found is None:
            self.fault(code, column, value=text)
        return found

    def years(self) -> tuple[int, int | None]:
        """Give the first and last year of the rule."""
        first = self._year(self.needed("valid_from"), "valid_from")
        last = self._year(self.text("valid_to"), "valid_to")
        if first and last and last < first:
            self.fault("years-reversed", "valid_to", first=str(first), last=str(last))
        return first or 0, last

    def codes(self, first_column: str, last_column: str) -> tuple[str, str]:
        """Give the bounds of the range; without a last one, it is the first alone."""
        first = self.needed(first_column)
        last = self.text(last_column) or first
        if first and is_empty_range(first, last):
            self.fault("empty-range", last_column, first=first, last=last)
        limit = _LONGEST[first_column]
        for column, code in ((first_column, first), (last_column, last)):
            if len(code) > limit:
                self.fault("too-long-code", column, value=code, limit=str(limit))
        return first, last

    def fault(self, code: str, column: str, **params: str) -> None:
        """Note that a cell cannot be read."""
        self._fault_at(code, column, params)

    def _fault_at(self, code: str, column: str, params: Mapping[str, str]) -> None:
        self._problems.append(_problem(code, self._cell(column).place, **params))
        self.sound = False

    def _year(self, text: str, column: str) -> int | None:
        if not text:
            return None
        if not _YEAR.fullmatch(text):
            self.fault("bad-year", column, value=text)
            return None
        return int(text)

    def _cell(self, column: str) -> Cell:
        place = self._places.get(column, len(self._cells))
        return self._cells[place] if place < len(self._cells) else Cell("", self._cells[0].place)


def _account_rule(row: _RowReader, company: str) -> AccountRule | None:
    (first, last), (account_from, account_to) = row.years(), row.codes("account_from", "account_to")
    line = row.one_of("line", row.words, "not-a-line") if row.needed("line") else None
    sign = row.one_of("sign", _SIGNS, "bad-sign") if row.text("sign") else None
    if line is None:
        return None
    return AccountRule(
        company=company,
        valid_from=first,
        valid_to=last,
        account_from=account_from,
        account_to=account_to,
        line=line,
        sign=sign or sign_of(line),
    )


def _unit_rule(row: _RowReader, company: str) -> UnitRule | None:
    (first, last), (code_from, code_to) = row.years(), row.codes("code_from", "code_to")
    part = row.one_of("code_part", _UNIT_PARTS, "bad-code-part")
    unit = row.needed("unit")
    if part is None:
        return None
    return UnitRule(
        company=company,
        valid_from=first,
        valid_to=last,
        code_part=part,
        code_from=code_from,
        code_to=code_to,
        unit=unit,
    )


def _internal_rule(row: _RowReader, company: str) -> InternalRule | None:
    (first, last), (code_from, code_to) = row.years(), row.codes("code_from", "code_to")
    part = row.one_of("code_part", _INTERNAL_PARTS, "bad-code-part")
    scope = row.one_of("scope", _SCOPES, "bad-scope")
    if part is None or scope is None:
        return None
    return InternalRule(
        company=company,
        valid_from=first,
        valid_to=last,
        code_part=part,
        code_from=code_from,
        code_to=code_to,
        scope=scope,
        unit=row.text("unit"),
    )


_READ: dict[RuleKind, Callable[[_RowReader, str], Rule | None]] = {
    RuleKind.ACCOUNTS: _account_rule,
    RuleKind.UNITS: _unit_rule,
    RuleKind.INTERNAL: _internal_rule,
}


def _problem(code: str, place: Place, **params: str) -> Problem:
    severity = Severity.FATAL if code in _FATAL else Severity.WARNING if code in _WARNINGS else Severity.ERROR
    shown = {name: value[:_SHOWN] for name, value in params.items()}
    return Problem(code=code, severity=severity, place=place, params=shown)
