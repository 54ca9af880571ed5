"""A year's unfinished actions, copied into the next year's plan; each copy knows what it was copied from."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.actions.action import Action, ActionChange
from hjulet.domain.actions.next_year import in_next_year, unfinished
from hjulet.domain.permission import Actor
from hjulet.services.action_list import ActionLine, action_lines
from hjulet.services.action_rights import require_any_writer, writes_for
from hjulet.services.action_rows import known_rows, latest_action, write_actions
from hjulet.services.errors import ConflictError
from hjulet.services.versions import in_turn, registered
from hjulet.store.action import to_actions


@dataclass(frozen=True, kw_only=True)
class CopyPage:
    """What of a year would be copied, and what has been: each as it stands in the next year."""

    year: int
    years: tuple[int, ...]
    base: int
    coming: tuple[ActionLine, ...]
    copied: tuple[ActionLine, ...]


def copy_page(year: int, *, by: Actor, at: datetime) -> CopyPage:
    """Tell what of a year the actor may copy into the next. Raises NotFoundError for whoever writes none."""
    require_any_writer(by=by, at=at)
    origins = known_rows().filter(year=year).values("key")
    copies = to_actions(known_rows().filter(year=year + 1, origin__in=origins.order_by()))
    writes = writes_for(by=by, at=at)
    return CopyPage(
        year=year,
        years=tuple(known_rows().order_by("year").values_list("year", flat=True).distinct()),
        base=latest_action(),
        coming=action_lines(_coming(year, by=by, at=at), by=by, at=at),
        copied=action_lines(tuple(each for each in copies if writes(each.unit)), by=by, at=at),
    )


def copy_unfinished(year: int, *, base: int, by: Actor, at: datetime) -> tuple[Action, ...]:
    """Copy what is unfinished and the actor's into the next year, and give the copies.

    What was copied before is not copied again. Raises NotFoundError for whoever writes no actions, and
    ConflictError where one was changed after ``base``.
    """
    require_any_writer(by=by, at=at)
    with in_turn(at=at) as moment:
        if base != latest_action():
            raise ConflictError(theirs="", mine="", version=latest_action())
        coming = _coming(year, by=by, at=at)
        if not coming:
            return ()
        changes = [ActionChange(before=None, after=in_next_year(each)) for each in coming]
        written = write_actions(changes, moment=moment, by=by, at=at)
        registered("copy-actions", str(year), moment=moment, by=by, at=at, count=len(written))
    return written


def _coming(year: int, *, by: Actor, at: datetime) -> tuple[Action, ...]:
    """List what goes on into the next year, of units whose actions the actor writes."""
    writes = writes_for(by=by, at=at)
    copied = set(known_rows().filter(year=year + 1).order_by().values_list("origin", flat=True))
    held = (each for each in to_actions(known_rows().filter(year=year)) if writes(each.unit))
    return unfinished(held, copied=copied)
