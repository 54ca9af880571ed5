"""Government grants: entries by day and by year, and the table that shows them beside the ledger."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.grant import GovernmentGrant, GrantEntryKind, amount_of, of_units
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import parse_period
from hjulet.domain.register import Entry
from hjulet.domain.reports.investments import government_grants
from hjulet.domain.reports.scope import Registers, Scope

ENTRIES = """
granted 2016 2015-06-01 900
granted 2017 2015-06-01 800
claim   2016 2017-02-01 300
payment 2016 2017-03-15 290
payment 2017 2017-11-01 400
accrual 2016 2016-12-31 300
accrual 2017 2017-12-31 150
"""


def entry(line: str) -> Entry:
    kind, year, on, amount = line.split()
    return Entry(
        kind=kind, year=int(year), on=date.fromisoformat(on), amount=Decimal(amount), reference="Beslut"
    )


EU = GovernmentGrant(
    id="eu",
    name="Matlust",
    giver="EU",
    unit="DEST",
    codes=("6001",),
    first_day=date(2015, 7, 1),
    last_day=date(2017, 6, 30),
    condition="Återsöks",
    entries=tuple(entry(line) for line in ENTRIES.strip().splitlines()),
)


@pytest.mark.parametrize(
    ("kind", "period", "amount"),
    [
        ("granted", "2017", 800),
        ("claim", "2017", 300),  # of the day it was made, not of the year it is about
        ("claim", "2016", 0),
        ("payment", "2017", 690),
        ("payment", "2017-01..2017-08", 290),
        ("accrual", "2017", 150),
        ("accrual", "2017-12", 150),
        ("accrual", "2017-08", None),  # nobody has said what has accrued by August
    ],
)
def test_entries_are_of_their_day_or_their_year(kind: str, period: str, amount: int | None) -> None:
    assert amount_of((EU,), parse_period(period), kind=GrantEntryKind(kind)) == amount


@pytest.mark.parametrize(
    ("period", "holds"),
    [("2014", False), ("2015", True), ("2015-06", False), ("2017", True), ("2017-11", True), ("2018", False)],
)
def test_a_grant_is_listed_while_it_holds_and_while_something_is_paid(period: str, holds: bool) -> None:
    assert bool(of_units((EU,), {"DEST"}, parse_period(period))) is holds


def test_the_table_ends_with_the_rest_and_the_line_of_the_statement() -> None:
    view = OrganisationView(day=date(2017, 12, 31), units={}, links=(), services=())
    scope = Scope(unit="KS", period=parse_period("2017"), view=view, registers=Registers(grants=(EU,)))
    plan = government_grants(scope)
    assert plan is not None
    assert [row.id for row in plan.rows] == ["eu", "other_grants", "total_grants"]
    assert plan.rows[0].words == {
        "decision": "EU: Beslut (2015-06-01)",
        "period": "2015–2017",
        "condition": "Återsöks",
    }
    booked = [str(row.cells["booked"]) for row in plan.rows]
    assert booked == [
        "grant_booked grant=eu period=2017",
        "grant_rest unit=KS period=2017",
        "income unit=KS line=grants period=2017",
    ]
    assert plan.rows[-1].parts == ("eu", "other_grants")


def test_a_unit_without_grants_has_no_table() -> None:
    view = OrganisationView(day=date(2017, 12, 31), units={}, links=(), services=())
    assert government_grants(Scope(unit="KS", period=parse_period("2017"), view=view)) is None
