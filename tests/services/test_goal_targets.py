"""Targets of an element: who writes them, versions, and what is refused."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.reduction import Derived, Pace, Per, Reduction
from hjulet.domain.permission import Actor
from hjulet.services.commitments import add_commitment
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.goal_pages import goals_page
from hjulet.services.goal_targets import add_target, change_target, remove_target, target_page
from hjulet.services.goals import import_goals
from hjulet.services.items import set_population
from hjulet.store.goals import load_goals
from hjulet.store.models import AuditEvent, GoalTarget, Revision, Snapshot
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY
from tests.services.test_goals import files

ONE = Ref("2020-2022", "mal-1")
TARGET = Reduction(
    of=ONE,
    name="Utsläpp",
    unit="ton",
    base=Decimal("5.5"),
    base_year=2010,
    percent=Decimal(40),
    year=2030,
    stated={Derived.TOTAL: Decimal(300_000)},
    per=Per.INHABITANT,
    pace=Pace.SAME_RATE,
    inhabitants=100_000,
)


@pytest.fixture
def goals(small: Path) -> Path:
    """Give goals of two periods."""
    import_goals(files(), by=ALICE, at=AT)
    return small


def stored() -> Reduction:
    (target,) = load_goals().targets
    return target


def test_a_target_comes_back_as_it_was_written_and_leaves_its_marks(goals: Path) -> None:
    add_target(TARGET, by=ALICE, at=AT)
    assert replace(stored(), version=0) == TARGET
    revision = Revision.objects.get(noun="goal-target")
    assert (revision.object_id, revision.fields["base"]) == ("2020-2022 mal-1", "5.5")
    event = AuditEvent.objects.get(action="set-goal-target")
    assert (event.params["name"], event.params["year"]) == ("Utsläpp", 2030)
    assert Snapshot.objects.latest("number").cause == "set-goal-target"


def test_a_change_is_a_new_version_and_an_older_snapshot_keeps_the_old(goals: Path) -> None:
    add_target(TARGET, by=ALICE, at=AT)
    first, known_at = stored(), Snapshot.objects.latest("number").known_at
    change_target(replace(first, percent=Decimal(50)), by=ALICE, at=AT)
    assert stored().percent == 50
    assert [each.percent for each in load_goals(at=known_at).targets] == [40]
    assert target_page(ONE, first.version, by=ALICE, at=AT).target == stored()
    before = AuditEvent.objects.count()
    change_target(stored(), by=ALICE, at=AT)  # nothing is changed
    assert AuditEvent.objects.count() == before
    remove_target(ONE, version=stored().version, by=ALICE, at=AT)
    assert load_goals().targets == ()
    assert AuditEvent.objects.get(action="remove-goal-target").params["name"] == "Utsläpp"


@pytest.mark.parametrize("who", [BOB, CHARLIE, ELSA, FOLKE, NOBODY])
def test_who_does_not_write_the_goal_writes_no_target(goals: Path, who: Actor) -> None:
    add_target(TARGET, by=ALICE, at=AT)
    for doing in (
        lambda: add_target(replace(TARGET, name="x"), by=who, at=AT),
        lambda: change_target(replace(stored(), note="x"), by=who, at=AT),
        lambda: remove_target(ONE, version=stored().version, by=who, at=AT),
        lambda: target_page(ONE, by=who, at=AT),
    ):
        with pytest.raises(NotFoundError):
            doing()
    assert stored().note == ""


def test_who_writes_all_of_a_commitment_writes_its_targets(goals: Path) -> None:
    own = Element(ref=Ref("2020-2022", ""), kind=ElementKind.COMMITMENT, name="x", under="mal-1", lead="KFN")
    ref = add_commitment(own, by=CHARLIE, at=AT)
    add_target(replace(TARGET, of=ref), by=CHARLIE, at=AT)
    theirs = add_commitment(replace(own, lead="HR", bodies=("KFN",)), by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        add_target(replace(TARGET, of=theirs), by=CHARLIE, at=AT)


def test_of_two_at_once_the_second_is_told(goals: Path) -> None:
    add_target(TARGET, by=ALICE, at=AT)
    read = stored()
    change_target(replace(read, percent=Decimal(50)), by=ALICE, at=AT)
    with pytest.raises(ConflictError) as fault:
        change_target(replace(read, percent=Decimal(60)), by=ALICE, at=AT)
    assert (fault.value.theirs, fault.value.version) == ("Utsläpp: −50 % 2010–2030", stored().version)
    with pytest.raises(ConflictError):
        remove_target(ONE, version=read.version, by=ALICE, at=AT)
    remove_target(ONE, version=stored().version, by=ALICE, at=AT)
    for doing in (
        lambda: change_target(read, by=ALICE, at=AT),
        lambda: remove_target(ONE, version=read.version, by=ALICE, at=AT),
        lambda: target_page(ONE, read.version, by=ALICE, at=AT),
    ):
        with pytest.raises(NotFoundError):
            doing()


def test_a_latest_value_of_zero_is_kept(goals: Path) -> None:
    add_target(replace(TARGET, now=Decimal(0), now_year=2020), by=ALICE, at=AT)
    assert stored().now == 0
    assert Revision.objects.get(noun="goal-target").fields["now"] == "0"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "target-is-there"),
        ({"name": "x", "percent": Decimal(101)}, "target-not-below"),
        ({"name": "x", "base": Decimal(0)}, "target-not-below"),
        ({"name": "x", "year": 2009}, "years-turned"),
        ({"name": "x", "now": Decimal(1)}, "value-without-year"),
    ],
)
def test_what_does_not_fit_is_refused(goals: Path, given: dict[str, object], code: str) -> None:
    add_target(TARGET, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match=code):
        add_target(replace(TARGET, **given), by=ALICE, at=AT)  # type: ignore[arg-type]
    assert GoalTarget.objects.count() == 1


def test_a_page_of_goals_knows_the_inhabitants_as_they_were_known(goals: Path) -> None:
    set_population([(2017, 96_032, "SCB")], by=ASTRID, at=AT)
    number = Snapshot.objects.latest("number").number
    set_population([(2017, 96_000, "SCB, rättad")], by=ASTRID, at=AT)
    for snapshot, expected in ((None, {2017: 96_000}), (number, {2017: 96_032})):
        page = goals_page("2020-2022", snapshot=snapshot, by=ALICE, at=AT)
        assert page is not None
        assert page.inhabitants == expected
