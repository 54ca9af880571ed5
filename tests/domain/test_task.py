"""Where a task is on a day, and when somebody is reminded of it."""

from datetime import UTC, date, datetime

import pytest

from hjulet.domain.period import parse_period
from hjulet.domain.reminder import to_remind
from hjulet.domain.task import Task, TaskKind, TaskState

DUE = date(2017, 9, 13)


def task(*, done: str = "", due: date = DUE, kind: TaskKind = TaskKind.COMMENT) -> Task:
    return Task(
        kind=kind,
        report="month",
        report_names={"sv": "Månadsrapport"},
        body="KS",
        unit="HR",
        unit_name="HR",
        period=parse_period("2017-08"),
        section="unit-comments.HR",
        labels={"sv": "HR"},
        due=due,
        done_at=datetime.fromisoformat(done).replace(tzinfo=UTC) if done else None,
    )


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2017-08-29", TaskState.COMING),
        ("2017-08-30", TaskState.NOW),
        ("2017-09-13", TaskState.NOW),
        ("2017-09-14", TaskState.OVERDUE),
    ],
)
def test_a_task_is_due_now_from_a_fortnight_before(day: str, state: TaskState) -> None:
    assert task().state(date.fromisoformat(day)) is state
    assert task(done="2017-09-01").state(date.fromisoformat(day)) is TaskState.DONE


@pytest.mark.parametrize(
    ("done", "day", "is_recent"),
    [
        ("", "2017-09-13", False),
        ("2017-09-10", "2017-10-10", True),
        ("2017-09-10", "2017-10-11", False),
        ("2017-12-01", "2017-12-31", True),  # long after it was due
        ("2026-01-01", "2017-09-11", True),
        ("2026-01-01", "2017-08-29", False),
    ],
)
def test_what_was_done_lately_is_shown(done: str, day: str, is_recent: bool) -> None:
    assert task(done=done).is_recent(date.fromisoformat(day)) is is_recent


def reminded(day: str, *, told: set[tuple[str, str]] | None = None, **of: object) -> list[str]:
    without = {TaskKind(kind) for kind in of.pop("without", ())}  # type: ignore[attr-defined]
    chosen = to_remind(
        [task(**of)],  # type: ignore[arg-type]
        date.fromisoformat(day),
        without=without,
        told=told or set(),
    )
    return [reason for _, reason in chosen]


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        ("2017-09-05", []),
        ("2017-09-06", ["week"]),
        ("2017-09-11", ["week"]),
        ("2017-09-12", ["day"]),
        ("2017-09-13", ["day"]),
        ("2017-09-14", ["overdue"]),
    ],
)
def test_one_is_reminded_a_week_before_the_day_before_and_after(day: str, reasons: list[str]) -> None:
    assert reminded(day) == reasons


def test_each_reminder_before_comes_once_and_an_overdue_task_again() -> None:
    name = task().id
    assert reminded("2017-09-08", told={(name, "week")}) == []
    assert reminded("2017-09-12", told={(name, "week")}) == ["day"]
    assert reminded("2017-09-13", told={(name, "day")}) == []
    assert reminded("2017-09-20", told={(name, "overdue")}) == ["overdue"]


def test_nobody_is_reminded_of_what_is_done_or_not_wanted() -> None:
    assert reminded("2017-09-12", done="2017-09-11") == []
    assert reminded("2017-09-12", without=("comment",)) == []
    assert reminded("2017-09-12", without=("forecast",)) == ["day"]
