"""Who writes which actions: whoever has ``edit-actions`` over the unit that one is of.

Whoever sees the figures of any unit reads them all, as with the goals that they carry out.
"""

from collections.abc import Callable
from datetime import datetime

from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_anywhere
from hjulet.services.errors import NotFoundError
from hjulet.services.scope import reach


def writes_for(*, by: Actor, at: datetime) -> Callable[[str], bool]:
    """Make the test of whether the actor writes the actions of a unit, for many units."""
    over = reach(Permission.EDIT_ACTIONS, by=by, at=at)
    return lambda unit: over([unit])


def require_writer(unit: str, *, by: Actor, at: datetime) -> None:
    """Let through whoever writes the actions of a unit; else NotFoundError."""
    if not writes_for(by=by, at=at)(unit):
        raise NotFoundError(unit)


def require_any_writer(*, by: Actor, at: datetime) -> None:
    """Let through whoever writes the actions of any unit; else NotFoundError."""
    require_anywhere(Permission.EDIT_ACTIONS, by=by, at=at)


def require_reader(*, by: Actor, at: datetime) -> None:
    """Let through whoever sees the figures of any unit; else NotFoundError."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
