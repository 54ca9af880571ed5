"""A target as a reduction: what level it comes to, what remains, and whether the stated figures follow.

"65 percent less than 1990 by 2020" is a base, its year, a percentage and a target year. The level and what
remains follow from them, so what a document states beside them can be wrong: it is told with both numbers.

A target may be per inhabitant: what all come to is then the level times the inhabitants of the target year.
The percentage may be that of each year, or be reached evenly or by the same rate each year.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from hjulet.domain.goals.element import Ref

DIGITS = 4
"""Zeros at the end of a whole number are read as rounding, but not among its first digits."""

LARGEST_AMOUNT, DECIMALS = Decimal(10) ** 14, 4
"""What is kept of a figure of a target."""

MOST_INHABITANTS = 2_000_000_000
"""What is kept of a number of inhabitants."""

NO_YEARS: Mapping[int, int] = MappingProxyType({})

_HUNDRED = Decimal(100)


class Derived(StrEnum):
    """What follows from a reduction: the change so far in percent, the level, what remains, and the total.

    ``TOTAL`` is the level times the inhabitants of the target year, of a target per inhabitant.
    """

    CHANGE = "change"
    LEVEL = "level"
    REMAINING = "remaining"
    TOTAL = "total"


class Per(StrEnum):
    """What the amounts of a target are of: the whole, or one inhabitant."""

    WHOLE = "whole"
    INHABITANT = "inhabitant"


class Pace(StrEnum):
    """What the percentage is of, and how one gets there.

    ``EVENLY`` and ``SAME_RATE``: from base year to target year in all, by equally much each year or by the
    same percentage of what is left each year. ``YEARLY``: the percentage is that of each year.
    """

    EVENLY = "evenly"
    SAME_RATE = "same_rate"
    YEARLY = "yearly"


class Verdict(StrEnum):
    """What is said of a stated figure; ``UNKNOWN`` where nothing can be computed."""

    FOLLOWS = "follows"
    DIFFERS = "differs"
    NOT_STATED = "not-stated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Inhabitants:
    """How many a total is counted for: of ``year``, stated with the target or the latest that is known."""

    number: int
    year: int
    is_stated: bool


@dataclass(frozen=True, kw_only=True)
class Reduction:
    """A target of an element: what was ``base`` in ``base_year`` is to be ``percent`` lower in ``year``.

    ``pace`` tells whether that is in all or each year. Amounts are in ``unit`` of what ``per`` says, and
    ``base`` is above zero. ``now`` is the latest value that the source knows, of ``now_year``; without it
    what remains is counted from the base. ``stated`` is what the source says itself, ``inhabitants`` its
    forecast for the target year.
    """

    of: Ref
    name: str
    unit: str
    base: Decimal
    base_year: int
    percent: Decimal
    year: int
    now: Decimal | None = None
    now_year: int | None = None
    stated: Mapping[Derived, Decimal]
    per: Per = Per.WHOLE
    pace: Pace = Pace.EVENLY
    inhabitants: int | None = None
    note: str = ""
    version: int = 0

    @property
    def key(self) -> tuple[Ref, str, int]:
        """Tell what the target is about: an element may have one for each thing that is measured and year."""
        return self.of, self.name, self.year

    @property
    def level(self) -> Decimal:
        """Compute the level of the target year; a target of each year is where it began in its base year."""
        left, years = (_HUNDRED - self.percent) / _HUNDRED, self.year - self.base_year
        if self.pace is Pace.YEARLY:
            return self.base * left**years if years else self.base
        return self.base * left

    def level_in(self, year: int) -> Decimal:
        """Compute the level on the way, of a year from the base year to the target year."""
        gone, whole = year - self.base_year, self.year - self.base_year
        if not gone or not whole:
            return self.level if year == self.year else self.base
        if self.pace is Pace.EVENLY:
            return self.base - (self.base - self.level) * gone / whole
        return self.base * (self.level / self.base) ** (Decimal(gone) / whole)

    @property
    def remaining(self) -> Decimal:
        """Compute how much lower it has to become."""
        return (self.base if self.now is None else self.now) - self.level

    @property
    def change(self) -> Decimal | None:
        """Compute how many percent lower it has become; None without a latest value."""
        return None if self.now is None else (self.base - self.now) / self.base * _HUNDRED

    @property
    def ahead(self) -> Decimal | None:
        """Compute how much lower the latest value is than on the way there; None without one on the way."""
        if self.now is None or self.now_year is None or not self.base_year <= self.now_year <= self.year:
            return None
        return self.level_in(self.now_year) - self.now

    def derive(self, derived: Derived, *, counted: Inhabitants | None = None) -> Decimal | None:
        """Compute one of what follows; None where it cannot be computed."""
        found: Mapping[Derived, Decimal | None] = {
            Derived.CHANGE: self.change,
            Derived.LEVEL: self.level,
            Derived.REMAINING: self.remaining,
            Derived.TOTAL: self.level * counted.number if counted and self.per is Per.INHABITANT else None,
        }
        return found[derived]


@dataclass(frozen=True, kw_only=True)
class Check:
    """What the source states of a derived figure, what it comes to, and the verdict.

    ``allowed`` are the least and the most that a stated figure may be to follow; None where none is judged.
    """

    derived: Derived
    stated: Decimal | None
    computed: Decimal | None
    verdict: Verdict
    allowed: tuple[Decimal, Decimal] | None = None

    @property
    def difference(self) -> Decimal | None:
        """Give how much more is stated than it comes to; None where either is missing."""
        if self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed


def inhabitants_for(target: Reduction, known: Mapping[int, int]) -> Inhabitants | None:
    """Tell how many live there in the target year: as stated, as known, else the latest known before it.

    ``known`` maps years to inhabitants at their end. None where the target is not per inhabitant, or nobody
    has said.
    """
    if target.per is not Per.INHABITANT:
        return None
    if target.inhabitants is not None:
        return Inhabitants(number=target.inhabitants, year=target.year, is_stated=True)
    before = [year for year in known if year <= target.year]
    return Inhabitants(number=known[max(before)], year=max(before), is_stated=False) if before else None


def checks(target: Reduction, *, known: Mapping[int, int] = NO_YEARS) -> tuple[Check, ...]:
    """Compute all that follows from a target, and judge what its source states.

    ``known`` maps years to inhabitants at their end, for a target per inhabitant.
    """
    counted = inhabitants_for(target, known)
    is_total = target.per is Per.INHABITANT or Derived.TOTAL in target.stated
    asked = (each for each in Derived if each is not Derived.TOTAL or is_total)
    return tuple(_check(target, derived, counted) for derived in asked)


def path(target: Reduction) -> tuple[tuple[int, Decimal], ...]:
    """List the level of each year from the base year to the target year."""
    return tuple((year, target.level_in(year)) for year in range(target.base_year, target.year + 1))


def implied_now(target: Reduction) -> Decimal | None:
    """Give the latest value from which the stated remainder leads to the stated level.

    It tells where a remainder that does not follow may come from. None where nothing needs to be told, or
    where the level does not follow either: then it is not the latest value alone that differs.
    """
    level, remaining = (_check(target, derived, None) for derived in (Derived.LEVEL, Derived.REMAINING))
    only_remaining = level.verdict is Verdict.FOLLOWS and remaining.verdict is Verdict.DIFFERS
    if target.now is None or level.stated is None or remaining.stated is None or not only_remaining:
        return None
    return level.stated + remaining.stated


def printed_step(value: Decimal) -> Decimal:
    """Tell to what a printed number is rounded: the place of its last digit that is not zero.

    267 500 is rounded to hundreds, 44 to ones, 5.1 to tenths; 200 000 is not read as coarser than hundreds.
    """
    if value.is_zero():
        return Decimal(1)
    last = value.normalize().adjusted() - len(value.normalize().as_tuple().digits) + 1
    return Decimal(1).scaleb(min(last, max(value.adjusted() - DIGITS + 1, 0)))


def _check(target: Reduction, derived: Derived, counted: Inhabitants | None) -> Check:
    stated, computed = target.stated.get(derived), target.derive(derived, counted=counted)
    if stated is None or computed is None:
        verdict = Verdict.UNKNOWN if computed is None else Verdict.NOT_STATED
        return Check(derived=derived, stated=stated, computed=computed, verdict=verdict)
    least, most = _allowed(stated, target, derived, counted)
    return Check(
        derived=derived,
        stated=stated,
        computed=computed,
        verdict=Verdict.FOLLOWS if least <= stated <= most else Verdict.DIFFERS,
        allowed=(least, most),
    )


def _allowed(
    stated: Decimal, target: Reduction, derived: Derived, counted: Inhabitants | None
) -> tuple[Decimal, Decimal]:
    """Tell between what a figure follows: base and latest value are themselves printed rounded."""
    half = printed_step(stated) / 2
    derive = (each.derive(derived, counted=counted) for each in _readings(target))
    found = [value for value in derive if value is not None]
    return min(found) - half, max(found) + half


def _readings(target: Reduction) -> Iterator[Reduction]:
    """Give a target with its base and its latest value as low and as high as they may have been."""
    latest = (None,) if target.now is None else _ends(target.now)
    for base, now in product(_ends(target.base), latest):
        yield replace(target, base=base, now=now)


def _ends(value: Decimal) -> tuple[Decimal, Decimal]:
    half = printed_step(value) / 2
    return value - half, value + half
