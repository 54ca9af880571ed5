"""The sources of figures beside ledger and budget: named items, inhabitants, and staff."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from hjulet.domain.figures import Fetched, FigureRef, Filter
from hjulet.domain.period import parse_period
from hjulet.domain.staff import staff_in
from hjulet.services.sources import Asked, Subtree, spell_out
from hjulet.store.known import known
from hjulet.store.models import NamedItem, Population, StaffFigure


@dataclass(frozen=True)
class ItemSource:
    """Items that an adjusted result is shown without; no items are 0."""

    subtree: Subtree
    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query."""
        items = tuple(NamedItem.objects.filter(known(at=self.known_at)))
        return {ref: self._answer(ref, items) for ref in refs}

    def _answer(self, ref: FigureRef, items: tuple[NamedItem, ...]) -> Fetched:
        asked = spell_out(ref, self.subtree)
        own = [item for item in items if item.unit in asked.units and asked.period.contains(item.month)]
        return Fetched(
            value=sum((item.amount for item in own), Decimal("0.00")),
            filter=asked.filter("items", ()),
            rows=len(own),
        )


@dataclass(frozen=True)
class PopulationSource:
    """Inhabitants at the end of a period's year; of a year that nothing is said of there is no value."""

    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query."""
        return {ref: self._answer(ref) for ref in refs}

    def _answer(self, ref: FigureRef) -> Fetched:
        period = parse_period(ref.get("period"))
        row = self._by_year.get(period.year)
        return Fetched(
            value=Decimal(row.inhabitants) if row else None,
            filter=Filter(
                source="population",
                line="",
                units=(),
                accounts=(),
                first_month=period.last_month,
                last_month=period.last_month,
            ),
            rows=0,
        )

    @cached_property
    def _by_year(self) -> dict[int, Population]:
        return {row.year: row for row in Population.objects.filter(known(at=self.known_at))}


@dataclass(frozen=True)
class StaffSource:
    """Man-years of a unit and those below it, as they were known."""

    subtree: Subtree
    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query."""
        asked = [spell_out(ref, self.subtree) for ref in sorted(refs)]
        rows = StaffFigure.objects.filter(
            known(at=self.known_at),
            month__gte=min(each.period.first_month for each in asked),
            month__lte=max(each.period.last_month for each in asked),
        ).values_list("unit", "month", "man_years")
        held = {(unit, month): man_years for unit, month, man_years in rows}
        return {each.ref: _staff(each, held) for each in asked}


def _staff(asked: Asked, held: Mapping[tuple[str, str], Decimal]) -> Fetched:
    own = asked.among({unit for unit, _ in held})
    return Fetched(
        value=staff_in(held, units=own.units, months=own.period.months, line=own.line),
        filter=replace(own, line="").filter("staff", ()),
        rows=sum(unit in own.units and own.period.contains(month) for unit, month in held),
    )
