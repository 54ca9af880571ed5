"""Looking into an xlsx workbook before it is read: is it safe, and are its cells values.

A workbook is a zip of XML. Its unpacked size, the reach of its sheets and its cell count are measured
first, since a small file can unpack to gigabytes and one cell far away makes a table of billions. The
same pass finds what a reader of values cannot see: cells in error, formulas without a stored value, and
rows and columns that are hidden or filtered away. How a sheet's XML goes by: ``hjulet.readers.xlsx_scan``.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from hjulet.readers.xlsx_scan import SheetFacts, UnsafeWorkbook, local_name, parse_part, scan_sheet

MAX_ENTRIES = 2_000
MAX_UNPACKED = 500_000_000
MAX_RATIO = 200

_CHUNK = 1 << 16
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


def inspect_workbook(data: bytes) -> tuple[SheetFacts, ...]:
    """Check a workbook's sizes and tell what is to be known of each sheet; raises UnsafeWorkbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, len(data))
            parts = {name: scan_sheet(archive, name) for name in archive.namelist() if _is_sheet(name)}
            return tuple(parts[name] for name in _sheet_parts(archive) if name in parts)
    except _DAMAGE as error:
        raise UnsafeWorkbook(_NOT_READABLE, cause="damaged", value=type(error).__name__) from error
    except RuntimeError as error:  # zipfile's way of saying that an entry is encrypted
        raise UnsafeWorkbook(_NOT_READABLE, cause="encrypted") from error


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


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


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """List the sheets' parts in order: workbook.xml names relations, the relations name the parts."""
    sheets: list[str] = []
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "sheet":
            sheets.extend(
                value for key, value in attributes.items() if local_name(key) == "id" and ":" in key
            )

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    parse_part(archive, "xl/workbook.xml", start=sheet)
    parse_part(archive, "xl/_rels/workbook.xml.rels", start=relation)
    found = (targets.get(each, "") for each in sheets)
    return [part.removeprefix("/") if part.startswith("/") else f"xl/{part}" for part in found]
