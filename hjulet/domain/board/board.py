"""A team's board as it stands on a day: the rows, normal or not, and the columns of improvements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import COLUMNS, ENDS, Improvement, Step
from hjulet.domain.problem import Problem, Severity

SHOWN_WHEN_ENDED = timedelta(days=30)
"""How long an improvement that went off the board is still shown beneath it."""


@dataclass(frozen=True, kw_only=True)
class RowToday:
    """A followed row on a day, with what is not normal, and what was over that very day."""

    row: FollowedRow
    deviations: tuple[Deviation, ...]
    over: tuple[Deviation, ...]


@dataclass(frozen=True, kw_only=True)
class Board:
    """The board of a unit. All that stands on it is in the order it was written.

    ``order`` are the numbers of the improvements that somebody has put in order by hand; ``order_version``
    guards it.
    """

    unit: str
    started_on: date
    rows: tuple[FollowedRow, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    order: tuple[int, ...] = ()
    order_version: int = 1

    def row(self, number: int | None) -> FollowedRow | None:
        """Give a row, also one that is followed no more; None where there is none."""
        return next((each for each in self.rows if each.number == number), None)

    def deviation(self, number: int | None) -> Deviation | None:
        """Give a deviation; None where there is none."""
        return next((each for each in self.deviations if each.number == number), None)

    def improvement(self, number: int | None) -> Improvement | None:
        """Give an improvement; None where there is none."""
        return next((each for each in self.improvements if each.number == number), None)

    def followed(self, day: date) -> tuple[FollowedRow, ...]:
        """List the rows that stand on the board on a day."""
        return tuple(row for row in self.rows if row.is_followed(day, day))

    def on(self, day: date) -> tuple[RowToday, ...]:
        """Tell of each followed row what is not normal on a day, the oldest first."""
        return tuple(self._row_on(row, day) for row in self.followed(day))

    def _row_on(self, row: FollowedRow, day: date) -> RowToday:
        own = [each for each in self.deviations if each.row == row.number]
        return RowToday(
            row=row,
            deviations=tuple(each for each in own if each.is_open(day)),
            over=tuple(each for each in own if each.closed_on == day),
        )

    def columns(self) -> Mapping[Step, tuple[Improvement, ...]]:
        """Put the improvements in their columns: those in order by hand, then those with the nearest day.

        Those without a day are last.
        """
        by_hand = sorted(
            (each for each in self.improvements if each.number in self.order),
            key=lambda each: self.order.index(each.number),
        )
        others = sorted((each for each in self.improvements if each not in by_hand), key=_urgency)
        return {step: tuple(each for each in (*by_hand, *others) if each.step is step) for step in COLUMNS}

    def ordered(self, number: int, *, before: int | None) -> tuple[int, ...]:
        """Give the order where an improvement stands before another in its column, or last (None).

        The whole column is in order by hand then. Raises LookupError for one that stands in no column, or in
        another than the one ``before``.
        """
        column = next(
            (cards for cards in self.columns().values() if number in {each.number for each in cards}), ()
        )
        numbers = [each.number for each in column if each.number != number]
        if not column or (before is not None and before not in numbers):
            raise LookupError(number)
        place = len(numbers) if before is None else numbers.index(before)
        numbers.insert(place, number)
        return (*numbers, *(each for each in self.order if each not in numbers))

    def ended(self, day: date) -> tuple[Improvement, ...]:
        """List what went off the board in the last thirty days, the latest first."""
        recent = [
            each
            for each in self.improvements
            if each.step in ENDS and each.ended_on and day - each.ended_on <= SHOWN_WHEN_ENDED
        ]
        return tuple(sorted(recent, key=lambda each: (each.ended_on or day, each.number), reverse=True))

    def problems_of(self, deviation: Deviation, *, day: date) -> tuple[Problem, ...]:
        """List why a deviation cannot be written on a day: an unknown row, or days that cannot be.

        On the day that a row ended it can still have deviated; by then that was over.
        """
        row, found = self.row(deviation.row), []
        until = row.until if row else None
        if row is None or deviation.day < row.since or (until is not None and deviation.day > until):
            found.append(_fault("row-not-followed"))
        elif until is not None and (deviation.closed_on is None or deviation.closed_on > until):
            found.append(_fault("row-ended", day=str(until)))
        if deviation.day > day or (deviation.closed_on is not None and deviation.closed_on > day):
            found.append(_fault("deviation-ahead", day=str(day)))
        if deviation.closed_on is not None and deviation.closed_on < deviation.day:
            found.append(_fault("deviation-over-before", day=str(deviation.day)))
        return tuple(found)

    def problems_with(self, improvement: Improvement) -> tuple[Problem, ...]:
        """List why an improvement cannot be written: it names a row or a deviation that is none."""
        found = []
        if improvement.row is not None and self.row(improvement.row) is None:
            found.append(_fault("row-not-followed"))
        if improvement.deviation is not None and self.deviation(improvement.deviation) is None:
            found.append(_fault("unknown-deviation"))
        return tuple(found)


def _urgency(improvement: Improvement) -> tuple[bool, date, int]:
    return improvement.due is None, improvement.due or date.max, improvement.number


def _fault(code: str, **params: str) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, params=params)
