"""A target as a reduction: what level it comes to, what remains, and whether the stated figures follow.

"65 percent less than 1990 by 2020" is a base, its year, a percentage and a target year. The level and what
remains follow from them, so what a document states beside them can be wrong: it is told with both numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import product

from hjulet.domain.goals.element import Ref

DIGITS = 4
"""Zeros at the end of a whole number are read as rounding, but not among its first digits."""

LARGEST_AMOUNT, DECIMALS = Decimal(10) ** 14, 4
"""What is kept of a figure of a target."""

_HUNDRED = Decimal(100)


class Derived(StrEnum):
    """What follows from a reduction: the change so far in percent, the level, and what remains."""

    CHANGE = "change"
    LEVEL = "level"
    REMAINING = "remaining"


class Verdict(StrEnum):
    """What is said of a stated figure; ``UNKNOWN`` where nothing can be computed."""

    FOLLOWS = "follows"
    DIFFERS = "differs"
    NOT_STATED = "not-stated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Reduction:
    """A target of an element: what was ``base`` in ``base_year`` is to be ``percent`` lower in ``year``.

    Amounts are in ``unit``, and ``base`` is above zero. ``now`` is the latest value that the source knows, of
    ``now_year``; without it what remains is counted from the base. ``stated`` is what the source says itself.
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
    note: str = ""
    version: int = 0

    @property
    def key(self) -> tuple[Ref, str, int]:
        """Tell what the target is about: an element may have one for each thing that is measured and year."""
        return self.of, self.name, self.year

    @property
    def level(self) -> Decimal:
        """Compute the level of the target year."""
        return self.base * (_HUNDRED - self.percent) / _HUNDRED

    @property
    def remaining(self) -> Decimal:
        """Compute how much lower it has to become."""
        return (self.base if self.now is None else self.now) - self.level

    @property
    def change(self) -> Decimal | None:
        """Compute how many percent lower it has become; None without a latest value."""
        return None if self.now is None else (self.base - self.now) / self.base * _HUNDRED

    def derive(self, derived: Derived) -> Decimal | None:
        """Compute one of what follows; None where it cannot be computed."""
        found: Mapping[Derived, Decimal | None] = {
            Derived.CHANGE: self.change,
            Derived.LEVEL: self.level,
            Derived.REMAINING: self.remaining,
        }
        return found[derived]


@dataclass(frozen=True, kw_only=True)
class Check:
    """What the source states of a derived figure, what it comes to, and the verdict."""

    derived: Derived
    stated: Decimal | None
    computed: Decimal | None
    verdict: Verdict

    @property
    def difference(self) -> Decimal | None:
        """Give how much more is stated than it comes to; None where either is missing."""
        if self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed


def checks(target: Reduction) -> tuple[Check, ...]:
    """Compute all that follows from a target, and judge what its source states."""
    return tuple(_check(target, derived) for derived in Derived)


def implied_now(target: Reduction) -> Decimal | None:
    """Give the latest value from which the stated remainder leads to the stated level.

    It tells where a remainder that does not follow may come from. None where nothing needs to be told, or
    where the level does not follow either: then it is not the latest value alone that differs.
    """
    level, remaining = (_check(target, derived) for derived in (Derived.LEVEL, Derived.REMAINING))
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


def _check(target: Reduction, derived: Derived) -> Check:
    stated, computed = target.stated.get(derived), target.derive(derived)
    if computed is None:
        verdict = Verdict.UNKNOWN
    elif stated is None:
        verdict = Verdict.NOT_STATED
    else:
        verdict = Verdict.FOLLOWS if _follows(stated, target, derived) else Verdict.DIFFERS
    return Check(derived=derived, stated=stated, computed=computed, verdict=verdict)


def _follows(stated: Decimal, target: Reduction, derived: Derived) -> bool:
    """Tell whether a figure could be printed so: base and latest value are themselves printed rounded."""
    low, high = _ends(stated)
    found = [value for each in _readings(target) if (value := each.derive(derived)) is not None]
    return low <= max(found) and min(found) <= high


def _readings(target: Reduction) -> Iterator[Reduction]:
    """Give a target with its base and its latest value as low and as high as they may have been."""
    latest = (None,) if target.now is None else _ends(target.now)
    for base, now in product(_ends(target.base), latest):
        yield replace(target, base=base, now=now)


def _ends(value: Decimal) -> tuple[Decimal, Decimal]:
    half = printed_step(value) / 2
    return value - half, value + half
