"""F03 in tables: cells against the figures in scope, and a printed growth against its own row."""

import re
from collections.abc import Iterator
from decimal import Decimal

from hjulet.domain.factcheck.document import Document
from hjulet.domain.factcheck.facts import APPROPRIATION, NET_COST, VARIANCE, Facts, Measure
from hjulet.domain.factcheck.grid import Grid, GridRow, Number, grids_of
from hjulet.domain.factcheck.model import FactCheck, Finding
from hjulet.domain.factcheck.scope import Scope
from hjulet.domain.numbers import format_number
from hjulet.domain.problem import Severity

RULE = "F03"

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_GROWTH = re.compile(
    r"(?:utveckling|förändring|ökning|tillväxt).*(?:%|procent)|(?:%|procent).*(?:utveckling|förändring)",
    re.IGNORECASE,
)
_COLUMNS: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"(?:kommun|nämnd)\s?bidrag\b.*", re.IGNORECASE), APPROPRIATION),
    (re.compile(r"nettokostnad(?:er)?\b.*", re.IGNORECASE), NET_COST),
    (re.compile(r"(?:budgetavvikelse|resultat)\b.*", re.IGNORECASE), VARIANCE),
)


def check_cells(document: Document, facts: Facts | None) -> FactCheck:
    """Judge the cells of tables: growth by its own row, and units' rows by the data."""
    findings: list[Finding] = []
    scope = None if facts is None else Scope(document, facts)
    for table in document.tables:
        for grid in grids_of(table):
            for row in grid.rows:
                findings += _growth(grid, row, document.table_severity)
                if scope is not None and not table.is_ours:
                    findings += _against(grid, row, scope)
    return FactCheck(findings=tuple(findings))


def _growth(grid: Grid, row: GridRow, severity: Severity) -> Iterator[Finding]:
    """Compare a growth with the two latest years of one metric in the same row."""
    columns = [n for n, head in enumerate(grid.heads) if _GROWTH.search(head)]
    years = _year_columns(grid)
    if len(columns) != 1 or len(years) < 2:
        return
    printed, now, then = (row.cells[n] for n in (columns[0], years[0], years[1]))
    if printed is None or now is None or then is None or then.value <= 0:
        return
    growth = (now.value - then.value) / then.value * 100
    low = (now.value - now.half) / (then.value + then.half) * 100 - 100
    high = (now.value + now.half) / max(then.value - then.half, then.half) * 100 - 100
    if not low - printed.half <= printed.value <= high + printed.half:
        yield _finding(row, grid.heads[columns[0]], printed, growth, severity)


def _year_columns(grid: Grid) -> list[int]:
    """Find the columns of the one metric that is shown for several years, the latest first."""
    by_metric: dict[str, list[tuple[str, int]]] = {}
    for n, head in enumerate(grid.heads):
        years = _YEAR.findall(head)
        if len(years) == 1 and grid.adds(n):
            by_metric.setdefault(_YEAR.sub("", head).strip().lower(), []).append((years[0], n))
    shown = [columns for columns in by_metric.values() if len(columns) > 1]
    return [n for _, n in sorted(shown[0], reverse=True)] if len(shown) == 1 else []


def _against(grid: Grid, row: GridRow, scope: Scope) -> Iterator[Finding]:
    unit = scope.unit_called(re.sub(r"^(?:Totalt|Summa)\s+", "", row.label))
    for n, cell in enumerate(row.cells):
        head = grid.heads[n]
        scale = grid.scale(n)
        measure = next((measure for pattern, measure in _COLUMNS if pattern.fullmatch(head)), None)
        if unit is None or cell is None or measure is None or scale is None or not grid.adds(n):
            continue
        years = [int(year) for year in _YEAR.findall(head)] or [scope.facts.period.year]
        value = scope.facts.level(measure, unit=unit, year=years[0])
        shown = None if value is None else value / scale
        if shown is not None and len(years) == 1 and abs(shown - cell.value) > cell.half:
            yield _finding(row, head, cell, shown, Severity.ERROR)


def _finding(row: GridRow, head: str, printed: Number, right: Decimal, severity: Severity) -> Finding:
    return Finding(
        rule=RULE,
        severity=severity,
        lines=(row.line,),
        quote=f"{row.label}, {head}",
        claim=printed.text,
        data=format_number(right, decimals=printed.decimals),
        difference=format_number(printed.value - right, decimals=printed.decimals),
    )
