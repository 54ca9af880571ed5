"""Assignments in reports: from the register as they stood then, under their goal or apart, none twice."""

from dataclasses import replace
from datetime import date

from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin, Outcome
from hjulet.domain.goals.element import ElementKind
from hjulet.domain.reports.assignments import (
    body_assignments,
    council_assignments,
    goal_assignments,
    unit_assignments,
)
from hjulet.domain.reports.chapters import Grid, Place
from hjulet.domain.reports.council_goals import council_goals
from hjulet.domain.reports.goal_chapters import goal_chapters
from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.texts.steering_cells import steering_cell
from tests.domain.test_goal_chapters import NETWORK, SAFE, scope
from tests.domain.test_goals import element

UNDER = element("uppdrag-1", ElementKind.ASSIGNMENT, under="mal-1", lead="KFN", name="Vakta")
APART = element(
    "uppdrag-2", ElementKind.ASSIGNMENT, lead="KS", years=(2021, 2021), name="Utreda", note="Ur 000."
)
GOALS = replace(NETWORK, elements=(*NETWORK.elements, UNDER, APART))
TASK = Assignment(
    number=7,
    name="Bygga",
    origin=Origin.DECISION,
    giver="KF",
    receiver="HR",
    given=date(2020, 5, 1),
    first_due=date(2021, 3, 31),
)
MOVED = Event(kind=Happening.EXTENDED, on=date(2021, 3, 1), due=date(2021, 9, 30), decision="KF § 1", place=1)
TOLD = Event(kind=Happening.REPORTED, on=date(2021, 4, 1), text="Halva är byggd.", place=2)
CLOSED = Event(kind=Happening.CLOSED, on=date(2022, 2, 1), outcome=Outcome.DONE, decision="KF § 2", place=3)


def of(*assignments: Assignment, unit: str = "KS", year: int = 2021, **more: object) -> Scope:
    return scope(unit, year, goals=GOALS, assignments=assignments, **more)


def said(plan: TablePlan | None) -> list[tuple[str, ...]]:
    """Read a table as it is printed."""
    assert plan is not None
    ids = [column.id for column in plan.columns]
    return [(row.label, *(_word(plan.id, id, row.words.get(id, "")) for id in ids)) for row in plan.rows]


def _word(table: str, column: str, word: str) -> str:
    return steering_cell(table, column, word, language="sv") or word


def test_it_stands_as_it_did_at_the_periods_end_with_how_often_it_was_moved() -> None:
    plan = body_assignments(of(replace(TASK, events=(MOVED, TOLD, CLOSED))))
    assert plan is not None
    assert [column.id for column in plan.columns] == ["giver", "bodies", "due", "state", "moved", "reported"]
    assert said(plan) == [
        (
            "Bygga",
            "KF",
            "HR",
            "30 september 2021",
            "▲\N{NO-BREAK SPACE}Försenat, 92 dagar",
            "1 gång, från 31 mars 2021",
            "Halva är byggd.",
        )
    ]
    assert plan.notes == ("judged_on 2021-12-31",)
    closed = said(body_assignments(of(replace(TASK, events=(MOVED, TOLD, CLOSED)), year=2022)))
    assert closed[0][4] == "●\N{NO-BREAK SPACE}Avslutat sent, 124 dagar"


def test_a_snapshot_within_the_year_has_it_as_it_stood_that_day() -> None:
    plan = body_assignments(of(replace(TASK, events=(MOVED,)), known_on=date(2021, 2, 1)))
    assert said(plan)[0][3:] == ("31 mars 2021", "○\N{NO-BREAK SPACE}I tid")


def test_what_was_not_yet_given_or_closed_before_is_not_shown() -> None:
    assert body_assignments(of(replace(TASK, given=date(2022, 1, 1)))) is None
    assert body_assignments(of(replace(TASK, events=(CLOSED,)), year=2023)) is None
    assert body_assignments(of(TASK, unit="KFN")) is None  # another body's


def test_the_councils_table_has_what_the_goals_hold_and_what_the_register_has_each_once() -> None:
    registered = replace(TASK, number=1, name="Utreda", receiver="EKO", official="Chefen", goal=APART.ref)
    other = replace(TASK, number=2, giver="KS")
    assert said(council_assignments(of())) == [("Utreda", "KS", "2021..2021", "Ur 000.")]
    plan = council_assignments(of(registered, TASK, other))
    assert plan is not None
    assert [(row.id, row.label) for row in plan.rows] == [("uppdrag-2", "Utreda"), ("assignment-7", "Bygga")]
    assert said(plan)[0][:3] == ("Utreda", "Chefen, EKO", "31 mars 2021")
    assert "giver" not in [column.id for column in plan.columns]  # the table is the council's
    late = replace(registered, given=date(2022, 1, 1))
    assert said(council_assignments(of(late))) == [("Utreda", "KS", "2021..2021", "Ur 000.")]


def test_one_that_stands_under_a_goal_is_told_of_there_and_nowhere_else() -> None:
    under = replace(TASK, goal=UNDER.ref)
    assert [row[0] for row in said(council_assignments(of(under)))] == ["Utreda"]
    assert said(goal_assignments(SAFE, of(under), of_body=False))[0][:2] == ("Bygga", "HR")
    assert body_assignments(of(under)) is None
    parts = goal_chapters(of(under))
    (table,) = (part.plan for part in parts if isinstance(part, Grid) and "assignments" in part.id)
    assert said(table)[0][:3] == ("Bygga", "KF", "HR")
    assert "mal-1.assignments" in [part.row for part in council_goals(of(under)) if isinstance(part, Place)]


def test_a_units_plan_has_what_it_and_those_below_it_have_got_whatever_goal_it_stands_under() -> None:
    under = replace(TASK, goal=UNDER.ref)
    theirs = replace(TASK, number=8, name="Annans", receiver="KFN")
    over = replace(TASK, number=9, name="Stängt", events=(replace(CLOSED, on=date(2020, 12, 31)),))
    for unit in ("HR", "KSK"):
        plan = unit_assignments(of(under, theirs, over, unit=unit))
        assert plan is not None
        assert (plan.id, [row.id for row in plan.rows]) == ("unit-assignments", ["assignment-7"])
        assert said(plan)[0] == (
            "Bygga",
            "KF",
            "HR",
            "31 mars 2021",
            "▲\N{NO-BREAK SPACE}Försenat, 275 dagar",
        )
    assert unit_assignments(of(under, unit="EKO")) is None


def test_under_a_goal_a_body_shows_what_it_has_got_and_the_council_all() -> None:
    assert goal_assignments(SAFE, of(), of_body=True) is None  # the goals give it to another
    assert said(goal_assignments(SAFE, of(), of_body=False)) == [("Vakta", "KFN")]
    theirs = replace(TASK, goal=UNDER.ref, receiver="KFN")
    assert goal_assignments(SAFE, of(theirs), of_body=True) is None
    assert goal_assignments(SAFE, of(theirs, unit="KFN"), of_body=True) is not None


def test_a_goals_chapter_without_assignments_has_no_heading_for_them() -> None:
    bare = replace(GOALS, elements=NETWORK.elements)
    parts = goal_chapters(scope(goals=bare, assignments=(TASK,)))
    assert not [part for part in parts if isinstance(part, Place) and "assignments" in part.row]
