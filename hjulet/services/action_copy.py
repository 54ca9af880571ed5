"""A year's unfinished actions, copied into the next year's plan; each copy knows what it was copied from.

A copy is a new action, and judged as one: what names a unit that has ended or a person who has left stays
behind until somebody has put it right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.actions.action import Action, ActionChange
from hjulet.domain.actions.faults import Fault, faults
from hjulet.domain.actions.next_year import in_next_year, needs_goals, unfinished
from hjulet.domain.permission import Actor
from hjulet.services.action_list import ActionLine, action_lines
from hjulet.services.action_rights import require_any_writer, writes_for
from hjulet.services.action_rows import known_rows, what_may_be_named, write_actions
from hjulet.services.errors import ConflictError
from hjulet.services.versions import in_turn, registered
from hjulet.store.action import to_actions
from hjulet.store.goals import load_goals


@dataclass(frozen=True, kw_only=True)
class StayingLine:
    """An action that cannot be copied as it is, and why."""

    line: ActionLine
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class CopyPage:
    """What of a year would be copied, what cannot be, and what has been: that as it stands in the next year.

    ``base`` is what was known of what would be copied. ``relink`` are those of the copies
    whose goals are of an earlier period only.
    """

    year: int
    years: tuple[int, ...]
    base: int
    coming: tuple[ActionLine, ...]
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
    in_force = _in_force(year + 1)
    return CopyPage(
        year=year,
        years=tuple(known_rows().order_by("year").values_list("year", flat=True).distinct()),
        base=judged.base,
        coming=action_lines(judged.coming, by=by, at=at),
        staying=tuple(
            StayingLine(line=line, faults=found)
            for line, (_, found) in zip(staying, judged.staying, strict=True)
        ),
        copied=copied,
        relink=tuple(line for line in copied if needs_goals(line.action, in_force=in_force)),
    )


def copy_unfinished(year: int, *, base: int, by: Actor, at: datetime) -> tuple[Action, ...]:
    """Copy what is unfinished and the actor's into the next year, and give the copies.

    What was copied before is not copied again, nor what is not right as it is. Raises NotFoundError for
    whoever writes no actions, and ConflictError where one of them was changed or copied after ``base``.
    """
    require_any_writer(by=by, at=at)
    with in_turn(at=at) as moment:
        judged = _judged(year, by=by, at=at)
        if base != judged.base:
            raise ConflictError(theirs="", mine="", version=judged.base)
        if not judged.coming:
            return ()
        written = write_actions(_copies(judged.coming), moment=moment, by=by, at=at)
        registered("copy-actions", str(year), moment=moment, by=by, at=at, count=len(written))
    return written


def _judged(year: int, *, by: Actor, at: datetime) -> _Judged:
    """Judge what is unfinished, of units whose actions the actor writes."""
    writes, named = writes_for(by=by, at=at), what_may_be_named(at=at)
    copied = set(known_rows().filter(year=year + 1).order_by().values_list("origin", flat=True))
    held = (each for each in to_actions(known_rows().filter(year=year)) if writes(each.unit))
    both = [(each, faults(in_next_year(each), named)) for each in unfinished(held, copied=copied)]
    return _Judged(
        coming=tuple(each for each, found in both if not found),
        staying=tuple((each, found) for each, found in both if found),
    )


def _in_force(year: int) -> frozenset[str]:
    return frozenset(
        each.key for each in load_goals().structures if each.first_year <= year <= each.last_year
    )


def _copies(actions: Sequence[Action]) -> list[ActionChange]:
    return [ActionChange(before=None, after=in_next_year(each)) for each in actions]
