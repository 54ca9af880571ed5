"""What an assignment says, how one version of that differs from another, and what a correction changes.

Somebody who corrects has read a version. Only the fields that they changed are theirs: what others have
corrected meanwhile stays.
"""

from dataclasses import dataclass, replace
from datetime import date

from hjulet.domain.assignments.assignment import Assignment

SAID = (
    "name",
    "text",
    "origin",
    "reference",
    "giver",
    "receiver",
    "official",
    "given",
    "decision",
    "first_due",
    "goal",
)
"""What an assignment says; its number, its version and what has happened to it are none of that."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What an assignment said ``before`` and ``after`` somebody corrected it, ``on`` a day."""

    on: date
    by: str
    before: Assignment
    after: Assignment

    @property
    def fields(self) -> tuple[str, ...]:
        """Name what was corrected."""
        return changed_fields(self.before, self.after)


def changed_fields(before: Assignment, after: Assignment) -> tuple[str, ...]:
    """Name what two versions say differently, in order of display."""
    return tuple(name for name in SAID if getattr(before, name) != getattr(after, name))


def corrected(now: Assignment, *, read: Assignment, written: Assignment) -> Assignment:
    """Give what is stored ``now`` with what somebody changed of what they had ``read``."""
    return replace(now, **{name: getattr(written, name) for name in changed_fields(read, written)})


def overtaken_fields(now: Assignment, *, read: Assignment, written: Assignment) -> tuple[str, ...]:
    """Name what two have corrected at the same time, each to something else."""
    theirs, mine = changed_fields(read, now), changed_fields(read, written)
    return tuple(name for name in changed_fields(now, written) if name in theirs and name in mine)
