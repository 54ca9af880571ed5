"""The rows of actions: finding what is known now, what an action may name, and writing next versions.

Many changes are written as one is: the versions that were read are ended, the next ones stand in their
place, each with its revision. Whoever calls has asked for permission, and holds the turn of the change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from hjulet.domain.actions.action import CARRIED_OUT, WRITTEN, Action, ActionChange, key_of
from hjulet.domain.actions.faults import Named, faults
from hjulet.domain.actions.files import milestones_text, refs_text
from hjulet.domain.goals.element import Ref
from hjulet.domain.organisation import OrgUnit
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.services.access import organisation
from hjulet.services.action_sight import EVERYTHING, Sight
from hjulet.services.changes import revise_many
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.store.action import action_fields, to_actions
from hjulet.store.known import known
from hjulet.store.models import (
    ActionGoal,
    ActionIndicator,
    ActionTheme,
    ActionVersion,
    GoalElement,
    IndicatorVersion,
    InvestmentProject,
    RegisteredGrant,
    ThemeVersion,
    User,
)

NOUN = "action"

AT_ONCE = 500
"""Rows that one question names."""

LISTED = 10
"""Keys that a problem of many actions names."""

Rows = QuerySet[ActionVersion]


def known_rows() -> Rows:
    """Select the actions as they are known now."""
    return ActionVersion.objects.filter(known(at=None))


def find_action(key: str) -> Action:
    """Find an action as it is now; raises NotFoundError."""
    found = to_actions(known_rows().filter(key=key))
    if not found:
        raise NotFoundError(key)
    return found[0]


def actions_by_key(keys: Iterable[str]) -> dict[str, Action]:
    """Load some actions as they are now, by their keys; a key that none has is left out."""
    wanted = tuple(dict.fromkeys(keys))
    return {
        action.key: action
        for part in _parts(wanted)
        for action in to_actions(known_rows().filter(key__in=part))
    }


def latest_action() -> int:
    """Tell what was written last: every change adds a row."""
    return ActionVersion.objects.aggregate(last=Max("pk"))["last"] or 0


def base_of(changes: Collection[ActionChange]) -> int:
    """Tell what some changes rest on: the latest version among what they change.

    Whoever else changes one of them makes a later one; what others do meanwhile to other actions does not
    matter. New actions rest on all there is, so that the same file sent twice does not add them twice.
    """
    versions = [change.before.version for change in changes if change.before is not None]
    return latest_action() if len(versions) < len(changes) else max(versions, default=0)


def what_may_be_named(sight: Sight = EVERYTHING) -> Named:
    """Load what an action may name, as it is known now, by somebody who reads so much of actions."""
    units: dict[str, tuple[OrgUnit, ...]] = defaultdict(tuple)
    for unit in organisation().units:
        if unit.kind != "council":
            units[unit.code] += (unit,)
    elements = GoalElement.objects.filter(known(at=None), kind__in=CARRIED_OUT).order_by()
    return Named(
        units=units,
        people=people_here() - sight.hidden.keys(),
        goals=frozenset(Ref(*each) for each in elements.values_list("structure", "key")),
        themes=_keys(ThemeVersion),
        indicators=_keys(IndicatorVersion) - sight.others,
        projects=_keys(InvestmentProject),
        grants=_keys(RegisteredGrant),
    )


def people_here() -> frozenset[str]:
    """Name those who have not left, by their usernames."""
    return frozenset(User.objects.filter(is_active=True).values_list("username", flat=True))


def require_fit(changes: Collection[ActionChange], *, sight: Sight) -> None:
    """Refuse changes that leave an action without what it must have, or that name what does not exist.

    Among several, each problem is said once, with the keys of the actions that have it.
    """
    named = what_may_be_named(sight)
    keys: dict[tuple[str, frozenset[tuple[str, str]]], list[str]] = {}
    for change in changes:
        for fault in faults(change.after, named, before=change.before):
            keys.setdefault((fault.code, frozenset(fault.params.items())), []).append(change.after.key)
    if keys:
        several = len(changes) > 1
        raise RefusedError(
            Problem(
                code=code,
                severity=Severity.ERROR,
                place=Place(file=_listed(held) if several else ""),
                params=dict(params),
            )
            for (code, params), held in keys.items()
        )


def write_actions(
    changes: Sequence[ActionChange], *, moment: datetime, by: Actor, at: datetime
) -> tuple[Action, ...]:
    """Write the next versions, and give them as they are written; a new action gets its key.

    Raises ConflictError where one has changed since it was read.
    """
    _end([change.before for change in changes if change.before is not None], at=moment)
    written = tuple(_with_keys(change.after for change in changes))
    rows = ActionVersion.objects.bulk_create(
        (ActionVersion(**action_fields(each), known_from=moment, set_by=by.id) for each in written),
        batch_size=AT_ONCE,
    )
    both = tuple(zip(rows, written, strict=True))
    ActionGoal.objects.bulk_create(
        ActionGoal(action=row, structure=ref.structure, key=ref.key)
        for row, each in both
        for ref in each.goals
    )
    ActionTheme.objects.bulk_create(
        ActionTheme(action=row, theme=theme) for row, each in both for theme in each.themes
    )
    ActionIndicator.objects.bulk_create(
        ActionIndicator(action=row, indicator=indicator)
        for row, each in both
        for indicator in each.indicators
    )
    revise_many(NOUN, ((row.key, row.pk, as_json(each)) for row, each in both), by=by, at=at)
    return written


def end_actions(actions: Sequence[Action], *, at: datetime) -> None:
    """End the versions that were read, with none after them; raises ConflictError as ``write_actions``."""
    _end(actions, at=at)


def as_json(action: Action) -> dict[str, Any]:
    """Write an action as revisions keep it: texts, and the year."""
    given = {name: getattr(action, name) for name in WRITTEN}
    said = {name: "" if value is None else str(value) for name, value in given.items()}
    return {
        **said,
        "year": action.year,
        "milestones": milestones_text(action.milestones),
        "goals": refs_text(action.goals),
        "themes": list(action.themes),
        "indicators": list(action.indicators),
    }


def _listed(keys: Sequence[str]) -> str:
    """List the first keys that a problem is about: ``A5, A8 ...``."""
    return ", ".join(keys[:LISTED]) + (" ..." if len(keys) > LISTED else "")


def _end(actions: Sequence[Action], *, at: datetime) -> None:
    """End versions, each only if it is still the one that was read."""
    ended = sum(
        ActionVersion.objects.filter(pk__in=part, known_until__isnull=True).update(known_until=at)
        for part in _parts(tuple(each.version for each in actions))
    )
    if ended != len(actions):
        keys = [each.key for each in actions]
        held = actions_by_key(keys)
        changed = next(each for each in actions if held.get(each.key) != each)
        now = held.get(changed.key)
        raise ConflictError(
            theirs=now.name if now else "", mine=changed.name, version=now.version if now else 0
        )


def _with_keys(actions: Iterable[Action]) -> Iterator[Action]:
    """Give new actions the numbers after the last that any has had."""
    last = ActionVersion.objects.aggregate(last=Max("number"))["last"] or 0
    for action in actions:
        if not action.key:
            last += 1
        yield action if action.key else replace(action, key=key_of(last))


def _keys(model: type[Any]) -> frozenset[str]:
    return frozenset(model.objects.filter(known(at=None)).order_by().values_list("key", flat=True))


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(items), AT_ONCE):
        yield items[first : first + AT_ONCE]
