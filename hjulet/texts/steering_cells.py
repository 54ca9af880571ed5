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

OF_ACTIONS = frozenset({"plan-actions", "plan-own-actions", "goal-actions", "unit-actions"})
OF_ASSIGNMENTS = frozenset(
    {"council-assignments", "goal-assignments", "body-assignments", "unit-assignments"}
)

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
REACHED = N_("{day}: {name}, nådd")
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
    """Say from when to when with the year: ``1 februari–31 december 2017``; years alone as they are."""
    first, _, last = word.partition("..")
    if max(len(first), len(last)) <= len("2017"):
        return years_words(first, last, language=language)
    days = Span(date.fromisoformat(first), date.fromisoformat(last))
    if days.first.year != days.last.year:
        return f"{day_words(days.first, language=language)}–{day_words(days.last, language=language)}"
    return f"{span_words(days, language=language)} {days.last.year}"


def _milestones(word: str, language: str) -> str:
    """Say what is to be reached when, and what is: ``31 mars: Utbildningen framtagen, nådd``."""
    return "; ".join(_milestone(line, language) for line in word.split("\n"))


def _milestone(line: str, language: str) -> str:
    on, done, name = line.split(" ", maxsplit=2)
    day = _day(on, language)
    if done == "-":
        return f"{day}: {name}"
    return translate(REACHED, language=language).format(day=day, name=name)


def _status(word: str, language: str) -> str:
    shape, name = STATUSES[Status(word)]
    return f"{shape}\N{NO-BREAK SPACE}{translate(name, language=language)}"


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
    said = f"{shape}\N{NO-BREAK SPACE}{translate(name, language=language)}"
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
_ASSIGNMENTS: Mapping[str, _Write] = {"due": _due, "state": _state, "moved": _moved}
_CELLS: Mapping[str, Mapping[str, _Write]] = {
    **dict.fromkeys(OF_ACTIONS, _ACTIONS),
    **dict.fromkeys(OF_ASSIGNMENTS, _ASSIGNMENTS),
}
"""Table and column whose codes are worded one by one."""
