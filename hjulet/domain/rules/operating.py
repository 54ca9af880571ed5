"""Rules of a body's operating account: variance, adherence, growth, forecast and deviation."""

from collections.abc import Mapping
from decimal import Decimal

from hjulet.domain.figures import Unit
from hjulet.domain.rules.rule import Outcome, Rule, Step, percent

OWN = "Planeringshjulet"
OPERATING = "Driftredovisning, LKBR (2018:597) 4 kap. 1 §"

SMALL_BASE = Decimal(100_000)
"""Kronor: a percentage of a base below this says nothing and is printed as a dash (DOMAIN 9)."""


def budget_variance(appropriation: Decimal, net_cost: Decimal) -> Decimal:
    """Give appropriation less net cost, kronor; plus is surplus."""
    return appropriation - net_cost


def budget_adherence(appropriation: Decimal, net_cost: Decimal) -> Decimal | None:
    """Give the variance as percent of the appropriation; none without an appropriation."""
    return percent(budget_variance(appropriation, net_cost), appropriation)


def net_cost_growth(net_cost: Decimal, net_cost_previous: Decimal) -> Decimal | None:
    """Give the change of net cost as percent of last year's; none on a base of zero or below."""
    return percent(net_cost - net_cost_previous, net_cost_previous)


def _adherence(given: Mapping[str, Decimal]) -> Outcome:
    variance = budget_variance(given["appropriation"], given["net_cost"])
    adherence = budget_adherence(given["appropriation"], given["net_cost"])
    return _outcome(OWN, budget_variance=variance, budget_adherence=adherence)


def _growth(given: Mapping[str, Decimal]) -> Outcome:
    return _outcome(OWN, net_cost_growth=net_cost_growth(given["net_cost"], given["net_cost_previous"]))


def _operating_account(given: Mapping[str, Decimal]) -> Outcome:
    net_cost = given["costs"] - given["income"]
    result = given["appropriation"] + given["carried_over_used"] - net_cost
    return _outcome(OPERATING, net_cost=net_cost, result=result)


def _forecast_accuracy(given: Mapping[str, Decimal]) -> Outcome:
    return _outcome(OWN, forecast_deviation=given["outcome_variance"] - given["forecast_variance"])


def _deviation_split(given: Mapping[str, Decimal]) -> Outcome:
    more = given["outcome_volume"] - given["budget_volume"]
    dearer = given["outcome_price"] - given["budget_price"]
    volume, price, mixed = more * given["budget_price"], dearer * given["budget_volume"], more * dearer
    return _outcome(
        OWN, volume_effect=volume, price_effect=price, mixed_effect=mixed, deviation=volume + price + mixed
    )


def _outcome(law: str, **outputs: Decimal | None) -> Outcome:
    steps = tuple(Step(label=name, value=value, source=law) for name, value in outputs.items())
    return Outcome(outputs=outputs, steps=steps, law=law)


BUDGET_ADHERENCE = Rule(
    id="budget_adherence",
    inputs=("appropriation", "net_cost"),
    outputs={"budget_variance": Unit.KRONOR, "budget_adherence": Unit.PERCENT},
    source=OWN,
    compute=_adherence,
)
NET_COST_GROWTH = Rule(
    id="net_cost_growth",
    inputs=("net_cost", "net_cost_previous"),
    outputs={"net_cost_growth": Unit.PERCENT},
    source=OWN,
    compute=_growth,
)
OPERATING_ACCOUNT = Rule(
    id="operating_account",
    inputs=("appropriation", "income", "costs", "carried_over_used"),
    outputs={"net_cost": Unit.KRONOR, "result": Unit.KRONOR},
    source=OPERATING,
    compute=_operating_account,
)
FORECAST_ACCURACY = Rule(
    id="forecast_accuracy",
    inputs=("outcome_variance", "forecast_variance"),
    outputs={"forecast_deviation": Unit.KRONOR},
    source=OWN,
    compute=_forecast_accuracy,
)
DEVIATION_SPLIT = Rule(
    id="deviation_split",
    inputs=("budget_volume", "budget_price", "outcome_volume", "outcome_price"),
    outputs=dict.fromkeys(("volume_effect", "price_effect", "mixed_effect", "deviation"), Unit.KRONOR),
    source=OWN,
    compute=_deviation_split,
)
