"""One change of many actions: shown first, then made in one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.actions.action import Action, ActionChange
from hjulet.domain.actions.bulk import BulkChange
from hjulet.domain.permission import Actor
from hjulet.services.access import organisation
from hjulet.services.action_rights import require_any_writer, require_writer, writes_for
from hjulet.services.action_rows import actions_by_key, base_of, require_fit, write_actions
from hjulet.services.action_search import ActionFilter, found_rows
from hjulet.services.action_sight import sight_of
from hjulet.services.errors import ConflictError, refused
from hjulet.services.versions import in_turn, registered
from hjulet.store.action import to_actions


@dataclass(frozen=True, kw_only=True)
class BulkTrial:
    """What one change of many would change, and the actions among them that are not the actor's.

    ``base`` is what was known when it was tried. ``names`` are those of units and people.
    """

    base: int
    changes: tuple[ActionChange, ...]
    unchanged: int
    others: tuple[Action, ...]
    names: Mapping[str, str]


def chosen_actions(
    keys: Collection[str], *, everything: ActionFilter | None = None, by: Actor, at: datetime
) -> tuple[Action, ...]:
    """Give the actions that somebody has chosen: by their keys, or ``everything`` that fits."""
    if everything is not None:
        return to_actions(found_rows(everything, by=by, at=at))
    return tuple(actions_by_key(keys).values())


def try_bulk(actions: Collection[Action], change: BulkChange, *, by: Actor, at: datetime) -> BulkTrial:
    """Tell what a change of some actions would change. Changes nothing.

    Raises NotFoundError for whoever writes none and for a unit that is not theirs, RefusedError where
    nothing is chosen, and for what the change would leave wrong.
    """
    changes, others = _judged(actions, change, by=by, at=at)
    sight = sight_of(by=by, at=at)
    return BulkTrial(
        base=base_of(changes),
        changes=tuple(sight.shown_change(each) for each in changes),
        unchanged=len(actions) - len(changes) - len(others),
        others=others,
        names=organisation().names | sight.people(),
    )


def change_many(
    actions: Collection[Action], change: BulkChange, *, base: int, by: Actor, at: datetime
) -> tuple[Action, ...]:
    """Make a change of some actions, and give those that it changed; others' are left as they are.

    Raises as ``try_bulk`` does, and ConflictError where one of them was changed after ``base``.
    """
    changes, _others = _judged(actions, change, by=by, at=at)
    if not changes:
        return ()
    with in_turn(at=at) as moment:
        if base != base_of(changes):
            raise ConflictError(theirs="", mine="", version=base_of(changes))
        written = write_actions(changes, moment=moment, by=by, at=at)
        registered("change-actions", str(len(written)), moment=moment, by=by, at=at, keys=_keys(written))
    return written


def _judged(
    actions: Collection[Action], change: BulkChange, *, by: Actor, at: datetime
) -> tuple[tuple[ActionChange, ...], tuple[Action, ...]]:
    require_any_writer(by=by, at=at)
    if change.unit:
        require_writer(change.unit, by=by, at=at)
    if change.is_empty or not actions:
        raise refused("nothing-to-change")
    writes = writes_for(by=by, at=at)
    both = [ActionChange(before=each, after=change.of(each)) for each in actions if writes(each.unit)]
    changes = tuple(each for each in both if each.fields)
    require_fit(changes, sight=sight_of(by=by, at=at))
    return changes, tuple(each for each in actions if not writes(each.unit))


def _keys(actions: Collection[Action]) -> list[str]:
    return [action.key for action in actions]
