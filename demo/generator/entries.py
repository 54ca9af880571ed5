"""Step 2: from one amount per unit and line to amounts per account, responsibility and month."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from demo.generator import chart, codes, plan
from demo.generator.events import EVENTS
from demo.generator.matrix import Cells
from demo.generator.split import TKR, jitter, split

PROFILES = {
    "fees": "income",
    "rents": "income",
    "grants": "quarters",
    "other_income": "income",
    "personnel": "pay",
    "premises": "even",
    "materials_services": "purchases",
    "purchased_services": "even",
    "transfers": "support",
    "other_costs": "tertials",
    "depreciation": "even",
    "net_interest": "even",
}
LISTED = ("personnel", "depreciation", "net_interest")
FEW_INVOICES = 150 * TKR  # a year; what is smaller comes a few times, not every month


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A month's amount on one account of one unit, öre with the ledger's sign (debit positive)."""

    unit: str
    line: str
    account: str
    responsibility: str
    month: int
    amount: int
    text: str = ""
    project: str = ""
    activity: str = ""
    counterparty: str = ""


def entries(year: str, cells: Cells) -> list[Entry]:
    """Spread a year's cells; together the entries are minus the cells, to the öre."""
    named = [*_event_entries(year), *_internal_sales()]
    rest = dict(cells)
    for entry in named:
        rest[entry.unit, entry.line] += entry.amount  # the ledger's sign is the opposite of the statement's
    ordinary = (
        entry for (unit, line), amount in rest.items() for entry in _spread(year, unit, line, -amount)
    )
    return [entry for entry in (*named, *ordinary) if entry.amount]


def _event_entries(year: str) -> Iterator[Entry]:
    for event in EVENTS:
        if event.year == year:
            amounts = split(-event.tkr * TKR, [1] * len(event.months))
            for month, amount in zip(event.months, amounts, strict=True):
                yield Entry(
                    unit=event.unit, line=event.line, account=event.account, amount=amount, month=month,
                    responsibility=event.responsibility, text=event.text,
                    project=event.project, activity=event.activity,
                    counterparty="".join(chart.ACCOUNTS[event.account].counterparties[:1]),
                )  # fmt: skip


def _internal_sales() -> Iterator[Entry]:
    """Book IT services sold inside the executive board: a cost and an income that cancel out."""
    for buyer, tkr in plan.INTERNAL_SALES.items():
        code = codes.RESPONSIBILITIES[buyer][0].code
        for month, amount in enumerate(split(tkr * TKR, plan.MONTHS["even"]), start=1):
            yield Entry(
                unit=buyer, line="materials_services", account="6890", responsibility=code,
                month=month, amount=amount, text="IT-tjänster", counterparty=plan.INTERNAL_SELLER,
            )  # fmt: skip
            yield Entry(
                unit=plan.INTERNAL_SELLER, line="other_income", account="3690", responsibility="14200",
                month=month, amount=-amount, text="IT-tjänster", counterparty=buyer,
            )  # fmt: skip


def _spread(year: str, unit: str, line: str, amount: int) -> Iterator[Entry]:
    """Spread one cell over responsibilities, accounts and months; a seed of its own keeps others still."""
    chance = Random(f"{year} {unit} {line}")
    mix = chart.UNIT_MIXES.get((unit, line), chart.MIXES[line])
    months = plan.MONTHS["tertials" if unit == "KSK-EGET" else PROFILES[line]]
    carriers = codes.carriers(unit, line)
    by_carrier = split(amount, [carrier.weight or 1 for carrier in carriers])
    for carrier, carried in zip(carriers, by_carrier, strict=True):
        for account, part in zip(mix, split(carried, list(mix.values())), strict=True):
            # pay and depreciation run evenly; what is bought and sold does not
            spread = 1 if line in LISTED else 20
            profile = months if line in LISTED or abs(part) > FEW_INVOICES else plan.MONTHS["quarters"]
            weights = [jitter(weight, spread, chance) for weight in profile]
            for month, monthly in enumerate(split(part, weights), start=1):
                yield Entry(
                    unit=unit, line=line, account=account, responsibility=carrier.code,
                    month=month, amount=monthly,
                )  # fmt: skip
