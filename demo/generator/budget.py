"""Step 6: the budget files, one a year.

A revised row is the new full amount of its unit, line and period from the day it was decided.
"""

from collections.abc import Iterator

from demo.generator import plan
from demo.generator.matrix import appropriations, budget
from demo.generator.sie import kronor
from demo.generator.split import TKR

HEAD = "unit;line;account;period;amount;version;decided"
LINE_ORDER = ("appropriation", *plan.LINES, "mediated_grants")


def write(year: str) -> str:
    """Write the budget of a year: appropriations, and from 2015 the lines."""
    return "\n".join((HEAD, *_rows(year))) + "\n"


def _rows(year: str) -> Iterator[str]:
    for (unit, line), amount in sorted(_in_force(year).items(), key=_place):
        later = _addition(unit, line) if year == plan.ADDITION_YEAR else 0
        yield ";".join((unit, line, "", year, kronor(amount - later), "original", plan.DECIDED[year]))
        if later:
            yield ";".join((unit, line, "", year, kronor(amount), "revised", plan.ADDITION_DECIDED))


def _place(item: tuple[tuple[str, str], int]) -> tuple[int, int]:
    (unit, line), _ = item
    return plan.UNITS.index(unit), LINE_ORDER.index(line)


def _in_force(year: str) -> dict[tuple[str, str], int]:
    """Give every budgeted amount at the year's end; a zero is budgeted too, where it means something."""
    rows = {(unit, "appropriation"): amount for unit, amount in appropriations(year).items()}
    if year != "2014":
        rows |= {("ADM", "other_costs"): 0, ("DEST", "mediated_grants"): 0}
        rows |= {cell: amount for cell, amount in budget(year).items() if amount}
    return rows


def _addition(unit: str, line: str) -> int:
    """Give what the later decision added: an appropriation, and costs (negative) on one line."""
    if unit != plan.ADDITION_UNIT:
        return 0
    return {"appropriation": plan.ADDITION * TKR, plan.ADDITION_LINE: -plan.ADDITION * TKR}.get(line, 0)
