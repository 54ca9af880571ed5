"""Charts of each kind made by hand: rows of text in, a report with one chart out. Amounts in thousands."""

from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef, Note, Unit
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import year_period
from hjulet.domain.report import Chart, ChartKind, Point, Report

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()

BARS = """
Stadsdirektörens kansli | 15480  | 10081
Ekonomi                 | 35126  | 42857
Nämndens eget ansvar    | -442   | 601
Övrigt                  |        | 12
"""

BRIDGE = """
= Nettokostnad 2016     | 330036.3
Stadsdirektörens kansli | -5399
Ekonomi                 | 7730.85
Administration          | 10684
= Nettokostnad 2017     | 343052.15
"""

SHARE = """
Lokaler och anläggningar | -50553
Personal                 | -143017
Övriga kostnader         | -217
"""

LINES = """
2015 | 29507 | 35208   | 128121 | 24652
2016 | 35126 | 39875   | 119630 | 29329
2017 | 42857 | 38698   | 130314 | 30839
"""

SERIES = {
    ChartKind.BARS: ("2016", "2017"),
    ChartKind.MONTHS: ("Budget", "2016", "2017"),
    ChartKind.BRIDGE: ("Nettokostnad",),
    ChartKind.SHARE: ("Kostnader",),
    ChartKind.LINES: ("Ekonomi", "HR", "Administration och utredning", "Destination Södertälje"),
    ChartKind.MULTIPLES: ("2016", "2017"),
}


def month_rows() -> str:
    """Write the months of a year, of which the last four have no outcome yet."""
    rows = []
    for number, month in enumerate(MONTHS):
        outcome = 27800 + 731 * number if number < 8 else ""
        rows.append(f"{month} | 29000 | {27300 + 450 * number} | {outcome}")
    return "\n".join(rows)


def panel_rows() -> str:
    """Write the months of three units, one of which has money in three of them only."""
    rows = []
    for panel, size in (("Ekonomi", 3000), ("Administration och utredning", 9100), ("Eget ansvar", 0)):
        for number, month in enumerate(MONTHS):
            known = size or number in {3, 7, 11}
            rows.append(f"{panel}: {month} | {size} | {size + 111 * number if known else ''}")
    return "\n".join(rows)


ROWS = {
    ChartKind.BARS: BARS,
    ChartKind.MONTHS: month_rows(),
    ChartKind.BRIDGE: BRIDGE,
    ChartKind.SHARE: SHARE,
    ChartKind.LINES: LINES,
    ChartKind.MULTIPLES: panel_rows(),
}


def charted(
    kind: ChartKind,
    rows: str = "",
    *,
    series: tuple[str, ...] = (),
    unit: str = "mnkr",
    metric: str = "net_cost_change",
    title: str = "Ekonomi ökade mest",
    language: str = "sv",
) -> tuple[Chart, Report]:
    """Make a report with one chart. ``=`` marks an end of a bridge, ``panel: label`` a panel's place."""
    figures: dict[FigureRef, Figure] = {}
    points = tuple(
        _point(number, line, kind, metric, figures)
        for number, line in enumerate((rows or ROWS[kind]).strip().splitlines())
    )
    chart = Chart(
        id="sample-chart",
        kind=kind,
        title=title,
        subtitle="Nettokostnad per enhet, 2016 och 2017",
        alt="Ett diagram. Ekonomi ökade mest.",
        unit=unit,
        series=series or SERIES[kind],
        points=points,
        turned=kind is ChartKind.SHARE,
    )
    report = Report(
        title="Årsrapport 2017",
        kind="annual",
        unit="KS",
        unit_name="Kommunstyrelsen",
        period=year_period(2017),
        snapshot=12,
        language=language,
        blocks=(chart,),
        figures=figures,
    )
    return chart, report


def _point(number: int, line: str, kind: ChartKind, metric: str, figures: dict[FigureRef, Figure]) -> Point:
    name, *cells = (cell.strip() for cell in line.split("|"))
    panel, _, label = name.rpartition(": ")
    is_total = label.startswith("= ")
    about = "net_cost" if is_total or kind is not ChartKind.BRIDGE else metric
    refs = []
    for series, cell in enumerate(cells):
        args = {"unit": f"U{number}", "period": str(2010 + series), "line": "personnel"}
        wanted = {name: args[name] for name in REGISTRY.metrics[about].params if name in args}
        ref = REGISTRY.ref(about, wanted)
        value = Decimal(cell) * 1000 if cell else None
        note = "" if cell else Note.MISSING
        figures[ref] = Figure(ref=ref, value=value, unit=Unit.KRONOR, snapshot=12, note=note)
        refs.append(ref)
    return Point(label=label.removeprefix("= "), figures=tuple(refs), panel=panel, is_total=is_total)


DRAW_ALL = """
from hashlib import sha256
from hjulet.documents.charts import chart_png, chart_svg
from hjulet.domain.report import ChartKind
from tests.documents.chart_samples import charted

for kind in ChartKind:
    chart, report = charted(kind)
    print(sha256(chart_svg(chart, report).encode()).hexdigest())
    print(sha256(chart_png(chart, report)).hexdigest())
"""
"""Prints what each kind is drawn as, for another process to run."""
