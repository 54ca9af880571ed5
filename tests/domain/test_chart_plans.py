"""The plans of charts: places before values, periods to date, and what is left where values are missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.figures import Figure, FigureRef, Note, Unit
from hjulet.domain.organisation import Organisation, OrganisationView, OrgLink, OrgUnit, Structure
from hjulet.domain.period import parse_period
from hjulet.domain.report import ChartKind
from hjulet.domain.reports.chart_findings import FINDERS, find
from hjulet.domain.reports.chart_kept import with_values
from hjulet.domain.reports.charts import CHARTS, MOST_UNITS, ChartPlan, units_shown
from hjulet.domain.reports.scope import Scope
from hjulet.domain.validity import Validity
from hjulet.texts.charts import FINDINGS, SHOWN, SUBTITLES

ALWAYS = Validity(date(2014, 1, 1))


def view_of(parents: dict[str, str], **kinds: str) -> OrganisationView:
    """Look at units below others, by code; ``EGET`` has no appropriation by definition."""
    codes = ["KS", *parents]
    return Organisation(
        units=tuple(
            OrgUnit(
                code=code,
                kind=kinds.get(code, "unit"),
                name=code,
                validity=ALWAYS,
                has_appropriation=code != "EGET",
            )
            for code in codes
        ),
        links=tuple(
            OrgLink(child=child, parent=parent, structure=Structure.POLITICAL, validity=ALWAYS)
            for child, parent in parents.items()
        ),
    ).as_of(date(2017, 12, 31))


SMALL = view_of(
    {"KSK": "KS", "POL": "KS", "REF": "KS", "EKO": "KSK", "HR": "KSK", "EGET": "KSK"}, REF="advisory"
)
UNITS = ("EKO", "HR", "EGET", "POL")


def scope_of(period: str = "2017", unit: str = "KS", view: OrganisationView = SMALL) -> Scope:
    return Scope(unit=unit, period=parse_period(period), view=view)


def plan_of(id: str, scope: Scope) -> ChartPlan:
    plan = CHARTS[id](scope)
    assert plan is not None
    return plan


def filled(plan: ChartPlan, rows: str) -> dict[FigureRef, Figure]:
    """Fill a plan's places in order with the numbers of a row each, in mnkr; a hyphen is no value."""
    figures = {}
    for point, row in zip(plan.points, rows.strip().splitlines(), strict=True):
        for ref, cell in zip(point.refs, row.split(), strict=True):
            if ref is not None:
                value = None if cell == "-" else Decimal(cell) * 1_000_000
                note = Note.MISSING if value is None else ""
                figures[ref] = Figure(ref=ref, value=value, unit=Unit.KRONOR, snapshot=1, note=note)
    return figures


def test_every_chart_is_registered_under_its_own_id_and_has_its_finding() -> None:
    plans = {id: plan_of(id, scope_of()) for id in CHARTS}
    assert {id: plan.id for id, plan in plans.items()} == {id: id for id in CHARTS}
    assert set(FINDERS) == set(CHARTS)
    assert {plan.kind for plan in plans.values()} == set(ChartKind)


def test_the_units_are_the_lowest_of_two_levels_without_those_that_have_no_money() -> None:
    assert units_shown(scope_of()) == UNITS
    assert units_shown(scope_of(unit="HR")) == ()


def test_too_many_units_are_shown_as_their_groups() -> None:
    many = {f"U{number}": "KSK" for number in range(MOST_UNITS)}
    assert units_shown(scope_of(view=view_of({"KSK": "KS", "POL": "KS", **many}))) == ("KSK", "POL")


def test_a_year_is_compared_with_the_year_before() -> None:
    plan = plan_of("net-cost-per-unit", scope_of())
    assert plan.series == ("2016", "2017")
    assert [str(ref) for ref in plan.points[0].refs] == [
        "net_cost unit=EKO period=2016",
        "net_cost unit=EKO period=2017",
    ]
    assert plan.table == "net-cost-by-unit"


@pytest.mark.parametrize("id", CHARTS)
def test_a_months_report_shows_the_year_to_date_and_no_table_of_a_whole_year(id: str) -> None:
    plan = plan_of(id, scope_of("2017-08"))
    assert str(plan.period) == "2017-01..2017-08"
    assert plan.table == ""


def test_the_months_after_the_period_are_empty_places() -> None:
    plan = plan_of("months-with-last-year", scope_of("2017-08"))
    assert [point.key for point in plan.points][-1] == "2017-12"
    has_outcome = [point.refs[-1] is not None for point in plan.points]
    assert has_outcome == [True] * 8 + [False] * 4
    assert all(point.refs[1] is not None for point in plan.points)
    budgets = [str(point.refs[0]) for point in plan.points]
    assert budgets[7:9] == [
        "net_cost unit=KS period=2017-08 version=budget",
        "net_cost unit=KS period=2017-09 version=budget as_of=2017-08-31",
    ]


def test_a_row_without_appropriation_by_definition_has_no_budget_to_draw() -> None:
    points = {point.key: point for point in plan_of("outcome-against-budget", scope_of()).points}
    assert points["EGET"].refs[0] is None
    assert points["HR"].refs[0] is not None


def test_a_bridge_leads_from_one_year_to_the_next_by_the_changes() -> None:
    plan = plan_of("net-cost-bridge", scope_of())
    assert [point.key for point in plan.points] == ["2016", *UNITS, "2017"]
    assert [point.is_total for point in plan.points] == [True, False, False, False, False, True]
    assert str(plan.points[1].refs[0]) == "net_cost_change unit=EKO period=2017"


def test_a_unit_without_parts_has_no_bridge_and_no_panels() -> None:
    alone = scope_of(unit="HR")
    assert CHARTS["net-cost-bridge"](alone) is None
    assert CHARTS["months-per-unit"](alone) is None


def test_without_any_value_no_chart_is_left() -> None:
    for id in CHARTS:
        plan = plan_of(id, scope_of())
        empty = "\n".join(" ".join("-" for _ in point.refs) for point in plan.points)
        assert with_values(plan, filled(plan, empty)) is None, id


def test_places_series_and_years_without_values_are_left_out() -> None:
    bars = plan_of("net-cost-per-unit", scope_of())
    kept = with_values(bars, filled(bars, "- 2\n- 3\n- -\n- 1"))
    assert kept is not None
    assert kept.series == ("2017",)
    assert [point.key for point in kept.points] == ["EKO", "HR", "POL"]
    lines = plan_of("net-cost-years", scope_of())
    kept = with_values(lines, filled(lines, "- - - -\n- - - -\n1 2 - 4\n1 - - 5\n2 3 - 6"))
    assert kept is not None
    assert (kept.series, [point.key for point in kept.points]) == (
        ("EKO", "HR", "POL"),
        ["2015", "2016", "2017"],
    )


def test_one_year_is_no_line_and_one_unit_no_comparison() -> None:
    lines = plan_of("net-cost-years", scope_of())
    assert with_values(lines, filled(lines, "- - - -\n" * 4 + "2 3 4 6")) is None
    bars = plan_of("net-cost-per-unit", scope_of())
    assert with_values(bars, filled(bars, "1 2\n- -\n- -\n- -")) is None


def test_a_chart_against_a_budget_needs_a_budget() -> None:
    bars = plan_of("outcome-against-budget", scope_of())
    assert with_values(bars, filled(bars, "- 2\n- 3\n- 1\n- 1")) is None


def test_a_bridge_needs_both_ends_and_a_step() -> None:
    plan = plan_of("net-cost-bridge", scope_of())
    assert with_values(plan, filled(plan, "-\n1\n1\n1\n1\n9")) is None
    assert with_values(plan, filled(plan, "9\n0\n0\n-\n0\n9")) is None
    kept = with_values(plan, filled(plan, "9\n1\n0\n-\n0\n10"))
    assert kept is not None
    assert [point.key for point in kept.points] == ["2016", "EKO", "2017"]


def found(id: str, rows: str, period: str = "2017") -> tuple[str, str]:
    plan = plan_of(id, scope_of(period))
    kept = with_values(plan, filled(plan, rows))
    assert kept is not None
    finding = find(kept, filled(plan, rows))
    assert finding.code in {"", *FINDINGS}
    return finding.code, finding.about


@pytest.mark.parametrize(
    ("id", "rows", "expected"),
    [
        ("net-cost-per-unit", "1 3\n1 2\n5 4\n1 1", ("grew-most", "EKO")),
        ("net-cost-per-unit", "1 3\n1 3\n5 4\n1 1", ("", "")),  # two grew as much
        ("net-cost-per-unit", "1 3\n- 2\n5 4\n1 1", ("", "")),  # one is not known
        ("net-cost-per-unit", "- 3\n- 2\n- 4\n- 1", ("", "")),  # nothing is known of the year before
        ("net-cost-per-unit", "3 1\n2 2\n5 4\n1 1", ("none-grew", "")),
        ("net-cost-per-unit", "1 1.01\n2 2\n5 4\n1 1", ("", "")),  # grew by what is printed as nothing
        ("outcome-against-budget", "9 8\n9 10\n. 1\n9 9", ("over-budget-alone", "HR")),
        ("outcome-against-budget", "9 11\n9 10\n. 1\n9 9", ("over-budget-most", "EKO")),
        ("outcome-against-budget", "9 11\n9 11\n. 1\n9 9", ("over-budget", "")),
        ("outcome-against-budget", "9 8\n9 9\n. 1\n9 9", ("none-over-budget", "")),
        ("outcome-against-budget", "9 8\n- 9\n. 1\n9 9", ("", "")),
        ("net-cost-bridge", "10\n3\n1\n-1\n0\n13", ("grew-mainly", "EKO")),
        ("net-cost-bridge", "10\n2\n2\n-1\n0\n13", ("grew", "")),
        ("net-cost-bridge", "10\n3\n1\n-\n0\n13", ("grew", "")),  # the steps do not explain it all
        ("net-cost-bridge", "10\n-3\n1\n0\n0\n8", ("fell-mainly", "EKO")),
        ("net-cost-bridge", "10\n-1\n1\n0\n0\n10", ("", "")),
        ("cost-shares", "-5\n-3\n-2\n0\n0\n0", ("largest-share", "personnel")),
        ("cost-shares", "-5\n-5\n-2\n0\n0\n0", ("", "")),
        ("cost-shares", "5\n-3\n-2\n0\n0\n0", ("", "")),  # no whole to be a part of
        ("net-cost-years", "- - - -\n" * 3 + "1 2 3 4\n1 2 5 4", ("grew-most-since", "EGET")),
        ("net-cost-years", "- - - -\n" * 3 + "1 2 - 4\n1 2 5 4", ("", "")),
    ],
)
def test_a_finding_is_claimed_only_where_the_values_bear_it(
    id: str, rows: str, expected: tuple[str, str]
) -> None:
    assert found(id, rows) == expected


def test_every_chart_has_its_words() -> None:
    assert set(SHOWN) == set(SUBTITLES) == set(CHARTS)


def test_months_are_counted_against_the_budget_or_else_against_last_year() -> None:
    dear = "\n".join(["5 4 6"] * 3 + ["5 4 4"] * 9)
    plan = plan_of("months-with-last-year", scope_of())
    finding = find(plan, filled(plan, dear))
    assert (finding.code, finding.count, finding.of) == ("months-over-budget", 3, 12)
    assert found("months-with-last-year", dear.replace("5 ", "- ")) == ("months-over-last-year", "")
    assert found("months-with-last-year", "\n".join(["5 4 5"] * 12)) == ("no-month-over-budget", "")
    january = "\n".join(["5 4 6", *(["- 4 -"] * 11)])
    assert found("months-with-last-year", january, "2017-01") == ("month-over-budget", "2017-01")


def test_the_dearest_month_is_that_of_most_units() -> None:
    plan = plan_of("months-per-unit", scope_of())
    rows = {unit: ["1 1"] * 11 + ["1 2"] for unit in UNITS}
    rows["POL"] = ["1 3"] + ["1 1"] * 11
    finding = find(plan, filled(plan, "\n".join(row for unit in UNITS for row in rows[unit])))
    assert (finding.code, finding.about, finding.count, finding.of) == ("dearest-month", "2017-12", 3, 4)
    even = replace(plan, points=plan.points[24:])
    assert find(even, filled(plan, "\n".join(["1 1"] * 48))).code == ""
