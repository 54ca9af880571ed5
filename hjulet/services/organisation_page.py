"""The organisation as pages and files show it: as of a day, a unit over time, and as tables to change.

Who is part of what is no secret: whoever sees any figures reads it. Money is opened unit by unit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from hjulet.documents.organisation_table import SheetWords, organisation_xlsx, table_csv, tables_of
from hjulet.domain.organisation import (
    Organisation,
    OrganisationView,
    OrgLink,
    OrgUnit,
    Structure,
    Succession,
)
from hjulet.domain.organisation_changes import Change, coming
from hjulet.domain.organisation_file import OrganisationRows, OrganisationTable, UnitRow, rows_of, settled
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.validity import Validity
from hjulet.services.access import may, may_centrally, organisation, require_anywhere
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import open_books
from hjulet.texts.catalogue import translate
from hjulet.texts.organisation import EXPLAINED, TABLES, explained_lines

WORKBOOK, TEMPLATE = "organisation.xlsx", "mall.xlsx"
CSV_FILES = {
    "enheter.csv": OrganisationTable.UNITS,
    "betjanar.csv": OrganisationTable.SERVICES,
    "eftertrader.csv": OrganisationTable.SUCCESSIONS,
}
"""Name of a file -> the table that it holds."""

_EXAMPLE = (
    ("KF", "council", "Kommunfullmäktige", "", (Structure.POLITICAL,)),
    ("KS", "executive_board", "Kommunstyrelsen", "KF", (Structure.POLITICAL,)),
    ("FIN", "central_finance_unit", "Finansförvaltningen", "KF", (Structure.POLITICAL,)),
    ("UN", "committee", "Utbildningsnämnden", "KF", (Structure.POLITICAL,)),
    ("KSK", "department", "Kommunstyrelsens kontor", "KS", (Structure.POLITICAL,)),
    ("KSK", "department", "Kommunstyrelsens kontor", "", (Structure.ADMINISTRATIVE,)),
    ("EKO", "unit", "Ekonomi", "KSK", tuple(Structure)),
)
"""What a template begins with: code, kind, name, parent, structures."""


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """A unit in a tree: how deep it lies, its span under this name, whom it serves, whom it followed."""

    unit: OrgUnit
    level: int
    serves: tuple[str, ...]
    follows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationPage:
    """The organisation on a day. ``days`` are those on which something changed, the latest first.

    ``trees`` are by structure; ``coming`` is what is known to change after the day; ``names`` names every
    unit that there has been, by its last name. ``is_empty`` where no organisation was ever read in.
    """

    day: date
    is_today: bool
    is_empty: bool
    trees: tuple[tuple[Structure, tuple[UnitLine, ...]], ...]
    coming: tuple[Change, ...]
    days: tuple[date, ...]
    names: Mapping[str, str]
    may_import: bool


@dataclass(frozen=True, kw_only=True)
class UnitHistory:
    """A unit over time: its names, its places, whom it serves and is served by, and who followed whom.

    ``opens`` is a period in which the actor sees its economy, the latest; None where there is none.
    """

    code: str
    name: str
    named: tuple[OrgUnit, ...]
    places: tuple[OrgLink, ...]
    serves: tuple[tuple[str, Validity], ...]
    served_by: tuple[tuple[str, Validity], ...]
    predecessors: tuple[Succession, ...]
    successors: tuple[Succession, ...]
    names: Mapping[str, str]
    opens: Period | None


def show_organisation(day: date | None = None, *, by: Actor, at: datetime) -> OrganisationPage:
    """Show the organisation as of a day, today without one."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    known, today = settled(organisation()), localdate(at)
    shown = day or today
    view = known.as_of(shown)
    return OrganisationPage(
        day=shown,
        is_today=shown == today,
        is_empty=not known.units,
        trees=tuple((each, tuple(_tree(view, each))) for each in Structure),
        coming=coming(known, shown),
        days=_days_of_change(known),
        names=known.names,
        may_import=may_centrally(Permission.MANAGE_SETUP, by=by, at=at),
    )


def waits_for_organisation(*, by: Actor, at: datetime) -> bool:
    """Tell whether there is no organisation yet, and the actor is who reads it in."""
    return not organisation().units and may_centrally(Permission.MANAGE_SETUP, by=by, at=at)


def unit_history(code: str, *, by: Actor, at: datetime) -> UnitHistory:
    """Show a unit over time; raises NotFoundError for one that there has never been."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    known = settled(organisation())
    named = tuple(unit for unit in known.units if unit.code == code)
    if not named:
        raise NotFoundError(code)
    return UnitHistory(
        code=code,
        name=known.names[code],
        named=named,
        places=tuple(link for link in known.links if link.child == code),
        serves=tuple((each.committee, each.validity) for each in known.services if each.department == code),
        served_by=tuple(
            (each.department, each.validity) for each in known.services if each.committee == code
        ),
        predecessors=tuple(each for each in known.successions if each.successor == code),
        successors=tuple(each for each in known.successions if each.predecessor == code),
        names=known.names,
        opens=_latest_to_open(code, by=by, at=at),
    )


def organisation_file(name: str, *, language: str, by: Actor, at: datetime) -> bytes:
    """Give the organisation as one of the files that can be read in again, or the template to begin from.

    Raises NotFoundError for a file that there is not.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    if name == TEMPLATE:
        return organisation_xlsx(_template(localdate(at).year), _sheet_words(language))
    rows = rows_of(organisation())
    if name == WORKBOOK:
        return organisation_xlsx(rows, _sheet_words(language))
    if name not in CSV_FILES:
        raise NotFoundError(name)
    return table_csv(tables_of(rows)[CSV_FILES[name]])


def _latest_to_open(unit: str, *, by: Actor, at: datetime) -> Period | None:
    """Find the latest year to date with money in which a unit was there for the actor to see."""
    try:
        books = open_books()
    except RefusedError:  # no ledger yet
        return None
    months = sorted({month for batch in books.batches for month in batch.months}, reverse=True)
    periods = (parse_period(month).year_to_date() for month in months)
    seen = (
        period
        for period in periods
        if may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=books.view(period))
    )
    return next(seen, None)


def _tree(view: OrganisationView, structure: Structure) -> Iterator[UnitLine]:
    for top in view.tops(structure):
        for code, level in view.levels(top, structure):
            yield UnitLine(
                unit=view.units[code],
                level=level,
                serves=view.committees_served(code),
                follows=tuple(
                    each.predecessor
                    for each in view.history.successions
                    if each.successor == code and each.day <= view.day
                ),
            )


def _days_of_change(known: Organisation) -> tuple[date, ...]:
    spans = (each.validity for those in (known.units, known.links, known.services) for each in those)
    days = {day for span in spans for day in (span.start, span.end) if day}
    return tuple(sorted(days | {each.day for each in known.successions}, reverse=True))


def _sheet_words(language: str) -> SheetWords:
    return SheetWords(
        names={table: translate(name, language=language) for table, name in TABLES.items()},
        explained=translate(EXPLAINED, language=language),
        lines=explained_lines(language=language),
    )


def _template(year: int) -> OrganisationRows:
    since = Validity(date(year, 1, 1))
    return OrganisationRows(
        units=tuple(
            UnitRow(code=code, kind=kind, name=name, parent=parent, structures=structures, validity=since)
            for code, kind, name, parent, structures in _EXAMPLE
        )
    )
