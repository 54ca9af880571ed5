"""What every engine of the ledger answers: text in, tables out; nothing lost, nothing rounded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjulet.domain.ledger import (
    Change,
    Comparison,
    Dimension,
    Elimination,
    LedgerFilter,
    LedgerQuery,
    RowOrder,
)
from hjulet.store.ledger.codes import spell_out
from hjulet.store.ledger.duck import DuckLedger
from hjulet.store.ledger.files import CUBE_FILE, SUMS_FILE
from tests.ledger_text import MAPPING, Entry, Voucher, internal, sie
from tests.store.conftest import EXAMPLES, Engine, write_books

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


UNIT, LINE, MONTH, ACCOUNT = Dimension.UNIT, Dimension.LINE, Dimension.MONTH, Dimension.ACCOUNT


def sums(ledger: LedgerQuery, where: LedgerFilter, *by: Dimension) -> str:
    """Sum, and write the groups as a table with the statement's signs: keys, kronor, rows."""
    found = ledger.sums(where, by=by or (UNIT, LINE, MONTH))
    lines = (" ".join((*each.keys, str(each.amount), str(each.rows))).split() for each in found)
    return "\n".join(sorted(" ".join(words) for words in lines))


def shown(rows: Iterable[object]) -> str:
    """Write answers as a table, sorted."""
    words = (" ".join(map(str, astuple(row))).split() for row in rows)  # type: ignore[call-overload]
    return "\n".join(sorted(" ".join(row) for row in words))


def table(text: str, *, ordered: bool = False) -> str:
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return "\n".join(lines if ordered else sorted(lines))


def test_sums_by_unit_line_and_month_have_the_statements_signs(ledger: LedgerQuery) -> None:
    assert sums(ledger, YEAR) == table("""
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
    assert sums(ledger, personnel, MONTH) == table("2017-01 -1500.15 2\n2017-02 -25.00 1")
    assert sums(ledger, personnel, ACCOUNT, LINE) == table("""
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
    assert sums(ledger, where) == table(found)


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
    assert (beyond.rows, beyond.total_rows) == ((), 10)


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
    ("batch", "voucher"),
    [
        ("k1", "X"),
        ("k2", "A-1-20170115"),
        ("", ""),
        ("k1", "' OR ''='"),
        ("k1", "A-1-20170231"),
        ("k1", "A-1-20170116"),
    ],
)
def test_a_voucher_that_does_not_exist_has_no_rows(ledger: LedgerQuery, batch: str, voucher: str) -> None:
    assert ledger.voucher(batch, voucher) == ()


def test_control_counts_what_is_stored(ledger: LedgerQuery) -> None:
    assert shown(ledger.control()) == table(
        """
        k1 2017-01 5 3600.30 5 3600.30 5 3600.30
        k1 2017-02 5 280.00 5 280.00 5 280.00
        """
    )


def test_amounts_are_exact_decimals_however_large(ledger_engine: Engine) -> None:
    large = "9999999999999.99"
    rows = f"  50110 13000 {large}\n  19100 - -{large}\n"
    books = sie(f"A 1 2017-01-15 Stort\n{rows}{rows}")
    ledger = ledger_engine({"k1": books}, MAPPING)
    (hr,) = ledger.sums(
        LedgerFilter(first_month="2017-01", last_month="2017-01", units=("HR",)), by=(UNIT, LINE)
    )
    assert isinstance(hr.amount, Decimal)
    assert hr.amount == -2 * Decimal(large)
    assert isinstance(hr.rows, int)


def test_batches_add_up_and_stay_apart(ledger_engine: Engine) -> None:
    january = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
    february = "A 1 2017-02-15 Löner\n  50110 13000 200.00\n  19100 - -200.00"
    ledger = ledger_engine({"jan": sie(january), "feb": sie(february)}, MAPPING)
    hr = LedgerFilter(first_month="2017-01", last_month="2017-12", units=("HR",))
    assert sums(ledger, hr, MONTH) == table("2017-01 -100.00 1\n2017-02 -200.00 1")
    assert shown(ledger.control()) == table("""
        jan 2017-01 2 200.00 2 200.00 2 200.00
        feb 2017-02 2 400.00 2 400.00 2 400.00
    """)


def test_a_ledger_without_batches_answers_with_nothing(ledger_engine: Engine) -> None:
    ledger = ledger_engine({}, MAPPING)
    assert [*ledger.sums(YEAR, by=(UNIT,)), *ledger.unmapped(YEAR)] == []
    assert ledger.balances(YEAR, kind="IB", by=(LINE,)) == ()
    assert [*ledger.control(), *ledger.voucher("k1", "A")] == []
    assert ledger.vouchers(YEAR, offset=0, limit=10).rows == ()


TRADE = """
A 1 2017-01-15 Lokaler internt
  60100 13000,22=120     100.00 Hyra Blåklinten
  36900 12000,22=130    -100.00 Hyra
B 1 2017-02-10 Mat från bolaget
  60200 13000,22=900,6=P1  50.00 LUNCH
  19100 -                 -50.00
B 2 2017-03-10 Internt konto
  60900 13000             30.00
  36900 12000            -25.00 fel belopp
  19100 -                 -5.00
"""

TRADERS = replace(
    MAPPING,
    internal=(
        internal("counterparty", "120", "129", "own", "EKO"),
        internal("counterparty", "130", "139", "own", "HR"),
        internal("counterparty", "9", "9", "group", "BOLAGET"),
        internal("account", "609", "609", "own"),
        internal("account", "369", "369", "own"),
    ),
)


@pytest.fixture
def trade(ledger_engine: Engine) -> LedgerQuery:
    return ledger_engine({"k1": sie(TRADE)}, TRADERS)


def year(**limits: Any) -> LedgerFilter:
    return LedgerFilter(first_month="2017-01", last_month="2017-12", **limits)


def test_internal_items_are_told_by_their_counterparty_else_by_their_account(trade: LedgerQuery) -> None:
    assert sums(trade, year(), Dimension.INTERNAL, UNIT, Dimension.PARTNER) == table("""
        0 unmapped           -55.00 2
        1 EKO                 25.00 1
        1 EKO       HR       100.00 1
        1 HR                 -30.00 1
        1 HR        EKO     -100.00 1
        2 HR        BOLAGET  -50.00 1
    """)


@pytest.mark.parametrize(
    ("without", "found"),
    [
        (Elimination.NONE, "EKO 125.00 2\nHR -180.00 3\nunmapped -55.00 2"),
        (Elimination.OWN, "HR -50.00 1\nunmapped -55.00 2"),
        (Elimination.GROUP, "unmapped -55.00 2"),
    ],
)
def test_internal_items_are_left_out_as_asked(trade: LedgerQuery, without: Elimination, found: str) -> None:
    assert sums(trade, year(without=without), UNIT) == table(found)


def test_what_does_not_cancel_out_shows_in_the_ledgers_sign(trade: LedgerQuery) -> None:
    by_internal = {one.keys[0]: one.balance for one in trade.sums(year(), by=(Dimension.INTERNAL,))}
    assert by_internal == {"0": Decimal("-55.00"), "1": Decimal("5.00"), "2": Decimal("50.00")}


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (year(codes=(("project", ("P1",)),)), "60200 -50.00 1"),
        (
            year(codes=(("project", ("",)), ("counterparty", ("120", "900")))),
            "60100 -100.00 1",
        ),
        (year(text="lunch"), "60200 -50.00 1"),
        (year(text="BLÅKLINT"), "60100 -100.00 1"),
        (year(text="lokaler"), "36900 100.00 1\n60100 -100.00 1"),
        (year(text="100%_"), ""),
        (year(companies=("KOMMUN",), accounts=("60900",)), "60900 -30.00 1"),
        (year(companies=("BOLAGET",)), ""),
    ],
)
def test_codes_texts_and_companies_limit_sums_and_rows_alike(
    trade: LedgerQuery, where: LedgerFilter, found: str
) -> None:
    assert sums(trade, where, ACCOUNT) == table(found)
    page = trade.vouchers(where, offset=0, limit=10)
    groups = trade.sums(where, by=(ACCOUNT,))
    assert page.total_rows == len(page.rows) == sum(one.rows for one in groups)
    assert page.amount == sum((one.amount for one in groups), Decimal("0.00"))


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (RowOrder.NEWEST, ("2017-03-10", "60900", "30.00")),
        (RowOrder.OLDEST, ("2017-01-15", "60100", "100.00")),
        (RowOrder.LARGEST, ("2017-01-15", "60100", "100.00")),
        (RowOrder.ACCOUNT, ("2017-03-10", "19100", "-5.00")),
    ],
)
def test_rows_come_in_the_order_asked_for(
    trade: LedgerQuery, order: RowOrder, first: tuple[str, str, str]
) -> None:
    row = trade.vouchers(year(), offset=0, limit=1, order=order).rows[0]
    assert (str(row.date), row.account, str(row.amount)) == first
    one_by_one = [trade.vouchers(year(), offset=n, limit=1, order=order).rows[0] for n in range(7)]
    assert tuple(one_by_one) == trade.vouchers(year(), offset=0, limit=7, order=order).rows


BALANCES = """
#IB 0 19100 500.00
#IB 0 50110 0.00
#OIB 0 19100 {1 "12000"} 300.00
#OIB 0 19100 {1 "13000"} 150.00
#UB -1 19100 500.00
#IB -1 19100 400.00
#PSALDO 0 201702 50110 {1 "13000"} 25.00
"""


def test_balances_are_those_of_the_files_own_year(ledger_engine: Engine) -> None:
    ledger = ledger_engine({"k1": sie(LEDGER, balances=BALANCES)}, MAPPING)

    def held(kind: str, where: LedgerFilter, *by: Dimension) -> list[tuple[tuple[str, ...], str, str]]:
        found = ledger.balances(where, kind=kind, by=by)
        return [(one.keys, str(one.amount), str(one.balance)) for one in found]

    assert held("IB", year(), LINE) == [
        (("current_assets",), "500.00", "500.00"),
        (("personnel",), "0.00", "0.00"),
    ]
    assert held("OIB", year(units=("HR",)), UNIT, LINE) == [(("HR", "current_assets"), "150.00", "150.00")]
    assert held("PSALDO", year(), UNIT, MONTH) == [(("HR", "2017-02"), "-25.00", "25.00")]
    assert held("PSALDO", replace(year(), first_month="2017-03"), UNIT) == []
    assert held("IB", replace(year(), first_month="2016-01", last_month="2016-12"), LINE) == []


BEFORE = """
A 1 2017-01-15 Löner
  50110 13000  1000.00
  19100 -     -1000.00
A 2 2017-01-20 Ska bort
  50110 13000  10.00
  19100 -     -10.00
A 3 2017-02-20 Oförändrat
  50110 13000  70.00
  50110 13000  70.00
  19100 -     -140.00
"""

AFTER = """
A 3 2017-02-20 Oförändrat
  50110 13000  70.00
  50110 13000  70.00
  19100 -     -140.00
A 1 2017-01-15 Löner
  50110 12000  1000.00
  19100 -     -1000.00
A 4 2017-02-25 Nytt
  50110 13000  5.00
  19100 -     -5.00
"""


def changes(after: LedgerQuery, before: LedgerQuery, where: LedgerFilter, *, limit: int = 50) -> str:
    found = after.compare(where, earlier=before, limit=limit)
    return "\n".join(
        f"{one.change} {one.company} {one.voucher} {one.month} {one.rows_before}>{one.rows_after} "
        f"{one.turnover_before}>{one.turnover_after}"
        for one in found.vouchers
    )


def test_a_comparison_names_the_vouchers_that_are_new_changed_and_removed(ledger_engine: Engine) -> None:
    before, after = (ledger_engine({key: sie(text)}, MAPPING) for key, text in (("b", BEFORE), ("a", AFTER)))
    assert changes(after, before, year()) == table(
        """
        changed KOMMUN A-1-20170115 2017-01 2>2 2000.00>2000.00
        removed KOMMUN A-2-20170120 2017-01 2>0 20.00>0.00
        new KOMMUN A-4-20170225 2017-02 0>2 0.00>10.00
    """,
        ordered=True,
    )
    assert after.compare(year(), earlier=before, limit=1).counts == {
        Change.CHANGED: 1,
        Change.REMOVED: 1,
        Change.NEW: 1,
    }
    assert len(after.compare(year(), earlier=before, limit=1).vouchers) == 1
    february = replace(year(), first_month="2017-02")
    assert changes(after, before, february) == "new KOMMUN A-4-20170225 2017-02 0>2 0.00>10.00"


def test_a_row_that_is_there_once_more_is_a_change(ledger_engine: Engine) -> None:
    twice = BEFORE.replace("  50110 13000  70.00\n  50110 13000  70.00\n", "  50110 13000  70.00\n")
    before, after = (ledger_engine({key: sie(text)}, MAPPING) for key, text in (("b", twice), ("a", BEFORE)))
    assert changes(after, before, year()) == "changed KOMMUN A-3-20170220 2017-02 2>3 210.00>280.00"


def test_a_ledger_does_not_differ_from_itself(ledger_engine: Engine) -> None:
    ledger = ledger_engine({"k": sie(BEFORE)}, MAPPING)
    again = ledger_engine({"k2": sie(BEFORE)}, MAPPING)
    assert ledger.compare(year(), earlier=ledger, limit=9) == Comparison(counts={}, vouchers=())
    assert again.compare(year(), earlier=ledger, limit=9) == Comparison(counts={}, vouchers=())


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


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=vouchers())
def test_sums_are_the_sums_of_the_rows_and_every_roll_up_is_the_whole(
    ledger_engine: Engine, held: tuple[Voucher, ...]
) -> None:
    ledger = ledger_engine({"k1": sie(held)}, MAPPING)
    cells = ledger.sums(YEAR, by=(UNIT, LINE, MONTH))
    assert {one.keys: (one.amount, one.rows) for one in cells} == expected(held)
    assert sum(one.balance for one in cells) == 0  # every voucher balances
    whole = (sum(one.amount for one in cells), sum(one.rows for one in cells))
    for parts in (ledger.sums(YEAR, by=(by,)) for by in Dimension):
        assert (sum(one.amount for one in parts), sum(one.rows for one in parts)) == whole
    page = ledger.vouchers(YEAR, offset=0, limit=10_000)
    assert (page.amount, page.total_rows, len(page.rows)) == (*whole, whole[1])
    assert sum(row.amount for row in page.rows) == 0  # every voucher balances
    control = ledger.control()
    assert sum(one.turnover for one in control) == sum(abs(row.amount) for row in page.rows)
    for one in control:
        assert (one.rows, one.turnover) == (one.cube_rows, one.cube_turnover)
        assert (one.rows, one.turnover) == (one.sums_rows, one.sums_turnover)
    by_unit = [
        sum(
            one.amount
            for one in ledger.sums(
                LedgerFilter(first_month="2017-01", last_month="2017-12", units=(unit,)), by=(MONTH,)
            )
        )
        for unit in {one.keys[0] for one in cells}
    ]
    assert sum(by_unit) == whole[0]


def test_a_rule_that_changes_between_years_holds_in_its_own(ledger_engine: Engine) -> None:
    """Over both years a code means two things; within each it means one, and the parts make the whole."""
    until, since = (
        replace(MAPPING.accounts[2], valid_from=first, valid_to=last, line=line)
        for first, last, line in ((2014, 2017, "personnel"), (2018, None, "transfers"))
    )
    changing = replace(MAPPING, accounts=(until, since, *MAPPING.accounts[:2]))
    held = {
        key: sie(f"A 1 {day} Löner\n  50110 13000 {amount}\n  19100 - -{amount}\n")
        for key, day, amount in (("old", "2017-05-01", "100.00"), ("new", "2018-05-01", "30.00"))
    }
    ledger = ledger_engine(held, changing)
    both = LedgerFilter(first_month="2017-01", last_month="2018-12", units=("HR",))
    parts = {
        year: replace(both, first_month=f"{year}-01", last_month=f"{year}-12") for year in ("2017", "2018")
    }
    assert sums(ledger, parts["2017"], LINE) == "personnel -100.00 1"
    assert sums(ledger, parts["2018"], LINE) == "transfers -30.00 1"
    assert sums(ledger, both, LINE) == "personnel -100.00 1\ntransfers -30.00 1"
    assert ledger.vouchers(both, offset=0, limit=9).amount == Decimal("-130.00")


def test_companies_with_the_same_codes_are_told_apart(tmp_path: Path) -> None:
    """A code of two companies means two things; so does every other code of theirs."""
    other = replace(MAPPING.accounts[2], company="BOLAGET", line="transfers")
    mapping = replace(MAPPING, accounts=(other, *MAPPING.accounts), units=MAPPING.units)
    folders, codes = write_books(
        tmp_path, {"k": sie("A 1 2017-05-01 Lön\n  50110 13000 9.00\n  19100 - -9.00")}
    )
    theirs, _ = write_books(tmp_path, {"b": sie("A 1 2017-05-01 Lön\n  50110 13000 4.00\n  19100 - -4.00")})
    for file in (CUBE_FILE, SUMS_FILE):
        cells = pq.read_table(tmp_path / theirs[0] / file)
        company = pa.array(["BOLAGET"] * cells.num_rows)
        owned = cells.set_column(cells.schema.get_field_index("company"), "company", company)
        pq.write_table(owned, tmp_path / theirs[0] / file)
    tables = spell_out(mapping, [codes, replace(codes, company="BOLAGET")])
    ledger = DuckLedger(tmp_path, folders=[*folders, *theirs], codes=tables)
    assert sums(ledger, YEAR, Dimension.COMPANY, LINE) == table(
        """
        BOLAGET transfers -4.00 1
        BOLAGET unmapped   4.00 1
        KOMMUN current_assets -9.00 1
        KOMMUN personnel -9.00 1
        """
    )
    own = replace(YEAR, companies=("KOMMUN",))
    assert sums(ledger, own, LINE) == table("current_assets -9.00 1\npersonnel -9.00 1")
