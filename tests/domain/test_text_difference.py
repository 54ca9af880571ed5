"""Two texts compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.text_difference import Piece, Side, difference, words_changed

TEXTS = st.lists(
    st.sampled_from(["ett", "två", "tre", " ", "\n", "\n\n", "{net_cost}", ","]), max_size=12
).map("".join)


def side(pieces: tuple[Piece, ...], one: Side) -> str:
    return "".join(piece.text for piece in pieces if piece.side in (one, Side.BOTH))


def marked(old: str, new: str) -> str:
    """Write a difference as one line: [-removed-] and {+added+}."""
    forms = {Side.BOTH: "{}", Side.OLD: "[-{}-]", Side.NEW: "{{+{}+}}"}
    return "".join(forms[piece.side].format(piece.text) for piece in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "ny text", "{+ny text+}"),
        ("två tjänster är vakanta", "tre tjänster är vakanta", "[-två-]{+tre+} tjänster är vakanta"),
        ("hög och två tjänster", "hög och tre tjänster", "hög och [-två-]{+tre+} tjänster"),
        ("en rad\nen till\n", "en rad\n", "en rad\n[-en till\n-]"),
        (
            "lika\nden gamla raden\nlika",
            "lika\nden nya raden\nlika",
            "lika\nden [-gamla-]{+nya+} raden\nlika",
        ),
        ("klart.", "klart. Mer.", "klart.{+ Mer.+}"),
    ],
)
def test_words_that_differ_are_told_apart(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@given(TEXTS, TEXTS)
def test_the_new_text_can_be_read_out_of_the_pieces_and_the_words_of_the_old_one(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert side(pieces, Side.NEW) == new
    assert side(pieces, Side.OLD).split() == old.split()


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert words_changed(difference(text, text)) == (0, 0)


def test_words_are_counted() -> None:
    assert words_changed(difference("ett två", "ett tre fyra")) == (2, 1)


def test_a_passage_too_long_for_words_is_compared_by_lines() -> None:
    old, new = "ord " * 5_000, "ord " * 5_000 + "till"
    assert [piece.side for piece in difference(old, new)] == [Side.OLD, Side.NEW]
