"""Step 1: one amount per unit and statement line, with both margins exact.

The line totals are shared between the units by weight, except materials and services: there each
unit gets what is left up to its net cost. Since the two margins have the same sum, that column adds
up to its own published total by itself.
"""

from collections.abc import Mapping

from demo.generator import plan
from demo.generator.facts import appropriations_2014, published
from demo.generator.split import KRONA, TKR, split

Cells = dict[tuple[str, str], int]
"""(unit, line) to öre, signs as printed: costs negative."""

REST = "materials_services"
SHARING = tuple(unit for unit in plan.UNITS if unit != "KSK-EGET")


def outcome(year: str) -> Cells:
    """Share the outcome of a year: exact öre per unit and line."""
    own = {line: kronor * KRONA for line, kronor in plan.OWN_ROW[year].items()}
    shared = {line: total - own.get(line, 0) for line, total in _line_totals(year).items()}
    net_costs = {unit: published()["net-cost-by-unit", unit, f"net_cost_{year}"] for unit in SHARING}
    cells = _share(key=year, totals=shared, net_costs=net_costs, step=1)
    return cells | {("KSK-EGET", line): amount for line, amount in own.items()}


def budget(year: str) -> Cells:
    """Share the budget in force at the year's end: whole tkr, each unit's net cost its appropriation."""
    totals = _line_totals(f"budget {year}")
    limits = {unit: amount for unit, amount in appropriations(year).items() if unit in SHARING}
    return _share(key=f"budget {year}", totals=totals, net_costs=limits, step=TKR)


def appropriations(year: str) -> dict[str, int]:
    """Give each unit's appropriation in force at the year's end, öre."""
    if year == "2014":
        return appropriations_2014()
    if year == "2017":
        return {unit: published()["net-cost-by-unit", unit, "appropriation"] for unit in plan.UNITS}
    return {unit: tkr * TKR for unit, tkr in plan.APPROPRIATIONS[year].items()}


def _line_totals(key: str) -> dict[str, int]:
    if key in plan.LINE_TOTALS:
        return {line: tkr * TKR for line, tkr in plan.LINE_TOTALS[key].items()}
    column = {"2016": "outcome_2016", "2017": "outcome_2017", "budget 2017": "budget_2017"}[key]
    return {line: published()["income-statement", line, column] for line in plan.LINES if line != REST}


def _share(*, key: str, totals: Mapping[str, int], net_costs: Mapping[str, int], step: int) -> Cells:
    cells: Cells = {}
    for line, total in totals.items():
        shares = plan.OTHER_SHARES.get((key, line), plan.SHARES[line])
        for unit, steps in zip(SHARING, split(total // step, shares), strict=True):
            cells[unit, line] = steps * step
    for unit, net_cost in net_costs.items():
        cells[unit, REST] = -net_cost - sum(cells[unit, line] for line in totals)
    return cells
