"""Kom igång: each role has its own first steps, ticked by the person and put away for good."""

from dataclasses import replace

import pytest

from hjulet.domain.permission import ROLES, Actor
from hjulet.services.errors import NotFoundError
from hjulet.services.tour import AWAY, bring_back, mark_step, tour_of
from hjulet.store.models import AuditEvent
from hjulet.texts.tour import TOURS
from tests.services.people import ALICE, AT, BOB, NOBODY, person

pytestmark = pytest.mark.django_db


def shown(by: Actor) -> list[tuple[str, bool]]:
    return [(one.step.id, one.is_done) for one in tour_of(by=by, at=AT)]


def test_every_role_has_three_to_five_steps_of_its_own() -> None:
    assert list(TOURS) == list(ROLES)
    assert all(3 <= len(steps) <= 5 for steps in TOURS.values())
    assert all(len({step.id for step in steps}) == len(steps) for steps in TOURS.values())
    assert len(set(TOURS.values())) == len(TOURS)


def test_a_step_is_ticked_by_the_person_alone() -> None:
    mark_step("forecast", by=BOB, at=AT)
    mark_step("forecast", by=BOB, at=AT)
    assert ("forecast", True) in shown(BOB)
    assert ("forecast", False) in shown(person("Berit", "unit_manager", "HR"))
    assert [event.params["step"] for event in AuditEvent.objects.all()] == ["forecast"]


def test_the_list_is_gone_when_all_is_done() -> None:
    for step, _ in shown(BOB):
        assert shown(BOB)
        mark_step(step, by=BOB, at=AT)
    assert shown(BOB) == []


def test_the_list_is_put_away_and_brought_back() -> None:
    mark_step(AWAY, by=ALICE, at=AT)
    assert shown(ALICE) == []
    bring_back(by=ALICE, at=AT)
    assert shown(ALICE) == [(step.id, False) for step in TOURS["controller"]]


def test_a_step_of_another_role_is_not_there() -> None:
    with pytest.raises(NotFoundError):
        mark_step("people", by=BOB, at=AT)


def test_who_has_several_roles_gets_the_steps_of_the_one_that_may_most() -> None:
    both = replace(BOB, grants=(*ALICE.grants, *BOB.grants))
    assert [step for step, _ in shown(both)] == [step.id for step in TOURS["controller"]]


def test_a_deputy_keeps_their_own_list_and_who_has_no_role_has_none() -> None:
    lent = replace(ALICE.grants[0], lender="alice")
    assert [step for step, _ in shown(replace(BOB, grants=(*BOB.grants, lent)))] == [
        step.id for step in TOURS["unit_manager"]
    ]
    assert shown(NOBODY) == []
