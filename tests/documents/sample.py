"""A small report made by hand: the executive board's figures for 2017, as published.

The amounts are those of the printed statements, in thousands of kronor with decimals. A unit's
whole net cost stands on one line; only the board has its statement line by line.
"""

from collections.abc import Mapping
from decimal import Decimal

from hjulet.domain.figures import Fetched, Figure, FigureRef, Filter, Formula, Unit, resolve
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.numbers import NO_PERCENTAGE, format_amount, format_number
from hjulet.domain.period import year_period
from hjulet.domain.report import (
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

SNAPSHOT = 12

UNITS = """
KSK-KANSLI | Stadsdirektörens kansli       | 11964  | 10081     | 15480
EKO        | Ekonomi                       | 45474  | 42857.15  | 35126.3
HR         | HR                            | 38744  | 38698     | 39875.35
KOM        | Kommunikation                 | 19479  | 20838     | 18542
KSK-EGET   | Nämndens eget ansvar          | 0      | 601       | 442
KSK-OVRIGT | Övrigt                        |        |           |
KSK        | Totalt kommunstyrelsens kontor| 279220 | 274228.5  | 258425
KS-POL     | Politisk ledning              | 73481  | 73442.35  | 71611.3
"""

STATEMENT = """
fees               | Avgifter och taxor         | 400        | 700     | 450
rents              | Hyror och arrenden         | 185.7      | 295     | 210
grants             | Driftbidrag                | 13055      | 4931    | 10833
other_income       | Övriga intäkter            | 29928      | 32488   | 31685
total_income       | Summa intäkter             |            |         |
personnel          | Personal                   | -142565    | -140888 | -143017
premises           | Lokaler och anläggningar   | -50824.35  | -51593  | -50553
materials_services | Material och tjänster      | -110710.3  | -129637 | -126325
purchased_services | Köp av primär verksamhet   | -42610.35  | -43250  | -43682
transfers          | Bidrag och transfereringar | -16913     | -16915  | -18211
other_costs        | Övriga kostnader           | 18         | 0       | -217
total_costs        | Summa kostnader            |            |         |
depreciation       | Avskrivningar              | -9883.35   | -8534   | -8707
operating_net_cost | Verksamhetens nettokostnad |            |         |
appropriation      | Kommunbidrag               | 335397     | 352701  | 352701
mediated_grants    | Förmedlingsbidrag          | 0          | 0       | 0
net_interest       | Räntenetto                 | -116.65    | -298    | -136.85
result             | Resultat                   |            |         |
"""

SUMS = {"total_income", "total_costs", "operating_net_cost", "result", "KSK", "KS"}

Amounts = dict[tuple[str, str, str, str], Decimal | None]


def _split(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _kronor(text: str) -> Decimal | None:
    return Decimal(text) * 1000 if text else None


def _amounts() -> Amounts:
    """Collect what the sources answer: (unit, line, year, version) -> kronor."""
    amounts: Amounts = {}
    for unit, _, appropriation, now, before in _split(UNITS):
        amounts[unit, "appropriation", "2017", ""] = _kronor(appropriation)
        for year, cost in (("2017", now), ("2016", before)):
            kronor = _kronor(cost)
            amounts[unit, "personnel", year, ""] = None if kronor is None else -kronor
    for line, _, before, budget, now in _split(STATEMENT):
        amounts["KS", line, "2016", ""] = _kronor(before)
        amounts["KS", line, "2017", "budget"] = _kronor(budget)
        amounts["KS", line, "2017", ""] = _kronor(now)
    return amounts


class Printed:
    """Answers leaves from the amounts above; a line that a unit does not have is zero."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.amounts = _amounts()

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references in one go."""
        return {ref: self._fetched(ref) for ref in refs}

    def _fetched(self, ref: FigureRef) -> Fetched:
        line = ref.get("line") or ref.metric
        unit, year = ref.get("unit"), ref.get("period")
        value = self.amounts.get((unit, line, year, ref.get("version")), Decimal(0))
        counted = Filter(
            source=self.source,
            line=line,
            units=(unit,),
            accounts=("5010-5099", "5110", "5610-5640") if line == "personnel" else (),
            first_month=f"{year}-01",
            last_month=f"{year}-12",
        )
        return Fetched(value=value, filter=counted, rows=1312 if value else 0)


def ref(text: str) -> FigureRef:
    """Read a reference."""
    return REGISTRY.parse(text)


def sample_report(*, language: str = "sv", title: str = "Årsrapport 2017") -> Report:
    """Make the report."""
    wanted = [
        ref
        for table in (_net_cost_refs(), _statement_refs())
        for row in table.values()
        for ref in row.values()
    ]
    figures = resolve(
        [*wanted, ref("budget_adherence unit=KS period=2017"), ref("net_cost_change unit=KS period=2017")],
        registry=REGISTRY,
        sources={"ledger": Printed("ledger"), "budget": Printed("budget")},
        snapshot=SNAPSHOT,
    )
    return Report(
        title=title,
        kind="annual",
        unit="KS",
        unit_name="Kommunstyrelsen",
        period=year_period(2017),
        snapshot=SNAPSHOT,
        language=language,
        blocks=(
            Heading(id="title", level=1, text=title),
            Heading(id="economy", level=2, text="Ekonomi"),
            _result_paragraph(figures),
            _growth_paragraph(figures),
            _chart(),
            _net_cost_table(figures),
            Heading(id="statement", level=2, text="Driftredovisning"),
            _costs_paragraph(figures),
            _statement_table(figures),
        ),
        figures=figures,
    )


def figure_labels(report: Report) -> dict[FigureRef, str]:
    """Name the figures in words, as a caller with the labels at hand would."""
    names = {line[0]: line[1] for line in (*_split(UNITS), *_split(STATEMENT))} | {"KS": "Kommunstyrelsen"}
    metrics = {id: metric.swedish.replace("_", " ").capitalize() for id, metric in REGISTRY.metrics.items()}
    versions = {"budget": "budget", "original": "ursprunglig budget"}
    return {
        ref: ", ".join(
            [metrics[ref.metric], *(names.get(value, versions.get(value, value)) for _, value in ref.args)]
        )
        for ref in report.figures
    }


def _net_cost_refs() -> dict[str, dict[str, FigureRef]]:
    units = [*(row[0] for row in _split(UNITS)), "KS"]
    return {
        unit: {
            "appropriation": ref(f"appropriation unit={unit} period=2017"),
            "variance": ref(f"budget_variance unit={unit} period=2017"),
            "net_cost_2017": ref(f"net_cost unit={unit} period=2017"),
            "net_cost_2016": ref(f"net_cost unit={unit} period=2016"),
            "growth": ref(f"net_cost_growth unit={unit} period=2017"),
        }
        for unit in units
    }


def _statement_refs() -> dict[str, dict[str, FigureRef]]:
    return {line: _statement_row(line) for line, *_ in _split(STATEMENT)}


def _statement_row(line: str) -> dict[str, FigureRef]:
    variance = ref(f"line_variance unit=KS line={line} period=2017")
    how = REGISTRY.metrics["line_variance"].how
    assert isinstance(how, Formula)
    outcome, budget = how.inputs(variance)
    return {
        "outcome_2016": REGISTRY.ref(outcome.metric, outcome.but(period="2016")),
        "budget_2017": budget,
        "outcome_2017": outcome,
        "variance": variance,
    }


def _cell(figure: Figure) -> Cell:
    if figure.value is None:
        return Cell(figure.ref, NO_PERCENTAGE if figure.note == "no-percentage" else "")
    if str(figure.ref) == "appropriation unit=KSK-EGET period=2017":
        return Cell(figure.ref, "")
    if figure.unit is Unit.PERCENT:
        return Cell(figure.ref, format_number(figure.value, decimals=1))
    return Cell(figure.ref, format_amount(figure.value, unit="tkr"))


def _rows(
    refs: dict[str, dict[str, FigureRef]], labels: dict[str, str], figures: Mapping[FigureRef, Figure]
) -> tuple[Row, ...]:
    return tuple(
        Row(
            id=id,
            label=labels[id],
            level=0 if id in SUMS or id == "KS-POL" else 1,
            kind="sum" if id in SUMS else "row",
            cells={column: _cell(figures[ref]) for column, ref in row.items()},
        )
        for id, row in refs.items()
    )


def _net_cost_table(figures: Mapping[FigureRef, Figure]) -> Table:
    labels = {row[0]: row[1] for row in _split(UNITS)} | {"KS": "Nämnden totalt"}
    return Table(
        id="net-cost-by-unit",
        caption="Nettokostnad per enhet",
        columns=(
            Column(id="appropriation", label="Nämndbidrag", unit="tkr"),
            Column(id="variance", label="Resultat 2017", unit="tkr"),
            Column(id="net_cost_2017", label="Nettokostnad 2017", unit="tkr"),
            Column(id="net_cost_2016", label="Nettokostnad 2016", unit="tkr"),
            Column(id="growth", label="Utveckling", unit="%"),
        ),
        rows=_rows(_net_cost_refs(), labels, figures),
        notes=("Av rundningsskäl kan rader avvika från summan med 1 tkr.",),
    )


def _statement_table(figures: Mapping[FigureRef, Figure]) -> Table:
    return Table(
        id="income-statement",
        caption="Resultaträkning",
        columns=(
            Column(id="outcome_2016", label="Bokslut 2016", unit="tkr"),
            Column(id="budget_2017", label="Budget 2017", unit="tkr"),
            Column(id="outcome_2017", label="Bokslut 2017", unit="tkr"),
            Column(id="variance", label="Budgetavvikelse", unit="tkr"),
        ),
        rows=_rows(_statement_refs(), {row[0]: row[1] for row in _split(STATEMENT)}, figures),
    )


def _chart() -> Chart:
    units = [row for row in _split(UNITS) if row[0] in {"KSK-KANSLI", "EKO", "HR", "KOM"}]
    return Chart(
        id="net-cost-chart",
        title="Ekonomi växte mest, kansliet krympte",
        subtitle="Nettokostnad per enhet, 2016 och 2017",
        alt="Stapeldiagram. Ekonomis nettokostnad steg från 35 126 till 42 857 tkr, kansliets sjönk "
        "från 15 480 till 10 081 tkr.",
        unit="tkr",
        series=("2016", "2017"),
        kind=ChartKind.BARS,
        points=tuple(
            Point(
                label=row[1],
                figures=(
                    ref(f"net_cost unit={row[0]} period=2016"),
                    ref(f"net_cost unit={row[0]} period=2017"),
                ),
            )
            for row in units
        ),
        table="net-cost-by-unit",
    )


def _result_paragraph(figures: Mapping[FigureRef, Figure]) -> Paragraph:
    return Paragraph(
        id="result-paragraph",
        line=3,
        inlines=(
            Words("Kommunstyrelsen redovisar för 2017 ett överskott på "),
            ShownFigure(ref("result unit=KS period=2017"), "5,0\u00a0mnkr"),
            Words(", vilket motsvarar "),
            ShownFigure(ref("budget_adherence unit=KS period=2017"), "1,4\u00a0procent"),
            Words(" av kommunbidraget. Hela överskottet finns inom kommunstyrelsens kontor."),
        ),
    )


def _growth_paragraph(figures: Mapping[FigureRef, Figure]) -> Paragraph:
    return Paragraph(
        id="growth-paragraph",
        line=5,
        inlines=(
            Words("Nettokostnaden ökade med "),
            ShownFigure(ref("net_cost_change unit=KS period=2017"), "17,6\u00a0mnkr"),
            Words(" eller "),
            ShownFigure(ref("net_cost_growth unit=KS period=2017"), "5,3\u00a0procent"),
            Words(" jämfört med 2016. Ökningen förklaras av satsningar inom ekonomi & <administration>."),
        ),
    )


def _costs_paragraph(figures: Mapping[FigureRef, Figure]) -> Paragraph:
    return Paragraph(
        id="costs-paragraph",
        line=9,
        inlines=(
            Words("Personalkostnaderna blev "),
            ShownFigure(ref("line_variance unit=KS line=personnel period=2017"), "−2,1\u00a0mnkr"),
            Words(" jämfört med budget. Material och tjänster kostade mindre än beräknat."),
        ),
    )
