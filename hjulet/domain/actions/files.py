"""Files of actions: the columns with their Swedish heads, and how a cell says what several things are."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from hjulet.domain.actions.action import Action, Financing, Milestone, Status
from hjulet.domain.goals.element import Ref

ACTION_COLUMNS = {
    "key": "id",
    "year": "år",
    "name": "åtgärd",
    "description": "beskrivning",
    "unit": "enhet",
    "person": "ägare",
    "role": "roll",
    "first_day": "från",
    "last_day": "till",
    "status": "läge",
    "status_note": "kommentar",
    "milestones": "milstolpar",
    "goals": "mål",
    "themes": "teman",
    "indicators": "indikator",
    "effect": "förväntad effekt",
    "cost": "kostnad",
    "financing": "finansiering",
    "financed_by": "finansieras av",
}
"""Column -> its Swedish head. ``key`` is always there; a column that a file lacks stays as it is."""

NEEDED = ("name", "unit", "first_day", "last_day")
"""What a new action must say, beside its owner."""

STATUSES = {
    "ej påbörjad": Status.NOT_STARTED,
    "pågår": Status.ONGOING,
    "klar": Status.DONE,
    "avbruten": Status.STOPPED,
}
FINANCINGS = {
    "inom ramen": Financing.FRAME,
    "investering": Financing.INVESTMENT,
    "statsbidrag": Financing.GRANT,
    "annat": Financing.OTHER,
    "": Financing.NOT_SAID,
}
"""Words of a file -> what they mean; the ids themselves are understood too."""

_STATUS_WORDS = {status: word for word, status in STATUSES.items()}
_FINANCING_WORDS = {financing: word for word, financing in FINANCINGS.items()}

BETWEEN = " | "
"""Stands between the milestones of a cell."""

_STEP = re.compile(r"(\d{4}-\d{2}-\d{2}) (.+?)(?: \(klar (\d{4}-\d{2}-\d{2})\))?")


class NotMilestones(ValueError):
    """The text cannot be read as milestones; the argument is the part that is at fault."""


class NotRefs(ValueError):
    """The text cannot be read as goals; the argument is the part that is at fault."""


def cells_of(action: Action, columns: Iterable[str] = ACTION_COLUMNS) -> dict[str, str]:
    """Write an action as the cells of a row, by their columns; what is empty is an empty text."""
    return {
        column: _SAID[column](action) if column in _SAID else str(getattr(action, column) or "")
        for column in columns
    }


def milestones_text(milestones: tuple[Milestone, ...]) -> str:
    """Write milestones: ``2017-05-31 Remiss (klar 2017-06-02) | 2017-10-01 Beslut``."""
    return BETWEEN.join(
        f"{step.on} {step.name}" + (f" (klar {step.done})" if step.done else "") for step in milestones
    )


def parse_milestones(text: str) -> tuple[Milestone, ...]:
    """Read milestones as they are written; raises NotMilestones."""
    return tuple(_step(part) for part in (part.strip() for part in text.split("|")) if part)


def refs_text(refs: tuple[Ref, ...]) -> str:
    """Write goals: ``2017-2019/hallbara-6 2017-2019/hallbara-1``."""
    return " ".join(f"{ref.structure}/{ref.key}" for ref in refs)


def parse_refs(text: str) -> tuple[Ref, ...]:
    """Read goals as they are written, each once; raises NotRefs."""
    return tuple(dict.fromkeys(_ref(part) for part in text.split()))


def _step(text: str) -> Milestone:
    match = _STEP.fullmatch(text)
    if match is None:
        raise NotMilestones(text)
    on, name, done = match.groups()
    try:
        return Milestone(
            name=" ".join(name.split()),
            on=date.fromisoformat(on),
            done=date.fromisoformat(done) if done else None,
        )
    except ValueError as fault:
        raise NotMilestones(text) from fault


def _ref(text: str) -> Ref:
    structure, slash, key = text.partition("/")
    if not (structure and slash and key):
        raise NotRefs(text)
    return Ref(structure, key)


def text_of_lines(text: str) -> str:
    """Give a text with one kind of line end, as both a form and a file keep it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def text_on_line(text: str) -> str:
    """Give a text on one line, with single blanks."""
    return " ".join(text.split())


def _cost_text(cost: Decimal | None) -> str:
    return "" if cost is None else f"{cost.normalize():f}".replace(".", ",")


_SAID: Mapping[str, Callable[[Action], str]] = {
    "status": lambda action: _STATUS_WORDS[action.status],
    "milestones": lambda action: milestones_text(action.milestones),
    "goals": lambda action: refs_text(action.goals),
    "themes": lambda action: " ".join(action.themes),
    "indicators": lambda action: " ".join(action.indicators),
    "cost": lambda action: _cost_text(action.cost),
    "financing": lambda action: _FINANCING_WORDS[action.financing],
}
"""Columns that are not said by the text of their value -> how they are."""
