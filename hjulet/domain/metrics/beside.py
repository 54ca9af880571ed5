"""Metrics that rest on more than ledger and budget: named items (DOMAIN 10), and how many live here."""

from decimal import Decimal

from hjulet.domain.figures import FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.metrics.making import OWN, PLAN_PARAMS, UNIT_PARAMS, difference, kronor, like
from hjulet.domain.numbers import round_half_away
from hjulet.domain.period import parse_period


def _per_inhabitant(values: tuple[Decimal, ...]) -> Decimal | None:
    """Divide by the inhabitants, to the öre; nobody to divide by gives no value."""
    amount, inhabitants = values
    return round_half_away(amount / inhabitants, decimals=2) if inhabitants else None


def _year(ref: FigureRef) -> str:
    return str(parse_period(ref.get("period")).year)


BESIDE = (
    kronor(
        "named_items",
        "särskilda_poster",
        Leaf(source="items"),
        params=UNIT_PARAMS,
        source=OWN,
    ),
    kronor(
        "adjusted_result",
        "justerat_resultat",
        Formula(
            inputs=lambda ref: (like(ref, "result", *PLAN_PARAMS), like(ref, "named_items", *UNIT_PARAMS)),
            compute=difference,
            text="result - named_items",
        ),
        params=UNIT_PARAMS,
        better="up",
        source=OWN,
    ),
    Metric(
        id="inhabitants",
        swedish="invånare",
        unit=Unit.PEOPLE,
        params=("period",),
        how=Leaf(source="population"),
        source="SCB, folkmängd 31 december",
    ),
    kronor(
        "net_cost_per_inhabitant",
        "nettokostnad_per_invånare",
        Formula(
            inputs=lambda ref: (like(ref, "net_cost"), like(ref, "inhabitants", "period", period=_year(ref))),
            compute=_per_inhabitant,
            text="net_cost / inhabitants",
        ),
        params=("unit", "period", "items", "organisation"),
        better="down",
        source=OWN,
    ),
)
