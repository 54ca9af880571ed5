"""The definitions of indicators as csv with ``;``, as an installation sets them up: a file for each part.

As the other set-up tables: a missing column is an error with its name, and numbers and dates are read
strictly. The steps of a rating are written with ``|`` between, from the lowest.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from hjulet.domain.indicators.definition import (
    Baseline,
    Direction,
    Expected,
    ExpectedTrend,
    Frequency,
    Indicator,
    OtherName,
    Scope,
    Series,
    SeriesKind,
    Side,
    Target,
    Threshold,
    Together,
)
from hjulet.readers.setup_tables import Row, rows_of

PARTS = ("series", "targets", "names", "expected", "baselines", "thresholds")
"""The files beside that of the indicators; each names its indicator in the first column."""


def read_indicators(indicators: str, parts: Mapping[str, str]) -> tuple[Indicator, ...]:
    """Read indicators and their ``parts`` (the texts of the files that ``PARTS`` names).

    Raises KeyError for a missing column and ValueError for a bad number, date or word.
    """
    held = {name: tuple(rows_of(parts[name])) for name in PARTS}
    return tuple(_indicator(row, held) for row in rows_of(indicators))


def _indicator(row: Row, held: Mapping[str, tuple[Row, ...]]) -> Indicator:
    def own(part: str) -> Iterator[Row]:
        return (each for each in held[part] if each["indicator"] == row["id"])

    return Indicator(
        id=row["id"],
        name=row["name"],
        description=row["description"],
        unit=row["unit"],
        direction=Direction(row["direction"]),
        decimals=int(row["decimals"]),
        source=row["source"],
        formula=row["formula"],
        frequency=Frequency(row["frequency"]),
        owner=row["owner"],
        scope=Scope(row["scope"]),
        together=Together(row["together"] or Together.APART),
        band=Decimal(row["band"]) if row["band"] else None,
        kolada=row["kolada"],
        scb=row["scb"],
        first_year=int(row["first_year"]) if row["first_year"] else None,
        last_year=int(row["last_year"]) if row["last_year"] else None,
        scale=tuple(row["scale"].split("|")) if row["scale"] else (),
        series=tuple(
            Series(key=each["key"], kind=SeriesKind(each["kind"]), name=each["name"], code=each["code"])
            for each in own("series")
        ),
        targets=tuple(_target(each) for each in own("targets")),
        names=tuple(OtherName(name=each["name"], source=each["source"]) for each in own("names")),
        expected=tuple(
            ExpectedTrend(year=int(each["year"]), expected=Expected(each["expected"]))
            for each in own("expected")
        ),
        baselines=tuple(
            Baseline(year=int(each["year"]), value=Decimal(each["value"]), series=each["series"])
            for each in own("baselines")
        ),
        thresholds=tuple(
            Threshold(side=Side(each["side"]), value=Decimal(each["value"]), note=each["note"])
            for each in own("thresholds")
        ),
    )


def _target(row: Row) -> Target:
    return Target(
        on=date.fromisoformat(row["on"]) if row["on"] else None,
        value=Decimal(row["value"]),
        series=row["series"],
        source=row["source"],
    )
