"""What carries the goals of a report out: each action once, whose it is, and how far it had come by then."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.actions.action import Action, Financing, Milestone, Status
from hjulet.domain.goals.element import Element, ElementKind
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.investment import Project, ProjectKind
from hjulet.domain.reports.action_rows import followed_row, planned_row
from hjulet.domain.reports.chapters import Grid, Points, Title
from hjulet.domain.reports.goal_actions import OTHER_ACTIONS, plan_actions, plan_own_actions
from hjulet.domain.reports.goal_chapters import goal_chapters
from hjulet.domain.reports.plan import RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.domain.reports.unit_facts import Beside
from hjulet.texts.steering_cells import steering_cell
from tests.domain.test_goals import element
from tests.domain.test_plan_tables import NETWORK, OURS, OWN, PART, scope

PROMISE = element("atagande-1", ElementKind.COMMITMENT, under="mal-1", lead="HR", name="Fler vakter")
THEIRS = element("atagande-2", ElementKind.COMMITMENT, under="mal-1", lead="KFN", name="Deras")
GOALS = replace(NETWORK, elements=(*NETWORK.elements, PROMISE, THEIRS))
MILESTONES = (
    Milestone(name="Halva", on=date(2021, 6, 30)),
    Milestone(name="Avtal", on=date(2022, 1, 31)),
    Milestone(name="Klart", on=date(2022, 2, 1), done=date(2022, 1, 31)),
)
LAST = date(2021, 12, 31)
HELP = Action(
    key="A1",
    name="Hjälpa",
    year=2021,
    unit="HR",
    role="HR-chef",
    first_day=date(2021, 2, 1),
    last_day=date(2021, 10, 31),
    goals=(OURS.ref,),
)


def act(number: int, *goals: Element, **more: object) -> Action:
    refs = tuple(goal.ref for goal in goals)
    return replace(HELP, key=f"A{number}", name=f"Nummer {number}", goals=refs, **more)  # type: ignore[arg-type]


def of(*actions: Action, goals: GoalNetwork = GOALS, **more: object) -> Scope:
    return scope(goals=goals, actions=actions, **more)  # type: ignore[arg-type]


def rows(plan: TablePlan | None) -> list[tuple[int, str]]:
    return [(row.level, row.id) for row in plan.rows] if plan else []


def said(row: RowPlan, column: str, *, table: str = "plan-actions", language: str = "sv") -> str:
    return steering_cell(table, column, row.words[column], language=language) or row.words[column]


def test_a_commitment_of_the_body_stands_with_its_actions_before_the_other_actions_of_the_goal() -> None:
    given = of(act(1, OURS), act(2, PROMISE), act(3), act(4, OWN))
    assert rows(plan_actions(given)) == [
        (0, "mal-1"),
        (1, "mal-1.atagande-1"),
        (2, "mal-1.A2"),
        (1, "mal-1.A1"),
        (0, OTHER_ACTIONS),
        (1, "A3"),
    ]
    assert rows(plan_own_actions(given)) == [(0, "mal-4"), (1, "mal-4.A4")]  # though it supports another goal


def test_what_others_have_committed_to_is_there_only_if_an_action_of_the_body_carries_it_out() -> None:
    assert "mal-1.atagande-2" in [id for _, id in rows(plan_actions(of(act(1, THEIRS))))]
    assert "mal-1.atagande-2" not in [id for _, id in rows(plan_actions(of(act(1, OURS))))]
    assert plan_actions(of(goals=NETWORK)) is None


def test_an_action_of_two_goals_is_told_once_and_its_cost_stands_once() -> None:
    second = next(each for each in NETWORK.elements if each.ref.key == "mal-3")
    plan = plan_actions(of(act(1, second, OURS, cost=Decimal(90_000))))
    assert plan is not None
    first, again = (row for row in plan.rows if row.id.endswith(".A1"))
    assert (first.id, first.typed) == ("mal-1.A1", {"cost": Decimal(90_000)})
    assert (again.id, again.typed, said(again, "owner")) == ("mal-3.A1", {}, "Se målet mal-1")
    assert plan.notes == ("typed_costs",)
    assert plan.refs == frozenset()  # what somebody has typed is no figure
    unpaid = plan_actions(of(act(1, OURS)))
    assert unpaid is not None
    assert unpaid.notes == ()


def test_a_plan_says_who_when_to_what_effect_and_where_the_money_stands() -> None:
    project = Project(
        id="skyltar",
        name="Skyltar",
        kind=ProjectKind.COMMITTEE,
        unit="KS",
        codes=(),
        first_year=2021,
        last_year=2021,
    )
    paid = replace(
        HELP,
        milestones=MILESTONES,
        indicators=("NTI",),
        effect="ökar",
        cost=Decimal(650_500),
        financing=Financing.INVESTMENT,
        financed_by="skyltar",
    )
    row = planned_row(paid, of(paid, indicators={"NTI": "Trygghet"}, projects=(project,)))
    assert said(row, "owner") == "HR-chef, HR"
    assert said(row, "days") == "1 februari–31 oktober 2021"
    assert said(row, "milestones") == "30 juni: Halva; 31 januari 2022: Avtal; 1 februari 2022: Klart, nådd"
    assert said(row, "effect") == "Trygghet: ökar"
    assert said(row, "financing") == "Skyltar"
    hidden = planned_row(replace(paid, financing=Financing.FRAME, financed_by=""), of(paid))
    assert (said(hidden, "effect"), said(hidden, "financing")) == ("ökar", "Inom enhetens ram")


@pytest.mark.parametrize(
    ("person", "role", "shown"),
    [
        ("bo", "HR-chef", "HR-chef, HR"),
        ("bo", "", "Bo, HR"),
        ("ivar", "", "Skyddad person, HR"),
        ("x", "", "HR"),
    ],
)
def test_an_owner_is_the_role_else_the_person_as_others_may_see_them(
    person: str, role: str, shown: str
) -> None:
    owned = replace(HELP, person=person, role=role)
    row = planned_row(owned, of(owned, beside=Beside(people={"bo": "Bo", "ivar": "Skyddad person"})))
    assert said(row, "owner") == shown


@pytest.mark.parametrize(
    ("change", "known_on", "deviation"),
    [
        ({}, date(2022, 3, 1), "Skulle vara klar 31 oktober. Milstolpe inte nådd 30 juni: Halva"),
        ({}, date(2021, 7, 1), "Milstolpe inte nådd 30 juni: Halva"),
        ({}, date(2021, 6, 30), ""),  # there is still the day
        ({"status": Status.DONE}, date(2022, 3, 1), ""),
        ({"last_day": LAST, "milestones": ()}, LAST, ""),
        ({"last_day": LAST, "milestones": ()}, date(2022, 1, 1), "Skulle vara klar 31 december"),
        ({"last_day": date(2022, 1, 31), "milestones": MILESTONES[1:]}, date(2022, 3, 1), ""),
        (
            {"milestones": (replace(MILESTONES[0], done=date(2022, 1, 5)),), "last_day": date(2022, 6, 1)},
            date(2022, 3, 1),
            "Milstolpe inte nådd 30 juni: Halva",  # not by then
        ),
    ],
)  # fmt: skip
def test_a_deviation_is_what_was_to_be_done_by_the_periods_end_or_the_snapshots_day(
    change: dict[str, object], known_on: date, deviation: str
) -> None:
    action = replace(HELP, milestones=MILESTONES[:1])
    action = replace(action, **change)  # type: ignore[arg-type]
    row = followed_row(action, of(action, known_on=known_on))
    assert (said(row, "deviation", table="goal-actions") if row.words["deviation"] else "") == deviation


def test_an_annual_report_has_the_actions_in_their_slot_and_those_of_no_goal_last() -> None:
    kept = replace(GOALS, elements=tuple(each for each in GOALS.elements if each.ref.key != "plan"))
    note = act(1, OURS, status=Status.ONGOING, status_note="Halva är gjord.")
    parts = goal_chapters(of(note, act(2), goals=kept))
    grids = {part.id: part for part in parts if isinstance(part, Grid)}
    table = grids["mal-1.actions.table"].plan
    assert [column.id for column in table.columns] == ["kind", "owner", "status", "done", "deviation"]
    assert [said(row, "kind", table="goal-actions") for row in table.rows] == ["Åtagande", "Åtgärd"]
    row = table.rows[1]
    assert (said(row, "status", table="goal-actions"), row.words["done"]) == (
        "◐\N{NO-BREAK SPACE}Pågår",
        "Halva är gjord.",
    )
    assert [part.note for part in parts if isinstance(part, Title)][-1] == OTHER_ACTIONS
    assert rows(grids[f"{OTHER_ACTIONS}.list"].plan) == [(0, "A2")]


def test_a_group_of_bodies_has_no_list_of_what_they_do() -> None:
    assert rows(plan_actions(of(act(1)))) == [
        (0, "mal-1"),
        (1, "mal-1.atagande-1"),
        (0, OTHER_ACTIONS),
        (1, "A1"),
    ]
    assert plan_actions(of(act(1), unit="KF", goals=NETWORK)) is None
    assert goal_chapters(of(act(1), unit="KF")) == ()


def test_a_programmes_action_is_a_point_until_an_action_of_the_register_carries_it_out() -> None:
    below = replace(PART, under="mal-1")
    network = replace(GOALS, elements=(*(each for each in GOALS.elements if each != PART), below))
    alone, carried = goal_chapters(of(goals=network)), goal_chapters(of(act(1, below), goals=network))
    points = [part.items for part in alone if isinstance(part, Points) and ".actions." in part.id]
    assert points == [("atgard",)]
    assert not [part for part in carried if isinstance(part, Points) and ".actions." in part.id]
    table = next(part.plan for part in carried if isinstance(part, Grid) and "actions" in part.id)
    assert rows(table) == [(0, "mal-1.atagande-1"), (0, "mal-1.atgard"), (1, "mal-1.A1")]
    assert said(table.rows[1], "kind", table="goal-actions") == "Åtgärd i program"
