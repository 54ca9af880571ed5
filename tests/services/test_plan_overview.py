"""Who has a plan for a year and who is without, and the manager's task where the calendar has a day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.calendar.step import About, Step, StepKind, What
from hjulet.domain.organisation import Structure
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.planning import COMPANY, PlanState
from hjulet.domain.task import Task, TaskKind
from hjulet.services.calendar import save_step
from hjulet.services.decided import reopen
from hjulet.services.drafts import save_draft
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError
from hjulet.services.people import OPERATOR
from hjulet.services.plan_overview import PlanFilter, PlanLine, PlanOverview, plan_overview
from hjulet.services.task_links import task_path
from hjulet.services.tasks import all_duties
from hjulet.store.models import Unit, UnitLink
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA, NOBODY

YEAR = parse_period("2017")
DAY = date(2017, 1, 20)
STEP = Step(
    key="arbetsplaner",
    title="Arbetsplanerna fastställs",
    title_en="Work plans are confirmed",
    kind=StepKind.REPORT,
    unit="KS",
    when=parse_recurrence("01-31"),
    from_year=2017,
    to_year=2017,
    what=What.SEAL,
    about=About(report="work_plan"),
)


def found(by: Actor = ALICE, **asked: object) -> PlanOverview:
    return plan_overview(PlanFilter(**{"year": 2017, **asked}), language="sv", by=by, at=AT)  # type: ignore[arg-type]


def line(unit: str, by: Actor = ALICE) -> PlanLine:
    return next(each for each in found(by).lines if each.place.unit == unit)


def standing(unit: str = "HR") -> tuple[PlanState, int | None]:
    return line(unit).state, line(unit).edition


def test_a_plan_is_missing_then_begun_out_for_comment_confirmed_and_opened_again(demo: Path) -> None:
    assert standing("EKO") == (PlanState.MISSING, None)
    assert standing() == (PlanState.BEGUN, None)
    sent = seal_report("work_plan", "HR", YEAR, referral="Facken", by=BOB, at=AT)
    assert standing() == (PlanState.REFERRED, sent.number)
    done = seal_report("work_plan", "HR", YEAR, by=BOB, at=AT)
    assert standing() == (PlanState.DECIDED, done.number)
    assert line("HR").on == date(2018, 4, 6)
    reopen("work_plan", "HR", YEAR, reason="Nytt", by=BOB, at=AT)
    assert standing() == (PlanState.BEGUN, None)


def test_a_text_that_was_emptied_is_no_plan(demo: Path) -> None:
    place = ("work_plan", "EKO", YEAR, "task-text")
    save_draft(*place, source="Något", version=0, by=OPERATOR, at=AT)
    assert standing("EKO")[0] is PlanState.BEGUN
    save_draft(*place, source="", version=1, by=OPERATOR, at=AT)
    assert standing("EKO")[0] is PlanState.MISSING


def test_each_body_has_its_own_kind_and_the_tree_below_it(demo: Path) -> None:
    groups = {group.code: group for group in found(OPERATOR).groups}
    board = [(each.place.unit, each.kind_name, each.place.level) for each in groups["KS"].lines]
    assert board[:4] == [
        ("KS", "Verksamhetsplan", 0),
        ("KSK", "Arbetsplan", 1),
        ("KSK-KANSLI", "Arbetsplan", 2),
        ("EKO", "Arbetsplan", 2),
    ]
    assert groups[COMPANY].lines[0].kind_name == "Affärsplan"
    (office,) = [each for group in groups.values() for each in group.lines if each.place.unit == "SOK"]
    assert (office.place.body, office.also) == ("SN", ("Omsorgsnämnden", "Äldreomsorgsnämnden"))


def test_one_sees_ones_own_and_what_serves_ones_committee(demo: Path) -> None:
    assert {each.place.unit for each in found(BOB).lines} == {"HR"}
    theirs = found(CHARLIE).lines
    assert [(each.place.unit, each.is_open) for each in theirs] == [("KFN", True), ("KFK", False)]
    assert line("HR", BOB).may_write
    assert not line("HR", ELSA).may_write
    with pytest.raises(NotFoundError):
        found(NOBODY)


def test_one_asks_for_a_body_and_a_state_and_the_counts_are_of_the_body(demo: Path) -> None:
    begun = found(OPERATOR, body="KS", state=PlanState.BEGUN)
    assert [each.place.unit for each in begun.lines] == ["HR"]
    assert begun.counts[PlanState.BEGUN] == 1
    assert begun.counts[PlanState.MISSING] == len(found(OPERATOR, body="KS").lines) - 1
    assert ("KS", "Kommunstyrelsen") in begun.bodies
    assert found(OPERATOR, body="NEJ").lines == ()


def test_the_questions_do_not_grow_with_the_units(demo: Path) -> None:
    def asked() -> int:
        found()
        with CaptureQueriesContext(connection) as questions:
            found()
        return len(questions)

    few, units = asked(), len(found().lines)
    for number in range(30):
        code = f"NY{number}"
        held = {"valid_from": date(2014, 1, 1), "known_from": AT}
        Unit.objects.create(code=code, kind="unit", name=code, position=900 + number, **held)
        UnitLink.objects.create(child=code, parent="KSK", structure=Structure.POLITICAL, **held)
    assert (asked(), len(found().lines)) == (few, units + 30)


def tasks(day: date = DAY) -> dict[str, Task]:
    return {duty.task.unit: duty.task for duty in all_duties(day).duties if duty.task.kind is TaskKind.PLAN}


def test_the_calendars_day_for_the_plans_is_a_task_of_each_units_manager_until_it_is_confirmed(
    demo: Path,
) -> None:
    assert tasks() == {}
    save_step(STEP, by=ALICE, at=AT)
    held = tasks()
    assert set(held) == {"KSK", "KSK-KANSLI", "EKO", "HR", "ADM", "DEST", "KOM", "KRK"}
    assert (held["HR"].due, held["HR"].done_at) == (date(2017, 1, 31), None)
    assert task_path(held["HR"]) == "/rapport/work_plan/HR/2017/"
    seal_report("work_plan", "HR", YEAR, by=BOB, at=AT)
    assert tasks()["HR"].done_at == AT
    reopen("work_plan", "HR", YEAR, reason="Nytt", by=BOB, at=AT)
    assert tasks()["HR"].done_at is None


def test_a_step_for_texts_of_a_units_own_plan_asks_the_body_for_nothing(demo: Path) -> None:
    save_step(replace(STEP, what=What.TEXTS), by=ALICE, at=AT)
    assert [duty for duty in all_duties(DAY).duties if duty.task.report == "work_plan"] == []


def test_a_day_for_the_business_plans_asks_no_department_for_one(demo: Path) -> None:
    save_step(replace(STEP, about=About(report="business_plan")), by=ALICE, at=AT)
    assert tasks() == {}


def test_a_plan_waits_for_no_books(demo: Path) -> None:
    ahead = replace(STEP, when=parse_recurrence("01-31"), from_year=2018, to_year=2018)
    save_step(ahead, by=ALICE, at=AT)
    assert "HR" in tasks(date(2018, 1, 20))  # the ledger ends with 2017


def test_the_manager_of_the_unit_is_who_is_asked(demo: Path) -> None:
    save_step(STEP, by=ALICE, at=AT)
    (duty,) = [
        each for each in all_duties(DAY).duties if each.task.kind is TaskKind.PLAN and each.task.unit == "HR"
    ]
    assert duty.holders == frozenset({"cecilia"})  # Hanna writes it, and does not confirm
