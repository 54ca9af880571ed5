"""Values beyond a threshold: a task of whoever answers, until somebody says what is done about it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.indicators.definition import Indicator, Side, Threshold
from hjulet.domain.permission import Grant
from hjulet.domain.task import Task, TaskKind, TaskState
from hjulet.services.errors import ConflictError, NotFoundError
from hjulet.services.indicator_actions import all_beyond, find_beyond, save_action
from hjulet.services.indicator_pages import indicator_page
from hjulet.services.indicators import save_indicator
from hjulet.services.people import OPERATOR, new_person
from hjulet.services.tasks import all_duties
from hjulet.services.threshold_tasks import WITHIN
from hjulet.services.work import work_page
from hjulet.store.models import AuditEvent, IndicatorAction
from hjulet.texts.tasks import task_report, task_words
from tests.services.people import ALICE, ALWAYS, AT, BOB, CHARLIE
from tests.services.test_indicators import SICK, books, save, value

__all__ = ["books"]

OVER = Threshold(side=Side.ABOVE, value=Decimal(8), note="Följs upp särskilt")
DAY = AT.date()


@pytest.fixture
def sick(books: Path) -> Indicator:
    """Give HR's indicator of sick leave a limit of 8 percent, and Bob, who manages HR."""
    grants = (Grant(role="unit_manager", unit="HR", validity=ALWAYS),)
    new_person(by=OPERATOR, at=AT, username="bob", name="Bob", email="", password="x", grants=grants)
    limited = replace(SICK, id="limited", thresholds=(OVER,))
    save_indicator(limited, by=ALICE, at=AT)
    return limited


def tasks() -> list[Task]:
    return [one.task for one in all_duties(DAY).duties if one.task.kind is TaskKind.THRESHOLD]


@pytest.mark.parametrize(
    ("side", "number", "is_beyond"),
    [("above", "8", False), ("above", "8.1", True), ("below", "8", False), ("below", "7.9", True)],
)
def test_a_value_at_the_limit_is_not_beyond_it(
    sick: Indicator, side: str, number: str, is_beyond: bool
) -> None:
    save_indicator(replace(sick, id="x", thresholds=(replace(OVER, side=Side(side)),)), by=ALICE, at=AT)
    save(value("x", "2017", number))
    assert bool(all_beyond()) == is_beyond


def test_it_is_a_task_of_the_units_manager_until_they_say_what_is_done(sick: Indicator) -> None:
    assert tasks() == []
    save(value("limited", "2017", "8.3"))
    (duty,) = [one for one in all_duties(DAY).duties if one.task.kind is TaskKind.THRESHOLD]
    assert duty.holders == {"bob"}
    near = AT + timedelta(days=25)
    assert (duty.task.due, duty.task.state(near.date())) == (date(2018, 5, 6), TaskState.NOW)
    assert task_words(duty.task, language="sv") == "Skriv vad som görs åt ”Sjukfrånvaro”"
    assert task_report(duty.task, language="sv") == "Indikator utanför sin gräns, 2017"
    assert [one.kind for one in work_page(by=BOB, at=near).of(TaskState.NOW)] == [TaskKind.THRESHOLD]
    assert [each.unit for each in work_page(by=ALICE, at=near).below] == ["HR"]
    save_action("limited", "2017", "Rehabilitering från dag 14.", by=BOB, at=AT)
    assert [one.state(DAY) for one in tasks()] == [TaskState.DONE]
    assert AuditEvent.objects.get(action="set-indicator-action").params["period"] == "2017"


def test_a_later_value_within_the_limit_ends_it_and_one_beyond_opens_it_anew(sick: Indicator) -> None:
    save(value("limited", "2016", "8.3"))
    save_action("limited", "2016", "Rehabilitering.", by=BOB, at=AT)
    save(value("limited", "2017", "7.9"))
    assert tasks() == []
    save(value("limited", "2018", "9"))
    (task,) = tasks()
    assert (str(task.period), task.done_at) == ("2018", None)


def test_an_earlier_value_others_series_and_what_is_no_longer_followed_open_nothing(sick: Indicator) -> None:
    save(value("limited", "2017", "8.3"))
    save(value("limited", "2016", "9"))
    assert [str(task.period) for task in tasks()] == ["2017"]
    ((found, _),) = all_beyond()
    save_indicator(replace(found.indicator, last_year=2017), by=ALICE, at=AT + timedelta(minutes=5))
    assert all_beyond() == ()


def test_it_is_due_from_when_we_know_it_whatever_day_a_file_says(sick: Indicator) -> None:
    save(value("limited", "2017", "8.3", fetched=date.max))
    assert [task.due for task in tasks()] == [DAY + WITHIN]


def test_of_a_year_and_its_last_month_the_page_and_the_tasks_look_at_the_same(sick: Indicator) -> None:
    save(value("limited", "2017", "8.3"))
    save(value("limited", "2017-12", "7"))
    assert all_beyond() == ()
    save_indicator(replace(sick, id="month"), by=ALICE, at=AT)
    save(value("month", "2017", "7"))
    save(value("month", "2017-12", "8.3"))
    page = indicator_page("month", language="sv", by=ALICE, at=AT)
    assert [found for found, _ in all_beyond()] == [page.beyond]


def test_what_is_done_is_written_by_whoever_answers_and_about_such_a_value(sick: Indicator) -> None:
    save(value("limited", "2017", "8.3"))
    with pytest.raises(NotFoundError):
        save_action("limited", "2017", "x", by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        save_action("limited", "2016", "x", by=BOB, at=AT)
    assert not IndicatorAction.objects.exists()


def test_two_who_write_at_once_lose_nothing(sick: Indicator) -> None:
    save(value("limited", "2017", "8.3"))
    save_action("limited", "2017", "Rehabilitering.", by=BOB, at=AT)
    with pytest.raises(ConflictError) as fault:
        save_action("limited", "2017", "Friskvård.", by=ALICE, at=AT)
    assert fault.value.theirs == "Rehabilitering."
    version = fault.value.version
    save_action("limited", "2017", "Båda.", version=version, by=ALICE, at=AT + timedelta(minutes=9))
    found = find_beyond("limited", "2017", by=BOB, at=AT)
    assert found.action is not None and found.action.text == "Båda."
    assert [row.text for row in IndicatorAction.objects.all()] == ["Rehabilitering.", "Båda."]
