"""What a team follows: rows of its board, each with its normal state, tied to a goal or an indicator."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hjulet.domain.board.followed import FollowedRow
from hjulet.domain.permission import Actor
from hjulet.services.board_changes import require_board_writer, rewrite, write_new, writing
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.indicators import readable
from hjulet.store.board import load_board
from hjulet.store.goals import load_elements
from hjulet.store.indicator import load_indicators
from hjulet.store.lock import hold
from hjulet.store.models import BoardRow, TeamBoard


def start_board(unit: str, *, on: date, by: Actor, at: datetime) -> None:
    """Start the board of a unit, used from a day on. A unit has one: to start it again changes nothing.

    Raises NotFoundError for whoever does not write on the unit's board.
    """
    require_board_writer(unit, by=by, at=at)
    with transaction.atomic():
        hold(f"board {unit}")
        if load_board(unit) is None:
            TeamBoard.objects.create(unit=unit, started_on=on, set_by=by.id, set_at=at)
            audit("start-board", unit, by=by, at=at)


def add_row(unit: str, row: FollowedRow, *, by: Actor, at: datetime) -> int:
    """Follow something more, and give the row's number; the one that it comes with is not used.

    Raises NotFoundError for another's board, and for a goal or an indicator that the actor does not see.
    """
    with writing(unit, by=by, at=at):
        _require_aims(row, by=by, at=at)
        return write_new(
            BoardRow, unit, action="set-board-row", name=row.name, by=by, at=at, fields=_fields(row)
        )


def change_row(unit: str, row: FollowedRow, *, by: Actor, at: datetime) -> None:
    """Change a row that was read at its version; the days that it is followed stay as they are.

    Raises as ``add_row`` does, and ConflictError where somebody else was first.
    """
    with writing(unit, by=by, at=at) as board:
        now = board.row(row.number)
        if now is None:
            raise NotFoundError(row.number)
        if (row.goal, row.indicator) != (now.goal, now.indicator):
            _require_aims(row, by=by, at=at)
        rewrite(
            BoardRow,
            unit,
            row.number,
            version=row.version,
            action="set-board-row",
            name=row.name,
            theirs=f"{now.name}: {now.normal}",
            by=by,
            at=at,
            fields=_fields(row) | {"since": now.since, "until": now.until},
        )


def end_row(unit: str, number: int, *, version: int, on: date, by: Actor, at: datetime) -> None:
    """Follow a row no more from a day on; months before it still tell of it. One that is ended stays so.

    Raises RefusedError while it has a deviation that is not over, else as ``change_row``.
    """
    with writing(unit, by=by, at=at) as board:
        now = board.row(number)
        if now is None:
            raise NotFoundError(number)
        if now.until is not None:
            return
        if any(each.row == number and each.closed_on is None for each in board.deviations):
            raise refused("row-not-normal")
        rewrite(
            BoardRow,
            unit,
            number,
            version=version,
            action="end-board-row",
            name=now.name,
            theirs=f"{now.name}: {now.normal}",
            by=by,
            at=at,
            fields={"until": on},
        )


def _require_aims(row: FollowedRow, *, by: Actor, at: datetime) -> None:
    if row.goal is not None and row.goal not in load_elements([row.goal]):
        raise NotFoundError(row.goal.key)
    if row.indicator:
        found = load_indicators(where=Q(key=row.indicator)).get(row.indicator)
        if found is None or not readable(by=by, at=at)(found):
            raise NotFoundError(row.indicator)


def _fields(row: FollowedRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "normal": row.normal,
        "structure": row.goal.structure if row.goal else "",
        "key": row.goal.key if row.goal else "",
        "indicator": row.indicator,
        "since": row.since,
        "until": row.until,
    }
