"""Mitt arbete on the example: whose each task is, what is done, and what is missing below."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from hjulet.domain.period import parse_period
from hjulet.domain.task import Task, TaskKind, TaskState
from hjulet.domain.validity import Validity
from hjulet.services.committee import committee_page
from hjulet.services.day import DEMO_DAY
from hjulet.services.drafts import save_draft
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError
from hjulet.services.forecast import ForecastText, save_forecasts
from hjulet.services.granting import appoint_deputy
from hjulet.services.people import actor_of
from hjulet.services.task_links import task_path
from hjulet.services.tasks import all_duties
from hjulet.services.work import Work, work_page
from hjulet.store.models import ForecastVersion
from tests.services.people import AT, NOBODY

AUGUST = parse_period("2017-08")
AUGUST_FORECAST = Decimal(40_000_000)
OPEN = (TaskState.OVERDUE, TaskState.NOW)


def work(username: str) -> Work:
    by = actor_of(username)
    assert by is not None
    return work_page(by=by, at=AT)


def told(found: Work, *states: TaskState) -> list[str]:
    return [task.id for task in found.of(*states)]


def test_a_manager_meets_the_comment_that_is_missing_from_the_unit(demo: Path) -> None:
    assert told(work("cecilia"), *OPEN) == ["comment month KS 2017-08 unit-comments.HR"]
    (task,) = work("cecilia").of(*OPEN)
    assert (task.due, task.unit_name, task.on_behalf_of) == (date(2017, 9, 13), "HR", "")


def test_the_task_leads_to_the_very_field(demo: Path) -> None:
    (task,) = work("cecilia").of(*OPEN)
    assert task_path(task) == "/rapport/month/KS/2017-08/text/unit-comments.HR/#source"


def test_every_task_leads_to_a_page_that_exists(demo: Path) -> None:
    tasks = [duty.task for duty in all_duties(DEMO_DAY).duties]
    assert {task.kind for task in tasks} == {
        TaskKind.COMMENT,
        TaskKind.FORECAST,
        TaskKind.SEAL,
        TaskKind.MILESTONE,
    }
    for task in tasks:
        assert resolve(task_path(task).partition("#")[0].partition("?")[0]).url_name
    with pytest.raises(Resolver404):
        resolve("/rapport/")  # the control: not every address is a page


def test_a_comment_that_is_written_is_done_and_says_by_whom(demo: Path) -> None:
    by = actor_of("cecilia")
    assert by is not None
    save_draft("month", "KS", AUGUST, "unit-comments.HR", source="Vakanser.", version=0, by=by, at=AT)
    assert told(work("cecilia"), *OPEN) == []
    done = [task for task in work("cecilia").of(TaskState.DONE) if task.kind is TaskKind.COMMENT]
    assert [(task.id, task.done_by) for task in done][:1] == [
        ("comment month KS 2017-08 unit-comments.HR", "Cecilia Låtsberg")
    ]


def test_what_is_asked_for_is_what_the_committees_page_says_is_missing(demo: Path) -> None:
    bo = actor_of("bo")
    assert bo is not None
    page = committee_page("KS", AUGUST, language="sv", by=bo, at=AT)
    missing = {unit.section for unit in page.missing}
    duties = (duty.task for duty in all_duties(DEMO_DAY).duties)
    asked = {
        task.section
        for task in duties
        if task.period == AUGUST and task.section.startswith("unit-comments.") and task.done_at is None
    }
    assert asked == missing
    assert len(missing) == 6


def test_a_unit_with_a_manager_is_below_the_controller_and_one_without_is_the_controllers(demo: Path) -> None:
    found = work("bo")
    assert [(below.unit, below.holders) for below in found.below] == [
        ("EKO", ("David Påhittson",)),
        ("HR", ("Cecilia Låtsberg", "Hanna Prövlund")),
    ]
    assert [[task.id for task in below.missing] for below in found.below] == [
        ["comment month KS 2017-08 unit-comments.EKO"],
        ["comment month KS 2017-08 unit-comments.HR"],
    ]
    own = {task.section for task in found.of(*OPEN) if task.section.startswith("unit-comments.")}
    assert own == {f"unit-comments.{unit}" for unit in ("ADM", "DEST", "KS-POL", "KSK-KANSLI")}


def test_a_deputy_meets_the_lenders_tasks_once_and_for_whom(demo: Path) -> None:
    bo = actor_of("bo")
    assert bo is not None
    appoint_deputy("bo", "cecilia", Validity(AT.date(), AT.date() + timedelta(days=7)), by=bo, at=AT)
    found = work("cecilia")
    names = {task.id: task.on_behalf_of for task in found.of(*OPEN)}
    assert names["comment month KS 2017-08 unit-comments.HR"] == ""
    assert set(names.values()) == {"", "Bo Talstrand"}
    assert len(names) == len(found.of(*OPEN))
    assert set(names) == set(told(work("bo"), *OPEN)) | {"comment month KS 2017-08 unit-comments.HR"}
    assert {below.unit for below in found.below} == {"EKO"}


@pytest.mark.parametrize("who", ["elsa", "folke", "astrid", "gun"])
def test_who_writes_nothing_there_has_no_tasks_of_it(demo: Path, who: str) -> None:
    found = work(who)
    assert (found.tasks, found.below) == ((), ())


def test_nobody_has_no_page(demo: Path) -> None:
    with pytest.raises(NotFoundError):
        work_page(by=NOBODY, at=AT)


def test_a_forecast_is_asked_of_the_lowest_units_until_it_is_made(demo: Path) -> None:
    ForecastVersion.objects.filter(month="2017-08").delete()
    assert "forecast month KS 2017-08 HR" in told(work("cecilia"), TaskState.NOW)
    by = actor_of("cecilia")
    assert by is not None
    save_forecasts([ForecastText(unit="HR", month="2017-08", amount=AUGUST_FORECAST)], by=by, at=AT)
    assert "forecast month KS 2017-08 HR" in told(work("cecilia"), TaskState.DONE)


def test_a_forecast_made_for_the_body_counts_for_its_units(demo: Path) -> None:
    september = ForecastVersion.objects.filter(month="2017-09")
    assert set(september.values_list("unit", flat=True)) == {"KS"}
    assert "forecast month KS 2017-09 HR" not in told(work("cecilia"), TaskState.COMING)
    september.delete()
    assert "forecast month KS 2017-09 HR" in told(work("cecilia"), TaskState.COMING)


def test_a_report_that_is_sealed_asks_for_nothing_more(demo: Path) -> None:
    bo = actor_of("bo")
    assert bo is not None
    assert any(task.period == AUGUST for task in work("bo").of(*OPEN))
    seal_report("month", "KS", AUGUST, decision="KS 2017-09-22 § 1", by=bo, at=AT)
    left = [task.kind for task in work("bo").of(*OPEN) if task.period == AUGUST]
    assert set(left) == {TaskKind.MILESTONE}  # no report asks for it
    assert told(work("cecilia"), *OPEN) == []
    assert "seal month KS 2017-08 KS" in [task.id for task in work("bo").tasks if task.done_at]


def open_tasks(day: date) -> list[Task]:
    return [duty.task for duty in all_duties(day).duties if duty.task.done_at is None]


def test_texts_are_asked_for_until_those_of_the_next_report_are_late(demo: Path) -> None:
    def asks(day: date) -> bool:
        return any(task.kind is TaskKind.COMMENT and task.period == AUGUST for task in open_tasks(day))

    september_due = date(2017, 10, 16)
    assert asks(september_due)
    assert not asks(september_due + timedelta(days=1))


def test_a_month_that_the_ledger_lacks_is_awaited_not_asked_for(demo: Path) -> None:
    found = all_duties(date(2018, 3, 1))
    awaited = {(str(one.due), one.step.key) for one in found.awaited}
    assert ("2018-03-10", "manad-02-texter") in awaited
    of_reports = (duty.task for duty in found.duties if duty.task.kind is not TaskKind.MILESTONE)
    assert {task.period.year for task in of_reports} == {2016, 2017}


def test_the_page_asks_few_questions_and_makes_no_report(demo: Path) -> None:
    work("bo")
    with CaptureQueriesContext(connection) as asked:
        work("bo")
    assert len(asked) <= 35
    assert not any("store_reporttext" in query["sql"] and "LIMIT" in query["sql"] for query in asked)
