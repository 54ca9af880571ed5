"""The balance sheet of a body's office (DOMAIN 12): what it has and owes, this year and last.

Signs as printed: assets, equity and liabilities positive; a debt to the internal bank that is negative is a
claim that nobody has netted.
"""

from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.domain.statement import ASSET_LINES, BALANCE_LINES, RESULT_FOR_YEAR

TOTAL_ASSETS, TOTAL_LIABILITIES = "total_assets", "total_liabilities_equity"

_ASSETS = tuple(line for line in BALANCE_LINES if line in ASSET_LINES)
_LIABILITIES = ("opening_equity", RESULT_FOR_YEAR, *(
    line for line in BALANCE_LINES if line not in ASSET_LINES and line != "opening_equity"
))  # fmt: skip


def balance_sheet(scope: Scope) -> TablePlan:
    """Plan the table ``balance-sheet`` of the body's office, or of the unit itself where it has none."""
    unit = office_of(scope.unit, scope.view)
    days = (scope.period.previous(), scope.period)
    columns = tuple(
        ColumnPlan(id=day.last_day.isoformat(), unit="tkr", label=day.last_day.isoformat()) for day in days
    )
    rows = (
        *(_row(line, unit, days) for line in _ASSETS),
        _row(TOTAL_ASSETS, unit, days, parts=_ASSETS),
        *(_row(line, unit, days) for line in _LIABILITIES),
        _row(TOTAL_LIABILITIES, unit, days, parts=_LIABILITIES),
    )
    return TablePlan(id="balance-sheet", columns=columns, rows=rows, about=unit)


def office_of(body: str, view: OrganisationView) -> str:
    """Find the department whose balance a body accounts for: the only one below it, else the body itself."""
    offices = [unit for unit in view.children(body) if view.units[unit].kind == "department"]
    return offices[0] if len(offices) == 1 else body


def _row(line: str, unit: str, days: tuple[Period, ...], *, parts: tuple[str, ...] = ()) -> RowPlan:
    is_balance = line in BALANCE_LINES
    return RowPlan(
        id=line,
        cells={
            day.last_day.isoformat(): REGISTRY.ref(
                "balance" if is_balance else line,
                {"unit": unit, "period": str(day), "line": line if is_balance else ""},
            )
            for day in days
        },
        level=0 if parts else 1,
        parts=parts,
    )
