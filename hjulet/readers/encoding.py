"""Which encoding a text table is in: told from its bytes, the same way as for SIE.

A byte order mark or valid UTF-8 is UTF-8. Otherwise the Swedish letters decide: in CP437 they lie in
80-9F, in Windows-1252 in C4-FC; the reading with more of them wins, Windows-1252 at a draw, since that
is what spreadsheets write.
"""

import codecs
from collections.abc import Iterator
from mmap import mmap

_LETTERS = "åäöÅÄÖéÉüÜ"
_IN_CP437, _IN_CP1252 = _LETTERS.encode("cp437"), _LETTERS.encode("cp1252")
_IN_UTF8 = tuple(letter.encode() for letter in _LETTERS)
_STEP = 1 << 24


class UndecodableError(ValueError):
    """No encoding fits; ``at`` is the byte where UTF-8 broke off, or that Windows-1252 does not have."""

    def __init__(self, at: int) -> None:
        """Keep the place."""
        super().__init__(at)
        self.at = at


def find_encoding(data: bytes | mmap) -> str:
    """Tell the encoding: ``utf-8``, ``cp1252`` or ``cp437``; raises UndecodableError."""
    broken = _utf8_breaks_at(data)
    if broken is None:
        return "utf-8"
    if data[:3] == codecs.BOM_UTF8:
        raise UndecodableError(broken)
    in_cp437, in_cp1252 = _count(data, _IN_CP437), _count(data, _IN_CP1252)
    if sum(piece.count(letter) for piece in _pieces(data) for letter in _IN_UTF8) > max(in_cp437, in_cp1252):
        raise UndecodableError(broken)
    if in_cp437 > in_cp1252:
        return "cp437"
    unknown = [
        place for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d") if (place := data.find(byte)) >= 0
    ]
    if unknown:
        raise UndecodableError(min(unknown))
    return "cp1252"


def _utf8_breaks_at(data: bytes | mmap) -> int | None:
    """Tell where the bytes stop being UTF-8, a piece at a time; None if they never do."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _STEP):
        piece = data[start : start + _STEP]
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=start + _STEP >= len(data))
        except UnicodeDecodeError as error:
            return max(0, start - held + error.start)
    return None


def _count(data: bytes | mmap, letters: bytes) -> int:
    return sum(len(piece) - len(piece.translate(None, letters)) for piece in _pieces(data))


def _pieces(data: bytes | mmap) -> Iterator[bytes]:
    return (data[at : at + _STEP] for at in range(0, len(data), _STEP))
