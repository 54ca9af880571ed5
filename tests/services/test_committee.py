"""A committee's units against their budgets, what changed in a month, and the summary for the elected."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.period import parse_period
from hjulet.domain.report import plain_text
from hjulet.domain.reports.deviation import CommentRule, unit_comment_rule
from hjulet.domain.reports.standard import MONTH
from hjulet.services.committee import Committee, Order, committee_page
from hjulet.services.drafts import save_draft
from hjulet.services.economy import unit_economy
from hjulet.services.errors import NotFoundError
from hjulet.services.summary import body_summary
from hjulet.services.unit_changes import LineChange, largest
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA

AUGUST = parse_period("2017-01..2017-08")


def page(order: Order = Order.VARIANCE) -> Committee:
    return committee_page("KS", AUGUST, order=order, language="sv", by=ALICE, at=AT)


def value(found: Committee, ref: FigureRef) -> Decimal | None:
    return found.figures[ref].value


def test_the_units_add_up_to_the_body(demo: Path) -> None:
    found = page()
    for part in ("outcome", "budget", "variance"):
        parts = [value(found, getattr(unit.to_date, part)) for unit in found.units]
        assert sum(one for one in parts if one is not None) == value(found, getattr(found.whole, part)), part


def test_units_without_any_amount_are_left_out_and_each_stands_once(demo: Path) -> None:
    codes = [unit.to_date.unit.code for unit in page().units]
    assert sorted(codes) == sorted(["KSK-KANSLI", "EKO", "HR", "ADM", "DEST", "KOM", "KSK-EGET", "KS-POL"])


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [(Order.VARIANCE, "KOM", "ADM"), (Order.SHARE, "KOM", "KSK-EGET"), (Order.NAME, "ADM", "KSK-KANSLI")],
)
def test_units_are_sorted(demo: Path, order: Order, first: str, last: str) -> None:
    codes = [unit.to_date.unit.code for unit in page(order).units]
    assert (codes[0], codes[-1]) == (first, last)


def test_a_unit_given_nothing_deviates_by_all_that_it_costs(demo: Path) -> None:
    (own,) = [unit.to_date for unit in page().units if unit.to_date.unit.code == "KSK-EGET"]
    found = page()
    assert value(found, own.budget) == 0
    assert value(found, own.variance) == -(value(found, own.outcome) or 0)
    assert value(found, own.share) is None


def test_who_deviates_and_says_nothing_is_missing(demo: Path) -> None:
    found = page()
    missing = {unit.to_date.unit.code for unit in found.missing}
    assert missing == {
        "DEST",
        "HR",
        "KS-POL",
        "KSK-KANSLI",
        "EKO",
        "ADM",
    }
    assert all(unit.comment is None for unit in found.missing)


@pytest.mark.parametrize(
    ("over", "required", "variance", "asked"),
    [
        ("500000", False, "-500000", True),
        ("500000", False, "500000", True),
        ("500000", True, "-499999", False),
        ("500000", False, None, False),
        (None, True, None, True),
        (None, False, "-900000", False),
    ],
)
def test_who_is_asked(over: str | None, required: bool, variance: str | None, asked: bool) -> None:
    limit, amount = (None if text is None else Decimal(text) for text in (over, variance))
    assert CommentRule(over=limit, required=required).asks(amount) is asked


def test_the_rule_is_the_month_reports() -> None:
    assert unit_comment_rule(MONTH) == CommentRule(place="unit-comments", over=Decimal(500000))
    assert unit_comment_rule(replace(MONTH, blocks=())) == CommentRule()


def test_a_unit_with_none_below_is_its_own(demo: Path) -> None:
    found = committee_page("HR", AUGUST, language="sv", by=BOB, at=AT)
    assert [unit.to_date.unit.code for unit in found.units] == ["HR"]


def test_another_committees_controller_finds_nothing(demo: Path) -> None:
    for other in (BOB, CHARLIE):
        with pytest.raises(NotFoundError):
            committee_page("KS", AUGUST, language="sv", by=other, at=AT)
        with pytest.raises(NotFoundError):
            body_summary("KS", AUGUST, language="sv", by=other, at=AT)


def test_what_changed_in_august(demo: Path) -> None:
    found = unit_economy("HR", AUGUST, language="sv", by=BOB, at=AT)
    before, last_year = found.changes.before, found.changes.last_year
    assert (str(before.other), str(last_year.other)) == ("2017-07", "2016-08")
    assert [line.line for line in before.lines] == ["materials_services", "total_income"]
    step = found.figures[before.net_cost]
    assert step.value == _net(found.figures, "2017-08") - _net(found.figures, "2017-07")
    year = found.figures[last_year.net_cost]
    assert year.value == _net(found.figures, "2017-08") - _net(found.figures, "2016-08")


def test_the_lines_of_a_change_add_up_to_it(demo: Path) -> None:
    found = unit_economy("HR", AUGUST, language="sv", by=BOB, at=AT)
    lines = {ref: one.value for ref, one in found.figures.items() if ref.metric == "line_step"}
    assert len(lines) == 9
    assert -sum(one or 0 for one in lines.values()) == found.figures[found.changes.before.net_cost].value


def test_small_changes_are_not_told() -> None:
    refs = {amount: FigureRef("line_step", (("line", amount),)) for amount in ("100", "-80", "30", "20", "9")}
    figures = {
        ref: Figure(ref=ref, value=Decimal(amount), unit="kr", snapshot=1)  # type: ignore[arg-type]
        for amount, ref in refs.items()
    }
    lines = [LineChange(line=amount, change=ref) for amount, ref in refs.items()]
    assert [line.line for line in largest(lines, figures)] == ["100", "-80", "30"]
    assert [line.line for line in largest([lines[0], lines[4]], figures)] == ["100"]
    assert largest([], {}) == ()


def test_the_first_month_of_a_ledger_has_nothing_before_it(demo: Path) -> None:
    found = unit_economy("HR", parse_period("2015-01"), language="sv", by=BOB, at=AT)
    assert found.figures[found.changes.before.net_cost].value is None
    assert found.changes.before.lines == ()


def test_staff_beside_pay_this_year_and_last(demo: Path) -> None:
    found = unit_economy("HR", AUGUST, language="sv", by=BOB, at=AT)
    this, last = found.staff
    assert (str(this.period), str(last.period)) == ("2017-01..2017-08", "2016-01..2016-08")
    assert found.figures[this.man_years].value == Decimal("38.5625")
    assert found.figures[this.per_man_year].value == Decimal("650739.93")


def test_the_summary_tells_the_three_largest_deviations(demo: Path) -> None:
    found = body_summary("KS", AUGUST, language="sv", by=ELSA, at=AT)
    assert [row.unit.code for row in found.deviations] == ["ADM", "EKO", "KSK-KANSLI"]
    assert [(report.kind, report.unit, str(report.period)) for report in found.reports] == [
        ("month", "KS", "2017-12"),
        ("annual", "KS", "2017"),
        ("annual", "KS", "2016"),
    ]
    assert found.editions == ()


def _net(figures: object, month: str) -> Decimal:
    ref = FigureRef("net_cost", (("unit", "HR"), ("period", month)))
    found = figures[ref].value  # type: ignore[index]
    assert isinstance(found, Decimal)
    return found


def test_a_comment_is_the_month_reports_and_takes_its_unit_off_the_list(demo: Path) -> None:
    month = parse_period("2017-08")
    text = "Vakanser: {costs line=personnel as=mnkr1abs}, och {net_cost unit=EKO}."
    save_draft("month", "KS", month, "unit-comments.HR", source=text, version=0, by=BOB, at=AT)
    found = page()
    (said,) = [unit for unit in found.units if unit.comment]
    assert said.to_date.unit.code == "HR"
    assert said.comment is not None
    assert (said.comment.by, said.comment.at) == ("Bob", AT)
    assert plain_text(said.comment.paragraphs[0]) == "Vakanser: 16,7\u00a0mnkr, och 27\u00a0219\u00a0tkr."
    assert "HR" not in {unit.to_date.unit.code for unit in found.missing}
    july = committee_page("KS", parse_period("2017-07"), language="sv", by=ALICE, at=AT)
    assert not any(unit.comment for unit in july.units)


def test_a_comment_shows_no_figure_of_a_unit_that_the_page_is_not_about(demo: Path) -> None:
    month = parse_period("2017-08")
    text = "Som {net_cost unit=EKO}."
    save_draft("month", "KS", month, "unit-comments.HR", source=text, version=0, by=ALICE, at=AT)
    (own,) = committee_page("HR", AUGUST, language="sv", by=BOB, at=AT).units
    assert own.comment is not None
    assert plain_text(own.comment.paragraphs[0]) == text
    assert own.may_comment


def test_who_may_comment(demo: Path) -> None:
    assert all(unit.may_comment for unit in page().units)
    seen = committee_page("KS", AUGUST, language="sv", by=ELSA, at=AT)
    assert not any(unit.may_comment for unit in seen.units)
