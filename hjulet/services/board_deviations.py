"""What is not normal today: told in a line, changed, and over when it is normal again."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation
from hjulet.domain.permission import Actor
from hjulet.services.board_changes import rewrite, write_new, writing
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.store.models import BoardDeviation


def tell_deviation(unit: str, deviation: Deviation, *, on: date, by: Actor, at: datetime) -> int:
    """Write what is not normal in a row, and give its number. ``on`` is today.

    Raises NotFoundError for another's board, RefusedError for a row that is not followed and for days that
    cannot be.
    """
    with writing(unit, by=by, at=at) as board:
        _require_sound(board, deviation, on=on)
        fields = _fields(deviation) | {"told_by": by.id}
        action, name = "tell-deviation", _name(board, deviation)
        return write_new(BoardDeviation, unit, action=action, name=name, by=by, at=at, fields=fields)


def change_deviation(unit: str, deviation: Deviation, *, on: date, by: Actor, at: datetime) -> None:
    """Change a deviation that was read at its version, or say when it was over.

    Raises as ``tell_deviation`` does, and ConflictError where somebody else was first.
    """
    with writing(unit, by=by, at=at) as board:
        now = board.deviation(deviation.number)
        if now is None:
            raise NotFoundError(deviation.number)
        _require_sound(board, deviation, on=on)
        _rewrite(unit, now, deviation, name=_name(board, now), action="change-deviation", by=by, at=at)


def close_deviation(unit: str, number: int, *, version: int, on: date, by: Actor, at: datetime) -> None:
    """Say that it is normal again from a day on; one that is over already stays as it is.

    Raises as ``change_deviation`` does.
    """
    with writing(unit, by=by, at=at) as board:
        now = board.deviation(number)
        if now is None:
            raise NotFoundError(number)
        if now.closed_on is not None:
            return
        over = replace(now, closed_on=on, version=version)
        _require_sound(board, over, on=on)
        _rewrite(unit, now, over, name=_name(board, now), action="close-deviation", by=by, at=at)


def _rewrite(
    unit: str, now: Deviation, new: Deviation, *, name: str, action: str, by: Actor, at: datetime
) -> None:
    rewrite(
        BoardDeviation,
        unit,
        now.number,
        version=new.version,
        action=action,
        name=name,
        theirs=now.text,
        by=by,
        at=at,
        fields=_fields(new),
    )


def _require_sound(board: Board, deviation: Deviation, *, on: date) -> None:
    if problems := board.problems_of(deviation, day=on):
        raise RefusedError(problems)


def _name(board: Board, deviation: Deviation) -> str:
    """Name a deviation in the log by its row: its text may be about somebody."""
    row = board.row(deviation.row)
    return row.name if row else ""


def _fields(deviation: Deviation) -> dict[str, Any]:
    return {
        "row": deviation.row,
        "day": deviation.day,
        "text": deviation.text,
        "amount": deviation.amount,
        "closed_on": deviation.closed_on,
    }
