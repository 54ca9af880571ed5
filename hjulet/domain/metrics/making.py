"""What the definitions of metrics share: their parameters, and references to each other."""

from decimal import Decimal

from hjulet.domain.figures import AsOf, FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.statement import metric_of_row

LAW = "KL (2017:725) 11 kap. 5 §"
BODY = "Nämndens driftredovisning, LKBR (2018:597) 4 kap. 1 §"
OWN = "Planeringshjulet"

PLAN_PARAMS = ("unit", "period", "version", "as_of", "organisation")
"""Of what has a budget and no internal items: the appropriation, and the result that it is part of."""

PARAMS = ("unit", "period", "version", "as_of", "items", "organisation")
LINE_PARAMS = ("unit", "line", "period", "version", "as_of", "items", "organisation")
UNIT_PARAMS = ("unit", "period", "organisation")


def like(ref: FigureRef, metric: str, *params: str, **changes: str) -> FigureRef:
    """Refer to another metric with this reference's arguments, some of them changed."""
    args = ref.but(**changes)
    wanted = params or PARAMS
    return FigureRef(metric, tuple((name, args[name]) for name in wanted if args.get(name)))


def lines_of(ref: FigureRef, metric: str, lines: tuple[str, ...]) -> tuple[FigureRef, ...]:
    """Refer to a metric of one line for each of some lines."""
    return tuple(like(ref, metric, *LINE_PARAMS, line=line) for line in lines)


def year_before(ref: FigureRef) -> str:
    """Name the same months of the year before."""
    return str(parse_period(ref.get("period")).previous())


def period_before(ref: FigureRef) -> str:
    """Name as many months just before the reference's."""
    return str(parse_period(ref.get("period")).before())


def total(values: tuple[Decimal, ...]) -> Decimal:
    """Sum the inputs."""
    return sum(values, Decimal(0))


def difference(values: tuple[Decimal, ...]) -> Decimal:
    """Take the second input from the first."""
    first, second = values
    return first - second


def statement_row(ref: FigureRef, **changes: str) -> FigureRef:
    """Refer to the metric that fills the row of the statement that a reference names."""
    metric, line = metric_of_row(ref.get("line"))
    return like(ref, metric, *LINE_PARAMS, **{**changes, "line": line})


def to_date(ref: FigureRef) -> str:
    """Name the year's months up to the period's last."""
    return str(parse_period(ref.get("period")).year_to_date())


def budget_of_the_year(ref: FigureRef) -> dict[str, str]:
    """Ask for the whole year's budget as it is at the end of the reference's period (DOMAIN 7)."""
    period = parse_period(ref.get("period"))
    year = year_period(period.year)
    known = {} if period.last_day == year.last_day else {"as_of": period.last_day.isoformat()}
    return {"period": str(year), **known}


def kronor(
    id: str,
    swedish: str,
    how: Leaf | Formula,
    *,
    params: tuple[str, ...] = PARAMS,
    better: str = "",
    source: str = BODY,
    as_of: AsOf = AsOf.VERSION,
) -> Metric:
    """Make a metric in kronor."""
    return Metric(
        id=id,
        swedish=swedish,
        unit=Unit.KRONOR,
        params=params,
        how=how,
        source=source,
        better=better,
        as_of=as_of,
    )
