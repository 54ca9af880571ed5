"""Files in a folder with a list of their control sums, so that what is kept can be trusted when it is read.

The list is written last: a folder without it is not finished.
"""

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

LISTING = "files.json"


def write_listed(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, each one synced, and the list of them, into an empty folder."""
    for path, content in files.items():
        _write(folder / path, content)
    listed = {path: sha256(content).hexdigest() for path, content in files.items()}
    _write(folder / LISTING, json.dumps(listed, sort_keys=True).encode())


def read_listed(folder: Path) -> Mapping[str, bytes] | None:
    """Read a folder's files; None where there are none, or they are not as they were written."""
    try:
        listed: dict[str, str] = json.loads((folder / LISTING).read_bytes())
        files = {path: (folder / path).read_bytes() for path in listed}
    except (OSError, ValueError):
        return None
    is_whole = all(sha256(files[path]).hexdigest() == digest for path, digest in listed.items())
    return files if is_whole else None


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
