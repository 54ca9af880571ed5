"""Targets that are split over units: whether the parts, met by all, would meet the whole.

Units lie at different levels. A unit's target is a part of that of the nearest unit above it that has one,
and of the indicator's own where there is none. Targets of the same day are compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hjulet.domain.indicators.definition import OWN, Direction, Indicator, SeriesKind, Together

Above = Mapping[str, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class SplitFault:
    """Parts that do not meet their whole: by series, "" for the indicator's own.

    ``reached`` is the sum of the parts, or the best of them where the whole is their mean.
    """

    on: date | None
    whole: str
    parts: tuple[str, ...]
    target: Decimal
    reached: Decimal


def split_faults(indicator: Indicator, *, above: Above) -> tuple[SplitFault, ...]:
    """List the targets that their parts do not meet, the earliest first; ``above`` is who is above each unit.

    Nothing is said of an indicator whose parts are not taken together, nor of a whole without a target.
    """
    if indicator.together is Together.APART:
        return ()
    days = sorted({each.on for each in indicator.targets}, key=lambda on: on or date.max)
    return tuple(fault for on in days for fault in _faults(indicator, on, above))


def _faults(indicator: Indicator, on: date | None, above: Above) -> Iterator[SplitFault]:
    units = {each.key: each.code for each in indicator.series if each.kind is SeriesKind.UNIT}
    targets = {
        each.series: each.value
        for each in indicator.targets
        if each.on == on and (each.series == OWN or each.series in units)
    }
    parts: dict[str, list[str]] = {}
    for key in targets:
        if key != OWN:
            parts.setdefault(_whole_of(key, targets, units, above), []).append(key)
    for whole, keys in parts.items():
        target = targets.get(whole)
        if target is None:
            continue
        reached = _reached(indicator, target, [targets[key] for key in keys])
        if not _meets(reached, target, indicator):
            yield SplitFault(on=on, whole=whole, parts=tuple(keys), target=target, reached=reached)


def _whole_of(key: str, targets: Mapping[str, Decimal], units: Mapping[str, str], above: Above) -> str:
    """Find whose part a unit's target is: the nearest unit above that has one, else the indicator's own."""
    over = above.get(units[key], frozenset())
    others = [each for each in targets if each not in (OWN, key) and units[each] in over]
    return max(others, key=lambda each: len(above.get(units[each], ())), default=OWN)


def _reached(indicator: Indicator, target: Decimal, parts: Sequence[Decimal]) -> Decimal:
    """Tell what the parts come to: their sum, or of a mean what it can be at best."""
    if indicator.together is Together.SUM:
        return sum(parts, Decimal(0))
    if indicator.direction is Direction.NONE:
        return min(max(target, min(parts)), max(parts))
    return max(parts) if indicator.direction is Direction.UP else min(parts)


def _meets(reached: Decimal, target: Decimal, indicator: Indicator) -> bool:
    match indicator.direction:
        case Direction.UP:
            return reached >= target
        case Direction.DOWN:
            return reached <= target
        case Direction.NONE:
            return reached == target
