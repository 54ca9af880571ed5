"""What differs between two states of the ledger: which lines moved, and which vouchers made them move.

Shown before a file is let in, after it has been, and between any two snapshots.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localdate

from hjulet.domain.ledger import Change, Dimension, LedgerFilter, LedgerQuery, VoucherChange
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, require_anywhere
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import Books, open_books
from hjulet.services.ledgers import ledger_of, open_ledger
from hjulet.services.scope import batch_units, mapping_in_force, over_all, require_over_all, units_of
from hjulet.store.ledger.codes import CompanyCodes
from hjulet.store.models import Batch

SHOWN = 200
"""Vouchers that a comparison names; all are counted."""

EVERY_MONTH = LedgerFilter(first_month="0000-00", last_month="9999-99")


@dataclass(frozen=True, kw_only=True)
class Move:
    """A statement line of a unit in a month that differs: kronor with the statement's sign."""

    unit: str
    line: str
    month: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Tell how much it moved."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How one state of the ledger differs from an earlier one.

    ``counts`` counts all vouchers that are new, changed or removed; ``vouchers`` names the first of them.
    """

    moves: tuple[Move, ...]
    counts: dict[Change, int]
    vouchers: tuple[VoucherChange, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not self.moves and not self.counts


def difference(later: LedgerQuery, earlier: LedgerQuery, *, where: LedgerFilter = EVERY_MONTH) -> Difference:
    """Compare two states of the ledger within some months."""
    compared = later.compare(where, earlier=earlier, limit=SHOWN)
    return Difference(
        moves=_moves(later, earlier, where), counts=dict(compared.counts), vouchers=compared.vouchers
    )


def snapshot_difference(earlier: int, later: int, *, by: Actor, at: datetime) -> Difference:
    """Compare two snapshots, each in its own mapping.

    Vouchers may touch anybody's units, so it takes the permission over all the units of the batches that
    differ. Raises NotFoundError for whoever has it not, and for a snapshot that does not exist.
    """
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    before, after = open_books(earlier), open_books(later)
    return _between(before.batches, before.ledger, after, by=by, at=at)


def batch_difference(batch: str, *, by: Actor, at: datetime) -> Difference:
    """Compare what was in force just before a batch was taken in with what was just after.

    Raises NotFoundError for an unknown batch.
    """
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    found = Batch.objects.filter(key=batch).first()
    first = found.snapshots.order_by("number").first() if found else None
    if first is None:
        raise NotFoundError(batch)
    after = open_books(first.number)
    if first.number == 1:
        return _between((), ledger_of((), after.mapping), after, by=by, at=at)
    before = open_books(first.number - 1)
    return _between(before.batches, before.ledger, after, by=by, at=at)


def _between(
    batches: tuple[Batch, ...], ledger: LedgerQuery, after: Books, *, by: Actor, at: datetime
) -> Difference:
    units = _units(set(batches) ^ set(after.batches))
    if not over_all(Permission.VIEW_IMPORTS, units, by=by, at=at):
        raise NotFoundError(after.number)
    found = difference(after.ledger, ledger)
    return replace(found, moves=tuple(one for one in found.moves if _is_theirs(one, after, by=by, at=at)))


def candidate_difference(
    folder: str, held: CompanyCodes, *, replaced: Iterable[Batch], by: Actor, at: datetime
) -> Difference:
    """Compare the files of a batch that is not let in yet with those that it would take the place of.

    ``held`` are the codes and years of the files under ``folder`` (a name below the ledger's root).
    """
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)
    mapping = mapping_in_force()
    before = tuple(replaced)
    units = units_of(mapping, company=held.company, codes=held.responsibilities, months=map(str, held.years))
    require_over_all(Permission.IMPORT_LEDGER, units | _units(before), by=by, at=at)
    return difference(open_ledger([folder], (held,), mapping), ledger_of(before, mapping))


def _units(batches: Iterable[Batch]) -> frozenset[str]:
    mapping = mapping_in_force()
    return frozenset(unit for batch in batches for unit in batch_units(batch, mapping))


def _is_theirs(move: Move, books: Books, *, by: Actor, at: datetime) -> bool:
    """Let through the moves of the actor's units, and of what is mapped to none."""
    view = books.organisation.as_of(localdate(at))
    return move.unit not in view or may(Permission.VIEW_FIGURES, move.unit, by=by, at=at, view=view)


def _moves(later: LedgerQuery, earlier: LedgerQuery, where: LedgerFilter) -> tuple[Move, ...]:
    by = (Dimension.UNIT, Dimension.LINE, Dimension.MONTH)
    before, after = (
        {each.keys: each.amount for each in ledger.sums(where, by=by)} for ledger in (earlier, later)
    )
    nothing = Decimal("0.00")
    both = ((key, before.get(key, nothing), after.get(key, nothing)) for key in sorted({*before, *after}))
    return tuple(
        Move(unit=key[0], line=key[1], month=key[2], before=was, after=now)
        for key, was, now in both
        if was != now
    )
