"""Swedish numbers: what people write is read or refused, never guessed; what is printed reads back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.numbers import (
    NotANumber,
    format_amount,
    format_number,
    parse_amount,
    parse_number,
    plain_text,
    round_half_away,
)

NBSP, NARROW, THIN, MINUS, EN_DASH = "\u00a0", "\u202f", "\u2009", "\u2212", "\u2013"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0", "0"),
        ("1234", "1234"),
        ("1 234", "1234"),
        (f"1{NBSP}234{NBSP}567", "1234567"),
        (f"1{NARROW}234,5", "1234.5"),
        (f"1{THIN}234", "1234"),
        ("1234,50", "1234.50"),
        ("1234.50", "1234.50"),
        ("0,53", "0.53"),
        ("1,234", "1.234"),  # a comma is the decimal mark, always
        ("+5", "5"),
        ("-5", "-5"),
        (f"{MINUS}5", "-5"),
        (f"{EN_DASH}5", "-5"),
        ("5-", "-5"),
        (f"5{MINUS}", "-5"),
        (f"5 {EN_DASH}", "-5"),
        ("- 5", "-5"),
        ("-0", "0"),
        ("007", "7"),
        ("  12\t", "12"),
    ],
)
def test_a_number_is_read_as_people_write_it(written: str, read: str) -> None:
    value = parse_number(written)
    assert value == Decimal(read)
    assert not (value.is_zero() and value.is_signed())


@pytest.mark.parametrize(
    ("written", "kronor"),
    [
        ("12 tkr", "12000.00"),
        ("12tkr", "12000.00"),
        ("1,5 mnkr", "1500000.00"),
        ("1,5 mkr", "1500000.00"),
        (f"{MINUS}217 TKR", "-217000.00"),
        ("5- tkr", "-5000.00"),
        ("99,90 kr", "99.90"),
        ("0,00001 mnkr", "10.00"),
        ("9999999999999999,99", "9999999999999999.99"),
    ],
)
def test_an_amount_is_read_in_kronor_whatever_its_unit(written: str, kronor: str) -> None:
    assert str(parse_amount(written)) == kronor


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "-",
        "–",
        "abc",
        "NaN",
        "Infinity",
        "-inf",
        "1_000",
        "1e5",
        "0x10",
        "1.234",  # a thousand, or one and a bit?
        "1.234,50",
        "1,234.50",
        "1,2,3",
        ",5",
        "5,",
        "12 34",
        "1 2345",
        "1234 567",
        "1  234",
        "--5",
        "-5-",
        "+5-",
        "+-5",
        "(5)",
        "5 %",
        "5 tkr tkr",
        "１２３",  # full-width digits
        "١٢٣",
        "5\n6",
        "1" * 19,
        "1" * 41,
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_refused(written: str) -> None:
    with pytest.raises(NotANumber):
        parse_number(written)
    with pytest.raises(NotANumber):
        parse_amount(written)


@pytest.mark.parametrize(
    "written", ["1,234", "0,005 kr", "5 eur", "5 k", "10000000000000000", "999999999999 mnkr"]
)
def test_an_amount_is_a_whole_number_of_ore_in_a_known_unit_that_the_store_can_hold(written: str) -> None:
    with pytest.raises(NotANumber):
        parse_amount(written)


def test_a_number_alone_has_no_unit() -> None:
    with pytest.raises(NotANumber):
        parse_number("12 tkr")


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("1234.5", 0, f"1{NBSP}235"),
        ("-1234.5", 0, f"{MINUS}1{NBSP}235"),
        ("274228.5", 0, f"274{NBSP}229"),  # DOMAIN 9: away from zero, not to even
        ("0.5", 0, "1"),
        ("-0.5", 0, f"{MINUS}1"),
        ("2.5", 0, "3"),
        ("-0.4", 0, "0"),
        ("1.25", 1, "1,3"),
        ("1234567", 2, f"1{NBSP}234{NBSP}567,00"),
    ],
)
def test_a_number_is_printed_in_swedish_and_rounded_half_away_from_zero(
    value: str, decimals: int, printed: str
) -> None:
    assert format_number(Decimal(value), decimals=decimals) == printed


@pytest.mark.parametrize(
    ("unit", "decimals", "printed"),
    [("kr", 0, f"4{NBSP}991{NBSP}500"), ("tkr", 0, f"4{NBSP}992"), ("mnkr", 1, "5,0"), ("mkr", 2, "4,99")],
)
def test_an_amount_is_printed_in_its_unit(unit: str, decimals: int, printed: str) -> None:
    assert format_amount(Decimal("4991500.00"), unit=unit, decimals=decimals) == printed


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("36", 1, "36.0"),
        ("0.528571", 1, "0.528571"),
        ("1E+3", 2, "1000.00"),
        ("-0.00", 2, "0.00"),
        ("-5.10", 2, "-5.10"),
    ],
)
def test_machines_get_a_point_no_exponent_and_no_negative_zero(value: str, decimals: int, text: str) -> None:
    assert plain_text(Decimal(value), decimals=decimals) == text


amounts = st.decimals(min_value=-(10**15), max_value=10**15, places=2)


@given(amounts)
def test_what_is_printed_with_all_its_decimals_reads_back(amount: Decimal) -> None:
    assert parse_amount(format_amount(amount, decimals=2)) == amount
    assert parse_number(format_number(amount, decimals=2)) == amount


@given(amounts, st.integers(min_value=0, max_value=2))
def test_rounding_moves_a_value_by_half_a_step_at_most_and_minus_like_plus(
    amount: Decimal, decimals: int
) -> None:
    rounded = round_half_away(amount, decimals=decimals)
    assert abs(rounded - amount) * 2 <= Decimal(1).scaleb(-decimals)
    assert round_half_away(-amount, decimals=decimals) == -rounded


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = parse_amount(text)
    except NotANumber:
        return
    assert value.is_finite()
    assert value == value.quantize(Decimal("0.01"))
