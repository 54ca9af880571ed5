"""Copies of files: read once, with their control sums, synced, and readable by their owner alone."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from hjulet.domain.backup import BackupFile

PIECE = 1 << 20
TEMPORARY = ".tmp-"


def copy_file(source: Path, into: Path, *, path: str) -> BackupFile:
    """Copy a file to ``path`` in a folder, where nothing may lie, and give what was copied."""
    place = into / path
    digest, size = sha256(), 0
    with source.open("rb") as pieces:  # first: of a source that is gone nothing is left in the copy
        make_folder(place.parent)
        opened = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(opened, "wb") as sink:
            while piece := pieces.read(PIECE):
                digest.update(piece)
                size += len(piece)
                sink.write(piece)
            sink.flush()
            os.fsync(sink.fileno())
    return BackupFile(path=path, size=size, sha256=digest.hexdigest())


def describe(place: Path, *, path: str) -> BackupFile:
    """Read a file that lies in its place, sync it, and give what it is."""
    digest, size = sha256(), 0
    with place.open("rb") as pieces:
        while piece := pieces.read(PIECE):
            digest.update(piece)
            size += len(piece)
        os.fsync(pieces.fileno())
    return BackupFile(path=path, size=size, sha256=digest.hexdigest())


def write_file(place: Path, content: bytes) -> None:
    """Write a small file, synced."""
    with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as sink:
        sink.write(content)
        sink.flush()
        os.fsync(sink.fileno())


def make_folder(place: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone."""
    if not place.is_dir():
        make_folder(place.parent)
        place.mkdir(mode=0o700, exist_ok=True)


def files_under(folder: Path) -> Iterator[Path]:
    """List the files under a folder in the order of their paths; nothing that is being written, no links."""
    for place in sorted(folder.rglob("*")):
        inside = place.relative_to(folder).parts
        if (
            place.is_file()
            and not place.is_symlink()
            and not any(one.startswith(TEMPORARY) for one in inside)
        ):
            yield place


def sync_tree(root: Path) -> None:
    """Sync a folder and all folders under it, so that their names survive a power cut."""
    for place in (*(one for one in root.rglob("*") if one.is_dir()), root):
        sync_folder(place)


def sync_folder(place: Path) -> None:
    """Sync one folder."""
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
