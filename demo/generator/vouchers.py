"""Step 3: from monthly amounts to balanced vouchers of income and costs.

Every voucher balances within the office and within the political leadership: the other side stands
on a balance account with the group's own responsibility, so that each has a balance sheet.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from demo.generator import chart, codes
from demo.generator.entries import Entry
from demo.generator.split import TKR, jitter, pick, split

MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
LARGEST_INVOICE = 550 * TKR
MOST_INVOICES = 3  # of one account, responsibility and month
INTERNAL_CUSTOMERS = 3  # of one unit and month


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a voucher; the amount is öre, debit positive."""

    account: str
    responsibility: str
    amount: int
    activity_code: str = ""
    project: str = ""
    activity: str = ""
    counterparty: str = ""


@dataclass(frozen=True, kw_only=True)
class Voucher:
    """A voucher before it has its number."""

    series: str
    day: date
    text: str
    rows: tuple[Row, ...]


def voucher(*, series: str, day: date, text: str, rows: Iterable[Row], counter: str) -> Voucher:
    """Make a voucher that balances in each group, with rows on the counter account where needed."""
    booked = list(rows)
    for balance in (codes.OFFICE, codes.POLITICAL):
        rest = -sum(row.amount for row in booked if codes.group(row.responsibility) == balance)
        if rest:
            booked.append(Row(account=counter, responsibility=balance, amount=rest))
    return Voucher(series=series, day=day, text=text, rows=tuple(booked))


def last_day(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def workday(year: int, month: int, day: int) -> date:
    """Give the day, or the nearest weekday where it falls on a weekend (day 3 to 26)."""
    found = date(year, month, day)
    return found + timedelta(days={5: -1, 6: 1}.get(found.weekday(), 0))


def ledger_vouchers(year: int, entries: Iterable[Entry]) -> Iterator[Voucher]:
    """Book a year's entries: pay, depreciation and internal charges as lists, the rest as invoices."""
    listed: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        key = _list_key(entry)
        if key:
            listed[key].append(entry)
        else:
            yield from _invoices(year, entry)
    for (series, text, counter, _), group in sorted(listed.items()):
        yield from _lists(year, series=series, text=text, counter=counter, entries=group)


def _list_key(entry: Entry) -> tuple[str, ...]:
    """Tell which monthly list an entry belongs to (series, text, counter account, owner), if any."""
    series, counter = chart.booking(entry.account)
    if series == "L":
        name = codes.responsibility(entry.unit, entry.responsibility).name
        return (series, f"Löner, {name}", counter, entry.responsibility)
    if series == "A":
        return (series, "Avskrivningar", counter, "")
    if entry.line == "net_interest":
        return (series, "Internränta", counter, "")
    if entry.text == "IT-tjänster":
        return (series, "Interndebitering, IT-tjänster", counter, "")
    if entry.account == "3690":
        return (series, f"Interndebitering, {entry.unit}", counter, entry.unit)
    return ()


def _lists(year: int, *, series: str, text: str, counter: str, entries: Iterable[Entry]) -> Iterator[Voucher]:
    by_month: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_month[entry.month].append(entry)
    for month, group in sorted(by_month.items()):
        day = workday(year, month, 26) if series == "L" else last_day(year, month)
        rows = [row for entry in group for row in _list_rows(year, entry)]
        yield voucher(
            series=series, day=day, text=f"{text}, {MONTH_NAMES[month - 1]}", rows=rows, counter=counter
        )


def _list_rows(year: int, entry: Entry) -> Iterator[Row]:
    """Give the entry's row; a sale to other committees is shared between some of them."""
    customers = chart.ACCOUNTS[entry.account].counterparties
    if entry.account != "3690" or entry.counterparty:
        yield _row(replace(entry, counterparty=entry.counterparty or "".join(customers)))
        return
    chance = Random(f"{year} {entry.responsibility} {entry.month} internal")
    first = int(chance.random() * len(customers))
    weights = [jitter(1, 60, chance) for _ in range(INTERNAL_CUSTOMERS)]
    for number, amount in enumerate(split(entry.amount, weights)):
        customer = customers[(first + number) % len(customers)]
        yield _row(replace(entry, amount=amount, counterparty=customer))


def _invoices(year: int, entry: Entry) -> Iterator[Voucher]:
    """Cut the entry into invoices of an ordinary size, on days of their own."""
    chance = Random(f"{year} {entry}")
    series, counter = chart.booking(entry.account)
    account = chart.ACCOUNTS[entry.account]
    pieces = min(MOST_INVOICES, 1 + abs(entry.amount) // LARGEST_INVOICE)
    for amount in split(entry.amount, [jitter(1, 50, chance) for _ in range(pieces)]):
        piece = replace(
            entry, amount=amount, counterparty=entry.counterparty or "".join(account.counterparties[:1])
        )
        yield voucher(
            series=series,
            day=workday(year, entry.month, 3 + int(chance.random() * 24)),
            text=entry.text or pick(account.texts, chance),
            rows=[_row(piece)],
            counter=counter,
        )


def _row(entry: Entry) -> Row:
    return Row(
        account=entry.account,
        responsibility=entry.responsibility,
        amount=entry.amount,
        activity_code=codes.responsibility(entry.unit, entry.responsibility).activity_code,
        project=entry.project,
        activity=entry.activity,
        counterparty=entry.counterparty,
    )
