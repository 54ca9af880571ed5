"""Rules that ``hjulet compute`` knows: inputs, outputs, law; no percentage without a base."""

from decimal import Decimal

import pytest

from hjulet.domain.rules import RULES


def compute(rule: str, **given: str) -> dict[str, str | None]:
    outcome = RULES[rule].compute({name: Decimal(value) for name, value in given.items()})
    return {name: None if value is None else f"{value:f}" for name, value in outcome.outputs.items()}


@pytest.mark.parametrize(
    ("rule", "given", "outputs"),
    [
        (
            "budget_adherence",
            {"appropriation": "352701000", "net_cost": "347670850"},
            {"budget_variance": "5030150", "budget_adherence": "1.426180"},
        ),
        (
            "budget_adherence",
            {"appropriation": "0", "net_cost": "5"},
            {"budget_variance": "-5", "budget_adherence": None},
        ),
        (
            "net_cost_growth",
            {"net_cost": "136", "net_cost_previous": "100"},
            {"net_cost_growth": "36.000000"},
        ),
        ("net_cost_growth", {"net_cost": "136", "net_cost_previous": "-100"}, {"net_cost_growth": None}),
        (
            "operating_account",
            {"appropriation": "100", "income": "20", "costs": "130", "carried_over_used": "5"},
            {"net_cost": "110", "result": "-5"},
        ),
        (
            "forecast_accuracy",
            {"outcome_variance": "5030", "forecast_variance": "7700"},
            {"forecast_deviation": "-2670"},
        ),
        (
            "deviation_split",
            {"budget_volume": "100", "budget_price": "10", "outcome_volume": "110", "outcome_price": "9"},
            {"volume_effect": "100", "price_effect": "-100", "mixed_effect": "-10", "deviation": "-10"},
        ),
    ],
)
def test_a_rule_gives_these_outputs(rule: str, given: dict[str, str], outputs: dict[str, str | None]) -> None:
    assert compute(rule, **given) == outputs


def test_the_parts_of_a_deviation_sum_to_outcome_less_budget() -> None:
    split = compute(
        "deviation_split", budget_volume="7", budget_price="3.5", outcome_volume="9", outcome_price="4.25"
    )
    assert Decimal(str(split["deviation"])) == Decimal(9) * Decimal("4.25") - Decimal(7) * Decimal("3.5")


@pytest.mark.parametrize("name", RULES)
def test_every_rule_answers_what_it_lists_and_names_its_law(name: str) -> None:
    rule = RULES[name]
    outcome = rule.compute(dict.fromkeys(rule.inputs, Decimal(1)))
    assert rule.id == name
    assert list(outcome.outputs) == list(rule.outputs)
    assert [step.label for step in outcome.steps] == list(rule.outputs)
    assert outcome.law == rule.source
