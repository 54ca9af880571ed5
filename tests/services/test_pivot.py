"""The pivot of the ledger: it adds up to the figures, drills to the rows, and keeps to one's own units."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from hjulet.domain.ledger import Elimination, RowOrder
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.pivot import Axis, Limits, narrowed
from hjulet.domain.selection import LineGroup, OrganisationDay, Selection
from hjulet.domain.statement import RESULT_LINES
from hjulet.services import drill
from hjulet.services.access import organisation
from hjulet.services.drill import Step, beside, every_row, rows_page
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.explanation import explain
from hjulet.services.figures import figure, open_books
from hjulet.services.people import OPERATOR
from hjulet.services.pivot import Layout, Pivot, pivot
from hjulet.services.setup import set_mapping, set_organisation
from hjulet.store.models import Batch, Snapshot
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA
from tests.services.test_reorganisation import reorganised

YEAR = parse_period("2017")
KS = Selection(unit="KS", period=YEAR)
HR = replace(KS, unit="HR")
LATER = AT + timedelta(days=30)
AXES = [axis for axis in Axis if axis is not Axis.MONTH]


def pivoted(selection: Selection, rows: Axis, columns: Axis | None = None, *, by: Actor = ALICE) -> Pivot:
    return pivot(
        selection, Layout(rows=rows, columns=columns), limits=Limits(rows=500), language="sv", by=by, at=AT
    )


def sum_of(selection: Selection, *, by: Actor = ALICE) -> Decimal:
    return explain(selection, by=by, at=AT).amount


@pytest.mark.parametrize("axis", AXES)
def test_whatever_it_is_by_the_sum_is_the_same(demo: Path, axis: Axis) -> None:
    found = pivoted(KS, axis, Axis.MONTH)
    assert found.table.total.total == Decimal("5030150.00") == found.source.amount
    assert sum(row.rows for row in found.table.rows) == found.source.rows
    assert len(found.table.columns) == 12


@pytest.mark.parametrize("axis", Axis)
def test_what_a_row_opens_is_what_the_row_says(demo: Path, axis: Axis) -> None:
    for row in pivoted(KS, axis).table.rows[:6]:
        below = explain(narrowed(KS, axis, row.key), by=ALICE, at=AT)
        assert (below.amount, below.rows) == (row.total, row.rows), row.key


def test_a_cell_opens_to_its_own_sum_and_its_rows_add_up_to_it(demo: Path) -> None:
    found = pivoted(KS, Axis.UNIT, Axis.MONTH)
    row, march = found.table.rows[0], found.table.columns.index("2017-03")
    cell = narrowed(narrowed(KS, Axis.UNIT, row.key), Axis.MONTH, "2017-03")
    head, rows = every_row(cell, by=ALICE, at=AT)
    amounts = [each.amount for each in rows]
    assert sum(amounts) == head.amount == row.cells[march]
    assert len(amounts) == head.total_rows


@pytest.mark.parametrize("without", Elimination)
@pytest.mark.parametrize("lines", [(line,) for line in RESULT_LINES] + [(LineGroup.NET_COST.value,)])
def test_a_sum_that_is_a_metric_equals_it(demo: Path, lines: tuple[str, ...], without: Elimination) -> None:
    found = explain(replace(KS, lines=lines, without=without), by=ALICE, at=AT)
    if lines == ("appropriation",) and without:
        assert found.reference is None  # what was given knows no internal items
        return
    assert found.reference is not None
    registered, _ = figure(str(found.reference), by=ALICE, at=AT)
    turned = -1 if found.reference.metric == "net_cost" else 1
    assert found.amount == turned * (registered.value or 0)


def test_results_and_assets_are_added_only_where_somebody_says_so(demo: Path) -> None:
    usual = pivoted(KS, Axis.LINE)
    assert {row.key for row in usual.table.rows} <= set(RESULT_LINES)
    balance = pivoted(replace(KS, lines=(LineGroup.BALANCE.value,)), Axis.LINE)
    every = sum_of(replace(KS, lines=(LineGroup.EVERYTHING.value,)))
    assert every == usual.table.total.total + balance.table.total.total
    assert balance.table.rows


def test_amounts_without_a_line_are_told_beside_the_sum(demo: Path) -> None:
    before = explain(KS, by=ALICE, at=AT)
    rules = open_books().mapping
    without_rents = [rule for rule in rules.accounts if rule.line != "rents"]
    set_mapping(without_rents, rules.units, rules.internal, by=OPERATOR, at=AT)
    after = explain(KS, by=ALICE, at=AT)
    assert (before.unmapped_rows, after.unmapped_rows > 0) == (0, True)
    assert after.amount == before.amount - sum_of(replace(KS, lines=("unmapped",))) == Decimal("4820150.00")


def test_codes_and_accounts_are_limited_as_written(demo: Path) -> None:
    personnel = sum_of(replace(HR, lines=("personnel",)))
    assert sum_of(replace(HR, accounts=("50-57",))) == personnel
    assert sum_of(replace(HR, accounts=("99",))) == 0
    assert sum_of(HR.with_codes("responsibility", ("13",))) == sum_of(HR)
    without = sum_of(HR.with_codes("project", ("",)))
    assert without + sum_of(HR.with_codes("project", ("6",))) == sum_of(HR)


def test_months_stand_there_from_the_first_to_the_last_also_without_rows(demo: Path) -> None:
    found = pivoted(replace(KS, lines=("mediated_grants", "rents")), Axis.LINE, Axis.MONTH)
    assert found.table.columns[0] < "2017-07" < found.table.columns[-1]
    assert found.table.total.cells[found.table.columns.index("2017-07")] is None


class TestRows:
    """The rows behind a sum."""

    @pytest.mark.parametrize(
        ("order", "key"),
        [
            (RowOrder.NEWEST, lambda row: -row.row.date.toordinal()),
            (RowOrder.OLDEST, lambda row: row.row.date.toordinal()),
            (RowOrder.LARGEST, lambda row: -abs(row.amount)),
            (RowOrder.ACCOUNT, lambda row: row.row.account),
        ],
    )
    def test_they_are_sorted(self, demo: Path, order: RowOrder, key: Callable[[object], object]) -> None:
        rows = rows_page(KS, order=order, by=ALICE, at=AT).rows
        assert list(rows) == sorted(rows, key=key)  # type: ignore[arg-type]

    def test_texts_are_searched(self, demo: Path) -> None:
        found = rows_page(replace(HR, text="LÖNESYSTEM, augusti"), by=ALICE, at=AT)
        assert found.rows
        assert all("augusti" in row.row.voucher_text + row.row.text for row in found.rows)

    def test_assets_have_the_statements_sign(self, demo: Path) -> None:
        assets = replace(KS, lines=("current_assets",), month="2017-03")
        head, rows = every_row(assets, by=ALICE, at=AT)
        assert sum(row.amount for row in rows) == head.amount != 0

    def test_one_walks_from_voucher_to_voucher_through_the_whole_list(self, demo: Path) -> None:
        asked = replace(HR, accounts=("50110", "50120"), month="2017-08")
        listed = list(every_row(asked, by=BOB, at=AT)[1])
        walked, place = [listed[0].voucher], 0
        while found := beside(asked, place, step=Step.NEXT, by=BOB, at=AT):
            walked.append(found.voucher)
            place = found.place
        assert walked == [
            listed[0].voucher,
            *(b.voucher for a, b in pairwise(listed) if a.voucher != b.voucher),
        ]
        back = beside(asked, place, step=Step.PREVIOUS, by=BOB, at=AT)
        assert back is not None
        assert back.voucher == walked[-2]
        assert beside(asked, 0, step=Step.PREVIOUS, by=BOB, at=AT) is None

    def test_a_large_voucher_is_passed_all_the_same(
        self, demo: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drill, "_REACHES", (1, 2, 1000))
        asked = replace(HR, month="2017-08", lines=("personnel",))
        first = rows_page(asked, by=BOB, at=AT).rows[0]
        found = beside(asked, 0, step=Step.NEXT, by=BOB, at=AT)
        assert found is not None
        assert found.voucher != first.voucher
        assert found.place > 2

    def test_too_many_rows_for_a_file_are_refused_with_their_number(
        self, demo: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drill, "MOST_ROWS", 100)
        with pytest.raises(RefusedError) as refusal:
            every_row(KS, by=ALICE, at=AT)
        (problem,) = refusal.value.problems
        assert (problem.code, problem.params["limit"]) == ("too-many-rows", "100")

    def test_all_rows_come_piece_by_piece(self, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = list(every_row(HR, by=BOB, at=AT)[1])
        monkeypatch.setattr(drill, "_PIECE", 100)
        assert list(every_row(HR, by=BOB, at=AT)[1]) == whole
        assert [row.place for row in whole] == list(range(len(whole)))


class TestOrganisation:
    """The organisation of its time, or of today."""

    def test_todays_organisation_moves_a_unit(self, demo: Path) -> None:
        moved = reorganised(organisation())
        links = tuple(
            replace(link, validity=replace(link.validity, start=AT.date())) if link.child == "HR" else link
            for link in moved.links
        )
        before = [
            replace(link, validity=replace(link.validity, end=AT.date()))
            for link in organisation().links
            if link.child == "HR"
        ]
        set_organisation(replace(moved, links=(*links, *before)), by=OPERATOR, at=LATER)
        its_time = pivoted(KS, Axis.UNIT)
        today = pivoted(replace(KS, organisation=OrganisationDay.OF_TODAY), Axis.UNIT)
        assert "HR" not in {row.key for row in its_time.table.rows}
        assert "HR" in {row.key for row in today.table.rows}
        assert its_time.table.total.total == today.table.total.total


class TestPermissions:
    """Alice, controller of KS; Bob, manager of HR; Charlie of another committee; Elsa sees no vouchers."""

    @pytest.mark.parametrize(
        ("by", "unit", "allowed"),
        [
            (ALICE, "KS", True),
            (ALICE, "HR", True),
            (ALICE, "KFN", False),
            (BOB, "HR", True),
            (BOB, "KS", False),
            (BOB, "EKO", False),
            (CHARLIE, "KFN", True),
            (CHARLIE, "HR", False),
            (ELSA, "HR", True),
        ],
    )
    def test_sums_are_of_ones_own_units(self, demo: Path, by: Actor, unit: str, allowed: bool) -> None:
        asked = replace(KS, unit=unit)
        for service in (
            lambda: pivoted(asked, Axis.UNIT, by=by),
            lambda: explain(asked, by=by, at=AT),
        ):
            if allowed:
                service()
            else:
                with pytest.raises(NotFoundError):
                    service()

    @pytest.mark.parametrize(("by", "allowed"), [(ALICE, True), (BOB, True), (CHARLIE, False), (ELSA, False)])
    def test_rows_texts_and_files_take_the_permission_to_see_vouchers(
        self, demo: Path, by: Actor, allowed: bool
    ) -> None:
        for service in (
            lambda: rows_page(HR, by=by, at=AT),
            lambda: every_row(HR, by=by, at=AT),
            lambda: beside(HR, 0, step=Step.NEXT, by=by, at=AT),
            lambda: pivoted(replace(HR, text="lön"), Axis.UNIT, by=by),
            lambda: explain(replace(HR, text="lön"), by=by, at=AT),
        ):
            if allowed:
                service()
            else:
                with pytest.raises(NotFoundError):
                    service()

    def test_no_filter_reaches_beyond_ones_own_units(self, demo: Path) -> None:
        of_eko = "12"
        assert sum_of(HR.with_codes("responsibility", (of_eko,)), by=BOB) == 0
        assert sum_of(KS.with_codes("responsibility", (of_eko,))) != 0

    def test_the_way_up_ends_where_ones_own_ends(self, demo: Path) -> None:
        assert [code for code, _ in pivoted(HR, Axis.LINE, by=ALICE).above] == ["KS", "KSK"]
        assert pivoted(HR, Axis.LINE, by=BOB).above == ()

    @pytest.mark.parametrize("page", [0, 2])
    def test_a_page_beyond_the_last_does_not_exist(self, demo: Path, page: int) -> None:
        with pytest.raises(NotFoundError):
            pivot(KS, Layout(rows=Axis.LINE, columns=None, page=page), language="sv", by=ALICE, at=AT)

    def test_a_month_outside_the_period_does_not_exist(self, demo: Path) -> None:
        with pytest.raises(NotFoundError):
            explain(replace(KS, month="2016-12"), by=ALICE, at=AT)


def test_an_old_snapshot_is_asked_of_its_own_files(demo: Path) -> None:
    first = Snapshot.objects.filter(batches=Batch.objects.earliest("id")).earliest("number")
    asked = replace(KS, period=parse_period("2015..2017"))
    old = pivot(
        asked,
        Layout(rows=Axis.MONTH, columns=None),
        snapshot=first.number,
        language="sv",
        by=ALICE,
        at=AT,
    )
    assert {row.key[:4] for row in old.table.rows} == {"2015"}
