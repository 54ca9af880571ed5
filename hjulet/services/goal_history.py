"""How an element has been worded and placed: its versions, and what was said of why."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.goals.element import Element, Ref
from hjulet.domain.goals.writing import changed_fields
from hjulet.services.goal_rows import ref_id
from hjulet.services.people import people_names
from hjulet.store.models import GoalElement, Revision


@dataclass(frozen=True, kw_only=True)
class GoalVersion:
    """A version of an element: ``before`` is the one that it took over from, None for the first.

    ``changed`` names the fields that differ, ``reason`` and ``decision`` are what was said of other words.
    """

    element: Element
    before: Element | None
    changed: frozenset[str]
    since: datetime
    by: str
    reason: str
    decision: str


def goal_history(ref: Ref) -> tuple[GoalVersion, ...]:
    """List the versions of an element, the latest first."""
    rows = list(GoalElement.objects.filter(structure=ref.structure, key=ref.key).order_by("known_from", "id"))
    why = {row.version: row.fields for row in Revision.objects.filter(noun="goal", object_id=ref_id(ref))}
    names = people_names({row.set_by for row in rows})
    found, before = [], None
    for row in rows:
        now, said = row.to_domain(), why.get(row.pk, {})
        found.append(
            GoalVersion(
                element=now,
                before=before,
                changed=changed_fields(before, now) if before else frozenset(),
                since=row.known_from,
                by=names.get(row.set_by, row.set_by),
                reason=said.get("reason", ""),
                decision=said.get("decision", ""),
            )
        )
        before = now
    return tuple(reversed(found))
