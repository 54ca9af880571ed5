"""What one should look at among actions. Nothing of it stops anybody."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from hjulet.domain.actions.action import Action


class Lack(StrEnum):
    """What an action may lack. ``NO_OWNER``: it had one, who has left and whose role nobody has named."""

    LATE = "late"
    NO_OWNER = "no_owner"
    NO_GOAL = "no_goal"
    NO_INDICATOR = "no_indicator"
    STALE = "stale"


def lacks(action: Action, *, on: date, today: date, people: Collection[str]) -> frozenset[Lack]:
    """Tell what an action lacks; one that has ended lacks nothing.

    It is late by the day that deadlines are judged by (``on``), and stale by the calendar's (``today``).
    ``people`` are those who are here.
    """
    if action.is_ended:
        return frozenset()
    said = {
        Lack.LATE: action.is_late(on),
        Lack.NO_OWNER: not action.role and action.person not in people,
        Lack.NO_GOAL: not action.goals,
        Lack.NO_INDICATOR: not action.indicators,
        Lack.STALE: action.is_stale(today),
    }
    return frozenset(lack for lack, holds in said.items() if holds)
