"""Files that were made of a report, kept by what they depend on: the same question twice is a read.

They lie in ``rendered/`` of the home, a folder for each key of ``hjulet.documents.render_key``. Whoever asks
has already been let see the report: a key is never in an address. All of it may be removed at any time.
"""

import errno
import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from hjulet.documents.formats import Files
from hjulet.documents.listed_files import LISTING, read_listed

KEPT = timedelta(days=30)
"""After they were last asked for."""

MOST_BYTES = 2_000_000_000
"""Kept at most; those that were asked for longest ago go first."""

_TEMPORARY = ".tmp-"
_UNFINISHED = timedelta(hours=1)
_LOCKS = 256
_LOOK_EVERY = 0.1


def rendered_root() -> Path:
    """Tell where they lie in the home, a folder that only its owner can read."""
    root: Path = settings.HJULET_HOME / "rendered"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return root


def find(key: str) -> Files | None:
    """Read the files of a key; None where there are none, or they are not as they were made."""
    folder = rendered_root() / key
    files = read_listed(folder)
    if files is not None:
        with suppress(FileNotFoundError):  # swept just now
            os.utime(folder)
    return files


def is_kept(key: str) -> bool:
    """Tell whether there are files of a key."""
    return (rendered_root() / key / LISTING).is_file()


@contextmanager
def arriving() -> Iterator[Path]:
    """Give an empty folder to make files in; what is not kept from it is gone at the end."""
    folder = rendered_root() / f"{_TEMPORARY}{uuid.uuid4().hex}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(folder: Path, *, key: str) -> None:
    """Give a finished folder its name. A whole one that lies there already is left; a damaged one makes room.

    Several processes may do so at once: the file system lets one of them have the name.
    """
    place = rendered_root() / key
    while not _named(folder, place) and read_listed(place) is None:
        with suppress(FileNotFoundError):  # another has moved it just now
            place.rename(rendered_root() / f"{_TEMPORARY}{uuid.uuid4().hex}")


def _named(folder: Path, place: Path) -> bool:
    """Rename a folder; False where something lies at the place."""
    try:
        folder.rename(place)
    except OSError as fault:
        if fault.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise
        return False
    return True


@contextmanager
def alone(key: str, *, wait: Callable[[], None]) -> Iterator[None]:
    """Let one at a time, of all processes, work on a key; ``wait`` is called while one waits.

    The machine lets go of it with the process, however that ends.
    """
    locks = rendered_root() / ".locks"
    locks.mkdir(exist_ok=True, mode=0o700)
    with (locks / str(int(key[:8], 16) % _LOCKS)).open("w") as lock:
        while not _locked(lock.fileno()):
            wait()
            time.sleep(_LOOK_EVERY)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sweep(*, now: float) -> None:
    """Remove what nobody has asked for in a month, what is over the size, and what was left unfinished.

    ``now`` is in seconds, as files have it.
    """
    left = []
    for folder in rendered_root().iterdir():
        age = _age(folder, now)
        if folder.name.startswith("."):
            if folder.name.startswith(_TEMPORARY) and age > _UNFINISHED.total_seconds():
                shutil.rmtree(folder, ignore_errors=True)
        elif age > KEPT.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
        else:
            left.append((age, folder))
    room = MOST_BYTES
    for _, folder in sorted(left):
        room -= _size(folder)
        if room < 0:
            shutil.rmtree(folder, ignore_errors=True)


def _age(folder: Path, now: float) -> float:
    try:
        return now - folder.stat().st_mtime
    except FileNotFoundError:  # another process has swept it
        return 0


def _size(folder: Path) -> int:
    try:
        return sum(path.stat().st_size for path in folder.rglob("*"))
    except FileNotFoundError:
        return 0
