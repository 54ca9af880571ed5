"""Whom a remark names, and when two stored amounts differ."""

import pytest

from hjulet.domain.talk import Mention, differs, mentioned, with_names, worded


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Titta, @cecilia!", {"cecilia"}),
        ("@bo och @gun.", {"bo", "gun"}),
        ("@anna.berg@kommun.se ser detta.", {"anna.berg@kommun.se"}),
        ("Skriv till info@kommun.se", set()),
        ("10 st @ 5 kr, och @@dubbelt", set()),
        ("", set()),
    ],
)
def test_who_is_named(text: str, names: set[str]) -> None:
    assert mentioned(text) == names


def test_a_mention_is_shown_by_name_and_an_unknown_one_as_it_was_written() -> None:
    parts = list(worded("Hej @bo. Och @ingen?", {"bo": "Bo Talstrand"}))
    assert parts == ["Hej ", Mention(name="Bo Talstrand"), ". Och @ingen?"]
    assert with_names("Hej @bo.", {"bo": "Bo Talstrand"}) == "Hej @Bo Talstrand."


@pytest.mark.parametrize(
    ("was", "now", "different"),
    [
        ("1.0", "1.00", False),
        ("1.00", "1.01", True),
        (None, None, False),
        (None, "0", True),
        ("0", None, True),
    ],
)
def test_amounts_differ_by_their_value_not_by_how_they_are_written(
    was: str | None, now: str | None, different: bool
) -> None:
    assert differs(was, now) is different
