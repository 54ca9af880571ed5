"""A list's file opened: csv or workbook, its encoding and delimiter found, its head row fitted to the map."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from mmap import ACCESS_READ, mmap
from pathlib import Path

import polars as pl

from hjulet.domain.column_map import (
    Answers,
    ColumnMap,
    ListKind,
    Proposal,
    label_heads,
    plain_head,
    propose_map,
)
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.problem import Place, Problem
from hjulet.readers.encoding import UndecodableError, find_encoding
from hjulet.readers.lists.codes import Report, problem
from hjulet.readers.lists.csv_table import DELIMITERS, CsvTable
from hjulet.readers.lists.layout import Layout, Rows, fit, likely_head
from hjulet.readers.lists.xlsx_table import open_sheet, open_sheets
from hjulet.readers.workbook import NOT_TEXT, ZIP

MAX_BYTES = 2_000_000_000
"""Of a csv file: ten million rows. A workbook is limited by what it unpacks to."""

SAMPLES = 3
"""Values that are shown under a head."""

_STEP = 1 << 24

Frames = Callable[[bool], Iterator[tuple[pl.DataFrame, int]]]


@dataclass(frozen=True, kw_only=True)
class Source:
    """A list's file as it lies open; no layout if it cannot be read with the map."""

    size: int
    sha256: str
    encoding: str = ""  # utf-8, cp1252, cp437; xlsx of a workbook
    delimiter: str = ""
    layout: Layout | None = None
    read: Frames | None = None

    def frames(self, *, exactly: bool) -> Iterator[tuple[pl.DataFrame, int]]:
        """Give the rows below the head piece by piece, each with the bytes that have been read so far."""
        return iter(()) if self.read is None else self.read(exactly)


@contextmanager
def open_source(source: Path | bytes, *, file: str, columns: ColumnMap, report: Report) -> Iterator[Source]:
    """Open a file to be read with a map; what is wrong with it as such goes to ``report``."""
    with _bytes_of(source) as data:
        about = Source(size=len(data), sha256=_sha256(data))
        if not _is_readable(data, file, report):
            yield about
        elif data[:4] == ZIP:
            yield _workbook(data[:], file, columns, report, about)
        else:
            yield _csv(data, file, columns, report, about)


@dataclass(frozen=True, kw_only=True)
class Look:
    """The first rows of a file: as each delimiter splits them, or of each sheet by its name."""

    tops: Mapping[str, Rows]
    file: str
    in_cells: bool = False
    problems: tuple[Problem, ...] = ()

    def fits(self, columns: ColumnMap) -> bool:
        """Tell whether the file has all heads of a map."""
        return any(
            fit(rows, columns, file=self.file, in_cells=self.in_cells)[0] is not None
            for rows in self.tops.values()
        )

    def has_heads(self, *heads: str) -> bool:
        """Tell whether some row has all of these heads, whatever their case."""
        wanted = {plain_head(head) for head in heads}
        return any(
            wanted <= {plain_head(text) for text in texts} for rows in self.tops.values() for _, texts in rows
        )

    def proposal(self) -> Proposal:
        """Propose what the columns are, for a person to confirm."""
        nothing = ColumnMap(kind=ListKind.VOUCHERS, columns={})
        if not self.tops:
            return Proposal(columns=nothing, problems=self.problems)
        name, rows = max(self.tops.items(), key=lambda top: likely_head(top[1])[0])
        _, place = likely_head(rows)
        heads = label_heads(rows[place][1])
        columns = propose_map(rows[place][1])
        if self.in_cells and len(self.tops) > 1:
            columns = replace(columns, answers=Answers(sheet=name))
        below = [texts for _, texts in rows[place + 1 : place + 1 + SAMPLES]]
        samples = {
            head: tuple(texts[at].strip() for texts in below if at < len(texts))
            for at, head in enumerate(heads)
            if head
        }
        return Proposal(columns=columns, samples=samples, problems=self.problems)


def look(source: Path | bytes, *, file: str) -> Look:
    """Look at the first rows of a file; never raises on bad input."""
    problems: list[Problem] = []
    with _bytes_of(source) as data:
        is_book = data[:4] == ZIP
        if not _is_readable(data, file, problems.append):
            tops: dict[str, Rows] = {}
        elif is_book:
            sheets = open_sheets(data[:], file=file, report=problems.append)
            tops = {name: table.first_rows() for name, table in sheets.items()}
        else:
            found = {
                table.delimiter: table.first_rows() for table in _csv_tables(data, file, problems.append)
            }
            tops = {mark: rows for mark, rows in found.items() if rows}
    return Look(tops=tops, file=file, in_cells=is_book, problems=tuple(problems))


def _workbook(data: bytes, file: str, columns: ColumnMap, report: Report, about: Source) -> Source:
    table = open_sheet(data, file=file, sheet=columns.answers.sheet, report=report)
    if table is None:
        return replace(about, encoding="xlsx")
    layout, odd = fit(table.first_rows(), columns, file=file, in_cells=True)
    for found in odd:
        report(found)
    if layout is None:
        return replace(about, encoding="xlsx")
    table.ask(layout, columns.answers, report)
    return replace(
        about,
        encoding="xlsx",
        layout=layout,
        read=lambda exactly: table.frames(layout, columns.answers),
    )


def _csv(data: bytes | mmap, file: str, columns: ColumnMap, report: Report, about: Source) -> Source:
    tables = _csv_tables(data, file, report)
    if not tables:
        return about
    fitted = [(table, *fit(table.first_rows(), columns, file=file, in_cells=False)) for table in tables]
    table, layout, odd = next((each for each in fitted if each[1]), fitted[0])
    for found in odd:
        report(found)
    return replace(
        about,
        encoding=table.encoding,
        delimiter=table.delimiter if layout else "",
        layout=layout,
        read=(lambda exactly: table.frames(layout, report, exactly=exactly)) if layout else None,
    )


def _csv_tables(data: bytes | mmap, file: str, report: Report) -> list[CsvTable]:
    """Give the file as each delimiter splits it; the one that splits the first rows most comes first."""
    try:
        encoding = find_encoding(data)
    except UndecodableError as fault:
        line = data[: fault.at].count(b"\n") + 1
        value = f"0x{data[fault.at]:02X}"
        report(problem("undecodable", Place(file=file, line=line), cause="not-utf-8", value=value))
        return []
    tables = [CsvTable(data, file=file, encoding=encoding, delimiter=mark) for mark in DELIMITERS]
    return sorted(tables, key=lambda table: -max((len(texts) for _, texts in table.first_rows()), default=0))


def _is_readable(data: bytes | mmap, file: str, report: Report) -> bool:
    """Refuse what is no table at all."""
    place = Place(file=file)
    if len(data) > MAX_BYTES:
        report(problem("too-large", place, size=len(data), limit=MAX_BYTES))
        return False
    for mark, cause in NOT_TEXT.items():
        if data[: len(mark)] == mark:
            report(problem("not-readable", place, cause=cause))
            return False
    if data[:4] != ZIP and data.find(b"\x00") >= 0:
        report(problem("not-readable", place, cause="nul"))
        return False
    if not data[:1000].strip() and not any(
        data[at : at + _STEP].strip() for at in range(0, len(data), _STEP)
    ):
        report(problem("empty-file", place))
        return False
    return True


def unread_list(source: Path | bytes, *, file: str, problems: tuple[Problem, ...]) -> LedgerFile:
    """Give the facts of a file that no map could be found for: its hash, and why."""
    with _bytes_of(source) as data:
        return LedgerFile(file=file, sha256=_sha256(data), content="", encoding="", problems=problems)


@contextmanager
def _bytes_of(source: Path | bytes) -> Iterator[bytes | mmap]:
    """Give a file's bytes without holding them: the machine reads the parts that are looked at."""
    if isinstance(source, bytes):
        yield source
    elif source.stat().st_size == 0:
        yield b""
    else:
        with source.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            yield data


def _sha256(data: bytes | mmap) -> str:
    hashed = hashlib.sha256()
    for at in range(0, len(data), _STEP):
        hashed.update(data[at : at + _STEP])
    return hashed.hexdigest()
