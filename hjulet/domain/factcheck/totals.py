"""F09: the rows of a table against its totals, and totals against a total of totals.

Each printed row may be off by half a unit of its last digit. A total may sum the rows above it back
to any boundary: the start, an earlier total, or a blank row. It is wrong only where no such reading
holds. ``Varav`` rows are parts of the row above and are left out; rows printed blank may carry
amounts, and a difference beside such a row is information, not a fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from hjulet.domain.factcheck.document import Document
from hjulet.domain.factcheck.facts import Facts
from hjulet.domain.factcheck.grid import Grid, GridRow, Number, grids_of
from hjulet.domain.factcheck.model import FactCheck, Finding
from hjulet.domain.numbers import format_number
from hjulet.domain.problem import Severity

RULE = "F09"

_TOTAL = re.compile(
    r"(?:del|del-|tot)?(?:summa|s:a|s:ma|sa|totalt?|totalsumma|sammanlagt)\b.*|.*\b(?:totalt|summa|total)",
    re.IGNORECASE,
)
_PERHAPS_TOTAL = re.compile(
    r"(?:verksamhetens )?nettokostnad(?:er)?|(?:årets |periodens )?resultat|resultat (?:efter|före) .*"
    r"|(?:verksamhetens|rörelsens?) resultat|(?:summa )?nettokostnader",
    re.IGNORECASE,
)
_PART = re.compile(r"[\s(–-]*(?:varav|därav)\b", re.IGNORECASE)
_PARTIAL = re.compile(
    r"\b(?:största|större|högsta|lägsta|viktigaste|främsta|urval\w*|några|vissa|exempel)\b", re.IGNORECASE
)
"""In a caption: the rows are only some of those that the total sums."""

_PART_AFTER = re.compile(r"\s*[–-]\s*\w")


@dataclass(frozen=True)
class _Group:
    """Rows that a total may be the sum of."""

    rows: tuple[GridRow, ...]

    def parts(self, column: int) -> list[Number]:
        return [cell for row in self.rows if (cell := row.cells[column]) is not None]

    def sum(self, column: int) -> Decimal:
        return sum((part.value for part in self.parts(column)), Decimal(0))

    def slack(self, column: int) -> Decimal:
        """Give how far the printed parts may be off together: half a unit of the last digit each."""
        return sum((part.half for part in self.parts(column)), Decimal(0))

    def holds(self, total: Number, column: int) -> bool:
        """Tell whether a total is the sum of the parts, rounding allowed for."""
        return abs(self.sum(column) - total.value) <= max(self.slack(column), total.half)

    @property
    def hides(self) -> bool:
        """Tell whether a row that is no heading is printed blank."""
        return any(row.is_blank and row.label for row in self.rows[1:])


def check_totals(document: Document, _facts: Facts | None) -> FactCheck:
    """Judge the totals of all tables of a document; facts are not needed."""
    findings = []
    for table in document.tables:
        for grid in grids_of(table):
            if not _is_selection(grid):
                findings += _down(grid, document.table_severity)
            findings += _across(grid, document.table_severity)
    return FactCheck(findings=tuple(findings))


def _is_selection(grid: Grid) -> bool:
    """Tell a title that announces a selection; a sentence above a table may speak of anything."""
    return not grid.caption.endswith(".") and _PARTIAL.search(grid.caption) is not None


def _down(grid: Grid, severity: Severity) -> list[Finding]:
    return [
        _finding(grid, total, group, wrong, severity)
        for total, group in _totals(grid)
        if (wrong := _wrong_columns(grid, total, group))
    ]


def _across(grid: Grid, severity: Severity) -> list[Finding]:
    """Judge a last column ``Summa``, where it is the sum of the others in at least half of the rows."""
    columns = [column for column, head in enumerate(grid.heads) if grid.adds(column)]
    if len(columns) < 3 or not re.fullmatch(r"(?:summa|totalt?)\b.*", grid.heads[columns[-1]], re.IGNORECASE):
        return []
    turned = grid.turned()
    total, group = turned.rows[-1], _Group(turned.rows[:-1])
    wrong = [n for n, cell in enumerate(total.cells) if cell and group.parts(n) and not group.holds(cell, n)]
    if len(wrong) * 2 > sum(cell is not None for cell in total.cells):
        return []
    return [_cell_finding(grid.rows[n], total, group, n, severity) for n in wrong]


def _totals(grid: Grid) -> Iterator[tuple[GridRow, _Group]]:
    """Walk down the rows: each total takes the rows that it is the sum of, and stands for them.

    Later totals may rest on what an earlier one should have been as well as on what is printed, so
    that one fault is told once.
    """
    printed: list[GridRow] = []
    summed: list[GridRow] = []
    starts = [0]
    for row in _without_parts(grid.rows):
        group = _group_of(grid, row, (printed, summed), starts)
        if group is not None:
            yield row, group
            first = len(printed) - len(group.rows)
            printed[first:], summed[first:] = [row], [_as_summed(grid, row, group)]
            starts = [start for start in starts if start < first] or [0]
            starts.append(len(printed))
            continue
        if row.is_blank:
            starts.append(len(printed))
        printed.append(row)
        summed.append(row)


def _group_of(
    grid: Grid, row: GridRow, readings: tuple[list[GridRow], list[GridRow]], starts: list[int]
) -> _Group | None:
    """Find the rows that a total stands for; none where the row is no total."""
    sure = _TOTAL.fullmatch(row.label) is not None
    if row.is_blank or not (sure or _PERHAPS_TOTAL.fullmatch(row.label)):
        return None
    groups = [_Group(tuple(rows[start:])) for rows in readings for start in sorted(set(starts))]
    groups = [group for group in groups if sum(not row.is_blank for row in group.rows) > 1]
    best = max(groups, key=lambda group: _fit(grid, row, group), default=None)
    return best if best and (sure or _matches(grid, row, best)) else None


def _as_summed(grid: Grid, total: GridRow, group: _Group) -> GridRow:
    """Give a total as it should have been, in the columns where it is wrong."""
    wrong = _wrong_columns(grid, total, group)
    cells = tuple(
        replace(cell, value=group.sum(n), half=group.slack(n)) if cell and n in wrong else cell
        for n, cell in enumerate(total.cells)
    )
    return replace(total, cells=cells)


def _without_parts(rows: tuple[GridRow, ...]) -> Iterator[GridRow]:
    """Leave out ``varav`` rows and the dashed rows that go on after them."""
    inside = False
    for row in rows:
        if _PART.match(row.label):
            inside = True
        elif not (inside and _PART_AFTER.match(row.label)):
            inside = False
            yield row


def _fit(grid: Grid, total: GridRow, group: _Group) -> tuple[int, Decimal, int]:
    off = sum(
        (abs(group.sum(n) - cell.value) for n, cell in enumerate(total.cells) if cell and grid.adds(n)),
        Decimal(0),
    )
    return _matches(grid, total, group), -off, len(group.rows)


def _matches(grid: Grid, total: GridRow, group: _Group) -> int:
    """Count the columns with amounts in which the total holds."""
    return sum(
        bool(cell and cell.value and grid.adds(n) and len(group.parts(n)) > 1 and group.holds(cell, n))
        for n, cell in enumerate(total.cells)
    )


def _wrong_columns(grid: Grid, total: GridRow, group: _Group) -> list[int]:
    return [
        n
        for n, cell in enumerate(total.cells)
        if cell
        and grid.adds(n)
        and group.parts(n)
        and not group.holds(cell, n)
        and not (_is_average(cell, group.parts(n)) and not grid.is_money)
    ]


def _is_average(total: Number, parts: list[Number]) -> bool:
    """Tell a mean or a joint rate, which lies between its parts, from a sum, which does not."""
    values = [part.value for part in parts]
    return min(values) >= 0 and min(values) <= total.value <= max(values)


def _finding(grid: Grid, total: GridRow, group: _Group, wrong: list[int], severity: Severity) -> Finding:
    """Make one finding of a total; its other columns stand in the quote."""
    found = _cell_finding(total, total, group, wrong[0], severity)
    heads = ", ".join(grid.heads[n] for n in wrong if grid.heads[n])
    return Finding(
        rule=RULE,
        severity=Severity.INFO if group.hides else severity,
        lines=found.lines,
        quote=f"{total.label} ({heads})" if heads else total.label,
        claim=found.claim,
        data=found.data,
        difference=found.difference,
    )


def _cell_finding(row: GridRow, total: GridRow, group: _Group, column: int, severity: Severity) -> Finding:
    cell = total.cells[column]
    printed = cell.value if cell else Decimal(0)
    decimals = max((part.decimals for part in group.parts(column)), default=0)
    return Finding(
        rule=RULE,
        severity=severity,
        lines=(row.line,),
        quote=row.label,
        claim=format_number(printed, decimals=decimals),
        data=format_number(group.sum(column), decimals=decimals),
        difference=format_number(printed - group.sum(column), decimals=decimals),
    )
