"""Periods and snapshots in words, in the reader's language."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from hjulet.domain.period import Period

CAUSES = {
    "import-sie": "Huvudbok inläst",
    "import-budget": "Budget inläst",
    "set-mapping": "Mappning ändrad",
    "withdraw-batch": "Inläsning återkallad",
}


def period_words(period: Period) -> str:
    """Name a period: ``2017``, ``augusti 2017``, ``januari–augusti 2017``."""
    first, last = period.months[0], period.last_month
    if period.is_year:
        return str(period.year)
    if first == last:
        return f"{month_name(last)} {period.year}"
    if first[:4] == last[:4]:
        return f"{month_name(first)}–{month_name(last)} {period.year}"
    return f"{month_name(first)} {first[:4]}–{month_name(last)} {last[:4]}"


def month_name(month: str) -> str:
    """Name a month: ``2017-08`` is ``augusti``."""
    return str(MONTHS[int(month[-2:])])


def cause_words(cause: str) -> str:
    """Say what a snapshot was taken for."""
    return _(CAUSES[cause]) if cause in CAUSES else cause
