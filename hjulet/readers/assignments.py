"""The register of assignments as csv with ``;``, as an installation sets it up.

As the other set-up tables: a missing column is an error with its name, and kinds and dates are read strictly.
"""

from datetime import date

from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin
from hjulet.domain.goals.element import Ref
from hjulet.readers.setup_tables import Row, rows_of


def read_assignments(assignments: str, events: str) -> tuple[Assignment, ...]:
    """Read assignments in the order of their numbers, and what has happened to them, by their keys.

    ``goal`` is the structure and the key of an element, with a blank between. Raises KeyError for a missing
    column and ValueError for a bad date or kind.
    """
    held: dict[str, tuple[Event, ...]] = {}
    for row in rows_of(events):
        held[row["assignment"]] = (*held.get(row["assignment"], ()), _event(row))
    return tuple(_assignment(row, held.get(row["key"], ())) for row in rows_of(assignments))


def _assignment(row: Row, events: tuple[Event, ...]) -> Assignment:
    return Assignment(
        name=row["name"],
        text=row["text"],
        origin=Origin(row["origin"]),
        reference=row["reference"],
        decision=row["decision"],
        giver=row["giver"],
        receiver=row["receiver"],
        official=row["official"],
        given=date.fromisoformat(row["given"]),
        first_due=_day(row["first_due"]),
        goal=Ref(*row["goal"].split()) if row["goal"] else None,
        events=events,
    )


def _event(row: Row) -> Event:
    return Event(
        kind=Happening(row["kind"]),
        on=date.fromisoformat(row["on"]),
        due=_day(row["due"]),
        decision=row["decision"],
        text=row["text"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
