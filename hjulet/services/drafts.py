"""The texts of reports while they are written: versioned, so that no writing is lost.

A report has one text for each place of its template. A place that comments on a row is named after both,
``unit-comments.HR``; where the row is a unit, whoever may comment on that unit writes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.text import parse_narrative
from hjulet.services.access import may, organisation, require
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.decided import require_undecided
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.figures import permission_of
from hjulet.services.templates import template_of
from hjulet.store.models import ReportText

NOUN = "report-text"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text as it stands: its source and version; version 0 is not written yet.

    ``unchanged_since`` is the month whose comment is carried on word for word.
    """

    section: str = ""
    source: str = ""
    version: int = 0
    unchanged_since: str = ""
    saved_by: str = ""
    saved_at: datetime | None = None


def drafts(kind: str, unit: str, period: Period) -> dict[str, Draft]:
    """Give the texts of a report as they stand, by section, to a service that has asked for permission."""
    return {row.section: _draft(row) for row in _rows(kind, unit, period)}


def draft(kind: str, unit: str, period: Period, section: str, *, by: Actor, at: datetime) -> Draft:
    """Give one text of a report as it stands now, to whoever may see the report or write the text."""
    view = organisation().as_of(period.last_day)
    if not may_write(unit, section, by=by, at=at, view=view):
        require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    found = drafts(kind, unit, period)
    return found.get(section, Draft(section=section))


def save_draft(
    kind: str,
    unit: str,
    period: Period,
    section: str,
    *,
    source: str,
    version: int,
    unchanged_since: str = "",
    by: Actor,
    at: datetime,
) -> Draft:
    """Save a text that was read at ``version``.

    Raises ConflictError with both texts if somebody saved after it was read, and RefusedError where the
    kind's template has no such place: it may have been taken away while somebody wrote. Raises DecidedError
    for a report that is sealed.
    """
    require_writing(unit, section, by=by, at=at, view=organisation().as_of(period.last_day))
    require_staff_seen(source, unit, section, period, by=by, at=at)
    if not template_of(kind, period.year).has_place(section):
        raise refused("text-without-place")
    saved = {"source": source, "unchanged_since": unchanged_since, "saved_by": by.name, "saved_at": at}
    with transaction.atomic():
        require_undecided(kind, unit, period)
        rows = _rows(kind, unit, period).filter(section=section)
        if version == 0:
            _, won = rows.get_or_create(
                kind=kind, unit=unit, period=str(period), section=section, defaults=saved
            )
        else:
            won = update_versioned(rows, version=version, **saved)
        if not won:
            stored = rows.first() or ReportText(source="", version=0)
            raise ConflictError(theirs=stored.source, mine=source, version=stored.version)
        key = f"{kind} {unit} {period} {section}"
        fields = {"source": source, "unchanged_since": unchanged_since}
        revise(NOUN, key, version=version + 1, fields=fields, by=by, at=at)
        audit("save-text", key, by=by, at=at, version=version + 1)
    return _draft(rows.get())


def require_writing(unit: str, section: str, *, by: Actor, at: datetime, view: OrganisationView) -> None:
    """Let through whoever may write a text of a unit's report; else NotFoundError."""
    if not may_write(unit, section, by=by, at=at, view=view):
        raise NotFoundError(section)


def require_staff_seen(
    source: str, unit: str, section: str, period: Period, *, by: Actor, at: datetime
) -> None:
    """Refuse a text that shows figures of staff whom its writer may not see (``staff-not-yours``).

    Its readers are another matter: what stands in a report is there for all who read it.
    """
    view, row = organisation().as_of(period.last_day), commented(section)
    defaults = {"unit": row if row in view else unit, "period": str(period)}
    for ref in parse_narrative(source, registry=REGISTRY, defaults=defaults).refs:
        of_staff = permission_of(ref) is Permission.VIEW_STAFF
        if of_staff and not may(Permission.VIEW_STAFF, ref.get("unit"), by=by, at=at, view=view):
            raise refused("staff-not-yours", reference=str(ref))


def may_write(unit: str, section: str, *, by: Actor, at: datetime, view: OrganisationView) -> bool:
    """Tell whether the actor may write a text: the report's own, or the comment of their own unit.

    A unit that is not the body's has no comment in its report.
    """
    row = commented(section)
    if row in view and unit not in view.above(row):
        return False
    return may(Permission.EDIT_TEXT, unit, by=by, at=at, view=view) or may(
        Permission.WRITE_COMMENT, row, by=by, at=at, view=view
    )


def commented(section: str) -> str:
    """Name the row that a text comments on; empty for a text of the report's own."""
    return section.partition(".")[2]


def written_before(
    kind: str, unit: str, periods: Iterable[Period], sections: Iterable[str]
) -> dict[str, tuple[Period, Draft]]:
    """Find the latest earlier text of each section, in periods that are given the latest first."""
    wanted, found = set(sections), dict[str, tuple[Period, Draft]]()
    for period in periods:
        for row in _rows(kind, unit, period).filter(section__in=wanted - found.keys()):
            if row.source.strip():
                found[row.section] = (period, _draft(row))
    return found


def _rows(kind: str, unit: str, period: Period) -> QuerySet[ReportText]:
    return ReportText.objects.filter(kind=kind, unit=unit, period=str(period))


def _draft(row: ReportText) -> Draft:
    return Draft(
        section=row.section,
        source=row.source,
        version=row.version,
        unchanged_since=row.unchanged_since,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
    )
