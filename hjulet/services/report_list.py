"""The reports that can be opened: each year of the ledger, and the bodies that have money in it."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reports.annual import KIND
from hjulet.services.access import may
from hjulet.services.errors import RefusedError
from hjulet.services.figures import open_books
from hjulet.store.models import Edition, ReportText

BODIES = frozenset({"executive_board", "committee", "district_committee", "group_of_bodies"})
"""Kinds of unit that give an annual report of their own."""


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """A report of a body for a year: whether its text is begun, and the editions sealed of it.

    ``months`` counts the months of the year that the ledger holds: below 12 it is preliminary.
    """

    kind: str
    unit: str
    unit_name: str
    year: int
    months: int
    has_text: bool
    editions: tuple[int, ...]


def list_reports(*, by: Actor, at: datetime) -> tuple[ReportEntry, ...]:
    """List the reports that the actor may open, the latest year first; none before the first import."""
    try:
        books = open_books()
    except RefusedError:
        return ()
    months = {month for batch in books.batches for month in batch.months}
    texts = set(ReportText.objects.values_list("kind", "unit", "period"))
    editions = list(Edition.objects.values_list("kind", "unit", "period", "number"))
    entries = []
    for year in sorted({int(month[:4]) for month in months}, reverse=True):
        view = books.view(year_period(year))
        for unit in books.units_with_money:
            if unit not in view or view.units[unit].kind not in BODIES:
                continue
            if not may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view):
                continue
            key = (KIND, unit, str(year))
            entries.append(
                ReportEntry(
                    kind=KIND,
                    unit=unit,
                    unit_name=view.units[unit].name,
                    year=year,
                    months=sum(month.startswith(str(year)) for month in months),
                    has_text=key in texts,
                    editions=tuple(number for *of, number in editions if tuple(of) == key),
                )
            )
    return tuple(entries)
