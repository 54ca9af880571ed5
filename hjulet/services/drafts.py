"""The texts of reports while they are written: versioned, so that no writing is lost."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError
from hjulet.store.models import ReportText


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text as it stands: its source and version; version 0 is not written yet."""

    source: str
    version: int


def draft(kind: str, unit: str, period: Period, *, by: Actor, at: datetime) -> Draft:
    """Give the text of a report as it stands now."""
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=organisation().as_of(period.last_day))
    found = ReportText.objects.filter(kind=kind, unit=unit, period=str(period)).first()
    return Draft(source=found.source, version=found.version) if found else Draft(source="", version=0)


def save_draft(
    kind: str, unit: str, period: Period, *, source: str, version: int, by: Actor, at: datetime
) -> Draft:
    """Save a text that was read at ``version``.

    Raises ConflictError with both texts if somebody saved after it was read.
    """
    require(Permission.EDIT_TEXT, unit, by=by, at=at, view=organisation().as_of(period.last_day))
    with transaction.atomic():
        rows = ReportText.objects.filter(kind=kind, unit=unit, period=str(period))
        if version == 0:
            _, won = rows.get_or_create(
                kind=kind, unit=unit, period=str(period), defaults={"source": source, "version": 1}
            )
        else:
            won = update_versioned(rows, version=version, source=source)
        if not won:
            stored = rows.first() or ReportText(source="", version=0)
            raise ConflictError(theirs=stored.source, mine=source, version=stored.version)
        key = f"{kind} {unit} {period}"
        revise("report-text", key, version=version + 1, fields={"source": source}, by=by, at=at)
        audit("save-text", key, by=by, at=at, version=version + 1)
    return Draft(source=source, version=version + 1)
