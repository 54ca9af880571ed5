"""What is asked of a unit, what it undertakes and does: by goal, with the thread up, and who owns it."""

from dataclasses import replace
from datetime import date

from hjulet.domain.actions.action import Action, Milestone
from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Improvement, Step
from hjulet.domain.goals.element import ElementKind, Ref
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.period import year_period
from hjulet.domain.reports.chapters import Grid, Part, Place, Points, SlotTitle, Title
from hjulet.domain.reports.scope import Registers, Scope
from hjulet.domain.reports.unit_facts import Beside, UnitFacts, board_rows, board_steps
from hjulet.domain.reports.unit_goals import goal_work, own_units
from hjulet.domain.reports.unit_plan import unit_board
from hjulet.domain.reports.work_plan import asked_of_unit
from tests.domain.test_goal_chapters import VIEW
from tests.domain.test_goals import element

YEAR = year_period(2021)
AREA = element("omrade", ElementKind.AREA, name="Området")
SAFE = element("mal-1", under="omrade", number="1", lead="KS", name="Trygghet")
OTHER = element("mal-2", under="omrade", number="2", lead="KS", name="Annat")
ASKED = element("fokus", ElementKind.FOCUS, under="mal-1", lead="KS", bodies=("HR",), name="Fler vakter")
OWN = element(
    "atagande-1", ElementKind.COMMITMENT, under="mal-1", lead="HR", name="Vi vaktar", years=(2021, 2022)
)
THEIRS = element("atagande-2", ElementKind.COMMITMENT, under="mal-2", lead="EKO", name="De räknar")
THEN = Structure(first_year=2018, last_year=2020, name="Då")
OLD = element("gammalt", structure=THEN, number="7", name="Gammalt mål")
NETWORK = GoalNetwork(
    structures=(
        THEN,
        Structure(first_year=2020, last_year=2022, name="Nu"),
    ),
    elements=(OLD, AREA, SAFE, OTHER, ASKED, OWN, THEIRS),
)


def action(key: str, name: str, *goals: Ref, unit: str = "HR", person: str = "", role: str = "") -> Action:
    return Action(
        key=key, name=name, year=2021, unit=unit, person=person, role=role, goals=goals,
        first_day=date(2021, 1, 1), last_day=date(2022, 2, 28),
        milestones=(Milestone(name="Halva vägen", on=date(2021, 6, 30), done=date(2021, 7, 1)),),
    )  # fmt: skip


def scope(unit: str, *actions: Action, beside: Beside | None = None) -> Scope:
    known = beside or Beside(people={"eva": "Eva Ek"})
    held = Registers(goals=NETWORK, unit_facts=UnitFacts(actions=actions), beside=known)
    return Scope(unit=unit, period=YEAR, view=VIEW, registers=held)


def said(part: Part) -> str:
    match part:
        case Title():
            return f"{part.level} {part.text}"
        case SlotTitle():
            return f"{part.level} ({part.slot})"
        case Place():
            return part.row
        case Points():
            return "; ".join(part.items)
        case Grid():
            return ", ".join(row.label for row in part.plan.rows)
        case _:
            return ""


def test_what_is_asked_is_told_with_what_it_leads_up_to_and_why_it_stands_there() -> None:
    plan = asked_of_unit(scope("HR", action("A1", "Räkna", OTHER.ref)))
    assert plan is not None
    told = [(row.label, row.words["kind"], row.words["thread"], row.words["why"]) for row in plan.rows]
    assert told == [
        ("2. Annat", "goal", "Området", "by_actions"),
        ("Fler vakter", "focus", "Området › 1. Trygghet", "named"),
    ]
    assert asked_of_unit(scope("KOM")) is None


def test_a_department_is_asked_what_its_units_are_asked_and_no_commitment_of_its_own_is() -> None:
    plan = asked_of_unit(scope("KSK"))
    assert plan is not None
    assert [row.label for row in plan.rows] == ["Fler vakter"]


def test_commitments_and_actions_stand_under_the_goal_that_they_serve_those_without_last() -> None:
    found = goal_work(
        scope(
            "HR",
            action("A1", "Patrullera", OWN.ref, person="eva", role="Chef"),
            action("A2", "Släng", OLD.ref),
            action("A3", "Städa"),
        )
    )
    assert [said(part) for part in found] == [
        "1 1. Trygghet",
        "2020-2022.mal-1.what",
        "2 (commitments)",
        "Vi vaktar 2021–2022",
        "Patrullera",
        "1 7. Gammalt mål",
        "2018-2020.gammalt.what",
        "Släng",
        "1 (without-goal)",
        "Städa",
    ]
    (row, *_) = [row for part in found if isinstance(part, Grid) for row in part.plan.rows]
    assert row.words == {
        "unit": "",
        "owner": "Eva Ek, Chef",
        "days": "2021-01-01..2022-02-28",
        "milestones": "2021-06-30 2021-07-01 Halva vägen",
        "status": "not_started",
    }
    assert goal_work(scope("KOM")) == ()


def test_an_owner_without_a_name_here_goes_by_the_role_alone() -> None:
    (grid,) = [
        part
        for part in goal_work(scope("HR", action("A1", "Gör", person="okänd", role="Chef")))
        if isinstance(part, Grid)
    ]
    assert grid.plan.rows[0].words["owner"] == "Chef"


def test_a_departments_actions_say_whose_they_are() -> None:
    (grid,) = [
        part for part in goal_work(scope("KSK", action("A1", "Gör", role="x"))) if isinstance(part, Grid)
    ]
    assert grid.plan.columns[0].id == "unit"
    assert grid.plan.rows[0].words["unit"] == "HR"


def test_a_company_is_alone_in_its_plan_and_a_department_has_its_units() -> None:
    company = replace(VIEW.units["HR"], kind="company")
    view = replace(VIEW, units={**VIEW.units, "HR": company})
    assert own_units("HR", view) == {"HR"}
    assert own_units("KSK", view) == {"KSK", "EKO", "KOM"}


BOARD = Board(
    unit="HR",
    started_on=date(2021, 2, 1),
    rows=(
        FollowedRow(name="Svar", normal="Två dagar", since=date(2021, 2, 1), number=1),
        FollowedRow(name="Avtal", normal="Påskrivet", since=date(2021, 2, 1), number=2),
        FollowedRow(
            name="Slutat", normal="Ja", since=date(2021, 2, 1), until=date(2021, 3, 1), number=3
        ),
    ),
    deviations=(
        Deviation(row=1, day=date(2021, 3, 1), text="Elva väntar", number=1),
        Deviation(row=2, day=date(2021, 3, 1), text="Löst", number=2, closed_on=date(2021, 3, 2)),
    ),
    improvements=(
        Improvement(title="Prova", begun_on=date(2021, 3, 1), number=1, step=Step.DO, person="eva"),
        Improvement(title="Klart", begun_on=date(2021, 3, 1), number=2, step=Step.DONE),
        Improvement(title="Senare", begun_on=date(2022, 3, 1), number=3),
    ),
)  # fmt: skip


def test_the_board_tells_what_is_not_normal_and_what_is_under_way_in_the_year() -> None:
    beside = Beside(
        rows=board_rows(BOARD, YEAR), improvements=board_steps(BOARD, YEAR), people={"eva": "Eva Ek"}
    )
    rows, steps = (part.plan for part in unit_board(scope("HR", beside=beside)) if isinstance(part, Grid))
    assert [(row.label, row.words["deviations"]) for row in rows.rows] == [
        ("Svar", "Elva väntar"),
        ("Avtal", "normal"),
    ]
    assert [(row.label, row.words["step"], row.words["owner"]) for row in steps.rows] == [
        ("Prova", "do", "Eva Ek")
    ]
    assert unit_board(scope("HR")) == ()


def test_a_board_that_was_started_after_the_year_is_no_part_of_its_plan() -> None:
    assert board_rows(BOARD, year_period(2020)) == ()
    assert board_steps(BOARD, year_period(2020)) == ()
    assert (board_rows(None, YEAR), board_steps(None, YEAR)) == ((), ())
