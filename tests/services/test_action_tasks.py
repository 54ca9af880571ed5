"""Milestones of actions are tasks of whoever owns the action, until they are done."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hjulet.domain.actions.action import Action, Milestone, Status
from hjulet.domain.task import TaskKind
from hjulet.services.action_rows import find_action
from hjulet.services.actions import add_action, change_action
from hjulet.services.day import DEMO_DAY
from hjulet.services.people import OPERATOR, actor_of
from hjulet.services.tasks import BACK, all_duties
from hjulet.services.work import work_page
from hjulet.store.models import User
from tests.services.people import AT

SIGNED = Milestone(name="Avtal tecknat", on=date(2017, 9, 20))
NEW = Action(
    name="Handla upp företagshälsa",
    year=2017,
    unit="KFN",
    person="cecilia",
    role="HR-chef",
    first_day=date(2016, 1, 1),
    last_day=date(2017, 12, 31),
    milestones=(SIGNED, Milestone(name="Långt efter", on=DEMO_DAY - BACK - (DEMO_DAY - date(2017, 9, 10)))),
)


def holders(action: str, *, name: str = SIGNED.name) -> list[frozenset[str]]:
    """List whose the milestone of an action is, as a task."""
    return [
        duty.holders
        for duty in all_duties(DEMO_DAY).duties
        if duty.task.kind is TaskKind.MILESTONE and duty.task.section == f"{action} {name}"
    ]


def own(person: str) -> list[str]:
    by = actor_of(person)
    assert by is not None
    return [task.section for task in work_page(by=by, at=AT).tasks if task.kind is TaskKind.MILESTONE]


def test_an_owner_has_the_milestones_also_of_another_bodys_action(demo: Path) -> None:
    key = add_action(NEW, by=OPERATOR, at=AT)
    assert holders(key) == [frozenset({"cecilia"})]
    assert holders(key, name="Långt efter") == []  # nobody waits for it any more
    assert f"{key} {SIGNED.name}" in own("cecilia")
    assert f"{key} {SIGNED.name}" not in own("bo")


def test_one_that_is_done_and_those_of_an_ended_action_are_gone(demo: Path) -> None:
    key = add_action(NEW, by=OPERATOR, at=AT)
    done = replace(SIGNED, done=date(2017, 9, 19))
    change_action(replace(find_action(key), milestones=(done,)), by=OPERATOR, at=AT)
    assert holders(key) == []
    change_action(replace(find_action(key), milestones=(SIGNED,)), by=OPERATOR, at=AT)
    assert len(holders(key)) == 1  # the positive control
    change_action(replace(find_action(key), status=Status.STOPPED), by=OPERATOR, at=AT)
    assert holders(key) == []


def test_where_the_owner_is_a_role_or_has_left_who_writes_nearest_the_unit_has_it(demo: Path) -> None:
    key = add_action(replace(NEW, unit="HR"), by=OPERATOR, at=AT)
    User.objects.filter(username="cecilia").update(is_active=False)
    (left,) = holders(key)
    assert "cecilia" not in left and left
    User.objects.filter(username="cecilia").update(is_active=True)
    change_action(replace(find_action(key), person=""), by=OPERATOR, at=AT)
    (nearest,) = holders(key)
    assert "cecilia" in nearest  # she manages the unit
