"""The register of assignments: registered and corrected by who keeps it for the giver, never removed.

What happens to one is added, and nothing that happened is changed. A number is used once. A change takes a
snapshot: a report shows where assignments stood, and an edition is built again with what was known.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q
from django.utils.timezone import localdate

from hjulet.domain.assignments.assignment import GIVING, RECEIVING, Assignment, Event, Happening
from hjulet.domain.assignments.correction import changed_fields, corrected, overtaken_fields
from hjulet.domain.assignments.faults import assignment_faults, correction_faults, event_faults
from hjulet.domain.goals.element import ElementKind, Ref
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity
from hjulet.services.access import organisation, require_centrally
from hjulet.services.assignment_history import has_happened_since, said_at
from hjulet.services.assignment_lines import register_day
from hjulet.services.assignment_rights import open_to, require_giver, strikes
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.services.snapshots import take_snapshot
from hjulet.services.versions import in_turn
from hjulet.store.assignments import NOUN, assignment_fields, event_fields, load_assignments
from hjulet.store.goals import load_elements
from hjulet.store.models import AssignmentEvent, RegisteredAssignment

LAST_NUMBER = 2**31 - 1


def find_assignment(number: int) -> Assignment:
    """Find an assignment, to a service that asks for permission itself; raises NotFoundError."""
    found = load_assignments(where=Q(number=number)) if number <= LAST_NUMBER else ()
    if not found:
        raise NotFoundError(str(number))
    return found[0]


def register_assignment(assignment: Assignment, *, by: Actor, at: datetime) -> int:
    """Write a new assignment and give its number; a number or events that it comes with are not used.

    Raises NotFoundError for a giver that the actor keeps no register for, RefusedError where it cannot be.
    """
    known = organisation()
    require_giver(assignment.giver, by=by, at=at, known=known)
    with _in_turn(at=at, by=by) as moment:
        new = replace(assignment, events=())
        return _register(new, known, today=register_day(at), moment=moment, by=by, at=at)


def change_assignment(assignment: Assignment, *, by: Actor, at: datetime) -> None:
    """Correct what an assignment says; ``version`` is the one that was read, and its events stay.

    Only what differs from that version is written, so two who correct different things both succeed. Raises
    NotFoundError for whoever does not keep the giver's register, now and after, RefusedError where it cannot
    be, ConflictError where somebody else has corrected the same, with what they wrote.
    """
    with in_turn(at=at) as moment:
        if _correct(assignment, organisation(), moment=moment, by=by, at=at):
            take_snapshot(NOUN, by=by, at=moment)


def write_assignments(
    assignments: Iterable[Assignment], known: Organisation, *, moment: datetime, by: Actor, at: datetime
) -> tuple[int, ...]:
    """Register those without a number and correct the others; gives their numbers.

    The caller holds the turn that ``moment`` is of, and ends it. Raises as ``register_assignment`` and
    ``change_assignment`` do.
    """
    numbers = []
    for each in assignments:
        if each.number:
            _correct(each, known, moment=moment, by=by, at=at)
            numbers.append(each.number)
        else:
            require_giver(each.giver, by=by, at=at, known=known)
            numbers.append(_register(each, known, today=register_day(at), moment=moment, by=by, at=at))
    return tuple(numbers)


def upon_now(assignment: Assignment, *, by: Actor, at: datetime) -> tuple[Assignment, Assignment]:
    """Give what is stored now, and that with what somebody wanted to correct when they were overtaken.

    Raises NotFoundError for whoever does not keep the giver's register.
    """
    now = find_assignment(assignment.number)
    require_giver(now.giver, by=by, at=at, known=organisation())
    read = said_at(now, assignment.version) if 0 < assignment.version <= now.version else now
    return now, corrected(now, read=read, written=assignment)


def write_event(number: int, event: Event, *, version: int, by: Actor, at: datetime) -> None:
    """Add what happened to an assignment; ``version`` is the one that was read.

    What was corrected since then is no conflict. Raises NotFoundError for what is not the actor's to write,
    RefusedError where it cannot be, ConflictError where somebody else has added something.
    """
    with _in_turn(at=at, by=by) as moment:
        now = find_assignment(number)
        _require_open(now, event, by=by, at=at)
        if has_happened_since(now, version):
            raise ConflictError(theirs=_latest(now), mine=event.text, version=now.version)
        _write_event(now, event, today=register_day(at), moment=moment, by=by, at=at)


def require_known(
    assignment: Assignment, known: Organisation, *, before: Assignment | None, at: datetime
) -> None:
    """Refuse bodies and a goal that cannot be; what it has named ``before`` it may go on naming."""
    if before is None or assignment.giver != before.giver:
        _require_kind(assignment.giver, GIVING, "assignment-giver-of-kind", known, at=at)
    if before is None or assignment.receiver != before.receiver:
        _require_kind(assignment.receiver, RECEIVING, "assignment-receiver-of-kind", known, at=at)
    goal = assignment.goal
    if goal is None or (before is not None and goal == before.goal):
        return
    element = load_elements([goal]).get(goal)
    if element is None:
        raise refused("unknown-element", value=f"{goal.structure} {goal.key}")
    if element.kind is not ElementKind.ASSIGNMENT:
        raise refused("goal-is-no-assignment", name=element.name)
    others = RegisteredAssignment.objects.filter(goal_structure=goal.structure, goal_key=goal.key)
    if taken := others.exclude(number=assignment.number).first():
        raise refused("goal-is-assignment", number=str(taken.number), name=taken.name)


def twin_of(assignment: Assignment) -> int | None:
    """Give the number of one that lives and says the same, None for none."""
    twin = RegisteredAssignment.objects.filter(**assignment_fields(assignment)).first()
    return twin.number if twin else None


def add_assignments(assignments: Iterable[Assignment], *, by: Actor, at: datetime) -> None:
    """Write many assignments with what has happened to them at once, into a register that has none.

    No day is too late: the example stands still at one, and holds what came after it. Raises RefusedError as
    ``register_assignment`` and ``write_event`` do, else.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    known = organisation()
    if RegisteredAssignment.objects.exists():
        return
    with _in_turn(at=at, by=by) as moment:
        for assignment in assignments:
            new = replace(assignment, events=())
            number = _register(new, known, today=date.max, moment=moment, by=by, at=at)
            for event in assignment.events:
                now = find_assignment(number)
                _write_event(now, event, today=date.max, moment=moment, by=by, at=at)


@contextmanager
def _in_turn(*, at: datetime, by: Actor) -> Iterator[datetime]:
    """Let one change of the register in at a time, and give its moment; a snapshot that knows it ends it."""
    with in_turn(at=at) as moment:
        yield moment
        take_snapshot(NOUN, by=by, at=moment)


def _correct(
    assignment: Assignment, known: Organisation, *, moment: datetime, by: Actor, at: datetime
) -> bool:
    """Write what a correction changes, and tell whether it changes anything."""
    now = find_assignment(assignment.number)
    require_giver(now.giver, by=by, at=at, known=known)
    require_giver(assignment.giver, by=by, at=at, known=known)
    changed = _not_overtaken(now, assignment)
    fields = changed_fields(now, changed)
    if not fields:
        return False
    if codes := correction_faults(now, changed, today=register_day(at)):
        raise _refusal(codes)
    require_known(changed, known, before=now, at=at)
    _update(changed, theirs=now, mine=assignment.name, **assignment_fields(changed))
    plain = _plain(assignment_fields(changed))
    revise(NOUN, str(now.number), version=now.version + 1, fields=plain, by=by, at=moment)
    told = {name: [_word(now, name), _word(changed, name)] for name in fields}
    audit("set-assignment", str(now.number), by=by, at=at, name=changed.name, changed=told)
    return True


def _register(
    assignment: Assignment, known: Organisation, *, today: date, moment: datetime, by: Actor, at: datetime
) -> int:
    last = RegisteredAssignment.objects.aggregate(last=Max("number"))["last"] or 0
    new = replace(assignment, number=last + 1)
    if codes := assignment_faults(new, today=today):
        raise _refusal(codes)
    require_known(new, known, before=None, at=at)
    fields = assignment_fields(new)
    if (twin := twin_of(new)) is not None:
        raise refused("assignment-twice", number=str(twin))
    RegisteredAssignment.objects.create(number=new.number, **fields)
    revise(NOUN, str(new.number), version=1, fields=_plain(fields), by=by, at=moment)
    audit("register-assignment", str(new.number), by=by, at=at, name=new.name)
    return new.number


def _write_event(
    now: Assignment, event: Event, *, today: date, moment: datetime, by: Actor, at: datetime
) -> None:
    if codes := event_faults(now, event, today=today):
        raise _refusal(codes)
    if event.replaced_by is not None and not _exists(event.replaced_by):
        raise refused("unknown-assignment", number=str(event.replaced_by))
    written = replace(event, place=len(now.events) + 1)
    after = replace(now, events=(*now.events, written))
    closing = after.closing
    _update(after, theirs=now, mine=event.text, closed_on=closing.on if closing else None)
    fields = event_fields(written)
    AssignmentEvent.objects.create(
        number=now.number, place=written.place, **fields, written_at=moment, written_by=by.id
    )
    revise(NOUN, str(now.number), version=now.version + 1, fields=_plain(fields), by=by, at=moment)
    audit(
        f"assignment-{event.kind.replace('_', '-')}",
        str(now.number),
        by=by,
        at=at,
        name=now.name,
        **_plain({name: value for name, value in fields.items() if value}),
    )


def _update(assignment: Assignment, *, theirs: Assignment, mine: str, **fields: Any) -> None:
    """Write fields of an assignment if its version is still the one that was read; else ConflictError."""
    rows = RegisteredAssignment.objects.filter(number=assignment.number)
    if not update_versioned(rows, version=assignment.version, **fields):
        raise ConflictError(theirs=_latest(theirs), mine=mine, version=theirs.version)


def _latest(assignment: Assignment) -> str:
    """Say what stands last in an assignment, for whoever wrote at the same time."""
    return assignment.events[-1].text if assignment.events else assignment.name


def _require_open(now: Assignment, event: Event, *, by: Actor, at: datetime) -> None:
    among = open_to(now, by=by, at=at, known=organisation())
    is_open = event.kind in among
    if is_open and event.kind is Happening.STRUCK:
        struck = next((each for each in now.events if each.place == event.strikes), None)
        is_open = struck is not None and strikes(struck.kind, among)
    if not is_open:
        raise NotFoundError(str(now.number))


def _not_overtaken(now: Assignment, written: Assignment) -> Assignment:
    """Give an assignment with what somebody corrected; ConflictError where another has corrected the same."""
    read = said_at(now, written.version)
    if both := overtaken_fields(now, read=read, written=written):
        theirs = ". ".join(_word(now, name) or "–" for name in both)
        raise ConflictError(theirs=theirs, mine=written.name, version=now.version)
    return corrected(now, read=read, written=written)


def _require_kind(
    code: str, kinds: Collection[str], fault: str, known: Organisation, *, at: datetime
) -> None:
    view = known.last_seen(code, by=localdate(at))
    if code not in view:
        raise refused("unknown-receiver", unit=code)
    if view.units[code].kind not in kinds:
        raise refused(fault, unit=view.units[code].name)


def _refusal(codes: Iterable[str]) -> RefusedError:
    return RefusedError(Problem(code=code, severity=Severity.ERROR, params={}) for code in codes)


def _exists(number: int) -> bool:
    return number <= LAST_NUMBER and RegisteredAssignment.objects.filter(number=number).exists()


def _word(assignment: Assignment, name: str) -> str:
    """Write a field of an assignment as text; empty where it says nothing."""
    value = getattr(assignment, name)
    return f"{value.structure} {value.key}" if isinstance(value, Ref) else str(value or "")


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Write fields as JSON holds them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
