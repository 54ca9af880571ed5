"""The organisation: two structures, asked as of a day; units move, end and change name."""

from dataclasses import replace
from datetime import date

from hjulet.domain.organisation import (
    Organisation,
    OrganisationView,
    OrgLink,
    OrgUnit,
    Service,
    Structure,
    Succession,
)
from hjulet.domain.validity import Validity

POLITICAL, ADMINISTRATIVE = Structure.POLITICAL, Structure.ADMINISTRATIVE
ALWAYS = Validity(date(2014, 1, 1))
BEFORE, AFTER = date(2017, 12, 31), date(2018, 1, 1)


def unit(code: str, validity: Validity = ALWAYS, *, name: str = "") -> OrgUnit:
    return OrgUnit(code=code, kind="unit", name=name or code.title(), validity=validity)


def link(child: str, parent: str, structure: Structure = POLITICAL, validity: Validity = ALWAYS) -> OrgLink:
    return OrgLink(child=child, parent=parent, structure=structure, validity=validity)


def as_of(day: date) -> OrganisationView:
    """Look at a small municipality that re-organises at the turn of the year 2017/2018."""
    until, since = Validity(date(2014, 1, 1), AFTER), Validity(AFTER)
    return Organisation(
        units=(
            unit("KF"),
            unit("KS"),
            unit("ALN", until),
            unit("KSK"),
            unit("HR", until, name="Personal"),
            unit("HR", since, name="HR"),
            unit("ARB"),
        ),
        links=(
            link("KS", "KF"),
            link("ALN", "KF", validity=until),
            link("KSK", "KS"),
            link("HR", "KSK"),
            link("HR", "KSK", ADMINISTRATIVE),
            link("ARB", "ALN", validity=until),
            link("ARB", "KS", validity=since),
            link("ARB", "KSK", ADMINISTRATIVE),
        ),
        services=(
            Service(department="KSK", committee="KS", validity=ALWAYS),
            Service(department="KSK", committee="ALN", validity=until),
        ),
    ).as_of(day)


def test_a_committee_ends_and_its_unit_moves() -> None:
    assert as_of(BEFORE).subtree("KF") == ("KF", "KS", "KSK", "HR", "ALN", "ARB")
    assert as_of(AFTER).subtree("KF") == ("KF", "KS", "KSK", "HR", "ARB")
    assert as_of(AFTER).subtree("ALN") == ()
    assert "ALN" not in as_of(AFTER)


def test_a_name_changes_on_its_day() -> None:
    assert as_of(BEFORE).units["HR"].name == "Personal"
    assert as_of(AFTER).units["HR"].name == "HR"


def test_the_two_structures_are_walked_apart_and_looked_up_together() -> None:
    view = as_of(BEFORE)
    assert view.subtree("KSK") == ("KSK", "HR")
    assert view.subtree("KSK", ADMINISTRATIVE) == ("KSK", "HR", "ARB")
    assert view.above("ARB") == {"ARB", "ALN", "KSK", "KS", "KF"}
    assert view.parents("ARB") == ("ALN", "KSK")


def test_a_department_serves_several_committees_as_long_as_they_exist() -> None:
    assert as_of(BEFORE).committees_served("KSK") == ("KS", "ALN")
    assert as_of(AFTER).committees_served("KSK") == ("KS",)


def test_a_unit_belongs_to_the_body_above_it_that_answers_to_the_council() -> None:
    kinds = {"KF": "council", "KS": "executive_board", "KFN": "committee", "G": "group_of_bodies"}
    parents = {"KF": "", "G": "KF", "KS": "G", "KFN": "KF", "HR": "KS", "EKO": "HR"}
    view = Organisation(
        units=tuple(replace(unit(code), kind=kinds.get(code, "unit")) for code in parents),
        links=tuple(link(child, parent) for child, parent in parents.items()),
    ).as_of(AFTER)
    assert view.answering == ("KS", "KFN")
    assert view.body_of == {"KS": "KS", "KFN": "KFN", "HR": "KS", "EKO": "KS"}


def test_a_unit_is_named_by_its_last_name() -> None:
    assert as_of(BEFORE).history.names["HR"] == "HR"


def test_before_the_first_day_nothing_exists() -> None:
    assert as_of(date(2013, 12, 31)).units == {}


def test_a_cycle_that_is_there_anyway_ends_the_walk() -> None:
    ring = Organisation(units=(unit("A"), unit("B")), links=(link("B", "A"), link("A", "B"))).as_of(AFTER)
    assert ring.subtree("A") == ("A", "B")
    assert ring.above("A") == {"A", "B"}


def test_what_a_unit_was_ever_part_of_is_remembered_after_it_moved() -> None:
    for day in (BEFORE, AFTER):
        assert as_of(day).ever_above("ARB") == {"ARB", "ALN", "KS", "KSK", "KF"}
    assert "ALN" not in as_of(AFTER).above("ARB")


def merged() -> Organisation:
    """Two committees become one, which later is split in two."""
    return Organisation(
        units=tuple(unit(code) for code in ("ONE", "TWO", "BOTH", "LEFT", "RIGHT", "SCHOOL")),
        links=(link("SCHOOL", "TWO"),),
        successions=(
            Succession(predecessor="ONE", successor="BOTH", day=AFTER),
            Succession(predecessor="TWO", successor="BOTH", day=AFTER),
            Succession(predecessor="BOTH", successor="LEFT", day=AFTER),
            Succession(predecessor="BOTH", successor="RIGHT", day=AFTER),
        ),
    )


def test_a_body_is_followed_to_its_successors_and_back_to_its_predecessors() -> None:
    assert {"ONE", "TWO", "BOTH"} <= merged().ever_above("LEFT")
    assert {"BOTH", "LEFT", "RIGHT"} <= merged().ever_above("SCHOOL")


def test_those_that_went_together_or_apart_are_not_each_others() -> None:
    assert "ONE" not in merged().ever_above("SCHOOL")
    assert "RIGHT" not in merged().ever_above("LEFT")


def test_a_unit_that_has_ended_is_seen_as_it_was_last() -> None:
    history = as_of(AFTER).history
    assert history.last_seen("ALN", by=AFTER).day == BEFORE
    assert history.last_seen("KS", by=AFTER).day == AFTER
    assert history.last_seen("NEJ", by=AFTER).day == AFTER
