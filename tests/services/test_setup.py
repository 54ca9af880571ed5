"""Setting up: a mapping given again is a no-op, an earlier one may come back, a broken tree is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.organisation import OrgLink, Structure
from hjulet.services.access import organisation
from hjulet.services.day import is_demo
from hjulet.services.demo import load_demo
from hjulet.services.errors import RefusedError
from hjulet.services.figures import figure, open_books
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR, actor_of, new_person
from hjulet.services.setup import set_mapping, set_organisation
from hjulet.store.models import AuditEvent, Batch, MappingVersion, Snapshot
from tests.ledger_text import MAPPING, sie
from tests.services.people import ALWAYS, AT, ORGANISATION

LEDGER = sie("A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00")


def remap(accounts: int) -> int:
    return set_mapping(MAPPING.accounts[:accounts], MAPPING.units, by=OPERATOR, at=AT)


def net_cost(snapshot: int | None = None) -> str:
    found, _ = figure("net_cost unit=HR period=2017", snapshot=snapshot, by=OPERATOR, at=AT)
    return str(found.value)


def test_the_mapping_in_force_given_again_changes_nothing(small: Path) -> None:
    before = (Snapshot.objects.count(), MappingVersion.objects.count(), AuditEvent.objects.count())
    assert remap(len(MAPPING.accounts)) == open_books().number
    assert (Snapshot.objects.count(), MappingVersion.objects.count(), AuditEvent.objects.count()) == before


def test_an_earlier_mapping_may_come_back_and_each_snapshot_keeps_its_own(small: Path) -> None:
    import_sie(LEDGER, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    whole = open_books().number
    fewer = remap(1)
    again = remap(len(MAPPING.accounts))
    assert [net_cost(number) for number in (whole, fewer, again, None)] == [
        "100.00",
        "0.00",
        "100.00",
        "100.00",
    ]


def test_amounts_that_lose_their_mapping_are_told(small: Path) -> None:
    import_sie(LEDGER, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    remap(1)
    found, _ = figure("unmapped unit=HR period=2017", by=OPERATOR, at=AT)
    assert str(found.value) == "-100.00"


@pytest.mark.parametrize(
    ("child", "parent", "code"), [("KF", "HR", "under-itself"), ("HR", "NEJ", "unknown-parent")]
)
def test_a_broken_tree_is_refused_and_the_old_one_stands(
    small: Path, child: str, parent: str, code: str
) -> None:
    moved = OrgLink(child=child, parent=parent, structure=Structure.POLITICAL, validity=ALWAYS)
    links = tuple(moved if link.child == child else link for link in ORGANISATION.links)
    with pytest.raises(RefusedError) as raised:
        set_organisation(replace(ORGANISATION, links=links), by=OPERATOR, at=AT)
    assert raised.value.problems[0].code == code
    assert organisation() == ORGANISATION


def test_the_demo_is_loaded_once_and_a_stopped_loading_goes_on_where_it_was(demo: Path) -> None:
    assert not load_demo(by=OPERATOR, at=AT)
    AuditEvent.objects.filter(action="load-demo").delete()  # stopped just before the end
    batches, snapshots = Batch.objects.count(), Snapshot.objects.count()
    assert not is_demo()
    assert load_demo(by=OPERATOR, at=AT)
    assert (Batch.objects.count(), Snapshot.objects.count()) == (batches, snapshots)


def test_the_demo_is_not_loaded_over_other_data(small: Path) -> None:
    new_person(username="annan", name="Annan", password="x", by=OPERATOR, at=AT)
    with pytest.raises(RefusedError) as raised:
        load_demo(by=OPERATOR, at=AT)
    assert raised.value.problems[0].code == "home-not-empty"
    assert actor_of("annan") is not None
    assert actor_of("bo") is None
