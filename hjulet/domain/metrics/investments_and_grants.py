"""Metrics of investments and government grants, each of a unit with all below it or of one alone.

An outcome, and what is booked of a grant, are the ledger's rows on the projects of that name; the rest
is what the registers say (``hjulet.domain.investment``, ``hjulet.domain.grant``).
"""

from decimal import Decimal

from hjulet.domain.figures import FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.metrics.making import OWN, difference, like, year_before
from hjulet.domain.period import Period, parse_period

INVESTMENTS = "Investeringsredovisning, LKBR (2018:597) 4 kap. 1 §"

_OF_PROJECT = ("unit", "project")
_OF_GRANT = ("unit", "grant")


def _of_register(
    id: str,
    swedish: str,
    how: Leaf | Formula,
    *,
    whose: tuple[str, ...],
    version: tuple[str, ...] = (),
    source: str = OWN,
) -> Metric:
    return Metric(
        id=id,
        swedish=swedish,
        unit=Unit.KRONOR,
        params=(*whose, "period", *version),
        how=how,
        source=source,
        whose=whose,
    )


def _of_investment(id: str, swedish: str, how: Leaf | Formula, *, version: tuple[str, ...] = ()) -> Metric:
    return _of_register(id, swedish, how, whose=_OF_PROJECT, version=version, source=INVESTMENTS)


def _of_grant(id: str, swedish: str, how: Leaf | Formula) -> Metric:
    return _of_register(id, swedish, how, whose=_OF_GRANT)


def _from_january(ref: FigureRef) -> str:
    """Name all months of the period's years up to its last: an appropriation is for whole years."""
    period = parse_period(ref.get("period"))
    return str(Period(period.start.replace(month=1), period.end))


def _outcome_and_appropriation(ref: FigureRef) -> tuple[FigureRef, ...]:
    params = (*_OF_PROJECT, "period")
    return (
        like(ref, "investment_outcome", *params, period=_from_january(ref)),
        like(ref, "investment_appropriation", *params),
    )


def _booked_and_due(ref: FigureRef) -> tuple[FigureRef, ...]:
    params = (*_OF_GRANT, "period")
    return (
        *(like(ref, metric, *params) for metric in ("grant_booked", "grant_received", "grant_accrued")),
        like(ref, "grant_accrued", *params, period=year_before(ref)),
    )


def _beyond_due(values: tuple[Decimal, ...]) -> Decimal:
    booked, received, accrued, accrued_before = values
    return booked - (received + accrued - accrued_before)


def _grants_and_booked(ref: FigureRef) -> tuple[FigureRef, ...]:
    return (
        like(ref, "income", "unit", "line", "period", line="grants"),
        like(ref, "grant_booked", "unit", "period"),
    )


INVESTMENTS_AND_GRANTS = (
    _of_investment(
        "investment_appropriation", "investeringsanslag", Leaf(source="investments"), version=("version",)
    ),
    _of_investment("investment_change", "ändrat_investeringsanslag", Leaf(source="investments")),
    _of_investment("investment_outcome", "investeringsutfall", Leaf(source="projects", line="fixed_assets")),
    _of_investment(
        "investment_over_appropriation",
        "överskjutande_medel",
        Formula(
            inputs=_outcome_and_appropriation,
            compute=difference,
            text="investment_outcome[to date] - investment_appropriation",
        ),
    ),
    _of_investment("investment_carry_over", "ombudgetering", Leaf(source="investments")),
    _of_grant("grant_granted", "beviljat_bidrag", Leaf(source="grants")),
    _of_grant("grant_claimed", "återsökt_bidrag", Leaf(source="grants")),
    _of_grant("grant_received", "erhållet_bidrag", Leaf(source="grants")),
    _of_grant("grant_accrued", "upplupet_bidrag", Leaf(source="grants")),
    _of_grant("grant_booked", "bokfört_bidrag", Leaf(source="projects", line="grants")),
    _of_grant(
        "grant_difference",
        "bidragsskillnad",
        Formula(
            inputs=_booked_and_due,
            compute=_beyond_due,
            text="grant_booked - (grant_received + grant_accrued - grant_accrued[previous])",
        ),
    ),
    Metric(
        id="grant_rest",
        swedish="övriga_driftbidrag",
        unit=Unit.KRONOR,
        params=("unit", "period"),
        how=Formula(inputs=_grants_and_booked, compute=difference, text="income[grants] - grant_booked"),
        source=OWN,
    ),
)
