"""An action: what a unit does to reach goals, with owner, time, milestones, effect and cost.

An action is its unit's own. Goals, directions, commitments and the actions of a programme stand in the
structures of the council: an action carries them out, and says so by their structure and key.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from hjulet.domain.goals.element import ElementKind, Ref

CARRIED_OUT = frozenset(ElementKind) - {ElementKind.AREA_GROUP, ElementKind.AREA, ElementKind.PRIORITY_AREA}
"""What an action may carry out: all that somebody wants, but not the heads that it stands under."""

STALE_AFTER = timedelta(days=120)
"""So long an action may stand unchanged; a tertial is four months."""

LONGEST_NAME = 300
LONGEST_TEXT = 4_000
LONGEST_LINE = 200
MOST_MILESTONES = 30

PREFIX = "A"


class Status(StrEnum):
    """How far it has come. That it is late is no status: it is told by its dates."""

    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    DONE = "done"
    STOPPED = "stopped"


ENDED = frozenset({Status.DONE, Status.STOPPED})


class Financing(StrEnum):
    """Where the money stands; ``NOT_SAID`` where nobody has said."""

    NOT_SAID = ""
    FRAME = "frame"
    INVESTMENT = "investment"
    GRANT = "grant"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A step on the way: what, by which day, and the day it was done; None while it is not."""

    name: str
    on: date
    done: date | None = None


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action of one year's plan, as it is known now. ``version`` guards a change.

    ``unit`` is the body or one of its units. The owner is a person of the register, a role in words, or both.
    ``first_day`` and ``last_day`` are both included. ``effect`` is what happens to the ``indicators`` (ids).
    ``cost`` is kronor in the plan's year, ``financed_by`` the project, the grant, or where else, in words.
    ``origin`` is the action that it was copied from, ``changed`` the day on which this version was written.
    """

    key: str = ""
    name: str
    description: str = ""
    year: int
    unit: str
    person: str = ""
    role: str = ""
    first_day: date
    last_day: date
    status: Status = Status.NOT_STARTED
    status_note: str = ""
    milestones: tuple[Milestone, ...] = ()
    goals: tuple[Ref, ...] = ()
    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    effect: str = ""
    cost: Decimal | None = None
    financing: Financing = Financing.NOT_SAID
    financed_by: str = ""
    origin: str = ""
    changed: date | None = None
    version: int = 0

    @property
    def is_ended(self) -> bool:
        """Tell whether nothing more is to be done."""
        return self.status in ENDED

    @property
    def due(self) -> date | None:
        """Tell by which day something is to be done next: a milestone, else all; None where it has ended."""
        if self.is_ended:
            return None
        return min((self.last_day, *(step.on for step in self.milestones if step.done is None)))

    def is_late(self, on: date) -> bool:
        """Tell whether something should have been done before a day."""
        return self.due is not None and self.due < on

    def is_stale(self, on: date) -> bool:
        """Tell whether nobody has written anything about it for long."""
        return not self.is_ended and self.changed is not None and self.changed + STALE_AFTER < on


WRITTEN = tuple(each.name for each in fields(Action) if each.name not in ("key", "changed", "version"))
"""The fields of an action that somebody writes."""


@dataclass(frozen=True, kw_only=True)
class ActionChange:
    """How an action was and becomes; ``before`` is None for a new one."""

    before: Action | None
    after: Action

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Name the fields that change; of a new action those that it has."""
        before = self.before
        if before is None:
            return tuple(name for name in WRITTEN if getattr(self.after, name) not in ("", (), None))
        return tuple(name for name in WRITTEN if getattr(before, name) != getattr(self.after, name))


@dataclass(frozen=True, kw_only=True)
class StatusStep:
    """A status that an action got: when, by whom (an id) and what they wrote."""

    status: Status
    note: str
    on: date
    by: str


def status_steps(versions: Iterable[tuple[Action, str]]) -> tuple[StatusStep, ...]:
    """Tell the history of an action's status out of its versions with who wrote each, oldest first.

    A version says something new where the status or the words about it differ from those before.
    """
    steps: list[StatusStep] = []
    for action, by in versions:
        said = (action.status, action.status_note)
        if action.changed and (not steps or said != (steps[-1].status, steps[-1].note)):
            steps.append(StatusStep(status=said[0], note=said[1], on=action.changed, by=by))
    return tuple(steps)


def number_of(key: str) -> int:
    """Give the number of an action's key, ``A17``; 0 for what is none."""
    digits = key.removeprefix(PREFIX)
    return int(digits) if key.startswith(PREFIX) and digits.isascii() and digits.isdecimal() else 0


def key_of(number: int) -> str:
    """Give the key of an action by its number."""
    return f"{PREFIX}{number}"
