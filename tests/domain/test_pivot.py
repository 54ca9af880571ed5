"""A pivot's arithmetic: whatever is shown or cut, rows and columns add up to the same sum."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.ledger import Elimination
from hjulet.domain.period import parse_period
from hjulet.domain.pivot import (
    Axis,
    Entry,
    Limits,
    Orders,
    PivotTable,
    Sort,
    SortBy,
    narrowed,
    next_axis,
    tabulate,
)
from hjulet.domain.selection import NET_COST_LINES, LineGroup, OrganisationDay, Selection, expand

YEAR = parse_period("2017")
KS = Selection(unit="KS", period=YEAR)
ORDERS = Orders(
    rows=lambda key: (0, key), columns=lambda key: (0, key), names={"b": "Avgifter", "a": "Övrigt"}
)


def entry(row: str, column: str, amount: str) -> Entry:
    return Entry(row=row, column=column, amount=Decimal(amount), rows=1)


def table_of(*entries: Entry, sort: Sort = Sort(), limits: Limits = Limits(), page: int = 1) -> PivotTable:  # noqa: B008
    return tabulate(entries, orders=ORDERS, sort=sort, limits=limits, page=page)


def rows_of(table: PivotTable) -> list[tuple[object, ...]]:
    return [(row.key, *row.cells, row.total) for row in table.rows]


COSTS = (entry("a", "01", "-10.00"), entry("a", "02", "-0.50"), entry("b", "02", "7.25"))


def test_cells_rows_and_columns_are_summed() -> None:
    table = table_of(*COSTS)
    assert table.columns == ("01", "02")
    assert rows_of(table) == [
        ("a", Decimal("-10.00"), Decimal("-0.50"), Decimal("-10.50")),
        ("b", None, Decimal("7.25"), Decimal("7.25")),
    ]
    assert table.total.cells == (Decimal("-10.00"), Decimal("6.75"))
    assert table.total.total == Decimal("-3.25")
    assert table.total.rows == 3


def test_rows_that_cancel_are_zero_and_no_rows_are_nothing() -> None:
    table = table_of(entry("a", "01", "5.00"), entry("a", "01", "-5.00"), entry("b", "02", "1.00"))
    assert table.rows[0].cells == (Decimal("0.00"), None)


def test_a_column_that_must_stand_there_does_so_empty() -> None:
    table = tabulate(COSTS, columns=("01", "02", "03"), orders=ORDERS, sort=Sort(), limits=Limits())
    assert table.columns == ("01", "02", "03")
    assert table.total.cells[2] is None


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        (Sort(), "ab"),
        (Sort(is_turned=True), "ba"),
        (Sort(by=SortBy.NAME), "ba"),
        (Sort(by=SortBy.TOTAL), "ab"),
        (Sort(by=SortBy.TOTAL, is_turned=True), "ba"),
        (Sort(by=SortBy.COLUMN, column="02"), "ba"),
        (Sort(by=SortBy.COLUMN, column="gone"), "ab"),
    ],
)
def test_rows_are_sorted_by_size_whatever_the_sign(sort: Sort, keys: str) -> None:
    assert "".join(row.key for row in table_of(*COSTS, sort=sort).rows) == keys


def test_what_is_not_shown_stands_in_one_row_and_one_column() -> None:
    many = [entry(f"{row:03}", f"{column:02}", "1.00") for row in range(5) for column in range(4)]
    table = table_of(*many, limits=Limits(rows=2, columns=3), page=2)
    assert (table.pages, table.other_rows, table.other_columns) == (3, 3, 1)
    assert [row.key for row in table.rows] == ["002", "003"]
    assert table.rest is not None
    assert table.rest.cells == (Decimal(3),) * 3
    assert (table.rest.others, table.rest.total) == (Decimal(3), Decimal(12))


CELLS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("1234567"), st.integers(-(10**9), 10**9)),
    min_size=1,
    max_size=40,
).map(lambda cells: [entry(row, column, str(Decimal(ore) / 100)) for row, column, ore in cells])


@given(CELLS, st.integers(1, 4), st.integers(1, 4), st.integers(1, 7), st.sampled_from(SortBy))
def test_sums_always_add_up(entries: list[Entry], rows: int, columns: int, page: int, by: SortBy) -> None:
    table = table_of(
        *entries, sort=Sort(by=by, column="1"), limits=Limits(rows=rows, columns=columns), page=page
    )
    whole = sum(each.amount for each in entries)
    shown = [*table.rows, *([table.rest] if table.rest else [])]
    assert table.total.total == whole
    assert sum(row.total for row in shown) == whole
    assert sum(row.rows for row in shown) == len(entries)
    for row in (*shown, table.total):
        assert sum(value or 0 for value in (*row.cells, row.others)) == row.total
    for at in range(len(table.columns)):
        assert sum(row.cells[at] or 0 for row in shown) == (table.total.cells[at] or 0)


@pytest.mark.parametrize(
    ("axis", "key", "field", "value"),
    [
        (Axis.UNIT, "HR", "unit", "HR"),
        (Axis.UNIT, "KS", "is_own_only", True),
        (Axis.EACH_UNIT, "HR", "is_own_only", True),
        (Axis.LINE, "rents", "lines", ("rents",)),
        (Axis.ACCOUNT, "5010", "accounts", ("5010",)),
        (Axis.MONTH, "2017-03", "month", "2017-03"),
        (Axis.COMPANY, "KOMMUN", "companies", ("KOMMUN",)),
        (Axis.PROJECT, "", "codes", (("project", ("",)),)),
    ],
)
def test_a_click_adds_what_the_row_stands_for(axis: Axis, key: str, field: str, value: object) -> None:
    assert getattr(narrowed(KS, axis, key), field) == value


def test_the_way_down_ends_at_the_rows() -> None:
    assert next_axis([]) is Axis.UNIT
    assert next_axis([Axis.UNIT, Axis.LINE]) is Axis.ACCOUNT
    assert next_axis(Axis) is None


class TestCodes:
    """Codes as people write them."""

    KNOWN = frozenset({"5010", "50110", "50120", "5610", "5699", "6000", "KSK-KANSLI", "050"})

    @pytest.mark.parametrize(
        ("written", "found"),
        [
            ("5010", ["5010"]),
            ("5011", ["50110"]),
            ("50", ["5010", "50110", "50120"]),
            ("50-56", ["5010", "50110", "50120", "5610", "5699"]),
            ("5012 – 561", ["50120", "5610"]),
            ("KSK-KANSLI", ["KSK-KANSLI"]),
            ("05", ["050"]),
            ("7", ["7"]),
            ("9-8", ["9-8"]),
        ],
    )
    def test_a_code_its_beginning_or_a_range(self, written: str, found: list[str]) -> None:
        assert list(expand([written], known=self.KNOWN)) == found

    def test_what_no_code_answers_to_selects_nothing_and_never_everything(self) -> None:
        assert expand(["777", "778-779"], known=self.KNOWN) == ("777", "778-779")


class TestRegistered:
    """A selection that is a registered metric says which."""

    def test_a_line_of_a_unit(self) -> None:
        assert str(Selection(unit="HR", period=YEAR, lines=("personnel",)).registered(YEAR)) == (
            "costs unit=HR line=personnel period=2017"
        )

    def test_the_net_cost_without_internal_items_of_todays_organisation(self) -> None:
        asked = Selection(
            unit="HR",
            period=YEAR,
            lines=(LineGroup.NET_COST.value,),
            without=Elimination.OWN,
            organisation=OrganisationDay.OF_TODAY,
        )
        assert asked.counted_lines == NET_COST_LINES
        assert str(asked.registered(YEAR)) == "net_cost unit=HR period=2017 items=external organisation=today"

    @pytest.mark.parametrize(
        "limited",
        [
            {"accounts": ("50",)},
            {"codes": (("project", ("1",)),)},
            {"companies": ("KOMMUN",)},
            {"text": "lön"},
            {"is_own_only": True},
        ],
    )
    def test_no_metric_is_limited_in_other_ways(self, limited: dict[str, object]) -> None:
        assert Selection(unit="HR", period=YEAR, lines=("personnel",), **limited).registered(YEAR) is None  # type: ignore[arg-type]

    def test_the_ledgers_result_is_no_metric_since_the_appropriation_may_be_the_budgets(self) -> None:
        assert KS.registered(YEAR) is None
