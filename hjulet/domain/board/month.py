"""What happened on a board in a month, for the team itself and for those above it."""

from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Improvement, Move, Step
from hjulet.domain.period import Period


@dataclass(frozen=True, kw_only=True)
class RowMonth:
    """A row in a month: deviations from before it and of it, days that were not normal, and what is left.

    ``carried`` had begun before the month and were not over then.
    ``days`` counts each day once, however many deviations it had.
    """

    row: FollowedRow
    carried: tuple[Deviation, ...]
    begun: tuple[Deviation, ...]
    days: int
    still_open: tuple[Deviation, ...]


@dataclass(frozen=True, kw_only=True)
class BoardMonth:
    """A month of a board, seen at its end, or on ``day`` while it goes on.

    ``moved`` are the improvements that went to another step, with the moves of the month; ``late`` those
    whose day had passed.
    """

    period: Period
    day: date
    rows: tuple[RowMonth, ...]
    begun: tuple[Improvement, ...]
    moved: tuple[tuple[Improvement, tuple[Move, ...]], ...]
    done: tuple[Improvement, ...]
    put_away: tuple[Improvement, ...]
    late: tuple[Improvement, ...]

    @property
    def deviations(self) -> int:
        """Count the deviations that began."""
        return sum(len(each.begun) for each in self.rows)

    @property
    def still_open(self) -> int:
        """Count the deviations that were not over."""
        return sum(len(each.still_open) for each in self.rows)


def month_of(board: Board, period: Period, *, today: date) -> BoardMonth:
    """Tell what happened on a board in a month; of a month that goes on, what has happened so far.

    A row is told of where it was followed in the month, or deviated on the day that it ended.
    """
    day = min(period.last_day, today)
    rows = (_row(board, row, period, day) for row in board.rows)
    moved = [(each, _moves_in(each, period)) for each in board.improvements]
    return BoardMonth(
        period=period,
        day=day,
        rows=tuple(each for each in rows if each.begun or each.row.is_followed(period.start, day)),
        begun=tuple(each for each in board.improvements if period.start <= each.begun_on <= day),
        moved=tuple((each, moves) for each, moves in moved if moves),
        done=_ended(board, period, Step.DONE),
        put_away=_ended(board, period, Step.PUT_AWAY),
        late=tuple(each for each in board.improvements if each.is_late(day)),
    )


def _row(board: Board, row: FollowedRow, period: Period, day: date) -> RowMonth:
    own = [each for each in board.deviations if each.row == row.number]
    eve = period.start - timedelta(days=1)
    return RowMonth(
        row=row,
        carried=tuple(each for each in own if each.is_open(eve)),
        begun=tuple(each for each in own if period.start <= each.day <= day),
        days=len(frozenset().union(*(each.days(period.start, day) for each in own))),
        still_open=tuple(each for each in own if each.is_open(day)),
    )


def _moves_in(improvement: Improvement, period: Period) -> tuple[Move, ...]:
    return tuple(move for move in improvement.moves if period.start <= move.day <= period.last_day)


def _ended(board: Board, period: Period, step: Step) -> tuple[Improvement, ...]:
    """List the improvements whose last move of the month was to an end of the board."""
    return tuple(
        each for each in board.improvements if (moves := _moves_in(each, period)) and moves[-1].after is step
    )
