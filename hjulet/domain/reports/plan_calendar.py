"""When what is followed up in a plan's year is handled: by the body, and by those above it."""

from collections.abc import Iterable

from hjulet.domain.calendar.recurrence import SomeDayOf
from hjulet.domain.calendar.step import Occurrence, StepKind, What
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope, names_of

NOT_SETTLED = "not_settled"
_HANDLING = frozenset({What.HANDLED, What.DELIVERED})


def follow_ups_of(
    found: Iterable[Occurrence], unit: str, period: Period, view: OrganisationView
) -> tuple[Occurrence, ...]:
    """Choose the steps where a report is handled in a year, or the year after about the year.

    They are those of the unit and of all above it.
    """
    above = view.above(unit)
    return tuple(
        one
        for one in found
        if one.step.kind is StepKind.REPORT
        and one.step.what in _HANDLING
        and one.step.unit in above
        and (one.year == period.year or (one.period is not None and one.period.year == period.year))
    )


def follow_up_calendar(scope: Scope) -> TablePlan | None:
    """Plan the table ``follow-up-calendar``: a row for each report, a column for each body."""
    steps = scope.registers.steps
    if not steps:
        return None
    reports = dict.fromkeys(one.step.title for one in steps)
    of = {title: [one for one in steps if one.step.title == title] for title in reports}
    bodies = dict.fromkeys(one.step.unit for one in steps)
    columns = [
        ColumnPlan(id=f"when_{unit}", unit="", label=names_of((unit,), scope))
        for unit in sorted(bodies, key=lambda unit: unit != scope.unit)
    ]
    if any(not one.is_settled for one in steps):
        columns.append(ColumnPlan(id="note", unit=""))
    rows = tuple(_row(each, scope) for each in of.values())
    return TablePlan(id="follow-up-calendar", columns=tuple(columns), rows=rows)


def _row(steps: list[Occurrence], scope: Scope) -> RowPlan:
    """Give a report's row, which goes by the key of a step; ``when`` is codes, which the labels word."""
    days: dict[str, list[str]] = {}
    for one in steps:
        days.setdefault(f"when_{one.step.unit}", []).append(_day_code(one, scope.period.year))
    words = {column: " ".join(codes) for column, codes in days.items()}
    if any(not one.is_settled for one in steps):
        words["note"] = NOT_SETTLED
    step = steps[0].step
    key = min(one.step.key for one in steps)
    return RowPlan(id=key, label=step.title, label_en=step.title_en, cells={}, words=words)


def _day_code(one: Occurrence, year: int) -> str:
    """Write the days of a step: ``2014-06`` for a month whose day is not set, with ``!`` for another year."""
    first, last = one.days.first, one.days.last
    if isinstance(one.step.when, SomeDayOf):
        code = f"{first:%Y-%m}"
    else:
        code = first.isoformat() if one.days.is_one_day else f"{first.isoformat()}..{last.isoformat()}"
    return code if one.year == year else f"!{code}"
