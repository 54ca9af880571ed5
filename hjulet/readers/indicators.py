"""The definitions of indicators as csv with ``;``, as an installation sets them up: a file for each part.

As the other set-up tables: a missing column is an error with its name, and numbers and dates are read
strictly. The steps of a rating are written with ``|`` between, from the lowest.
"""

from collections.abc import Mapping
from decimal import Decimal

from hjulet.domain.indicators.definition import Direction, Frequency, Indicator, Scope, Together
from hjulet.domain.indicators.parts import PARTS, parts_of
from hjulet.readers.setup_tables import Row, rows_of


def read_indicators(indicators: str, parts: Mapping[str, str]) -> tuple[Indicator, ...]:
    """Read indicators and their ``parts``: the texts of the files beside that of the indicators.

    There is one for each of ``PARTS``, and its first column names the indicator. Raises KeyError for a
    missing column and ValueError for a bad number, date or word.
    """
    held = {name: tuple(rows_of(parts[name])) for name in PARTS}
    return tuple(_indicator(row, held) for row in rows_of(indicators))


def _indicator(row: Row, held: Mapping[str, tuple[Row, ...]]) -> Indicator:
    own = {part: [each for each in rows if each["indicator"] == row["id"]] for part, rows in held.items()}
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
        **parts_of(own),
    )
