"""The layouts that exist, by statement and law edition (DOMAIN 22). A new edition is a new value here."""

from hjulet.domain.layout import Layout, Statement
from hjulet.domain.layouts.krl import KRL_BALANCE, KRL_INCOME
from hjulet.domain.layouts.lkbr import LKBR_BALANCE, LKBR_INCOME
from hjulet.domain.layouts.operating import OPERATING

LAYOUTS: tuple[Layout, ...] = (OPERATING, KRL_INCOME, KRL_BALANCE, LKBR_INCOME, LKBR_BALANCE)


def layout_of(statement: Statement, year: int) -> Layout | None:
    """Find the layout that a statement has in an accounting year; None for a year before the first."""
    return next((each for each in LAYOUTS if each.statement is statement and each.holds(year)), None)
