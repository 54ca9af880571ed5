"""What stands around every page: the units, months and snapshots that one can choose between."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.closing import PeriodState
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may
from hjulet.services.errors import RefusedError
from hjulet.services.figures import Books, open_books
from hjulet.services.people import first_unit
from hjulet.store.models import Snapshot

RECENT = 12
"""Snapshots in the menu, the latest first; older ones are reached by their number."""


@dataclass(frozen=True, kw_only=True)
class UnitChoice:
    """A unit that the actor may look at, and how deep it lies below the top one of them."""

    code: str
    name: str
    level: int


@dataclass(frozen=True, kw_only=True)
class SnapshotChoice:
    """A snapshot: its number, what caused it, and when."""

    number: int
    cause: str
    known_at: datetime


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What one can choose between. Before the first import all is empty and ``period`` is None.

    ``period`` is the one asked for, else the year to date of the ledger's last month; ``home`` is
    the unit that the actor meets first, empty for whoever has none; ``closing`` is how far the books of
    the period have come in the latest snapshot.
    """

    home: str = ""
    period: Period | None = None
    closing: PeriodState = PeriodState.OPEN
    units: tuple[UnitChoice, ...] = ()
    months: tuple[str, ...] = ()
    snapshots: tuple[SnapshotChoice, ...] = ()

    @property
    def latest(self) -> int | None:
        """Tell the number of the latest snapshot."""
        return self.snapshots[0].number if self.snapshots else None


def surroundings(*, period: Period | None = None, by: Actor, at: datetime) -> Surroundings:
    """Gather what the actor can choose between; units are those of the period asked for."""
    home = first_unit(by, on=localdate(at)) or ""
    try:
        books = open_books()
    except RefusedError:
        return Surroundings(home=home)
    months = sorted({month for batch in books.batches for month in batch.months})
    chosen = period or (parse_period(months[-1]).year_to_date() if months else None)
    units = _units(books, books.view(chosen), by=by, at=at) if chosen else ()
    if chosen and home not in books.view(chosen) and units:
        home = units[0].code  # the body has ended; what became of it is still somebody's to read
    return Surroundings(
        home=home,
        period=chosen,
        closing=books.closing(chosen) if chosen else PeriodState.OPEN,
        units=units,
        months=tuple(months),
        snapshots=tuple(
            SnapshotChoice(number=snapshot.number, cause=snapshot.cause, known_at=snapshot.known_at)
            for snapshot in Snapshot.objects.order_by("-number")[:RECENT]
        ),
    )


def _units(books: Books, view: OrganisationView, *, by: Actor, at: datetime) -> tuple[UnitChoice, ...]:
    seen = [
        unit for unit in books.units_with_money if may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    ]
    return tuple(
        UnitChoice(code=unit, name=view.units[unit].name, level=len(view.above(unit).intersection(seen)) - 1)
        for unit in seen
    )
