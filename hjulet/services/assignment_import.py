"""Assignments from a file: tried, which shows what it registers and corrects, and then let in whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.documents.rows_text import rows_text
from hjulet.domain.assignments.assignment import Assignment, Origin
from hjulet.domain.assignments.correction import SAID, changed_fields
from hjulet.domain.assignments.faults import assignment_faults, correction_faults
from hjulet.domain.assignments.files import ASSIGNMENT_COLUMNS
from hjulet.domain.assignments.standing import last_days
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.readers.assignment_file import AssignmentRow, read_assignment_file
from hjulet.services.access import organisation
from hjulet.services.assignment_lines import register_day
from hjulet.services.assignment_rights import givers_of, gives_for
from hjulet.services.assignments import require_known, twin_of, write_assignments
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.versions import in_turn, registered
from hjulet.store.assignments import load_assignments

AT = {
    "assignment-day-ahead": "given",
    "assignment-due-before-given": "first_due",
    "assignment-to-itself": "receiver",
    "assignment-goal-of-other-origin": "origin",
    "assignment-given-after-event": "given",
    "assignment-first-day-moved": "first_due",
    "assignment-giver-of-kind": "giver",
    "assignment-receiver-of-kind": "receiver",
    "assignment-not-yours": "giver",
    "assignment-twice": "name",
    "unknown-assignment": "number",
}
"""Problem -> the column that it is about."""


@dataclass(frozen=True, kw_only=True)
class AssignmentChange:
    """What a row makes of an assignment; ``before`` is None for a new one."""

    before: Assignment | None
    after: Assignment
    places: Mapping[str, Place]

    @property
    def fields(self) -> tuple[str, ...]:
        """Name what it changes, in order of display; all that a new one says."""
        if self.before is None:
            return tuple(name for name in SAID if name in ASSIGNMENT_COLUMNS and getattr(self.after, name))
        return changed_fields(self.before, self.after)


@dataclass(frozen=True, kw_only=True)
class AssignmentsTrial:
    """A file that is not let in: what is wrong, what it changes, and how many rows do not.

    ``text`` is what it changes as csv, and ``base`` what was known when it was tried: whoever lets it in has
    seen these changes. ``names`` are those of units.
    """

    file: str
    text: str
    base: int
    problems: tuple[Problem, ...]
    changes: tuple[AssignmentChange, ...]
    unchanged: int
    names: Mapping[str, str]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in."""
        return not is_refused(self.problems)


def require_any_register(*, by: Actor, at: datetime) -> None:
    """Let through whoever keeps some body's register; else NotFoundError."""
    if not givers_of(by=by, at=at, known=organisation()):
        raise NotFoundError(Permission.EDIT_ASSIGNMENTS)


def try_assignments(data: bytes, *, file: str, by: Actor, at: datetime) -> AssignmentsTrial:
    """Try a file: what is wrong with it, and what it would change. Changes nothing.

    Raises NotFoundError for whoever keeps no register.
    """
    require_any_register(by=by, at=at)
    rows, problems = _judged(data, file=file, by=by, at=at)
    changes = tuple(each for each in rows if each.fields)
    return AssignmentsTrial(
        file=file,
        text=_as_csv(changes),
        base=_base_of(changes),
        problems=problems,
        changes=changes,
        unchanged=len(rows) - len(changes),
        names=organisation().names,
    )


def import_assignments(
    data: bytes, *, file: str, base: int | None = None, by: Actor, at: datetime
) -> tuple[int, ...]:
    """Let a file in whole and give the numbers of what it changed; the same content twice changes nothing.

    Each is registered or corrected as by hand, with a revision and an audit row. Raises NotFoundError for
    whoever keeps no register, RefusedError for a file that is not accepted, and ConflictError where one of
    the assignments was changed after ``base``.
    """
    require_any_register(by=by, at=at)
    with in_turn(at=at) as moment:
        rows, problems = _judged(data, file=file, by=by, at=at)
        if is_refused(problems):
            raise RefusedError(problem for problem in problems if problem.severity.refuses)
        changes = tuple(each for each in rows if each.fields)
        if base is not None and base != _base_of(changes):
            raise ConflictError(theirs="", mine=file, version=_base_of(changes))
        after = (each.after for each in changes)
        numbers = write_assignments(after, organisation(), moment=moment, by=by, at=at)
        if numbers:
            name = file[:200]
            registered("import-assignments", name, moment=moment, by=by, at=at, changes=len(numbers))
    return numbers


def _judged(
    data: bytes, *, file: str, by: Actor, at: datetime
) -> tuple[tuple[AssignmentChange, ...], tuple[Problem, ...]]:
    """Read a file against the register, and list all that is wrong with it, cell by cell."""
    content, known = read_assignment_file(data, file=file), organisation()
    problems = list(content.problems)
    now = load_assignments(where=Q(number__in=[row.number for row in content.rows if row.number]))
    held = {each.number: each for each in now}
    codes = _codes(known, at=at)
    changes = []
    for row in content.rows:
        if row.number and row.number not in held:
            problems.append(_problem("unknown-assignment", row.places, number=str(row.number)))
            continue
        change = _change(row, held.get(row.number), codes, known)
        problems.extend(_faults(change, known, by=by, at=at))
        changes.append(change)
    return tuple(changes), tuple(sorted(problems, key=lambda each: each.place.line or 0))


def _change(
    row: AssignmentRow, before: Assignment | None, codes: Mapping[str, str], known: Organisation
) -> AssignmentChange:
    said = dict(row.said)
    kept = _as_listed(before, known) if before else {}
    for column in ("giver", "receiver"):
        said[column] = codes.get(said[column].casefold(), said[column])
    said |= {column: getattr(before, column) for column in kept if row.said[column] == kept[column]}
    blank = Assignment(name="", origin=Origin.DECISION, giver="", receiver="", given=said["given"])
    return AssignmentChange(before=before, after=replace(before or blank, **said), places=row.places)


def _as_listed(assignment: Assignment, known: Organisation) -> dict[str, Any]:
    """Say what the list's own file has otherwise than the register: let in again it changes nothing.

    Bodies stand there by their names, also those that have ended, and as the first last day the first that
    was ever decided.
    """
    names = known.names
    return {
        "giver": names.get(assignment.giver, assignment.giver),
        "receiver": names.get(assignment.receiver, assignment.receiver),
        "first_due": next(iter(last_days(assignment, assignment.holding())), None),
    }


def _codes(known: Organisation, *, at: datetime) -> dict[str, str]:
    """Find units by their code, and by the name that one of today has alone."""
    units = known.as_of(localdate(at)).units
    named: dict[str, set[str]] = {}
    for code, unit in units.items():
        named.setdefault(unit.name.casefold(), set()).add(code)
    alone = {name: next(iter(codes)) for name, codes in named.items() if len(codes) == 1}
    return alone | {code.casefold(): code for code in known.names}


def _faults(change: AssignmentChange, known: Organisation, *, by: Actor, at: datetime) -> Iterator[Problem]:
    """List what would be wrong with an assignment as it becomes; what a file leaves alone is not judged."""
    before, after = change.before, change.after
    if not change.fields:
        return
    givers = {after.giver} if before is None else {before.giver, after.giver}
    if others := [each for each in sorted(givers) if not gives_for(each, by=by, at=at, known=known)]:
        unit = known.names.get(others[0], others[0])
        yield _problem("assignment-not-yours", change.places, unit=unit)
        return
    today = register_day(at)
    codes = correction_faults(before, after, today=today) if before else assignment_faults(after, today=today)
    yield from (_problem(code, change.places) for code in codes)
    yield from _unknown(change, known, at=at)
    if before is None and (twin := twin_of(after)):
        yield _problem("assignment-twice", change.places, number=str(twin))


def _unknown(change: AssignmentChange, known: Organisation, *, at: datetime) -> Iterable[Problem]:
    """List the bodies that cannot be, each at its cell."""
    try:
        require_known(change.after, known, before=change.before, at=at)
    except RefusedError as fault:
        for problem in fault.problems:
            column = "giver" if problem.params.get("unit") == change.after.giver else "receiver"
            place = change.places[AT.get(problem.code, column)]
            yield replace(problem, place=place)


def _problem(code: str, places: Mapping[str, Place], **params: str) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, place=places[AT[code]], params=params)


def _base_of(changes: Iterable[AssignmentChange]) -> int:
    """Sum the versions of what a file corrects: any change of one of them gives another sum."""
    return sum(each.before.version for each in changes if each.before)


def _as_csv(changes: Iterable[AssignmentChange]) -> str:
    return rows_text(ASSIGNMENT_COLUMNS, (_cells(each.after) for each in changes))


def _cells(assignment: Assignment) -> list[str]:
    values = (getattr(assignment, column) for column in ASSIGNMENT_COLUMNS)
    return [str(value or "") for value in values]
