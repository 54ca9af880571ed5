"""Whose money a batch or a budget is about: it takes the permission over all of it to see or touch it.

A batch that maps to no unit yet belongs to nobody; for it the permission over any unit will do.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import cache, lru_cache

from django.utils.timezone import localdate

from hjulet.domain.mapping import Mapping
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_now, organisation
from hjulet.services.errors import refused
from hjulet.store.models import Batch, MappingVersion

_NAMED = 5
"""How many units a refusal names at most."""


def mapping_in_force() -> Mapping:
    """Load the latest mapping; an empty one before the first."""
    latest = MappingVersion.objects.last()
    return latest.to_domain() if latest else Mapping(accounts=(), units=())


def units_of(
    mapping: Mapping, *, company: str, codes: Iterable[str], months: Iterable[str]
) -> frozenset[str]:
    """Collect the units that a company's responsibility codes map to in the years of some months."""
    years = frozenset(int(month[:4]) for month in months)
    return _mapped(mapping, company, frozenset(codes), years)


@lru_cache(maxsize=1024)
def _mapped(mapping: Mapping, company: str, codes: frozenset[str], years: frozenset[int]) -> frozenset[str]:
    """Apply the mapping once: all are values, so what it gave stays true."""
    found = (mapping.unit_of(company, code, year) for code in codes if code for year in years)
    return frozenset(unit for unit in found if unit)


def batch_units(batch: Batch, mapping: Mapping) -> frozenset[str]:
    """Collect the units that a stored batch is about."""
    return units_of(mapping, company=batch.company.code, codes=batch.responsibilities, months=batch.months)


def reach(permission: Permission, *, by: Actor, at: datetime) -> Callable[[Collection[str]], bool]:
    """Make the test of whether the actor has a permission over every one of some units.

    For many sets of units: the organisation is loaded once.
    """
    anywhere = by.may_anywhere(permission, on=localdate(at))
    if by.is_operator or not anywhere:
        return lambda _units: anywhere
    known = organisation()

    @cache
    def may_one(unit: str) -> bool:
        return may_now(permission, unit, by=by, at=at, known=known)

    return lambda units: all(map(may_one, units))


def over_all(permission: Permission, units: Collection[str], *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor has the permission over every one of the units."""
    return reach(permission, by=by, at=at)(units)


def require_over_all(permission: Permission, units: Collection[str], *, by: Actor, at: datetime) -> None:
    """Refuse (``outside-scope``) what is also about units that are not the actor's."""
    if over_all(permission, units, by=by, at=at):
        return
    known = organisation()
    others = [unit for unit in sorted(units) if not may_now(permission, unit, by=by, at=at, known=known)]
    raise refused("outside-scope", units=", ".join(others[:_NAMED]))
