"""The example's boards, written through their services by the people who keep them."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path

from django.db import transaction

from hjulet.domain.board.improvement import Step
from hjulet.domain.permission import Actor
from hjulet.readers.boards import BOARD_FILES, BoardFile, read_boards
from hjulet.services.board_deviations import tell_deviation
from hjulet.services.board_improvements import add_improvement, move_improvement
from hjulet.services.board_rows import add_row, start_board
from hjulet.services.people import actor_of
from hjulet.store.board import load_board


def load_boards_of(folder: Path, *, by: Actor, at: datetime) -> None:
    """Load the example's boards, each whole; one that is there already is left as it is.

    ``by`` writes what names a person that there is not.
    """
    texts = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in BOARD_FILES}
    for board in read_boards(texts):
        with transaction.atomic():
            if load_board(board.unit) is None:
                _write(board, by=by, at=at)


def _write(board: BoardFile, *, by: Actor, at: datetime) -> None:
    unit = board.unit
    start_board(unit, on=board.started_on, by=actor_of(board.by) or by, at=at)
    for row in board.rows:
        add_row(unit, row, by=actor_of(board.by) or by, at=at)
    for who, deviation in board.deviations:
        on = deviation.closed_on or deviation.day
        tell_deviation(unit, deviation, on=on, by=actor_of(who) or by, at=at)
    for who, improvement in board.improvements:
        add_improvement(unit, improvement, by=actor_of(who) or by, at=at)
    stands = defaultdict[int, Step](lambda: Step.PLAN)
    for who, move in board.moves:
        move_improvement(
            unit,
            move.improvement,
            move.after,
            before=stands[move.improvement],
            on=move.day,
            by=actor_of(who) or by,
            at=at,
        )
        stands[move.improvement] = move.after
