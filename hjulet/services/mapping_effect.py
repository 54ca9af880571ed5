"""What a change of the mapping would do: which amounts move between lines and units, what stays sealed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.ledger import Dimension, LedgerFilter, LedgerQuery
from hjulet.domain.mapping import Mapping as CodeMapping
from hjulet.domain.permission import Actor
from hjulet.services.editions import EditionFacts, list_editions
from hjulet.services.figures import Books
from hjulet.services.ledgers import ledger_of
from hjulet.services.mapping_use import books_if_any, unit_names
from hjulet.store.models import Snapshot

NOTHING = Decimal("0.00")
Key = tuple[int, str, str]
Sums = dict[Key, Decimal]


@dataclass(frozen=True, kw_only=True)
class Move:
    """An amount of a year, in kronor with the statement's sign, before and after.

    ``unit`` is empty in a total. ``internal`` is an ``Elimination`` as a digit where it is what moves.
    """

    year: int
    line: str
    before: Decimal
    after: Decimal
    unit: str = ""
    internal: str = ""

    @property
    def difference(self) -> Decimal:
        """Tell how much more it is after."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What moves, by unit and line and in total by line, and the editions that stay as they are."""

    moves: tuple[Move, ...]
    totals: tuple[Move, ...]
    internal: tuple[Move, ...]
    editions: tuple[EditionFacts, ...]
    units: Mapping[str, str]  # code -> name
    is_without_ledger: bool = False

    @property
    def is_nothing(self) -> bool:
        """Tell whether no amount moves."""
        return not (self.moves or self.internal)


def effect_of(before: CodeMapping, after: CodeMapping, *, base: int, by: Actor, at: datetime) -> Effect:
    """Compare what the ledger in force says under two mappings; ``base`` is the version of the first."""
    editions = _editions(base, by=by, at=at)
    books = books_if_any()
    if books is None:
        return Effect(
            moves=(), totals=(), internal=(), editions=editions, units=unit_names(), is_without_ledger=True
        )
    old, new = (ledger_of(books.batches, mapping) for mapping in (before, after))
    where = _all_months(books)
    of_units = tuple(_sums(ledger, where, Dimension.UNIT) for ledger in (old, new))
    moves = tuple(
        Move(year=year, unit=unit, line=line, before=was, after=becomes)
        for (year, unit, line), was, becomes in _differing(*of_units)
    )
    totals = tuple(
        Move(year=year, line=line, before=was, after=becomes)
        for (year, _, line), was, becomes in _differing(*(_in_total(sums) for sums in of_units))
    )
    internal: tuple[Move, ...] = ()
    if before.internal != after.internal:
        of_scopes = (_sums(ledger, where, Dimension.INTERNAL) for ledger in (old, new))
        internal = tuple(
            Move(year=year, internal=scope, line=line, before=was, after=becomes)
            for (year, scope, line), was, becomes in _differing(*of_scopes)
        )
    return Effect(moves=moves, totals=totals, internal=internal, editions=editions, units=unit_names())


def _sums(ledger: LedgerQuery, where: LedgerFilter, by: Dimension) -> Sums:
    """Sum by year, one dimension and line."""
    sums: Sums = defaultdict(lambda: NOTHING)
    for each in ledger.sums(where, by=(by, Dimension.LINE, Dimension.MONTH)):
        key, line, month = each.keys
        sums[int(month[:4]), key, line] += each.amount
    return sums


def _in_total(sums: Sums) -> Sums:
    totals: Sums = defaultdict(lambda: NOTHING)
    for (year, _, line), amount in sums.items():
        totals[year, "", line] += amount
    return totals


def _differing(before: Sums, after: Sums) -> Iterator[tuple[Key, Decimal, Decimal]]:
    """Give the keys whose amounts differ, the latest year first, with both amounts."""
    for key in sorted({*before, *after}, key=lambda key: (-key[0], key[1], key[2])):
        was, becomes = before.get(key, NOTHING), after.get(key, NOTHING)
        if was != becomes:
            yield key, was, becomes


def _all_months(books: Books) -> LedgerFilter:
    months = sorted({month for batch in books.batches for month in batch.months}) or ["0000-01"]
    return LedgerFilter(first_month=months[0], last_month=months[-1])


def _editions(base: int, *, by: Actor, at: datetime) -> tuple[EditionFacts, ...]:
    """List the editions whose snapshot names a version of the mapping."""
    held = set(Snapshot.objects.filter(mapping_id=base).values_list("number", flat=True))
    return tuple(edition for edition in list_editions(by=by, at=at) if edition.snapshot in held)
