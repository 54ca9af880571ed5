"""Actions: what they must be, what to look at, what a change of many changes, and the next year's plan."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.actions.action import Action, ActionChange, Financing, Milestone, Status, status_steps
from hjulet.domain.actions.bulk import BulkChange
from hjulet.domain.actions.faults import Named, faults
from hjulet.domain.actions.files import (
    NotMilestones,
    NotRefs,
    cells_of,
    milestones_text,
    parse_milestones,
    parse_refs,
    refs_text,
)
from hjulet.domain.actions.lack import Lack, lacks
from hjulet.domain.actions.next_year import goals_ahead, in_next_year, unfinished
from hjulet.domain.alphabet import in_swedish
from hjulet.domain.goals.element import Element, ElementKind, Link, LinkKind, Ref
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.organisation import OrgUnit
from hjulet.domain.validity import Validity

GOAL = Ref("2017-2019", "arbetsgivare-1")
STEPS = (
    Milestone(name="Utbildningen upphandlad", on=date(2017, 3, 31), done=date(2017, 3, 20)),
    Milestone(name="Alla chefer utbildade", on=date(2017, 10, 31)),
)
TRAINING = Action(
    key="A1",
    name="Utbilda chefer i tidig rehabilitering",
    year=2017,
    unit="HR",
    person="bob",
    first_day=date(2017, 1, 1),
    last_day=date(2017, 12, 31),
    status=Status.ONGOING,
    milestones=STEPS,
    goals=(GOAL,),
    indicators=("sick_leave",),
    changed=date(2017, 5, 1),
    version=7,
)
ALWAYS, TO_MAY = Validity(date(2014, 1, 1)), Validity(date(2014, 1, 1), date(2017, 6, 1))
NAMED = Named(
    units={
        code: (OrgUnit(code=code, kind="unit", name=name, validity=validity),)
        for code, name, validity in (
            ("HR", "HR", ALWAYS),
            ("EKO", "EKO", ALWAYS),
            ("UPP", "Upphandling", TO_MAY),
        )
    },
    people=frozenset({"bob"}),
    goals=frozenset({GOAL}),
    themes=frozenset({"flow"}),
    indicators=frozenset({"sick_leave"}),
    projects=frozenset({"wireless"}),
)


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"name": ""}, "missing-value", "name"),
        ({"person": ""}, "action-without-owner", "person"),
        ({"last_day": date(2016, 12, 31)}, "days-turned", "last_day"),
        ({"year": 2018}, "action-outside-year", "year"),
        ({"cost": Decimal(-1)}, "action-cost-negative", "cost"),
        ({"unit": "NEJ"}, "unknown-unit", "unit"),
        ({"unit": "UPP"}, "action-unit-gone", "unit"),
        ({"person": "ingen"}, "unknown-person", "person"),
        ({"indicators": ("nej",)}, "unknown-indicator", "indicators"),
        ({"goals": (Ref("2017-2019", "nej"),)}, "unknown-element", "goals"),
        ({"themes": ("nej",)}, "unknown-theme", "themes"),
        ({"financing": Financing.INVESTMENT, "financed_by": "nej"}, "unknown-financing", "financed_by"),
        ({"financing": Financing.GRANT}, "unknown-financing", "financed_by"),
        ({"milestones": (Milestone(name="a | b", on=date(2017, 1, 1)),)}, "bad-milestones", "milestones"),
        ({"milestones": STEPS[1:] * 31}, "many-milestones", "milestones"),
        ({"last_day": date(2151, 1, 1)}, "action-day-beyond", "last_day"),
        ({"milestones": (Milestone(name="a", on=date(1949, 1, 1)),)}, "action-day-beyond", "milestones"),
    ],
)
def test_what_an_action_must_be_is_told_by_its_column(
    change: dict[str, object], code: str, column: str
) -> None:
    found = faults(replace(TRAINING, **change), NAMED)  # type: ignore[arg-type]
    assert [(fault.code, fault.column) for fault in found] == [(code, column)]


def test_an_action_that_is_right_has_no_fault() -> None:
    assert faults(TRAINING, NAMED) == ()
    by_role = replace(TRAINING, person="", role="HR-chef", themes=("flow",), cost=Decimal(0))
    assert faults(by_role, NAMED) == ()
    financed = replace(TRAINING, financing=Financing.INVESTMENT, financed_by="wireless")
    assert faults(financed, NAMED) == ()


def test_what_was_there_before_may_stand_though_it_has_ended() -> None:
    old = replace(TRAINING, unit="SLUTAT", person="borta", goals=(Ref("2011-2013", "gammalt"),))
    assert faults(replace(old, status=Status.DONE), NAMED, before=old) == ()
    assert len(faults(old, NAMED)) == 3  # the positive control
    paid = replace(TRAINING, financing=Financing.INVESTMENT, financed_by="ended")
    assert faults(replace(paid, name="x"), NAMED, before=paid) == ()
    framed = replace(paid, financing=Financing.FRAME)
    assert [fault.code for fault in faults(paid, NAMED, before=framed)] == ["unknown-financing"]


def test_a_unit_that_has_ended_has_actions_that_end_while_it_is_there() -> None:
    within = replace(TRAINING, unit="UPP", last_day=date(2017, 5, 31))
    assert faults(within, NAMED) == ()
    after = replace(within, last_day=date(2017, 6, 1))
    (told,) = faults(after, NAMED, before=within)
    assert (told.code, told.params) == (
        "action-unit-gone",
        {"unit": "Upphandling", "day": "2017-06-01"},
    )
    assert faults(replace(after, name="x"), NAMED, before=after) == ()  # it was so when the unit ended
    assert len(faults(replace(after, unit="UPP"), NAMED, before=replace(after, unit="HR"))) == 1


def test_goals_of_a_period_that_is_over_become_those_of_the_new() -> None:
    old, new = "2017-2019", "2020-2022"
    refs = (Ref(old, "a"), Ref(old, "b"), Ref(new, "c"))
    kinds = {
        Ref(new, "a1"): ElementKind.GOAL,
        Ref(new, "a2"): ElementKind.FOCUS,
        Ref(new, "x"): ElementKind.AREA,
    }
    network = GoalNetwork(
        structures=tuple(Structure(first_year=first, last_year=first + 2, name="") for first in (2017, 2020)),
        elements=tuple(Element(ref=ref, kind=kind, name="") for ref, kind in kinds.items()),
        links=(
            Link(kind=LinkKind.SUCCESSOR, source=refs[0], target=Ref(new, "a1")),
            Link(kind=LinkKind.PARTLY, source=refs[0], target=Ref(new, "a2")),
            Link(
                kind=LinkKind.SUCCESSOR, source=refs[0], target=Ref(new, "x")
            ),  # an area is no goal to reach
            Link(kind=LinkKind.ENDS, source=refs[1], target=None, absent_in=new),
        ),
    )
    action = replace(TRAINING, goals=refs)
    ahead = goals_ahead(action, network, in_force={new})
    assert (ahead.staying, ahead.over) == (refs[2:], refs[:2])
    assert ahead.proposed == (Ref(new, "a1"), Ref(new, "a2"))
    assert goals_ahead(action, network, in_force=()).over == ()
    assert in_next_year(action, ahead.proposed).goals == ahead.proposed
    assert in_next_year(action).goals == refs


def test_the_day_that_counts_is_that_of_the_next_milestone() -> None:
    assert TRAINING.due == date(2017, 10, 31)
    assert replace(TRAINING, milestones=STEPS[:1]).due == date(2017, 12, 31)
    assert replace(TRAINING, status=Status.DONE).due is None
    assert not TRAINING.is_late(date(2017, 10, 31))
    assert TRAINING.is_late(date(2017, 11, 1))


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, set()),
        ({"goals": ()}, {Lack.NO_GOAL}),
        ({"indicators": ()}, {Lack.NO_INDICATOR}),
        ({"person": "borta"}, {Lack.NO_OWNER}),
        ({"person": "borta", "role": "HR-chef"}, set()),
        ({"changed": date(2017, 1, 1)}, {Lack.STALE}),
        ({"last_day": date(2017, 5, 31), "milestones": ()}, {Lack.LATE}),
        ({"goals": (), "indicators": (), "status": Status.STOPPED}, set()),
    ],
)
def test_what_to_look_at_and_nothing_in_what_has_ended(change: dict[str, object], lacking: set[Lack]) -> None:
    held = replace(TRAINING, **change)  # type: ignore[arg-type]
    assert lacks(held, on=date(2017, 6, 1), today=date(2017, 6, 1), people={"bob"}) == lacking


def test_the_history_of_a_status_is_where_it_or_its_words_changed() -> None:
    begun = replace(TRAINING, status_note="Igång", changed=date(2017, 2, 1))
    renamed = replace(begun, name="Annat namn", changed=date(2017, 3, 1))
    done = replace(begun, status=Status.DONE, status_note="", changed=date(2017, 12, 1))
    steps = status_steps([(begun, "bob"), (renamed, "alice"), (done, "bob")])
    assert [(step.status, step.note, str(step.on), step.by) for step in steps] == [
        (Status.ONGOING, "Igång", "2017-02-01", "bob"),
        (Status.DONE, "", "2017-12-01", "bob"),
    ]


def test_a_change_names_the_fields_that_differ() -> None:
    after = replace(TRAINING, status=Status.DONE, unit="EKO", version=8, changed=date(2018, 1, 1))
    assert ActionChange(before=TRAINING, after=after).fields == ("unit", "status")
    assert ActionChange(before=TRAINING, after=TRAINING).fields == ()
    assert "name" in ActionChange(before=None, after=TRAINING).fields


def test_a_change_of_many_leaves_what_is_not_said() -> None:
    both = replace(TRAINING, themes=("flow", "old"))
    noted = replace(both, role="HR-chef", status_note="Väntar")
    assert BulkChange(status=Status.DONE).of(noted) == replace(noted, status=Status.DONE)
    assert BulkChange(role="Stadsdirektör").of(noted) == replace(noted, role="Stadsdirektör")
    assert BulkChange(person="alice").of(noted) == replace(noted, person="alice")
    assert BulkChange(add_theme="new", drop_theme="old").of(both).themes == ("flow", "new")
    assert BulkChange(add_theme="flow").of(both).themes == ("flow", "old")
    assert BulkChange(last_day=date(2017, 6, 30), unit="EKO").of(both) == replace(
        both, last_day=date(2017, 6, 30), unit="EKO"
    )
    assert BulkChange().is_empty and BulkChange().of(both) == both


def test_what_is_unfinished_goes_on_in_the_next_year_and_knows_its_origin() -> None:
    done = replace(TRAINING, key="A2", status=Status.DONE)
    again = replace(TRAINING, key="A3")
    assert unfinished([TRAINING, done, again], copied={"A3"}) == (TRAINING,)
    new = in_next_year(replace(TRAINING, cost=Decimal(5), status_note="Dröjer"))
    assert (new.key, new.origin, new.year, new.version) == ("", "A1", 2018, 0)
    assert (new.first_day, new.last_day) == (date(2018, 1, 1), date(2018, 12, 31))
    assert new.milestones == (Milestone(name="Alla chefer utbildade", on=date(2018, 10, 31)),)
    assert (new.status, new.status_note, new.cost) == (Status.ONGOING, "", None)
    assert (new.goals, new.indicators, new.person) == ((GOAL,), ("sick_leave",), "bob")
    assert faults(new, NAMED) == ()


def test_days_of_the_next_year_and_later_stay_where_they_are() -> None:
    leap = Milestone(name="Skottdagen", on=date(2020, 2, 29))
    later = Milestone(name="Sedan", on=date(2022, 3, 1))
    long = replace(TRAINING, year=2020, last_day=date(2022, 6, 30), milestones=(leap, later))
    new = in_next_year(replace(long, first_day=date(2020, 1, 1)))
    assert (new.first_day, new.last_day) == (date(2021, 1, 1), date(2022, 6, 30))
    assert [step.on for step in new.milestones] == [date(2021, 2, 28), date(2022, 3, 1)]


def test_cells_say_an_action_and_are_read_again() -> None:
    cells = cells_of(replace(TRAINING, cost=Decimal("1200.50"), financing=Financing.FRAME))
    assert cells["milestones"] == (
        "2017-03-31 Utbildningen upphandlad (klar 2017-03-20) | 2017-10-31 Alla chefer utbildade"
    )
    assert (cells["status"], cells["cost"], cells["financing"]) == ("pågår", "1200,5", "inom ramen")
    assert parse_milestones(milestones_text(STEPS)) == STEPS
    assert parse_refs(refs_text((GOAL, GOAL))) == (GOAL,)


@pytest.mark.parametrize("text", ["utan dag", "2017-13-01 Fel dag", "2017-01-01", "31/5 Remiss"])
def test_what_is_no_milestone_is_told(text: str) -> None:
    with pytest.raises(NotMilestones, match=text):
        parse_milestones(f"2017-01-01 Rätt | {text}")


@pytest.mark.parametrize("text", ["mal-1", "/mal-1", "2017-2019/"])
def test_what_is_no_goal_is_told(text: str) -> None:
    with pytest.raises(NotRefs, match=text):
        parse_refs(text)


def test_owners_stand_in_the_order_of_the_swedish_alphabet() -> None:
    assert sorted(["Örjan", "Zara", "Åsa", "anna", "Ärla"], key=in_swedish) == [
        "anna",
        "Zara",
        "Åsa",
        "Ärla",
        "Örjan",
    ]
