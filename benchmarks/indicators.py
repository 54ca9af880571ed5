"""The pages of indicators with 12 500 of them, against the same pages of the example's few.

    python -m benchmarks.indicators [--count N] [--years N]

Each page is asked in this process: the median seconds, the questions to the database, and how many times as
long as with the example's indicators, which is the yardstick of the same run. What does not grow is near 1.
The home is removed afterwards.
"""

import argparse
import time
from collections.abc import Iterable
from typing import Any

from benchmarks.pages import asked, compare
from benchmarks.served import example_home

PAGES = {
    "list": "/indikatorer/",
    "list, words": "/indikatorer/?q=sjukfrånvaro",
    "list, one owner": "/indikatorer/?ansvarig=EKO",
    "list, a later page": "/indikatorer/?sida=9",
    "late ones": "/indikatorer/sena/",
    "one indicator": "/indikatorer/sick_leave_office/",
    "its values as csv": "/indikatorer/sick_leave_office/varden.csv",
    "a figure": "/tal/?ref=indicator+id%3DNII+period%3D2017",
    "a report that names them": "/rapport/annual/KS/2017/",
    "a text of it": "/rapport/annual/KS/2017/text/result-text/",
    "my work": "/mitt-arbete/",
    "catalogue": "/indikatorer/katalog/",
}
OWNERS = ("KS", "EKO", "HR", "ADM", "DEST", "KOM")
TEXT = "NII är {indicator id=NII period=this}, sjukfrånvaron {indicator id=sick_leave period=this}."


def main() -> None:
    """Make the home, measure with few and with many, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=12_500)
    parser.add_argument("--years", type=int, default=6)
    given = parser.parse_args()
    with example_home():
        write_text()
        few = asked(PAGES)
        load(given.count, given.years)
        many = asked(PAGES)
    compare(few, many)


def write_text() -> None:
    """Let a report name indicators."""
    from django.utils import timezone  # noqa: PLC0415 - after the settings

    from hjulet.domain.period import year_period  # noqa: PLC0415
    from hjulet.services.drafts import draft, save_draft  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415

    given: dict[str, Any] = {"by": OPERATOR, "at": timezone.now()}
    place = ("annual", "KS", year_period(2017), "result-text")
    save_draft(*place, source=TEXT, version=draft(*place, **given).version, **given)


def load(count: int, years: int) -> None:
    """Register so many indicators with a value of each year, as a file of values brings them."""
    from django.utils import timezone  # noqa: PLC0415 - after the settings

    from hjulet.services.indicator_values import import_values  # noqa: PLC0415
    from hjulet.services.indicators import add_indicators  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415

    by: dict[str, Any] = {"by": OPERATOR}
    began = time.perf_counter()
    add_indicators(made(count), **by, at=timezone.now())
    print(f"{count} indicators registered in {time.perf_counter() - began:.1f} s")
    head = "indicator;series;period;value;status;fetched;response_rate;source;note\n"
    first = "".join(f"K{n:05};;{2010 + y};{n % 90}\n" for n in range(count) for y in range(years))
    again = "".join(f"K{n:05};;{2010 + y};{n % 90 + 1}\n" for n in range(count) for y in range(years))
    for rows, what in ((first, "read in"), (again, "published anew")):
        began = time.perf_counter()
        data = "".join(f"{row};;;;;\n" for row in rows.splitlines())
        changes = import_values((head + data).encode(), file="v.csv", **by, at=timezone.now())
        print(f"{len(changes)} values {what} in {time.perf_counter() - began:.1f} s")


def made(count: int) -> Iterable[Any]:
    """Make indicators of all units and frequencies, some with thresholds."""
    from decimal import Decimal  # noqa: PLC0415

    from hjulet.domain.indicators.definition import (  # noqa: PLC0415 - after the settings
        Frequency,
        Indicator,
        Series,
        SeriesKind,
        Side,
        Threshold,
    )

    nation = Series(key="nation", kind=SeriesKind.NATION, name="Riket", code="0000")
    often = [Frequency.YEAR, Frequency.YEAR, Frequency.TWO_YEARS, Frequency.IRREGULAR]
    for number in range(count):
        yield Indicator(
            id=f"K{number:05}",
            name=f"{'Sjukfrånvaro' if number % 50 == 0 else 'Nöjda brukare'} {number:05}, andel (%)",
            description="Vad det är och hur det mäts, så som källan skriver det.",
            unit="%",
            owner=OWNERS[number % len(OWNERS)],
            frequency=often[number % len(often)],
            source="Kolada",
            series=(nation,),
            thresholds=(Threshold(side=Side.ABOVE, value=Decimal(88)),) if number % 10 == 0 else (),
        )


if __name__ == "__main__":
    main()
