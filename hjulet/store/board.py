"""The boards of teams: followed rows, deviations, improvements and their moves. Nothing is ever deleted.

Each row has its own version, so that people who write in different places of a board never meet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import ENDS, Improvement, Move, Step
from hjulet.domain.goals.element import Ref

STEPS = [step.value for step in Step]


class TeamBoard(models.Model):
    """The board of a unit: who started it, and from which day it is used.

    ``order`` are the numbers of improvements in order by hand, ``version`` that of the order.
    """

    unit = models.CharField(max_length=40, unique=True)
    started_on = models.DateField()
    order = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        """In the order they were started."""

        ordering: ClassVar = ["id"]


class OnBoard(models.Model):
    """Something on a unit's board, by its number there. ``set_by`` is whoever wrote it last."""

    unit = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        """A base for what stands on a board."""

        abstract = True


def _own_number(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["unit", "number"], name=name)


class BoardRow(OnBoard):
    """A followed row. ``structure`` and ``key`` name a goal, both or neither."""

    name = models.CharField(max_length=120)
    normal = models.CharField(max_length=200)
    structure = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=80, blank=True)
    indicator = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """In the order they were written."""

        ordering: ClassVar = ["unit", "number"]
        constraints: ClassVar = [
            _own_number("board_row_has_its_number_alone"),
            models.CheckConstraint(
                condition=Q(structure="", key="") | (~Q(structure="") & ~Q(key="")),
                name="goal_of_a_row_is_whole",
            ),
        ]

    def to_domain(self) -> FollowedRow:
        """Give the row as a value."""
        return FollowedRow(
            name=self.name,
            normal=self.normal,
            since=self.since,
            until=self.until,
            number=self.number,
            goal=Ref(self.structure, self.key) if self.key else None,
            indicator=self.indicator,
            version=self.version,
        )


class BoardDeviation(OnBoard):
    """What was not normal in a row, until ``closed_on``; ``told_by`` is who wrote it first."""

    row = models.PositiveIntegerField()
    day = models.DateField()
    text = models.TextField()
    amount = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=60)

    class Meta:
        """In the order they were written."""

        ordering: ClassVar = ["unit", "number"]
        constraints: ClassVar = [
            _own_number("deviation_has_its_number_alone"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("day")),
                name="deviation_is_over_after_it_begins",
            ),
        ]

    def to_domain(self) -> Deviation:
        """Give the deviation as a value, its amount without zeros at the end."""
        return Deviation(
            row=self.row,
            day=self.day,
            text=self.text,
            number=self.number,
            amount=None if self.amount is None else self.amount.normalize(),
            closed_on=self.closed_on,
            version=self.version,
        )


class BoardImprovement(OnBoard):
    """An improvement. ``person`` is a username, ``role`` words; ``row`` and ``deviation`` are numbers."""

    title = models.CharField(max_length=200)
    step = models.CharField(max_length=10)
    person = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=120, blank=True)
    due = models.DateField(null=True, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    deviation = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    begun_on = models.DateField()

    class Meta:
        """In the order they were written."""

        ordering: ClassVar = ["unit", "number"]
        constraints: ClassVar = [
            _own_number("improvement_has_its_number_alone"),
            models.CheckConstraint(condition=Q(step__in=STEPS), name="improvement_is_at_a_step"),
        ]

    def to_domain(self, moves: Iterable[Move] = ()) -> Improvement:
        """Give the improvement as a value."""
        return Improvement(
            title=self.title,
            begun_on=self.begun_on,
            number=self.number,
            step=Step(self.step),
            person=self.person,
            role=self.role,
            due=self.due,
            row=self.row,
            deviation=self.deviation,
            note=self.note,
            moves=tuple(moves),
            version=self.version,
        )


class ImprovementMove(models.Model):
    """A move of an improvement. ``day`` is the day at the board, ``set_at`` the moment it was written."""

    unit = models.CharField(max_length=40)
    improvement = models.PositiveIntegerField()
    before = models.CharField(max_length=10)
    after = models.CharField(max_length=10)
    day = models.DateField()
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        """In the order they were made."""

        ordering: ClassVar = ["unit", "improvement", "id"]
        indexes: ClassVar = [models.Index(fields=["unit", "improvement"], name="moves_of_an_improvement")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(before__in=STEPS, after__in=STEPS) & ~Q(before=models.F("after")),
                name="move_is_from_one_step_to_another",
            )
        ]

    def to_domain(self) -> Move:
        """Give the move as a value."""
        return Move(before=Step(self.before), after=Step(self.after), day=self.day, by=self.set_by)


def load_board(unit: str) -> Board | None:
    """Load the board of a unit, None where it has none."""
    return load_boards([unit]).get(unit)


def load_boards(units: Collection[str], *, since: date | None = None) -> dict[str, Board]:
    """Load the boards of some units with all that stands on them, by unit.

    ``since`` leaves out what has no part in that day or later: deviations that were over before it, and
    improvements that had left the board by then and have not come back.
    """
    heads = TeamBoard.objects.filter(unit__in=units)
    rows = _by_unit(BoardRow.objects.filter(unit__in=units))
    told = BoardDeviation.objects.filter(unit__in=units)
    held = BoardImprovement.objects.filter(unit__in=units)
    made = ImprovementMove.objects.filter(unit__in=units)
    if since is not None:
        later = made.filter(unit=OuterRef("unit"), improvement=OuterRef("number"), day__gte=since)
        told = told.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since))
        held = held.filter(~Q(step__in=[step.value for step in ENDS]) | Exists(later))
        made = made.filter(Exists(held.filter(unit=OuterRef("unit"), number=OuterRef("improvement"))))
    moves: dict[tuple[str, int], list[Move]] = defaultdict(list)
    for move in made:
        moves[move.unit, move.improvement].append(move.to_domain())
    deviations, improvements = _by_unit(told), _by_unit(held)
    return {
        head.unit: Board(
            unit=head.unit,
            started_on=head.started_on,
            rows=tuple(row.to_domain() for row in rows[head.unit]),
            deviations=tuple(row.to_domain() for row in deviations[head.unit]),
            improvements=tuple(row.to_domain(moves[row.unit, row.number]) for row in improvements[head.unit]),
            order=tuple(head.order),
            order_version=head.version,
        )
        for head in heads
    }


_DAYS: tuple[tuple[type[models.Model], str], ...] = (
    (TeamBoard, "started_on"),
    (BoardRow, "since"),
    (BoardDeviation, "day"),
    (BoardDeviation, "closed_on"),
    (BoardImprovement, "begun_on"),
    (ImprovementMove, "day"),
)
"""The days of what happens on a board."""


def last_days(units: Collection[str]) -> dict[str, date]:
    """Tell of some units the last day that anything happened on their boards, by unit."""
    found: dict[str, date] = {}
    for model, day in _DAYS:
        rows = model._default_manager.filter(unit__in=units).order_by()
        for unit, last in rows.values_list("unit").annotate(last=Max(day)):
            if last is not None:
                found[unit] = max(found.get(unit, last), last)
    return found


def _by_unit(rows: models.QuerySet[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.unit].append(row)
    return found
