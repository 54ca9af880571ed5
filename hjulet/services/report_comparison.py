"""A report compared with itself: as it was sealed, sent for comment or decided, and as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.report import BulletList, Heading, Paragraph
from hjulet.domain.report_difference import ReportDifference, report_difference
from hjulet.services.access import organisation, require
from hjulet.services.editions import EditionFacts, editions_of
from hjulet.services.errors import NotFoundError
from hjulet.services.report import BuiltReport, build_report
from hjulet.services.verification import rebuild
from hjulet.texts.reports import in_sentence

DRAFT = 0
"""Stands for the report as it is now."""


@dataclass(frozen=True, kw_only=True)
class ReportComparison:
    """Two states of a report: edition ``earlier``, and edition ``later`` or the draft (None).

    ``editions`` are all that one can choose between; ``labels`` name the texts.
    """

    title: str
    editions: tuple[EditionFacts, ...]
    earlier: EditionFacts
    later: EditionFacts | None
    found: ReportDifference
    labels: Mapping[str, str]


def compare_report(
    kind: str,
    unit: str,
    period: Period,
    *,
    numbers: tuple[int, int] | None,
    by: Actor,
    at: datetime,
) -> ReportComparison:
    """Compare two states of a report, by their numbers (``DRAFT`` is the draft), the earlier first.

    None asks what differs between the latest edition and the draft. An edition is compared as it was made,
    in its own language, and the draft in that of the edition. Raises NotFoundError where the report is not
    sealed or not the actor's, for an edition that is another report's, and where the draft is asked for as
    ``build_report`` does.
    """
    view = organisation().as_of(period.last_day)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    editions = editions_of(kind, unit, period, view=view, by=by, at=at)
    if not editions:
        raise NotFoundError(unit)
    first, last = numbers or (editions[-1].number, DRAFT)
    earlier, later = _chosen(editions, first), None if last == DRAFT else _chosen(editions, last)
    before = rebuild(earlier, by=by, at=at)
    if later is None:
        after = build_report(kind, unit, period, language=earlier.language, by=by, at=at)
    else:
        after = rebuild(later, by=by, at=at)
    return ReportComparison(
        title=after.report.title,
        editions=editions,
        earlier=earlier,
        later=later,
        found=report_difference(before.report, after.report),
        labels={**_labels(before), **_labels(after)},
    )


def _chosen(editions: tuple[EditionFacts, ...], number: int) -> EditionFacts:
    found = next((one for one in editions if one.number == number), None)
    if found is None:
        raise NotFoundError(number)
    return found


def _labels(built: BuiltReport) -> dict[str, str]:
    """Name the places of texts, and what the report says itself by the headings that it stands under."""
    named: dict[str, str] = {}
    title = shelf = ""
    for block in built.report.blocks:
        match block:
            case Heading(section="", is_shelf=True):
                shelf = in_sentence(block.text)
            case Heading(section=""):
                title, shelf = block.text, ""
                named[block.id] = title
            case Paragraph(section="") | BulletList(section=""):
                named[block.id] = f"{title}: {shelf}" if shelf else title
            case _:
                pass
    return named | {section.id: section.label for section in built.sections}
