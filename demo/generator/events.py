"""Named occurrences inside the totals: what a reader of the annual report would look for.

The causes are those that the report of 2017 names; the amounts follow it where it states them
(Christmas gift about 2.0 mnkr, grants 3.9, 3.5 and 1.3 mnkr) and are otherwise illustrative.
"""

from typing import NamedTuple


class Event(NamedTuple):
    """An amount (tkr, sign as printed) on one account of a unit, spread evenly over some months."""

    year: str
    unit: str
    line: str
    account: str
    responsibility: str
    tkr: int
    months: tuple[int, ...]
    text: str
    project: str = ""
    activity: str = ""


QUARTERS = (3, 6, 9, 12)

EVENTS = (
    Event("2015", "DEST", "grants", "3520", "15100", 1_900, (6, 12), "EU-bidrag, Matlust", "6001"),
    Event("2015", "ADM", "grants", "3510", "14400", 3_200, QUARTERS, "Bidrag, krisberedskap", "6003"),
    Event("2015", "ADM", "grants", "3510", "14100", 1_250, (3, 9), "Bidrag, finskt område", "6002"),
    Event("2016", "DEST", "grants", "3520", "15100", 4_400, QUARTERS, "EU-bidrag, Matlust", "6001"),
    Event("2016", "ADM", "grants", "3510", "14400", 3_450, QUARTERS, "Bidrag, krisberedskap", "6003"),
    Event("2016", "ADM", "grants", "3510", "14100", 1_280, (3, 9), "Bidrag, finskt område", "6002"),
    Event(
        "2016", "KSK-KANSLI", "materials_services", "7410", "11200", -4_800, (4, 6, 9, 10, 11, 12),
        "Faktura, digitalisering", "6005", "20",
    ),
    Event(
        "2016", "HR", "materials_services", "7410", "13200", -3_400, (2, 4, 6, 9, 11),
        "Faktura, införande lönesystem", "6004", "20",
    ),
    Event("2017", "DEST", "grants", "3520", "15100", 3_900, QUARTERS, "EU-bidrag, Matlust", "6001"),
    Event("2017", "ADM", "grants", "3510", "14400", 3_500, QUARTERS, "Bidrag, krisberedskap", "6003"),
    Event("2017", "ADM", "grants", "3510", "14100", 1_300, (3, 9), "Bidrag, finskt område", "6002"),
    Event(
        "2017", "ADM", "premises", "6020", "14300", -5_000, (9, 10, 11, 12), "Hyra, outhyrda lokaler"
    ),
    Event(
        "2017", "KSK-KANSLI", "materials_services", "7690", "11100", -2_000, (12,),
        "Julgåva till kommunens anställda", "", "40",
    ),
    Event(
        "2017", "DEST", "materials_services", "7670", "15200", -450, (9,),
        "Arrangemang, Science Park", "", "30",
    ),
)  # fmt: skip
