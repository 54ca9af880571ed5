"""A team's board is written by who keeps it, in versions that nobody loses, and read by who sees the unit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Improvement, Step
from hjulet.domain.goals.element import Ref
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor, Grant
from hjulet.domain.validity import Validity
from hjulet.services.board_deviations import change_deviation, close_deviation, tell_deviation
from hjulet.services.board_improvements import (
    add_improvement,
    change_improvement,
    move_improvement,
    order_improvement,
)
from hjulet.services.board_months import board_list, month_of_all, month_page
from hjulet.services.board_rows import add_row, change_row, end_row, start_board
from hjulet.services.boards import aim_choices, board_page, owner_choices
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.indicators import add_indicators
from hjulet.services.people import OPERATOR, new_person
from hjulet.services.setup import set_organisation
from hjulet.store.board import load_boards
from hjulet.store.models import AuditEvent, Revision, User
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
from tests.services.test_indicators import SICK

TODAY = date(2018, 4, 6)
MONDAY = date(2018, 4, 2)
HANNA = person("Hanna", "contributor", "HR")
ANSWERS = FollowedRow(name="Svar", normal="Inom två dagar", since=MONDAY)
LATE = Deviation(row=1, day=TODAY, text="Elva väntar", amount=Decimal("11.5"))
DESK = Improvement(title="Telefonvakt", begun_on=MONDAY, row=1, role="Lönegruppen", due=date(2018, 4, 5))


@pytest.fixture(autouse=True)
def started(small: Path) -> None:
    """Start a board for HR with a row, a deviation and an improvement."""
    start_board("HR", on=MONDAY, by=BOB, at=AT)
    add_row("HR", ANSWERS, by=BOB, at=AT)
    tell_deviation("HR", LATE, on=TODAY, by=HANNA, at=AT)
    add_improvement("HR", replace(DESK, deviation=1), by=HANNA, at=AT)


def move(to: Step, *, before: Step = Step.PLAN, by: Actor = BOB) -> None:
    move_improvement("HR", 1, to, before=before, on=TODAY, by=by, at=AT)


def test_what_is_written_is_read_by_who_sees_the_unit_with_a_revision_and_an_audit_row_each() -> None:
    board = board_page("HR", by=ELSA, at=AT).started
    assert (board.rows[0].name, board.deviations[0].amount, board.improvements[0].role) == (
        "Svar",
        Decimal("11.5"),
        "Lönegruppen",
    )
    assert list(AuditEvent.objects.filter(object_id__startswith="HR").values_list("action", "actor")) == [
        ("start-board", "bob"),
        ("set-board-row", "bob"),
        ("tell-deviation", "hanna"),
        ("add-improvement", "hanna"),
    ]
    assert Revision.objects.get(noun="boarddeviation").fields["text"] == "Elva väntar"
    assert board_page("HR", by=BOB, at=AT).may_edit
    assert not board_page("HR", by=FOLKE, at=AT).may_edit


@pytest.mark.parametrize("who", [ELSA, FOLKE, ASTRID, CHARLIE, NOBODY])
def test_who_does_not_keep_the_board_writes_nothing_on_it(who: Actor) -> None:
    with pytest.raises(NotFoundError):
        start_board("EKO", on=TODAY, by=who, at=AT)
    with pytest.raises(NotFoundError):
        add_row("HR", ANSWERS, by=who, at=AT)
    with pytest.raises(NotFoundError):
        tell_deviation("HR", LATE, on=TODAY, by=who, at=AT)
    with pytest.raises(NotFoundError):
        move(Step.DO, by=who)
    for choices in (aim_choices, owner_choices):
        with pytest.raises(NotFoundError):
            choices("HR", by=who, at=AT)


def test_another_committee_sees_neither_the_board_nor_that_it_exists() -> None:
    for unit in ("HR", "NEJ"):
        with pytest.raises(NotFoundError):
            board_page(unit, by=CHARLIE, at=AT)
    assert board_list(by=CHARLIE, at=AT).lines == ()


def test_a_unit_has_one_board_and_starting_it_again_changes_nothing() -> None:
    start_board("HR", on=TODAY, by=ALICE, at=AT)
    assert board_page("HR", by=BOB, at=AT).started.started_on == MONDAY
    assert AuditEvent.objects.filter(action="start-board").count() == 1


def test_of_two_who_move_a_card_one_wins_and_the_other_is_told_both() -> None:
    move(Step.DO)
    with pytest.raises(ConflictError) as fault:
        move(Step.CHECK, by=ALICE)
    assert (fault.value.theirs, fault.value.version) == (Step.DO, 2)
    known = board_page("HR", by=BOB, at=AT).started.improvements[0]
    change_improvement("HR", replace(known, note="Vi provar"), by=BOB, at=AT)
    move(Step.CHECK, before=Step.DO, by=ALICE)  # nobody has moved it since
    moves = board_page("HR", by=BOB, at=AT).started.improvements[0].moves
    assert [(each.before, each.after, each.by) for each in moves] == [
        (Step.PLAN, Step.DO, "bob"),
        (Step.DO, Step.CHECK, "alice"),
    ]


def test_a_card_that_stands_there_already_is_not_moved_whatever_was_read() -> None:
    move(Step.DO)
    move(Step.DO, by=ALICE)  # both wanted the same: nothing is lost
    assert len(board_page("HR", by=BOB, at=AT).started.improvements[0].moves) == 1


def test_a_deviation_is_over_in_one_step_and_can_be_opened_again() -> None:
    close_deviation("HR", 1, version=1, on=TODAY, by=HANNA, at=AT)
    over = board_page("HR", by=BOB, at=AT).started.deviations[0]
    assert (over.closed_on, over.version) == (TODAY, 2)
    close_deviation("HR", 1, version=1, on=TODAY, by=BOB, at=AT)  # it is over: nothing to do
    with pytest.raises(ConflictError):
        change_deviation("HR", replace(over, text="x", version=1), on=TODAY, by=BOB, at=AT)
    change_deviation("HR", replace(over, closed_on=None), on=TODAY, by=BOB, at=AT)
    assert board_page("HR", by=BOB, at=AT).started.on(TODAY)[0].deviations
    logged = AuditEvent.objects.filter(action__in=["change-deviation", "close-deviation"])
    assert {event.params["name"] for event in logged} == {"Svar"}  # not what was written of somebody


def test_a_row_is_followed_no_more_once_it_is_normal_and_its_months_keep_it() -> None:
    with pytest.raises(RefusedError, match="row-not-normal"):
        end_row("HR", 1, version=1, on=TODAY, by=BOB, at=AT)
    close_deviation("HR", 1, version=1, on=TODAY, by=BOB, at=AT)
    end_row("HR", 1, version=1, on=TODAY, by=BOB, at=AT)
    end_row("HR", 1, version=2, on=date(2018, 4, 9), by=BOB, at=AT)  # it is ended: nothing to do
    (row,) = board_page("HR", by=BOB, at=AT).started.rows
    assert row.until == TODAY
    assert board_page("HR", by=BOB, at=AT).started.followed(TODAY) == ()
    month = month_page("HR", parse_period("2018-04"), by=ELSA, at=AT).month
    assert [(each.row.name, each.days) for each in month.rows] == [("Svar", 1)]


def test_what_a_row_leads_up_to_must_be_there_and_be_seen() -> None:
    add_indicators([SICK, replace(SICK, id="kfn", owner="KFN")], by=OPERATOR, at=AT)
    add_row("HR", replace(ANSWERS, indicator="sick"), by=BOB, at=AT)
    for row in (
        replace(ANSWERS, goal=Ref("2020-2022", "nej")),
        replace(ANSWERS, indicator="nej"),
        replace(ANSWERS, indicator="kfn"),  # of another committee
    ):
        with pytest.raises(NotFoundError):
            add_row("HR", row, by=BOB, at=AT)


def test_a_row_and_an_improvement_are_changed_in_versions() -> None:
    change_row("HR", replace(ANSWERS, number=1, normal="Samma dag", version=1), by=HANNA, at=AT)
    with pytest.raises(ConflictError) as fault:
        change_row("HR", replace(ANSWERS, number=1, normal="Aldrig", version=1), by=BOB, at=AT)
    assert fault.value.theirs == "Svar: Samma dag"
    new_person(username="bob", name="Bob", by=ALICE, at=AT)
    known = board_page("HR", by=BOB, at=AT).started.improvements[0]
    change_improvement("HR", replace(known, title="Vakt", person="bob"), by=BOB, at=AT)
    found = board_page("HR", by=BOB, at=AT).started.improvements[0]
    assert (found.title, found.person, found.step) == ("Vakt", "bob", Step.PLAN)
    with pytest.raises(ConflictError):
        change_improvement("HR", replace(known, title="Annat"), by=BOB, at=AT)
    with pytest.raises(NotFoundError):
        change_improvement("HR", replace(found, person="nej"), by=BOB, at=AT)
    with pytest.raises(RefusedError, match="unknown-deviation"):
        change_improvement("HR", replace(found, deviation=9), by=BOB, at=AT)


def test_the_list_tells_how_boards_stand_and_who_has_none() -> None:
    found = board_list(by=ALICE, at=AT)
    (line,) = found.lines
    assert (line.unit, line.rows, line.deviating, line.under_way, line.late) == ("HR", 1, 1, 1, 1)
    assert line.last_on == TODAY
    assert [code for code, _ in found.without] == ["KS-POL", "KSK", "EKO", "KOM"]
    assert found.startable == {"KS-POL", "KSK", "EKO", "KOM"}
    assert board_list(by=ELSA, at=AT).startable == frozenset()


def test_a_month_of_all_boards_is_of_those_one_sees_and_of_months_that_were() -> None:
    start_board("KFN", on=MONDAY, by=CHARLIE, at=AT)
    april = parse_period("2018-04")
    assert [unit for unit, _, _ in month_of_all(april, by=ALICE, at=AT).lines] == ["HR"]
    assert [unit for unit, _, _ in month_of_all(april, by=ASTRID, at=AT).lines] == ["KFN", "HR"]
    for period in ("2018-03", "2018-05", "2018"):
        with pytest.raises(NotFoundError):
            month_of_all(parse_period(period), by=ALICE, at=AT)
        with pytest.raises(NotFoundError):
            month_page("HR", parse_period(period), by=ALICE, at=AT)


def test_an_owner_has_a_role_near_the_unit_today_and_whoever_is_protected_is_not_offered() -> None:
    was = Grant(role="contributor", unit="HR", validity=Validity(date(2014, 1, 1), MONDAY))
    for name, grants in (("bob", BOB.grants), ("hanna", HANNA.grants), ("charlie", CHARLIE.grants)):
        new_person(username=name, name=name.title(), grants=grants, by=ALICE, at=AT)
    new_person(username="gone", name="Gone", grants=(was,), by=ALICE, at=AT)
    assert owner_choices("HR", by=BOB, at=AT) == (("bob", "Bob"), ("hanna", "Hanna"))
    User.objects.filter(username="hanna").update(is_protected=True)
    assert owner_choices("HR", by=BOB, at=AT) == (("bob", "Bob"),)
    known = board_page("HR", by=BOB, at=AT).started.improvements[0]
    with pytest.raises(NotFoundError):
        change_improvement("HR", replace(known, person="hanna"), by=BOB, at=AT)
    change_improvement("HR", replace(known, person="hanna"), by=HANNA, at=AT)
    assert board_page("HR", by=BOB, at=AT).people["hanna"] == "Skyddad person"


def test_the_board_of_a_unit_that_has_ended_is_read_and_nobody_writes_on_it() -> None:
    assert board_page("HR", by=BOB, at=AT).may_edit
    during = Validity(date(2014, 1, 1), TODAY)
    ended = replace(
        ORGANISATION,
        units=tuple(
            replace(unit, validity=during) if unit.code == "HR" else unit for unit in ORGANISATION.units
        ),
        links=tuple(
            replace(link, validity=during) if link.child == "HR" else link for link in ORGANISATION.links
        ),
    )
    set_organisation(ended, by=OPERATOR, at=AT)
    page = board_page("HR", by=BOB, at=AT)
    assert (page.started.rows[0].name, page.may_edit) == ("Svar", False)
    with pytest.raises(NotFoundError):
        tell_deviation("HR", LATE, on=TODAY, by=BOB, at=AT)
    with pytest.raises(NotFoundError):
        move(Step.DO)
    found = board_list(by=ALICE, at=AT)
    assert (found.lines, found.ended) == ((), (("HR", "HR"),))
    april = month_of_all(parse_period("2018-04"), by=ALICE, at=AT)  # it ended in the month
    assert [unit for unit, _, _ in april.lines] == ["HR"]
    assert "HR" not in april.without


def titles(step: Step = Step.PLAN) -> list[str]:
    return [each.title for each in board_page("HR", by=BOB, at=AT).started.columns()[step]]


def put(number: int, *, before: int | None, version: int, by: Actor = BOB) -> None:
    order_improvement("HR", number, before=before, version=version, by=by, at=AT)


def test_a_column_is_put_in_order_by_hand_and_the_day_decides_where_nobody_has() -> None:
    add_improvement("HR", replace(DESK, title="Två", due=date(2018, 4, 4)), by=BOB, at=AT)
    assert titles() == ["Två", "Telefonvakt"]
    put(2, before=None, version=1)
    assert titles() == ["Telefonvakt", "Två"]
    add_improvement("HR", replace(DESK, title="Tre", due=date(2018, 4, 1)), by=BOB, at=AT)
    assert titles() == ["Telefonvakt", "Två", "Tre"]  # nobody has put it anywhere yet
    put(3, before=2, version=2)
    assert titles() == ["Telefonvakt", "Tre", "Två"]
    move(Step.DO)
    move_improvement("HR", 3, Step.DO, before=Step.PLAN, on=TODAY, by=BOB, at=AT)
    assert titles(Step.DO) == ["Tre", "Telefonvakt"]  # there the day decides again
    assert Revision.objects.filter(noun="teamboard").count() == 2
    assert [each.params["name"] for each in AuditEvent.objects.filter(action="order-improvements")] == [
        "Två",
        "Tre",
    ]


def test_of_two_who_put_cards_in_order_the_second_is_told() -> None:
    add_improvement("HR", replace(DESK, title="Två", due=date(2018, 4, 4)), by=BOB, at=AT)
    put(2, before=None, version=1)
    with pytest.raises(ConflictError) as fault:
        put(2, before=1, version=1, by=ALICE)
    assert fault.value.version == 2
    assert titles() == ["Telefonvakt", "Två"]
    board = board_page("HR", by=BOB, at=AT).started
    assert [each.version for each in board.improvements] == [1, 1]  # what stands on them is left alone
    move(Step.DO)
    for number, before in ((2, 1), (1, 2)):  # somebody has moved one of them to another column
        with pytest.raises(ConflictError):
            put(number, before=before, version=2)
    for number, nobody in ((9, None), (2, 9)):
        with pytest.raises(NotFoundError):
            put(number, before=nobody, version=2)
    with pytest.raises(NotFoundError):
        put(2, before=None, version=2, by=ELSA)


LATER = AT.replace(month=6)


def test_a_month_that_was_is_told_by_what_was_planned_then() -> None:
    new_person(username="bob", name="Bob", by=ALICE, at=AT)
    known = board_page("HR", by=BOB, at=AT).started.improvements[0]
    moved = replace(known, due=date(2018, 9, 1), person="bob", role="", title="Telefonvakt på prov")
    change_improvement("HR", moved, by=BOB, at=LATER)
    april, june = (parse_period(f"2018-0{month}") for month in (4, 6))
    then = month_page("HR", april, by=ELSA, at=LATER).month
    assert [(each.title, each.due, each.role) for each in then.late] == [
        ("Telefonvakt på prov", date(2018, 4, 5), "Lönegruppen")
    ]
    assert month_page("HR", june, by=ELSA, at=LATER).month.late == ()  # it goes on: as it is planned now
    for period, late in ((april, 1), (june, 0)):
        (line,) = month_of_all(period, by=ALICE, at=LATER).lines
        assert len(line[2].late) == late


def test_what_was_written_down_later_is_as_it_was_first_written() -> None:
    add_improvement("HR", replace(DESK, title="Två", due=date(2018, 4, 4)), by=BOB, at=LATER)
    known = board_page("HR", by=BOB, at=AT).started.improvements[1]
    change_improvement("HR", replace(known, due=None), by=BOB, at=LATER)
    april = month_page("HR", parse_period("2018-04"), by=ELSA, at=LATER).month
    assert [each.title for each in april.late] == ["Telefonvakt", "Två"]


def test_boards_are_loaded_with_what_has_a_part_in_a_day_or_later() -> None:
    close_deviation("HR", 1, version=1, on=TODAY, by=BOB, at=AT)
    move(Step.DONE)
    for since, stands in ((TODAY, 1), (date(2018, 4, 7), 0)):
        board = load_boards(["HR"], since=since)["HR"]
        assert (len(board.rows), len(board.deviations), len(board.improvements)) == (1, stands, stands)
    assert load_boards(["HR"], since=TODAY) == load_boards(["HR"])
