"""After a re-organisation: old snapshots and sealed editions keep the organisation known then."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hjulet.domain.organisation import Organisation, OrgLink, OrgUnit, Structure, Succession
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.validity import Validity
from hjulet.services.access import organisation
from hjulet.services.context import surroundings
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import figure, open_books
from hjulet.services.ledger import batches
from hjulet.services.people import OPERATOR
from hjulet.services.report import build_report
from hjulet.services.setup import set_organisation
from hjulet.services.verification import verify
from hjulet.store.models import Snapshot, Unit
from tests.services.people import ALICE, AT, person

YEAR = parse_period("2017")
LATER = AT + timedelta(days=30)


def reorganised(before: Organisation) -> Organisation:
    """HR gets another name and moves out of the office, straight under the executive board."""
    units = tuple(replace(unit, name="Personal") if unit.code == "HR" else unit for unit in before.units)
    links = tuple(
        replace(link, parent="KS") if (link.child, link.structure) == ("HR", Structure.POLITICAL) else link
        for link in before.links
    )
    return replace(before, units=units, links=links)


def net_cost(unit: str, snapshot: int | None = None) -> str:
    found, _ = figure(f"net_cost unit={unit} period=2017", snapshot=snapshot, by=ALICE, at=LATER)
    return str(found.value)


def unit_labels(snapshot: int | None = None) -> list[str]:
    report = build_report("annual", "KS", YEAR, snapshot=snapshot, by=ALICE, at=LATER).report
    (table,) = [one for one in report.tables if one.id == "net-cost-by-unit"]
    return [row.label for row in table.rows]


def test_an_old_snapshot_keeps_the_organisation_known_then(demo: Path) -> None:
    old = open_books().number
    set_organisation(reorganised(organisation()), by=OPERATOR, at=LATER)
    assert open_books().number == old + 1
    assert (net_cost("KSK", old), net_cost("KSK")) == ("274228500.00", "235530500.00")  # less HR's 38 698 000
    assert net_cost("KS", old) == net_cost("KS")
    assert "HR" in unit_labels(old)
    assert "Personal" not in unit_labels(old)
    assert "Personal" in unit_labels()


def test_a_sealed_edition_is_rebuilt_as_it_was(demo: Path) -> None:
    seal_report("annual", "KS", YEAR, by=ALICE, at=AT)
    set_organisation(reorganised(organisation()), by=OPERATOR, at=LATER)
    assert verify(again=True, by=OPERATOR, at=LATER).ok


def test_without_the_time_of_knowing_the_edition_would_drift(demo: Path) -> None:
    """The positive control: had the old rows been changed in place, rebuilding would show it."""
    seal_report("annual", "KS", YEAR, by=ALICE, at=AT)
    Unit.objects.filter(code="HR").update(name="Personal")
    assert not verify(again=True, by=OPERATOR, at=LATER).ok


def test_the_same_organisation_again_is_a_no_op(demo: Path) -> None:
    before = (Snapshot.objects.count(), Unit.objects.count())
    set_organisation(organisation(), by=OPERATOR, at=LATER)
    assert (Snapshot.objects.count(), Unit.objects.count()) == before


TURN = date(2017, 7, 1)
"""The day on which the office ends: HR goes under the board, the rest to a new office."""


def office_ended(before: Organisation) -> Organisation:
    """End the office KSK in the middle of 2017; SERVICE takes over from it, and HR goes to the board."""
    until, since = Validity(date(2014, 1, 1), TURN), Validity(TURN)
    units = [replace(unit, validity=until) if unit.code == "KSK" else unit for unit in before.units]
    links = [
        replace(link, validity=until) if "KSK" in (link.parent, link.child) else link for link in before.links
    ]
    services = [
        replace(each, validity=until) if each.department == "KSK" else each for each in before.services
    ]
    board = {Structure.POLITICAL: "KS", Structure.ADMINISTRATIVE: ""}
    moved = [link for link in before.links if link.parent == "KSK"]
    links += [
        replace(link, parent=board[link.structure] if link.child == "HR" else "SERVICE", validity=since)
        for link in moved
    ]
    links += [
        OrgLink(child="SERVICE", parent=parent, structure=structure, validity=since)
        for structure, parent in board.items()
    ]
    service = OrgUnit(code="SERVICE", kind="department", name="Servicekontoret", validity=since)
    follows = (Succession(predecessor="KSK", successor="SERVICE", day=TURN),)
    return Organisation(
        units=(*units, service), links=tuple(links), services=tuple(services), successions=follows
    )


def sees(by: Actor, unit: str, period: str) -> bool:
    try:
        figure(f"net_cost unit={unit} period={period}", by=by, at=LATER)
    except NotFoundError:
        return False
    return True


@pytest.mark.parametrize(
    ("unit", "period"),
    [
        ("KSK", "2017-06"),  # the body while it was
        ("HR", "2017-06"),
        ("HR", "2017-12"),  # what has left it
        ("EKO", "2017-12"),  # what its successor has
        ("SERVICE", "2017-12"),  # the successor itself
    ],
)
def test_an_auditors_access_survives_the_end_of_the_body(demo: Path, unit: str, period: str) -> None:
    set_organisation(office_ended(organisation()), by=OPERATOR, at=LATER)
    auditor, manager = person("Folke", "auditor", "KSK"), person("Bo", "unit_manager", "KSK")
    assert sees(auditor, unit, period)
    assert sees(manager, unit, period) is (period == "2017-06")


def test_an_auditor_of_an_ended_body_meets_what_became_of_it_first(demo: Path) -> None:
    set_organisation(office_ended(organisation()), by=OPERATOR, at=LATER)
    auditor = person("Folke", "auditor", "KSK")
    assert surroundings(period=parse_period("2017-06"), by=auditor, at=LATER).home == "KSK"
    met = surroundings(period=parse_period("2017-12"), by=auditor, at=LATER)
    assert met.home == met.units[0].code
    assert {"HR", "EKO"} <= {unit.code for unit in met.units}


def test_an_auditor_of_the_successor_sees_what_was_before_it_and_nobody_else_does(demo: Path) -> None:
    set_organisation(office_ended(organisation()), by=OPERATOR, at=LATER)
    assert sees(person("Folke", "auditor", "SERVICE"), "KSK", "2017-06")
    assert not sees(person("Gun", "auditor", "KFN"), "KSK", "2017-06")
    assert not sees(person("Gun", "auditor", "HR"), "EKO", "2017-06")


def test_an_auditor_still_finds_the_imports_of_units_that_have_ended(demo: Path) -> None:
    auditor, before = person("Folke", "auditor", "KS"), organisation()
    until = Validity(date(2014, 1, 1), TURN)
    units = tuple(replace(unit, validity=until) if unit.code == "HR" else unit for unit in before.units)
    links = tuple(replace(link, validity=until) if link.child == "HR" else link for link in before.links)
    seen = [batch.batch for batch in batches(by=auditor, at=LATER)]
    set_organisation(replace(before, units=units, links=links), by=OPERATOR, at=LATER)
    assert seen
    assert [batch.batch for batch in batches(by=auditor, at=LATER)] == seen
