"""What an assignment has said, read from its revisions, among which are those of its events."""

from itertools import pairwise

from django.utils.timezone import localdate

from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.assignments.correction import Correction
from hjulet.services.errors import ConflictError
from hjulet.store.assignments import NOUN, assignment_said
from hjulet.store.models import Revision


def said_at(now: Assignment, version: int) -> Assignment:
    """Give what an assignment said in a version; raises ConflictError for a version that it never had."""
    if version == now.version:
        return now
    said = [row for row in _revisions(now.number) if _is_said(row) and row.version <= version]
    if not said or version > now.version:
        raise ConflictError(theirs=now.name, mine="", version=now.version)
    return assignment_said(said[-1].fields)


def has_happened_since(now: Assignment, version: int) -> bool:
    """Tell whether something has happened to an assignment since a version; a correction is no event."""
    if not 0 < version <= now.version:
        return True
    return any(row.version > version and not _is_said(row) for row in _revisions(now.number))


def corrections_of(number: int) -> tuple[Correction, ...]:
    """List what has been corrected in an assignment, the oldest first."""
    said = [row for row in _revisions(number) if _is_said(row)]
    return tuple(
        Correction(
            on=localdate(row.at),
            by=row.actor,
            before=assignment_said(earlier.fields),
            after=assignment_said(row.fields),
        )
        for earlier, row in pairwise(said)
    )


def _revisions(number: int) -> list[Revision]:
    return list(Revision.objects.filter(noun=NOUN, object_id=str(number)).order_by("version"))


def _is_said(row: Revision) -> bool:
    """Tell a revision of what an assignment says from one of an event."""
    return "origin" in row.fields
