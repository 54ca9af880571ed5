"""The reports that can be opened: each kind, year or month of the ledger, and body with money in it."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.organisation import OrgUnit
from hjulet.domain.period import Period, parse_period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reports.catalogue import rests_on_goals
from hjulet.domain.reports.template import PeriodKind, Template
from hjulet.services.access import may
from hjulet.services.day import day_of_work
from hjulet.services.decided import out_for_comment
from hjulet.services.errors import RefusedError
from hjulet.services.figures import Books, open_books
from hjulet.services.templates import kinds_in
from hjulet.store.known import known
from hjulet.store.models import Edition, GoalStructure, ReportText

BODIES = frozenset({"executive_board", "committee", "district_committee", "group_of_bodies"})
"""Kinds of unit that give reports of their own."""


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """A report of a body for a period: whether its text is begun, and the editions of it.

    ``editions`` are those that it was decided as, ``referral`` the one that is out for comment until it is
    decided.
    ``months`` counts the months of the period that the ledger holds: fewer than it has is preliminary.
    It is None for a plan, which does not wait for them. ``is_of_unit``: it is a unit's own plan, no body's.
    """

    kind: str
    name: str
    unit: str
    unit_name: str
    period: Period
    months: int | None
    has_text: bool
    editions: tuple[int, ...]
    referral: int | None
    is_of_unit: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportYear:
    """The reports of a year: those of the whole year, and those of a month, by body and kind."""

    year: int
    whole: tuple[ReportEntry, ...]
    monthly: tuple[tuple[ReportEntry, ...], ...]


def list_reports(*, language: str, by: Actor, at: datetime) -> tuple[ReportYear, ...]:
    """List the reports that the actor may open, the latest year first; none before the first import."""
    try:
        books = open_books()
    except RefusedError:
        return ()
    lister = _Lister(books, language, by, at)
    years = sorted({*lister.booked, *lister.planned, *lister.decided}, reverse=True)
    return tuple(found for year in years if (found := lister.year(year)).whole or found.monthly)


def bodies_of(books: Books, period: Period, *, by: Actor, at: datetime) -> tuple[OrgUnit, ...]:
    """List the bodies with money that the actor may see."""
    view = books.view(period)
    return tuple(
        view.units[unit]
        for unit in books.units_with_money
        if unit in view
        and view.units[unit].kind in BODIES
        and may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    )


class _Lister:
    """Lists the reports of a year; reads what has been written and sealed once."""

    def __init__(self, books: Books, language: str, by: Actor, at: datetime) -> None:
        self.books, self.language, self.by, self.at = books, language, by, at
        self.months = sorted({month for batch in books.batches for month in batch.months})
        self.booked = {int(month[:4]) for month in self.months}
        self.planned = {*books.budget_years, day_of_work(at).year + 1}
        self.decided = set(GoalStructure.objects.filter(known(at=None)).values_list("first_year", flat=True))
        self.texts = set(ReportText.objects.values_list("kind", "unit", "period"))
        self.sealed: dict[tuple[str, str, str], list[Edition]] = {}
        for one in Edition.objects.select_related("reopening").defer("made_from"):
            self.sealed.setdefault((one.kind, one.unit, one.period), []).append(one)

    def year(self, year: int) -> ReportYear:
        """List the reports of a year."""
        kinds = kinds_in(year)
        bodies = bodies_of(self.books, year_period(year), by=self.by, at=self.at)
        months = [parse_period(month) for month in self.months if month.startswith(str(year))]
        return ReportYear(
            year=year,
            whole=tuple(
                self._entry(kind, body, year_period(year))
                for kind in kinds
                if kind.period is not PeriodKind.MONTH and self._is_there(kind, year)
                for body in (self._giving(kind, year) if kind.of else bodies)
            ),
            monthly=tuple(
                tuple(self._entry(kind, body, month) for month in months)
                for kind in kinds
                if kind.period is PeriodKind.MONTH and months
                for body in bodies
            ),
        )

    def _giving(self, kind: Template, year: int) -> tuple[OrgUnit, ...]:
        """List the units of the actor's that give a report of a kind that is for some kinds of unit.

        Of the units' own plans only those that are begun: who is without one is told by a page of its own.
        """
        view = self.books.view(year_period(year))
        giving = (unit for unit in view.units.values() if kind.is_of(unit.kind))
        if kind.is_of_unit:
            period = str(year_period(year))
            begun = {*self.texts, *self.sealed}
            giving = (unit for unit in giving if (kind.kind, unit.code, period) in begun)
        return tuple(
            unit
            for unit in giving
            if may(Permission.VIEW_FIGURES, unit.code, by=self.by, at=self.at, view=view)
        )

    def _is_there(self, kind: Template, year: int) -> bool:
        """Tell whether there is something to report on.

        A plan is of a year with a budget or of the next, a decision on goals of the year that they begin.
        """
        if rests_on_goals(kind):
            return year in self.decided
        return year in (self.planned if kind.is_ahead else self.booked)

    def _entry(self, kind: Template, body: OrgUnit, period: Period) -> ReportEntry:
        key = (kind.kind, body.code, str(period))
        sealed = self.sealed.get(key, [])
        return ReportEntry(
            kind=kind.kind,
            name=kind.name_in(self.language),
            unit=body.code,
            unit_name=body.name,
            period=period,
            months=None if kind.is_ahead else sum(period.contains(month) for month in self.months),
            has_text=key in self.texts,
            editions=tuple(one.number for one in sealed if not one.referral),
            referral=_sent(sealed),
            is_of_unit=kind.is_of_unit,
        )


def _sent(sealed: list[Edition]) -> int | None:
    """Tell which edition of a report is out for comment."""
    decided = [one for one in sealed if not one.referral]
    is_shut = bool(decided) and not hasattr(decided[-1], "reopening")
    found = out_for_comment(sealed, is_shut=is_shut)
    return found.number if found else None
