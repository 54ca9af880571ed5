"""What a report asks of the registers: a line or two for each of them."""

from hjulet.domain import grant, investment
from hjulet.domain.period import Period
from hjulet.domain.reports.scope import Registers
from hjulet.services.figures import Books


def load_registers(books: Books, unit: str, period: Period) -> Registers:
    """Load what is registered of a unit with all below it in a period, as the snapshot knows it."""
    units = books.subtree(unit, period)
    return Registers(
        projects=investment.of_units(books.registered.projects, units, period),
        grants=grant.of_units(books.registered.grants, units, period),
    )
