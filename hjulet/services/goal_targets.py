"""Targets of an element, written on a page: base, reduction and year, and what the source states itself."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.goals.element import Element, Ref
from hjulet.domain.goals.reduction import Reduction
from hjulet.domain.permission import Actor
from hjulet.services.changes import revise
from hjulet.services.commitment_rights import may_aim
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.goal_pages import GoalsPage, goals_page
from hjulet.services.goal_rows import ref_id, require_fit
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.goals import load_goals, target_fields
from hjulet.store.models import GoalTarget

NOUN = "goal-target"


@dataclass(frozen=True, kw_only=True)
class TargetPage:
    """A target to write, of an element; ``target`` is None for a new one."""

    within: GoalsPage
    element: Element
    target: Reduction | None


def target_page(ref: Ref, number: int | None = None, *, by: Actor, at: datetime) -> TargetPage:
    """Gather a target to write: a new one, or the one that a version of it (``number``) leads to now.

    Raises NotFoundError for whoever does not write the element, and where there is no such target.
    """
    within = goals_page(ref.structure, by=by, at=at)
    if within is None:
        raise NotFoundError(ref.key)
    _require_writer(ref, by=by, at=at)
    target = None if number is None else _find(ref, number).to_domain()
    return TargetPage(within=within, element=within.network[ref], target=target)


def add_target(target: Reduction, *, by: Actor, at: datetime) -> None:
    """Write a new target.

    Raises NotFoundError for whoever does not write the element, RefusedError where there is one of the same
    and the same year, or it does not fit.
    """
    with in_turn(at=at) as moment:
        _require_writer(target.of, by=by, at=at)
        _require_alone(target)
        require_fit(target)
        _write(target, moment=moment, by=by, at=at)


def change_target(target: Reduction, *, by: Actor, at: datetime) -> None:
    """Write the next version of a target; ``version`` is the one that was read.

    Raises as ``add_target`` does, NotFoundError also where it is gone, and ConflictError where somebody else
    was first.
    """
    with in_turn(at=at) as moment:
        _require_writer(target.of, by=by, at=at)
        row = _find(target.of, target.version)
        now = row.to_domain()
        if now == target:
            return
        end_version(row, version=target.version, theirs=_said(now), at=moment)
        _require_alone(target)
        require_fit(target)
        _write(target, moment=moment, by=by, at=at)


def remove_target(ref: Ref, *, version: int, by: Actor, at: datetime) -> None:
    """Take a target away; older snapshots keep it.

    Raises NotFoundError for whoever does not write the element, and where it is gone already; ConflictError
    where somebody else has changed it.
    """
    with in_turn(at=at) as moment:
        _require_writer(ref, by=by, at=at)
        row = _find(ref, version)
        end_version(row, version=version, theirs=_said(row.to_domain()), at=moment)
        registered(
            "remove-goal-target", ref_id(ref), moment=moment, by=by, at=at, name=row.name, year=row.year
        )


def _require_writer(ref: Ref, *, by: Actor, at: datetime) -> None:
    network = load_goals()
    if ref not in network or not may_aim(by, network[ref], network, at=at):
        raise NotFoundError(ref.key)


def _require_alone(target: Reduction) -> None:
    if any(each.key == target.key for each in load_goals().targets):
        raise refused("target-is-there", value=target.name, year=str(target.year))


def _write(target: Reduction, *, moment: datetime, by: Actor, at: datetime) -> None:
    fields = target_fields(target)
    row = GoalTarget.objects.create(**fields, known_from=moment, set_by=by.id)
    kept = {name: str(value) if isinstance(value, Decimal) else value for name, value in fields.items()}
    revise(NOUN, ref_id(target.of), version=row.pk, fields=kept, by=by, at=at)
    said = {"name": target.name, "year": target.year}
    registered("set-goal-target", ref_id(target.of), moment=moment, by=by, at=at, **said)


def _find(ref: Ref, number: int) -> GoalTarget:
    """Find the target that a version of it leads to: the version itself, or that of the same thing now.

    Raises NotFoundError where there is none, or none any more.
    """
    of = GoalTarget.objects.filter(structure=ref.structure, key=ref.key)
    read = of.filter(pk=number).first()
    now = read and of.filter(name=read.name, year=read.year, known_until__isnull=True).first()
    if now is None:
        raise NotFoundError(number)
    return now


def _said(target: Reduction) -> str:
    """Say in short what a target says."""
    return f"{target.name}: −{target.percent.normalize():f} % {target.base_year}–{target.year}"
