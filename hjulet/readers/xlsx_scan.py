"""A sheet's XML as it goes by: how far its cells reach, which are faulty, what is hidden.

Two ways, one meaning. ``expat`` reads any XML, and costs more than all the rest of reading a workbook.
What programs write is plainer than XML may be: such a sheet is searched with patterns, some ten times as
fast. A piece that is not of the plain kind sends the whole sheet to ``expat``.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from xml.parsers import expat

MAX_CELLS = 10_000_000
"""Rows times columns that a sheet may reach over."""

_PIECE = 1 << 20
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")


class UnsafeWorkbook(Exception):
    """The workbook is not read: a problem code and its values."""

    def __init__(self, code: str, **params: object) -> None:
        """Carry the problem."""
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class SheetFault:
    """A cell without a value that can be used: ``error-in-cell`` or ``formula-without-value``."""

    code: str
    cell: str
    row: int
    column: int  # counted from 1
    value: str


@dataclass
class SheetFacts:
    """What a reader of values does not see of a sheet. Rows and columns are counted from 1."""

    faults: list[SheetFault] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    rows: int = 0
    columns: int = 0

    def reach(self, *, row: int, column: int) -> None:
        """Let the sheet reach to a cell; raises UnsafeWorkbook where that makes too large a table."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > MAX_CELLS:
            raise UnsafeWorkbook("too-large", cells=self.rows * self.columns, limit=MAX_CELLS)

    def hide_columns(self, attributes: dict[str, str]) -> None:
        """Take a ``col`` element."""
        if attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
            self.hidden_columns.append(range(first, last + 1))


def scan_sheet(archive: zipfile.ZipFile, name: str) -> SheetFacts:
    """Scan one sheet; raises UnsafeWorkbook, and what zip and expat raise for damage."""
    facts = _PlainScan(_pieces(archive, name)).facts()
    if facts is None:
        scan = _ExactScan()
        parse_part(archive, name, start=scan.start, end=scan.end, text=scan.text)
        facts = scan.facts
    return facts


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Give a part in pieces that end after a tag, whole cells and rows kept together where they end."""
    rest = b""
    with archive.open(name) as stream:
        while piece := stream.read(_PIECE):
            whole, mark, rest = (rest + piece).rpartition(b"</row>")
            if mark:
                yield whole + mark
            elif len(rest) > 16 * _PIECE:  # a row that long is not of the plain kind
                yield b"<!"
                return
    yield rest


_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_ANY_CELL = re.compile(rb"<c[^a-zA-Z]")
_NOT_PLAIN = re.compile(rb"<[A-Za-z0-9_]+:|<!")
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? t="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?(?:<v>([^<]*)</v>)?'
)
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"((?:(?! t="str")[^>])*)>'
    rb"(?:<f[^>]*/>|<f[^>]*[^/>]>[^<]*</f>|<f>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>"
)
_ROW_HIDDEN = re.compile(rb'<row ([^>]*)hidden="(?:1|true)"([^>]*)>')
_ATTRIBUTE = re.compile(rb'([A-Za-z]+)="([^"]*)"')
_COLUMN = re.compile(rb"<col ([^>]*)>")


def _is_plain_head(before: bytes) -> bool:
    """Tell whether what stands before the rows is UTF-8 without comments or a document type."""
    declared = before[:100].lower()
    return (
        before.startswith(b"<")
        and b"<!" not in before
        and (b"encoding" not in declared or b"utf-8" in declared)
    )


class _PlainScan:
    """Searches a sheet of the plain kind with patterns: references first in each cell, no namespaces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._facts = SheetFacts()

    def facts(self) -> SheetFacts | None:
        """Give the facts, or None where the sheet is not of the plain kind."""
        first = next(self._pieces, b"")
        before, mark, cells = first.partition(b"<sheetData>")
        if not mark or not _is_plain_head(before):
            return None
        for column in _COLUMN.findall(before):
            self._facts.hide_columns(_attributes(column))
        for piece in chain((cells,), self._pieces):
            if b"<sheetData" in piece or not self._take(piece.partition(b"</sheetData>")[0]):
                return None
        return self._facts

    def _take(self, cells: bytes) -> bool:
        """Take a piece of the rows; False where it is not of the plain kind."""
        found = _CELL.findall(cells)
        if len(found) != len(_ANY_CELL.findall(cells)) or _NOT_PLAIN.search(cells):
            return False
        for letters in {each[0] for each in found}:
            self._facts.reach(row=0, column=column_number(letters.decode()))
        self._facts.reach(row=max((int(row) for row in {each[1] for each in found}), default=0), column=0)
        if b' t="e"' in cells:
            self._faults("error-in-cell", _ERROR, cells)
        if b"<f" in cells:
            self._faults("formula-without-value", _NO_VALUE, cells)
        if b'hidden="' in cells:
            return self._hide(cells)
        return True

    def _faults(self, code: str, pattern: re.Pattern[bytes], cells: bytes) -> None:
        for letters, row, more in pattern.findall(cells):
            name = letters.decode()
            value = more.decode() if code == "error-in-cell" else ""
            fault = SheetFault(code, f"{name}{int(row)}", int(row), column_number(name), value)
            self._facts.faults.append(fault)

    def _hide(self, cells: bytes) -> bool:
        for before, after in _ROW_HIDDEN.findall(cells):
            row = _attributes(before + after).get("r", "")
            if not row.isdigit():
                return False
            self._facts.hidden_rows.add(int(row))
        return True


class _ExactScan:
    """Reads any sheet's XML, tag by tag."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self._cell, self._kind, self._inside, self._value = "", "", "", ""
        self._formula = False
        self._row = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        self._inside = local_name(name)
        match self._inside:
            case "row":
                self._begin_row(attributes)
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formula = True
            case "col":
                self.facts.hide_columns(attributes)

    def text(self, data: str) -> None:
        """Take characters."""
        if self._inside in ("v", "t"):
            self._value += data

    def end(self, name: str) -> None:
        """Take a closing tag."""
        self._inside = ""
        if local_name(name) == "c":
            self._end_cell()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self.facts.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "")
        match = _REFERENCE.fullmatch(reference)
        if reference and not match:  # what this pass cannot place, a reader may place anywhere
            raise UnsafeWorkbook("not-readable", cause="damaged", value=reference)
        column, row = (column_number(match[1]), int(match[2])) if match else (self._column + 1, self._row)
        self._column, self._row = column, row
        self.facts.reach(row=row, column=column)
        self._cell, self._kind = reference, attributes.get("t", "")
        self._formula, self._value = False, ""

    def _end_cell(self) -> None:
        if self._kind == "e":
            self._fault("error-in-cell", self._value)
        elif self._formula and not self._value and self._kind != "str":
            self._fault("formula-without-value", "")

    def _fault(self, code: str, value: str) -> None:
        self.facts.faults.append(SheetFault(code, self._cell, self._row, self._column, value))


def parse_part(
    archive: zipfile.ZipFile,
    name: str,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Let a part's XML go by; a document type (entities that expand) is refused."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    with archive.open(name) as stream:
        parser.ParseFile(stream)


def _refuse_doctype(*_: object) -> None:
    raise UnsafeWorkbook("not-readable", cause="doctype")


def local_name(name: str) -> str:
    """Give an element's name without its namespace."""
    return name.rpartition(":")[2]


def column_number(letters: str) -> int:
    """Count a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _attributes(written: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(written)}
