"""A Word file as its parts: unpacked and packed so that the same parts give the same bytes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_FIRST = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAX_UNPACKED = 200_000_000


def unpack(docx: bytes) -> dict[str, bytes]:
    """Read the parts of a Word file. Raises BadZipFile, and ValueError where they are too large."""
    with zipfile.ZipFile(BytesIO(docx)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MAX_UNPACKED:
            raise ValueError("its parts are too large")
        return {part.filename: packed.read(part) for part in packed.infolist() if not part.is_dir()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts as a Word file, in the order of their names, with no trace of when."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(parts, key=lambda path: (path != _FIRST, path)):
            entry = zipfile.ZipInfo(path, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            packed.writestr(entry, parts[path])
    return made.getvalue()
