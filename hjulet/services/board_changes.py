"""Writing on a team's board: each thing has its number and its version, a revision and an audit row."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from hjulet.domain.board.board import Board
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError
from hjulet.store.board import OnBoard, load_board
from hjulet.store.lock import hold

Row = TypeVar("Row", bound=OnBoard)
Fields = Mapping[str, Any]


def require_board_writer(unit: str, *, by: Actor, at: datetime) -> None:
    """Let through whoever writes on the board of a unit that there is today; else NotFoundError."""
    require(Permission.EDIT_BOARD, unit, by=by, at=at, view=organisation().as_of(localdate(at)))


@contextmanager
def writing(unit: str, *, by: Actor, at: datetime) -> Iterator[Board]:
    """Give the board of a unit to whoever writes on it, and keep what they do in one transaction.

    One at a time writes on a board, so that what was judged is what is written. Raises NotFoundError for
    another's board, and where there is none.
    """
    require_board_writer(unit, by=by, at=at)
    with transaction.atomic():
        hold(f"board {unit}")
        board = load_board(unit)
        if board is None:
            raise NotFoundError(unit)
        yield board


def write_new(
    model: type[Row], unit: str, *, action: str, name: str, by: Actor, at: datetime, fields: Fields
) -> int:
    """Write something new on a board, and give its number there; ``name`` is what the log calls it."""
    last = model._default_manager.filter(unit=unit).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    model._default_manager.create(unit=unit, number=number, set_by=by.id, set_at=at, **fields)
    _log(model, unit, number, version=1, fields=fields, action=action, name=name, by=by, at=at)
    return number


def rewrite(
    model: type[Row],
    unit: str,
    number: int,
    *,
    version: int,
    action: str,
    name: str,
    theirs: str,
    by: Actor,
    at: datetime,
    fields: Fields,
) -> None:
    """Change something that was read at ``version``.

    ``name`` is what the log calls it, ``theirs`` what stands there now. Raises ConflictError with both where
    somebody else was first.
    """
    rows = model._default_manager.filter(unit=unit, number=number)
    if not update_versioned(rows, version=version, set_by=by.id, set_at=at, **fields):
        now = rows.values_list("version", flat=True).get()
        raise ConflictError(theirs=theirs, mine=name, version=now)
    _log(model, unit, number, version=version + 1, fields=fields, action=action, name=name, by=by, at=at)


def _log(
    model: type[OnBoard],
    unit: str,
    number: int,
    *,
    version: int,
    fields: Fields,
    action: str,
    name: str,
    by: Actor,
    at: datetime,
) -> None:
    kept = {key: None if value is None else str(value) for key, value in fields.items()}
    place = f"{unit} {number}"
    revise(model._meta.model_name or "", place, version=version, fields=kept, by=by, at=at)
    audit(action, place, by=by, at=at, name=name, version=version)
