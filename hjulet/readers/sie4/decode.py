"""Bytes to text: which encoding a SIE file is really in.

The format prescribes CP437 (``#FORMAT PC8``), but real files come as Latin-1 and UTF-8 too. The
encoding is found from the bytes, and what differs from the format is reported, never guessed away.

- Only ASCII: cp437. A byte order mark of UTF-8: utf-8. Valid UTF-8 with letters beyond ASCII: utf-8
  (text in the other two practically never happens to be valid UTF-8).
- Otherwise the Swedish letters decide. In CP437 they lie in 80-9F, where Latin-1 has only control
  codes; in Latin-1 they lie in C4-FC, where CP437 has box drawing and Greek. The reading with more of
  them wins, CP437 at a draw, since that is what the file says it is.
- Latin-1 is read as Windows-1252, which has dashes and quotation marks where Latin-1 has control codes.
- NUL bytes, or a file that mostly is UTF-8 and then is not: no encoding fits.

Letters are composed (NFC), so that a decomposed "å" is the same letter as a composed one.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem

_LETTERS = "åäöÅÄÖéÉüÜ"
_IN_CP437 = _LETTERS.encode("cp437")
_IN_LATIN1 = _LETTERS.encode("latin-1")
_IN_UTF8 = tuple(letter.encode() for letter in _LETTERS)
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_REPLACEMENT = "\ufffd".encode()
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if bytes([code]).decode("cp1252", errors="ignore")
}
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_END_OF_FILE = b"\x1a"  # DOS programs end text files with it


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A file's text, the encoding it was in, and what is odd about it; no text if undecodable."""

    text: str | None
    encoding: str
    problems: tuple[Problem, ...]


def decode(data: bytes) -> Decoded:
    """Turn a SIE file's bytes into text, with problems ``undecodable`` and ``encoding-differs``."""
    data = data.rstrip(_END_OF_FILE)
    if b"\x00" in data:
        return _undecodable(data, data.index(b"\x00"), cause="nul")
    if data.startswith(codecs.BOM_UTF8):
        return _decode_marked(data)
    if data.isascii():
        return _decoded(data, data.decode("ascii"), "cp437")
    try:
        return _decoded(data, data.decode("utf-8"), "utf-8", _differs(data, _BEYOND_ASCII, cause="utf-8"))
    except UnicodeDecodeError as error:
        return _decode_single_byte(data, not_utf8_at=error.start)


def _decode_marked(data: bytes) -> Decoded:
    rest = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _decoded(rest, rest.decode("utf-8"), "utf-8", problem("encoding-differs", 1, cause="bom"))
    except UnicodeDecodeError as error:
        return _undecodable(rest, error.start, cause="not-utf-8")


def _decode_single_byte(data: bytes, *, not_utf8_at: int) -> Decoded:
    in_cp437, in_latin1 = _count(data, _IN_CP437), _count(data, _IN_LATIN1)
    if sum(map(data.count, _IN_UTF8)) > max(in_cp437, in_latin1):
        return _undecodable(data, not_utf8_at, cause="not-utf-8")
    latin1 = in_latin1 > in_cp437
    minority = _IN_CP437 if latin1 else _IN_LATIN1
    mixed = [_differs(data, minority, cause="mixed")] if in_cp437 and in_latin1 else []
    if not latin1:
        return _decoded(data, data.decode("cp437"), "cp437", *mixed)
    text = data.decode("latin-1").translate(_WINDOWS)
    return _decoded(data, text, "latin-1", _differs(data, _BEYOND_ASCII, cause="latin-1"), *mixed)


def _differs(data: bytes, odd: bytes, *, cause: str) -> Problem:
    """Report another encoding than CP437 at the first line that has one of the odd bytes."""
    at = min(place for byte in odd if (place := data.find(byte)) >= 0)
    return problem("encoding-differs", _line(data, at), cause=cause)


def _decoded(data: bytes, text: str, encoding: str, *odd: Problem) -> Decoded:
    lost = data.count(_REPLACEMENT)
    problems = list(odd)
    if lost:
        line = _line(data, data.index(_REPLACEMENT))
        problems.append(problem("encoding-differs", line, cause="replacement-character", count=lost))
    if controls := _CONTROL.findall(text):
        text, first = _without_controls(text)
        problems.append(problem("encoding-differs", first, cause="control-character", count=len(controls)))
    return Decoded(text=unicodedata.normalize("NFC", text), encoding=encoding, problems=tuple(problems))


def _without_controls(text: str) -> tuple[str, int]:
    """Replace control characters by U+FFFD, not by blanks: a blank could split an amount in two."""
    found = _CONTROL.search(text)
    first = len(re.findall("\r\n|\r|\n", text[: found.start() if found else 0])) + 1
    return _CONTROL.sub("\ufffd", text), first


def _undecodable(data: bytes, at: int, *, cause: str) -> Decoded:
    found = problem("undecodable", _line(data, at), cause=cause, value=f"0x{data[at]:02X}")
    return Decoded(text=None, encoding="utf-8" if cause == "not-utf-8" else "cp437", problems=(found,))


def _line(data: bytes, at: int) -> int:
    return len(re.findall(b"\r\n|\r|\n", data[:at])) + 1


def _count(data: bytes, letters: bytes) -> int:
    return len(data) - len(data.translate(None, letters))
