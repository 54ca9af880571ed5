"""The tables of a work plan (``work_plan``): those of a department or a unit."""

from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.domain.reports.unit_goals import ASKED_OF_UNITS, asked_of
from hjulet.domain.reports.unit_plan import budget_by_line


def asked_of_unit(scope: Scope) -> TablePlan | None:
    """Plan the table ``asked-of-unit``: what the plan above asks of the unit, with the thread up."""
    return asked_of(scope, "asked-of-unit", ASKED_OF_UNITS)


def unit_budget(scope: Scope) -> TablePlan:
    """Plan the table ``unit-budget``: the unit's internal budget by line."""
    return budget_by_line(scope, "unit-budget")
