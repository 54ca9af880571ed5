"""What every engine of the ledger answers: text in, tables out; nothing lost, nothing rounded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjulet.domain.ledger import LedgerFilter, LedgerQuery
from tests.ledger_text import MAPPING, Entry, Voucher, sie
from tests.store.conftest import Engine

YEAR = LedgerFilter(first_month="2017-01", last_month="2017-12")

LEDGER = """
A 1 2017-01-15 Löner
  50110 13000   1000.10 Januari
  50120 12000    500.05
  19100 -      -1500.15
A 2 2017-01-31 Avgifter
  19100 -       300.00
  30100 13000  -300.00
B 1 2017-02-28 Blandat
  60100 0150     80.00 Lokal
  01990 12000    20.00
  70000 13000    15.00 Ett konto utan rad
  50110 99999    25.00 En kod utan enhet
  19100 -      -140.00
"""


@pytest.fixture
def ledger(ledger_engine: Engine) -> LedgerQuery:
    return ledger_engine({"k1": sie(LEDGER)}, MAPPING)


def shown(rows: Iterable[object]) -> str:
    """Write answers as a table, sorted."""
    words = (" ".join(map(str, astuple(row))).split() for row in rows)  # type: ignore[call-overload]
    return "\n".join(sorted(" ".join(row) for row in words))


def table(text: str) -> str:
    return "\n".join(sorted(" ".join(line.split()) for line in text.strip().splitlines()))


def test_sums_by_unit_line_and_month_have_the_statements_signs(ledger: LedgerQuery) -> None:
    assert shown(ledger.sums(YEAR)) == table("""
        EKO      other_costs     2017-02    -20.00 1
        EKO      personnel       2017-01   -500.05 1
        HR       fees            2017-01    300.00 1
        HR       personnel       2017-01  -1000.10 1
        HR       unmapped        2017-02    -15.00 1
        KOM      premises        2017-02    -80.00 1
        unmapped current_assets  2017-01  -1200.15 2
        unmapped current_assets  2017-02   -140.00 1
        unmapped personnel       2017-02    -25.00 1
    """)


def test_months_and_accounts_add_the_same_rows_up_another_way(ledger: LedgerQuery) -> None:
    personnel = LedgerFilter(first_month="2017-01", last_month="2017-12", lines=("personnel",))
    assert shown(ledger.months(personnel)) == table("2017-01 -1500.15 2\n2017-02 -25.00 1")
    assert shown(ledger.accounts(personnel)) == table("""
        50110 personnel -1025.10 2
        50120 personnel  -500.05 1
    """)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (
            LedgerFilter(first_month="2017-02", last_month="2017-02", units=("EKO",)),
            "EKO other_costs 2017-02 -20.00 1",
        ),
        (
            LedgerFilter(
                first_month="2017-01", last_month="2017-12", units=("HR", "KOM"), lines=("premises", "fees")
            ),
            "HR fees 2017-01 300.00 1\nKOM premises 2017-02 -80.00 1",
        ),
        (
            LedgerFilter(first_month="2017-01", last_month="2017-12", accounts=("50120",)),
            "EKO personnel 2017-01 -500.05 1",
        ),
        (LedgerFilter(first_month="2017-03", last_month="2017-12"), ""),
        (LedgerFilter(first_month="2016-01", last_month="2016-12"), ""),
        (LedgerFilter(first_month="2017-01", last_month="2017-12", units=("FIN",)), ""),
        (LedgerFilter(first_month="2017-01", last_month="2017-12", units=("' OR 1=1 --",)), ""),
    ],
)
def test_a_filter_keeps_what_it_names(ledger: LedgerQuery, where: LedgerFilter, found: str) -> None:
    assert shown(ledger.sums(where)) == table(found)


def test_what_no_mapping_covers_is_told_with_the_ledgers_sign(ledger: LedgerQuery) -> None:
    assert shown(ledger.unmapped(YEAR)) == table("""
        19100         -1340.15 3
        50110 99999      25.00 1
        70000 13000      15.00 1
    """)


def test_codes_keep_their_leading_zeros(ledger: LedgerQuery) -> None:
    rows = ledger.vouchers(YEAR, offset=0, limit=50).rows
    codes = {(row.account, dict(row.codes).get("responsibility", "")) for row in rows}
    assert ("60100", "0150") in codes
    assert ("01990", "12000") in codes


def test_rows_come_newest_first_in_pages_with_their_total(ledger: LedgerQuery) -> None:
    pages = [ledger.vouchers(YEAR, offset=offset, limit=4) for offset in (0, 4, 8)]
    assert [len(page.rows) for page in pages] == [4, 4, 2]
    assert {(page.total_rows, page.amount) for page in pages} == {(10, Decimal("-2680.30"))}
    keys = [(row.voucher, row.row) for page in pages for row in page.rows]
    assert len(set(keys)) == 10
    days = [row.date for page in pages for row in page.rows]
    assert days == sorted(days, reverse=True)
    beyond = ledger.vouchers(YEAR, offset=12, limit=4)
    assert (beyond.rows, beyond.total_rows) == ((), 0)


def test_a_voucher_is_opened_whole_whatever_units_it_touches(ledger: LedgerQuery) -> None:
    key = next(row.voucher for row in ledger.vouchers(YEAR, offset=0, limit=1).rows)
    rows = ledger.voucher("k1", key)
    assert [(row.row, row.account, row.amount, row.text) for row in rows] == [
        (1, "60100", Decimal("80.00"), "Lokal"),
        (2, "01990", Decimal("20.00"), ""),
        (3, "70000", Decimal("15.00"), "Ett konto utan rad"),
        (4, "50110", Decimal("25.00"), "En kod utan enhet"),
        (5, "19100", Decimal("-140.00"), ""),
    ]
    assert {(row.series, row.number, row.date, row.voucher_text) for row in rows} == {
        ("B", "1", date(2017, 2, 28), "Blandat")
    }
    assert sum(row.amount for row in rows) == 0


@pytest.mark.parametrize(
    ("batch", "voucher"), [("k1", "X"), ("k2", "A-1-20170115"), ("", ""), ("k1", "' OR ''='")]
)
def test_a_voucher_that_does_not_exist_has_no_rows(ledger: LedgerQuery, batch: str, voucher: str) -> None:
    assert ledger.voucher(batch, voucher) == ()


def test_control_counts_what_is_stored(ledger: LedgerQuery) -> None:
    assert shown(ledger.control()) == "k1 10 3880.30"


def test_amounts_are_exact_decimals_however_large(ledger_engine: Engine) -> None:
    large = "9999999999999.99"
    rows = f"  50110 13000 {large}\n  19100 - -{large}\n"
    books = sie(f"A 1 2017-01-15 Stort\n{rows}{rows}")
    ledger = ledger_engine({"k1": books}, MAPPING)
    (hr,) = ledger.sums(LedgerFilter(first_month="2017-01", last_month="2017-01", units=("HR",)))
    assert isinstance(hr.amount, Decimal)
    assert hr.amount == -2 * Decimal(large)
    assert isinstance(hr.rows, int)


def test_batches_add_up_and_stay_apart(ledger_engine: Engine) -> None:
    january = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
    february = "A 1 2017-02-15 Löner\n  50110 13000 200.00\n  19100 - -200.00"
    ledger = ledger_engine({"jan": sie(january), "feb": sie(february)}, MAPPING)
    hr = LedgerFilter(first_month="2017-01", last_month="2017-12", units=("HR",))
    assert shown(ledger.months(hr)) == table("2017-01 -100.00 1\n2017-02 -200.00 1")
    assert shown(ledger.control()) == table("jan 2 200.00\nfeb 2 400.00")


def test_a_ledger_without_batches_answers_with_nothing(ledger_engine: Engine) -> None:
    ledger = ledger_engine({}, MAPPING)
    assert [*ledger.sums(YEAR), *ledger.months(YEAR), *ledger.accounts(YEAR), *ledger.unmapped(YEAR)] == []
    assert [*ledger.control(), *ledger.voucher("k1", "A")] == []
    assert ledger.vouchers(YEAR, offset=0, limit=10).rows == ()


ACCOUNTS = ("50110", "50120", "30100", "60100", "01990", "70000", "99")
CODES = ("12000", "13000", "0150", "20000", "99999", "")
ore = st.integers(min_value=-(10**13), max_value=10**13).map(lambda n: Decimal(n) / 100)
entries = st.builds(Entry, st.sampled_from(ACCOUNTS), st.sampled_from(CODES), ore)


@st.composite
def vouchers(draw: st.DrawFn) -> tuple[Voucher, ...]:
    """Draw balanced vouchers over a year."""
    made = []
    for number, rows in enumerate(
        draw(st.lists(st.lists(entries, min_size=1, max_size=5), min_size=1, max_size=6)), 1
    ):
        counter = Entry("19100", "", -sum((row.amount for row in rows), Decimal(0)))
        day = date(2017, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
        made.append(Voucher("A", str(number), day, "", (*rows, counter)))
    return tuple(made)


def expected(held: tuple[Voucher, ...]) -> dict[tuple[str, str, str], tuple[Decimal, int]]:
    """Sum the same vouchers in plain Python."""
    sums: dict[tuple[str, str, str], tuple[Decimal, int]] = defaultdict(lambda: (Decimal(0), 0))
    for voucher in held:
        for entry in voucher.entries:
            rule = MAPPING.account_rule("KOMMUN", entry.account, 2017)
            line, sign = (rule.line, rule.sign) if rule else ("unmapped", -1)
            unit = MAPPING.unit_of("KOMMUN", entry.responsibility, 2017) or "unmapped"
            amount, rows = sums[unit, line, f"{voucher.day:%Y-%m}"]
            sums[unit, line, f"{voucher.day:%Y-%m}"] = (amount + sign * entry.amount, rows + 1)
    return dict(sums)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=vouchers())
def test_sums_are_the_sums_of_the_rows_and_every_roll_up_is_the_whole(
    ledger_engine: Engine, held: tuple[Voucher, ...]
) -> None:
    ledger = ledger_engine({"k1": sie(held)}, MAPPING)
    sums = ledger.sums(YEAR)
    assert {(one.unit, one.line, one.month): (one.amount, one.rows) for one in sums} == expected(held)
    whole = (sum(one.amount for one in sums), sum(one.rows for one in sums))
    for parts in (ledger.months(YEAR), ledger.accounts(YEAR)):
        assert (sum(one.amount for one in parts), sum(one.rows for one in parts)) == whole
    page = ledger.vouchers(YEAR, offset=0, limit=10_000)
    assert (page.amount, page.total_rows, len(page.rows)) == (*whole, whole[1])
    assert sum(row.amount for row in page.rows) == 0  # every voucher balances
    (control,) = ledger.control()
    assert control.control_sum == sum(abs(row.amount) for row in page.rows)
    by_unit = [
        sum(
            one.amount
            for one in ledger.sums(LedgerFilter(first_month="2017-01", last_month="2017-12", units=(unit,)))
        )
        for unit in {one.unit for one in sums}
    ]
    assert sum(by_unit) == whole[0]
