"""When a step comes back, as people write it: ``31 oktober``, ``fjärde fredagen i oktober``, ``oktober``.

Both languages are read, whatever the page is in; what is written back is in the page's.
"""

import re
from collections.abc import Mapping
from functools import cache

from hjulet.domain.calendar.recurrence import (
    DayOfYear,
    DaysOfYear,
    NotARecurrence,
    Recurrence,
    SomeDayOf,
    WeekdayOfMonth,
    between,
    day_of_year,
)
from hjulet.texts.calendar import WEEKDAYS
from hjulet.texts.catalogue import LANGUAGES, N_, translate
from hjulet.texts.periods import MONTHS

NUMBERS = (N_("första"), N_("andra"), N_("tredje"), N_("fjärde"), N_("sista"))
_NTH = N_("{number} {weekday}en i {month}")
_SPAN = re.compile(r"\s*(?:–|-|\btill\b|\bto\b)\s*")
_DAY = re.compile(r"(?:den )?(\d{1,2})(?: (\w+))?")
_WEEKDAY = re.compile(r"(\w+) (\w+) (?:i|in|of) (\w+)")


def recurrence_words(when: Recurrence, *, language: str) -> str:
    """Write when a step comes back."""
    match when:
        case DayOfYear():
            return f"{when.day} {_month(when.month, language)}"
        case DaysOfYear() if when.first.month == when.last.month:
            return f"{when.first.day}–{recurrence_words(when.last, language=language)}"
        case DaysOfYear():
            first, last = (recurrence_words(day, language=language) for day in (when.first, when.last))
            return f"{first}–{last}"
        case WeekdayOfMonth():
            return translate(_NTH, language=language).format(
                number=translate(NUMBERS[when.number - 1], language=language),
                weekday=translate(WEEKDAYS[when.weekday], language=language),
                month=_month(when.month, language),
            )
        case SomeDayOf():
            return _month(when.month, language)


def read_recurrence(text: str) -> Recurrence:
    """Read when a step comes back; raises NotARecurrence."""
    plain = " ".join(text.casefold().split())
    if match := _WEEKDAY.fullmatch(plain):
        number, weekday, month = match.groups()
        return WeekdayOfMonth(_find(_months(), month), _find(_days(), weekday), _find(_numbers(), number))
    if plain in _months():
        return SomeDayOf(_months()[plain])
    first, *rest = _SPAN.split(plain, maxsplit=1)
    if not rest:
        return _day(first)
    last = _day(rest[0])
    return between(_day(first, month=last.month), last)


def _day(text: str, *, month: int = 0) -> DayOfYear:
    match = _DAY.fullmatch(text)
    if match is None or not (match[2] or month):
        raise NotARecurrence(text)
    return day_of_year(_find(_months(), match[2]) if match[2] else month, int(match[1]))


def _month(month: int, language: str) -> str:
    return translate(MONTHS[month - 1], language=language)


def _find(words: Mapping[str, int], word: str) -> int:
    if word not in words:
        raise NotARecurrence(word)
    return words[word]


@cache
def _months() -> Mapping[str, int]:
    return _in_all_languages(MONTHS, first=1)


@cache
def _days() -> Mapping[str, int]:
    return _in_all_languages(WEEKDAYS, ending="en")


@cache
def _numbers() -> Mapping[str, int]:
    return _in_all_languages(NUMBERS, first=1)


def _in_all_languages(words: tuple[str, ...], *, first: int = 0, ending: str = "") -> dict[str, int]:
    return {
        f"{translate(word, language=language).casefold()}{end}": place
        for language in LANGUAGES
        for place, word in enumerate(words, start=first)
        for end in {"", ending}
    }
