"""A database that does not answer is no fault of ours: it is waited for, and nothing is called failed."""

from django.db import InterfaceError, OperationalError

_OF_THE_PROGRAM = ("no such ", "syntax error", "has no column", "duplicate column")
"""What SQLite says of SQL that is wrong: there is no other class for it."""


def is_away(fault: BaseException | None) -> bool:
    """Tell whether a fault means that the database does not answer, or has no time, and may later."""
    if isinstance(fault, InterfaceError):
        return True
    return isinstance(fault, OperationalError) and not any(said in str(fault) for said in _OF_THE_PROGRAM)
