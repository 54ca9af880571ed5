"""The parts of a definition as people write them: one line for each, with ``;`` between what it says.

| part | line |
|---|---|
| series | ``women; kön; Kvinnor; K`` |
| targets | ``2018-12-31; 122; ; Årsrapport`` (the day is empty in the long run; the third is a series) |
| baselines | ``2013; 6,39; `` (the third is a series) |
| thresholds | ``över; 8; Följs upp särskilt`` |
| expected | ``2020; öka`` |
| names | ``NRI trygghet (SCB); Årsrapport`` |

Kinds, sides and expectations are written in Swedish; their ids are read too.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hjulet.domain.indicators.definition import (
    Baseline,
    Expected,
    ExpectedTrend,
    Indicator,
    OtherName,
    Series,
    SeriesKind,
    Side,
    Target,
    Threshold,
    parse_value,
    written_value,
)

Scale = tuple[str, ...]
Cells = Sequence[str]


KINDS = {
    "kön": SeriesKind.GENDER,
    "ålder": SeriesKind.AGE,
    "område": SeriesKind.AREA,
    "enhet": SeriesKind.UNIT,
    "uppdelning": SeriesKind.CATEGORY,
    "riket": SeriesKind.NATION,
    "länet": SeriesKind.COUNTY,
    "liknande": SeriesKind.SIMILAR,
    "valda": SeriesKind.CHOSEN,
}
SIDES = {"över": Side.ABOVE, "under": Side.BELOW}
EXPECTED = {
    "öka": Expected.INCREASE,
    "minska": Expected.DECREASE,
    "oförändrad": Expected.UNCHANGED,
}
_WRITTEN = {value: word for words in (KINDS, SIDES, EXPECTED) for word, value in words.items()}


class PartFault(ValueError):
    """A line that cannot be read: of which part, which one from 1, and as it stands."""

    def __init__(self, part: str, line: int, text: str) -> None:
        """Keep where it is for the sentence made at the edge."""
        super().__init__(part, line, text)
        self.part, self.line, self.text = part, line, text


def read_part(part: str, text: str, *, scale: Scale = ()) -> tuple[Any, ...]:
    """Read the lines of a part, values by the scale of a rating; raises PartFault for the first at fault."""
    read, width = _READERS[part]
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split(";")]
        if not any(cells):
            continue
        if len(cells) > width:
            raise PartFault(part, number, line)
        try:
            found.append(read([*cells, *[""] * (width - len(cells))], scale))
        except ValueError as fault:
            raise PartFault(part, number, line) from fault
    return tuple(found)


def write_parts(indicator: Indicator) -> Mapping[str, str]:
    """Write all parts of a definition as they are read."""

    def lines(rows: Sequence[Cells]) -> str:
        return "\n".join("; ".join(row).rstrip("; ") for row in rows)

    def value(number: Decimal) -> str:
        return written_value(number, scale=indicator.scale)

    return {
        "series": lines([(each.key, _WRITTEN[each.kind], each.name, each.code) for each in indicator.series]),
        "targets": lines(
            [
                ("" if each.on is None else str(each.on), value(each.value), each.series, each.source)
                for each in indicator.targets
            ]
        ),
        "baselines": lines(
            [(str(each.year), value(each.value), each.series) for each in indicator.baselines]
        ),
        "thresholds": lines(
            [(_WRITTEN[each.side], value(each.value), each.note) for each in indicator.thresholds]
        ),
        "expected": lines([(str(each.year), _WRITTEN[each.expected]) for each in indicator.expected]),
        "names": lines([(each.name, each.source) for each in indicator.names]),
    }


def _series(cells: Cells, scale: Scale) -> Series:
    key, kind, name, code = cells
    if not key or not name:
        raise ValueError(cells)
    return Series(key=key, kind=KINDS.get(kind.lower()) or SeriesKind(kind), name=name, code=code)


def _target(cells: Cells, scale: Scale) -> Target:
    on, value, series, source = cells
    return Target(
        on=date.fromisoformat(on) if on else None,
        value=parse_value(value, scale=scale),
        series=series,
        source=source,
    )


def _baseline(cells: Cells, scale: Scale) -> Baseline:
    year, value, series = cells
    return Baseline(year=int(year), value=parse_value(value, scale=scale), series=series)


def _threshold(cells: Cells, scale: Scale) -> Threshold:
    side, value, note = cells
    return Threshold(
        side=SIDES.get(side.lower()) or Side(side), value=parse_value(value, scale=scale), note=note
    )


def _expected(cells: Cells, scale: Scale) -> ExpectedTrend:
    year, expected = cells
    return ExpectedTrend(year=int(year), expected=EXPECTED.get(expected.lower()) or Expected(expected))


def _name(cells: Cells, scale: Scale) -> OtherName:
    name, source = cells
    if not name:
        raise ValueError(cells)
    return OtherName(name=name, source=source)


_READERS: Mapping[str, tuple[Callable[[Cells, Scale], object], int]] = {
    "series": (_series, 4),
    "targets": (_target, 4),
    "baselines": (_baseline, 3),
    "thresholds": (_threshold, 3),
    "expected": (_expected, 2),
    "names": (_name, 2),
}
"""Part -> how a line of it is read, and of how many cells."""
