"""A committee on one page: all its units against their budgets to date, and what they say about it.

The rows are the lowest units with money, so that none is counted twice; the last one is the whole body.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reports.deviation import CommentRule, unit_comment_rule
from hjulet.domain.reports.month import KIND
from hjulet.services.access import require
from hjulet.services.drafts import may_write
from hjulet.services.figures import open_books
from hjulet.services.places import Place, lowest_with_money, place_of, places_above
from hjulet.services.tables import figure_labels
from hjulet.services.templates import template_of
from hjulet.services.unit_comments import CommentLine, body_of, read_comments
from hjulet.services.unit_figures import year_appropriation

Figures = Mapping[FigureRef, Figure]


class Order(StrEnum):
    """What the units are sorted by: the worst deviation first, in kronor or percent, or by name."""

    VARIANCE = "variance"
    SHARE = "share"
    NAME = "name"


@dataclass(frozen=True, kw_only=True)
class UnitToDate:
    """A unit from the year's beginning: net cost, its budget for the same time, and the year's grant.

    ``variance`` is budget less outcome: plus is a surplus. ``share`` is that in percent of the budget.
    """

    unit: Place
    outcome: FigureRef
    budget: FigureRef
    variance: FigureRef
    share: FigureRef
    appropriation: FigureRef

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect its figures."""
        return frozenset({self.outcome, self.budget, self.variance, self.share, self.appropriation})


@dataclass(frozen=True, kw_only=True)
class CommitteeUnit:
    """A row of the page: a unit, what it says, and whether it should say something and does not.

    ``section`` is the place of its comment in the month report, ``may_comment`` tells that the actor may
    write it.
    """

    to_date: UnitToDate
    comment: CommentLine | None
    is_missing: bool
    section: str
    may_comment: bool


@dataclass(frozen=True, kw_only=True)
class Committee:
    """The page. Every number is a figure in ``figures``; ``body`` is whose month report has the comments."""

    body: str
    rule: CommentRule
    whole: UnitToDate
    above: tuple[Place, ...]
    units: tuple[CommitteeUnit, ...]
    order: Order
    period: Period
    snapshot: int
    figures: Figures
    labels: Mapping[FigureRef, str]

    @property
    def missing(self) -> tuple[CommitteeUnit, ...]:
        """List the units over the thresholds that say nothing."""
        return tuple(unit for unit in self.units if unit.is_missing)


def committee_page(
    unit: str,
    period: Period,
    *,
    order: Order = Order.VARIANCE,
    snapshot: int | None = None,
    language: str,
    by: Actor,
    at: datetime,
) -> Committee:
    """Gather a committee's units from the year's beginning to a period's end, in an order.

    Raises NotFoundError for a unit that is not the actor's.
    """
    books = open_books(snapshot)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    whole = unit_to_date(place_of(unit, view), period)
    rows = [unit_to_date(place_of(code, view), period) for code in lowest_with_money(unit, books, period)]
    template = template_of(KIND, period.year)
    rule = unit_comment_rule(template)
    comments = read_comments(unit, [row.unit.code for row in rows], period, books, place=rule.place)
    figures = books.resolve(sorted({ref for row in (whole, *rows) for ref in row.refs} | comments.refs))
    rows = [row for row in rows if any(figures[ref].value is not None for ref in row.refs)]
    body = body_of(unit, period, books)
    said = comments.shown(figures)
    return Committee(
        body=body,
        rule=rule,
        whole=whole,
        above=places_above(unit, view),
        units=tuple(
            CommitteeUnit(
                to_date=row,
                comment=(comment := said.get(row.unit.code)),
                is_missing=comment is None and rule.asks(figures[row.variance].value),
                section=(section := f"{rule.place}.{row.unit.code}"),
                may_comment=bool(rule.place) and may_write(template, body, section, by=by, at=at, view=view),
            )
            for row in in_order(rows, figures, order)
        ),
        order=order,
        period=period.year_to_date(),
        snapshot=books.number,
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
    )


def unit_to_date(unit: Place, period: Period) -> UnitToDate:
    """Plan what is asked of a unit from the year's beginning to a period's end."""
    args = {"unit": unit.code, "period": str(period.year_to_date())}
    return UnitToDate(
        unit=unit,
        outcome=REGISTRY.ref("net_cost", args),
        budget=REGISTRY.ref("net_cost", {**args, "version": "budget"}),
        variance=REGISTRY.ref("net_cost_variance", args),
        share=REGISTRY.ref("net_cost_variance_share", args),
        appropriation=year_appropriation(unit.code, period),
    )


def in_order(rows: list[UnitToDate], figures: Figures, order: Order) -> list[UnitToDate]:
    """Sort units; those without a value come last, and equals by name."""

    def place(row: UnitToDate) -> tuple[bool, Decimal, str]:
        ref = row.share if order is Order.SHARE else row.variance
        value = None if order is Order.NAME else figures[ref].value
        return value is None, value or Decimal(0), row.unit.name.casefold()

    return sorted(rows, key=place)
