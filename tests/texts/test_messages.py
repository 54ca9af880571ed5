"""Each code has one sentence: a second one would stand in the catalogue and never be said."""

import pytest

from hjulet.texts.messages import one_of_each


def test_two_sentences_for_a_code_are_a_fault() -> None:
    assert one_of_each([{"a": "A"}, {"b": "B"}]) == {"a": "A", "b": "B"}
    with pytest.raises(ValueError, match="two sentences for a"):
        one_of_each([{"a": "A", "b": "B"}, {"a": "Å"}])
