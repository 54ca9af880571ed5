"""Files that the command is given."""

from pathlib import Path

from hjulet.services.errors import refused


def file_name(name: str) -> str:
    """Give a file's name without its folder; bytes in it that are no text are written out."""
    return Path(name).name.encode("utf-8", "backslashreplace").decode("utf-8")


def read_file(name: str) -> bytes:
    """Read a file; raises RefusedError ``no-such-file`` where it cannot be read."""
    try:
        return Path(name).read_bytes()
    except OSError as fault:
        raise refused("no-such-file", file=name, cause=fault.strerror or "") from fault
