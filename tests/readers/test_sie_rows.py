"""What counts: rows, balances and keys of a SIE file, as tables."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from hjulet.domain.ledger import BALANCE_COLUMNS, ROW_COLUMNS
from tests.readers.sie_texts import BALANCES, EXPORT, IMPORT, facts, read, spoiled


def cells(table: pa.Table, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in table.to_pylist()]


def with_rows(*rows: str) -> str:
    """Make a file of one voucher with these rows."""
    return EXPORT[: EXPORT.index("#VER")] + "\n".join(("#VER A 1 20170115", "{", *rows, "}", ""))


def test_the_facts_of_an_export() -> None:
    file = facts(EXPORT)
    assert (file.kind, file.company, file.org_number) == ("4E", "Södertälje kommun", "212000-0159")
    assert [(year.index, year.start, year.end) for year in file.fiscal_years] == [
        (0, date(2017, 1, 1), date(2017, 12, 31)),
        (-1, date(2016, 1, 1), date(2016, 12, 31)),
    ]
    counts = file.counts
    assert (counts.accounts, counts.dimensions, counts.objects) == (4, 2, 2)
    assert (counts.vouchers, counts.rows, file.control_sum) == (2, 4, Decimal("1300.00"))
    assert file.months == ("2017-01", "2017-08")
    assert file.accounts["5010"] == "Löner"
    assert file.account_types["5010"] == "K"
    assert file.dimensions == {"1": "Ansvar", "20": "Verksamhet"}
    assert file.objects["1", "0100"] == "Kansli"


def test_rows_have_the_ledgers_columns() -> None:
    rows = read(EXPORT).rows
    assert rows.column_names == [name for name, _ in ROW_COLUMNS]
    assert rows.schema.field("amount").type == pa.decimal128(18, 2)
    assert rows.to_pylist()[1] == {
        "voucher": "A-1-20170115",
        "series": "A",
        "number": "1",
        "date": date(2017, 1, 15),
        "month": "2017-01",
        "period": "",
        "row": 2,
        "account": "3010",
        "responsibility": "0100",
        "project": "",
        "activity_code": "130",
        "activity": "",
        "counterparty": "",
        "other_objects": "",
        "amount": Decimal("-250.00"),
        "quantity": "2.5",
        "text": "Januari",
        "voucher_text": "Avgifter",
        "signature": "EA",
        "line": 33,
    }


def test_balances_have_the_ledgers_columns() -> None:
    balances = read(BALANCES).balances
    assert balances.column_names == [name for name, _ in BALANCE_COLUMNS]
    assert cells(
        balances, "kind", "year_index", "month", "account", "responsibility", "amount", "quantity"
    ) == [
        ("IB", 0, "", "1910", "", Decimal("0.00"), ""),
        ("OIB", 0, "", "1910", "0100", Decimal("200.00"), ""),
        ("PSALDO", 0, "2017-08", "1910", "", Decimal("35.50"), ""),
        ("PSALDO", 0, "2017-08", "1910", "0100", Decimal("12.25"), "3"),
    ]


def test_a_removed_row_does_not_count() -> None:
    text = with_rows("#BTRANS 1910 {} -9", "#TRANS 1910 {} -5", "#TRANS 5010 {} 5")
    assert cells(read(text).rows, "account", "amount") == [("1910", Decimal(-5)), ("5010", Decimal(5))]
    assert facts(text).control_sum == Decimal("10.00")


def test_an_added_row_and_its_copy_are_one() -> None:
    text = with_rows(
        '#RTRANS 1910 {} -5.00 20170820 "rättad" "" EA',
        "#TRANS 1910 {} -5 20170115",
        "#RTRANS 5010 {} 5",
        "#TRANS 5010 {} 5.0",
    )
    assert cells(read(text).rows, "account", "amount", "text") == [
        ("1910", Decimal(-5), ""),
        ("5010", Decimal(5), ""),
    ]
    assert "missing-optional" not in [problem.code for problem in facts(text).problems]


def test_an_added_row_without_its_copy_is_not_counted_and_its_voucher_does_not_balance() -> None:
    text = with_rows("#RTRANS 1910 {} -5", "#TRANS 5010 {} 5")
    codes = [problem.code for problem in facts(text).problems]
    assert {"missing-optional", "unbalanced-voucher"} <= set(codes)
    assert cells(read(text).rows, "account") == [("5010",)]


def test_the_month_is_the_rows_own_or_the_vouchers() -> None:
    text = with_rows("#TRANS 1910 {} -5 20170228", "#TRANS 5010 {} 5")
    assert cells(read(text).rows, "date", "month") == [
        (date(2017, 1, 15), "2017-02"),
        (date(2017, 1, 15), "2017-01"),
    ]


def test_objects_outside_the_code_parts_are_kept() -> None:
    text = with_rows('#TRANS 1910 {7 "A" 1 "0100" 8 "B" 6 ""} -5', "#TRANS 5010 {} 5")
    assert cells(read(text).rows, "responsibility", "project", "other_objects")[0] == ("0100", "", "7=A;8=B")


def test_vouchers_without_number_have_keys_of_their_own() -> None:
    assert cells(read(IMPORT, file="lon.si").rows, "voucher", "number") == [
        ("L--20170825-1", ""),
        ("L--20170825-1", ""),
        ("L--20170825-2", ""),
        ("L--20170825-2", ""),
    ]


def test_a_repeated_voucher_has_a_key_of_its_own() -> None:
    text = spoiled(EXPORT, ("A 2 20170825", "A 1 20170115"))
    keys = cells(read(text).rows, "voucher")
    assert keys[0] == ("A-1-20170115",)
    assert keys[2] == ("A--20170115-1",)


def test_amounts_are_read_exactly() -> None:
    for written, amount in [
        ("5", "5.00"),
        ("+5.1", "5.10"),
        ("-0", "0.00"),
        ("-.5", "-0.50"),
        ("007", "7.00"),
    ]:
        first = cells(read(with_rows(f"#TRANS 1910 {{}} {written}")).rows, "amount")[0][0]
        assert str(first) == amount


def test_labels_are_read_in_any_case() -> None:
    text = spoiled(EXPORT, ("#VER A 1", "#ver A 1"), ("#TRANS 1910", "#trans 1910"))
    assert facts(text).counts == facts(EXPORT).counts


def test_the_kind_is_found_from_content_and_extension() -> None:
    without_balances = "".join(
        line for line in EXPORT.splitlines(keepends=True) if not line.startswith(("#IB", "#UB", "#RES"))
    )
    without_year = "".join(
        line for line in without_balances.splitlines(keepends=True) if not line.startswith("#RAR")
    )
    expected = [
        (EXPORT, "kommun.se", "4E"),
        (EXPORT, "kommun.si", "4E"),  # balances stand only in an export
        (without_balances, "kommun.SE", "4E"),
        (without_balances, "kommun.si", "4I"),
        (without_balances, "kommun.sie", "4E"),
        (without_year, "kommun.sie", "4I"),
        (IMPORT, "lon.si", "4I"),
        (BALANCES, "balanser.se", "3"),
        (spoiled(BALANCES, ("#SIETYP 3", "#SIETYP 1")), "balanser.se", "1"),
    ]
    for text, file, kind in expected:
        assert facts(text, file=file).kind == kind, (file, kind)
