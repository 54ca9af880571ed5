"""A document's own tables as facts: what its sentences may be judged against where there is no data.

A cell is taken only where all is certain: whose it is (the row's label), what it measures and of which
year (the heads, the caption, the title), and in which unit it is printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.factcheck.document import Document, TextTable
from hjulet.domain.factcheck.facts import (
    APPROPRIATION,
    COSTS,
    DEPRECIATION,
    INCOME,
    NET_COST,
    VARIANCE,
    Facts,
    Measure,
    cost_line,
    spoken_names,
)
from hjulet.domain.factcheck.grid import Grid, GridRow, Number, grids_of
from hjulet.domain.period import year_period
from hjulet.domain.problem import Severity

OWN = ""
"""The code of whom the whole document is about."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATE = re.compile(r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b")
_NOT_A_YEAR = re.compile(
    r"prognos|\bplan|\bmål|jan|feb|\bmar|apr|\bmaj|jun|jul|aug|sep|okt|nov|dec\b|dec[-–e]|\back|period"
    r"|kvartal|tertial|månad|delår|halvår|helårs|prelimin|exkl|inkl|justera|%|procent|index|andel"
    r"|per (?!enhet|verksamhet|område|nämnd|förvaltning|avdelning|den\b)",
    re.IGNORECASE,
)
_SAID_OF_A_COLUMN = re.compile(
    r"\b(?:tkr|mnkr|mkr|kr|utfall|bokslut|redovisat|belopp|år)\b|\b(?:19|20)\d\d\b|[\s(),.:*]", re.IGNORECASE
)
_MEASURES: tuple[tuple[re.Pattern[str], Measure], ...] = tuple(
    (re.compile(rf"(?:summa)?{pattern}", re.IGNORECASE), measure)
    for pattern, measure in (
        (r"nettokostnad(?:er)?", NET_COST),
        (r"(?:kommun|nämnd)bidrag", APPROPRIATION),
        (r"(?:budget)?avvikelse", VARIANCE),
        (r"(?:totala)?intäkter", INCOME),
        (r"(?:totala)?kostnader", COSTS),
        (r"personalkostnad(?:er)?", cost_line("personnel")),
        (r"lokalkostnad(?:er)?", cost_line("premises")),
        (r"avskrivning(?:ar)?", DEPRECIATION),
    )
)
_BUDGET = re.compile(r"budget(?!avv)", re.IGNORECASE)
_OUTCOME = re.compile(r"utfall|bokslut", re.IGNORECASE)
_OF_ALL = re.compile(
    r"per(?:enhet|verksamhet|verksamhetsområde|område|nämnd|förvaltning|avdelning)", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"(?:summa|totalt?|delsumma|netto|övrig|varav|därav|gemensam|personal|lokaler|kostnad|intäkt)\w*\b.*|"
    r".*\b(?:totalt|summa|total)|\W*",
    re.IGNORECASE,
)

Key = tuple[Measure, str, int]
"""What, whose and of which year."""


@dataclass(frozen=True, kw_only=True)
class _Column:
    """A column at its place; without ``measure`` its rows tell what they measure."""

    at: int
    year: int
    scale: Decimal
    measure: Measure | None


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """A cell in kronor, as printed, and half a unit of its last digit."""

    key: Key
    value: Decimal
    half: Decimal


@dataclass(frozen=True, kw_only=True)
class PrintedFacts(Facts):
    """The figures of one table, in kronor with the sign of speech; ``half``: of its last digit.

    ``heading``: where the rows are not units but income and costs, they are about whatever the chapter
    is about, and only the sentences under this heading may be judged; none where the rows are units.
    """

    levels: Mapping[Key, Decimal]
    half: Decimal
    heading: int | None

    @property
    def severity(self) -> Severity:
        """A text that contradicts itself is a warning."""
        return Severity.WARNING

    @property
    def margin(self) -> Decimal:
        """Printing leaves half a unit of the last digit open."""
        return self.half

    def readings(self, units: Sequence[str], measures: Sequence[Measure]) -> list[tuple[Measure, str]]:
        """Take a claim by the letter: one subject, and the first meaning of its word."""
        return [(measures[0], units[0])] if len(units) == 1 else []

    def level(self, measure: Measure, *, unit: str, year: int) -> Decimal | None:
        """Look a printed figure up."""
        return self.levels.get((measure, unit, year))


def printed_facts(document: Document) -> list[PrintedFacts]:
    """Read the tables of a document that tell its latest year; none where its title tells another year."""
    titled = sorted({int(year) for year in _YEAR.findall(_title(document))})
    made = [facts for table in document.tables for facts in _of_table(table, titled)]
    latest = max((facts.period.year for facts in made), default=0)
    wanted = titled or [latest]
    return [facts for facts in made if [facts.period.year] == wanted == [latest]]


def _title(document: Document) -> str:
    return document.headings[0].text if document.headings else ""


def _of_table(table: TextTable, titled: list[int]) -> Iterator[PrintedFacts]:
    for grid in grids_of(table):
        if _NOT_A_YEAR.search(grid.corner) or _NOT_A_YEAR.search(_caption(grid)):
            continue
        columns = list(_columns(grid, titled))
        cells = [cell for row in grid.rows for cell in _cells(grid, row, columns)]
        levels = _undisputed(cells)
        if not levels:
            continue
        labels = sorted({unit for _, unit, _ in levels if unit != OWN})
        yield PrintedFacts(
            unit=OWN,
            period=year_period(max(year for _, _, year in levels)),
            names=_names(labels),
            figures={},
            levels=levels,
            half=max(cell.half for cell in cells),
            heading=None if labels else table.heading,
        )


def _caption(grid: Grid) -> str:
    """Give the line above a table, unless it is a sentence of the text."""
    return "" if grid.caption.endswith((".", "!", "?", ":")) else grid.caption


def _columns(grid: Grid, titled: list[int]) -> Iterator[_Column]:
    """Find the columns of which year and unit are certain."""
    of_table = _measure(grid.corner) or _measure(_OF_ALL.sub("", _bare(_caption(grid))))
    for at, head in enumerate(grid.heads):
        year, scale = _year(head, _caption(grid), titled), grid.scale(at)
        measure = _measure(head) if _bare(head) else of_table
        if year is not None and scale is not None and (measure or not _bare(head)):
            yield _Column(at=at, year=year, scale=scale, measure=measure)


def _cells(grid: Grid, row: GridRow, columns: Sequence[_Column]) -> Iterator[_Cell]:
    """Give the certain cells of a row."""
    of_row = _measure(row.label)
    if of_row is None and _NO_NAME.fullmatch(row.label):
        return
    for column in columns:
        cell, measure = row.cells[column.at], column.measure or of_row
        if cell is None or measure is None or measure != (of_row or measure):
            continue
        if measure != VARIANCE or _is_budget_less_outcome(grid, row, column.at):
            key = (measure, OWN if of_row else row.label, column.year)
            yield _Cell(key=key, value=cell.value * column.scale, half=cell.half * column.scale)


def _bare(text: str) -> str:
    """Leave of a head only what tells the measure."""
    return _SAID_OF_A_COLUMN.sub("", text)


def _measure(text: str) -> Measure | None:
    bare = _bare(text)
    return next((measure for pattern, measure in _MEASURES if pattern.fullmatch(bare)), None)


def _year(head: str, caption: str, titled: list[int]) -> int | None:
    """Tell a column's year: by its head, else by the caption, else by the document's title."""
    if _NOT_A_YEAR.search(head) or _DATE.search(head):
        return None
    for years in (_YEAR.findall(head), _YEAR.findall(caption), titled):
        if years:
            return int(years[0]) if len(years) == 1 else None
    return None


def _is_budget_less_outcome(grid: Grid, row: GridRow, column: int) -> bool:
    """Tell whether a row itself proves that plus is a surplus: its budget less its outcome."""
    budget, outcome = _only(grid, row, _BUDGET), _only(grid, row, _OUTCOME)
    printed = row.cells[column]
    if printed is None or budget is None or outcome is None or budget.value <= 0 or outcome.value <= 0:
        return False
    slack = printed.half + budget.half + outcome.half
    return abs(budget.value - outcome.value - printed.value) <= slack


def _only(grid: Grid, row: GridRow, head: re.Pattern[str]) -> Number | None:
    """Give the cell of the one column with such a head; none if there are several."""
    columns = [n for n, text in enumerate(grid.heads) if head.match(text)]
    return row.cells[columns[0]] if len(columns) == 1 else None


def _undisputed(cells: Sequence[_Cell]) -> dict[Key, Decimal]:
    """Leave out what a table says in two ways, or with changing signs; give the rest as people say it."""
    said: dict[Key, set[Decimal]] = {}
    signs: dict[tuple[Measure, str], set[bool]] = {}
    for cell in cells:
        measure, unit, _ = cell.key
        said.setdefault(cell.key, set()).add(cell.value)
        signs.setdefault((measure, unit), set()).add(cell.value > 0)
    levels = {key: values.pop() for key, values in said.items() if len(values) == 1}
    return {
        key: value if key[0] == VARIANCE else abs(value)
        for key, value in levels.items()
        if key[0] == VARIANCE or len(signs[key[0], key[1]]) == 1
    }


def _names(labels: Sequence[str]) -> dict[str, str]:
    """Give each row the names it goes by in running text: ``Förskola`` is also ``förskolan``."""
    names = spoken_names({label: label for label in labels}, own=OWN)
    for label in labels:
        if re.fullmatch(r"[A-ZÅÄÖ][a-zåäö]{3,}", label):
            for ending in ("n",) if label.endswith(("a", "e")) else ("en", "et"):
                names.setdefault(label.lower() + ending, label)
    return names
