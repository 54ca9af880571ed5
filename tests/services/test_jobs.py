"""Jobs: asked for on commit, run once, followed, cancelled, started again when their worker is lost."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from hjulet.domain.job import RESTARTS, JobFacts
from hjulet.services import jobs
from hjulet.services.errors import NotFoundError
from hjulet.services.job_run import JobRun, LostError, run
from hjulet.services.people import OPERATOR
from hjulet.store.models import Job, JobState
from tests.services.at_once import at_once
from tests.services.job_kinds import KINDS
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE

LATER = AT + timedelta(seconds=61)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, function in KINDS.items():
        monkeypatch.setitem(jobs.KINDS, kind, function)


def ask(kind: str, **params: object) -> int:
    with transaction.atomic():
        return jobs.ask(kind, title="2017.se", params=params, by=OPERATOR, at=AT)


def clock(*, seconds: float = 0.1) -> Callable[[], datetime]:
    """Give a clock that goes so many seconds each time somebody looks at it."""
    times: Iterator[datetime] = (AT + timedelta(seconds=seconds * n) for n in range(1_000_000))
    return lambda: next(times)


def work(number: int) -> JobFacts:
    run(number, functions=jobs.KINDS, clock=clock())
    return seen(number)


def seen(number: int) -> JobFacts:
    return jobs.find_job(number, by=OPERATOR, at=AT)


def lose(number: int) -> None:
    """Leave a job as a worker does that is killed: running, and silent from now on."""
    Job.objects.filter(pk=number).update(
        state="running", started_at=AT, heartbeat_at=AT, attempt=Job.objects.get(pk=number).attempt + 1
    )


def test_a_job_is_done_and_says_what_it_came_to(db: None) -> None:
    done = work(ask("count", to=20))
    assert (done.state, done.result) == ("done", {"counted": 20, "by": "operator"})
    assert (done.step, done.total, done.attempt) == ("writing", 20, 1)


def test_progress_is_written_at_most_twice_a_second(
    db: None, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        work(ask("count", to=100))  # ten seconds by the clock: twenty pieces are written, and not a hundred


@pytest.mark.parametrize(("kind", "code"), [("refuse", "disk-full"), ("fail", "job-failed")])
def test_a_job_that_fails_says_why(db: None, kind: str, code: str) -> None:
    failed = work(ask(kind))
    assert (failed.state, [problem["code"] for problem in failed.result["problems"]]) == ("failed", [code])


def test_a_job_of_somebody_who_has_left_is_done_without_any_permission(db: None) -> None:
    with transaction.atomic():
        number = jobs.ask("count", title="", params={"to": 1}, by=ALICE, at=AT)
    assert work(number).result["by"] == "alice"  # an actor without grants: the work itself asks for more


def test_nothing_comes_into_the_queue_before_the_commit(transactional_db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.ask("count", title="", params={"to": 1}, by=OPERATOR, at=AT)
        raise ZeroDivisionError
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    number = ask("count", to=1)
    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [[number]]


def test_a_job_that_two_workers_get_is_run_by_one(transactional_db: None) -> None:
    number = ask("count", to=3)
    at_once(*([lambda: run(number, functions=jobs.KINDS, clock=clock())] * 5))
    assert (seen(number).state, seen(number).attempt) == ("done", 1)


def test_work_that_tells_nothing_still_lives(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hjulet.services.job_run.BEAT_SECONDS", 0.05)
    assert work(ask("be_silent")).result == {"lived": True}


# --- cancelled ---


def test_a_job_that_waits_is_cancelled_at_once_and_never_run(db: None) -> None:
    number = ask("count", to=1)
    assert jobs.cancel(number, by=OPERATOR, at=AT).state == "cancelled"
    assert (work(number).state, work(number).attempt) == ("cancelled", 0)


def test_a_job_that_runs_stops_between_two_pieces(db: None) -> None:
    stopped = work(ask("regret"))
    assert (stopped.state, stopped.step, stopped.result) == ("cancelled", "reading", {})


def test_a_job_that_is_over_stays_as_it_is(db: None) -> None:
    number = ask("count", to=1)
    work(number)
    assert jobs.cancel(number, by=OPERATOR, at=AT).state == "done"


# --- lost ---


def test_a_job_that_has_been_silent_for_a_minute_is_started_again_and_done(db: None) -> None:
    number = ask("count", to=5)
    lose(number)
    assert jobs.restart_lost(at=AT + timedelta(seconds=59)) == ()
    assert jobs.restart_lost(at=LATER) == (number,)
    assert (work(number).state, seen(number).attempt) == ("done", 2)


def test_without_the_rule_it_runs_for_ever(db: None) -> None:
    """The control: the queue alone never hands a job out again that was running when its worker died."""
    number = ask("count", to=5)
    lose(number)
    assert (work(number).state, seen(number).attempt) == ("running", 1)


def test_a_job_is_started_again_three_times_and_then_has_failed(db: None) -> None:
    number = ask("count", to=5)
    for _ in range(RESTARTS):
        lose(number)
        assert jobs.restart_lost(at=LATER) == (number,)
    lose(number)
    assert jobs.restart_lost(at=LATER) == ()
    assert seen(number).state == "failed"
    assert [(one["code"], one["params"]) for one in seen(number).result["problems"]] == [
        ("job-lost", {"count": "3"})
    ]


def test_a_worker_that_was_only_slow_stops_and_changes_nothing(db: None) -> None:
    number = ask("count", to=5)
    lose(number)
    slow = JobRun(id=number, attempt=1, params={}, by=OPERATOR, at=AT, clock=clock())
    jobs.restart_lost(at=LATER)
    assert work(number).state == "done"
    with pytest.raises(LostError):
        slow.tell("writing", 1, 5)
    slow.end(JobState.FAILED, {})
    assert seen(number).state == "done"


# --- whose they are ---


def test_a_job_is_its_owners_and_the_central_administrators(small: Path) -> None:
    with transaction.atomic():
        number = jobs.ask("count", title="", params={"to": 1}, by=ALICE, at=AT)
    for other in (BOB, CHARLIE):
        with pytest.raises(NotFoundError):
            jobs.find_job(number, by=other, at=AT)
        with pytest.raises(NotFoundError):
            jobs.cancel(number, by=other, at=AT)
        assert jobs.list_jobs(by=other, at=AT).jobs == ()
    assert seen(number).state == "waiting"
    for one in (ALICE, ASTRID):
        assert [job.id for job in jobs.list_jobs(by=one, at=AT).jobs] == [number]
    assert jobs.cancel(number, by=ASTRID, at=AT).state == "cancelled"


# --- how long is left ---


@pytest.mark.parametrize(
    ("done", "total", "seconds", "left"),
    [(0, 100, 10, None), (50, 100, 10, 10), (75, 100, 30, 10), (5, 0, 10, None), (100, 100, 9, 0)],
)
def test_the_seconds_left_follow_from_the_pace_so_far(
    db: None, done: int, total: int, seconds: int, left: int | None
) -> None:
    number = ask("count", to=1)
    lose(number)
    Job.objects.filter(pk=number).update(step="writing", step_at=AT, done=done, total=total)
    assert seen(number).seconds_left(at=AT + timedelta(seconds=seconds)) == left
