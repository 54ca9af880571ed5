"""Writing one action: made, changed and taken away by whoever writes the actions of its unit."""

from dataclasses import replace
from datetime import datetime

from hjulet.domain.actions.action import Action, ActionChange
from hjulet.domain.permission import Actor
from hjulet.services.action_rights import require_writer
from hjulet.services.action_rows import end_actions, find_action, require_fit, write_actions
from hjulet.services.action_sight import sight_of
from hjulet.services.errors import ConflictError
from hjulet.services.versions import in_turn, registered


def add_action(action: Action, *, by: Actor, at: datetime) -> str:
    """Write a new action, and give its key.

    Raises NotFoundError for a unit that is not the actor's, RefusedError for what it lacks or what it names
    that does not exist.
    """
    require_writer(action.unit, by=by, at=at)
    change = ActionChange(before=None, after=replace(action, key="", version=0))
    with in_turn(at=at) as moment:
        require_fit([change], sight=sight_of(by=by, at=at))
        (written,) = write_actions([change], moment=moment, by=by, at=at)
        registered("set-action", written.key, moment=moment, by=by, at=at, name=written.name)
    return written.key


def change_action(action: Action, *, by: Actor, at: datetime) -> None:
    """Write the next version of an action; ``version`` is the one that was read.

    What the actor does not read of it stays (``action_sight``).
    Raises NotFoundError for one that is not the actor's, and for a unit that is not, RefusedError as
    ``add_action``, ConflictError where somebody else was first.
    """
    with in_turn(at=at) as moment:
        before = find_action(action.key)
        for unit in (before.unit, action.unit):
            require_writer(unit, by=by, at=at)
        if before.version != action.version:
            raise ConflictError(theirs=before.name, mine=action.name, version=before.version)
        sight = sight_of(by=by, at=at)
        change = sight.kept(ActionChange(before=before, after=replace(action, origin=before.origin)))
        if not change.fields:
            return
        require_fit([change], sight=sight)
        write_actions([change], moment=moment, by=by, at=at)
        registered("set-action", action.key, moment=moment, by=by, at=at, name=action.name)


def remove_action(key: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take an action away; older snapshots keep it. Raises as ``change_action`` does."""
    with in_turn(at=at) as moment:
        before = find_action(key)
        require_writer(before.unit, by=by, at=at)
        end_actions([replace(before, version=version)], at=moment)
        registered("remove-action", key, moment=moment, by=by, at=at, name=before.name)
