"""The demo's SIE files are what they say: balanced, numbered, declared, summed, and made anew alike."""

import subprocess
import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.demo.books import DEMO, YEARS, Book, checksum, parse, sie_bytes

OFFICE, POLITICAL = "10000", "20000"
LARGEST_FILE = 700_000


@cache
def book(year: str) -> Book:
    return parse(sie_bytes(year))


def is_balance(account: str) -> bool:
    return account[0] in "12"


def group(code: str) -> str:
    return POLITICAL if code.startswith("2") else OFFICE


@pytest.mark.parametrize("year", YEARS)
def test_every_voucher_balances_in_each_of_the_two_groups(year: str) -> None:
    for voucher in book(year).vouchers:
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in voucher.rows:
            sums[group(row.objects["1"])] += row.amount
        assert set(sums.values()) == {Decimal("0.00")}, voucher


@pytest.mark.parametrize("year", YEARS)
def test_vouchers_are_numbered_without_gaps_and_dated_in_order_within_the_year(year: str) -> None:
    series: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for voucher in book(year).vouchers:
        series[voucher.series].append((voucher.number, voucher.day))
    for numbered in series.values():
        assert [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
        days = [day for _, day in numbered]
        assert days == sorted(days)
        assert all(date.fromisoformat(day).year == int(year) for day in days)


@pytest.mark.parametrize("year", YEARS)
def test_opening_balance_and_rows_give_closing_balance_by_account_and_by_group(year: str) -> None:
    opening, closing = book(year).balances("#OIB"), book(year).balances("#OUB")
    rows: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in book(year).rows:
        if is_balance(row.account):
            rows[row.account, "1", row.objects["1"]] += row.amount
    assert set(rows) <= set(closing)
    assert {key: opening[key] + rows[key] for key in opening} == closing
    for whole, parts in (("#IB", opening), ("#UB", closing)):
        summed: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
        for (account, _, _), amount in parts.items():
            summed[account,] += amount
        assert book(year).balances(whole) == summed


@pytest.mark.parametrize("year", YEARS)
def test_results_are_the_sums_of_the_rows(year: str) -> None:
    rows: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in book(year).rows:
        if not is_balance(row.account):
            rows[row.account,] += row.amount
    assert book(year).balances("#RES") == rows


@pytest.mark.parametrize("year", YEARS)
def test_each_group_opens_balanced(year: str) -> None:
    for code in (OFFICE, POLITICAL):
        amounts = [amount for (_, _, of), amount in book(year).balances("#OIB").items() if of == code]
        assert sum(amounts) == 0


@pytest.mark.parametrize(("year", "following"), [("2015", "2016"), ("2016", "2017")])
def test_a_year_opens_as_the_year_before_closed_with_its_result_in_equity(year: str, following: str) -> None:
    closed, opened = book(year).balances("#OUB"), book(following).balances("#OIB")
    for code in (OFFICE, POLITICAL):
        lacking = sum(amount for (_, _, of), amount in closed.items() if of == code)
        closed["2010", "1", code] -= lacking
    assert {key: amount for key, amount in closed.items() if amount} == {
        key: amount for key, amount in opened.items() if amount
    }


@pytest.mark.parametrize("year", YEARS)
def test_last_years_closing_in_the_file_equals_the_opening(year: str) -> None:
    assert book(year).balances("#UB", "-1") == book(year).balances("#IB")


@pytest.mark.parametrize("year", YEARS)
def test_accounts_and_objects_are_declared(year: str) -> None:
    accounts = {fields[0] for fields in book(year).named("#KONTO")}
    objects = {(fields[0], fields[1]) for fields in book(year).named("#OBJEKT")}
    assert {row.account for row in book(year).rows} <= accounts
    assert {pair for row in book(year).rows for pair in row.objects.items()} <= objects
    assert {fields[0] for fields in book(year).named("#DIM")} == {"1", "6", "20", "21", "22"}


@pytest.mark.parametrize("year", YEARS)
def test_the_file_says_who_when_and_how(year: str) -> None:
    content = sie_bytes(year)
    head = dict(book(year).records)
    assert content.startswith(b"#FLAGGA 0\r\n#KSUMMA\r\n")
    assert head["#ORGNR"] == ["212000-0159"]
    assert head["#FNAMN"] == ["Södertälje kommun (demo)"]
    assert (head["#FORMAT"], head["#SIETYP"]) == (["PC8"], ["4"])
    assert next(book(year).named("#RAR")) == ["0", f"{year}0101", f"{year}1231"]
    assert "Södertälje".encode("cp437") in content


@pytest.mark.parametrize("year", YEARS)
def test_the_control_sum_is_right_and_closes_the_file(year: str) -> None:
    label, stated = sie_bytes(year).decode("cp437").splitlines()[-1].split()
    assert (label, int(stated)) == ("#KSUMMA", checksum(sie_bytes(year)))
    changed = sie_bytes(year).replace(b"#TRANS 8910", b"#TRANS 8920", 1)
    assert checksum(changed) != int(stated)


@pytest.mark.parametrize("year", YEARS)
def test_the_year_is_large_enough_to_browse_and_small_enough_to_keep(year: str) -> None:
    assert 3_000 <= len(book(year).rows) <= 6_500
    assert len(sie_bytes(year)) < LARGEST_FILE


def test_payments_go_the_way_that_their_text_says() -> None:
    ways = {"1510": -1, "1710": 1, "1790": -1, "2310": 1, "2510": 1, "2820": 1}
    payments = [voucher for year in YEARS for voucher in book(year).vouchers if voucher.series == "B"]
    assert payments
    for voucher in payments:
        assert voucher.rows[0].amount * ways[voucher.rows[0].account] > 0, voucher


def test_generating_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "demo.generate", "--out", tmp_path], cwd=DEMO.parent, check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    kept = [path.relative_to(DEMO) for name in ("budget", "sie") for path in sorted((DEMO / name).glob("*"))]
    kept = sorted([*kept, Path("staff.csv")])
    assert made == kept
    for name in kept:
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes(), name
