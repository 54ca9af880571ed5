"""What the plans of units and companies share: money by line, indicators, and the team's board."""

from hjulet.domain.budget import BudgetVersion
from hjulet.domain.layouts.operating import OPERATING
from hjulet.domain.reports.annual import statement_ref
from hjulet.domain.reports.chapters import Chapters, Grid, Part
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.plan_indicators import indicator_row, indicator_table
from hjulet.domain.reports.scope import Scope, names_of
from hjulet.domain.reports.unit_facts import BoardRow, BoardStep, owner_of

NORMAL = "normal"
"""What stands in the cell of deviations for a row that is as it should be."""


def budget_by_line(scope: Scope, id: str) -> TablePlan:
    """Plan a table of what was first decided by line of the statement, this year and the one before.

    A line without money in either year is left out, so of a unit that has none there are no rows.
    """
    years = (scope.period.previous(), scope.period)
    version = str(BudgetVersion.ORIGINAL)
    return TablePlan(
        id=id,
        columns=tuple(
            ColumnPlan(id=f"budget_{year}", unit="tkr", year=year.year, only_if_known=year != years[-1])
            for year in years
        ),
        rows=tuple(
            RowPlan(
                id=row.id,
                cells={
                    f"budget_{year}": statement_ref(scope.unit, row.id, year, version=version)
                    for year in years
                },
                level=row.level,
                parts=row.parts,
                only_if_printed=True,
            )
            for row in OPERATING.rows
        ),
    )


def unit_indicators(scope: Scope) -> TablePlan | None:
    """Plan the table ``unit-indicators``: what the unit answers for, with last value, target and trend."""
    measured = scope.registers.unit_facts.measured
    rows = tuple(indicator_row(each, scope.period, id=each.indicator.id) for each in measured)
    return indicator_table("unit-indicators", rows, scope.period.year)


def unit_board(scope: Scope) -> Chapters:
    """Give the team's board: what is followed and what is not normal now, and the improvements by step."""
    beside, about = scope.registers.beside, names_of((scope.unit,), scope)
    parts: list[Part] = []
    if beside.rows:
        parts.append(Grid(id="rows", plan=_followed(beside.rows), about=about))
    if beside.improvements:
        plan = _improvements(beside.improvements, scope)
        parts.append(Grid(id="improvements", plan=plan, about=about))
    return tuple(parts)


def _followed(rows: tuple[BoardRow, ...]) -> TablePlan:
    return TablePlan(
        id="board-rows",
        columns=(ColumnPlan(id="normal", unit=""), ColumnPlan(id="deviations", unit="")),
        rows=tuple(
            RowPlan(
                id=str(each.number),
                label=each.name,
                cells={},
                level=0,
                words={"normal": each.normal, "deviations": " · ".join(each.deviations) or NORMAL},
            )
            for each in rows
        ),
    )


def _improvements(steps: tuple[BoardStep, ...], scope: Scope) -> TablePlan:
    people = scope.registers.beside.people
    return TablePlan(
        id="board-improvements",
        columns=tuple(ColumnPlan(id=each, unit="") for each in ("step", "owner", "when_due")),
        rows=tuple(
            RowPlan(
                id=str(each.number),
                label=each.title,
                cells={},
                level=0,
                words={
                    "step": str(each.step),
                    "owner": owner_of(each.person, each.role, people),
                    "when_due": f"!{each.due.isoformat()}" if each.due else "",
                },
            )
            for each in steps
        ),
    )
