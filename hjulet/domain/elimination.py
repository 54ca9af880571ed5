"""Internal trade, pair by pair: what one unit booked and what the other booked must cancel out (DOMAIN 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.ledger import Elimination

_ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class InternalSum:
    """What a unit booked as internal with a partner ("" where only the account tells): the ledger's sign."""

    unit: str
    partner: str
    kind: Elimination
    balance: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two units that trade: what each booked with the other, kronor with the ledger's sign.

    ``other`` is empty for what is internal by its account alone; ``other_booked`` is then zero.
    ``is_whole`` tells whether the other's ledger is here too: else the trade cannot be judged.
    """

    unit: str
    other: str
    kind: Elimination
    booked: Decimal
    other_booked: Decimal
    rows: int
    is_whole: bool

    @property
    def remainder(self) -> Decimal:
        """Tell what does not cancel out."""
        return self.booked + self.other_booked


def pairs(sums: Iterable[InternalSum]) -> tuple[Pair, ...]:
    """Put the two sides of each trade beside each other, in order of the units' codes.

    A unit that trades with itself is a pair of its own, and cancels out within.
    """
    sides: dict[tuple[str, str, Elimination], tuple[Decimal, int]] = {}
    for each in sums:
        key = (each.unit, each.partner, each.kind)
        balance, rows = sides.get(key, (_ZERO, 0))
        sides[key] = (balance + each.balance, rows + each.rows)
    here = {unit for unit, _, _ in sides}
    found = []
    for unit, other, kind in sorted(sides):
        back = (other, unit, kind)
        if back in sides and other < unit:
            continue  # seen from the other side already
        booked, rows = sides[unit, other, kind]
        other_booked, other_rows = sides.get(back, (_ZERO, 0)) if other != unit else (_ZERO, 0)
        found.append(
            Pair(
                unit=unit,
                other=other,
                kind=kind,
                booked=booked,
                other_booked=other_booked,
                rows=rows + other_rows,
                is_whole=not other or other in here,
            )
        )
    return tuple(found)


def remainder(found: Iterable[Pair], kind: Elimination) -> Decimal:
    """Sum what does not cancel out, of the trade that can be judged: zero in a sound ledger.

    What is internal by account alone need only cancel over all units.
    """
    return sum((pair.remainder for pair in found if pair.kind is kind and pair.is_whole), _ZERO)
