"""The texts of reports while they are written: versioned, so that no writing is lost.

A report has one text for each place of its template. A place that comments on a row is named after both,
``unit-comments.HR``; where the row is a unit, whoever may comment on that unit writes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reports.template import Template
from hjulet.domain.text import parse_narrative
from hjulet.services.access import may, organisation, require
from hjulet.services.changes import audit, revise
from hjulet.services.decided import hold_texts, require_undecided
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.figures import permission_of
from hjulet.services.set_aside import set_aside, settle
from hjulet.services.templates import template_of
from hjulet.services.text_place import NOUN, TextPlace
from hjulet.store.models import ReportText


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


class TextConflictError(ConflictError):
    """Somebody else saved the text first: what is stored is given, and ``mine`` is set aside.

    ``set_aside`` is the number that the writer's text is kept under, until they choose. ``is_own`` tells
    that it was the writer who had saved, in another window.
    """

    def __init__(self, *, stored: Draft, mine: str, set_aside: int, is_own: bool) -> None:
        """Keep what is stored now, and where the other text is."""
        self.stored, self.set_aside, self.is_own = stored, set_aside, is_own
        super().__init__(theirs=stored.source, mine=mine, version=stored.version)


def drafts(kind: str, unit: str, period: Period) -> dict[str, Draft]:
    """Give the texts of a report as they stand, by section, to a service that has asked for permission."""
    return {row.section: _draft(row) for row in _rows(kind, unit, period)}


def draft(kind: str, unit: str, period: Period, section: str, *, by: Actor, at: datetime) -> Draft:
    """Give one text of a report as it stands now, to whoever may see the report or write the text."""
    view = organisation().as_of(period.last_day)
    if not may_write(template_of(kind, period.year), unit, section, by=by, at=at, view=view):
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
    restored: int | None = None,
    settles: int = 0,
    by: Actor,
    at: datetime,
) -> Draft:
    """Save a text that was read at ``version``.

    ``restored`` is the earlier version whose text it is. ``settles`` is the number of a text of the actor's
    that was set aside, and has been dealt with by what is saved now, or is set aside in its place. What is
    stored already, word for word, is given back as it is: a browser that did not hear of its save asks again.

    Raises TextConflictError with both texts if somebody saved after it was read, and RefusedError where the
    kind's template has no such place: it may have been taken away while somebody wrote. Raises DecidedError
    for a report that is sealed.
    """
    view, template = organisation().as_of(period.last_day), template_of(kind, period.year)
    require_writing(template, unit, section, by=by, at=at, view=view)
    require_staff_seen(source, unit, section, period, by=by, at=at, view=view)
    if not (template.suits(period) and template.has_place(section)):
        raise refused("text-without-place")
    place = TextPlace(kind, unit, period, section)
    text = {"source": source, "unchanged_since": unchanged_since}
    with transaction.atomic():
        hold_texts(kind, unit, period)
        require_undecided(kind, unit, period)
        stored = place.stored
        if _has(stored, text):
            settle(place, settles, by=by, at=at)
            return _draft(stored)
        if place.write(version=version, saved_by=by.name, saved_at=at, **text):
            brought_back = {} if restored is None else {"restored": restored}
            revise(NOUN, place.key, version=version + 1, fields={**text, **brought_back}, by=by, at=at)
            audit("save-text", place.key, by=by, at=at, version=version + 1, **brought_back)
            settle(place, settles, by=by, at=at)
            return Draft(section=section, version=version + 1, saved_by=by.name, saved_at=at, **text)
        number = set_aside(place, source, instead_of=settles, by=by, at=at)
        is_own = place.revisions.filter(version=stored.version, actor=by.id).exists()
    raise TextConflictError(stored=_draft(stored), mine=source, set_aside=number, is_own=is_own)


def _has(stored: ReportText, text: Mapping[str, str]) -> bool:
    """Tell whether a text is what is stored already, word for word."""
    return stored.version > 0 and all(getattr(stored, name) == value for name, value in text.items())


def require_writing(
    template: Template, unit: str, section: str, *, by: Actor, at: datetime, view: OrganisationView
) -> None:
    """Let through whoever may write a text of a unit's report; else NotFoundError."""
    if not may_write(template, unit, section, by=by, at=at, view=view):
        raise NotFoundError(section)


def require_staff_seen(
    source: str,
    unit: str,
    section: str,
    period: Period,
    *,
    by: Actor,
    at: datetime,
    view: OrganisationView,
) -> None:
    """Refuse a text that shows figures of staff whom its writer may not see (``staff-not-yours``).

    Its readers are another matter: what stands in a report is there for all who read it.
    """
    row = commented(section)
    defaults = {"unit": row if row in view else unit, "period": str(period)}
    for ref in parse_narrative(source, registry=REGISTRY, defaults=defaults).refs:
        of_staff = permission_of(ref) is Permission.VIEW_STAFF
        if of_staff and not may(Permission.VIEW_STAFF, ref.get("unit"), by=by, at=at, view=view):
            raise refused("staff-not-yours", reference=str(ref))


def may_write(
    template: Template, unit: str, section: str, *, by: Actor, at: datetime, view: OrganisationView
) -> bool:
    """Tell whether the actor may write a text: the report's own, or the comment of their own unit.

    A unit that is not the body's has no comment in its report. A plan that is the unit's own is written by
    whoever comments on it.
    """
    if template.is_of_unit and may(Permission.WRITE_COMMENT, unit, by=by, at=at, view=view):
        return True
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
