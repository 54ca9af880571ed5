"""After a re-organisation: old snapshots and sealed editions keep the organisation known then."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hjulet.domain.organisation import Organisation, Structure
from hjulet.domain.period import parse_period
from hjulet.services.access import organisation
from hjulet.services.edition import seal_report
from hjulet.services.figures import figure, open_books
from hjulet.services.people import OPERATOR
from hjulet.services.report import build_report
from hjulet.services.setup import set_organisation
from hjulet.services.verification import verify
from hjulet.store.models import Snapshot, Unit
from tests.services.people import ALICE, AT

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
