"""Bytes to text: which encoding a SIE file is really in.

The format prescribes CP437 (``#FORMAT PC8``), but real files come as Latin-1 and UTF-8 too. The
encoding is found from all the bytes, in a pass of its own before the text is read, and what differs
from the format is reported, never guessed away.

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
from collections.abc import Iterator
from dataclasses import dataclass, field

from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.source import BLOCK, Source

_LETTERS = "åäöÅÄÖéÉüÜ"
_IN_CP437 = _LETTERS.encode("cp437")
_IN_LATIN1 = _LETTERS.encode("latin-1")
_IN_UTF8 = tuple(letter.encode() for letter in _LETTERS)
_ORDINARY = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_ASCII = bytes(range(0x80))
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_REPLACEMENT = "\ufffd".encode()
_WINDOWS = "".join(
    bytes([code]).decode("cp1252", errors="ignore") or chr(code)  # five codes have no letter there
    for code in range(0x100)
)
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END = re.compile(b"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What a pass over the bytes found: the encoding, what is odd about it, and how to read the text.

    ``readable`` is false if no encoding fits; ``start`` is where the text begins.
    """

    encoding: str
    readable: bool = True
    start: int = 0
    controls: bool = False  # there are control characters to replace
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some whole lines of the file: the first one's number, and their text with LF between them."""

    line: int
    text: str
    end: int  # bytes of the file read by now
    last: bool


@dataclass
class _Bytes:
    """What the bytes of a file are, counted block by block."""

    start: int
    nul_at: int | None = None
    not_utf8_at: int | None = None
    in_cp437: int = 0
    in_latin1: int = 0
    in_utf8: int = 0
    met: set[int] = field(default_factory=set)  # bytes that are not ordinary ASCII

    def count(self, source: Source) -> None:
        """Go through the file once."""
        place, decoder = self.start, codecs.getincrementaldecoder("utf-8")()
        for block in source.blocks(start=self.start):
            odd = block.translate(None, _ORDINARY)
            self.met.update(odd)
            if self.nul_at is None and 0 in odd:
                self.nul_at = place + block.index(0)
            if high := odd.translate(None, _ASCII):
                self.in_cp437 += len(high) - len(high.translate(None, _IN_CP437))
                self.in_latin1 += len(high) - len(high.translate(None, _IN_LATIN1))
                self.in_utf8 += sum(map(high.count, _IN_UTF8))
            self._decode(decoder, block, place)
            place += len(block)
        self._decode(decoder, b"", place, final=True)

    def _decode(
        self, decoder: codecs.IncrementalDecoder, block: bytes, place: int, *, final: bool = False
    ) -> None:
        if self.not_utf8_at is not None:
            return
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(block, final)
        except UnicodeDecodeError as error:
            self.not_utf8_at = place - waiting + error.start

    @property
    def is_ascii(self) -> bool:
        """Tell whether there is no byte beyond ASCII."""
        return all(byte < 0x80 for byte in self.met)


def survey(source: Source) -> Survey:
    """Find a SIE file's encoding, with problems ``undecodable`` and ``encoding-differs``."""
    marked = next(source.blocks(length=len(codecs.BOM_UTF8)), b"") == codecs.BOM_UTF8
    counted = _Bytes(start=len(codecs.BOM_UTF8) if marked else 0)
    counted.count(source)
    if counted.nul_at is not None:
        return _undecodable(source, counted.nul_at, cause="nul")
    if marked:
        if counted.not_utf8_at is not None:
            return _undecodable(source, counted.not_utf8_at, cause="not-utf-8")
        return _readable(source, counted, "utf-8", problem("encoding-differs", 1, cause="bom"))
    if counted.is_ascii:
        return _readable(source, counted, "cp437")
    if counted.not_utf8_at is None:
        return _readable(source, counted, "utf-8", _differs(source, _BEYOND_ASCII, cause="utf-8"))
    return _single_byte(source, counted, counted.not_utf8_at)


def _single_byte(source: Source, counted: _Bytes, not_utf8_at: int) -> Survey:
    if counted.in_utf8 > max(counted.in_cp437, counted.in_latin1):
        return _undecodable(source, not_utf8_at, cause="not-utf-8")
    latin1 = counted.in_latin1 > counted.in_cp437
    minority = _IN_CP437 if latin1 else _IN_LATIN1
    is_mixed = counted.in_cp437 and counted.in_latin1
    mixed = [_differs(source, minority, cause="mixed")] if is_mixed else []
    if not latin1:
        return _readable(source, counted, "cp437", *mixed)
    return _readable(source, counted, "latin-1", _differs(source, _BEYOND_ASCII, cause="latin-1"), *mixed)


def _differs(source: Source, odd: bytes, *, cause: str) -> Problem:
    """Report another encoding than CP437 at the first line that has one of the odd bytes."""
    return problem("encoding-differs", _line(source, _find(source, odd)), cause=cause)


def _find(source: Source, wanted: bytes) -> int:
    """Find the first of some bytes that are known to be there."""
    pattern, place = re.compile(b"[" + re.escape(wanted) + b"]"), 0
    for block in source.blocks():
        if found := pattern.search(block):
            return place + found.start()
        place += len(block)
    raise ValueError(f"none of {wanted!r}")


def _readable(source: Source, counted: _Bytes, encoding: str, *odd: Problem) -> Survey:
    found = Survey(encoding=encoding, start=counted.start, problems=odd)
    if not (set(_REPLACEMENT) <= counted.met or any(_may_be_control(byte, encoding) for byte in counted.met)):
        return found
    lost, controls = _Lost(), _Lost()
    for piece in _raw_pieces(source, found):
        lost.count(piece, "\ufffd" if encoding == "utf-8" else _REPLACEMENT.decode(_codec(encoding)))
        controls.count(piece, _CONTROL)
    problems = list(odd)
    if lost.total:
        params = {"cause": "replacement-character", "count": lost.total}
        problems.append(problem("encoding-differs", lost.line, **params))
    if controls.total:
        params = {"cause": "control-character", "count": controls.total}
        problems.append(problem("encoding-differs", controls.line, **params))
    return Survey(
        encoding=encoding, start=counted.start, controls=bool(controls.total), problems=tuple(problems)
    )


def _may_be_control(byte: int, encoding: str) -> bool:
    return byte < 0x80 or (byte < 0xA0 if encoding == "latin-1" else encoding == "utf-8" and byte == 0xC2)


@dataclass
class _Lost:
    """How many letters of a kind there are, and in which line the first is."""

    total: int = 0
    line: int = 1

    def count(self, piece: Piece, wanted: str | re.Pattern[str]) -> None:
        """Count in one more piece."""
        pattern = re.compile(re.escape(wanted)) if isinstance(wanted, str) else wanted
        places = [found.start() for found in pattern.finditer(piece.text)]
        if places and not self.total:
            self.line = piece.line + piece.text.count("\n", 0, places[0])
        self.total += len(places)


def _undecodable(source: Source, at: int, *, cause: str) -> Survey:
    byte = next(source.blocks(start=at, length=1))[0]
    found = problem("undecodable", _line(source, at), cause=cause, value=f"0x{byte:02X}")
    encoding = "utf-8" if cause == "not-utf-8" else "cp437"
    return Survey(encoding=encoding, readable=False, problems=(found,))


def _line(source: Source, at: int) -> int:
    """Tell in which line a byte stands."""
    line, place, after_cr = 1, 0, False
    for block in source.blocks():
        part = block[: at - place]
        line += len(_LINE_END.findall(part)) - (after_cr and part.startswith(b"\n"))
        place, after_cr = place + len(block), part.endswith(b"\r")
        if place > at:
            break
    return line


def text_pieces(source: Source, found: Survey, *, length: int) -> Iterator[Piece]:
    """Give a readable file's text in pieces of whole lines, about so many bytes each.

    Control characters are replaced by U+FFFD, not by blanks: a blank could split an amount in two.
    """
    for piece in _raw_pieces(source, found, length=length):
        text = piece.text
        if found.controls:
            text = _CONTROL.sub("\ufffd", text)
        if found.encoding == "utf-8" and not text.isascii():
            text = unicodedata.normalize("NFC", text)  # the letters of the other two are composed
        yield Piece(line=piece.line, text=text, end=piece.end, last=piece.last)


def _raw_pieces(source: Source, found: Survey, *, length: int = BLOCK) -> Iterator[Piece]:
    """Give decoded whole lines: a piece ends with a line end, the last one where the file ends."""
    line, place, held = 1, found.start, [b""]
    for block in source.blocks(start=found.start, length=length):
        place += len(block)
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1  # never within CR LF
        held.append(block)
        if cut and place < source.end:
            text = _text(b"".join((*held[:-1], block[:cut])), found.encoding)
            yield Piece(line=line, text=text, end=place, last=False)
            line, held = line + text.count("\n"), [block[cut:]]
    yield Piece(line=line, text=_text(b"".join(held), found.encoding), end=place, last=True)


def _text(data: bytes, encoding: str) -> str:
    text = (
        codecs.charmap_decode(data, "strict", _WINDOWS)[0] if encoding == "latin-1" else data.decode(encoding)
    )
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _codec(encoding: str) -> str:
    return "cp1252" if encoding == "latin-1" else encoding
