"""The budget that a ledger file carries (#PBUDGET): what its balances say of months and responsibilities."""

import pyarrow as pa
import pyarrow.compute as pc

from hjulet.domain.budget import PeriodBudget
from hjulet.domain.ledger import CODE_PARTS

_OTHERS = [part for part in CODE_PARTS.values() if part != "responsibility"] + ["other_objects"]


def period_budgets(balances: pa.Table) -> tuple[PeriodBudget, ...]:
    """Pick this year's budget records of a responsibility and nothing else, kronor with the ledger's sign.

    A file may say the same amount again by project or activity, and for all objects together: only one of
    these may be taken, or the budget would be counted twice.
    """
    wanted = pc.and_(pc.equal(balances["kind"], "PBUDGET"), pc.equal(balances["year_index"], 0))
    wanted = pc.and_(wanted, pc.not_equal(balances["responsibility"], ""))
    for part in _OTHERS:
        wanted = pc.and_(wanted, pc.equal(balances[part], ""))
    columns = ["account", "responsibility", "month", "amount"]
    return tuple(PeriodBudget(**row) for row in balances.filter(wanted).select(columns).to_pylist())
