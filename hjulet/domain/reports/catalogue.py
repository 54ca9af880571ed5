"""The tables and charts that a template can name, by id: two dicts that one can read.

To add a table: copy the nearest builder in a file beside this one, name it here, and give it a caption and
column labels in ``hjulet.texts.labels``. A builder that has nothing to show gives None.
"""

from collections.abc import Callable, Mapping

from hjulet.domain.reports import annual, month
from hjulet.domain.reports.balance_sheet import balance_sheet
from hjulet.domain.reports.investments import government_grants, investments
from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.scope import Scope

TableBuilder = Callable[[Scope], TablePlan | None]

TABLES: Mapping[str, TableBuilder] = {
    "net-cost-by-unit": annual.net_cost_by_unit_of,
    "income-statement": annual.income_statement_of,
    "balance-sheet": balance_sheet,
    "investments": investments,
    "government-grants": government_grants,
    "month-by-line": month.month_by_line,
    "month-by-unit": month.month_by_unit,
}

CHARTS: Mapping[str, str] = {"net-cost-per-unit": "net-cost-by-unit"}
