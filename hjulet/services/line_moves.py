"""A difference between two states of the ledger as people read it: line by line, the largest move first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hjulet.domain.ledger import Change, VoucherChange
from hjulet.services.access import organisation
from hjulet.services.comparison import Difference, Move


@dataclass(frozen=True, kw_only=True)
class LineMove:
    """A statement line of a unit that moves: kronor with the statement's sign, in all its months."""

    unit: str
    line: str
    months: tuple[str, ...]
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Tell how much it moves."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a file would change. ``moves`` are the largest first; ``units`` names units by their code."""

    counts: Mapping[Change, int]
    moves: tuple[LineMove, ...]
    vouchers: tuple[VoucherChange, ...]
    units: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would change."""
        return not self.moves and not self.counts


def changes_of(difference: Difference) -> Changes:
    """Sum a difference by unit and line."""
    return Changes(
        counts=difference.counts,
        moves=tuple(sorted(_summed(difference.moves), key=lambda move: -abs(move.difference))),
        vouchers=difference.vouchers,
        units={unit.code: unit.name for unit in organisation().units},
    )


def _summed(moves: Iterable[Move]) -> Iterator[LineMove]:
    """Sum the months of each unit and line; the moves come in that order."""
    for (unit, line), months in groupby(moves, key=lambda move: (move.unit, move.line)):
        held = list(months)
        yield LineMove(
            unit=unit,
            line=line,
            months=tuple(move.month for move in held),
            before=sum((move.before for move in held), Decimal(0)),
            after=sum((move.after for move in held), Decimal(0)),
        )
