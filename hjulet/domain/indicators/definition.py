"""What an indicator is: its unit, which way is good, whose it is, and what it is set against.

One id carries a series over years, whatever documents have called it (DOMAIN 16). Values are exact decimals.
Those of a rating (AA+) are the place of the step on its scale, from 1 for the lowest, and are written as the
step. What is split (by gender, age, area, unit or free categories) and what is compared with (the nation, the
county, similar or chosen municipalities) are series beside the indicator's own.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from hjulet.domain.figures import Measure
from hjulet.domain.numbers import NotANumber, parse_number

OWN = ""
"""The key of an indicator's own series."""

LONGEST_NAME = 200
LONGEST_DESCRIPTION = 2000
LONGEST_UNIT = 40
"""Characters of what a definition says."""

LONGEST_VALUE = 40
"""Characters of a value, as it is kept."""


class Direction(StrEnum):
    """Which way is better, if either is."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Expected(StrEnum):
    """What a council expects of a year: Öka, Minska, Oförändrad."""

    INCREASE = "increase"
    DECREASE = "decrease"
    UNCHANGED = "unchanged"


class Scope(StrEnum):
    """Of whom an indicator tells: the whole municipality, or its owner's own body (DOMAIN 3)."""

    MUNICIPALITY = "municipality"
    BODY = "body"


class Frequency(StrEnum):
    """How often a value comes."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TWO_YEARS = "two-years"
    FOUR_YEARS = "four-years"
    IRREGULAR = "irregular"

    @property
    def months(self) -> int | None:
        """Tell how many months lie between two values; None where nobody can say."""
        return _MONTHS[self]


_MONTHS: dict[Frequency, int | None] = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.TERTIAL: 4,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
    Frequency.TWO_YEARS: 24,
    Frequency.FOUR_YEARS: 48,
    Frequency.IRREGULAR: None,
}


class SeriesKind(StrEnum):
    """What a series beside the indicator's own is: a part of it, or somebody to compare with."""

    GENDER = "gender"
    AGE = "age"
    AREA = "area"
    UNIT = "unit"
    CATEGORY = "category"
    NATION = "nation"
    COUNTY = "county"
    SIMILAR = "similar"
    CHOSEN = "chosen"

    @property
    def is_comparator(self) -> bool:
        """Tell whether it is somebody else, who is shown and never part of an assessment (DOMAIN 14)."""
        return self in _COMPARATORS


_COMPARATORS = frozenset({SeriesKind.NATION, SeriesKind.COUNTY, SeriesKind.SIMILAR, SeriesKind.CHOSEN})


class Together(StrEnum):
    """How the parts that units have make the whole."""

    SUM = "sum"
    MEAN = "mean"  # weighted, by what nobody says here: it lies between the least and the greatest
    APART = "apart"


class Side(StrEnum):
    """On which side of a threshold something must be done."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, kw_only=True)
class Series:
    """A series beside the indicator's own. ``code`` is what a source calls it (a municipality's number)."""

    key: str
    kind: SeriesKind
    name: str
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The value that something was decided from, and its year."""

    year: int
    value: Decimal
    series: str = OWN


@dataclass(frozen=True, kw_only=True)
class Target:
    """A value to reach by a day, or in the long run (None); ``series`` is whose part it is (a unit's)."""

    on: date | None
    value: Decimal
    series: str = OWN
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A value beyond which something must be done, and what."""

    side: Side
    value: Decimal
    note: str = ""

    def is_crossed_by(self, value: Decimal) -> bool:
        """Tell whether a value lies beyond it; one that is just there does not."""
        return value > self.value if self.side is Side.ABOVE else value < self.value


@dataclass(frozen=True, kw_only=True)
class ExpectedTrend:
    """What is expected of a year."""

    year: int
    expected: Expected


@dataclass(frozen=True, kw_only=True)
class OtherName:
    """What a document calls the indicator, and in which one."""

    name: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """The definition of an indicator.

    ``unit`` is a word (``%``, ``index``, ``mnkr``; empty for a rating), ``scale`` the steps of a rating from
    the lowest. ``band`` is the change that says nothing, where the source states its uncertainty. ``owner``
    is the code of the unit that answers for it, ``together`` tells how units' parts make the whole.
    ``last_year`` is None while it is followed. ``version`` guards a change.
    """

    id: str
    name: str
    unit: str
    owner: str
    direction: Direction = Direction.NONE
    decimals: int = 0
    description: str = ""
    source: str = ""
    formula: str = ""
    frequency: Frequency = Frequency.YEAR
    scope: Scope = Scope.MUNICIPALITY
    together: Together = Together.APART
    band: Decimal | None = None
    kolada: str = ""
    scb: str = ""
    first_year: int | None = None
    last_year: int | None = None
    scale: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    targets: tuple[Target, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    expected: tuple[ExpectedTrend, ...] = ()
    names: tuple[OtherName, ...] = ()
    version: int = 0

    @property
    def whose(self) -> str:
        """Tell whose it is to see: its owner's, or everybody's ("") where it tells of the municipality."""
        return self.owner if self.scope is Scope.BODY else ""

    @property
    def measure(self) -> Measure:
        """Tell how its values are written."""
        return Measure(unit=self.unit, decimals=self.decimals, scale=self.scale)

    @property
    def splits(self) -> tuple[Series, ...]:
        """List the parts that it is split in."""
        return tuple(each for each in self.series if not each.kind.is_comparator)

    @property
    def comparators(self) -> tuple[Series, ...]:
        """List those that it is compared with."""
        return tuple(each for each in self.series if each.kind.is_comparator)

    def has_series(self, key: str) -> bool:
        """Tell whether a value may be of a series."""
        return key == OWN or any(each.key == key for each in self.series)

    def computes(self, key: str) -> bool:
        """Tell whether the values of a series are another figure: no others may stand there."""
        return key == OWN and self.formula != ""

    def crossed_by(self, value: Decimal) -> tuple[Threshold, ...]:
        """List the thresholds that a value lies beyond."""
        return tuple(each for each in self.thresholds if each.is_crossed_by(value))

    def targets_of(self, series: str = OWN) -> tuple[Target, ...]:
        """List the targets of a series, the earliest first and the long-term ones last."""
        return tuple(sorted((each for each in self.targets if each.series == series), key=_day))

    def next_target(self, day: date) -> Target | None:
        """Find the target of its own to reach next, on a day; the last one where all are passed."""
        own = self.targets_of()
        return next((each for each in own if each.on is None or each.on >= day), own[-1] if own else None)


def _day(target: Target) -> date:
    return target.on or date.max


_WHOLE = Decimal(100)
_FINE = re.compile(r"-?[0-9]+\.[0-9]{4,}")


def parse_value(text: str, *, scale: tuple[str, ...] = ()) -> Decimal:
    """Read a value as it is written: a Swedish number, or a step of the scale. Raises NotANumber.

    A point before four decimals or more (``31.32959689``, as sources write) cannot stand between thousands.
    A number has as many digits as ``parse_number`` takes, whichever way it is written.
    """
    if scale:
        if text not in scale:
            raise NotANumber(text)
        return Decimal(scale.index(text) + 1)
    number = parse_number(text.replace(".", ",") if _FINE.fullmatch(text) else text)
    return number if re.search("[.,]", text) else number.quantize(Decimal(1))


def parse_percent(text: str) -> Decimal:
    """Read how many percent of those asked answered: a number from 0 to 100. Raises NotANumber."""
    number = parse_value(text)
    if not 0 <= number <= _WHOLE:
        raise NotANumber(text)
    return number


def plain_value(value: Decimal, *, scale: tuple[str, ...] = ()) -> str:
    """Write a value exactly, for storing and for machines: ``40``, ``6.60`` or ``AA+``."""
    return Measure(unit="", scale=scale).plain(value)


def written_value(value: Decimal, *, scale: tuple[str, ...] = ()) -> str:
    """Write a value exactly, as people write it and ``parse_value`` reads it: ``40``, ``6,60`` or ``AA+``."""
    shown = plain_value(value, scale=scale)
    return shown if scale else shown.replace(".", ",")


def stored_value(text: str, *, scale: tuple[str, ...] = ()) -> Decimal | None:
    """Read a value that ``plain_value`` wrote; None for none, and for what is of another scale than this."""
    if scale:
        return Decimal(scale.index(text) + 1) if text in scale else None
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def is_kept(value: Decimal, *, scale: tuple[str, ...] = ()) -> bool:
    """Tell whether a value can be kept exactly: a step of the scale, or a number that is not too long."""
    if scale:
        return value in range(1, len(scale) + 1)
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_VALUE:
        return False  # before it is written: 1E+9999999 has ten million digits
    return len(plain_value(value)) <= LONGEST_VALUE
