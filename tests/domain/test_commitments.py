"""Commitments: who writes what, who answers for a goal through them, and what to look at in a plan."""

from dataclasses import replace

import pytest

from hjulet.domain.goals.commitment import SHARED, WRITTEN, open_fields
from hjulet.domain.goals.element import Element, ElementKind, Ref, Scope
from hjulet.domain.goals.faults import faults
from hjulet.domain.goals.plan import MANY_ELEMENTS, Lack, Remark, remarks
from hjulet.domain.goals.structure import BodyGroup, GoalNetwork, Structure, answers
from hjulet.domain.goals.writing import changed_fields, next_key

SCHOOLS = BodyGroup(structure="2020-2022", key="skolorna", name="Skolnämnderna", members=("UN", "JKDN"))
NOW = Structure(first_year=2020, last_year=2022, name="Nu", groups=(SCHOOLS,))
BODIES = frozenset({"KS", "UN", "JKDN", "KFN", "HR"})


def element(key: str, kind: ElementKind = ElementKind.COMMITMENT, **more: object) -> Element:
    return replace(Element(ref=Ref(NOW.key, key), kind=kind, name=key), **more)  # type: ignore[arg-type]


def network(*elements: Element) -> GoalNetwork:
    return GoalNetwork(structures=(NOW,), elements=elements)


GOAL = element("mal-1", ElementKind.GOAL, indicators=("N1",))
OWN = element("atagande-1", under="mal-1", lead="KFN", through="HR", bodies=("skolorna",))
UNITS = element("atagande-2", under="atagande-1", lead="HR", scope=Scope.OWN_BODY)


@pytest.mark.parametrize(
    ("writer", "fields"),
    [
        ("KFN", frozenset(WRITTEN)),  # it answers
        ("HR", SHARED),  # it is done through it
        ("JKDN", SHARED),  # it shares, as one of a group
        ("KS", frozenset()),
    ],
)
def test_who_answers_writes_all_and_who_takes_part_how_it_is_measured(
    writer: str, fields: frozenset[str]
) -> None:
    found = open_fields(OWN, network(GOAL, OWN), writes_for=writer.__eq__, is_central=False)
    assert found == fields


def test_what_has_no_owner_is_written_centrally_alone() -> None:
    ownerless = replace(OWN, lead="", through="", bodies=())
    within = network(GOAL, ownerless)
    assert open_fields(ownerless, within, writes_for=lambda _: True, is_central=False) == frozenset()
    assert open_fields(ownerless, within, writes_for=lambda _: False, is_central=True) == frozenset(WRITTEN)


def test_every_field_of_an_element_is_written_or_stays() -> None:
    other = replace(OWN, name="x", years=(2020, None), number="7", version=9)
    assert changed_fields(OWN, other) == {"name", "years", "number"}
    assert set(WRITTEN) >= SHARED


def test_a_new_commitment_gets_a_number_that_none_has_had() -> None:
    assert next_key(ElementKind.COMMITMENT, []) == "atagande-1"
    assert (
        next_key(ElementKind.COMMITMENT, ["mal-12", "atagande-2", "atagande-10", "atagande-x"])
        == "atagande-11"
    )


def test_a_goal_is_answered_for_by_who_undertakes_something_however_far_down() -> None:
    within = network(GOAL, OWN, UNITS)
    assert within.broken_down(GOAL.ref) == (OWN, UNITS)
    found = answers(within, GOAL, board="KS", body_of={"HR": "KS", "KFN": "KFN"})
    assert {body: answer.through for body, answer in found.items()} == {
        "KFN": (OWN,),
        "UN": (OWN,),
        "JKDN": (OWN,),
        "KS": (UNITS,),  # what its unit undertakes
    }


def test_a_body_answers_for_what_its_unit_leads_or_shares() -> None:
    led = replace(GOAL, lead="EKO", bodies=("KFN", "HR"))
    found = answers(network(led), led, board="KS", body_of={"EKO": "KS", "HR": "KS", "KFN": "KFN"})
    assert list(found) == ["KS", "KFN"]
    assert (found["KS"].leads, found["KS"].shares, found["KFN"].shares) == (True, False, True)


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ((GOAL, replace(OWN, through="nej")), "unknown-body"),
        ((GOAL, replace(OWN, under="atagande-2"), UNITS), "goal-under-itself"),
        ((GOAL, replace(OWN, under="atagande-1")), "goal-under-itself"),
        ((replace(GOAL, kind=ElementKind.AREA), OWN), "cannot-stand-under"),
    ],
)
def test_what_does_not_fit_is_told(elements: tuple[Element, ...], code: str) -> None:
    assert code in {fault.code for fault in faults(network(*elements), BODIES)}
    assert not list(faults(network(GOAL, OWN, UNITS), BODIES))


def test_what_to_look_at_in_a_plan_is_told_and_no_more() -> None:
    empty = element("mal-2", ElementKind.GOAL)
    ownerless = replace(UNITS, lead="", indicators=("N2",))
    assert remarks(network(GOAL, OWN, ownerless, empty), NOW.key) == (
        Remark(lack=Lack.NO_OWNER, elements=(ownerless,)),
        Remark(lack=Lack.NO_INDICATOR, elements=(OWN, empty)),
        Remark(lack=Lack.NOTHING_UNDER, elements=(empty,)),
    )
    whole = (GOAL, replace(OWN, indicators=("N2",)))
    assert remarks(network(*whole), NOW.key) == ()


def test_a_plan_of_more_than_one_can_follow_up_is_told_by_its_body() -> None:
    def plan(number: int) -> GoalNetwork:
        return network(
            GOAL, *(replace(OWN, ref=Ref(NOW.key, f"a-{n}"), indicators=("N2",)) for n in range(number))
        )

    assert remarks(plan(MANY_ELEMENTS), NOW.key) == ()
    (remark,) = remarks(plan(MANY_ELEMENTS + 1), NOW.key)
    assert (remark.lack, remark.body, remark.number) == (Lack.MANY_ELEMENTS, "KFN", MANY_ELEMENTS + 1)
