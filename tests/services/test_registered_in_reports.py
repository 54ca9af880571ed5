"""Registered actions and assignments in reports: as a snapshot knows them, whatever is written afterwards."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.documents.edition import content_bytes
from hjulet.domain.actions.action import Action, Status
from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin
from hjulet.domain.goals.element import Ref
from hjulet.domain.period import year_period
from hjulet.domain.report import Report, Row
from hjulet.domain.reports.blocks import chapters, table
from hjulet.domain.reports.standard import ANNUAL
from hjulet.domain.reports.unit_facts import NOTHING_BESIDE
from hjulet.services.action_rows import find_action
from hjulet.services.actions import add_action, change_action, remove_action
from hjulet.services.assignments import (
    change_assignment,
    find_assignment,
    register_assignment,
    write_event,
)
from hjulet.services.factcheck import check_report
from hjulet.services.goals import import_goals
from hjulet.services.people import OPERATOR, rename_person
from hjulet.services.report import MadeFrom, build_report, made_from_document, made_from_now, parse_made_from
from hjulet.services.setup import set_mapping, set_organisation
from hjulet.services.templates import save_template
from hjulet.store.models import Snapshot, User
from tests.demo_home import count_from_one
from tests.ledger_text import MAPPING
from tests.services.people import ALICE, AT, BOB, ORGANISATION
from tests.services.test_goals import files

YEAR = year_period(2017)
IN_YEAR = datetime(2017, 5, 2, 12, tzinfo=UTC)
LATER = AT + timedelta(days=30)
BLOCKS = (chapters("goal-chapters", "Vad är gjort?"), table("body-assignments"))
TEMPLATE = replace(ANNUAL, blocks=BLOCKS)
TRAINING = Action(
    name="Utbilda chefer",
    year=2017,
    unit="HR",
    person="bob",
    first_day=date(2017, 1, 1),
    last_day=date(2017, 12, 31),
    status=Status.ONGOING,
    status_note="Halva är gjord.",
    goals=(Ref("2017-2019", "mal-1"),),
    cost=Decimal(50_000),
)
TASK = Assignment(
    name="Utreda",
    origin=Origin.MOTION,
    giver="KS",
    receiver="HR",
    given=date(2017, 1, 1),
    first_due=date(2017, 6, 30),
)
MOVED = Event(
    kind=Happening.EXTENDED, on=date(2017, 6, 1), due=date(2017, 9, 30), decision="KS § 7", text="Mer tid."
)


@pytest.fixture
def goals(db: None, home: Path) -> Path:
    """Give a home of 2017 with goals, a report of them, and a person who owns an action."""
    count_from_one()
    set_organisation(ORGANISATION, by=OPERATOR, at=IN_YEAR)
    set_mapping(MAPPING.accounts, MAPPING.units, by=OPERATOR, at=IN_YEAR)
    import_goals(files(), by=ALICE, at=IN_YEAR)
    User.objects.create(username="bob", name="Bob Boson", password="!")
    save_template(TEMPLATE, version=0, by=ALICE, at=IN_YEAR)
    return home


def report(snapshot: int | None = None, made_from: MadeFrom | None = None) -> Report:
    return build_report("annual", "KS", YEAR, snapshot=snapshot, made_from=made_from, by=ALICE, at=AT).report


def rows(found: Report, id: str) -> list[Row]:
    return [row for each in found.tables if id in each.id for row in each.rows]


def cells(found: Report, id: str, column: str) -> list[str]:
    return [row.cells[column].display for row in rows(found, id)]


def latest() -> int:
    return Snapshot.objects.latest("number").number


def write(event: Event, *, at: datetime = AT) -> None:
    write_event(1, event, version=find_assignment(1).version, by=ALICE, at=at)


def test_an_action_stands_as_it_did_when_the_year_ended(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=IN_YEAR)
    change_action(replace(find_action("A1"), status=Status.DONE, status_note="Klart."), by=BOB, at=AT)
    assert cells(report(), "actions.table", "status") == ["◐\N{NO-BREAK SPACE}Pågår"]
    assert cells(report(), "actions.table", "done") == ["Halva är gjord."]
    assert cells(report(), "actions.table", "deviation") == ["Skulle vara klar 31 december"]
    remove_action("A1", version=find_action("A1").version, by=BOB, at=LATER)
    assert rows(report(), "actions.table") == []  # what was registered by mistake is no action of the year


def test_an_action_that_was_registered_after_the_year_is_as_the_snapshot_knows_it(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=AT)
    before = latest()
    change_action(replace(find_action("A1"), status_note="Allt är gjort."), by=BOB, at=LATER)
    assert cells(report(), "actions.table", "done") == ["Allt är gjort."]
    assert cells(report(before), "actions.table", "done") == ["Halva är gjord."]
    assert rows(report(before - 1), "actions.table") == []


@pytest.mark.parametrize("change", [{"year": 2018, "last_day": date(2018, 6, 30)}, {"unit": "KFN"}])
def test_an_action_that_was_moved_after_the_year_stands_where_it_stood_then(
    goals: Path, change: dict[str, object]
) -> None:
    add_action(TRAINING, by=BOB, at=IN_YEAR)
    moved = replace(find_action("A1"), status_note="Senare.", **change)  # type: ignore[arg-type]
    change_action(moved, by=BOTH, at=AT)
    assert cells(report(), "actions.table", "done") == ["Halva är gjord."]
    elsewhere = build_report("annual", "KFN", YEAR, by=BOTH, at=AT).report
    assert "Utbilda chefer" not in [row.label for each in elsewhere.tables for row in each.rows]


def test_a_units_own_plan_has_its_actions_as_they_stood_too(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=IN_YEAR)
    change_action(replace(find_action("A1"), name="Annat"), by=BOB, at=AT)
    plan = build_report("work_plan", "HR", YEAR, by=ALICE, at=AT).report
    assert [row.label for row in rows(plan, "actions.table")] == ["Utbilda chefer"]


@pytest.mark.parametrize("change", [{"year": 2018}, {"unit": "KFN"}])
def test_another_years_and_another_bodys_actions_are_not_the_reports(
    goals: Path, change: dict[str, object]
) -> None:
    add_action(TRAINING, by=BOB, at=IN_YEAR)
    other = replace(TRAINING, name="Annan", last_day=date(2018, 12, 31), **change)  # type: ignore[arg-type]
    add_action(other, by=ALICE if "year" in change else BOTH, at=IN_YEAR)
    assert [row.label for row in rows(report(), "actions.table")] == ["Utbilda chefer"]


BOTH = replace(ALICE, grants=(*ALICE.grants, replace(ALICE.grants[0], unit="KFN")))


def test_an_assignment_stands_as_the_snapshot_knew_it_whatever_is_written_later(goals: Path) -> None:
    register_assignment(TASK, by=ALICE, at=AT)
    first = latest()
    write(MOVED)
    moved = latest()
    change_assignment(replace(find_assignment(1), name="Utreda skolan"), by=ALICE, at=LATER)
    write(Event(kind=Happening.STRUCK, on=date(2018, 4, 6), text="Fel.", strikes=1), at=LATER)
    register_assignment(replace(TASK, name="Bygga"), by=ALICE, at=LATER)
    shown = {
        number: [
            (row.label, row.cells["due"].display, row.cells["state"].display)
            for row in rows(report(number), "body-assignments")
        ]
        for number in (first - 1, first, moved, latest())
    }
    due_in_june = ("30 juni 2017", "▲\N{NO-BREAK SPACE}Försenat, 184 dagar")
    assert shown == {
        first - 1: [],
        first: [("Utreda", *due_in_june)],
        moved: [("Utreda", "30 september 2017", "▲\N{NO-BREAK SPACE}Försenat, 92 dagar")],
        latest(): [("Utreda skolan", *due_in_june), ("Bygga", *due_in_june)],
    }
    assert "moved" in rows(report(moved), "body-assignments")[0].cells


def test_each_change_of_an_assignment_has_a_snapshot_and_one_that_changes_nothing_has_none(
    goals: Path,
) -> None:
    before = latest()
    register_assignment(TASK, by=ALICE, at=AT)
    write(MOVED)
    change_assignment(replace(find_assignment(1), name="Utreda"), by=ALICE, at=AT)  # the same
    change_assignment(replace(find_assignment(1), text="Hela"), by=ALICE, at=AT)
    assert latest() == before + 3


def test_a_report_is_made_again_byte_for_byte_from_what_its_edition_keeps(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=IN_YEAR)
    register_assignment(TASK, by=ALICE, at=AT)
    number, made_from = latest(), made_from_now("annual", "KS", YEAR)
    sealed = content_bytes(report(number, made_from), decision="KS § 1")
    kept = json.loads(json.dumps(made_from_document(made_from)))
    assert kept["beside"]["people"] == {"bob": "Bob Boson"}
    rename_person(User.objects.get(username="bob"), "Bo Ek", by=ALICE, at=LATER)
    change_action(replace(find_action("A1"), name="Annat", role="Chef"), by=BOB, at=LATER)
    write(MOVED, at=LATER)
    assert content_bytes(report(number, parse_made_from(kept)), decision="KS § 1") == sealed
    assert content_bytes(report(number, made_from), decision="KS § 1") == sealed  # twice the same
    assert content_bytes(report(), decision="KS § 1") != sealed


def test_a_protected_owner_is_never_named_nor_kept(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=IN_YEAR)
    assert cells(report(), "actions.table", "owner") == ["Bob Boson, HR"]
    User.objects.filter(username="bob").update(is_protected=True)
    assert cells(report(), "actions.table", "owner") == ["Skyddad person, HR"]
    assert "Boson" not in json.dumps(made_from_document(made_from_now("annual", "KS", YEAR)))


def test_a_report_without_actions_asks_for_no_owner(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=IN_YEAR)
    assert made_from_now("month", "KS", YEAR).beside == NOTHING_BESIDE


def test_costs_that_somebody_has_typed_are_no_figures_and_nothing_to_check(goals: Path) -> None:
    priced = replace(TRAINING, status_note="Kostade 7,5 mnkr 2017.", effect="Nettokostnaden minskar 3 mnkr")
    add_action(priced, by=BOB, at=IN_YEAR)
    plan = replace(TEMPLATE, blocks=(table("plan-actions"),))
    built = build_report("annual", "KS", YEAR, made_from=MadeFrom(template=plan), by=ALICE, at=AT)
    (cost,) = (row.cells["cost"] for row in rows(built.report, "plan-actions") if row.kind == "row")
    assert (cost.figure, cost.display, cost.typed) == (None, "50", Decimal(50_000))
    assert built.report.figures == {}
    assert check_report(built, by=ALICE, at=AT).findings == ()
    assert check_report(build_report("annual", "KS", YEAR, by=ALICE, at=AT), by=ALICE, at=AT).findings == ()


def test_queries_do_not_grow_with_actions_or_assignments(goals: Path) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            report()
        return len(queries)

    add_action(TRAINING, by=BOB, at=IN_YEAR)
    register_assignment(TASK, by=ALICE, at=AT)
    few = asked()
    for number in range(20):
        add_action(replace(TRAINING, name=f"Nummer {number}"), by=BOB, at=IN_YEAR)
        register_assignment(replace(TASK, name=f"Nummer {number}"), by=ALICE, at=AT)
    assert asked() == few
