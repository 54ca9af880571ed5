"""Looking into an xlsx workbook before it is read: is it safe, and are its cells values.

A workbook is a zip of XML. Its unpacked size, the reach of its sheets and its cell count are measured
first, since a small file can unpack to gigabytes and one cell far away makes a table of billions. The
same pass finds what a reader of values cannot see: cells in error and formulas without a stored value.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_ENTRIES = 2_000
MAX_UNPACKED = 500_000_000
MAX_RATIO = 200
MAX_CELLS = 5_000_000

_SHEETS = "xl/worksheets/"
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    LookupError,  # a part that is missing, or an encoding that nobody knows
    ValueError,
    EOFError,
    NotImplementedError,  # a way of packing that zipfile does not know
)
_TOO_LARGE, _NOT_READABLE = "too-large", "not-readable"


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
    value: str


def inspect_workbook(data: bytes) -> tuple[SheetFault, ...]:
    """Check a workbook's sizes and return the faulty cells of its first sheet; raises UnsafeWorkbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, len(data))
            first = _first_sheet(archive)
            faults: tuple[SheetFault, ...] = ()
            for name in archive.namelist():
                if name.startswith(_SHEETS) and name.endswith(".xml"):
                    found = _scan_sheet(archive, name)
                    faults = found if name == first else faults
            return faults
    except _DAMAGE as error:
        raise UnsafeWorkbook(_NOT_READABLE, cause="damaged", value=type(error).__name__) from error
    except RuntimeError as error:  # zipfile's way of saying that an entry is encrypted
        raise UnsafeWorkbook(_NOT_READABLE, cause="encrypted") from error


def _check_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    """Refuse by the sizes that the zip states, then by what its entries really unpack to."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise UnsafeWorkbook(_TOO_LARGE, entries=len(entries), limit=MAX_ENTRIES)
    limit = min(MAX_UNPACKED, max(packed, _CHUNK) * MAX_RATIO)
    stated = sum(entry.file_size for entry in entries)
    if stated > limit:
        raise UnsafeWorkbook(_TOO_LARGE, unpacked=stated, limit=limit)
    for entry in entries:  # reading stops at the stated size and fails if there is more (CRC)
        with archive.open(entry) as stream:
            while stream.read(_CHUNK):
                pass


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """Find the file of the first sheet: workbook.xml names a relation, the relations name the file."""
    sheets: list[str] = []
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            sheets.extend(value for key, value in attributes.items() if _local(key) == "id" and ":" in key)

    def relation(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(archive, "xl/workbook.xml", start=sheet)
    _parse(archive, "xl/_rels/workbook.xml.rels", start=relation)
    target = targets.get(sheets[0], "") if sheets else ""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


@dataclass
class _Scan:
    """What is known of a sheet while its XML goes by."""

    faults: list[SheetFault] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    cell: str = ""
    kind: str = ""
    formula: bool = False
    inside: str = ""
    value: str = ""
    last_row: int = 0
    last_column: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        self.inside = _local(name)
        if self.inside == "row":
            self.last_row = int(attributes["r"]) if "r" in attributes else self.last_row + 1
            self.last_column = 0
        elif self.inside == "c":
            self._begin_cell(attributes)
        elif self.inside == "f":
            self.formula = True

    def text(self, data: str) -> None:
        """Take characters."""
        if self.inside in ("v", "t"):
            self.value += data

    def end(self, name: str) -> None:
        """Take a closing tag."""
        self.inside = ""
        if _local(name) == "c":
            self._end_cell()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "")
        match = _REFERENCE.fullmatch(reference)
        if reference and not match:  # what this pass cannot place, a reader may place anywhere
            raise UnsafeWorkbook(_NOT_READABLE, cause="damaged", value=reference)
        column, row = (_column(match[1]), int(match[2])) if match else (self.last_column + 1, self.last_row)
        self.last_column, self.last_row = column, row
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > MAX_CELLS:
            raise UnsafeWorkbook(_TOO_LARGE, cells=self.rows * self.columns, limit=MAX_CELLS)
        self.cell, self.kind = reference, attributes.get("t", "")
        self.formula, self.value = False, ""

    def _end_cell(self) -> None:
        if self.kind == "e":
            self.faults.append(SheetFault("error-in-cell", self.cell, self.last_row, self.value))
        elif self.formula and not self.value and self.kind != "str":
            self.faults.append(SheetFault("formula-without-value", self.cell, self.last_row, ""))


def _scan_sheet(archive: zipfile.ZipFile, name: str) -> tuple[SheetFault, ...]:
    scan = _Scan()
    _parse(archive, name, start=scan.start, end=scan.end, text=scan.text)
    return tuple(scan.faults)


def _parse(
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
    raise UnsafeWorkbook(_NOT_READABLE, cause="doctype")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
