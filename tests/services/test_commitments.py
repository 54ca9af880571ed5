"""Commitments are written by who writes the goals for the body, in versions, and outlive an import."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.organisation import OrgLink, OrgUnit, Structure
from hjulet.domain.permission import Actor
from hjulet.domain.validity import Validity
from hjulet.services.commitments import (
    add_commitment,
    change_commitment,
    commitment_page,
    new_commitment_page,
    remove_commitment,
)
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.goals import import_goals, try_goals
from hjulet.services.setup import set_organisation
from hjulet.store.goals import load_goals
from hjulet.store.models import AuditEvent, GoalElement, Revision, Snapshot
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY, ORGANISATION
from tests.services.test_goals import FIRST, NEW, OLD, SUCCESSOR, files

NOW = "2020-2022"
READ = Element(ref=Ref(NOW, ""), kind=ElementKind.COMMITMENT, name="Fler läser", under="mal-1", lead="KFN")


@pytest.fixture
def goals(small: Path) -> Path:
    """Give goals of two periods."""
    import_goals(files(), by=ALICE, at=AT)
    return small


def stored(ref: Ref) -> Element:
    return load_goals()[ref]


def test_a_commitment_is_written_with_a_revision_a_snapshot_and_an_audit_row(goals: Path) -> None:
    ref = add_commitment(READ, by=CHARLIE, at=AT)
    assert ref == Ref(NOW, "atagande-1")
    row = GoalElement.objects.get(key=ref.key)
    assert (row.lead, row.set_by) == ("KFN", "charlie")
    revision = Revision.objects.get(noun="commitment")
    assert (revision.object_id, revision.version, revision.fields["name"]) == (
        "2020-2022 atagande-1",
        row.pk,
        "Fler läser",
    )
    event = AuditEvent.objects.get(action="set-commitment")
    assert (event.actor, event.params["name"]) == ("charlie", "Fler läser")
    assert Snapshot.objects.latest("number").cause == "set-commitment"


def test_a_change_is_a_new_version_and_an_older_snapshot_keeps_the_old(goals: Path) -> None:
    ref = add_commitment(READ, by=CHARLIE, at=AT)
    known_at = Snapshot.objects.latest("number").known_at
    change_commitment(replace(stored(ref), name="Fler lånar"), by=CHARLIE, at=AT)
    assert stored(ref).name == "Fler lånar"
    assert load_goals(at=known_at)[ref].name == "Fler läser"
    before = AuditEvent.objects.count()
    change_commitment(stored(ref), by=CHARLIE, at=AT)  # nothing is changed
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("who", [BOB, ELSA, FOLKE, NOBODY])
def test_who_writes_no_goals_makes_no_commitment(goals: Path, who: Actor) -> None:
    with pytest.raises(NotFoundError):
        add_commitment(READ, by=who, at=AT)
    with pytest.raises(NotFoundError):
        new_commitment_page(NOW, "mal-1", by=who, at=AT)
    ref = add_commitment(READ, by=ASTRID, at=AT)
    with pytest.raises(NotFoundError):
        commitment_page(NOW, ref.key, by=who, at=AT)
    with pytest.raises(NotFoundError):
        change_commitment(replace(stored(ref), name="x"), by=who, at=AT)
    with pytest.raises(NotFoundError):
        remove_commitment(ref, version=stored(ref).version, by=who, at=AT)


def test_a_committee_writes_its_own_and_the_board_writes_all(goals: Path) -> None:
    theirs = add_commitment(replace(READ, lead="HR"), by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        change_commitment(replace(stored(theirs), name="x"), by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        add_commitment(replace(READ, lead="HR"), by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        add_commitment(replace(READ, lead=""), by=CHARLIE, at=AT)
    mine = add_commitment(READ, by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        change_commitment(replace(stored(mine), lead="HR"), by=CHARLIE, at=AT)  # given to somebody else
    change_commitment(replace(stored(mine), lead="HR"), by=ALICE, at=AT)
    assert stored(mine).lead == "HR"
    page = new_commitment_page(NOW, "mal-1", by=CHARLIE, at=AT)
    assert [code for code, _ in page.choices.leads] == ["KFN"]


def test_a_unit_that_began_within_the_period_may_undertake_something(goals: Path) -> None:
    began = OrgUnit(code="NY", kind="unit", name="Den nya", validity=Validity(date(2018, 1, 1)))
    below = OrgLink(child="NY", parent="KFN", structure=Structure.POLITICAL, validity=began.validity)
    units, links = (*ORGANISATION.units, began), (*ORGANISATION.links, below)
    set_organisation(replace(ORGANISATION, units=units, links=links), by=ASTRID, at=AT)
    page = new_commitment_page("2017-2019", "mal-1", by=CHARLIE, at=AT)
    assert page.choices.leads == (("KFN", "KFN"), ("NY", "Den nya"))
    assert page.within.names["NY"] == "Den nya"


def test_a_body_that_shares_says_how_it_is_measured_and_nothing_else(goals: Path) -> None:
    ref = add_commitment(replace(READ, lead="HR", bodies=("namnderna",)), by=ALICE, at=AT)
    change_commitment(replace(stored(ref), indicators=("N11",)), by=CHARLIE, at=AT)
    assert stored(ref).indicators == ("N11",)
    with pytest.raises(RefusedError, match="field-of-another-body"):
        change_commitment(replace(stored(ref), name="Vårt"), by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        remove_commitment(ref, version=stored(ref).version, by=CHARLIE, at=AT)


def test_of_two_at_once_the_second_is_told_and_nothing_is_lost(goals: Path) -> None:
    ref = add_commitment(READ, by=CHARLIE, at=AT)
    read = stored(ref)
    change_commitment(replace(read, name="Först"), by=CHARLIE, at=AT)
    with pytest.raises(ConflictError) as conflict:
        change_commitment(replace(read, name="Sedan"), by=ALICE, at=AT)
    assert (conflict.value.theirs, conflict.value.mine) == ("Först", "Sedan")
    with pytest.raises(ConflictError):
        remove_commitment(ref, version=read.version, by=ALICE, at=AT)
    assert stored(ref).name == "Först"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"under": ""}, "commitment-stands-alone"),
        ({"under": "nej"}, "unknown-above"),
        ({"under": "atagande-2"}, "goal-under-itself"),
        ({"through": "nej"}, "unknown-unit"),
        ({"years": (2022, 2020)}, "years-turned"),
    ],
)
def test_what_does_not_fit_among_the_goals_is_refused(
    goals: Path, change: dict[str, object], code: str
) -> None:
    ref = add_commitment(READ, by=CHARLIE, at=AT)
    add_commitment(replace(READ, under=ref.key), by=CHARLIE, at=AT)
    with pytest.raises(RefusedError, match=code):
        change_commitment(replace(stored(ref), **change), by=CHARLIE, at=AT)  # type: ignore[arg-type]
    assert stored(ref) == replace(READ, ref=ref, version=stored(ref).version)


def test_one_that_holds_others_is_not_taken_away_and_a_number_is_used_once(goals: Path) -> None:
    first = add_commitment(READ, by=CHARLIE, at=AT)
    under = add_commitment(replace(READ, under=first.key), by=CHARLIE, at=AT)
    with pytest.raises(RefusedError, match="commitment-holds-others"):
        remove_commitment(first, version=stored(first).version, by=CHARLIE, at=AT)
    remove_commitment(under, version=stored(under).version, by=CHARLIE, at=AT)
    assert under not in load_goals()
    assert AuditEvent.objects.filter(action="remove-commitment").count() == 1
    assert add_commitment(READ, by=CHARLIE, at=AT).key == "atagande-3"


AIMED = b"structure;key;name;unit;base_year;base;percent;year;now_year;now;change;level;remaining;note\n" + (
    f"{NOW};atagande-1;Pappret;ark;2019;100;50;2022;;;;;;\n".encode()
)


def test_what_was_said_of_one_that_is_taken_away_goes_with_it(goals: Path) -> None:
    ref = add_commitment(READ, by=CHARLIE, at=AT)
    own = f"{NOW};{ref.key};åtagande;;Fler läser;mal-1;KFN;;;;;;;;;;\n"
    supports = f"{NOW};{ref.key};{NOW};mal-6;stöder;\n"
    given = files(elements=OLD + NEW + FIRST + own, links=SUCCESSOR + supports)
    import_goals(replace(given, targets=(AIMED, "t.csv")), by=ALICE, at=AT)
    known_at = Snapshot.objects.latest("number").known_at
    remove_commitment(ref, version=stored(ref).version, by=CHARLIE, at=AT)
    found = load_goals()
    assert (found.targets, [link.kind for link in found.links]) == ((), ["successor"])
    before = load_goals(at=known_at)
    assert (len(before.targets), len(before.links)) == (1, 2)
    assert import_goals(files(elements=OLD + NEW + FIRST), by=ALICE, at=AT).accepted


def test_files_of_goals_end_no_commitment_but_may_change_one(goals: Path) -> None:
    ref = add_commitment(READ, by=CHARLIE, at=AT)
    assert import_goals(files(), by=ALICE, at=AT).changes == ()
    assert stored(ref).name == "Fler läser"
    row = f"{NOW};{ref.key};åtagande;;Fler lånar;mal-1;KFN;;;;;;;;;;\n"
    assert len(import_goals(files(elements=OLD + NEW + row), by=ALICE, at=AT).changes) == 1
    assert stored(ref).name == "Fler lånar"


def test_files_without_the_goal_that_a_commitment_stands_under_are_refused(goals: Path) -> None:
    add_commitment(READ, by=CHARLIE, at=AT)
    trial = try_goals(files(elements=OLD, links=""), by=ALICE, at=AT)
    assert [problem.code for problem in trial.problems] == ["unknown-above"]


def test_a_commitment_written_after_the_files_were_shown_is_not_overrun(goals: Path) -> None:
    base = try_goals(files(), by=ALICE, at=AT).base
    add_commitment(READ, by=CHARLIE, at=AT)
    with pytest.raises(ConflictError):
        import_goals(files(), base=base, by=ALICE, at=AT)
