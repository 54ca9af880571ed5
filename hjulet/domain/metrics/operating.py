"""Metrics of a body's operating statement: income, costs, net cost, appropriation and variances.

Signs by CONTRACT: the statement's own (costs negative), except ``net_cost``, which is positive.
"""

from decimal import Decimal

from hjulet.domain.figures import FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.rules.operating import SMALL_BASE, budget_adherence, net_cost_growth
from hjulet.domain.statement import COST_LINES, INCOME_LINES, STATEMENT_ROWS, UNMAPPED, metric_of_row

LAW = "KL (2017:725) 11 kap. 5 §"
BODY = "Nämndens driftredovisning, LKBR (2018:597) 4 kap. 1 §"
OWN = "Planeringshjulet"

_PARAMS = ("unit", "period", "version", "as_of")
_LINE_PARAMS = ("unit", "line", "period", "version", "as_of")


def _like(ref: FigureRef, metric: str, *params: str, **changes: str) -> FigureRef:
    """Refer to another metric with this reference's arguments, some of them changed."""
    args = ref.but(**changes)
    wanted = params or _PARAMS
    return FigureRef(metric, tuple((name, args[name]) for name in wanted if args.get(name)))


def _lines(ref: FigureRef, metric: str, lines: tuple[str, ...]) -> tuple[FigureRef, ...]:
    return tuple(_like(ref, metric, *_LINE_PARAMS, line=line) for line in lines)


def _year_before(ref: FigureRef) -> str:
    return str(parse_period(ref.get("period")).previous())


def _sum(values: tuple[Decimal, ...]) -> Decimal:
    return sum(values, Decimal(0))


def _difference(values: tuple[Decimal, ...]) -> Decimal:
    first, second = values
    return first - second


def _this_year_and_last(ref: FigureRef) -> tuple[FigureRef, ...]:
    return _like(ref, "net_cost"), _like(ref, "net_cost", period=_year_before(ref))


def _statement_row(ref: FigureRef, **changes: str) -> FigureRef:
    """Refer to the metric that fills the row of the statement that a reference names."""
    metric, line = metric_of_row(ref.get("line"))
    return _like(ref, metric, *_LINE_PARAMS, **{**changes, "line": line})


def _to_date(ref: FigureRef) -> str:
    return str(parse_period(ref.get("period")).year_to_date())


def _budget_of_the_year(ref: FigureRef) -> dict[str, str]:
    """Ask for the whole year's budget as it is at the end of the reference's period (DOMAIN 7)."""
    period = parse_period(ref.get("period"))
    year = year_period(period.year)
    known = {} if period.last_day == year.last_day else {"as_of": period.last_day.isoformat()}
    return {"period": str(year), **known}


def _metric(id: str, swedish: str, how: Leaf | Formula, *, better: str = "", source: str = BODY) -> Metric:
    """Make a metric in kronor with the usual parameters."""
    return Metric(
        id=id, swedish=swedish, unit=Unit.KRONOR, params=_PARAMS, how=how, source=source, better=better
    )


def _by_line(id: str, swedish: str, lines: tuple[str, ...], *, better: str) -> Metric:
    """Make a metric that reads one line, or without ``line`` the sum of its lines."""
    return Metric(
        id=id,
        swedish=swedish,
        unit=Unit.KRONOR,
        params=_LINE_PARAMS,
        how=Leaf(source="ledger"),
        total=Formula(
            inputs=lambda ref: _lines(ref, id, lines),
            compute=_sum,
            text=" + ".join(f"{id}[{x}]" for x in lines),
        ),
        source=BODY,
        better=better,
        lines=lines,
    )


OPERATING = (
    _by_line("income", "intäkter", INCOME_LINES, better="up"),
    _by_line("costs", "kostnader", COST_LINES, better="up"),
    _metric("depreciation", "avskrivningar", Leaf(source="ledger", line="depreciation")),
    _metric("net_interest", "räntenetto", Leaf(source="ledger", line="net_interest")),
    _metric("mediated_grants", "förmedlingsbidrag", Leaf(source="ledger", line="mediated_grants")),
    _metric("unmapped", "utan_mappning", Leaf(source="ledger", line="unmapped"), source=OWN),
    _metric("appropriation", "kommunbidrag", Leaf(source="budget", line="appropriation"), source=LAW),
    _metric(
        "appropriation_booked",
        "bokfört_kommunbidrag",
        Leaf(source="ledger", line="appropriation"),
    ),
    _metric(
        "operating_net_cost",
        "verksamhetens_nettokostnad",
        Formula(
            inputs=lambda ref: (_like(ref, "income"), _like(ref, "costs"), _like(ref, "depreciation")),
            compute=_sum,
            text="income + costs + depreciation",
        ),
        better="up",
    ),
    _metric(
        "net_cost",
        "nettokostnad",
        Formula(
            inputs=lambda ref: (_like(ref, "operating_net_cost"), _like(ref, "net_interest")),
            compute=lambda values: -_sum(values),
            text="-(operating_net_cost + net_interest)",
        ),
        better="down",
    ),
    _metric(
        "result",
        "resultat",
        Formula(
            inputs=lambda ref: (
                _like(ref, "operating_net_cost"),
                _like(ref, "appropriation"),
                _like(ref, "mediated_grants"),
                _like(ref, "net_interest"),
            ),
            compute=_sum,
            text="operating_net_cost + appropriation + mediated_grants + net_interest",
        ),
        better="up",
    ),
    Metric(
        id="budget_variance",
        swedish="budgetavvikelse",
        unit=Unit.KRONOR,
        params=("unit", "period"),
        how=Formula(
            inputs=lambda ref: (_like(ref, "appropriation"), _like(ref, "net_cost")),
            compute=_difference,
            text="appropriation - net_cost",
        ),
        source=OWN,
        better="up",
    ),
    Metric(
        id="budget_adherence",
        swedish="budgetföljsamhet",
        unit=Unit.PERCENT,
        params=("unit", "period"),
        decimals=1,
        how=Formula(
            inputs=lambda ref: (_like(ref, "appropriation"), _like(ref, "net_cost")),
            compute=lambda values: None if values[0] < SMALL_BASE else budget_adherence(*values),
            text="(appropriation - net_cost) / appropriation * 100",
        ),
        source=OWN,
        better="up",
    ),
    Metric(
        id="net_cost_growth",
        swedish="nettokostnadsutveckling",
        unit=Unit.PERCENT,
        params=("unit", "period"),
        decimals=1,
        how=Formula(
            inputs=_this_year_and_last,
            compute=lambda values: None if values[1] < SMALL_BASE else net_cost_growth(*values),
            text="(net_cost - net_cost[previous]) / net_cost[previous] * 100",
        ),
        source=OWN,
        better="down",
    ),
    Metric(
        id="net_cost_change",
        swedish="nettokostnadsförändring",
        unit=Unit.KRONOR,
        params=("unit", "period"),
        how=Formula(inputs=_this_year_and_last, compute=_difference, text="net_cost - net_cost[previous]"),
        source=OWN,
        better="down",
    ),
    Metric(
        id="line_variance",
        swedish="radavvikelse",
        unit=Unit.KRONOR,
        params=("unit", "line", "period"),
        how=Formula(
            inputs=lambda ref: (_statement_row(ref), _statement_row(ref, version="budget")),
            compute=_difference,
            text="outcome - budget",
        ),
        source=OWN,
        better="up",
        lines=(*STATEMENT_ROWS, UNMAPPED),
    ),
    Metric(
        id="remaining",
        swedish="kvar",
        unit=Unit.KRONOR,
        params=("unit", "period"),
        how=Formula(
            inputs=lambda ref: (
                _like(ref, "appropriation", **_budget_of_the_year(ref)),
                _like(ref, "net_cost", period=_to_date(ref)),
            ),
            compute=_difference,
            text="appropriation[year] - net_cost[to date]",
        ),
        source=OWN,
    ),
    Metric(
        id="line_remaining",
        swedish="kvar_på_rad",
        unit=Unit.KRONOR,
        params=("unit", "line", "period"),
        how=Formula(
            inputs=lambda ref: (
                _statement_row(ref, period=_to_date(ref)),
                _statement_row(ref, version="budget", **_budget_of_the_year(ref)),
            ),
            compute=_difference,
            text="outcome[to date] - budget[year]",
        ),
        source=OWN,
        lines=STATEMENT_ROWS,
    ),
)
