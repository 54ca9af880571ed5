"""Assessments of goals in a file: one row for each, the level in the words of the scale."""

from hjulet.domain.goals.assessment import Assessment, Level
from hjulet.domain.goals.element import Ref
from hjulet.domain.period import parse_period
from hjulet.readers.setup_tables import rows_of

LEVELS = {
    "Bra": Level.GOOD,
    "Ok": Level.FAIR,
    "Har brister": Level.LACKING,
    "Ingen bedömning": Level.NONE,
}
"""The words of a file -> the level."""


def read_assessments(text: str) -> tuple[Assessment, ...]:
    """Read assessments from a file of our own; raises KeyError for a level that is none."""
    return tuple(
        Assessment(
            of=Ref(row["structure"], row["key"]),
            body=row["body"],
            period=parse_period(row["period"]),
            level=LEVELS[row["level"]],
            reason=row["reason"],
            source=row["source"],
        )
        for row in rows_of(text)
    )
