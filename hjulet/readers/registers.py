"""The registers of investments and grants as csv with ``;``, as an installation sets them up.

As the other set-up tables: a missing column is an error with its name, and dates, years and amounts are
read strictly. Several codes are written with blanks between.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hjulet.domain.grant import GovernmentGrant, GrantEntryKind, Grants
from hjulet.domain.investment import DecisionKind, Project, ProjectKind, Projects
from hjulet.domain.register import Entry
from hjulet.readers.setup_tables import Row, rows_of


def read_projects(projects: str, decisions: str) -> Projects:
    """Read investment projects and the decisions about their money.

    Raises KeyError for a missing column and ValueError for a bad date, year, amount or kind.
    """
    held = _gathered(decisions, whose="project", day="decided", kinds=DecisionKind)
    return tuple(
        Project(
            id=row["id"],
            name=row["name"],
            kind=ProjectKind(row["kind"]),
            frame=row["frame"],
            unit=row["unit"],
            codes=tuple(row["codes"].split()),
            first_year=int(row["first_year"]),
            last_year=int(row["last_year"]),
            started=int(row["started"]) if row["started"] else None,
            closed=int(row["closed"]) if row["closed"] else None,
            note=row["note"],
            decisions=held.get(row["id"], ()),
        )
        for row in rows_of(projects)
    )


def read_grants(grants: str, entries: str) -> Grants:
    """Read government grants and their entries. Raises as ``read_projects`` does."""
    held = _gathered(entries, whose="grant", day="on", kinds=GrantEntryKind)
    return tuple(
        GovernmentGrant(
            id=row["id"],
            name=row["name"],
            giver=row["giver"],
            unit=row["unit"],
            codes=tuple(row["codes"].split()),
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]) if row["last_day"] else None,
            condition=row["condition"],
            entries=held.get(row["id"], ()),
        )
        for row in rows_of(grants)
    )


def _gathered(
    text: str, *, whose: str, day: str, kinds: type[DecisionKind] | type[GrantEntryKind]
) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for row in rows_of(text):
        found[row[whose]] = (*found.get(row[whose], ()), _entry(row, day=day, kind=kinds(row["kind"])))
    return found


def _entry(row: Row, *, day: str, kind: DecisionKind | GrantEntryKind) -> Entry:
    return Entry(
        kind=kind,
        year=int(row["year"]),
        on=date.fromisoformat(row[day]),
        amount=Decimal(row["amount"]),
        reference=row["reference"],
        note=row["note"],
    )
