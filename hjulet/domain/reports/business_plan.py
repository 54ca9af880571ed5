"""The tables of a business plan (``business_plan``): those of a company that the municipality owns."""

from dataclasses import replace

from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.plan_programmes import plan_programmes
from hjulet.domain.reports.scope import Scope
from hjulet.domain.reports.unit_goals import ASKED_OF_COMPANIES, asked_of
from hjulet.domain.reports.unit_plan import budget_by_line


def asked_of_company(scope: Scope) -> TablePlan | None:
    """Plan the table ``asked-of-company``: the council's goals that name the company, with the thread up."""
    return asked_of(scope, "asked-of-company", ASKED_OF_COMPANIES)


def company_programmes(scope: Scope) -> TablePlan | None:
    """Plan the table ``company-programmes``: programmes that name the company, and its part in them."""
    plan = plan_programmes(scope)
    return None if plan is None else replace(plan, id="company-programmes")


def company_budget(scope: Scope) -> TablePlan:
    """Plan the table ``company-budget``: its budget by line, where the ledger here has one."""
    return budget_by_line(scope, "company-budget")
