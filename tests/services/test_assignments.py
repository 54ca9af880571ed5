"""The register of assignments: who writes what, numbers for life, and that nothing written is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hjulet.domain.assignments.assignment import (
    OF_RECEIVER,
    Assignment,
    Event,
    Happening,
    Origin,
    Outcome,
)
from hjulet.domain.assignments.selection import Asked, Show
from hjulet.domain.assignments.standing import State
from hjulet.domain.goals.element import Ref
from hjulet.domain.organisation import Organisation, Succession
from hjulet.domain.permission import Actor
from hjulet.domain.task import TaskKind
from hjulet.domain.validity import Validity
from hjulet.services import assignment_rights, assignments
from hjulet.services.assignment_lines import assignments_of_goals
from hjulet.services.assignment_list import all_lines, assignment_list
from hjulet.services.assignment_pages import (
    assignment_page,
    change_assignment_page,
    event_page,
    event_to_strike,
    new_assignment_page,
)
from hjulet.services.assignment_tasks import assignment_duties
from hjulet.services.assignments import (
    add_assignments,
    change_assignment,
    find_assignment,
    register_assignment,
    upon_now,
    write_event,
)
from hjulet.services.duties import Duty, Holders
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.goals import import_goals
from hjulet.services.people import OPERATOR
from hjulet.services.setup import set_organisation
from hjulet.services.task_links import task_path
from hjulet.store.models import AssignmentEvent, AuditEvent, RegisteredAssignment, Revision
from hjulet.texts.tasks import task_report, task_words
from tests.services.people import (
    ALICE,
    ASTRID,
    AT,
    BOB,
    CHARLIE,
    ELSA,
    FOLKE,
    NOBODY,
    ORGANISATION,
    person,
)
from tests.services.test_goals import NEW, OLD, files

DAY = date(2018, 4, 6)
TASK = Assignment(
    name="Minska sjukfrånvaron",
    origin=Origin.MOTION,
    giver="KS",
    receiver="HR",
    given=date(2017, 1, 1),
    first_due=date(2017, 12, 31),
)
REPORT = Event(kind=Happening.REPORTED, on=date(2018, 1, 10), text="Vi har börjat")
EXTENDED = Event(
    kind=Happening.EXTENDED,
    on=date(2018, 1, 20),
    due=date(2018, 6, 30),
    decision="KS § 7",
    text="Fler behövs",
)
CLOSED = Event(
    kind=Happening.CLOSED, on=date(2018, 4, 1), outcome=Outcome.DONE, decision="KS § 44", text="Klart"
)
ASKED = Event(
    kind=Happening.DAY_ASKED, on=date(2018, 1, 15), due=date(2018, 6, 30), text="Vi hinner inte i tid"
)

DECLINED = Event(kind=Happening.DECLINED, on=date(2018, 2, 1), text="Det är inte vår uppgift")
UPHELD = Event(
    kind=Happening.UPHELD, on=date(2018, 3, 1), decision="KS § 31", text="Det är det enligt reglementet"
)


@pytest.fixture
def given(small: Path) -> int:
    """Give an assignment from KS to HR."""
    return register_assignment(TASK, by=ALICE, at=AT)


def write(number: int, event: Event, *, by: Actor) -> None:
    """Write as whoever has just read the page."""
    write_event(number, event, version=find_assignment(number).version, by=by, at=AT)


def test_one_is_registered_with_a_number_a_revision_and_an_audit_row(given: int) -> None:
    assert given == 1
    assert find_assignment(1) == replace(TASK, number=1, version=1)
    assert Revision.objects.get(noun="assignment").fields["first_due"] == "2017-12-31"
    event = AuditEvent.objects.get(action="register-assignment")
    assert (event.actor, event.object_id, event.params["name"]) == ("alice", "1", "Minska sjukfrånvaron")


def test_a_life_from_given_to_closed_by_those_whose_it_is(given: int) -> None:
    write(given, REPORT, by=BOB)
    write(given, ASKED, by=BOB)
    assert assignment_page(given, by=ELSA, at=AT).line.standing.asked is not None
    write(given, EXTENDED, by=ALICE)
    standing = assignment_page(given, by=ELSA, at=AT).line.standing
    assert (standing.state, standing.moves, standing.slipped) == (State.IN_TIME, 1, 181)
    write(given, CLOSED, by=ALICE)
    found = find_assignment(given)
    assert [(each.place, each.by) for each in found.events] == [
        (1, "bob"),
        (2, "bob"),
        (3, "alice"),
        (4, "alice"),
    ]
    assert RegisteredAssignment.objects.get().closed_on == CLOSED.on
    assert Revision.objects.filter(noun="assignment").count() == 5
    said = AuditEvent.objects.get(action="assignment-closed").params
    assert (said["decision"], said["outcome"], said["on"]) == ("KS § 44", "done", "2018-04-01")
    assert assignment_page(given, by=BOB, at=AT).open == {Happening.STRUCK}


MAY: dict[str, tuple[Actor, frozenset[Happening]]] = {
    "the giver's controller writes all": (ALICE, frozenset(Happening) - {Happening.UPHELD}),  # nobody asks
    "the receiver's manager reports and asks": (
        BOB,
        OF_RECEIVER | {Happening.STRUCK},
    ),
    "another committee's controller writes nothing": (CHARLIE, frozenset()),
    "who is elected reads": (ELSA, frozenset()),
    "an auditor reads": (FOLKE, frozenset()),
    "an administrator reads": (ASTRID, frozenset()),
}
WRITTEN = {event.kind: event for event in (REPORT, ASKED, DECLINED, EXTENDED, UPHELD, CLOSED)}


@pytest.mark.parametrize("who", MAY)
def test_who_writes_what(given: int, who: str) -> None:
    actor, may = MAY[who]
    assert assignment_page(given, by=actor, at=AT).open == may
    for kind, event in WRITTEN.items():
        if kind in may:
            event_page(given, kind, by=actor, at=AT)
            continue
        with pytest.raises(NotFoundError):
            event_page(given, kind, by=actor, at=AT)
        with pytest.raises(RefusedError if actor is ALICE else NotFoundError):
            write(given, event, by=actor)
    if actor is not ALICE:
        for writes in (register_assignment, change_assignment):
            with pytest.raises(NotFoundError):
                writes(replace(find_assignment(given), name="x"), by=actor, at=AT)
        with pytest.raises(NotFoundError):
            change_assignment_page(given, by=actor, at=AT)
    assert not AssignmentEvent.objects.exists()


def test_whoever_sees_no_unit_reads_nothing(given: int) -> None:
    with pytest.raises(NotFoundError):
        assignment_page(given, by=NOBODY, at=AT)
    for lists in (assignment_list, all_lines):
        with pytest.raises(NotFoundError):
            lists(Asked(), by=NOBODY, at=AT)


def test_the_control_without_the_guard_another_committee_writes(
    given: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(*_given: object, **_named: object) -> frozenset[Happening]:
        return frozenset(Happening)

    monkeypatch.setattr(assignments, "open_to", everything)
    write(given, REPORT, by=CHARLIE)
    assert find_assignment(given).events[0].by == "charlie"


def test_a_committee_gives_its_own_and_the_board_keeps_the_councils(small: Path) -> None:
    own = register_assignment(replace(TASK, giver="KFN", receiver="EKO"), by=CHARLIE, at=AT)
    of_council = register_assignment(replace(TASK, giver="KF", receiver="KFN"), by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        register_assignment(replace(TASK, giver="KF", receiver="KFN"), by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        change_assignment(replace(find_assignment(own), giver="KS"), by=CHARLIE, at=AT)
    write(of_council, REPORT, by=CHARLIE)  # hers to report on
    with pytest.raises(NotFoundError):
        write(of_council, CLOSED, by=CHARLIE)
    write(of_council, CLOSED, by=ALICE)
    assert [code for code, _ in new_assignment_page(by=CHARLIE, at=AT).givers] == ["KFN"]
    assert [code for code, _ in new_assignment_page(by=ALICE, at=AT).givers] == ["KF", "KS"]
    with pytest.raises(NotFoundError):
        new_assignment_page(by=BOB, at=AT)  # a unit decides nothing in a meeting


def test_of_two_at_once_the_second_is_told_and_neither_is_lost(given: int) -> None:
    version = find_assignment(given).version
    write_event(given, REPORT, version=version, by=BOB, at=AT)
    with pytest.raises(ConflictError) as conflict:
        write_event(given, EXTENDED, version=version, by=ALICE, at=AT)
    assert (conflict.value.theirs, conflict.value.mine) == ("Vi har börjat", "Fler behövs")
    for impossible in (0, 99):
        with pytest.raises(ConflictError):
            write_event(given, EXTENDED, version=impossible, by=ALICE, at=AT)
    assert AssignmentEvent.objects.count() == 1
    write_event(given, EXTENDED, version=conflict.value.version, by=ALICE, at=AT)
    assert len(find_assignment(given).events) == 2


def test_a_correction_keeps_what_has_happened_and_the_number(given: int) -> None:
    write(given, REPORT, by=BOB)
    change_assignment(replace(find_assignment(given), name="Friskare", events=()), by=ALICE, at=AT)
    found = find_assignment(given)
    assert (found.name, found.number, len(found.events), found.version) == ("Friskare", 1, 1, 3)
    change_assignment(found, by=ALICE, at=AT)  # the same again
    audited = AuditEvent.objects.get(action="set-assignment")
    assert audited.params["changed"] == {"name": ["Minska sjukfrånvaron", "Friskare"]}
    (correction,) = assignment_page(given, by=ELSA, at=AT).corrections
    assert (correction.on, correction.by, correction.fields) == (DAY, "alice", ("name",))


def test_of_two_corrections_only_what_both_have_changed_is_a_conflict(given: int) -> None:
    read = find_assignment(given)
    change_assignment(replace(read, name="Friskare"), by=ALICE, at=AT)
    write_event(given, REPORT, version=read.version, by=BOB, at=AT)  # a correction hides no event
    change_assignment(replace(read, text="Hela förvaltningen"), by=ALICE, at=AT)
    found = find_assignment(given)
    assert (found.name, found.text, len(found.events)) == ("Friskare", "Hela förvaltningen", 1)
    mine = replace(read, name="Piggare", official="Chefen")
    with pytest.raises(ConflictError) as conflict:
        change_assignment(mine, by=ALICE, at=AT)
    assert (conflict.value.theirs, conflict.value.version) == ("Friskare", found.version)
    now, upon = upon_now(mine, by=ALICE, at=AT)
    assert (now, upon) == (found, replace(found, name="Piggare", official="Chefen"))
    change_assignment(upon, by=ALICE, at=AT)
    assert find_assignment(given).text == "Hela förvaltningen"
    with pytest.raises(NotFoundError):
        upon_now(mine, by=CHARLIE, at=AT)


def test_a_slip_is_not_hidden_by_a_correction(given: int) -> None:
    write(given, EXTENDED, by=ALICE)
    with pytest.raises(RefusedError, match="assignment-first-day-moved"):
        change_assignment(replace(find_assignment(given), first_due=EXTENDED.due), by=ALICE, at=AT)


def test_a_mistake_is_struck_by_who_could_have_written_it(given: int) -> None:
    write(given, REPORT, by=BOB)
    write(given, CLOSED, by=ALICE)
    assert event_to_strike(given, 1, by=BOB, at=AT)[1].text == "Vi har börjat"
    with pytest.raises(NotFoundError):
        event_to_strike(given, 2, by=BOB, at=AT)
    strike = Event(kind=Happening.STRUCK, on=DAY, text="Fel uppdrag", strikes=2)
    with pytest.raises(NotFoundError):
        write(given, strike, by=BOB)
    write(given, strike, by=ALICE)
    assert RegisteredAssignment.objects.get().closed_on is None
    assert assignment_page(given, by=ELSA, at=AT).line.standing.state is State.OVERDUE
    with pytest.raises(RefusedError, match="assignment-nothing-to-strike"):
        write(given, strike, by=ALICE)


@pytest.mark.parametrize(
    ("write_it", "code"),
    [
        (lambda n: write(n, replace(REPORT, on=date(2018, 4, 7)), by=BOB), "assignment-day-ahead"),
        (
            lambda n: write(n, replace(CLOSED, outcome=Outcome.REPLACED, replaced_by=9), by=ALICE),
            "unknown-assignment",
        ),
        (lambda n: register_assignment(replace(TASK, receiver="NEJ"), by=ALICE, at=AT), "unknown-receiver"),
        (lambda n: register_assignment(TASK, by=ALICE, at=AT), "assignment-twice"),
        (
            lambda n: register_assignment(replace(TASK, receiver="KF"), by=ALICE, at=AT),
            "assignment-receiver-of-kind",
        ),
        (
            lambda n: register_assignment(replace(TASK, giver="HR", receiver="KS"), by=BOB, at=AT),
            "assignment-giver-of-kind",  # a unit decides nothing in a meeting
        ),
        (
            lambda n: register_assignment(
                replace(TASK, origin=Origin.GOALS, goal=Ref("2020-2022", "nej")), by=ALICE, at=AT
            ),
            "unknown-element",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    given: int, write_it: Callable[[int], object], code: str
) -> None:
    before = AuditEvent.objects.count()
    with pytest.raises(RefusedError, match=code):
        write_it(given)
    assert (AuditEvent.objects.count(), RegisteredAssignment.objects.count()) == (before, 1)


def test_numbers_go_on_and_one_that_replaces_another_says_so(given: int) -> None:
    assert register_assignment(replace(TASK, name="Nästa", number=77), by=ALICE, at=AT) == 2
    write(given, replace(CLOSED, outcome=Outcome.REPLACED, replaced_by=2), by=ALICE)
    assert assignment_page(2, by=ELSA, at=AT).replaces == ((1, "Minska sjukfrånvaron"),)
    for missing in (3, 2**40):
        with pytest.raises(NotFoundError):
            find_assignment(missing)


def test_the_list_shows_what_asks_for_attention_first_on_any_day(given: int) -> None:
    later = register_assignment(replace(TASK, given=date(2018, 4, 1), first_due=None), by=ALICE, at=AT)
    write(given, EXTENDED, by=ALICE)
    found = assignment_list(Asked(), by=ELSA, at=AT)
    assert [each.assignment.number for each in found.lines] == [later, given]  # no day, then in time
    assert (found.counts[Show.SLIPPED], found.counts[Show.NO_DAY], found.later) == (1, 1, 0)
    assert (found.day, found.years, found.may_register) == (DAY, (2018, 2017), False)
    earlier = assignment_list(Asked(day=date(2018, 1, 19)), by=ALICE, at=AT)
    assert [(each.assignment.number, each.standing.state) for each in earlier.lines] == [
        (given, State.OVERDUE)
    ]
    assert (earlier.later, earlier.may_register) == (1, True)
    write(given, CLOSED, by=ALICE)
    shown = {
        show: [each.assignment.number for each in assignment_list(Asked(show=show), by=ELSA, at=AT).lines]
        for show in (Show.OPEN, Show.CLOSED, Show.ALL)
    }
    assert shown == {Show.OPEN: [later], Show.CLOSED: [given], Show.ALL: [later, given]}
    of_board = assignment_list(Asked(receiver="KS", show=Show.ALL), by=ELSA, at=AT)
    assert (of_board.count, len(of_board.receivers)) == (2, 1)  # HR lies below KS
    assert assignment_list(Asked(receiver="KFN", show=Show.ALL), by=ELSA, at=AT).count == 0
    whole = all_lines(Asked(show=Show.ALL), by=ELSA, at=AT)
    assert ([each.assignment.number for each in whole.lines], whole.day) == ([later, given], DAY)


def test_an_element_of_the_goals_is_one_assignment_and_is_not_written_twice(small: Path) -> None:
    row = "2020-2022;uppdrag-bad;uppdrag;;Nytt badhus;;KFN;;;;;;;;;;\n"
    import_goals(files(elements=OLD + NEW + row), by=ALICE, at=AT)
    ref = Ref("2020-2022", "uppdrag-bad")
    blank = new_assignment_page(ref, by=ALICE, at=AT).assignment
    assert (blank.name, blank.receiver, blank.origin, blank.goal) == (
        "Nytt badhus",
        "KFN",
        Origin.GOALS,
        ref,
    )
    number = register_assignment(replace(blank, giver="KF"), by=ALICE, at=AT)
    held = assignments_of_goals("2020-2022", by=ELSA, at=AT)
    assert held.lines["uppdrag-bad"].assignment.number == number
    with pytest.raises(RefusedError, match="goal-is-assignment"):
        register_assignment(replace(blank, giver="KF"), by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="goal-is-no-assignment"):
        register_assignment(replace(blank, giver="KF", goal=Ref("2020-2022", "mal-1")), by=ALICE, at=AT)


def test_one_whose_element_has_left_the_goals_is_still_corrected(small: Path) -> None:
    row = "2020-2022;uppdrag-bad;uppdrag;;Nytt badhus;;KFN;;;;;;;;;;\n"
    import_goals(files(elements=OLD + NEW + row), by=ALICE, at=AT)
    goal = Ref("2020-2022", "uppdrag-bad")
    taken = replace(TASK, giver="KF", receiver="KFN", origin=Origin.GOALS, goal=goal)
    number = register_assignment(taken, by=ALICE, at=AT)
    import_goals(files(), by=ALICE, at=AT)
    change_assignment(replace(find_assignment(number), name="Badhuset"), by=ALICE, at=AT)
    assert (find_assignment(number).name, find_assignment(number).goal) == ("Badhuset", goal)


def test_in_a_snapshot_they_stand_as_they_did_that_day_and_none_is_registered(small: Path) -> None:
    row = "2020-2022;uppdrag-bad;uppdrag;;Nytt badhus;;KFN;;;;;;;;;;\n"
    import_goals(files(elements=OLD + NEW + row), by=ALICE, at=AT)
    goal = Ref("2020-2022", "uppdrag-bad")
    taken = replace(TASK, giver="KF", receiver="KFN", origin=Origin.GOALS, goal=goal)
    write(register_assignment(taken, by=ALICE, at=AT), CLOSED, by=ALICE)
    now = assignments_of_goals("2020-2022", by=ALICE, at=AT)
    then = assignments_of_goals("2020-2022", known_at=AT - timedelta(days=30), by=ALICE, at=AT)
    states = [held.lines["uppdrag-bad"].standing.state for held in (now, then)]
    assert states == [State.CLOSED_LATE, State.OVERDUE]
    assert (now.may_register, then.may_register) == (True, False)


SPLIT = date(2018, 2, 1)
PIA = person("Pia", "unit_manager", "PERS")


def without_hr() -> Organisation:
    """Give the organisation where PERS took over from HR."""
    known = ORGANISATION
    (old,) = (unit for unit in known.units if unit.code == "HR")
    (link,) = (each for each in known.links if each.child == "HR")
    ended, begun = Validity(old.validity.start, SPLIT), Validity(SPLIT)
    return Organisation(
        units=(
            *(unit for unit in known.units if unit != old),
            replace(old, validity=ended),
            replace(old, code="PERS", name="Personal", validity=begun),
        ),
        links=(
            *(each for each in known.links if each != link),
            replace(link, validity=ended),
            replace(link, child="PERS", validity=begun),
        ),
        successions=(Succession(predecessor="HR", successor="PERS", day=SPLIT),),
    )


def test_what_took_over_from_the_receiver_reports_in_its_place(given: int) -> None:
    set_organisation(without_hr(), by=OPERATOR, at=AT)
    page = assignment_page(given, by=PIA, at=AT)
    assert (page.line.is_gone, page.line.heirs) == (True, ("Personal",))
    assert page.open == OF_RECEIVER | {Happening.STRUCK}
    assert assignment_page(given, by=CHARLIE, at=AT).open == frozenset()
    for receiver, count in (("KS", 1), ("PERS", 1), ("HR", 1), ("EKO", 0)):
        assert assignment_list(Asked(receiver=receiver), by=ELSA, at=AT).count == count
    view = without_hr().as_of(DAY)
    holders = Holders(by_unit={"PERS": (("pia", PIA.grants[0]),)}, names={})
    for bodies, whose in ((None, ["PERS"]), (frozenset({"PERS"}), ["PERS"]), (frozenset({"KFN"}), [])):
        duties = assignment_duties(DAY, day=DAY, bodies=bodies, view=view, holders=holders)
        assert [duty.task.unit for duty in duties if duty.holders == {"pia"}] == whose
    then = assignment_list(Asked(day=date(2018, 1, 31)), by=ELSA, at=AT).lines
    assert [line.is_gone for line in then] == [False]


def test_many_are_added_with_their_lives_into_a_register_that_has_none(small: Path) -> None:
    many = (replace(TASK, events=(REPORT, EXTENDED)), replace(TASK, name="Nästa"))
    with pytest.raises(NotFoundError):
        add_assignments(many, by=ALICE, at=AT)
    for _ in range(2):
        add_assignments(many, by=OPERATOR, at=AT)
    assert [len(find_assignment(number).events) for number in (1, 2)] == [2, 0]
    assert RegisteredAssignment.objects.count() == 2


def test_one_that_is_due_is_a_task_of_the_receiver_until_the_giver_is_waited_for(given: int) -> None:
    register_assignment(replace(TASK, first_due=None), by=ALICE, at=AT)
    register_assignment(replace(TASK, first_due=date(2018, 12, 31)), by=ALICE, at=AT)
    holders = Holders(by_unit={"HR": (("bob", BOB.grants[0]),)}, names={"bob": "Bob"})

    def duties() -> list[Duty]:
        view = ORGANISATION.as_of(DAY)
        return list(assignment_duties(date(2018, 7, 1), day=DAY, bodies=None, view=view, holders=holders))

    def tasks() -> list[tuple[str, str, str, bool]]:
        return [
            (duty.task.section, str(duty.task.due), ",".join(duty.holders), duty.task.done_at is not None)
            for duty in duties()
            if duty.task.kind is TaskKind.ASSIGNMENT
        ]

    assert tasks() == [("1", "2017-12-31", "bob", False)]  # overdue for long, and still there
    (duty,) = duties()
    assert task_words(duty.task, language="sv") == "Rapportera ”Minska sjukfrånvaron”"
    assert task_report(duty.task, language="sv") == "Uppdrag 1 till HR"
    assert task_path(duty.task) == "/uppdrag/1/"
    write(given, ASKED, by=BOB)
    assert tasks() == [("1", "2017-12-31", "bob", False)]  # nobody has answered for months
    write(given, replace(ASKED, on=DAY), by=BOB)
    assert tasks() == [("1", "2017-12-31", "bob", True)]
    write(given, replace(EXTENDED, on=DAY), by=ALICE)
    assert tasks() == [("1", "2018-06-30", "bob", False)]
    write(given, replace(CLOSED, on=DAY), by=ALICE)
    assert tasks() == [("1", "2018-06-30", "bob", True)]


def test_what_is_asked_is_a_task_of_the_giver_until_it_is_answered(given: int) -> None:
    by_unit = {"HR": (("bob", BOB.grants[0]),), "KS": (("alice", ALICE.grants[0]),)}
    holders = Holders(by_unit=by_unit, names={})

    def tasks(*, bodies: frozenset[str] | None = None) -> list[tuple[str, str, str, bool]]:
        view = ORGANISATION.as_of(DAY)
        found = assignment_duties(date(2018, 7, 1), day=DAY, bodies=bodies, view=view, holders=holders)
        return [
            (each.task.unit_name, ",".join(each.holders), str(each.task.due), each.task.done_at is not None)
            for each in found
            if each.task.kind is TaskKind.ANSWER
        ]

    assert tasks() == []
    write(given, DECLINED, by=BOB)
    board = ORGANISATION.names["KS"]
    assert tasks() == [(board, "alice", "2018-03-03", False)]
    assert tasks(bodies=frozenset({"HR"})) == []  # the receiver's own day
    assert assignment_list(Asked(show=Show.DECLINED), by=ELSA, at=AT).count == 1
    assert assignment_list(Asked(), by=ELSA, at=AT).counts[Show.OVERDUE] == 1  # it is late all the same
    with pytest.raises(RefusedError, match="assignment-is-declined"):
        write(given, replace(DECLINED, on=DAY), by=BOB)
    write(given, replace(UPHELD, on=DAY), by=ALICE)
    assert tasks() == [(board, "alice", "2018-03-03", True)]
    with pytest.raises(NotFoundError):
        event_page(given, Happening.UPHELD, by=ALICE, at=AT)
    said = AuditEvent.objects.get(action="assignment-upheld").params
    assert (said["decision"], said["text"]) == ("KS § 31", "Det är det enligt reglementet")


def test_the_councils_answers_are_a_task_of_the_boards_office(small: Path) -> None:
    number = register_assignment(replace(TASK, giver="KF", receiver="KFN"), by=ALICE, at=AT)
    write(number, ASKED, by=CHARLIE)
    view = ORGANISATION.as_of(DAY)
    holders = Holders(by_unit={"KS": (("alice", ALICE.grants[0]),)}, names={})
    found = assignment_duties(date(2018, 7, 1), day=DAY, bodies=None, view=view, holders=holders)
    (duty,) = (each for each in found if each.task.kind is TaskKind.ANSWER)
    assert (duty.task.unit, duty.holders) == ("KS", frozenset({"alice"}))
    assert task_words(duty.task, language="sv") == "Ta ställning till ”Minska sjukfrånvaron”"
    assert task_report(duty.task, language="sv") == f"Uppdrag 1 från {ORGANISATION.names['KF']}"
    assert task_path(duty.task) == "/uppdrag/1/"


def test_the_giver_is_told_of_a_receiver_that_nothing_took_over_from(given: int) -> None:
    known = replace(without_hr(), successions=())
    holders = Holders(by_unit={"KS": (("alice", ALICE.grants[0]),)}, names={})
    for view, told in ((known.as_of(DAY), ["2017-12-31"]), (without_hr().as_of(DAY), [])):
        found = assignment_duties(DAY, day=DAY, bodies=None, view=view, holders=holders)
        assert [str(each.task.due) for each in found if each.task.kind is TaskKind.ANSWER] == told


def test_what_took_over_from_the_giver_keeps_its_register(small: Path) -> None:
    own = register_assignment(replace(TASK, giver="KFN", receiver="EKO"), by=CHARLIE, at=AT)
    (old,) = (unit for unit in ORGANISATION.units if unit.code == "KFN")
    (link,) = (each for each in ORGANISATION.links if each.child == "KFN")
    ended, begun = Validity(old.validity.start, SPLIT), Validity(SPLIT)
    new = Organisation(
        units=(
            *(unit for unit in ORGANISATION.units if unit != old),
            replace(old, validity=ended),
            replace(old, code="NY", name="Ny nämnd", validity=begun),
        ),
        links=(
            *(each for each in ORGANISATION.links if each != link),
            replace(link, validity=ended),
            replace(link, child="NY", validity=begun),
        ),
        successions=(Succession(predecessor="KFN", successor="NY", day=SPLIT),),
    )
    nils = person("Nils", "controller", "NY")
    assert not assignment_rights.gives_for("KFN", by=nils, at=AT, known=ORGANISATION)
    set_organisation(new, by=OPERATOR, at=AT)
    write(own, CLOSED, by=nils)
    assert find_assignment(own).closing is not None


def test_where_there_is_no_board_the_top_keeps_the_councils(small: Path) -> None:
    known = replace(
        ORGANISATION,
        units=tuple(
            replace(unit, kind="committee") if unit.code == "KS" else unit for unit in ORGANISATION.units
        ),
    )
    assert not assignment_rights.gives_for("KF", by=ALICE, at=AT, known=known)
    top = person("Tove", "controller", "KF")
    assert assignment_rights.gives_for("KF", by=top, at=AT, known=known)
    assert assignment_rights.gives_for("KF", by=ALICE, at=AT, known=ORGANISATION)
