"""What differs between two texts, word by word: lines that are the same are left whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_WORD = re.compile(r"\s*\S+|\s+")
_WORDS_COMPARED = 4_000  # in one passage: the time grows with the square, so longer ones differ by lines


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
    found = _compare(old.splitlines(keepends=True), new.splitlines(keepends=True))
    pieces = ((side, text) for side, text in found if text)
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


def _compare(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Side, str]]:
    """Compare by lines, and by words where lines were rewritten."""
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[i:j]), "".join(new[k:m])
        if what == "replace":
            yield from _compare_words(before, after)
        else:
            yield from _sides(what, before, after)


def _compare_words(before: str, after: str) -> Iterator[tuple[Side, str]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _WORDS_COMPARED:
        yield from _sides("replace", before, after)
        return
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    for what, i, j, k, m in matcher.get_opcodes():
        yield from _sides(what, "".join(old[i:j]), "".join(new[k:m]))


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
