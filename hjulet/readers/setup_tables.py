"""The set-up tables of the example: people, origins and registers, as csv with ``;``.

These files are written by whoever runs the installation, not uploaded: a missing column is an
error with the file's name, and dates and years are read strictly.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hjulet.domain.actions.theme import Theme
from hjulet.domain.cause import Cause, Duration, Explained
from hjulet.domain.follow_up import FollowUp, parse_ranges
from hjulet.domain.forecast import Forecast
from hjulet.domain.origin import Origin
from hjulet.domain.permission import Grant
from hjulet.domain.validity import Validity

Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person of the example: how they sign in, where mail reaches them, and the role they have."""

    username: str
    name: str
    email: str
    grant: Grant


def read_people(text: str) -> tuple[PersonRow, ...]:
    """Read people, each with one role."""
    return tuple(
        PersonRow(
            username=row["username"],
            name=row["name"],
            email=row["email"],
            grant=Grant(role=row["role"], unit=row["unit"], validity=_validity(row)),
        )
        for row in rows_of(text)
    )


def read_origins(text: str) -> tuple[Origin, ...]:
    """Read what is said of the origin of figures, pattern by pattern."""
    return tuple(
        Origin(pattern=row["figure"], status=row["status"], source=row["source"], note=row["note"])
        for row in rows_of(text)
    )


def read_population(text: str) -> tuple[tuple[int, int, str], ...]:
    """Read how many lived in the municipality at the end of each year, and who says so."""
    return tuple((int(row["year"]), int(row["inhabitants"]), row["source"]) for row in rows_of(text))


def read_forecasts(text: str) -> tuple[Forecast, ...]:
    """Read forecasts by unit and month."""
    return tuple(
        Forecast(unit=row["unit"], month=row["month"], amount=Decimal(row["amount"]), note=row["note"])
        for row in rows_of(text)
    )


def read_causes(text: str) -> tuple[Cause, ...]:
    """Read causes in order, numbered within their unit, year and what they explain."""
    numbers: Counter[tuple[str, str, str]] = Counter()
    found = []
    for row in rows_of(text):
        key = (row["unit"], row["year"], row["explains"])
        numbers[key] += 1
        found.append(
            Cause(
                row=str(numbers[key]),
                unit=row["unit"],
                year=int(row["year"]),
                explains=Explained(row["explains"]),
                text=row["text"],
                amount=Decimal(row["amount"]),
                duration=Duration(row["duration"]),
            )
        )
    return tuple(found)


def read_follow_ups(text: str) -> tuple[FollowUp, ...]:
    """Read definitions of special follow-ups; their ids are made when they are kept."""
    return tuple(
        FollowUp(
            id="",
            name=row["name"],
            unit=row["unit"],
            company=row["company"],
            accounts=parse_ranges(row["accounts"]),
            from_year=int(row["from_year"]),
            to_year=int(row["to_year"]) if row["to_year"] else None,
            asked_by=row["asked_by"],
            decision=row["decision"],
        )
        for row in rows_of(text)
    )


def read_themes(text: str) -> tuple[Theme, ...]:
    """Read themes; their ids are made when they are kept."""
    return tuple(
        Theme(
            name=row["name"],
            description=row["description"],
            unit=row["unit"],
            person=row["person"],
            role=row["role"],
        )
        for row in rows_of(text)
    )


def rows_of(text: str) -> Iterator[Row]:
    """Read the rows of a set-up table by its heads."""
    yield from csv.DictReader(io.StringIO(text), delimiter=";", strict=True)


def _validity(row: Row) -> Validity:
    """Read a span whose last day is included in the file; the domain's spans are half-open."""
    last = row["valid_to"]
    return Validity.through(date.fromisoformat(row["valid_from"]), date.fromisoformat(last) if last else None)
