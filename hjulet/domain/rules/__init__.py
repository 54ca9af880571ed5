"""Statutory and trade rules as functions: figures in, figures and steps out.

``RULES`` lists those that ``hjulet compute`` knows. A rule that depends on a law takes the year
and names the law it used; its parameters are data by year.
"""

from hjulet.domain.rules.operating import (
    BUDGET_ADHERENCE,
    DEVIATION_SPLIT,
    FORECAST_ACCURACY,
    NET_COST_GROWTH,
    OPERATING_ACCOUNT,
)
from hjulet.domain.rules.rule import Rule

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (BUDGET_ADHERENCE, NET_COST_GROWTH, OPERATING_ACCOUNT, FORECAST_ACCURACY, DEVIATION_SPLIT)
}
