"""A csv file as frames of texts, a piece at a time, so that memory does not grow with the file.

Two ways, one meaning. The exact way is Python's own ``csv`` in its strict form. The fast way splits a
whole piece at once and is taken only where the two cannot differ: every line has as many fields as the
head, and every field is either without quotation marks or wholly within a pair. Whatever else a piece
holds, all of it goes the exact way.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from mmap import mmap

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from hjulet.domain.problem import Place
from hjulet.readers.lists.codes import Report, problem
from hjulet.readers.lists.layout import SEARCHED, Layout, Rows

PIECE = 4_000_000
"""Bytes that are split at a time."""

DELIMITERS = (";", ",", "\t")

_LINE_END = re.compile(b"\r\n|\r|\n")
_MARK = b"\xef\xbb\xbf"


class CsvTable:
    """A csv file whose encoding is known, read with one delimiter."""

    in_cells = False

    def __init__(self, data: bytes | mmap, *, file: str, encoding: str, delimiter: str) -> None:
        """Take a file."""
        self._data, self._file, self.encoding = data, file, encoding
        self.delimiter = delimiter
        self._at = len(_MARK) if data[:3] == _MARK else 0
        self._line = 1
        self._fault = ""  # why the rest cannot be read
        self._simple = _simple_line(delimiter)

    def first_rows(self) -> Rows:
        """Give the first rows, among which the head is. A fault ends them; reading on will tell it."""
        start, line = self._at, self._line
        rows: list[tuple[int, list[str]]] = []
        try:
            for record in self._records(len(self._data)):
                rows.append(record)
                if len(rows) >= SEARCHED:
                    break
        except csv.Error:
            pass
        self._at, self._line = start, line
        return rows

    def frames(
        self, layout: Layout, report: Report, *, exactly: bool = False
    ) -> Iterator[tuple[pl.DataFrame, int]]:
        """Give the rows below the head as text columns ``c0``, ``c1`` ... and ``line``, with the bytes read.

        Problems go to ``report``: ``unclosed-quote`` (nothing more is read), ``too-many-cells`` (the row
        is left out).
        """
        width = len(layout.heads)
        self._skip_to(layout.line)
        while self._at < len(self._data) and not self._fault:
            end = self._piece_end()
            frame = None if exactly else self._split_fast(end, width)
            yield (self._split_exactly(end, width, layout, report) if frame is None else frame), self._at
        if self._fault:
            place = Place(file=self._file, line=self._line)
            report(problem("unclosed-quote", place, cause=self._fault))

    def _skip_to(self, head: int) -> None:
        for line, _ in self._records(len(self._data)):
            if line == head:
                return

    def _piece_end(self) -> int:
        """Find the end of the next piece: after a line end, or the end of the file."""
        for mark in (b"\n", b"\r"):
            found = self._data.find(mark, self._at + PIECE)
            if found >= 0:
                return found + 1
        return len(self._data)

    def _utf8(self, start: int, end: int) -> bytes:
        """Give a piece as composed UTF-8; most pieces are that already."""
        piece = self._data[start:end]
        if piece.isascii():
            return piece
        text = piece.decode(self.encoding)
        if self.encoding == "utf-8" and unicodedata.is_normalized("NFC", text):
            return piece
        return unicodedata.normalize("NFC", text).encode("utf-8")

    def _decode(self, start: int, end: int) -> str:
        return unicodedata.normalize("NFC", self._data[start:end].decode(self.encoding))

    def _split_fast(self, end: int, width: int) -> pl.DataFrame | None:
        """Split a piece at once; None where that could differ from the exact way."""
        piece = self._utf8(self._at, end)
        lines = piece.count(b"\n") + (not piece.endswith(b"\n"))
        if b"\r" in piece and piece.count(b"\r") != piece.count(b"\r\n"):
            return None
        quoted = b'"' in piece
        if quoted and not _lines(piece).str.contains(self._simple).all():
            return None
        names = [f"c{place}" for place in range(width)]
        try:
            table = arrow_csv.read_csv(
                pa.py_buffer(piece),
                read_options=arrow_csv.ReadOptions(column_names=names, block_size=1 << 28),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self.delimiter,
                    quote_char='"' if quoted else False,
                    double_quote=False,
                    ignore_empty_lines=False,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid:  # another number of fields somewhere
            return None
        if table.num_rows != lines:
            return None
        frame = pl.DataFrame(table).with_columns(line=pl.int_range(self._line, self._line + lines))
        self._at, self._line = end, self._line + lines
        return frame

    def _split_exactly(self, end: int, width: int, layout: Layout, report: Report) -> pl.DataFrame:
        columns: list[list[str]] = [[] for _ in range(width)]
        lines: list[int] = []
        try:
            for line, texts in self._records(end):
                if swallowed := _swallowed_rows(texts, self.delimiter, width):
                    self._line, self._fault = line, swallowed
                    break
                if any(text.strip() for text in texts[width:]):
                    report(problem("too-many-cells", layout.place(line), count=len(texts), limit=width))
                    continue
                lines.append(line)
                for place, column in enumerate(columns):
                    column.append(texts[place] if place < len(texts) else "")
        except csv.Error as error:  # the record began at self._line
            self._fault = str(error)
        cells = {f"c{place}": pl.Series(column, dtype=pl.String) for place, column in enumerate(columns)}
        return pl.DataFrame({**cells, "line": pl.Series(lines, dtype=pl.Int64)})

    def _records(self, end: int) -> Iterator[tuple[int, list[str]]]:
        """Give records with their first lines until one ends at or after ``end``; raises csv.Error.

        When it raises, ``_line`` is the line on which the record began.
        """
        pulled = 0

        def lines() -> Iterator[str]:
            nonlocal pulled
            while self._at < len(self._data):
                found = _LINE_END.search(self._data, self._at)
                after = found.end() if found else len(self._data)
                text = self._decode(self._at, after)
                self._at = after
                pulled += 1
                yield text

        reader = csv.reader(lines(), delimiter=self.delimiter, strict=True)
        for texts in reader:
            line = self._line
            self._line, pulled = self._line + pulled, 0
            yield line, texts
            if self._at >= end:
                return


def _swallowed_rows(texts: list[str], delimiter: str, width: int) -> str:
    """Tell whether a cell of several lines holds what looks like whole rows: a quote was not closed."""
    for text in texts:
        if "\n" in text or "\r" in text:
            rows = [line for line in text.splitlines() if line.count(delimiter) >= max(1, width - 2)]
            if rows:
                return rows[0]
    return ""


def _lines(piece: bytes) -> pl.Series:
    return pl.Series([piece.decode("utf-8")]).str.split("\n").explode()


def _simple_line(delimiter: str) -> str:
    """Write the pattern of a line whose fields have no quotation marks, or are wholly within a pair."""
    mark = re.escape(delimiter)
    one = rf'(?:[^"{mark}\r\n]*|"[^"\r\n]*")'
    return rf"^{one}(?:{mark}{one})*\r?$"
