"""Tasks: what somebody is to do, by when; out of the calendar, indicators, assignments and actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from hjulet.domain.period import Period

SOON = timedelta(days=14)
"""A task is due now when its deadline is so near."""

KEPT = timedelta(days=30)
"""How long a task that is done is still shown."""


class TaskKind(StrEnum):
    """What is to be done, or read in threads; people choose by kind what they are reminded of."""

    TEXT = "text"
    COMMENT = "comment"
    FORECAST = "forecast"
    SEAL = "seal"
    PLAN = "plan"
    THRESHOLD = "threshold"
    ASSIGNMENT = "assignment"
    ANSWER = "answer"
    MILESTONE = "milestone"
    MENTION = "mention"
    THREAD = "thread"


class TaskState(StrEnum):
    """Where a task is on a day."""

    OVERDUE = "overdue"
    NOW = "now"
    COMING = "coming"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do. ``report``, ``body``, ``period`` and ``section`` lead to the very field.

    ``unit`` is whose it is, ``labels`` the field's own name by language, ``done_at`` None while it is to do.
    A value of an indicator has no report, nor has an assignment: ``section`` is the indicator's id, or the
    assignment's number. Of a milestone it is the action's key and what is to be reached; the action's name
    stands as that of a report.

    ``on_behalf_of`` names the person for whom somebody stands in; empty for one's own.
    """

    kind: TaskKind
    report: str
    report_names: Mapping[str, str]
    body: str
    unit: str
    unit_name: str
    period: Period
    section: str
    labels: Mapping[str, str]
    due: date
    done_at: datetime | None = None
    done_by: str = ""
    on_behalf_of: str = ""

    @property
    def id(self) -> str:
        """Name it: the same task has the same name on any day."""
        return " ".join((self.kind, self.report, self.body, str(self.period), self.section or self.unit))

    def report_name(self, language: str) -> str:
        """Name the report in a language."""
        return self.report_names.get(language, self.report_names["sv"])

    def label(self, language: str) -> str:
        """Name the field in a language; empty where the unit is name enough."""
        return self.labels.get(language, self.labels.get("sv", ""))

    def state(self, day: date) -> TaskState:
        """Tell where the task is on a day."""
        if self.done_at is not None:
            return TaskState.DONE
        if self.due < day:
            return TaskState.OVERDUE
        return TaskState.NOW if self.due - day <= SOON else TaskState.COMING

    def is_recent(self, day: date) -> bool:
        """Tell whether a task that is done was done lately, however late it was.

        The example stands at a day of its own: what is done there after it counts by when it was to be done.
        """
        if self.done_at is None:
            return False
        done = self.done_at.date()
        return -SOON <= day - (done if done <= day else self.due) <= KEPT
