"""What differs between two texts, word by word: lines that are the same are left whole.

Two texts of the same few words over and over would take minutes to compare. Then less is compared, and what
is not stands whole, as it was and as it is: nothing of either text is lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, takewhile

_WORD = re.compile(r"\s*\S+|\s+")
_LINE = re.compile(
    r"[^\n]*\n\s*|[^\n]+"
)  # blank lines belong to the line before them: each equals all others
_PAIRS = 50_000
"""How many pairs of equal words, or lines, are looked at in all: the time grows with the pairs' square."""


class Side(StrEnum):
    """In which of two texts something stands."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text, its blanks and line ends included, and where it stands."""

    side: Side
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts. The pieces of one side and of both, put together, are that text.

    Words that differ in nothing but the blanks before them are the same, and read as in the new text.
    """
    pieces = ((side, text) for side, text in _compare(old, new) if text)
    return tuple(
        Piece(side=side, text="".join(text for _, text in group))
        for side, group in groupby(pieces, key=lambda piece: piece[0])
    )


def words_changed(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Count the words that stand in the new text only, and in the old one only."""
    added, removed = (
        sum(len(piece.text.split()) for piece in pieces if piece.side is side)
        for side in (Side.NEW, Side.OLD)
    )
    return added, removed


def _compare(old: str, new: str) -> Iterator[tuple[Side, str]]:
    """Compare by lines, and by words where lines were rewritten, as far as the pairs go."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    yield Side.BOTH, "".join(after[:first])
    yield from _compare_lines(before[first : len(before) - last], after[first : len(after) - last])
    yield Side.BOTH, "".join(after[len(after) - last :])


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the members that two sequences begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _compare_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Side, str]]:
    left = _PAIRS - _pairs(old, new)
    if left < 0:
        yield from _sides("replace", "".join(old), "".join(new))
        return
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        words = _WORD.findall(gone), _WORD.findall(come)
        pairs = _pairs(*map(_bare, words))
        if what == "replace" and pairs <= left:
            left -= pairs
            yield from _compare_words(*words)
        else:
            yield from _sides(what, gone, come)


def _compare_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Side, str]]:
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        yield from _sides(what, "".join(old[i:j]), "".join(new[k:m]))


def _bare(words: Iterable[str]) -> list[str]:
    return [word.strip() for word in words]


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the pairs of equal members of two sequences."""
    first, second = Counter(old), Counter(new)
    return sum(count * second[one] for one, count in first.items())


def _sides(what: str, before: str, after: str) -> Iterator[tuple[Side, str]]:
    """Tell two stretches apart. The same blanks before both are no difference; others keep words apart."""
    first, second = _blanks(before), _blanks(after)
    if first == second:
        yield Side.BOTH, second
    elif what == "equal":
        yield Side.OLD, first
        yield Side.NEW, second
    else:
        first = second = ""
    if what == "equal":
        yield Side.BOTH, after.removeprefix(second)
    else:
        yield Side.OLD, before.removeprefix(first)
        yield Side.NEW, after.removeprefix(second)


def _blanks(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]
