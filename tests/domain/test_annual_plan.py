"""The annual report's plans: CONTRACT's rows and columns, years after the period, sums after parts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.figures import Figure, FigureRef, Note, Unit
from hjulet.domain.organisation import Organisation, OrganisationView, OrgLink, OrgUnit, Structure
from hjulet.domain.period import parse_period
from hjulet.domain.reports.annual import income_statement, net_cost_by_unit
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan, display, rounding_shows
from hjulet.domain.statement import STATEMENT_ROWS
from hjulet.domain.validity import Validity

YEAR = parse_period("2017")
ALWAYS = Validity(date(2014, 1, 1))


def view() -> OrganisationView:
    """Look at a board with an office of two units, a common row without appropriation, and a council."""
    kinds = {"KS": "executive_board", "KS-POL": "unit", "KSK": "department", "HR": "unit",
             "EGET": "result_row", "REF": "advisory"}  # fmt: skip
    parents = {"KS-POL": "KS", "KSK": "KS", "REF": "KS", "HR": "KSK", "EGET": "KSK"}
    return Organisation(
        units=tuple(
            OrgUnit(code=code, kind=kind, name=code, validity=ALWAYS, has_appropriation=code != "EGET")
            for code, kind in kinds.items()
        ),
        links=tuple(
            OrgLink(child=child, parent=parent, structure=Structure.POLITICAL, validity=ALWAYS)
            for child, parent in parents.items()
        ),
    ).as_of(YEAR.last_day)


def test_units_come_before_their_sum_and_the_body_last() -> None:
    rows = net_cost_by_unit("KS", YEAR, view()).rows
    assert [(row.id, row.level, row.parts) for row in rows] == [
        ("HR", 2, ()),
        ("EGET", 2, ()),
        ("KSK", 1, ("HR", "EGET")),
        ("KS-POL", 1, ()),
        ("KS", 0, ("KSK", "KS-POL")),
    ]


def test_the_columns_follow_the_reports_period() -> None:
    columns = [column.id for column in net_cost_by_unit("KS", parse_period("2016"), view()).columns]
    assert columns == [
        "appropriation",
        "variance",
        "net_cost_2016",
        "net_cost_2015",
        "net_cost_2014",
        "growth",
    ]
    columns = [column.id for column in income_statement("KS", YEAR).columns]
    assert columns == ["outcome_2016", "budget_2017", "outcome_2017", "variance"]


def test_a_unit_without_appropriation_by_definition_shows_it_blank() -> None:
    blank = {row.id: set(row.blank) for row in net_cost_by_unit("KS", YEAR, view()).rows}
    assert {unit for unit, columns in blank.items() if columns} == {"EGET"}


def test_the_statement_has_the_contracts_rows_and_unmapped_only_where_there_is_any() -> None:
    assert [row.id for row in income_statement("KS", YEAR).rows] == list(STATEMENT_ROWS)
    assert [row.id for row in income_statement("KS", YEAR, unmapped=True).rows][-1] == "unmapped"


def test_every_cell_of_a_row_is_a_figure_that_the_command_takes() -> None:
    statement = {row.id: row for row in income_statement("KS", YEAR).rows}
    assert {column: str(ref) for column, ref in statement["personnel"].cells.items()} == {
        "outcome_2016": "costs unit=KS line=personnel period=2016",
        "budget_2017": "costs unit=KS line=personnel period=2017 version=budget",
        "outcome_2017": "costs unit=KS line=personnel period=2017",
        "variance": "line_variance unit=KS line=personnel period=2017",
    }
    assert str(statement["total_costs"].cells["outcome_2017"]) == "costs unit=KS period=2017"


REF = FigureRef("net_cost", (("unit", "HR"),))


def figure(value: str | None, *, unit: Unit = Unit.KRONOR, note: str = "") -> Figure:
    amount = None if value is None else Decimal(value)
    return Figure(ref=REF, value=amount, unit=unit, snapshot=1, decimals=1, note=note)


@pytest.mark.parametrize(
    ("shown", "unit", "printed"),
    [
        (figure("274228500"), "tkr", "274\u00a0229"),
        (figure("-217000"), "tkr", "\u2212217"),
        (figure("0"), "tkr", "0"),
        (figure(None, note=Note.MISSING), "tkr", ""),
        (figure("36", unit=Unit.PERCENT), "%", "36,0"),
        (figure(None, unit=Unit.PERCENT, note=Note.NO_PERCENTAGE), "%", "–"),
    ],
)
def test_a_cell_is_rounded_blank_where_missing_and_a_dash_where_no_percentage(
    shown: Figure, unit: str, printed: str
) -> None:
    assert display(shown, unit=unit) == printed
    assert display(shown, unit=unit, blank=True) == ""


@pytest.mark.parametrize(
    ("parts", "shows"), [(("1000", "2000"), False), (("1400", "1400"), True), (("500", "500"), True)]
)
def test_rounding_shows_where_printed_rows_miss_their_printed_sum(
    parts: tuple[str, str], shows: bool
) -> None:
    refs = {name: FigureRef("net_cost", (("unit", name),)) for name in ("a", "b", "sum")}
    values = dict(zip(("a", "b"), map(Decimal, parts), strict=True))
    values["sum"] = values["a"] + values["b"]
    figures = {ref: replace(figure("0"), ref=ref, value=values[name]) for name, ref in refs.items()}
    rows = tuple(
        RowPlan(id=name, cells={"x": ref}, parts=("a", "b") if name == "sum" else ())
        for name, ref in refs.items()
    )
    plan = TablePlan(id="t", columns=(ColumnPlan(id="x", unit="tkr"),), rows=rows)
    assert rounding_shows(plan, figures) is shows
