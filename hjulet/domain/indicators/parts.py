"""The parts of a definition as rows of text: in the files that set one up, and as they are kept.

Numbers are written with a point, days as ``2018-12-31``; a target without a day holds in the long run.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict

from hjulet.domain.indicators.definition import (
    Baseline,
    Expected,
    ExpectedTrend,
    OtherName,
    Series,
    SeriesKind,
    Side,
    Target,
    Threshold,
)

Row = Mapping[str, str]


class Parts(TypedDict):
    """The parts of a definition, as ``Indicator`` names them."""

    series: tuple[Series, ...]
    baselines: tuple[Baseline, ...]
    targets: tuple[Target, ...]
    thresholds: tuple[Threshold, ...]
    expected: tuple[ExpectedTrend, ...]
    names: tuple[OtherName, ...]


PARTS = tuple(Parts.__annotations__)
"""The names of the parts."""


def parts_of(rows: Mapping[str, Iterable[Row]]) -> Parts:
    """Read the ``rows`` of every part, by its name; a row may have other columns too.

    Raises KeyError for a missing column and ValueError for a bad number, date or word.
    """
    return Parts(
        series=tuple(map(_series, rows["series"])),
        baselines=tuple(map(_baseline, rows["baselines"])),
        targets=tuple(map(_target, rows["targets"])),
        thresholds=tuple(map(_threshold, rows["thresholds"])),
        expected=tuple(map(_expected, rows["expected"])),
        names=tuple(map(_name, rows["names"])),
    )


def _series(row: Row) -> Series:
    return Series(key=row["key"], kind=SeriesKind(row["kind"]), name=row["name"], code=row["code"])


def _baseline(row: Row) -> Baseline:
    return Baseline(year=int(row["year"]), value=Decimal(row["value"]), series=row["series"])


def _target(row: Row) -> Target:
    return Target(
        on=date.fromisoformat(row["on"]) if row["on"] else None,
        value=Decimal(row["value"]),
        series=row["series"],
        source=row["source"],
    )


def _threshold(row: Row) -> Threshold:
    return Threshold(side=Side(row["side"]), value=Decimal(row["value"]), note=row["note"])


def _expected(row: Row) -> ExpectedTrend:
    return ExpectedTrend(year=int(row["year"]), expected=Expected(row["expected"]))


def _name(row: Row) -> OtherName:
    return OtherName(name=row["name"], source=row["source"])
