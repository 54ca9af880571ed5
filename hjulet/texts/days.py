"""Days in words: ``31 augusti 2017``, ``2–20 oktober``, ``oktober``."""

from datetime import date

from hjulet.domain.calendar.recurrence import Span
from hjulet.texts.catalogue import translate
from hjulet.texts.periods import MONTHS


def day_words(day: date, *, language: str, year: bool = True) -> str:
    """Write a day as text does: ``31 augusti 2017``."""
    month = translate(MONTHS[day.month - 1], language=language)
    return f"{day.day} {month} {day.year}" if year else f"{day.day} {month}"


def span_words(days: Span, *, language: str, is_month: bool = False) -> str:
    """Write the days of a step: ``13 oktober``, ``2–20 oktober``, ``15 mars–15 maj``, ``oktober``."""
    if is_month:
        return translate(MONTHS[days.first.month - 1], language=language)
    last = day_words(days.last, language=language, year=False)
    if days.is_one_day:
        return last
    if days.first.month == days.last.month:
        return f"{days.first.day}–{last}"
    return f"{day_words(days.first, language=language, year=False)}–{last}"


def days_words(codes: str, *, language: str) -> str:
    """Write days that a table has as codes: ``2014-04-04 2014-06`` is ``4 april, juni``.

    Two days with ``..`` between are several days; ``!`` before one says the year too.
    """
    return ", ".join(_code_words(code, language=language) for code in codes.split())


def _code_words(code: str, *, language: str) -> str:
    first, _, last = code.lstrip("!").partition("..")
    is_month = len(first) == len("2014-06")
    begins = date.fromisoformat(f"{first}-01" if is_month else first)
    days = Span(begins, date.fromisoformat(last) if last else begins)
    said = span_words(days, language=language, is_month=is_month)
    return f"{said} {begins.year}" if code.startswith("!") else said
