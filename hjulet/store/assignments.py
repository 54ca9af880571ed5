"""The register of assignments: each with its number for life, and what has happened to it.

A row of an assignment is changed under its version, with its earlier fields among the revisions. Events are
only ever added; each is written under the version of its assignment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin, Outcome
from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.files import LONGEST_KEY
from hjulet.store.audit import Revision

NOUN = "assignment"
"""What its revisions are kept as."""

EVERY = Q()
"""All rows."""


class RegisteredAssignment(models.Model):
    """An assignment as it is known now. ``closed_on`` repeats its closing, for lists to ask about."""

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    origin = models.CharField(max_length=20)
    reference = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    giver = models.CharField(max_length=40)
    receiver = models.CharField(max_length=40)
    official = models.CharField(max_length=120, blank=True)
    given = models.DateField()
    first_due = models.DateField(null=True, blank=True)
    goal_structure = models.CharField(max_length=LONGEST_KEY, blank=True)
    goal_key = models.CharField(max_length=LONGEST_KEY, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By number."""

        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["closed_on"], name="assignment_by_closing"),
            models.Index(fields=["goal_structure", "goal_key"], name="assignment_by_goal"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(origin__in=[each.value for each in Origin]), name="assignment_has_an_origin"
            ),
            models.CheckConstraint(
                condition=Q(goal_structure="", goal_key="") | (~Q(goal_structure="") & ~Q(goal_key="")),
                name="assignment_names_a_goal_whole",
            ),
            models.UniqueConstraint(
                fields=["goal_structure", "goal_key"],
                condition=~Q(goal_key=""),
                name="goal_element_is_one_assignment",
            ),
        ]


class AssignmentEvent(models.Model):
    """What happened to an assignment on a day (``on``), written at a moment by somebody; never changed."""

    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    on = models.DateField()
    text = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    replaced_by = models.PositiveIntegerField(null=True, blank=True)
    strikes = models.PositiveIntegerField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)

    class Meta:
        """In the order in which they were written."""

        ordering: ClassVar = ["number", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number", "place"], name="assignment_event_has_a_place"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in Happening]), name="assignment_event_is_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind=Happening.CLOSED.value, outcome__in=[each.value for each in Outcome])
                | (~Q(kind=Happening.CLOSED.value) & Q(outcome="")),
                name="assignment_is_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(kind=Happening.STRUCK.value, strikes__isnull=False)
                | (~Q(kind=Happening.STRUCK.value) & Q(strikes__isnull=True)),
                name="assignment_event_strikes_another",
            ),
        ]


_PLAIN = "number name text reference decision giver receiver official given first_due version".split()


def load_assignments(*, where: Q = EVERY) -> tuple[Assignment, ...]:
    """Load the assignments (or those ``where`` something holds) with what has happened to them, by number."""
    rows = list(RegisteredAssignment.objects.filter(where))
    events = _events_of(AssignmentEvent.objects.filter(number__in=[row.number for row in rows]))
    return tuple(
        Assignment(
            **{name: getattr(row, name) for name in _PLAIN},
            origin=Origin(row.origin),
            goal=Ref(row.goal_structure, row.goal_key) if row.goal_key else None,
            events=events.get(row.number, ()),
        )
        for row in rows
    )


def load_assignments_known(*, at: datetime) -> tuple[Assignment, ...]:
    """Load the assignments as they were known at a moment, by number, whenever that is asked.

    What each said stands among its revisions; of what happened to it counts what had been written by then.
    """
    revisions = Revision.objects.filter(noun=NOUN, at__lte=at, fields__has_key="origin").order_by("id")
    said = {int(row.object_id): row.fields for row in revisions}
    events = _events_of(AssignmentEvent.objects.filter(written_at__lte=at))
    return tuple(
        replace(assignment_said(said[number]), number=number, events=events.get(number, ()))
        for number in sorted(said)
    )


def assignment_fields(assignment: Assignment) -> dict[str, Any]:
    """Write an assignment as its row holds it, all but its number and version."""
    goal, closing = assignment.goal, assignment.closing
    kept = {name: getattr(assignment, name) for name in _PLAIN if name not in ("number", "version")}
    return kept | {
        "origin": assignment.origin.value,
        "goal_structure": goal.structure if goal else "",
        "goal_key": goal.key if goal else "",
        "closed_on": closing.on if closing else None,
    }


def assignment_said(fields: Mapping[str, Any]) -> Assignment:
    """Read what an assignment said from the fields of its revision: days as JSON holds them."""
    said: dict[str, Any] = {name: fields[name] for name in _PLAIN if name in fields}
    for name in ("given", "first_due"):
        said[name] = date.fromisoformat(fields[name]) if fields[name] else None
    goal = Ref(fields["goal_structure"], fields["goal_key"]) if fields["goal_key"] else None
    return Assignment(**said, origin=Origin(fields["origin"]), goal=goal)


def event_fields(event: Event) -> dict[str, Any]:
    """Write an event as its row holds it, all but whose it is and who wrote it."""
    return {
        "kind": event.kind.value,
        "on": event.on,
        "text": event.text,
        "due": event.due,
        "decision": event.decision,
        "outcome": event.outcome.value if event.outcome else "",
        "replaced_by": event.replaced_by,
        "strikes": event.strikes,
    }


def _events_of(rows: Iterable[AssignmentEvent]) -> dict[int, tuple[Event, ...]]:
    found: dict[int, list[Event]] = {}
    for row in rows:
        found.setdefault(row.number, []).append(
            Event(
                place=row.place,
                kind=Happening(row.kind),
                on=row.on,
                text=row.text,
                due=row.due,
                decision=row.decision,
                outcome=Outcome(row.outcome) if row.outcome else None,
                replaced_by=row.replaced_by,
                strikes=row.strikes,
                by=row.written_by,
                written_at=row.written_at,
            )
        )
    return {number: tuple(events) for number, events in found.items()}
