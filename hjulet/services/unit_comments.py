"""What units say of their month in the body's month report, read for a page about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.report import Inlines
from hjulet.domain.reports.month import KIND
from hjulet.domain.text import Narrative, parse_narrative
from hjulet.services.figures import Books
from hjulet.services.report_list import BODIES
from hjulet.services.report_parts import shown_inlines
from hjulet.store.models import ReportText


@dataclass(frozen=True, kw_only=True)
class CommentLine:
    """What a unit says of its month: paragraphs with their figures, who wrote it (a name) and when.

    ``unchanged_since`` is the month whose words it repeats, empty for words of its own.
    """

    paragraphs: tuple[Inlines, ...]
    by: str
    at: datetime | None
    unchanged_since: str


@dataclass(frozen=True, kw_only=True)
class Comments:
    """Comments as they are written: by unit, with the figures that they rest on."""

    rows: Mapping[str, ReportText]
    narratives: Mapping[str, Narrative]

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that the comments show."""
        return frozenset(ref for narrative in self.narratives.values() for ref in narrative.refs)

    def shown(self, figures: Mapping[FigureRef, Figure]) -> dict[str, CommentLine]:
        """Give the comments with their figures, by unit."""
        return {
            unit: CommentLine(
                paragraphs=_paragraphs(narrative, figures),
                by=self.rows[unit].saved_by,
                at=self.rows[unit].saved_at,
                unchanged_since=self.rows[unit].unchanged_since,
            )
            for unit, narrative in self.narratives.items()
        }


def read_comments(unit: str, units: Sequence[str], period: Period, books: Books, *, place: str) -> Comments:
    """Read what units below one have written of a period's last month, at a place of their body's report.

    Figures of units that are not below ``unit`` stay as they are written: they may be somebody else's.
    """
    body = body_of(unit, period, books)
    names = {f"{place}.{code}": code for code in units}
    rows = ReportText.objects.filter(kind=KIND, unit=body, period=period.last_month, section__in=names)
    held = {names[row.section]: row for row in rows if row.source.strip()}
    below = books.subtree(unit, period)
    return Comments(
        rows=held,
        narratives={
            code: parse_narrative(
                row.source,
                registry=REGISTRY,
                defaults={"unit": code, "period": str(period.year_to_date())},
                units=below,
                registered=books.may_be_named(below),
                file=row.section,
            )
            for code, row in held.items()
        },
    )


def body_of(unit: str, period: Period, books: Books) -> str:
    """Name the body that a unit reports to: itself or the nearest above; empty for none."""
    view = books.view(period)
    while view.units[unit].kind not in BODIES:
        parents = view.parents(unit)
        if not parents:
            return ""
        unit = parents[0]
    return unit


def _paragraphs(narrative: Narrative, figures: Mapping[FigureRef, Figure]) -> tuple[Inlines, ...]:
    parts = (part for passage in narrative.passages for part in (passage.items or (passage.inlines,)))
    return tuple(shown_inlines(part, figures) for part in parts)
