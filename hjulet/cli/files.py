"""Files that the command is given, and those that it writes."""

import errno
from pathlib import Path

from hjulet.services.errors import refused

_CAUSES = {errno.ENOENT: "not-there", errno.EISDIR: "is-a-folder", errno.EACCES: "no-permission"}
"""What the machine says -> the cause that the message words."""


def file_name(name: str) -> str:
    """Give a file's name without its folder; bytes in it that are no text are written out."""
    return Path(name).name.encode("utf-8", "backslashreplace").decode("utf-8")


def readable(name: str) -> Path:
    """Give the path of a file that can be read; raises RefusedError ``no-such-file``."""
    try:
        with Path(name).open("rb"):
            return Path(name)
    except OSError as fault:
        raise refused("no-such-file", file=name, cause=_cause(fault)) from fault


def read_file(name: str) -> bytes:
    """Read a file; raises RefusedError ``no-such-file`` where it cannot be read."""
    try:
        return Path(name).read_bytes()
    except OSError as fault:
        raise refused("no-such-file", file=name, cause=_cause(fault)) from fault


def write_file(place: Path, content: bytes) -> str:
    """Write a file, its folders too, and name it; raises RefusedError ``cannot-write``."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    except OSError as fault:
        raise refused("cannot-write", file=str(place), cause=_cause(fault)) from fault
    return str(place)


def _cause(fault: OSError) -> str:
    return _CAUSES.get(fault.errno or 0, fault.strerror or "")
