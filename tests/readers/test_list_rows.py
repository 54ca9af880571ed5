"""Voucher lists: a table in, rows and a verdict out, the same from csv and from a workbook."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.column_map import propose_map
from tests.readers.list_texts import (
    BALANCES,
    LIST,
    MAP,
    TWO_SIDES,
    found,
    heads,
    mapped,
    plainly,
    spoilt,
    take,
    typed,
    workbook,
)

ROWS = [
    ("A-1-20170115", 1, "2017-01", "", "50110", "1100.00"),
    ("A-1-20170115", 2, "2017-01", "", "19100", "-1100.00"),
    ("A-2-20171231", 1, "2017-12", "2017-13", "30100", "-30.50"),
    ("A-2-20171231", 2, "2017-12", "2017-13", "19100", "30.50"),
]


def test_a_list_becomes_vouchers() -> None:
    content, rows = take(LIST)
    assert [plainly(row) for row in rows] == ROWS
    facts = content.facts
    assert (facts.problems, facts.kind, facts.encoding, facts.delimiter) == ((), "list", "utf-8", ";")
    assert (facts.counts.vouchers, facts.counts.rows, facts.counts.accounts) == (2, 4, 3)
    assert (facts.control_sum, facts.months) == (Decimal("2261.00"), ("2017-01", "2017-12"))
    assert facts.accounts == {"50110": "Löner", "19100": "Kassa", "30100": "Avgifter"}
    assert facts.used_codes["responsibility"] == ("013000",)
    assert (facts.fiscal_years[0].start, facts.fiscal_years[0].end) == (date(2017, 1, 1), date(2017, 12, 31))


def test_each_row_knows_its_voucher_its_codes_and_its_line() -> None:
    row = take(LIST)[1][2]
    expected = {
        "series": "A",
        "number": "2",
        "date": date(2017, 12, 31),
        "responsibility": "013000",
        "activity_code": "130",
        "project": "",
        "text": "Bokslut",
        "line": 4,
    }
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp437"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n"])
def test_a_csv_says_the_same_whatever_wrote_it(encoding: str, delimiter: str, line_end: str) -> None:
    text = LIST.replace(";", delimiter).replace("\n", line_end)
    content, rows = take(text.encode(encoding))
    assert (content.facts.problems, content.facts.delimiter) == ((), delimiter)
    assert content.facts.encoding == encoding.removesuffix("-sig")
    assert content.facts.content == take(LIST)[0].facts.content
    assert [plainly(row) for row in rows] == ROWS


def test_a_csv_with_commas_has_its_amounts_with_a_point_or_quoted() -> None:
    assert take(LIST.replace(",", ".").replace(";", ","))[0].facts.problems == ()
    quoted = "\n".join(",".join(f'"{cell}"' for cell in line.split(";")) for line in LIST.splitlines())
    content, rows = take(quoted)
    assert (content.facts.problems, content.facts.delimiter) == ((), ",")
    assert [plainly(row) for row in rows] == ROWS


def test_a_workbook_says_the_same_as_the_csv() -> None:
    content, rows = take(workbook(typed(LIST)))
    assert (content.facts.problems, content.facts.encoding) == ((), "xlsx")
    assert [plainly(row) for row in rows] == ROWS
    assert content.facts.content == take(LIST)[0].facts.content
    assert content.facts.sha256 != take(LIST)[0].facts.sha256


def test_the_order_of_rows_and_columns_makes_no_difference_but_an_amount_does() -> None:
    head, *rows = LIST.splitlines()
    same = take(LIST)[0].facts.content
    assert take("\n".join((head, *reversed(rows))))[0].facts.content == same
    assert (
        take("\n".join(";".join(reversed(line.split(";"))) for line in (head, *rows)))[0].facts.content
        == same
    )
    changed = take(LIST.replace("1 100", "1 101"))[0].facts
    assert (changed.problems, changed.content == same) == ((), False)


def test_titles_above_the_head_are_passed_over() -> None:
    content, rows = take("Verifikationslista;;;\nUtskriven 2018-01-10\n\n" + LIST)
    assert (content.facts.problems, len(rows), rows[0]["line"]) == ((), 4, 5)


def test_debit_and_credit_make_the_amount() -> None:
    content, rows = take(TWO_SIDES, columns=mapped(TWO_SIDES))
    assert content.facts.problems == ()
    assert [str(row["amount"]) for row in rows] == ["1100.00", "-1100.00", "200.00", "-200.00"]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1100", "1100.00"),
        ("1 100,5", "1100.50"),
        ("1\u00a0100,50", "1100.50"),
        ("1\u202f100,50", "1100.50"),
        ("-5", "-5.00"),
        ("\u22125,00", "-5.00"),  # as Word pastes a minus
        ("\u20135,00", "-5.00"),  # and as it makes a dash of it
        ("5,00-", "-5.00"),
        ("(1 234,50)", "-1234.50"),
        ("- 30", "-30.00"),
        ("+30", "30.00"),
        ("-0,00", "0.00"),
        ("12.50", "12.50"),
    ],
)
@pytest.mark.parametrize("exactly", [False, True])
def test_amounts_are_read_as_they_are_written(written: str, amount: str, exactly: bool) -> None:
    _, rows = take(spoilt("1 100,00", written), exactly=exactly)
    assert str(rows[0]["amount"]) == amount


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1 100,00", "NaN", "bad-amount"),
        ("1 100,00", "#REF!", "bad-amount"),
        ("1 100,00", "1.2.3", "bad-amount"),
        ("1 100,00", "1.234", "bad-amount"),
        ("1 100,00", "1,234", "bad-amount"),
        ("1 100,00", "1e5", "bad-amount"),
        ("1 100,00", "11 00,00", "bad-amount"),
        ("1 100,00", "(-5)", "bad-amount"),
        ("1 100,00", "5 tkr", "bad-amount"),
        ("1 100,00", "9" * 17, "bad-amount"),
        ("1 100,00", "１100", "bad-amount"),
        ("1 100,00", "", "missing-value"),
        ("2017-01-15", "2017-02-30", "bad-date"),
        ("2017-01-15", "15.01.2017", "bad-date"),
        ("2017-01-15", "170115", "bad-date"),
        ("2017-01-15", "", "missing-value"),
        ("2017-01-15", "42750", "serial-date"),
        ("201701", "201714", "bad-month"),
        ("201701", "201700", "bad-month"),
        ("201701", "1", "bad-month"),
        ("50110", "-5", "bad-code"),
        ("50110", "NaN", "bad-code"),
        ("50110", "#N/A", "bad-code"),
        ("50110", "50110.0", "bad-code"),
        ("50110", "5,011E+04", "bad-code"),
        ("50110", "50110 Löner", "bad-code"),
        ("013000", "-5", "bad-code"),
        ("013000", "1.2E+4", "bad-code"),
        ("A;1", "A;", "missing-value"),
    ],
)
@pytest.mark.parametrize("exactly", [False, True])
def test_what_can_be_read_in_two_ways_or_none_is_refused_at_its_line(
    old: str, new: str, code: str, exactly: bool
) -> None:
    content, _ = take(spoilt(old, new), exactly=exactly)
    assert found(content) == [(code, 2)]
    assert not content.facts.accepted
    (problem,) = content.facts.problems
    assert problem.params["column"] in LIST
    assert problem.params.get("value", new) == new or code == "missing-value"


def test_in_a_workbook_it_is_refused_at_its_cell() -> None:
    content, _ = take(workbook(typed(spoilt("1 100,00;Januari", "NaN;Januari"), numbers=("Konto",))))
    assert found(content) == [("bad-amount", "I2")]


def test_a_missing_account_is_told_at_its_line() -> None:
    assert found(take(spoilt("50110", ""))[0]) == [("missing-value", 2)]


def test_both_debit_and_credit_in_a_row_is_refused() -> None:
    text = spoilt("1100,00;;Januari", "1100,00;50,00;Januari", text=TWO_SIDES)
    assert found(take(text, columns=mapped(TWO_SIDES))[0]) == [("debit-and-credit", 2)]
    nought = spoilt("1100,00;;Januari", "1100,00;0,00;Januari", text=TWO_SIDES)
    assert found(take(nought, columns=mapped(TWO_SIDES))[0]) == []


def test_codes_keep_their_zeros_and_letters() -> None:
    _, rows = take(LIST.replace("50110", "0501").replace("013000", "A13"))
    assert (rows[0]["account"], rows[0]["responsibility"]) == ("0501", "A13")


def test_a_row_with_more_cells_than_heads_is_refused() -> None:
    assert found(take(spoilt("Januari", "Januari;och;mer"))[0]) == [("too-many-cells", 2)]
    assert found(take(spoilt("Januari", "Januari;;"))[0]) == []


@pytest.mark.parametrize("exactly", [False, True])
def test_an_unclosed_quote_is_named_at_its_line_and_swallows_nothing(exactly: bool) -> None:
    for text in (spoilt("Januari", '"Januari'), spoilt("Januari", '"Januari').replace("Bokslut", 'Bok"slut')):
        content, rows = take(text, exactly=exactly)
        assert found(content) == [("unclosed-quote", 2)]
        assert not rows


def test_an_unclosed_quote_that_a_later_one_closes_is_found_too() -> None:
    text = spoilt("Januari", '"Januari').replace("Bokslut", 'Bokslut"')
    assert found(take(text)[0]) == [("unclosed-quote", 2)]


def test_a_text_may_have_line_ends_and_quotes_within_its_quotes() -> None:
    text = spoilt("Januari", '"Lön ""jan""\nutbetald; 25:e"')
    content, rows = take(text)
    assert (content.facts.problems, rows[0]["text"]) == ((), 'Lön "jan"\nutbetald; 25:e')
    assert [row["line"] for row in rows] == [2, 4, 5, 6]


def test_heads_that_do_not_fit_are_refused_by_name() -> None:
    content, rows = take(spoilt("Belopp", "Summa SEK"))
    assert (found(content), rows) == ([("heads-not-found", 1)], [])
    assert content.facts.problems[0].params["missing"] == "Belopp"


def test_a_new_column_is_told_and_a_twin_of_a_mapped_one_refused() -> None:
    more = "\n".join(f"{line};x" for line in LIST.splitlines())
    new = take(spoilt("Text;x", "Text;Momskod", text=more))[0]
    assert ([code for code, _ in found(new)], new.facts.accepted) == (["new-column"], True)
    twin = take(spoilt("Text;x", "Text;Belopp", text=more))[0]
    assert ([code for code, _ in found(twin)], twin.facts.accepted) == (["head-twice"], False)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\n \n", "empty-file"),
        (b"%PDF-1.7", "not-readable"),
        (b"\xd0\xcf\x11\xe0", "not-readable"),
        (b"PK\x03\x04rest", "not-readable"),
        (LIST.encode("utf-16"), "not-readable"),
        (LIST.encode() + b"\x00", "not-readable"),
        (LIST.encode() + b"\xff", "undecodable"),
        (heads(LIST)[0].encode(), "heads-not-found"),
        (LIST.splitlines()[0].encode(), "no-rows"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    content, rows = take(data)
    assert ([name for name, _ in found(content)], rows) == ([code], [])


def test_balances_become_balances() -> None:
    content, _ = take(BALANCES, columns=mapped(BALANCES), year=2017)
    rows = content.balances.to_pylist()
    assert [(row["kind"], row["account"], row["responsibility"], str(row["amount"])) for row in rows] == [
        ("IB", "19100", "", "500.00"),
        ("UB", "19100", "", "350.00"),
        ("IB", "20100", "", "-500.00"),
        ("UB", "20100", "", "-500.00"),
        ("OIB", "12000", "013000", "10.00"),
    ]
    assert {(row["year_index"], row["year_start"], row["year_end"]) for row in rows} == {
        (0, "2017-01", "2017-12")
    }
    facts = content.facts
    assert (facts.kind, facts.counts.balances, facts.balance_sum) == ("balances", 5, Decimal("1860.00"))
    assert facts.accounts["19100"] == "Kassa"
    assert facts.problems == ()


def test_balances_without_a_year_ask_for_it_once() -> None:
    assert found(take(BALANCES, columns=mapped(BALANCES))[0]) == [("missing-year", 1)]


def test_balances_of_months_are_of_their_periods() -> None:
    text = "Konto;Period;Saldo\n50110;201701;100\n50110;201713;5\n50110;201714;5\n"
    content, _ = take(text, columns=propose_map(["Konto", "Period", "Saldo"]))
    assert found(content) == [("bad-month", 4)]
    assert [(row["kind"], row["month"]) for row in content.balances.to_pylist()] == [
        ("PSALDO", "2017-01"),
        ("PSALDO", "2017-12"),  # period 13 belongs to December
    ]


def test_the_map_is_the_lists_own() -> None:
    assert MAP.columns["account_name"] == "Konto (T)"
