"""Kom igång: the first steps of a person's role, what they have ticked, and whether it is put away."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from hjulet.domain.permission import ROLES, Actor
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError
from hjulet.store.models import TourMark
from hjulet.texts.tour import TOURS, Step

AWAY = "away"
"""The mark of a list that is put away."""


@dataclass(frozen=True, kw_only=True)
class TourStep:
    """A step of somebody's list, and whether it is done."""

    step: Step
    is_done: bool


def tour_of(*, by: Actor, at: datetime) -> tuple[TourStep, ...]:
    """Give the first steps of the actor's own role; none once all are done or the list is put away.

    Who has several roles gets the steps of the one that may most (the order of ``ROLES``).
    """
    steps = _steps(by, at=at)
    if not steps:
        return ()
    marks = set(TourMark.objects.filter(person=by.id).values_list("mark", flat=True))
    if AWAY in marks or marks >= {step.id for step in steps}:
        return ()
    return tuple(TourStep(step=step, is_done=step.id in marks) for step in steps)


def mark_step(mark: str, *, by: Actor, at: datetime) -> None:
    """Tick a step, or put the list away (``AWAY``); again is a no-op.

    Raises NotFoundError for a step that is not in the actor's list.
    """
    if mark != AWAY and mark not in {step.id for step in _steps(by, at=at)}:
        raise NotFoundError(mark)
    with transaction.atomic():
        _, is_new = TourMark.objects.get_or_create(person=by.id, mark=mark, defaults={"at": at})
        if is_new:
            audit("mark-step", by.id, by=by, at=at, step=mark)


def bring_back(*, by: Actor, at: datetime) -> None:
    """Show the actor's list again from its beginning."""
    with transaction.atomic():
        removed, _ = TourMark.objects.filter(person=by.id).delete()
        if removed:
            audit("bring-back-steps", by.id, by=by, at=at)


def _steps(by: Actor, *, at: datetime) -> tuple[Step, ...]:
    day = localdate(at)
    held = {grant.role for grant in by.without_lent.grants if grant.validity.holds(day)}
    most = [role for role in ROLES if role in held]
    return TOURS[most[-1]] if most else ()
