"""Improvements: written, changed, moved round the wheel and put in order; every move is kept."""

from datetime import date, datetime
from typing import Any

from hjulet.domain.board.board import Board
from hjulet.domain.board.improvement import Improvement, Step
from hjulet.domain.permission import Actor
from hjulet.services.board_changes import rewrite, write_new, writing
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.people import people_names, protected_people
from hjulet.store.models import BoardImprovement, ImprovementMove, TeamBoard


def add_improvement(unit: str, improvement: Improvement, *, by: Actor, at: datetime) -> int:
    """Write an improvement, and give its number; it begins in the first column.

    Raises NotFoundError for another's board or a person that cannot be chosen, RefusedError for a row or a
    deviation that there is none.
    """
    with writing(unit, by=by, at=at) as board:
        _require_sound(board, improvement)
        _require_person(improvement.person, by=by)
        fields = _fields(improvement) | {"step": Step.PLAN.value, "begun_on": improvement.begun_on}
        action, name = "add-improvement", improvement.title
        return write_new(BoardImprovement, unit, action=action, name=name, by=by, at=at, fields=fields)


def change_improvement(unit: str, improvement: Improvement, *, by: Actor, at: datetime) -> None:
    """Change what is written of an improvement that was read at its version; it stays at its step.

    Raises as ``add_improvement`` does, and ConflictError where somebody else was first.
    """
    with writing(unit, by=by, at=at) as board:
        now = board.improvement(improvement.number)
        if now is None:
            raise NotFoundError(improvement.number)
        _require_sound(board, improvement)
        if improvement.person != now.person:
            _require_person(improvement.person, by=by)
        rewrite(
            BoardImprovement,
            unit,
            improvement.number,
            version=improvement.version,
            action="change-improvement",
            name=improvement.title,
            theirs=now.title,
            by=by,
            at=at,
            fields=_fields(improvement),
        )


def move_improvement(
    unit: str, number: int, to: Step, *, before: Step, on: date, by: Actor, at: datetime
) -> None:
    """Move an improvement from the step where it was read to another; where it stands there, do nothing.

    What else somebody has written on the card is left as it is. Raises NotFoundError for another's, and
    ConflictError with the step where it stands (``theirs``) and the one asked for where somebody else has
    moved it: neither move is lost.
    """
    with writing(unit, by=by, at=at) as board:
        now = board.improvement(number)
        if now is None:
            raise NotFoundError(number)
        if now.step is to:
            return
        if now.step is not before:
            raise ConflictError(theirs=now.step, mine=to, version=now.version)
        rewrite(
            BoardImprovement,
            unit,
            number,
            version=now.version,
            action="move-improvement",
            name=now.title,
            theirs=now.step,
            by=by,
            at=at,
            fields={"step": to.value},
        )
        if number in board.order:  # where it comes to, the day decides until somebody puts it in order there
            left = [each for each in board.order if each != number]
            TeamBoard.objects.filter(unit=unit).update(order=left)
        ImprovementMove.objects.create(
            unit=unit,
            improvement=number,
            before=now.step.value,
            after=to.value,
            day=on,
            set_by=by.id,
            set_at=at,
        )


def order_improvement(
    unit: str, number: int, *, before: int | None, version: int, by: Actor, at: datetime
) -> None:
    """Put an improvement before another in its column, or last; ``version`` is that of the order read.

    The cards are left as they are: only their order is written. Raises NotFoundError for another's board and
    for a card that is on none, ConflictError where somebody else has put them in order, or has moved one of
    them to another column.
    """
    with writing(unit, by=by, at=at) as board:
        if any(board.improvement(each) is None for each in (number, before or number)):
            raise NotFoundError(number)
        try:
            order = list(board.ordered(number, before=before))
        except LookupError as fault:
            raise ConflictError(theirs="", mine="", version=board.order_version) from fault
        if not update_versioned(TeamBoard.objects.filter(unit=unit), version=version, order=order):
            raise ConflictError(theirs="", mine="", version=board.order_version)
        fields = {"order": order}
        revise("teamboard", unit, version=version + 1, fields=fields, by=by, at=at)
        known = board.improvement(number)
        audit("order-improvements", unit, by=by, at=at, name=known.title if known else "")


def _require_sound(board: Board, improvement: Improvement) -> None:
    if problems := board.problems_with(improvement):
        raise RefusedError(problems)


def _require_person(person: str, *, by: Actor) -> None:
    """Let anybody be chosen who is there; of the protected only one chooses oneself."""
    if not person or person == by.id:
        return
    if person not in people_names([person]) or person in protected_people():
        raise NotFoundError(person)


def _fields(improvement: Improvement) -> dict[str, Any]:
    return {
        "title": improvement.title,
        "person": improvement.person,
        "role": improvement.role,
        "due": improvement.due,
        "row": improvement.row,
        "deviation": improvement.deviation,
        "note": improvement.note,
    }
