"""A report of forty pages with twenty charts, made by hand: no database, no ledger.

Twenty sections, each with text, a chart and a table; all six kinds of chart take turns. ``number`` gives
another report of the same shape, with other amounts; ``words`` another text and the same amounts.
"""

from collections.abc import Iterator
from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef, Filter, Unit
from hjulet.domain.numbers import format_amount
from hjulet.domain.period import year_period
from hjulet.domain.report import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Heading,
    Paragraph,
    Point,
    Report,
    Row,
    ShownFigure,
    Table,
    Words,
)

SECTIONS, ROWS = 20, 10
YEARS = ("2015", "2016", "2017")
SERIES = {
    ChartKind.BARS: ("2016", "2017"),
    ChartKind.MONTHS: ("2016", "2017"),
    ChartKind.BRIDGE: ("2017",),
    ChartKind.SHARE: ("2017",),
    ChartKind.LINES: YEARS,
    ChartKind.MULTIPLES: ("2016", "2017"),
}
_TEXT = (
    " tusen kronor kostade verksamheten under året. Skillnaden mot budget beror främst på högre kostnader "
    "för lokaler och på att vakanser har tillsatts senare än planerat. Nämnden har under hösten beslutat om "
    "åtgärder som får full verkan först nästa år, och bedömer att resultatet då åter ryms inom ramen."
)


def made_report(*, number: int = 0, words: str = "") -> Report:
    """Make the report."""
    figures = {figure.ref: figure for figure in _figures(number)}
    return Report(
        title=f"Årsrapport {number}",
        kind="annual",
        unit="KS",
        unit_name="Kommunstyrelsen",
        period=year_period(2017),
        snapshot=1,
        language="sv",
        blocks=tuple(_blocks(figures, words)),
        figures=figures,
    )


def made_labels(report: Report) -> dict[FigureRef, str]:
    """Name the figures in words."""
    return {ref: f"Nettokostnad, enhet {ref.get('unit')}, {ref.get('period')}" for ref in report.figures}


def _ref(section: int, row: int, year: str) -> FigureRef:
    return FigureRef("net_cost", (("unit", f"E{section}-{row}"), ("period", year)))


def _figures(number: int) -> Iterator[Figure]:
    for section in range(SECTIONS):
        for row in range(ROWS):
            for place, year in enumerate(YEARS):
                ref = _ref(section, row, year)
                kronor = 1_000_000 * (row + 2) + 137_000 * place + 1_000 * section + 517 * number
                yield Figure(
                    ref=ref,
                    value=Decimal(kronor),
                    unit=Unit.KRONOR,
                    snapshot=1,
                    filter=Filter(
                        source="ledger",
                        line="",
                        units=(ref.get("unit"),),
                        accounts=(),
                        first_month=f"{year}-01",
                        last_month=f"{year}-12",
                    ),
                    rows=120 + row,
                )


def _blocks(figures: dict[FigureRef, Figure], words: str) -> Iterator[Block]:
    kinds = list(ChartKind)
    yield Heading(id="title", level=1, text="Årsrapport 2017")
    for section in range(SECTIONS):
        yield Heading(id=f"section-{section}", level=2, text=f"Verksamhet {section + 1}")
        for part in range(3):
            shown = ShownFigure(_ref(section, part, "2017"), _tkr(figures[_ref(section, part, "2017")]))
            yield Paragraph(id=f"text-{section}-{part}", inlines=(shown, Words(_TEXT + words)))
        yield _chart(section, kinds[section % len(kinds)])
        yield _table(section, figures)


def _tkr(figure: Figure) -> str:
    return format_amount(figure.value or Decimal(0), unit="tkr")


def _table(section: int, figures: dict[FigureRef, Figure]) -> Table:
    def cells(row: int) -> dict[str, Cell]:
        refs = {f"net_cost_{year}": _ref(section, row, year) for year in YEARS}
        return {column: Cell(ref, _tkr(figures[ref])) for column, ref in refs.items()}

    return Table(
        id=f"table-{section}",
        caption=f"Nettokostnad per enhet, verksamhet {section + 1}",
        columns=tuple(Column(id=f"net_cost_{year}", label=year, unit="tkr") for year in YEARS),
        rows=tuple(
            Row(id=f"row-{row}", label=f"Enhet {row + 1}", level=1, kind="row", cells=cells(row))
            for row in range(ROWS)
        ),
    )


def _chart(section: int, kind: ChartKind) -> Chart:
    return Chart(
        id=f"chart-{section}",
        kind=kind,
        title="Kostnaderna ökade i alla enheter",
        subtitle="Nettokostnad per enhet",
        alt="Diagram. Kostnaderna ökade i alla enheter.",
        unit="tkr",
        series=SERIES[kind],
        points=tuple(_points(section, kind)),
        table=f"table-{section}",
    )


def _points(section: int, kind: ChartKind) -> Iterator[Point]:
    months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    series = SERIES[kind]
    match kind:
        case ChartKind.MONTHS:
            places = [(month, "") for month in months]
        case ChartKind.MULTIPLES:
            places = [(month, f"Enhet {panel}") for panel in range(1, 5) for month in months]
        case ChartKind.LINES:
            places = [(year, "") for year in YEARS]
        case _:
            places = [(f"Enhet {row + 1}", "") for row in range(6)]
    for place, (label, panel) in enumerate(places):
        yield Point(
            label=label,
            figures=tuple(_ref(section, place % ROWS, year) for year in series),
            panel=panel,
            is_total=kind is ChartKind.BRIDGE and place in (0, len(places) - 1),
        )
