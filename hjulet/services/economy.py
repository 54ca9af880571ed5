"""A unit's economy on one page: what is left to spend and on what, month by month, and the statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.report import Table
from hjulet.domain.reports.annual import income_statement, statement_ref
from hjulet.domain.reports.plan import rounding_shows
from hjulet.domain.statement import COST_LINES
from hjulet.services.access import may, require
from hjulet.services.figures import open_books
from hjulet.services.places import Place, children_with_money, place_of, places_above
from hjulet.services.tables import TableWords, figure_labels
from hjulet.services.unit_changes import MonthChanges, month_changes
from hjulet.services.unit_figures import MonthPair, month_pairs, year_appropriation
from hjulet.services.unit_staff import StaffCost, staff_cost


@dataclass(frozen=True, kw_only=True)
class LineLeft:
    """A cost line of the unit: the year's budget, the outcome to date, and what is left."""

    line: str
    budget: FigureRef
    outcome: FigureRef
    left: FigureRef


@dataclass(frozen=True, kw_only=True)
class ChildLeft:
    """A unit directly below: what it was given for the year, has used to date, and has left."""

    unit: Place
    appropriation: FigureRef
    net_cost: FigureRef
    remaining: FigureRef


@dataclass(frozen=True, kw_only=True)
class UnitEconomy:
    """All that the unit page shows. Every number is a figure in ``figures``."""

    unit: Place
    above: tuple[Place, ...]  # from the top, without the unit itself
    children: tuple[ChildLeft, ...]  # those with money somewhere below them
    period: Period
    snapshot: int
    remaining: FigureRef
    appropriation: FigureRef
    net_cost: FigureRef
    lines: tuple[LineLeft, ...]
    months: tuple[MonthPair, ...]
    changes: MonthChanges
    staff: tuple[StaffCost, ...]  # this year's and last year's; none for whoever may not see the staff
    statement: Table
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    may_open_vouchers: bool


def unit_economy(
    unit: str, period: Period, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> UnitEconomy:
    """Gather the unit page for a period. Raises NotFoundError for a unit that is not the actor's."""
    books = open_books(snapshot)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    own = _left(place_of(unit, view), period)
    children = tuple(
        _left(place_of(child, view), period) for child in children_with_money(unit, books, period)
    )
    lines = tuple(_line_left(unit, line, period) for line in COST_LINES)
    months = month_pairs(unit, period)
    plan = income_statement(unit, period, unmapped=books.has_unmapped(unit, period))
    changes = month_changes(unit, period)
    sees_staff = may(Permission.VIEW_STAFF, unit, by=by, at=at, view=view)
    staff = tuple(staff_cost(unit, each) for each in (period, period.previous()) if sees_staff)
    wanted = plan.refs | _refs((own, *children)) | _refs(lines) | changes.refs
    wanted |= {ref for pair in months for ref in pair.refs} | {ref for cost in staff for ref in cost.refs}
    figures = books.resolve(sorted(wanted))
    words = TableWords(view=view, body=unit, period=period, language=language)
    return UnitEconomy(
        unit=own.unit,
        above=places_above(unit, view),
        children=children,
        period=period,
        snapshot=books.number,
        remaining=own.remaining,
        appropriation=own.appropriation,
        net_cost=own.net_cost,
        lines=lines,
        months=months,
        changes=changes.told(figures),
        staff=staff,
        statement=words.table(plan, figures, has_note=rounding_shows(plan, figures)),
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
        may_open_vouchers=may(Permission.VIEW_VOUCHERS, unit, by=by, at=at, view=view),
    )


def _left(unit: Place, period: Period) -> ChildLeft:
    this = {"unit": unit.code, "period": str(period)}
    return ChildLeft(
        unit=unit,
        appropriation=year_appropriation(unit.code, period),
        net_cost=REGISTRY.ref("net_cost", {**this, "period": str(period.year_to_date())}),
        remaining=REGISTRY.ref("remaining", this),
    )


def _line_left(unit: str, line: str, period: Period) -> LineLeft:
    return LineLeft(
        line=line,
        budget=statement_ref(unit, line, year_period(period.year), version="budget", as_of=period.last_day),
        outcome=statement_ref(unit, line, period.year_to_date()),
        left=REGISTRY.ref("line_remaining", {"unit": unit, "line": line, "period": str(period)}),
    )


def _refs(parts: Iterable[LineLeft | ChildLeft]) -> set[FigureRef]:
    return {ref for part in parts for ref in vars(part).values() if isinstance(ref, FigureRef)}
