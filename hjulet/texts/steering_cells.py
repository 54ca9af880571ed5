"""Cells of the tables of actions and assignments: days, states and what has slipped, from codes to words."""

from collections.abc import Callable, Mapping
from datetime import date

from hjulet.domain.actions.action import Financing, Status
from hjulet.domain.assignments.standing import State
from hjulet.domain.calendar.recurrence import Span
from hjulet.texts.actions import FINANCINGS, STATUSES
from hjulet.texts.assignments import STATES
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.days import day_words, span_words
from hjulet.texts.periods import years_words

OF_ACTIONS = frozenset({"plan-actions", "plan-own-actions", "goal-actions"})
OF_UNIT_ACTIONS = "unit-actions"
OF_ASSIGNMENTS = frozenset({"council-assignments", "goal-assignments", "body-assignments"})

KINDS = {
    "commitment": N_("Åtagande"),
    "programme_action": N_("Åtgärd i program"),
    "action": N_("Åtgärd"),
}

SEE = N_("Se målet {goal}")
LATE = N_("Skulle vara klar {day}")
MISSED = N_("Milstolpe inte nådd {day}: {name}")
DAYS_LATE = {"1": N_("{state}, 1 dag")}
MANY_DAYS_LATE = N_("{state}, {days} dagar")
DONE = N_("{day} {name}, nådd")
ONCE = N_("1 gång, från {day}")
OFTEN = N_("{times} gånger, från {day}")


def steering_cell(table: str, column: str, word: str, *, language: str) -> str | None:
    """Say what stands in a cell of actions or assignments; None for another table, or words as they are."""
    write = _CELLS.get(table, {}).get(column)
    return write(word, language) if write and word else None


def _kind(word: str, language: str) -> str:
    return translate(KINDS[word], language=language)


def _owner(word: str, language: str) -> str:
    is_elsewhere, goal = word.startswith("see:"), word.removeprefix("see:")
    return translate(SEE, language=language).format(goal=goal) if is_elsewhere else word


def _days(word: str, language: str) -> str:
    """Say from when to when: ``2017-02-01..2017-12-31`` is ``1 februari–31 december``; years as they are."""
    first, _, last = word.partition("..")
    if max(len(first), len(last)) <= len("2017"):
        return years_words(first, last, language=language)
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    if begins == ends:
        return day_words(ends, language=language)
    within = day_words(begins, language=language, year=begins.year != ends.year)
    return f"{within}–{day_words(ends, language=language)}"


def _milestones(word: str, language: str) -> str:
    steps = (line.split(" ", maxsplit=1) for line in word.split("\n"))
    return "; ".join(f"{_day(day, language)}: {name}" for day, name in steps)


def _status(word: str, language: str) -> str:
    shape, name = STATUSES[Status(word)]
    return f"{shape} {translate(name, language=language)}"


def _steps(word: str, language: str) -> str:
    """Say what is reached and when, ``31 mars Utbildningen framtagen, nådd``, of lines of codes."""
    return " · ".join(_step(line, language) for line in word.splitlines())


def _step(line: str, language: str) -> str:
    on, done, name = line.split(" ", 2)
    day = day_words(date.fromisoformat(on), language=language, year=False)
    return f"{day} {name}" if done == "-" else translate(DONE, language=language).format(day=day, name=name)


def _span(word: str, language: str) -> str:
    """Say from when to when with the year: ``1 mars 2017–28 februari 2018``."""
    first, last = (date.fromisoformat(day) for day in word.split(".."))
    if first.year != last.year:
        return f"{day_words(first, language=language)}–{day_words(last, language=language)}"
    return f"{span_words(Span(first, last), language=language)} {last.year}"


def _deviation(word: str, language: str) -> str:
    return ". ".join(_one_deviation(line, language) for line in word.split("\n"))


def _one_deviation(line: str, language: str) -> str:
    kind, day, *name = line.split(" ", maxsplit=2)
    pattern = translate(LATE if kind == "late" else MISSED, language=language)
    return pattern.format(day=_day(day, language), name="".join(name))


def _financing(word: str, language: str) -> str:
    code = next((each for each in Financing if each and each == word), None)
    return translate(FINANCINGS[code], language=language) if code else word


def _due(word: str, language: str) -> str:
    return day_words(date.fromisoformat(word), language=language)


def _state(word: str, language: str) -> str:
    """Say where an assignment stands; ``overdue 12`` with how many days late it is, or was closed."""
    code, _, days = word.partition(" ")
    shape, name = STATES[State(code)]
    said = f"{shape} {translate(name, language=language)}"
    pattern = translate(DAYS_LATE.get(days, MANY_DAYS_LATE), language=language)
    return pattern.format(state=said, days=days) if days else said


def _moved(word: str, language: str) -> str:
    """Say how often the last day was moved, and from which: ``2 2015-06-30``."""
    times, _, first = word.partition(" ")
    pattern = translate(ONCE if times == "1" else OFTEN, language=language)
    return pattern.format(times=times, day=_due(first, language))


def _day(code: str, language: str) -> str:
    """Write a day of a plan's year; ``!`` before it says the year too."""
    return day_words(date.fromisoformat(code.lstrip("!")), language=language, year=code.startswith("!"))


_Write = Callable[[str, str], str]
_ACTIONS: Mapping[str, _Write] = {
    "kind": _kind,
    "owner": _owner,
    "days": _days,
    "milestones": _milestones,
    "status": _status,
    "deviation": _deviation,
    "financing": _financing,
}
_UNIT_ACTIONS: Mapping[str, _Write] = {"milestones": _steps, "status": _status, "days": _span}
_ASSIGNMENTS: Mapping[str, _Write] = {"due": _due, "state": _state, "moved": _moved}
_CELLS: Mapping[str, Mapping[str, _Write]] = {
    **dict.fromkeys(OF_ACTIONS, _ACTIONS),
    **dict.fromkeys(OF_ASSIGNMENTS, _ASSIGNMENTS),
    OF_UNIT_ACTIONS: _UNIT_ACTIONS,
}
"""Table and column whose codes are worded one by one."""
