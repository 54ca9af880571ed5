"""The boards of the example: followed rows, deviations, improvements and moves, as csv with ``;``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Improvement, Step
from hjulet.domain.goals.element import Ref
from hjulet.readers.setup_tables import rows_of

BOARD_FILES = ("boards", "rows", "deviations", "improvements", "moves")


@dataclass(frozen=True, kw_only=True)
class MoveRow:
    """A move of an improvement, by its number on the board, to a step."""

    improvement: int
    after: Step
    day: date


@dataclass(frozen=True, kw_only=True)
class BoardFile:
    """A board with what stands on it in the order it was written; with each thing the person's username."""

    unit: str
    started_on: date
    by: str
    rows: tuple[FollowedRow, ...]
    deviations: tuple[tuple[str, Deviation], ...]
    improvements: tuple[tuple[str, Improvement], ...]
    moves: tuple[tuple[str, MoveRow], ...]


def read_boards(texts: Mapping[str, str]) -> tuple[BoardFile, ...]:
    """Read boards from the texts of ``BOARD_FILES``, by their names."""
    tables = {name: tuple(rows_of(texts[name])) for name in BOARD_FILES}

    def of(unit: str, name: str) -> tuple[Mapping[str, str], ...]:
        return tuple(row for row in tables[name] if row["unit"] == unit)

    return tuple(
        BoardFile(
            unit=head["unit"],
            started_on=date.fromisoformat(head["started_on"]),
            by=head["by"],
            rows=tuple(_row(row) for row in of(head["unit"], "rows")),
            deviations=tuple((row["by"], _deviation(row)) for row in of(head["unit"], "deviations")),
            improvements=tuple((row["by"], _improvement(row)) for row in of(head["unit"], "improvements")),
            moves=tuple((row["by"], _move(row)) for row in of(head["unit"], "moves")),
        )
        for head in tables["boards"]
    )


def _row(row: Mapping[str, str]) -> FollowedRow:
    return FollowedRow(
        name=row["name"],
        normal=row["normal"],
        since=date.fromisoformat(row["since"]),
        goal=Ref(row["structure"], row["key"]) if row["key"] else None,
        indicator=row["indicator"],
    )


def _deviation(row: Mapping[str, str]) -> Deviation:
    return Deviation(
        row=int(row["row"]),
        day=date.fromisoformat(row["day"]),
        text=row["text"],
        amount=Decimal(row["amount"]) if row["amount"] else None,
        closed_on=_day(row["closed_on"]),
    )


def _improvement(row: Mapping[str, str]) -> Improvement:
    return Improvement(
        title=row["title"],
        begun_on=date.fromisoformat(row["begun_on"]),
        person=row["person"],
        role=row["role"],
        due=_day(row["due"]),
        row=int(row["row"]) if row["row"] else None,
        deviation=int(row["deviation"]) if row["deviation"] else None,
        note=row["note"],
    )


def _move(row: Mapping[str, str]) -> MoveRow:
    return MoveRow(
        improvement=int(row["improvement"]), after=Step(row["after"]), day=date.fromisoformat(row["day"])
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
