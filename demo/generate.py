"""Generate the demo municipality's ledger, budget and staff figures.

``python -m demo.generate [--out FOLDER]``. The published figures are fixed; below them everything is
invented, by a seeded and exact procedure in six steps: share (matrix), spread (entries), book (vouchers),
pay and close (balance), write (sie), and the budget files. Staff figures follow the pay costs. The same
code gives the same bytes on every machine; a test says so.
"""

import argparse
from pathlib import Path

from demo.generator import budget, codes, plan, sie, staff
from demo.generator.balance import (
    Balances,
    appropriation_vouchers,
    carried_forward,
    closing,
    investment_vouchers,
    mediated_vouchers,
    opening,
    payment_vouchers,
)
from demo.generator.entries import entries
from demo.generator.matrix import Cells, appropriations, outcome
from demo.generator.split import TKR
from demo.generator.vouchers import Voucher, ledger_vouchers

LEDGER_YEARS = (2015, 2016, 2017)
BUDGET_YEARS = (2014, *LEDGER_YEARS)


def vouchers_of(year: int, cells: Cells, start: Balances) -> list[Voucher]:
    """Book a whole year from its amounts per unit and line and its opening balances."""
    added = {plan.ADDITION_UNIT: plan.ADDITION * TKR} if str(year) == plan.ADDITION_YEAR else {}
    booked = [
        *ledger_vouchers(year, entries(str(year), cells)),
        *appropriation_vouchers(year, appropriations(str(year)), added),
        *mediated_vouchers(year),
        *investment_vouchers(year),
    ]
    return [*booked, *payment_vouchers(year, start, booked)]


def write_ledger(folder: Path) -> None:
    """Write one SIE file a year, each opening where the one before closed."""
    cells = {year: outcome(str(year)) for year in LEDGER_YEARS}
    first = appropriations(str(LEDGER_YEARS[0]))
    office = sum(amount for unit, amount in first.items() if unit in codes.OFFICE_UNITS)
    start = opening(cells, office)
    for year in LEDGER_YEARS:
        booked = vouchers_of(year, cells[year], start)
        (folder / f"{year}.se").write_bytes(sie.write(year, start, booked))
        start = carried_forward(closing(start, booked))


def write_budgets(folder: Path) -> None:
    """Write one budget file a year."""
    for year in BUDGET_YEARS:
        (folder / f"{year}.csv").write_bytes(budget.write(str(year)).encode())


def main() -> None:
    """Write ``sie/`` and ``budget/`` into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    folder = parser.parse_args().out
    for name, write in (("sie", write_ledger), ("budget", write_budgets)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        write(folder / name)
    (folder / "staff.csv").write_bytes(staff.write(LEDGER_YEARS).encode())


if __name__ == "__main__":
    main()
