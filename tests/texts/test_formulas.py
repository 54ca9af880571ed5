"""Every formula that a document can print has its words, in both languages."""

import pytest

from hjulet.domain.figures import Formula
from hjulet.domain.metrics import REGISTRY
from hjulet.texts.formulas import formula_words

FORMULAS = {id: metric.how.text for id, metric in REGISTRY.metrics.items() if isinstance(metric.how, Formula)}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("metric", FORMULAS)
def test_a_formula_can_be_said(metric: str, language: str) -> None:
    said = formula_words(FORMULAS[metric], language=language)
    assert said
    assert "[" not in said


def test_a_part_without_words_is_found() -> None:
    with pytest.raises(KeyError):
        formula_words("net_cost[sometime]", language="sv")
