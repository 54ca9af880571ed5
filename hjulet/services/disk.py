"""A full disk is no fault of ours or of the file's: it is said in words, and nothing is changed."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from hjulet.services.errors import refused

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the machine says, in numbers."""

_DATABASE_FULL = ("database or disk is full", "No space left on device")
"""What SQLite and PostgreSQL say."""


def is_disk_full(fault: Exception) -> bool:
    """Tell whether a fault of writing, to a file or to the database, is that there is no room."""
    if isinstance(fault, OperationalError):
        return any(said in str(fault) for said in _DATABASE_FULL)
    return isinstance(fault, OSError) and fault.errno in FULL


@contextmanager
def refused_when_full() -> Iterator[None]:
    """Turn a full disk into a refusal (``disk-full``)."""
    try:
        yield
    except (OSError, OperationalError) as fault:
        if is_disk_full(fault):
            raise refused("disk-full") from fault
        raise
