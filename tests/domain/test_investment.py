"""Investments: what is decided of a year's money, as a table in and sums out."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.investment import (
    DecisionKind,
    Project,
    ProjectKind,
    amount_decided,
    appropriated,
    carried_over,
    in_order,
    kinds_of,
    of_units,
    with_parts,
)
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import parse_period
from hjulet.domain.register import Entry
from hjulet.domain.reports.investments import investment_years, investments
from hjulet.domain.reports.scope import Registers, Scope

YEAR = parse_period("2017")

DECISIONS = """
laptops  change     2017 2017-09-25  2300
net      original   2017 2016-12-12  7000
net      carry_over 2016 2017-03-27   164
net      carry_over 2017 2018-03-26   500
net      original   2016 2015-12-14  5000
signs    original   2017 2016-12-12  2600
"""


def decisions(project: str) -> tuple[Entry, ...]:
    words = (line.split() for line in DECISIONS.strip().splitlines())
    return tuple(
        Entry(kind=kind, year=int(year), on=date.fromisoformat(on), amount=Decimal(kr), reference="KF")
        for of, kind, year, on, kr in words
        if of == project
    )


def project(
    id: str,
    *,
    kind: str = "ks_kf",
    frame: str = "",
    unit: str = "KSK",
    started: int | None = None,
    closed: int | None = None,
) -> Project:
    return Project(
        id=id,
        name=id.title(),
        kind=ProjectKind(kind),
        frame=frame,
        unit=unit,
        codes=(f"9-{id}",),
        first_year=2016,
        last_year=2018,
        decisions=decisions(id),
        started=started,
        closed=closed,
    )


FRAME = project("frame", started=2015)
NET = project("net", frame="frame", started=2016)
LAPTOPS = project("laptops", frame="frame", started=2015, closed=2017)
SIGNS = project("signs", kind="programme", unit="KS")
OFFICE = project("office", kind="committee", started=2015)
ALL = (SIGNS, NET, OFFICE, FRAME, LAPTOPS)


def decided(id: str, period: str, version: str = "") -> Decimal | None:
    return amount_decided(with_parts(ALL, id), parse_period(period), kinds=kinds_of(version))


@pytest.mark.parametrize(
    ("id", "period", "version", "amount"),
    [
        ("net", "2017", "", 7164),  # what was carried over from 2016 is a change of 2017
        ("net", "2017", "original", 7000),
        ("net", "2017-02", "", 7000),  # before that was decided
        ("net", "2016", "", 5000),
        ("net", "2018", "", 500),
        ("net", "2016..2018", "", 12664),
        ("net", "2015..2017", "", None),  # of 2015 nothing is decided: a part of a sum is no sum
        ("laptops", "2017", "", 2300),
        ("laptops", "2017", "original", 0),
        ("laptops", "2017-08", "", 0),  # the change is known, and not in force
        ("laptops", "2016", "", None),
        ("frame", "2017", "", 9464),
        ("frame", "2017", "original", 7000),
        ("office", "2017", "", None),
        ("nothing", "2017", "", None),
    ],
)
def test_an_appropriation_is_the_original_and_what_has_changed_it(
    id: str, period: str, version: str, amount: int | None
) -> None:
    assert decided(id, period, version) == amount


def test_what_is_carried_over_is_a_decision_and_nothing_without_one() -> None:
    assert carried_over((NET,), parse_period("2016")) == Decimal(164)
    assert carried_over((NET,), YEAR) == Decimal(500)
    assert carried_over((LAPTOPS,), YEAR) is None


def test_the_decisions_behind_an_appropriation_are_listed() -> None:
    found = appropriated((NET,), YEAR, version="")
    assert [(each.entry.kind, str(each.entry.amount)) for each in found] == [
        ("original", "7000"),
        ("carry_over", "164"),
    ]
    assert DecisionKind.CARRY_OVER not in kinds_of("")


def test_projects_stand_by_kind_and_below_their_frame() -> None:
    assert [each.id for each in in_order(ALL)] == ["frame", "net", "laptops", "office", "signs"]
    assert [each.id for each in in_order((NET, SIGNS))] == ["net", "signs"]


def test_a_unit_has_the_projects_of_its_units_in_the_year() -> None:
    assert [each.id for each in of_units(ALL, {"KS"}, YEAR)] == ["signs"]
    assert of_units(ALL, {"KS"}, parse_period("2020")) == ()


VIEW = OrganisationView(day=YEAR.last_day, units={}, links=(), services=())


def test_the_table_hides_what_a_closed_project_leaves_and_the_zero_of_one_not_started() -> None:
    scope = Scope(unit="KS", period=YEAR, view=VIEW, registers=Registers(projects=ALL))
    plan = investments(scope)
    assert plan is not None
    assert [column.id for column in plan.columns] == [
        "original_2017",
        "change_2017",
        "appropriation_2017",
        "outcome_2017",
        "over_appropriation_2017",
        "carry_over_2018",
    ]
    shown = {row.id: (row.level, row.parts, set(row.blank_zero), set(row.blank)) for row in plan.rows}
    assert shown == {
        "frame": (1, ("net", "laptops"), set(), set()),
        "net": (2, (), set(), set()),
        "laptops": (2, (), set(), {"over_appropriation_2017"}),
        "office": (1, (), set(), set()),
        "signs": (1, (), {"outcome_2017"}, set()),
    }
    assert str(plan.rows[1].cells["original_2017"]) == (
        "investment_appropriation project=net period=2017 version=original"
    )


def test_a_unit_without_investments_has_no_table() -> None:
    assert investments(Scope(unit="KS", period=YEAR, view=VIEW)) is None


def test_a_project_is_shown_year_by_year_and_in_all() -> None:
    plan = investment_years(NET)
    assert [row.id for row in plan.rows] == ["2016", "2017", "2018", "all_years"]
    assert str(plan.rows[-1].cells["outcome"]) == "investment_outcome project=net period=2016..2018"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("investeringsutfall projekt=net period=2017", "investment_outcome project=net period=2017"),
        (
            "investment_appropriation unit=KS period=2017 version=original",
            "investment_appropriation unit=KS period=2017 version=original",
        ),
        ("bokfört_bidrag bidrag=eu period=2017", "grant_booked grant=eu period=2017"),
    ],
)
def test_a_reference_names_a_project_or_a_unit(text: str, canonical: str) -> None:
    assert str(REGISTRY.parse(text)) == canonical


def test_a_project_of_its_own_takes_no_unit_from_its_report() -> None:
    report = {"unit": "KS", "period": "2017"}
    assert str(REGISTRY.parse("investment_outcome project=net", defaults=report)) == (
        "investment_outcome project=net period=2017"
    )
    assert str(REGISTRY.parse("investment_outcome", defaults=report)) == (
        "investment_outcome unit=KS period=2017"
    )
