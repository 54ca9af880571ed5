"""A year's unfinished actions, copied into the next year's plan; each copy knows what it was copied from.

A copy is a new action, and judged as one: what names a unit that has ended or a person who has left stays
behind until somebody has put it right. Where the goals' period is over, the goals of the new one that they
became are proposed; whoever copies takes them, or others.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from hjulet.domain.actions.action import CARRIED_OUT, Action, ActionChange
from hjulet.domain.actions.faults import Fault, faults
from hjulet.domain.actions.next_year import GoalsAhead, goals_ahead, in_next_year, needs_goals, unfinished
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.permission import Actor
from hjulet.services.action_list import ActionLine, action_lines
from hjulet.services.action_rights import require_any_writer, writes_for
from hjulet.services.action_rows import known_rows, what_may_be_named, write_actions
from hjulet.services.action_sight import Sight, sight_of
from hjulet.services.errors import ConflictError, refused
from hjulet.services.versions import in_turn, registered
from hjulet.store.action import to_actions
from hjulet.store.goals import load_goals


@dataclass(frozen=True, kw_only=True)
class StayingLine:
    """An action that cannot be copied as it is, and why."""

    line: ActionLine
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class RelinkLine:
    """An action with goals of a period that is over by the next year, and the goals that these became there.

    ``over`` names them; ``proposed`` are elements of the structures in force.
    """

    line: ActionLine
    over: tuple[str, ...]
    proposed: tuple[Element, ...]


@dataclass(frozen=True, kw_only=True)
class CopyPage:
    """What of a year would be copied, what cannot be, and what has been: that as it stands in the next year.

    ``base`` is what was known of what would be copied. ``to_relink`` are those of ``coming`` that need new
    goals, ``offered`` the goals that may be chosen instead of those proposed; ``relink`` are those of the
    copies whose goals are of an earlier period only.
    """

    year: int
    years: tuple[int, ...]
    base: int
    coming: tuple[ActionLine, ...]
    to_relink: tuple[RelinkLine, ...]
    offered: tuple[Element, ...]
    staying: tuple[StayingLine, ...]
    copied: tuple[ActionLine, ...]
    relink: tuple[ActionLine, ...]


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """What is unfinished: what goes on into the next year, and what cannot, with why."""

    coming: tuple[Action, ...]
    staying: tuple[tuple[Action, tuple[Fault, ...]], ...]

    @property
    def base(self) -> int:
        """Tell what a copy rests on: the latest version among what goes on."""
        return max((each.version for each in self.coming), default=0)


def copy_page(year: int, *, by: Actor, at: datetime) -> CopyPage:
    """Tell what of a year the actor may copy into the next. Raises NotFoundError for whoever writes none."""
    require_any_writer(by=by, at=at)
    origins = known_rows().filter(year=year).values("key")
    copies = to_actions(known_rows().filter(year=year + 1, origin__in=origins.order_by()))
    writes, judged = writes_for(by=by, at=at), _judged(year, by=by, at=at)
    staying = action_lines(tuple(action for action, _ in judged.staying), by=by, at=at)
    copied = action_lines(tuple(each for each in copies if writes(each.unit)), by=by, at=at)
    coming = action_lines(judged.coming, by=by, at=at)
    network = load_goals()
    in_force = _in_force(network, year + 1)
    return CopyPage(
        year=year,
        years=tuple(known_rows().order_by("year").values_list("year", flat=True).distinct()),
        base=judged.base,
        coming=coming,
        to_relink=tuple(
            _relink(line, ahead, network)
            for line in coming
            if (ahead := goals_ahead(line.action, network, in_force=in_force)).over
        ),
        offered=network.of(max(in_force, default=""), ElementKind.GOAL),
        staying=tuple(
            StayingLine(line=line, faults=found)
            for line, (_, found) in zip(staying, judged.staying, strict=True)
        ),
        copied=copied,
        relink=tuple(line for line in copied if needs_goals(line.action, in_force=in_force)),
    )


def copy_unfinished(
    year: int,
    *,
    base: int,
    goals: Mapping[str, Collection[Ref]] = MappingProxyType({}),
    by: Actor,
    at: datetime,
) -> tuple[Action, ...]:
    """Copy what is unfinished and the actor's into the next year, and give the copies.

    ``goals`` are those that actions (keys) are to lead to in place of goals of a period that is over; where
    none are named they lead where they did. What was copied before is not copied again: where nothing is
    left, as when it is sent twice, nothing is done. Nor is what is not right as it is. Raises NotFoundError
    for whoever writes no actions, RefusedError (``unknown-element``) for a goal that is not the next year's,
    and ConflictError where one of them was changed or copied after ``base``.
    """
    require_any_writer(by=by, at=at)
    with in_turn(at=at) as moment:
        judged = _judged(year, by=by, at=at)
        if not judged.coming:
            return ()
        if base != judged.base:
            raise ConflictError(theirs="", mine="", version=judged.base)
        written = write_actions(_copies(judged.coming, goals, year=year), moment=moment, by=by, at=at)
        registered("copy-actions", str(year), moment=moment, by=by, at=at, count=len(written))
    return written


def _judged(year: int, *, by: Actor, at: datetime) -> _Judged:
    """Judge what is unfinished, of units whose actions the actor writes."""
    writes, named, sight = writes_for(by=by, at=at), what_may_be_named(), sight_of([], by=by, at=at)
    copied = set(known_rows().filter(year=year + 1).order_by().values_list("origin", flat=True))
    held = (each for each in to_actions(known_rows().filter(year=year)) if writes(each.unit))
    both = [(each, faults(in_next_year(each), named)) for each in unfinished(held, copied=copied)]
    return _Judged(
        coming=tuple(each for each, found in both if not found),
        staying=tuple(
            (each, tuple(_shown(fault, sight) for fault in found)) for each, found in both if found
        ),
    )


def _shown(fault: Fault, sight: Sight) -> Fault:
    """Give a fault of what stands already as the actor may read it: it may be about an owner."""
    if fault.column != "person":
        return fault
    return replace(fault, params={name: sight.person(value) for name, value in fault.params.items()})


def _relink(line: ActionLine, ahead: GoalsAhead, network: GoalNetwork) -> RelinkLine:
    return RelinkLine(
        line=line,
        over=tuple(network[ref].name if ref in network else ref.key for ref in ahead.over),
        proposed=tuple(network[ref] for ref in ahead.proposed),
    )


def _in_force(network: GoalNetwork, year: int) -> tuple[str, ...]:
    return tuple(each.key for each in network.structures if each.first_year <= year <= each.last_year)


def _copies(
    actions: Iterable[Action], goals: Mapping[str, Collection[Ref]], *, year: int
) -> list[ActionChange]:
    """Make the copies, each with the goals that were chosen for it beside those that stay."""
    network = load_goals()
    in_force = _in_force(network, year + 1)
    copies = []
    for action in actions:
        ahead = goals_ahead(action, network, in_force=in_force)
        chosen = tuple(goals.get(action.key, ())) if ahead.over else ()
        for ref in chosen:
            if ref.structure not in in_force or ref not in network or network[ref].kind not in CARRIED_OUT:
                raise refused("unknown-element", value=f"{ref.structure}/{ref.key}")
        led_to = (*ahead.staying, *chosen) if chosen else ()
        copies.append(ActionChange(before=None, after=in_next_year(action, led_to)))
    return copies
