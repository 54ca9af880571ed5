"""People and roles from a file: tried, which shows what it changes, and then let in whole.

A file holds what it is about: people and roles that it does not name stay as they are. Whoever is new gets
no password: how they sign in is set up elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localdate

from hjulet.documents.rows_text import rows_text
from hjulet.domain.people_file import PEOPLE_COLUMNS, PersonRow
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.readers.people import PeopleContent, read_people_file
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.granting import administers, give_role
from hjulet.services.people import new_person, rename_person
from hjulet.services.rights import LOCK, change_end, log_grant
from hjulet.store.lock import hold
from hjulet.store.models import AuditEvent, RoleGrant, User

DONE = (
    "add-person",
    "rename-person",
    "link-person",
    "give-role",
    "end-role",
    "change-role-end",
    "roles-from-groups",
)
"""What the log calls that which changes what a file is compared with."""


class ChangeKind(StrEnum):
    """What a row of a file changes."""

    NEW_PERSON = "new-person"
    NEW_NAME = "new-name"
    NEW_ROLE = "new-role"
    NEW_END = "new-end"


@dataclass(frozen=True, kw_only=True)
class PersonChange:
    """What a row changes; ``before`` is the name that it was, ``before_last`` the last day of the role."""

    kind: ChangeKind
    row: PersonRow
    before: str = ""
    before_last: date | None = None


@dataclass(frozen=True, kw_only=True)
class PeopleTrial:
    """A file that is not let in: its rows as csv, what is wrong, what it changes, how many rows do not.

    ``base`` is what had been done when it was tried: whoever lets it in has seen these changes.
    """

    file: str
    text: str
    base: int
    problems: tuple[Problem, ...]
    changes: tuple[PersonChange, ...]
    unchanged: int
    unit_names: Mapping[str, str]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in."""
        return not is_refused(self.problems)


def try_people(data: bytes, *, file: str, by: Actor, at: datetime) -> PeopleTrial:
    """Try a file: what is wrong with it, and what it would change. Changes nothing."""
    require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)
    content = read_people_file(data, file=file)
    changes = _changes(content.rows)
    changed = {change.row.key for change in changes}
    return PeopleTrial(
        file=file,
        text=_as_csv(content.rows),
        base=_latest(),
        problems=_judged(content, by=by, at=at),
        changes=changes,
        unchanged=sum(row.key not in changed for row in content.rows),
        unit_names={code: unit.name for code, unit in organisation().as_of(localdate(at)).units.items()},
    )


def import_people(data: bytes, *, file: str, base: int, by: Actor, at: datetime) -> tuple[PersonChange, ...]:
    """Let a file in whole and give what it changed; the same content twice changes nothing.

    Raises RefusedError for a file that is not accepted or is about units that the actor does not
    administer, and ConflictError where rights were changed after ``base``.
    """
    require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)
    content = read_people_file(data, file=file)
    with transaction.atomic():
        hold(LOCK)
        problems = _judged(content, by=by, at=at)
        if is_refused(problems):
            raise RefusedError(problem for problem in problems if problem.severity.refuses)
        if base != _latest():
            raise ConflictError(theirs="", mine=_as_csv(content.rows), version=_latest())
        changes = _changes(content.rows)
        for change in changes:
            _make(change, by=by, at=at)
        if changes:
            audit("import-people", file[:200], by=by, at=at, changes=len(changes))
    return changes


def _judged(content: PeopleContent, *, by: Actor, at: datetime) -> tuple[Problem, ...]:
    """List all that is wrong with a file, units that are not the actor's to administer included.

    A person who has a role elsewhere keeps their name there: it takes the permission over all their roles.
    """
    known = organisation()
    units = {row.grant.unit for row in content.rows}
    others = {unit for unit in units if not administers(unit, by=by, at=at, known=known)}
    found = [
        Problem(code="unknown-unit", severity=Severity.ERROR, place=place, params={"value": row.grant.unit})
        for row, place in zip(content.rows, content.places, strict=True)
        if row.grant.unit in others
    ]
    renamed = {change.row.username for change in _changes(content.rows) if change.kind is ChangeKind.NEW_NAME}
    held = RoleGrant.objects.filter(user__username__in=renamed)
    if any(not administers(grant.unit, by=by, at=at, known=known) for grant in held):
        found.append(Problem(code="name-of-others", severity=Severity.ERROR))
    return (*content.problems, *found, *_over(content, on=localdate(at)))


def _over(content: PeopleContent, *, on: date) -> list[Problem]:
    """List the rows that would let a role go on that is over, or end it on another day: history stays."""
    changed = {change.row.key for change in _changes(content.rows) if change.kind is ChangeKind.NEW_END}
    held = _held()
    return [
        Problem(
            code="already-over",
            severity=Severity.ERROR,
            place=place,
            params={"last": str(held[row.key].valid_until)},
        )
        for row, place in zip(content.rows, content.places, strict=True)
        if row.key in changed and (end := held[row.key].valid_until) is not None and end <= on
    ]


def _changes(rows: tuple[PersonRow, ...]) -> tuple[PersonChange, ...]:
    """List what a file changes, a person before their roles, each once."""
    people = dict(User.objects.values_list("username", "name"))
    held = _held()
    found: list[PersonChange] = []
    for row in rows:
        if row.username not in people:
            found.append(PersonChange(kind=ChangeKind.NEW_PERSON, row=row))
        elif people[row.username] != row.name:
            found.append(PersonChange(kind=ChangeKind.NEW_NAME, row=row, before=people[row.username]))
        people[row.username] = row.name
        grant = held.get(row.key)
        if grant is None:
            found.append(PersonChange(kind=ChangeKind.NEW_ROLE, row=row))
        elif grant.valid_until != row.grant.validity.end:
            last = grant.to_domain().validity.last_day
            found.append(PersonChange(kind=ChangeKind.NEW_END, row=row, before_last=last))
    return tuple(found)


def _held() -> dict[tuple[str, str, str, str], RoleGrant]:
    """Give the roles that a file may be about: those given by hand that were not taken back at once."""
    rows = RoleGrant.objects.select_related("user").filter(provider="").exclude(valid_until=F("valid_from"))
    return {(row.user.username, row.role, row.unit, str(row.valid_from)): row for row in rows}


def _make(change: PersonChange, *, by: Actor, at: datetime) -> None:
    row = change.row
    match change.kind:
        case ChangeKind.NEW_PERSON:
            new_person(username=row.username, name=row.name, by=by, at=at)
        case ChangeKind.NEW_NAME:
            rename_person(User.objects.get(username=row.username), row.name, by=by, at=at)
        case ChangeKind.NEW_ROLE:
            give_role(row.username, row.grant, by=by, at=at)
        case ChangeKind.NEW_END:
            grant = _held()[row.key]
            change_end(grant, row.grant.validity.end, version=grant.version)
            log_grant("change-role-end", grant, by=by, at=at, last=str(row.last or ""))


def _latest() -> int:
    """Tell what was done last to anybody's rights: every change adds an audit row."""
    return AuditEvent.objects.filter(action__in=DONE).aggregate(last=Max("pk"))["last"] or 0


def _as_csv(rows: tuple[PersonRow, ...]) -> str:
    return rows_text(PEOPLE_COLUMNS, (_cells(row) for row in rows))


def _cells(row: PersonRow) -> tuple[object, ...]:
    grant = row.grant
    return row.username, row.name, grant.role, grant.unit, grant.validity.start, row.last or ""
