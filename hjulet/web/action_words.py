"""Actions in words: their status, their time, what to look at, and what a change of one changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hjulet.domain.actions.action import Action, ActionChange, Financing, Status
from hjulet.domain.actions.files import milestones_text, refs_text
from hjulet.domain.actions.lack import Lack
from hjulet.services.action_list import ActionLine
from hjulet.texts.actions import FIELDS, FINANCINGS, LACKS, STATUSES
from hjulet.texts.catalogue import translate
from hjulet.web.amounts import as_written
from hjulet.web.words import language

SHOWN = 200
"""Changes that a page shows before they are made."""


@dataclass(frozen=True, kw_only=True)
class LineWords:
    """An action on a list in words: shape and word of its status, its time, and what to look at."""

    line: ActionLine
    shape: str
    status: str
    time: str
    due: str
    lacks: tuple[str, ...]

    @property
    def action(self) -> Action:
        """Give the action itself."""
        return self.line.action


@dataclass(frozen=True, kw_only=True)
class FieldWords:
    """What changes in a field of an action: how it was and how it becomes."""

    label: str
    before: str
    after: str


def line_words(line: ActionLine) -> LineWords:
    """Put an action in short."""
    action = line.action
    shape, status = status_words(action.status)
    return LineWords(
        line=line,
        shape=shape,
        status=status,
        time=span_words(action.first_day, action.last_day),
        due=day_words(action.due) if action.due else "",
        lacks=tuple(lack_word(lack) for lack in Lack if lack in line.lacks),
    )


def status_words(status: Status) -> tuple[str, str]:
    """Give the shape and the word of a status."""
    shape, word = STATUSES[status]
    return shape, translate(word, language=language())


def lack_word(lack: Lack) -> str:
    """Say what an action lacks."""
    return translate(LACKS[lack], language=language())


def financing_word(financing: Financing) -> str:
    """Say where the money stands."""
    return translate(FINANCINGS[financing], language=language())


def span_words(first: date, last: date) -> str:
    """Say when something is done: ``2017`` for the whole year, else its first and last day."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{day_words(first)} – {day_words(last)}"


def day_words(day: date) -> str:
    """Write a day: ``31 maj 2017``."""
    return date_format(day, "j F Y")


def change_words(change: ActionChange, *, names: Mapping[str, str]) -> tuple[FieldWords, ...]:
    """Tell what changes in an action; ``names`` are those of units and people by their codes."""
    return tuple(
        FieldWords(
            label=translate(FIELDS[field], language=language()),
            before=value_words(change.before, field, names) if change.before else "",
            after=value_words(change.after, field, names),
        )
        for field in change.fields
    )


def value_words(action: Action, field: str, names: Mapping[str, str]) -> str:
    """Say what a field of an action holds; empty where it holds nothing."""
    said: dict[str, str] = {
        "status": status_words(action.status)[1],
        "financing": financing_word(action.financing) if action.financing else "",
        "milestones": milestones_text(action.milestones),
        "goals": refs_text(action.goals),
        "themes": " ".join(action.themes),
        "indicators": " ".join(action.indicators),
    }
    if field in said:
        return said[field]
    value = getattr(action, field)
    if isinstance(value, Decimal):
        return _("{amount} kr").format(amount=as_written(value))
    return names.get(value, value) if field in ("unit", "person") else str(value or "")


def changes_shown(
    changes: Sequence[ActionChange], *, names: Mapping[str, str]
) -> tuple[list[tuple[ActionChange, tuple[FieldWords, ...]]], int]:
    """Put the first changes in words, and tell how many more there are: nobody reads thousands."""
    shown = [(change, change_words(change, names=names)) for change in changes[:SHOWN]]
    return shown, len(changes) - len(shown)
