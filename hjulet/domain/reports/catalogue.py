"""The tables, charts and chapters that a template can name, by id: dicts that one can read.

To add a table: copy the nearest builder in a file beside this one, name it here, and give it a caption and
column labels in ``hjulet.texts.labels.tables``. A builder that has nothing to show gives None.
"""

from collections.abc import Callable, Mapping

from hjulet.domain.reports import annual, month, registered
from hjulet.domain.reports.assignments import body_assignments, council_assignments, unit_assignments
from hjulet.domain.reports.balance_sheet import balance_sheet
from hjulet.domain.reports.business_plan import asked_of_company, company_budget, company_programmes
from hjulet.domain.reports.chapters import Chapters
from hjulet.domain.reports.charts import CHARTS
from hjulet.domain.reports.council_goals import (
    committee_focus,
    council_goals,
    goals_overview,
    priority_areas,
)
from hjulet.domain.reports.goal_actions import plan_actions, plan_own_actions
from hjulet.domain.reports.goal_chapters import goal_assessments, goal_chapters
from hjulet.domain.reports.investments import government_grants, investments
from hjulet.domain.reports.operating_plan import internal_budget, investment_budget
from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.plan_calendar import follow_up_calendar
from hjulet.domain.reports.plan_goals import plan_goals, plan_own_goals
from hjulet.domain.reports.plan_indicators import plan_indicators, plan_own_indicators
from hjulet.domain.reports.plan_programmes import plan_programmes
from hjulet.domain.reports.result_by_body import result_by_body
from hjulet.domain.reports.scope import Scope
from hjulet.domain.reports.template import Known, Template
from hjulet.domain.reports.unit_goals import goal_work
from hjulet.domain.reports.unit_plan import unit_board, unit_indicators
from hjulet.domain.reports.work_plan import asked_of_unit, unit_budget

__all__ = ["CHAPTERS", "CHARTS", "KNOWN", "TABLES", "ChapterBuilder", "TableBuilder"]

TableBuilder = Callable[[Scope], TablePlan | None]
ChapterBuilder = Callable[[Scope], Chapters]

TABLES: Mapping[str, TableBuilder] = {
    "result-by-body": result_by_body,
    "growth-explanations": registered.growth_explanations,
    "decided-savings": registered.decided_savings,
    "special-follow-ups": registered.special_follow_ups,
    "net-cost-by-unit": annual.net_cost_by_unit_of,
    "income-statement": annual.income_statement_of,
    "balance-sheet": balance_sheet,
    "investments": investments,
    "government-grants": government_grants,
    "month-by-line": month.month_by_line,
    "month-by-unit": month.month_by_unit,
    "internal-budget": internal_budget,
    "investment-budget": investment_budget,
    "plan-goals": plan_goals,
    "plan-own-goals": plan_own_goals,
    "plan-indicators": plan_indicators,
    "plan-own-indicators": plan_own_indicators,
    "plan-actions": plan_actions,
    "plan-own-actions": plan_own_actions,
    "plan-programmes": plan_programmes,
    "follow-up-calendar": follow_up_calendar,
    "goal-assessments": goal_assessments,
    "goals-overview": goals_overview,
    "council-assignments": council_assignments,
    "body-assignments": body_assignments,
    "asked-of-unit": asked_of_unit,
    "asked-of-company": asked_of_company,
    "company-programmes": company_programmes,
    "unit-assignments": unit_assignments,
    "unit-indicators": unit_indicators,
    "unit-budget": unit_budget,
    "company-budget": company_budget,
}

CHAPTERS: Mapping[str, ChapterBuilder] = {
    "goal-chapters": goal_chapters,
    "priority-areas": priority_areas,
    "council-goals": council_goals,
    "committee-focus": committee_focus,
    "goal-work": goal_work,
    "unit-board": unit_board,
}
"""Chapters, each made of what is registered with places for texts in it."""

WITH_VARIANCE = frozenset(
    {"result-by-body", "net-cost-by-unit", "income-statement", "month-by-line", "month-by-unit"}
)
"""The tables that have a column of variances, which comments can be asked for by."""

OF_COUNCIL = frozenset(
    {"goals-overview", "council-assignments", "priority-areas", "council-goals", "committee-focus"}
)
"""What the council decides on goals: a kind that shows it, and no money, is such a decision."""

OF_INDICATORS = frozenset({"plan-indicators", "plan-own-indicators", "goal-chapters", "council-goals"})
"""The tables and chapters that show what the goals are measured by."""

OF_ASSESSMENTS = frozenset({"goal-assessments", "goal-chapters"})
"""Those that show how the goals go."""

OF_ACTIONS = frozenset({"plan-actions", "plan-own-actions", "goal-chapters"})
"""Those that show registered actions."""

OF_ASSIGNMENTS = frozenset(
    {"council-assignments", "council-goals", "body-assignments", "goal-chapters", "unit-assignments"}
)
"""Those that show assignments of the register."""

OF_UNIT_GOALS = frozenset({"asked-of-unit", "asked-of-company", "goal-work", "company-programmes"})
"""Those that show the goals as they concern a unit or a company."""

OF_UNIT = OF_UNIT_GOALS | {"unit-indicators", "unit-board"}
"""Those that show what a unit's own plan rests on, loaded for a template that names one of them."""

OF_GOALS = (
    OF_COUNCIL
    | OF_INDICATORS
    | OF_ASSESSMENTS
    | OF_ACTIONS
    | OF_ASSIGNMENTS
    | OF_UNIT_GOALS
    | {"plan-goals", "plan-own-goals", "plan-programmes"}
)
"""Those that show goals, which are loaded for a template that names one of them."""

OF_STEPS = frozenset({"follow-up-calendar"})
"""The tables that show steps of the year."""

KNOWN = Known(tables=TABLES, with_variance=WITH_VARIANCE, charts=CHARTS, chapters=CHAPTERS)
"""What a template may name."""


def rests_on_goals(template: Template) -> bool:
    """Tell whether a kind is a decision on goals: it shows those of the council, and no money.

    Every chart of the catalogue is of money.
    """
    shown = template.sources
    is_without_money = not template.charts and shown <= OF_GOALS | OF_STEPS
    return template.is_ahead and bool(shown & OF_COUNCIL) and is_without_money
