"""What the pages of registers share: what a unit's list is about, and whether the actor may write in it."""

from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.period import Period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reports.scope import Scope
from hjulet.services.access import may, require
from hjulet.services.figures import Books
from hjulet.services.registers import load_projects_and_grants


def list_scope(unit: str, period: Period, books: Books, *, by: Actor, at: datetime) -> Scope:
    """Gather the projects and grants of a unit and all below it, up to a period's end in its year.

    Raises NotFoundError for a unit that is not the actor's.
    """
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    year = year_period(period.year) if period.last_month.endswith("-12") else period.year_to_date()
    registers = load_projects_and_grants(books, unit, year)
    return Scope(unit=unit, period=year, view=view, registers=registers)


def may_write(unit: str, books: Books, *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may write in the registers of a unit."""
    view = books.organisation.as_of(localdate(at))
    return may(Permission.EDIT_ITEMS, unit, by=by, at=at, view=view)
