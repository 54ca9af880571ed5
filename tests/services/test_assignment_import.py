"""Assignments from a file: told cell by cell what is wrong, shown what it changes, and let in whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies

from hjulet.domain.assignments.assignment import Origin
from hjulet.domain.assignments.selection import Asked, Show
from hjulet.domain.permission import Actor
from hjulet.domain.validity import Validity
from hjulet.readers.assignment_file import read_assignment_file
from hjulet.services.assignment_import import import_assignments, try_assignments
from hjulet.services.assignment_list import all_lines
from hjulet.services.assignments import find_assignment, register_assignment
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.setup import set_organisation
from hjulet.store.models import AuditEvent, RegisteredAssignment
from tests.services.people import ALICE, ALWAYS, ASTRID, AT, BOB, CHARLIE, ELSA, ORGANISATION
from tests.services.test_assignments import EXTENDED, REPORT, TASK, write

HEAD = "Nummer;Uppdrag;Kommer ur;Beslut;Givet;Givet av;Givet till;Första slutdag"
NEW = ";Friskare;Motion;KS § 9;2018-01-10;KS;HR;2018-12-31"


def table(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows, "")).encode()


def faults(*rows: str, by: Actor = ALICE) -> list[tuple[str, str]]:
    """Tell what is wrong with a file, each at its cell."""
    trial = try_assignments(table(*rows), file="u.csv", by=by, at=AT)
    return [(each.code, f"{each.place.line}{each.place.cell or ''}") for each in trial.problems]


def let_in(*rows: str, base: int | None = None, by: Actor = ALICE) -> tuple[int, ...]:
    return import_assignments(table(*rows), file="u.csv", base=base, by=by, at=AT)


def test_a_row_without_a_number_is_a_new_one_with_a_number_of_its_own(small: Path) -> None:
    trial = try_assignments(table(NEW), file="u.csv", by=ALICE, at=AT)
    assert (trial.accepted, len(trial.changes), trial.unchanged) == (True, 1, 0)
    assert not RegisteredAssignment.objects.exists()  # nothing is saved by looking
    (number,) = import_assignments(trial.text.encode(), file="u.csv", base=trial.base, by=ALICE, at=AT)
    found = find_assignment(number)
    assert (found.name, found.origin, found.decision) == ("Friskare", Origin.MOTION, "KS § 9")
    assert (found.giver, found.receiver, found.given) == ("KS", "HR", date(2018, 1, 10))
    assert found.first_due == date(2018, 12, 31)
    told = AuditEvent.objects.filter(action__in=["register-assignment", "import-assignments"])
    assert [each.action for each in told] == ["register-assignment", "import-assignments"]


def test_bodies_are_found_by_code_and_by_name_and_what_may_be_empty_is(small: Path) -> None:
    let_in(";Friskare;;;2018-01-10;ks;hr;", ";Bad;;;2018-01-10;KS;EKO;")
    first, second = find_assignment(1), find_assignment(2)
    assert (first.giver, first.receiver, first.origin, first.first_due) == ("KS", "HR", Origin.DECISION, None)
    assert second.receiver == "EKO"


def test_a_row_with_a_number_corrects_what_differs_and_the_same_again_is_nothing(small: Path) -> None:
    number = register_assignment(TASK, by=ALICE, at=AT)
    write(number, REPORT, by=BOB)
    same = f"{number};Minska sjukfrånvaron;Motion;;2017-01-01;KS;HR;2017-12-31"
    trial = try_assignments(table(same), file="u.csv", by=ALICE, at=AT)
    assert (trial.changes, trial.unchanged) == ((), 1)
    assert let_in(same) == ()
    trial = try_assignments(table(same.replace("Minska", "Sänk")), file="u.csv", by=ALICE, at=AT)
    (change,) = trial.changes
    assert (change.fields, trial.base) == (("name",), 2)
    write(number, EXTENDED, by=ALICE)  # while it is looked at
    with pytest.raises(ConflictError):
        let_in(same.replace("Minska", "Sänk"), base=trial.base)
    let_in(same.replace("Minska", "Sänk"))
    found = find_assignment(number)
    assert (found.name, len(found.events)) == ("Sänk sjukfrånvaron", 2)
    moved = same.replace("Minska", "Sänk").replace("2017-12-31", "2018-12-31")
    assert faults(moved) == [("assignment-first-day-moved", "2")]  # a slip is not hidden so either


def test_the_lists_own_file_let_in_again_changes_nothing(small: Path) -> None:
    dated = register_assignment(replace(TASK, first_due=None), by=ALICE, at=AT)
    write(dated, EXTENDED, by=ALICE)  # the list has that day as the first one
    gone = register_assignment(replace(TASK, name="Kvar", receiver="EKO"), by=ALICE, at=AT)
    ended = [
        replace(unit, name="Ekonomi", validity=Validity.through(ALWAYS.start, date(2018, 2, 1)))
        if unit.code == "EKO"
        else unit
        for unit in ORGANISATION.units
    ]
    set_organisation(replace(ORGANISATION, units=tuple(ended)), by=ASTRID, at=AT)
    lines = all_lines(Asked(show=Show.ALL), by=ALICE, at=AT).lines
    rows = [
        f"{line.assignment.number};{line.assignment.name};Motion;;2017-01-01;{line.giver};{line.receiver};"
        f"{line.standing.first_due}"
        for line in lines
    ]
    assert sorted(line.assignment.number for line in lines) == [dated, gone]
    assert any(";Ekonomi;" in row for row in rows)
    trial = try_assignments(table(*rows), file="u.csv", by=ALICE, at=AT)
    assert (trial.problems, trial.changes, trial.unchanged) == ((), (), 2)


WRONG = {
    "no number": ("x;A;;;2018-01-10;KS;HR;", "unknown-assignment"),
    "a number that is not used": ("7;A;;;2018-01-10;KS;HR;", "unknown-assignment"),
    "no name": (";;;;2018-01-10;KS;HR;", "missing-value"),
    "an origin that is none": (";A;Slump;;2018-01-10;KS;HR;", "not-one-of"),
    "a day that is none": (";A;;;i går;KS;HR;", "bad-day"),
    "a day to come": (";A;;;2018-04-07;KS;HR;", "assignment-day-ahead"),
    "a last day before it is given": (";A;;;2018-01-10;KS;HR;2018-01-09", "assignment-due-before-given"),
    "a giver that is not one's own": (";A;;;2018-01-10;KFN;HR;", "assignment-not-yours"),
    "a giver that does not exist": (";A;;;2018-01-10;NEJ;HR;", "assignment-not-yours"),
    "a receiver that does not exist": (";A;;;2018-01-10;KS;NEJ;", "unknown-receiver"),
    "a receiver that gets none": (";A;;;2018-01-10;KS;KF;", "assignment-receiver-of-kind"),
    "to itself": (";A;;;2018-01-10;KS;KS;", "assignment-to-itself"),
    "too long": (f";{'A' * 201};;;2018-01-10;KS;HR;", "too-long-cell"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_cell_and_nothing_is_let_in(small: Path, name: str) -> None:
    row, code = WRONG[name]
    assert faults(NEW, row) == [(code, "3")]
    with pytest.raises(RefusedError, match=code):
        let_in(NEW, row)
    assert not RegisteredAssignment.objects.exists()


def test_one_that_is_said_twice_or_is_there_already_is_told(small: Path) -> None:
    assert faults(NEW, NEW) == [("said-twice", "3")]
    let_in(NEW)
    assert faults(NEW) == [("assignment-twice", "2")]


@pytest.mark.parametrize("who", [BOB, ELSA, ASTRID])
def test_who_keeps_no_register_lets_nothing_in(small: Path, who: Actor) -> None:
    with pytest.raises(NotFoundError):
        faults(NEW, by=who)
    with pytest.raises(NotFoundError):
        let_in(NEW, by=who)
    assert faults(NEW, by=CHARLIE) == [("assignment-not-yours", "2")]  # of the board's, not hers


@drawn(strategies.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    read_assignment_file(data, file="u.csv")
    read_assignment_file(HEAD.encode() + b"\n" + data, file="u.csv")
