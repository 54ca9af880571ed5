"""The mail that reminds: one letter a person, plain text, the nearest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hjulet.domain.task import Task, TaskKind
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.tasks import deadline_words, for_whom, task_report, task_words

_SUBJECTS = {
    1: N_("Påminnelse: {first}"),
    2: N_("Påminnelse: {first}, och {more} sak till"),
    3: N_("Påminnelse: {first}, och {more} saker till"),
}
_NEWS = N_("Nytt i samtal: {label}")
_MENTIONED = N_("Du är nämnd: {label}")
_MORE_NEWS = N_("Och {more} till.")
_HELLO = N_("Hej {name}!")
_LEAD = N_("Det här väntar på dig i Planeringshjulet.")
_ALL = N_("Allt som är ditt att göra finns på Mitt arbete:")
_OFF = N_("Välj vad du vill bli påmind om:")

MOST_NEWS = 10
"""Threads that a letter names; the others are counted."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail's subject and text."""

    subject: str
    text: str


def write_letter(
    tasks: Sequence[Task],
    day: date,
    *,
    name: str,
    address_of: Callable[[Task], str],
    work: str,
    choices: str,
    news: Sequence[tuple[TaskKind, str, str]] = (),
    language: str,
) -> Letter:
    """Write a digest of tasks, each with the address of its field, and of threads with something unread.

    ``work`` and ``choices`` are the addresses of Mitt arbete and of the page where one chooses; ``news`` are
    threads as (kind, what it is about, address). What a remark says stands on its page alone.
    """
    told = [(_news_words(kind, label, language), address) for kind, label, address in news]
    to_do = [_task_words(task, language) for task in tasks]
    parts = [_in(language, _HELLO).format(name=name), _in(language, _LEAD)]
    parts += [_entry(task, day, address_of(task), language) for task in tasks]
    parts += [f"• {words}\n  {address}" for words, address in told[:MOST_NEWS]]
    if len(told) > MOST_NEWS:
        parts.append(_in(language, _MORE_NEWS).format(more=len(told) - MOST_NEWS))
    parts += [f"{_in(language, _ALL)}\n{work}", f"{_in(language, _OFF)}\n{choices}"]
    subject = _subject([*to_do, *(words for words, _address in told)], language)
    return Letter(subject=subject, text="\n\n".join(parts) + "\n")


def _subject(things: Sequence[str], language: str) -> str:
    """Name the first thing, and count the others; never more than a line."""
    pattern = _SUBJECTS[min(len(things), 3)]
    return _in(language, pattern).format(first=things[0], more=len(things) - 1)


def _task_words(task: Task, language: str) -> str:
    return f"{task_words(task, language=language)} – {task_report(task, language=language)}"


def _news_words(kind: TaskKind, label: str, language: str) -> str:
    pattern = _MENTIONED if kind is TaskKind.MENTION else _NEWS
    return _in(language, pattern).format(label=label)


def _entry(task: Task, day: date, address: str, language: str) -> str:
    what = f"• {_task_words(task, language)}"
    more = (deadline_words(task.due, day, language=language), for_whom(task, language=language))
    return "\n  ".join((what, ", ".join(part for part in more if part), address))


def _in(language: str, message: str) -> str:
    return translate(message, language=language)
