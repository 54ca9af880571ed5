"""Which way an indicator goes, by a rule that is stated (DOMAIN 14).

The last value is set against the one before it that covers as many months. A change within the band says
nothing: the source's own uncertainty where it gives one, else 1 unit of an index and 0.5 of a percentage; of
other units any change is a change. Neither targets nor others' values are part of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.indicators.definition import Direction, Indicator
from hjulet.domain.indicators.observation import Observation, in_time
from hjulet.domain.period import Period

BANDS = {"index": Decimal(1), "%": Decimal("0.5")}
"""Unit -> the change that says nothing, itself included."""


class Movement(StrEnum):
    """Which way the last value went."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Which way an indicator went, by how much, from which period to which."""

    movement: Movement
    change: Decimal
    band: Decimal
    since: Period
    until: Period


def band_of(indicator: Indicator) -> Decimal:
    """Tell the largest change that says nothing."""
    return indicator.band if indicator.band is not None else BANDS.get(indicator.unit, Decimal(0))


def movement_of(change: Decimal, *, band: Decimal) -> Movement:
    """Tell which way a change goes; one within the band goes neither way."""
    if abs(change) <= band:
        return Movement.LEVEL
    return Movement.UP if change > 0 else Movement.DOWN


def trend_of(indicator: Indicator, observations: Iterable[Observation]) -> Trend | None:
    """Tell which way an indicator went last; None where there is nothing to set the last value against."""
    held = in_time(observations)
    if not held:
        return None
    last = held[-1]
    alike = [each for each in held[:-1] if len(each.period.months) == len(last.period.months)]
    if not alike or last.value is None or alike[-1].value is None:
        return None
    change, band = last.value - alike[-1].value, band_of(indicator)
    return Trend(
        movement=movement_of(change, band=band),
        change=change,
        band=band,
        since=alike[-1].period,
        until=last.period,
    )


def is_better(movement: Movement, direction: Direction) -> bool | None:
    """Tell whether a movement is for the better; None where it is level or neither way is better."""
    if movement is Movement.LEVEL or direction is Direction.NONE:
        return None
    return (movement is Movement.UP) == (direction is Direction.UP)
