"""Periods in words: ``2017``, ``augusti 2017``, ``januari–augusti 2017``."""

from hjulet.domain.period import Period
from hjulet.texts.catalogue import N_, translate

MONTHS = (
    N_("januari"),
    N_("februari"),
    N_("mars"),
    N_("april"),
    N_("maj"),
    N_("juni"),
    N_("juli"),
    N_("augusti"),
    N_("september"),
    N_("oktober"),
    N_("november"),
    N_("december"),
)


def month_name(month: str, *, language: str) -> str:
    """Name a month: ``2017-08`` is ``augusti``."""
    return translate(MONTHS[int(month[-2:]) - 1], language=language)


def period_words(period: Period, *, language: str) -> str:
    """Name a period: ``2017``, ``2015–2017``, ``augusti 2017``, ``januari–augusti 2017``."""
    if period.is_year:
        return str(period.year)
    if period.start.month == period.end.month == 1:
        return f"{period.start.year}–{period.year}"
    first, last = period.first_month, period.last_month
    begins, ends = month_name(first, language=language), month_name(last, language=language)
    if first == last:
        return f"{ends} {period.year}"
    if first[:4] == last[:4]:
        return f"{begins}–{ends} {period.year}"
    return f"{begins} {first[:4]}–{ends} {last[:4]}"


def years_words(first: str, last: str, *, language: str) -> str:
    """Write some years: ``2013–2016``, ``2014``, ``från 2018``, ``till 2016``; empty for none."""
    if first and last:
        return first if first == last else f"{first}–{last}"
    if not first and not last:
        return ""
    pattern = N_("från {year}") if first else N_("till {year}")
    return translate(pattern, language=language).format(year=first or last)
