"""Step 4: opening balances, and the vouchers that move balances alone.

Each account that invoices, pay and grants pass through is brought to its planned level once a month
by one payment voucher against the internal bank; what the internal bank ends at is then the rest, and
meets the published balance sheet because everything else does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from demo.generator import chart, codes, plan
from demo.generator.facts import published
from demo.generator.matrix import Cells
from demo.generator.split import KRONA, TKR, split
from demo.generator.vouchers import MONTH_NAMES, Row, Voucher, last_day, voucher, workday

Balances = Counter[tuple[str, str]]
"""(account, responsibility of the group) to öre; assets positive."""

FIRST_YEAR = 2015
INTERNAL_BANK, EQUITY = "2890", "2010"
# The accounts, which way their payments go on them (debit 1), and the vouchers' text.
PAYMENTS = {
    "1510": (-1, "Inbetalningar från kunder"),
    "1710": (1, "Hyresavisering, kommande period"),
    "1790": (-1, "Utbetalda bidrag"),
    "2310": (1, "Amortering, leasing"),
    "2510": (1, "Betalning till leverantörer"),
    "2820": (1, "Utbetalning av löner, skatter och avgifter"),
}
PURCHASE_MONTHS = (3, 5, 9, 11)
EQUIPMENT_GROSS, COMPUTERS_GROSS = 24_600_000, 33_900_000  # kronor at the opening of the first year


def opening(cells: dict[int, Cells], appropriated: int) -> Balances:
    """Open the first year so that rolling forward meets the published balances of 2016.

    Args:
        cells: unit and line amounts of 2015 and 2016.
        appropriated: the office's appropriation 2015, öre.
    """
    balances = Balances(
        {(account, codes.OFFICE): kronor * KRONA for account, kronor in plan.CLOSING["2014"].items()}
    )
    balances["2920", codes.OFFICE] = plan.HOLIDAY_PAY_DEBT_2014 * KRONA
    net_cost_2015 = published()["net-cost-by-unit", "KSK", "net_cost_2015"]
    equity_2016 = published()["balance-sheet", "opening_equity", "2016-12-31"]
    balances[EQUITY, codes.OFFICE] = -(equity_2016 - (appropriated - net_cost_2015))
    balances["1231", codes.OFFICE] = EQUIPMENT_GROSS * KRONA
    balances["1241", codes.OFFICE] = COMPUTERS_GROSS * KRONA
    gross = (EQUIPMENT_GROSS + COMPUTERS_GROSS) * KRONA
    balances["1249", codes.OFFICE] = _fixed_assets_2014(cells) - gross
    for account, kronor in plan.POLITICAL_CLOSING["2014"].items():
        balances[account, codes.POLITICAL] = kronor * KRONA
    balances[EQUITY, codes.POLITICAL] = plan.POLITICAL_EQUITY_2015 * KRONA
    for group in (codes.OFFICE, codes.POLITICAL):
        balances[INTERNAL_BANK, group] = -sum(amount for (_, of), amount in balances.items() if of == group)
    return balances


def _fixed_assets_2014(cells: dict[int, Cells]) -> int:
    """Roll the fixed assets of 2016 back two years: less investments, plus depreciation."""
    assets = published()["balance-sheet", "fixed_assets", "2016-12-31"]
    for year in (2016, 2015):
        depreciation = -sum(amount for (_, line), amount in cells[year].items() if line == "depreciation")
        assets += depreciation - sum(_investments(year).values())
    return assets


def _investments(year: int) -> dict[str, int]:
    """Give the year's investments by project, öre."""
    if str(year) in plan.INVESTMENTS:
        return {project: tkr * TKR for project, tkr in plan.INVESTMENTS[str(year)].items()}
    outcome = {
        project: published()["investments", project, f"outcome_{year}"]
        for project in codes.INVESTMENT_PROJECTS
    }
    return {project: amount for project, amount in outcome.items() if amount}


def investment_vouchers(year: int) -> Iterator[Voucher]:
    """Book purchases of fixed assets, and assets handed over to another committee at book value."""
    for project, amount in _investments(year).items():
        account = "1231" if project == "committee_investments" else "1241"
        code = codes.INVESTMENT_PROJECTS[project]
        parts = split(amount, (18, 27, 24, 31))
        for month, part in zip(PURCHASE_MONTHS, parts, strict=True):
            row = Row(account=account, responsibility=codes.OFFICE, amount=part, project=code)
            text = f"Faktura, investering {codes.PROJECTS[code].lower()}"
            day = workday(year, month, 18)
            yield voucher(series="F", day=day, text=text, rows=[row], counter="2510")
    if str(year) in plan.HANDED_OVER:
        amount = -plan.HANDED_OVER[str(year)] * KRONA
        row = Row(account="1248", responsibility=codes.OFFICE, amount=amount, counterparty="KFN")
        text = "Överföring av inventarier till annan nämnd, bokfört värde"
        yield voucher(series="M", day=last_day(year, 12), text=text, rows=[row], counter=INTERNAL_BANK)


def appropriation_vouchers(year: int, by_unit: dict[str, int], added: dict[str, int]) -> Iterator[Voucher]:
    """Book the appropriation with a twelfth each month, and an addition once, in November."""
    months = {unit: split(amount - added.get(unit, 0), [1] * 12) for unit, amount in by_unit.items()}
    for month, name in enumerate(MONTH_NAMES, start=1):
        amounts = {unit: months[unit][month - 1] for unit in by_unit}
        yield _appropriation(year, month, f"Kommunbidrag, {name}", amounts)
    if added:
        yield _appropriation(year, 11, "Kommunbidrag, tillskott för outhyrda lokaler", added)


def _appropriation(year: int, month: int, text: str, amounts: dict[str, int]) -> Voucher:
    rows = [
        Row(
            account="8910",
            responsibility=codes.RESPONSIBILITIES[unit][0].code,
            amount=-amount,
            activity_code=codes.RESPONSIBILITIES[unit][0].activity_code,
            counterparty="FIN",
        )
        for unit, amount in amounts.items()
        if amount
    ]
    day = workday(year, month, 4)
    return voucher(series="K", day=day, text=text, rows=rows, counter=INTERNAL_BANK)


def mediated_vouchers(year: int) -> Iterator[Voucher]:
    """Book a grant that is received and passed on whole: the line shows zero, not nothing."""
    found = codes.RESPONSIBILITIES["DEST"][1]
    for month, account, amount in ((4, "8920", -300 * TKR), (5, "8930", 300 * TKR)):
        row = Row(
            account=account, responsibility=found.code, amount=amount, activity_code=found.activity_code
        )
        text = chart.ACCOUNTS[account].texts[0]
        yield voucher(series="D", day=workday(year, month, 14), text=text, rows=[row], counter=INTERNAL_BANK)


def payment_vouchers(year: int, start: Balances, booked: Iterable[Voucher]) -> Iterator[Voucher]:
    """Bring each passing account to its planned level at the end of each month."""
    moved = _moves(booked)
    levels = {codes.OFFICE: plan.CLOSING[str(year)], codes.POLITICAL: plan.POLITICAL_CLOSING[str(year)]}
    for group, last in levels.items():
        for account in PAYMENTS:
            moves = [moved[account, group, month] for month in range(1, 13)]
            paid = _payments(account, start[account, group], moves, last.get(account, 0) * KRONA)
            for month, amount in enumerate(paid, start=1):
                if amount:
                    yield _payment(year, month, Row(account=account, responsibility=group, amount=amount))


def _payments(account: str, first: int, moves: list[int], last: int) -> Iterator[int]:
    """Give the twelve payments that lead from the first level to the last on an even path.

    A month whose payment would go the wrong way (a customer being paid) waits for the next.
    """
    sign, level = PAYMENTS[account][0], first
    for month, moved in enumerate(moves, start=1):
        wanted = first + (last - first) * month // 12
        amount = wanted - level - moved
        if month < 12 and amount * sign < 0:
            amount = 0
        level += moved + amount
        yield amount


def _payment(year: int, month: int, row: Row) -> Voucher:
    text = f"{PAYMENTS[row.account][1]}, {MONTH_NAMES[month - 1]}"
    return voucher(series="B", day=last_day(year, month), text=text, rows=[row], counter=INTERNAL_BANK)


def _moves(vouchers: Iterable[Voucher]) -> Counter[tuple[str, str, int]]:
    moves: Counter[tuple[str, str, int]] = Counter()
    for found in vouchers:
        for row in found.rows:
            moves[row.account, codes.group(row.responsibility), found.day.month] += row.amount
    return moves


def is_balance(account: str) -> bool:
    """Tell an account of the balance sheet from one of income and costs."""
    return account in chart.BALANCE_ACCOUNTS


def closing(start: Balances, vouchers: Iterable[Voucher]) -> Balances:
    """Close a year: opening balances and the year's rows; income and costs are left out."""
    end = Balances(start)
    for (account, group, _), amount in _moves(vouchers).items():
        if is_balance(account):
            end[account, group] += amount
    return end


def carried_forward(end: Balances) -> Balances:
    """Open the next year: the year's result, which is what the balances lack, goes to equity."""
    following = Balances(end)
    for group in (codes.OFFICE, codes.POLITICAL):
        following[EQUITY, group] -= sum(amount for (_, of), amount in end.items() if of == group)
    return following
