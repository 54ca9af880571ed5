"""Two texts compared word by word."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain import text_difference
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


LONG = {
    "one line of the same two words": ("x y " * 2_000, "y x " * 2_000),
    "lines of the same two": ("x\ny\n" * 2_000, "y\nx\n" * 2_000),
    "each other line blank": ("x\n\n" * 2_000, "y\n\n" * 2_000),
    "many passages": ("x y x y\n\n" * 500, "".join(f"y x y x {n}\n\n" for n in range(500))),
}


@pytest.mark.parametrize("texts", LONG.values(), ids=LONG)
def test_of_the_longest_texts_nothing_is_lost_and_few_pairs_are_looked_at(
    texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []

    def matcher(_: None, a: list[str], b: list[str], *, autojunk: bool) -> SequenceMatcher[str]:
        looked_at.append(sum(a.count(one) * b.count(one) for one in set(a)))
        return SequenceMatcher(None, a, b, autojunk=autojunk)

    monkeypatch.setattr(text_difference, "SequenceMatcher", matcher)
    old, new = texts
    pieces = difference(old, new)
    assert side(pieces, Side.NEW) == new
    assert side(pieces, Side.OLD).split() == old.split()
    assert sum(looked_at) <= text_difference._PAIRS


def test_without_a_bound_the_longest_texts_are_compared_pair_by_pair() -> None:
    """The positive control: such texts have more pairs than are looked at."""
    old, new = LONG["one line of the same two words"]
    assert text_difference._pairs(old.split(), new.split()) > 100 * text_difference._PAIRS


def test_one_word_changed_in_a_long_text_of_the_same_lines_is_still_told_apart() -> None:
    lines = "lika\n" * 2_000
    assert marked(f"{lines}två ord\n{lines}", f"{lines}tre ord\n{lines}").count("[-två-]{+tre+} ord") == 1


def test_a_page_rewritten_here_and_there_is_compared_word_by_word() -> None:
    old = " ".join(f"ord{n}" for n in range(5_000))
    new = old.replace("ord17 ", "nytt ").replace("ord4711 ", "sist ")
    assert words_changed(difference(old, new)) == (2, 2)
