"""Rows of single elements: found, judged among the goals as they are, written anew and ended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from django.db.models import F, Max, Q

from hjulet.domain.goals.element import Element, Link, Ref
from hjulet.domain.goals.faults import faults
from hjulet.domain.goals.reduction import Reduction
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.goals.writing import next_key
from hjulet.domain.permission import Actor
from hjulet.readers.goals import fault_problem
from hjulet.services.access import organisation
from hjulet.services.changes import revise
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.store.goals import element_fields, load_goals
from hjulet.store.models import GoalElement, GoalLink, GoalTarget

NOTHING: Mapping[str, str] = MappingProxyType({})


def ref_id(ref: Ref) -> str:
    """Name an element in the log: ``2020-2022 mal-6``."""
    return f"{ref.structure} {ref.key}"


def find_row(ref: Ref) -> GoalElement:
    """Find the row of an element as it is known now; raises NotFoundError."""
    found = GoalElement.objects.filter(structure=ref.structure, key=ref.key, known_until__isnull=True).first()
    if found is None:
        raise NotFoundError(ref.key)
    return found


def new_ref(element: Element) -> Ref:
    """Give a new element a key that none of its structure has had."""
    used = GoalElement.objects.filter(structure=element.ref.structure).values_list("key", flat=True)
    return Ref(element.ref.structure, next_key(element.kind, used))


def place_after(structure: str, last: Ref | None) -> int:
    """Make room after an element, or after all of a structure, and give the place."""
    rows = GoalElement.objects.filter(structure=structure)
    if last is None:
        return (rows.aggregate(last=Max("place"))["last"] or 0) + 1
    place = find_row(last).place + 1
    rows.filter(place__gte=place).update(place=F("place") + 1)
    return place


def require_fit(changed: Element | Link | Reduction) -> None:
    """Refuse what does not fit among the goals as they are now: RefusedError with all that is wrong."""
    now = load_goals()
    bodies = frozenset(unit.code for unit in organisation().units)
    before = list(faults(now, bodies))
    own = [fault for fault in faults(_with(now, changed), bodies) if fault not in before]
    if own:
        raise RefusedError(fault_problem(fault, {}) for fault in own)


def _with(now: GoalNetwork, changed: Element | Link | Reduction) -> GoalNetwork:
    if isinstance(changed, Reduction):
        return replace(now, targets=(*now.targets, changed))
    if isinstance(changed, Link):
        return replace(now, links=(*now.links, changed))
    others = (each for each in now.elements if each.ref != changed.ref)
    return replace(now, elements=(*others, changed))


def write_version(
    element: Element,
    noun: str,
    *,
    place: int,
    moment: datetime,
    by: Actor,
    at: datetime,
    why: Mapping[str, str] = NOTHING,
) -> None:
    """Write a version of an element with its revision, in which ``why`` is kept beside the fields."""
    fields = element_fields(element)
    row = GoalElement.objects.create(**fields, place=place, known_from=moment, set_by=by.id)
    revise(noun, ref_id(element.ref), version=row.pk, fields={**fields, **why}, by=by, at=at)


def end_beside(ref: Ref, *, at: datetime) -> None:
    """End the links and targets of an element that ends."""
    known = Q(known_until__isnull=True)
    links = Q(source_structure=ref.structure, source_key=ref.key) | Q(
        target_structure=ref.structure, target_key=ref.key
    )
    GoalLink.objects.filter(known & links).update(known_until=at)
    GoalTarget.objects.filter(known, structure=ref.structure, key=ref.key).update(known_until=at)
