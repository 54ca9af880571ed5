"""How a text of a report has been written: by whom, when, what changed; and back to how it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.text_difference import Piece, difference, words_changed
from hjulet.domain.writing import Sitting, TextVersion, sittings
from hjulet.services.access import may, organisation
from hjulet.services.drafts import Draft, commented, may_write, save_draft
from hjulet.services.errors import NotFoundError
from hjulet.services.people import people_names
from hjulet.services.templates import template_of
from hjulet.services.text_place import TextPlace
from hjulet.store.models import Revision


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """A sitting, the version ``before`` it, and how many words it added and removed."""

    sitting: Sitting
    before: int
    added: int
    removed: int


@dataclass(frozen=True, kw_only=True)
class LostText:
    """A text that did not come in, since somebody else had saved: who wrote it and when."""

    number: int
    source: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two versions of a text, the earlier first (version 0 is the empty page), and what differs."""

    before: TextVersion
    after: TextVersion
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class TextHistory:
    """How a text came about, the latest first; ``compared`` is None before the first version.

    ``label`` is the unit that the text comments on, else the heading it stands under.
    """

    label: str
    lines: tuple[HistoryLine, ...]
    lost: tuple[LostText, ...]
    compared: Compared | None
    version: int
    may_write: bool


def text_history(
    kind: str,
    unit: str,
    period: Period,
    section: str,
    *,
    versions: tuple[int, int] | None,
    language: str,
    by: Actor,
    at: datetime,
) -> TextHistory:
    """Tell how a text was written, to whoever may write it or read the history of the unit's texts.

    ``versions`` are the two to compare; None for what the latest sitting changed. Raises NotFoundError for
    anybody else, for a place that the kind's template does not have, and for a version that never was.
    """
    place = TextPlace(kind, unit, period, section)
    view = organisation().as_of(period.last_day)
    may_write = _require_reading(place, by=by, at=at, view=view)
    names, template = people_names(), template_of(kind, period.year)
    found = sittings(_version(row, names) for row in place.revisions)
    if not found and not template.has_place(section):
        raise NotFoundError(section)
    row = commented(section)
    heading = template.heading_over(section.partition(".")[0], language=language)
    return TextHistory(
        label=view.units[row].name if row in view else heading,
        lines=tuple(reversed(_lines(found))),
        lost=tuple(
            LostText(number=row.pk, source=row.source, by=names.get(row.actor, row.actor), at=row.at)
            for row in place.set_aside.order_by("-id")
        ),
        compared=_compare(found, versions) if found else None,
        version=found[-1].last.version if found else 0,
        may_write=may_write,
    )


def restore_version(
    kind: str,
    unit: str,
    period: Period,
    section: str,
    *,
    restore: int,
    version: int,
    by: Actor,
    at: datetime,
) -> Draft:
    """Write an earlier version's text anew, as a version of its own; what came between stays in the history.

    Raises NotFoundError for a version that never was, and as ``save_draft`` does.
    """
    place = TextPlace(kind, unit, period, section)
    _require_reading(place, by=by, at=at, view=organisation().as_of(period.last_day))
    found = place.revisions.filter(version=restore).first()
    if found is None:
        raise NotFoundError(section)
    return save_draft(
        kind,
        unit,
        period,
        section,
        source=found.fields["source"],
        version=version,
        unchanged_since=found.fields.get("unchanged_since", ""),
        restored=restore,
        by=by,
        at=at,
    )


def _require_reading(place: TextPlace, *, by: Actor, at: datetime, view: OrganisationView) -> bool:
    """Let through whoever may read the history; tell whether they may write the text too."""
    template = template_of(place.kind, view.day.year)
    if may_write(template, place.unit, place.section, by=by, at=at, view=view):
        return True
    if not may(Permission.VIEW_HISTORY, place.unit, by=by, at=at, view=view):
        raise NotFoundError(place.section)
    return False


def _version(row: Revision, names: Mapping[str, str]) -> TextVersion:
    return TextVersion(
        version=row.version,
        source=row.fields["source"],
        writer=row.actor,
        by=names.get(row.actor, row.actor),
        at=row.at,
        restored=row.fields.get("restored"),
    )


def _lines(found: Sequence[Sitting]) -> list[HistoryLine]:
    lines = []
    sources = ["", *(sitting.last.source for sitting in found)]
    versions = [0, *(sitting.last.version for sitting in found)]
    for before, version, sitting in zip(sources, versions, found, strict=False):
        added, removed = words_changed(difference(before, sitting.last.source))
        lines.append(HistoryLine(sitting=sitting, before=version, added=added, removed=removed))
    return lines


def _compare(found: Sequence[Sitting], versions: tuple[int, int] | None) -> Compared:
    empty = _empty(found[0].first)
    if versions is None:
        before, after = found[-2].last if len(found) > 1 else empty, found[-1].last
    else:
        known = {one.version: one for sitting in found for one in sitting.versions} | {0: empty}
        try:
            before, after = (known[number] for number in sorted(versions))
        except KeyError as fault:
            raise NotFoundError(str(versions)) from fault
    return Compared(before=before, after=after, pieces=difference(before.source, after.source))


def _empty(first: TextVersion) -> TextVersion:
    """Give the empty page that a text was begun on."""
    return replace(first, version=0, source="")
