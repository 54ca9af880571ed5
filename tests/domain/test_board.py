"""A team's board: what is normal, days that were not, where a card stood, and a month told from it."""

from datetime import date

import pytest

from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Improvement, Move, Step
from hjulet.domain.board.month import month_of
from hjulet.domain.period import parse_period

MAY, JUNE, JULY = (parse_period(f"2017-0{month}") for month in (5, 6, 7))


def june(day: int) -> date:
    return date(2017, 6, day)


ANSWERS = FollowedRow(number=1, name="Svar", normal="Inom två dagar", since=june(1))
TALKS = FollowedRow(number=2, name="Samtal", normal="Inom 14 dagar", since=june(12), until=june(20))


def deviation(first: int, over: int | None = None, *, row: int = 1, number: int = 1) -> Deviation:
    closed = june(over) if over else None
    return Deviation(number=number, row=row, day=june(first), text="x", closed_on=closed)


def moved(*moves: tuple[Step, int]) -> tuple[Move, ...]:
    """Make moves that follow each other from the first column, by step and day of June."""
    before, found = Step.PLAN, []
    for after, day in moves:
        found.append(Move(before=before, after=after, day=june(day)))
        before = after
    return tuple(found)


def improvement(number: int, *moves: tuple[Step, int], due: int | None = None, begun: int = 2) -> Improvement:
    return Improvement(
        number=number,
        title=f"F{number}",
        begun_on=june(begun),
        step=moves[-1][0] if moves else Step.PLAN,
        due=june(due) if due else None,
        moves=moved(*moves),
    )


def board(*deviations: Deviation, improvements: tuple[Improvement, ...] = ()) -> Board:
    return Board(
        unit="HR",
        started_on=june(1),
        rows=(ANSWERS, TALKS),
        deviations=deviations,
        improvements=improvements,
    )


@pytest.mark.parametrize(
    ("over", "day", "is_open"),
    [(None, 4, False), (None, 5, True), (None, 30, True), (7, 6, True), (7, 7, False), (5, 5, False)],
)
def test_a_deviation_is_open_from_its_day_until_the_day_it_is_normal_again(
    over: int | None, day: int, is_open: bool
) -> None:
    assert deviation(5, over).is_open(june(day)) is is_open


@pytest.mark.parametrize(
    ("over", "first", "last", "days"),
    [
        (5, 1, 30, [5]),  # told and over the same day: the day was not normal
        (8, 1, 30, [5, 6, 7]),
        (8, 7, 30, [7]),
        (None, 1, 6, [5, 6]),
        (8, 8, 30, []),
        (None, 1, 4, []),
    ],
)
def test_days_that_were_not_normal_are_counted_within_a_span(
    over: int | None, first: int, last: int, days: list[int]
) -> None:
    assert deviation(5, over).days(june(first), june(last)) == {june(day) for day in days}


def test_today_tells_each_followed_row_and_what_deviates() -> None:
    stands = board(deviation(5), deviation(6, 8, number=2), deviation(13, row=2, number=3))
    assert [each.row.number for each in stands.on(june(5))] == [1]
    (first, second) = stands.on(june(13))
    assert [each.number for each in first.deviations] == [1]
    assert [each.number for each in second.deviations] == [3]
    assert [each.row.number for each in stands.on(june(20))] == [1]  # followed no more
    assert [[each.number for each in stands.on(june(day))[0].over] for day in (7, 8, 9)] == [[], [2], []]


def test_cards_stand_in_their_columns_the_nearest_day_first_and_those_without_one_last() -> None:
    cards = (improvement(1), improvement(2, due=20), improvement(3, due=9), improvement(4, (Step.DO, 3)))
    columns = board(improvements=cards).columns()
    assert {step: [each.number for each in held] for step, held in columns.items()} == {
        Step.PLAN: [3, 2, 1],
        Step.DO: [4],
        Step.CHECK: [],
        Step.ACT: [],
    }


def test_what_left_the_board_is_shown_for_thirty_days_the_latest_first() -> None:
    gone = board(improvements=(improvement(1, (Step.DONE, 3)), improvement(2, (Step.PUT_AWAY, 10))))
    assert [each.number for each in gone.ended(june(30))] == [2, 1]
    assert [each.number for each in gone.ended(date(2017, 7, 10))] == [2]


@pytest.mark.parametrize(
    ("day", "step"), [(1, Step.PLAN), (4, Step.PLAN), (5, Step.DO), (8, Step.DO), (9, Step.CHECK)]
)
def test_where_a_card_stood_on_an_earlier_day_is_read_from_its_moves(day: int, step: Step) -> None:
    assert improvement(1, (Step.DO, 5), (Step.CHECK, 9)).step_on(june(day)) is step


@pytest.mark.parametrize(
    ("moves", "day", "is_late"),
    [
        ((), 10, False),  # on the day itself it is not late
        ((), 11, True),
        (((Step.ACT, 9),), 11, True),
        (((Step.DONE, 9),), 11, False),
        (((Step.DONE, 15),), 14, True),  # it was late then, though it is done now
        (((Step.DONE, 15),), 15, False),
        ((), 1, False),  # it was not written yet
    ],
)
def test_a_card_is_late_when_its_day_has_passed_and_it_was_on_the_board(
    moves: tuple[tuple[Step, int], ...], day: int, is_late: bool
) -> None:
    assert improvement(1, *moves, due=10).is_late(june(day)) is is_late


def test_a_month_tells_rows_deviations_and_cards() -> None:
    stands = board(
        deviation(5, 8),
        deviation(7, number=2),  # overlaps the first: days are counted once
        deviation(13, 14, row=2, number=3),
        improvements=(
            improvement(1, (Step.DO, 5), (Step.DONE, 20), due=19),
            improvement(2, due=9),
            improvement(3, (Step.PUT_AWAY, 6)),
            improvement(4, begun=28),
        ),
    )
    month = month_of(stands, JUNE, today=date(2017, 8, 1))
    assert [(each.row.number, len(each.begun), each.days, len(each.still_open)) for each in month.rows] == [
        (1, 2, 26, 1),
        (2, 1, 1, 0),
    ]
    assert (month.deviations, month.still_open) == (3, 1)
    assert [each.number for each in month.begun] == [1, 2, 3, 4]
    assert [(each.number, len(moves)) for each, moves in month.moved] == [(1, 2), (3, 1)]
    assert [[each.number for each in part] for part in (month.done, month.put_away, month.late)] == [
        [1],
        [3],
        [2],
    ]
    after = month_of(stands, JULY, today=date(2017, 8, 1))
    assert [each.row.number for each in after.rows] == [1]  # the other is followed no more
    assert (after.rows[0].days, after.deviations, after.moved) == (31, 0, ())
    assert [each.number for each in after.rows[0].carried] == [2]  # begun in June and not over
    assert month_of(stands, MAY, today=date(2017, 8, 1)).rows == ()


def test_a_month_that_goes_on_is_told_up_to_today() -> None:
    month = month_of(board(deviation(5)), JUNE, today=june(6))
    assert (month.day, month.rows[0].days) == (june(6), 2)


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (deviation(5), []),
        (deviation(5, 10), []),
        (deviation(23), ["deviation-ahead"]),
        (deviation(5, 23), ["deviation-ahead"]),
        (deviation(5, 4), ["deviation-over-before"]),
        (deviation(5, row=2), ["row-not-followed"]),
        (deviation(5, row=9), ["row-not-followed"]),
        (deviation(19, row=2), ["row-ended"]),  # it would be open for ever on no board
        (deviation(19, 21, row=2), ["row-ended"]),
        (deviation(19, 20, row=2), []),
        (deviation(20, 20, row=2), []),  # of the day that the row ended
        (deviation(21, 21, row=2), ["row-not-followed"]),
    ],
)
def test_a_deviation_that_cannot_be_is_refused_with_its_reason(told: Deviation, codes: list[str]) -> None:
    assert [each.code for each in board().problems_of(told, day=june(22))] == codes
