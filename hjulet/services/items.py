"""Named items of a result, and the number of inhabitants: said by people, kept with all their versions.

A change takes a new snapshot, since figures rest on what was known when theirs was taken.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localdate

from hjulet.domain.figures import Figure
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, organisation, require, require_centrally
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.versions import end_version, in_turn, registered, registering
from hjulet.store.known import known
from hjulet.store.models import NamedItem, Population


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What a figure beside ledger and budget counts: an item in kronor, inhabitants, or man-years."""

    name: str
    period: str
    value: Decimal
    reason: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """A named item as it is listed: kronor, plus raises the result. ``version`` guards a change."""

    key: str
    version: int
    unit: str
    month: str
    name: str
    amount: Decimal
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, kw_only=True)
class ItemText:
    """What somebody writes of an item: in which unit and month it was booked, its name, kronor and why."""

    unit: str
    month: str
    name: str
    amount: Decimal
    reason: str


def list_items(unit: str, period: Period, *, by: Actor, at: datetime) -> tuple[Item, ...]:
    """List the items of a unit and those below it in a period."""
    view = organisation().as_of(period.last_day)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    rows = NamedItem.objects.filter(known(at=None), unit__in=view.subtree(unit))
    return tuple(_item(row) for row in rows if period.contains(row.month))


def find_item(key: str, *, under: str = "", by: Actor, at: datetime) -> Item:
    """Find an item that the actor may change, of a unit or one below it; raises NotFoundError."""
    found = _find(key, by=by, at=at)
    if under and under not in organisation().as_of(localdate(at)).above(found.unit):
        raise NotFoundError(key)
    return _item(found)


def save_item(text: ItemText, *, key: str = "", version: int = 0, by: Actor, at: datetime) -> str:
    """Write an item, or a new version of it, and give its key.

    Raises NotFoundError for a unit or item that is not the actor's, RefusedError for a month that is none,
    ConflictError where somebody else has changed the item since ``version``.
    """
    require(Permission.EDIT_ITEMS, text.unit, by=by, at=at, view=organisation().as_of(localdate(at)))
    _require_month(text.month)
    name = key or uuid.uuid4().hex
    with registering("set-item", name, by=by, at=at, **_as_json(text)) as moment:
        if key:
            _end_item(key, version=version, moment=moment, by=by, at=at)
        NamedItem.objects.create(key=name, **vars(text), known_from=moment, set_by=by.id)
    return name


def remove_item(key: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take an item away; older snapshots keep it. Raises as ``save_item`` does."""
    with registering("remove-item", key, by=by, at=at) as moment:
        _end_item(key, version=version, moment=moment, by=by, at=at)


def inhabitants_by_year(*, known_at: datetime | None) -> dict[int, int]:
    """Tell how many lived there at the end of each year, as known now (None) or at a moment."""
    rows = Population.objects.filter(known(at=known_at))
    return {row.year: row.inhabitants for row in rows}


def set_population(years: Iterable[tuple[int, int, str]], *, by: Actor, at: datetime) -> None:
    """Say how many lived in the municipality at the end of some years: (year, inhabitants, who says so).

    What is said already is a no-op.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    with in_turn(at=at) as moment:
        now = {row.year: (row.inhabitants, row.source) for row in Population.objects.filter(known(at=None))}
        changed = [one for one in years if now.get(one[0]) != one[1:]]
        if not changed:
            return
        Population.objects.filter(known(at=None), year__in=[year for year, _, _ in changed]).update(
            known_until=moment
        )
        Population.objects.bulk_create(
            Population(year=year, inhabitants=count, source=source, known_from=moment, set_by=by.id)
            for year, count, source in changed
        )
        written = [list(one) for one in changed]
        registered("set-population", "population", moment=moment, by=by, at=at, years=written)


def items_of(figure: Figure, *, known_at: datetime) -> tuple[ItemFacts, ...]:
    """List what a figure of named items or inhabitants counts; nothing of other figures."""
    counted = figure.filter
    if counted is None:
        return ()
    if counted.source == "population":
        rows = Population.objects.filter(known(at=known_at), year=int(counted.last_month[:4]))
        return tuple(
            ItemFacts(name=row.source, period=str(row.year), value=Decimal(row.inhabitants), reason="")
            for row in rows
        )
    if counted.source != "items":
        return ()
    items = NamedItem.objects.filter(
        known(at=known_at),
        unit__in=counted.units,
        month__gte=counted.first_month,
        month__lte=counted.last_month,
    )
    return tuple(
        ItemFacts(name=row.name, period=row.month, value=row.amount, reason=row.reason) for row in items
    )


def _end_item(key: str, *, version: int, moment: datetime, by: Actor, at: datetime) -> None:
    now = _find(key, by=by, at=at)
    end_version(now, version=version, theirs=f"{now.name}: {now.amount}", at=moment)


def _find(key: str, *, by: Actor, at: datetime) -> NamedItem:
    row = NamedItem.objects.filter(known(at=None), key=key).first()
    if row is None or not _may_edit(row.unit, by=by, at=at):
        raise NotFoundError(key)
    return row


def _may_edit(unit: str, *, by: Actor, at: datetime) -> bool:
    return may(Permission.EDIT_ITEMS, unit, by=by, at=at, view=organisation().as_of(localdate(at)))


def _require_month(month: str) -> None:
    try:
        period = parse_period(month)
    except NotAPeriod as fault:
        raise refused("bad-period", value=month) from fault
    if len(period.months) != 1:
        raise refused("bad-period", value=month)


def _item(row: NamedItem) -> Item:
    return Item(
        key=row.key,
        version=row.pk,
        unit=row.unit,
        month=row.month,
        name=row.name,
        amount=row.amount,
        reason=row.reason,
        set_by=row.set_by,
        set_at=row.known_from,
    )


def _as_json(text: ItemText) -> dict[str, str]:
    return {**vars(text), "amount": f"{text.amount:.2f}"}
