"""Assignments: where one stands on a day, how far it has slipped, what cannot be written, its timeline."""

from dataclasses import replace
from datetime import date

import pytest

from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin, Outcome
from hjulet.domain.assignments.correction import Correction, corrected, overtaken_fields
from hjulet.domain.assignments.faults import assignment_faults, correction_faults, event_faults
from hjulet.domain.assignments.selection import Asked, Show, is_asked
from hjulet.domain.assignments.standing import State, standing_of
from hjulet.domain.assignments.timeline import Turn, timeline
from hjulet.domain.goals.element import Ref

TODAY = date(2019, 6, 1)
GUIDELINES = Assignment(
    number=1,
    name="Riktlinjer för god ekonomisk hushållning",
    origin=Origin.PLAN,
    giver="KS",
    receiver="KSK",
    given=date(2014, 1, 1),
    first_due=date(2015, 6, 30),
)


def on(text: str) -> date:
    return date.fromisoformat(text)


def event(kind: str, day: str, **given: object) -> Event:
    """Make an event with what it must say."""
    said: dict[str, object] = {"text": "x"}
    if kind in ("extended", "closed"):
        said["decision"] = "KS § 1"
    if kind == "closed":
        said["outcome"] = Outcome.DONE
    return Event(kind=Happening(kind), on=on(day), **{**said, **given})  # type: ignore[arg-type]


def after(*events: Event, of: Assignment = GUIDELINES) -> Assignment:
    """Give the assignment when something has happened, in the order written."""
    placed = (replace(each, place=place) for place, each in enumerate(events, 1))
    return replace(of, events=tuple(placed))


SLID = (
    event("extended", "2017-01-01", due=on("2017-12-31")),
    event("reported", "2017-12-31"),
    event("extended", "2018-01-01", due=on("2018-12-31")),
    event("closing_proposed", "2019-04-01"),
)


@pytest.mark.parametrize(
    ("day", "state", "due", "moved"),
    [
        ("2013-12-31", State.NOT_GIVEN, "2015-06-30", (0, 0, 0)),
        ("2015-05-30", State.IN_TIME, "2015-06-30", (0, 0, 0)),
        ("2015-05-31", State.DUE_SOON, "2015-06-30", (0, 0, 0)),
        ("2015-06-30", State.DUE_SOON, "2015-06-30", (0, 0, 0)),
        ("2015-07-01", State.OVERDUE, "2015-06-30", (0, 0, 1)),
        ("2016-12-31", State.OVERDUE, "2015-06-30", (0, 0, 550)),
        ("2017-01-01", State.IN_TIME, "2017-12-31", (1, 915, 0)),
        ("2018-01-01", State.IN_TIME, "2018-12-31", (2, 1280, 0)),
        ("2019-06-01", State.OVERDUE, "2018-12-31", (2, 1280, 152)),
    ],
)
def test_the_guidelines_slid_from_2015_to_2018_and_each_day_shows_it(
    day: str, state: State, due: str, moved: tuple[int, int, int]
) -> None:
    found = standing_of(after(*SLID), on(day))
    assert (found.state, found.due) == (state, on(due))
    assert (found.moves, found.slipped, found.late) == moved
    assert found.first_due == on("2015-06-30")
    assert found.has_slipped is (moved[0] > 0)


@pytest.mark.parametrize(
    ("closed", "due", "state", "late"),
    [
        ("2015-06-30", "2015-06-30", State.CLOSED, 0),
        ("2015-07-02", "2015-06-30", State.CLOSED_LATE, 2),
        ("2020-01-01", None, State.CLOSED, 0),
    ],
)
def test_one_that_is_closed_was_so_in_time_or_late_for_ever(
    closed: str, due: str | None, state: State, late: int
) -> None:
    given = replace(GUIDELINES, first_due=on(due) if due else None)
    assignment = after(event("closed", closed), of=given)
    for day in (closed, "2030-01-01"):
        found = standing_of(assignment, on(day))
        assert (found.state, found.late) == (state, late)
        assert found.state.is_closed
    assert not standing_of(assignment, on("2015-06-29")).state.is_closed


def test_a_day_set_later_is_the_first_and_one_moved_earlier_is_no_slip() -> None:
    given = replace(GUIDELINES, first_due=None)
    assert standing_of(given, TODAY).state is State.NO_DAY
    first = event("extended", "2015-01-01", due=on("2016-01-01"))
    assert not standing_of(after(first, of=given), on("2015-02-01")).has_slipped
    sooner = event("extended", "2015-01-02", due=on("2015-12-01"))
    found = standing_of(after(first, sooner, of=given), on("2015-02-01"))
    assert (found.moves, found.slipped, found.due) == (0, 0, on("2015-12-01"))


def test_what_the_receiver_asks_waits_until_the_giver_moves_the_day_or_closes() -> None:
    asked = event("day_asked", "2015-06-01", due=on("2015-12-31"))
    moved = event("extended", "2015-06-20", due=on("2015-12-31"))
    waiting = standing_of(after(asked), on("2015-06-10")).asked
    assert waiting is not None
    assert waiting.kind is Happening.DAY_ASKED
    assert standing_of(after(asked, moved), on("2015-06-20")).asked is None
    assert standing_of(after(asked, event("closed", "2015-06-20")), on("2015-06-20")).asked is None
    assert standing_of(after(asked, event("reported", "2015-06-20")), on("2015-06-20")).asked is not None


def test_one_that_is_declined_is_so_until_the_giver_answers_and_still_overdue() -> None:
    declined = event("declined", "2015-06-01")
    found = standing_of(after(declined), on("2015-07-02"))
    assert (found.state, found.late, found.is_overdue) == (State.DECLINED, 2, True)
    assert (found.asked and found.asked.kind) is Happening.DECLINED
    answers = {
        event("upheld", "2015-06-20", decision="KS § 1"): State.DUE_SOON,
        event("extended", "2015-06-20", due=on("2016-01-01")): State.IN_TIME,
        event("closed", "2015-06-20"): State.CLOSED,
    }
    for answer, state in answers.items():
        then = standing_of(after(declined, answer), on("2015-06-20"))
        assert (then.state, then.asked, then.answer and then.answer.kind) == (state, None, answer.kind)
    again = event("day_asked", "2015-06-10", due=on("2015-12-31"))  # they would, with more time
    assert standing_of(after(declined, again), on("2015-06-20")).state is State.DUE_SOON
    struck = event("struck", "2015-06-02", strikes=1)
    assert standing_of(after(declined, struck), on("2015-06-20")).state is State.DUE_SOON


def test_only_what_is_asked_is_answered_and_it_is_declined_once() -> None:
    upheld = event("upheld", "2015-06-20", decision="KS § 1")
    declined = event("declined", "2015-06-01")
    asked = after(declined)
    assert event_faults(GUIDELINES, upheld, today=TODAY) == ("assignment-nothing-to-answer",)
    before = replace(upheld, on=on("2015-05-31"))  # nobody had asked then
    assert event_faults(asked, before, today=TODAY) == ("assignment-nothing-to-answer",)
    assert event_faults(asked, upheld, today=TODAY) == ()
    assert event_faults(asked, replace(upheld, decision=" "), today=TODAY) == ("assignment-needs-decision",)
    again = event("declined", "2015-06-21")
    assert event_faults(asked, again, today=TODAY) == ("assignment-is-declined",)
    assert event_faults(after(declined, upheld), again, today=TODAY) == ()
    assert event_faults(GUIDELINES, replace(declined, text=" "), today=TODAY) == ("assignment-needs-text",)


@pytest.mark.parametrize(
    ("asked", "day", "waits"),
    [
        ("2015-06-01", "2015-06-30", True),
        ("2015-06-01", "2015-07-01", True),
        ("2015-06-01", "2015-07-02", False),  # the last day is past, and so are thirty days
        ("2015-01-01", "2015-06-30", True),
        ("2015-01-01", "2015-07-01", False),
        ("2016-01-01", "2016-01-31", True),
        ("2016-01-01", "2016-02-01", False),
    ],
)
def test_a_request_is_waited_for_until_the_last_day_and_at_least_thirty_days(
    asked: str, day: str, waits: bool
) -> None:
    standing = standing_of(after(event("day_asked", asked, due=on("2017-01-01"))), on(day))
    assert standing.waits_for_giver(on(day)) is waits


def test_a_mistake_that_is_struck_never_happened() -> None:
    closed = event("closed", "2015-06-01")
    struck = event("struck", "2015-06-02", strikes=1)
    assignment = after(closed, struck)
    assert assignment.closing is None
    assert standing_of(assignment, on("2015-07-01")).state is State.OVERDUE
    shown = [each for each in timeline(assignment, TODAY) if each.struck_by]
    assert [(each.event.place, each.struck_by.text) for each in shown if each.event and each.struck_by] == [
        (1, "x")
    ]


def test_the_timeline_tells_each_last_day_that_went_by() -> None:
    told = [
        (str(each.on), each.turn if each.event is None else each.event.kind)
        for each in timeline(after(*SLID), TODAY)
    ]
    assert told == [
        ("2014-01-01", Turn.GIVEN),
        ("2015-06-30", Turn.DAY_PASSED),
        ("2017-01-01", Happening.EXTENDED),
        ("2017-12-31", Happening.REPORTED),
        ("2017-12-31", Turn.DAY_PASSED),
        ("2018-01-01", Happening.EXTENDED),
        ("2018-12-31", Turn.DAY_PASSED),
        ("2019-04-01", Happening.CLOSING_PROPOSED),
    ]
    in_time = after(event("closed", "2015-06-30"))
    assert Turn.DAY_PASSED not in {each.turn for each in timeline(in_time, TODAY)}


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({}, ()),
        ({"given": on("2019-06-02"), "first_due": None}, ("assignment-day-ahead",)),
        ({"first_due": on("2013-12-31")}, ("assignment-due-before-given",)),
        ({"receiver": "KS"}, ("assignment-to-itself",)),
        ({"receiver": "KS", "official": "Direktören"}, ()),
        ({"goal": Ref("2020-2022", "a")}, ("assignment-goal-of-other-origin",)),
        ({"goal": Ref("2020-2022", "a"), "origin": Origin.GOALS}, ()),
    ],
)
def test_what_an_assignment_cannot_say(wrong: dict[str, object], codes: tuple[str, ...]) -> None:
    assert assignment_faults(replace(GUIDELINES, **wrong), today=TODAY) == codes  # type: ignore[arg-type]


def test_it_is_not_given_after_what_has_happened_to_it() -> None:
    moved = replace(after(*SLID), given=on("2017-02-01"), first_due=None)
    assert assignment_faults(moved, today=TODAY) == ("assignment-given-after-event",)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (event("reported", "2019-06-01"), ()),
        (event("reported", "2019-06-02"), ("assignment-day-ahead",)),
        (event("reported", "2013-12-31"), ("assignment-event-before-given",)),
        (event("reported", "2019-06-01", text=" "), ("assignment-needs-text",)),
        (event("extended", "2019-06-01", due=on("2020-01-01")), ()),
        (event("extended", "2019-06-01", due=on("2018-12-31")), ("assignment-same-day",)),
        (event("extended", "2019-06-01"), ("assignment-due-before-given",)),
        (event("extended", "2019-06-01", due=on("2019-05-31")), ("assignment-due-passed",)),
        (event("extended", "2017-06-01", due=on("2017-12-31")), ("assignment-same-day",)),
        (event("extended", "2017-06-01", due=on("2018-12-31")), ()),  # another day held then
        (
            event("extended", "2019-06-01", due=on("2020-01-01"), decision=""),
            ("assignment-needs-decision",),
        ),
        (event("day_asked", "2019-06-01", due=on("2020-01-01")), ()),
        (event("closed", "2019-06-01"), ()),
        (event("closed", "2019-06-01", decision=" "), ("assignment-needs-decision",)),
        (event("closed", "2019-06-01", outcome=None), ("assignment-needs-outcome",)),
        (event("closed", "2019-06-01", outcome=Outcome.REPLACED), ("assignment-needs-successor",)),
        (
            event("closed", "2019-06-01", outcome=Outcome.REPLACED, replaced_by=1),
            ("assignment-needs-successor",),
        ),
        (event("closed", "2019-06-01", outcome=Outcome.REPLACED, replaced_by=2), ()),
        (event("closed", "2019-06-01", replaced_by=2), ("assignment-needs-successor",)),
        (event("closed", "2019-03-31"), ("assignment-last-event-later",)),
        (event("struck", "2019-06-01", strikes=4), ()),
        (event("struck", "2019-06-01", strikes=5), ("assignment-nothing-to-strike",)),
        (event("struck", "2019-06-01"), ("assignment-nothing-to-strike",)),
    ],
    ids=lambda each: each.kind.value if isinstance(each, Event) else "-".join(each) or "right",
)
def test_what_cannot_be_written_of_one_that_lives(written: Event, codes: tuple[str, ...]) -> None:
    assert event_faults(after(*SLID), written, today=TODAY) == codes


def test_of_one_that_is_closed_nothing_more_is_written_but_that_it_was_a_mistake() -> None:
    closed = after(*SLID, event("closed", "2019-05-01"))
    report = event("reported", "2019-05-02")
    assert event_faults(closed, report, today=TODAY) == ("assignment-is-closed",)
    struck = event("struck", "2019-05-02", strikes=5)
    assert event_faults(closed, struck, today=TODAY) == ()
    reopened = after(*closed.events, struck)
    assert event_faults(reopened, report, today=TODAY) == ()


def test_the_first_last_day_is_corrected_until_a_decision_has_moved_it() -> None:
    other = on("2016-06-30")
    assert correction_faults(GUIDELINES, replace(GUIDELINES, first_due=other), today=TODAY) == ()
    slid = after(*SLID)
    hidden = correction_faults(slid, replace(slid, first_due=other), today=TODAY)
    assert hidden == ("assignment-first-day-moved",)
    assert correction_faults(slid, replace(slid, name="x"), today=TODAY) == ()


def test_of_two_corrections_only_what_both_have_changed_is_overtaken() -> None:
    theirs, mine = replace(GUIDELINES, name="Deras", version=2), replace(GUIDELINES, text="Min")
    assert overtaken_fields(theirs, read=GUIDELINES, written=mine) == ()
    both = corrected(theirs, read=GUIDELINES, written=mine)
    assert (both.name, both.text, both.version) == ("Deras", "Min", 2)
    mine = replace(mine, name="Mitt")
    assert overtaken_fields(theirs, read=GUIDELINES, written=mine) == ("name",)
    assert overtaken_fields(theirs, read=GUIDELINES, written=replace(mine, name="Deras")) == ()


def test_a_correction_stands_in_the_timeline_with_what_it_changed() -> None:
    before = replace(GUIDELINES, first_due=on("2015-06-01"))
    correction = Correction(on=on("2014-02-01"), by="alice", before=before, after=GUIDELINES)
    told = timeline(GUIDELINES, TODAY, [correction])
    assert [each.turn for each in told] == [Turn.GIVEN, Turn.CORRECTED, Turn.DAY_PASSED]
    assert correction.fields == ("first_due",)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (Asked(), True),
        (Asked(giver="KS"), True),
        (Asked(giver="KF"), False),
        (Asked(receiver="KS"), True),  # and all below it
        (Asked(receiver="KFN"), False),
        (Asked(origin=Origin.MOTION), False),
        (Asked(year=2014), True),
        (Asked(year=2015), False),
        (Asked(about="HUSHÅLLNING god"), True),
        (Asked(about="hushållning 2099"), False),
    ],
)
def test_what_a_list_is_asked_for(asked: Asked, fits: bool) -> None:
    below = {"KS": {"KS", "KSK"}}.get(asked.receiver, {asked.receiver})
    assert is_asked(asked, GUIDELINES, below=below) is fits


def test_the_choices_of_a_list_leave_nothing_out() -> None:
    standing = standing_of(after(*SLID), TODAY)
    held = {show for show in Show if show.holds(standing)}
    assert held == {Show.ALL, Show.OPEN, Show.OVERDUE, Show.SLIPPED, Show.ASKED}
    over = standing_of(after(*SLID, event("closed", "2019-05-01")), TODAY)
    assert {show for show in Show if show.holds(over)} == {Show.ALL, Show.CLOSED}
