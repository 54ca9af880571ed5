"""Actions from a file: tried, which shows what it changes, and then let in whole, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hjulet.documents.rows_text import rows_text
from hjulet.domain.actions.action import Action, ActionChange
from hjulet.domain.actions.faults import faults
from hjulet.domain.actions.files import ACTION_COLUMNS, cells_of
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.readers.actions import ActionRow, ActionsContent, read_actions
from hjulet.services.access import organisation
from hjulet.services.action_rights import require_any_writer, writes_for
from hjulet.services.action_rows import actions_by_key, base_of, what_may_be_named, write_actions
from hjulet.services.action_sight import Sight, sight_of
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.versions import in_turn, registered


@dataclass(frozen=True, kw_only=True)
class ActionsTrial:
    """A file that is not let in: what is wrong, what it changes, and how many rows do not.

    ``text`` is what it changes as csv, no more than that, and ``base`` what was known when it was tried:
    whoever lets it in has seen these changes. ``names`` are those of units and people.
    """

    file: str
    text: str
    base: int
    problems: tuple[Problem, ...]
    changes: tuple[ActionChange, ...]
    unchanged: int
    names: Mapping[str, str]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in."""
        return not is_refused(self.problems)


def try_actions(data: bytes, *, file: str, by: Actor, at: datetime) -> ActionsTrial:
    """Try a file: what is wrong with it, and what it would change. Changes nothing.

    Raises NotFoundError for whoever writes no actions.
    """
    require_any_writer(by=by, at=at)
    sight = sight_of(by=by, at=at)
    content, problems = _judged(data, file=file, sight=sight, by=by, at=at)
    changes = _changes(content.rows)
    shown = tuple(sight.shown_change(each) for each in changes)
    return ActionsTrial(
        file=file,
        text=_as_csv(shown, content.columns),
        base=base_of(changes),
        problems=problems,
        changes=shown,
        unchanged=len(content.rows) - len(changes),
        names=organisation().names | sight.people(),
    )


def import_actions(
    data: bytes, *, file: str, base: int | None = None, by: Actor, at: datetime
) -> tuple[Action, ...]:
    """Let a file in whole and give the actions that it changed; the same content twice changes nothing.

    Raises NotFoundError for whoever writes no actions, RefusedError for a file that is not accepted, and
    ConflictError where one of them was changed after ``base``.
    """
    require_any_writer(by=by, at=at)
    content, problems = _judged(data, file=file, sight=sight_of(by=by, at=at), by=by, at=at)
    if is_refused(problems):
        raise RefusedError(problem for problem in problems if problem.severity.refuses)
    changes = _changes(content.rows)
    with in_turn(at=at) as moment:
        if not changes:
            return ()
        if base is not None and base != base_of(changes):
            raise ConflictError(theirs="", mine=file, version=base_of(changes))
        written = write_actions(changes, moment=moment, by=by, at=at)
        registered("import-actions", file[:200], moment=moment, by=by, at=at, changes=len(written))
    return written


def _judged(
    data: bytes, *, file: str, sight: Sight, by: Actor, at: datetime
) -> tuple[ActionsContent, tuple[Problem, ...]]:
    """Read a file against the actions that there are, and list all that is wrong with it, cell by cell.

    What the actor does not read of an action is in no file of theirs, and stays.
    """
    read = read_actions(data, file=file, find=actions_by_key)
    rows = tuple(replace(row, change=sight.kept(row.change)) for row in read.rows)
    problems = [*read.problems, *_faults(rows, sight), *_not_theirs(rows, by=by, at=at)]
    return replace(read, rows=rows), tuple(sorted(problems, key=lambda each: each.place.line or 0))


def _faults(rows: Iterable[ActionRow], sight: Sight) -> Iterable[Problem]:
    """List what would be wrong with the actions as they become; what a file leaves alone is not judged."""
    named = what_may_be_named(sight)
    for row in rows:
        if not row.change.fields:
            continue
        for fault in faults(row.change.after, named, before=row.change.before):
            place = row.places.get(fault.column, row.places["key"])
            yield Problem(code=fault.code, severity=Severity.ERROR, place=place, params=fault.params)


def _not_theirs(rows: Iterable[ActionRow], *, by: Actor, at: datetime) -> Iterable[Problem]:
    """List the rows that change an action of a unit, or give one to a unit, that is not the actor's.

    An action of a unit that is no more in the organisation is nobody's to change by a file.
    """
    writes, names = writes_for(by=by, at=at), organisation().names
    for row in rows:
        change = row.change
        if not change.fields:
            continue
        units = {change.after.unit} & names.keys()  # one that does not exist is told as such
        if change.before is not None:
            units.add(change.before.unit)
        others = sorted(unit for unit in units if not writes(unit))
        if others:
            yield Problem(
                code="action-not-yours",
                severity=Severity.ERROR,
                place=row.places.get("unit", row.places["key"]),
                params={"unit": names.get(others[0], others[0])},
            )


def _changes(rows: Iterable[ActionRow]) -> tuple[ActionChange, ...]:
    return tuple(row.change for row in rows if row.change.fields)


def _as_csv(changes: tuple[ActionChange, ...], columns: tuple[str, ...]) -> str:
    """Write what changes: the rows that do, with those of the file's columns that any of them changes."""
    touched = {"key", *(field for change in changes for field in change.fields)}
    needs_all = any(change.before is None for change in changes)
    kept = [name for name in ACTION_COLUMNS if name in columns and (needs_all or name in touched)]
    return rows_text(kept, (cells_of(change.after, kept).values() for change in changes))
