"""Internal items: what is traded within the municipality and its group, and what does not cancel out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.elimination import InternalSum, Pair, pairs, remainder
from hjulet.domain.ledger import Dimension, Elimination, GroupSum, LedgerFilter
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.statement import RESULT_LINES, UNMAPPED
from hjulet.services.access import require
from hjulet.services.figures import open_books

_ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class LineParts:
    """A statement line, gross and by what is internal in it: kronor with the statement's sign."""

    line: str
    gross: Decimal
    own: Decimal
    group: Decimal

    @property
    def external(self) -> Decimal:
        """Tell what is left without any internal items."""
        return self.gross - self.own - self.group


@dataclass(frozen=True, kw_only=True)
class Unjudged:
    """A counterparty whose ledger is not here, and what was booked with it: the ledger's sign."""

    partner: str
    kind: Elimination
    booked: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class InternalItems:
    """The internal items of a unit and those below it. ``names`` names units by code."""

    lines: tuple[LineParts, ...]
    pairs: tuple[Pair, ...]
    names: Mapping[str, str]
    snapshot: int
    has_rules: bool

    @property
    def remainder(self) -> Decimal:
        """Sum what does not cancel out of the trade that can be judged."""
        return remainder(self.pairs, Elimination.OWN) + remainder(self.pairs, Elimination.GROUP)

    @property
    def unjudged(self) -> tuple[Unjudged, ...]:
        """Sum by counterparty what was booked with those whose ledger is not here, in order of size."""
        by_partner: dict[tuple[str, Elimination], list[Pair]] = {}
        for pair in self.pairs:
            if not pair.is_whole:
                by_partner.setdefault((pair.other, pair.kind), []).append(pair)
        found = (
            Unjudged(
                partner=partner,
                kind=kind,
                booked=sum((pair.booked for pair in pairs), _ZERO),
                rows=sum(pair.rows for pair in pairs),
            )
            for (partner, kind), pairs in by_partner.items()
        )
        return tuple(sorted(found, key=lambda one: -abs(one.booked)))


def internal_items(
    unit: str, period: Period, *, snapshot: int | None = None, by: Actor, at: datetime
) -> InternalItems:
    """Gather the internal items of a unit's subtree in a period, from one question.

    A partner outside the subtree has its own side there, so what it booked with these units is shown too.
    Raises NotFoundError for a unit that is not the actor's.
    """
    books = open_books(snapshot)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    where = LedgerFilter(
        first_month=period.first_month, last_month=period.last_month, lines=(*RESULT_LINES, UNMAPPED)
    )
    by_all = (Dimension.UNIT, Dimension.PARTNER, Dimension.INTERNAL, Dimension.LINE)
    own = frozenset(books.subtree(unit, period))
    found = books.ledger.sums(where, by=by_all)
    return InternalItems(
        lines=_lines(each for each in found if each.keys[0] in own),
        pairs=pairs(_internal(each for each in found if each.keys[0] in own or each.keys[1] in own)),
        names={code: known.name for code, known in view.units.items()},
        snapshot=books.number,
        has_rules=bool(books.mapping.internal),
    )


def _lines(sums: Iterable[GroupSum]) -> tuple[LineParts, ...]:
    """Sum line by line, in the statement's order; lines without rows are left out."""
    parts: dict[str, dict[Elimination, Decimal]] = {}
    for each in sums:
        of_line = parts.setdefault(each.keys[3], dict.fromkeys(Elimination, _ZERO))
        of_line[Elimination(int(each.keys[2]))] += each.amount
    return tuple(
        LineParts(
            line=line,
            gross=sum(parts[line].values(), _ZERO),
            own=parts[line][Elimination.OWN],
            group=parts[line][Elimination.GROUP],
        )
        for line in (*RESULT_LINES, UNMAPPED)
        if line in parts
    )


def _internal(sums: Iterable[GroupSum]) -> Iterable[InternalSum]:
    for each in sums:
        unit, partner, kind, _ = each.keys
        if kind != "0":
            yield InternalSum(
                unit=unit,
                partner=partner,
                kind=Elimination(int(kind)),
                balance=each.balance,
                rows=each.rows,
            )
