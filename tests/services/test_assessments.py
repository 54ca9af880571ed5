"""Assessments are written by who assesses for the body, with a reason, in versions; a snapshot keeps them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Q

from hjulet.domain.goals.assessment import Assessment, Level, Part
from hjulet.domain.goals.element import Ref
from hjulet.domain.organisation import Organisation
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.permission import Actor
from hjulet.domain.validity import Validity
from hjulet.services.assessments import (
    add_assessments,
    assess,
    assessment_page,
    assessments_of,
    assessments_page,
    coverage,
    withdraw_assessment,
)
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.goals import import_goals
from hjulet.services.people import OPERATOR
from hjulet.services.setup import set_organisation
from hjulet.store.assessment import load_assessments
from hjulet.store.models import AuditEvent, GoalAssessment, Revision, Snapshot
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY, ORGANISATION
from tests.services.test_goals import BOTH_YEARS, NEW, OLD, files

NOW, YEAR = "2020-2022", year_period(2021)
GOAL = Ref(NOW, "mal-1")
SAID = Assessment(of=GOAL, body="KS", period=YEAR, level=Level.FAIR, reason="På väg.")


@pytest.fixture
def goals(small: Path) -> Path:
    """Give goals of two periods, of which the later is everybody's."""
    import_goals(files(), by=ALICE, at=AT)
    return small


def stored() -> Assessment:
    (found,) = load_assessments(where=Q())
    return found


def test_an_assessment_leaves_a_revision_a_snapshot_and_an_audit_row(goals: Path) -> None:
    assess(SAID, by=ALICE, at=AT)
    row = GoalAssessment.objects.get()
    assert (row.set_by, stored()) == ("alice", replace(SAID, version=row.pk))
    revision = Revision.objects.get(noun="assessment")
    assert (revision.object_id, revision.fields["level"]) == ("2020-2022 mal-1 KS 2021", "fair")
    event = AuditEvent.objects.get(action="assess-goal")
    assert (event.actor, event.params["level"]) == ("alice", "fair")
    assert Snapshot.objects.latest("number").cause == "assess-goal"


def test_a_change_is_a_new_version_an_older_snapshot_keeps_the_old_and_the_same_again_is_nothing(
    goals: Path,
) -> None:
    assess(SAID, by=ALICE, at=AT)
    known_at = Snapshot.objects.latest("number").known_at
    assess(replace(stored(), level=Level.GOOD, reason="Nått. "), by=ALICE, at=AT)
    assert (stored().level, stored().reason) == (Level.GOOD, "Nått.")
    assert [each.level for each in load_assessments(at=known_at, where=Q())] == [Level.FAIR]
    before = Snapshot.objects.count()
    assess(stored(), by=ALICE, at=AT)
    assert Snapshot.objects.count() == before
    page = assessment_page(GOAL, "KS", YEAR, by=FOLKE, at=AT)
    assert [each.assessment.level for each in page.history] == [Level.GOOD, Level.FAIR]
    assert (page.now and page.now.level, page.may_assess) == (Level.GOOD, False)


def test_a_wrong_one_is_taken_back_with_why_and_the_goal_is_without_again(goals: Path) -> None:
    assess(SAID, by=ALICE, at=AT)
    known_at, before = Snapshot.objects.latest("number").known_at, Snapshot.objects.count()
    wrong = replace(stored(), reason="Fel år. ")
    with pytest.raises(RefusedError, match="withdrawal-without-reason"):
        withdraw_assessment(replace(wrong, reason=" "), by=ALICE, at=AT)
    withdraw_assessment(wrong, by=ALICE, at=AT)
    assert load_assessments(where=Q()) == ()
    assert [each.reason for each in load_assessments(at=known_at, where=Q())] == ["På väg."]
    assert Snapshot.objects.count() == before + 1
    assert AuditEvent.objects.get(action="withdraw-assessment").object_id == "2020-2022 mal-1 KS 2021"
    assert [each.ref for each in assessments_page(NOW, "KS", YEAR, by=ALICE, at=AT).without] == [GOAL]
    assert [each.done for each in coverage(NOW, by=ALICE, at=AT)[1]] == [0, 0, 0]
    page = assessment_page(GOAL, "KS", YEAR, by=FOLKE, at=AT)
    assert page.now is None
    history = [(each.assessment.reason, each.is_withdrawal) for each in page.history]
    assert history == [("Fel år.", True), ("På väg.", False)]
    with pytest.raises(NotFoundError):  # there is nothing left to take back
        withdraw_assessment(replace(wrong, version=page.version), by=ALICE, at=AT)
    with pytest.raises(ConflictError):  # whoever read it before
        assess(replace(SAID, version=wrong.version), by=ALICE, at=AT)
    assess(replace(SAID, version=page.version), by=ALICE, at=AT)  # the same again is not the same
    assert stored().reason == "På väg."


def test_whoever_takes_back_what_another_has_changed_is_told(goals: Path) -> None:
    assess(SAID, by=ALICE, at=AT)
    read = stored()
    assess(replace(read, reason="En annan."), by=ALICE, at=AT)
    with pytest.raises(ConflictError) as raised:
        withdraw_assessment(replace(read, reason="Fel år."), by=ALICE, at=AT)
    assert raised.value.theirs == "En annan."
    for who in (BOB, CHARLIE, ELSA, ASTRID):
        with pytest.raises(NotFoundError):
            withdraw_assessment(replace(stored(), reason="Fel år."), by=who, at=AT)
    assert stored().reason == "En annan."


@pytest.mark.parametrize(("part", "periods"), [(Part.SECOND_THIRD, "T2"), (Part.FIRST_HALF, "H1")])
def test_who_is_without_in_a_part_of_each_year(goals: Path, part: Part, periods: str) -> None:
    assess(replace(SAID, period=part.in_year(2021)), by=ALICE, at=AT)
    _within, covered = coverage(NOW, part=part, by=ALICE, at=AT)
    assert [(str(each.period), each.done) for each in covered] == [
        (f"2020-{periods}", 0),
        (f"2021-{periods}", 1),
        (f"2022-{periods}", 0),
    ]
    page = assessments_page(NOW, "KS", part.in_year(2021), by=ALICE, at=AT)
    assert [str(each) for each in page.years] == [str(each.period) for each in covered]
    assert Part.of(page.period) is part


def test_of_two_at_once_one_wins_and_the_other_is_told(goals: Path) -> None:
    assess(SAID, by=ALICE, at=AT)
    with pytest.raises(ConflictError) as raised:
        assess(replace(SAID, reason="Jag var först."), by=ALICE, at=AT)
    assert raised.value.theirs == "På väg."
    with pytest.raises(ConflictError):
        assess(replace(SAID, period=year_period(2020), version=1), by=ALICE, at=AT)


@pytest.mark.parametrize("who", [BOB, CHARLIE, ELSA, FOLKE, ASTRID, NOBODY])
def test_only_who_assesses_for_the_body_does(goals: Path, who: Actor) -> None:
    with pytest.raises(NotFoundError):
        assess(SAID, by=who, at=AT)
    with pytest.raises(NotFoundError):
        add_assessments([SAID], by=who, at=AT)
    assert not GoalAssessment.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "assessment-without-reason"),
        ({"period": year_period(2019)}, "assessment-outside-goals"),
    ],
)
def test_an_assessment_has_a_reason_and_a_year_of_its_goals(
    goals: Path, change: dict[str, object], code: str
) -> None:
    with pytest.raises(RefusedError, match=code):
        assess(replace(SAID, **change), by=ALICE, at=AT)  # type: ignore[arg-type]


def test_a_body_assesses_no_goal_of_anothers_and_none_that_does_not_exist(goals: Path) -> None:
    theirs = Assessment(
        of=Ref("2017-2019", "mal-1"), body="KFN", period=year_period(2018), level=Level.GOOD, reason="x"
    )  # the board alone follows it up
    with pytest.raises(NotFoundError):
        assess(theirs, by=CHARLIE, at=AT)
    assess(replace(theirs, body="KS"), by=ALICE, at=AT)  # the positive control
    with pytest.raises(NotFoundError):
        assess(replace(SAID, of=Ref(NOW, "nej")), by=ALICE, at=AT)


def test_what_another_body_has_said_is_not_seen(goals: Path) -> None:
    assess(SAID, by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        assessments_page(NOW, "KS", YEAR, by=CHARLIE, at=AT)
    assert assessments_of(GOAL, known_at=None, by=CHARLIE, at=AT) == ()
    assert [each.body for each in assessments_of(GOAL, known_at=None, by=ELSA, at=AT)] == ["KS"]


def test_who_is_without_is_told_by_body_and_year(goals: Path) -> None:
    assert [each.ref for each in assessments_page(NOW, "KS", YEAR, by=ALICE, at=AT).without] == [GOAL]
    assess(SAID, by=ALICE, at=AT)
    page = assessments_page(NOW, "KS", YEAR, by=ALICE, at=AT)
    assert (page.without, page.said[GOAL].level) == ((), Level.FAIR)
    _within, covered = coverage(NOW, by=ALICE, at=AT)
    assert [(each.body, str(each.period), each.done, each.of) for each in covered] == [
        ("KS", "2020", 0, 1),
        ("KS", "2021", 1, 1),
        ("KS", "2022", 0, 1),
    ]
    assert {each.body for each in coverage(NOW, by=ASTRID, at=AT)[1]} == {"KS", "KFN"}


def test_several_take_one_snapshot_and_leave_what_is_there(goals: Path) -> None:
    assess(SAID, by=ALICE, at=AT)
    before = Snapshot.objects.count()
    other = replace(SAID, period=year_period(2022), level=Level.NONE, reason="Inget värde.")
    add_assessments([replace(SAID, reason="En annan."), other], by=ALICE, at=AT)
    add_assessments([other], by=ALICE, at=AT)
    assert Snapshot.objects.count() == before + 1
    assert {each.reason for each in load_assessments(where=Q())} == {"På väg.", "Inget värde."}
    assert AuditEvent.objects.get(action="assess-goals").params["count"] == 1


def test_of_several_bodies_too_and_each_stands_once_in_the_log(goals: Path) -> None:
    before = Snapshot.objects.count()
    years = [year_period(year) for year in (2020, 2021)]
    mixed = [replace(SAID, body=body, period=year) for year in years for body in ("KS", "KFN")]
    add_assessments(mixed, by=OPERATOR, at=AT)
    assert Snapshot.objects.count() == before + 1
    told = AuditEvent.objects.filter(action="assess-goals").values_list("object_id", "params")
    taken = Snapshot.objects.latest("number").number
    assert dict(told) == {f"{NOW} {body}": {"count": 2, "snapshot": taken} for body in ("KS", "KFN")}
    assert len(told) == 2


@pytest.mark.parametrize(
    ("period", "is_assessed"),
    [
        ("2021", True),
        ("2021-T2", True),
        ("2022-H1", True),
        ("2019", False),
        ("2021-08", False),
        ("2020..2021", False),
        ("2010..2021", False),
    ],
)
def test_goals_are_assessed_in_years_of_theirs_and_thirds_and_halves(
    goals: Path, period: str, is_assessed: bool
) -> None:
    wanted = parse_period(period)
    if is_assessed:
        assert assessments_page(NOW, "KS", wanted, by=ALICE, at=AT).held
        assess(replace(SAID, period=wanted), by=ALICE, at=AT)
        return
    with pytest.raises(NotFoundError):
        assessments_page(NOW, "KS", wanted, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="assessment-outside-goals"):
        assess(replace(SAID, period=wanted), by=ALICE, at=AT)


LATER = AT.replace(year=2022)
"""When every year of the later goals has begun."""


def test_bodies_are_those_of_the_year_and_who_lacks_most_comes_first(goals: Path) -> None:
    turn = date(2021, 7, 1)
    (ending,) = (unit for unit in ORGANISATION.units if unit.code == "KFN")
    (link,) = (each for each in ORGANISATION.links if each.child == "KFN")
    ended, begun = Validity(ending.validity.start, turn), Validity(turn)
    others = tuple(unit for unit in ORGANISATION.units if unit != ending)
    links = tuple(each for each in ORGANISATION.links if each != link)
    changed = Organisation(
        units=(*others, replace(ending, validity=ended), replace(ending, code="NY", validity=begun)),
        links=(*links, replace(link, validity=ended), replace(link, child="NY", validity=begun)),
    )
    set_organisation(changed, by=OPERATOR, at=AT)
    for year in (2021, 2022):
        assess(replace(SAID, period=year_period(year)), by=ALICE, at=LATER)
    _within, covered = coverage(NOW, by=ASTRID, at=LATER)
    assert [(each.body, str(each.period), each.missing) for each in covered] == [
        ("NY", "2021", 1),
        ("NY", "2022", 1),
        ("KS", "2020", 1),
        ("KS", "2021", 0),
        ("KS", "2022", 0),
        ("KFN", "2020", 1),
    ]
    page = assessments_page(NOW, "NY", YEAR, by=ASTRID, at=LATER)
    assert (len(page.held), [str(year) for year in page.years]) == (1, ["2021", "2022"])
    for body, year in (("NY", 2020), ("KFN", 2021)):
        with pytest.raises(NotFoundError):
            assessments_page(NOW, body, year_period(year), by=ASTRID, at=LATER)


def test_nothing_is_asked_of_years_to_come_and_of_those_whose_report_follows_other_goals(small: Path) -> None:
    import_goals(files(years=f"{BOTH_YEARS}2018;2020;Rullande;;;\n"), by=ALICE, at=AT)
    for structure, asked in (("2017-2019", {"2017"}), (NOW, set())):
        _within, covered = coverage(structure, by=ALICE, at=AT)
        assert {str(each.period) for each in covered if each.is_asked} == asked
    followed = assessments_page("2017-2019", "KS", year_period(2018), by=ALICE, at=AT).followed
    assert followed is not None
    assert followed.key == "2018-2020"
    assert assessments_page("2017-2019", "KS", year_period(2017), by=ALICE, at=AT).followed is None


def test_what_a_unit_leads_its_body_assesses(small: Path) -> None:
    row = "2020-2022;mal-2;mål;2;Friska;;HR;;;;;;;;;;\n"
    import_goals(files(elements=OLD + NEW + row), by=ALICE, at=AT)
    led = Ref(NOW, "mal-2")
    assess(replace(SAID, of=led), by=ALICE, at=AT)
    assert led in {each.ref for each in assessments_page(NOW, "KS", YEAR, by=ALICE, at=AT).held}
    assert led not in {each.ref for each in assessments_page(NOW, "KFN", YEAR, by=CHARLIE, at=AT).held}


def test_an_older_snapshot_shows_what_was_assessed_then(goals: Path) -> None:
    before = Snapshot.objects.latest("number").number
    assess(SAID, by=ALICE, at=AT)
    then, now = (coverage(NOW, snapshot=number, by=ALICE, at=AT)[1] for number in (before, None))
    assert (sum(each.done for each in then), sum(each.done for each in now)) == (0, 1)
    with pytest.raises(NotFoundError):
        coverage(NOW, snapshot=999, by=ALICE, at=AT)
