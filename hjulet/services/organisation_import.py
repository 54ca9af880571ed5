"""The organisation from files: tried, which shows what it changes and what hangs on it, then let in whole.

The table of units is the whole organisation, with its history: a unit that it does not name goes away. One
that something hangs on is never taken away by a file: it is ended, so that old years keep what was theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from hjulet.documents.organisation_table import table_text, tables_of
from hjulet.domain.organisation import Organisation, OrgUnit
from hjulet.domain.organisation_changes import Change, Difference, compare
from hjulet.domain.organisation_faults import row_faults
from hjulet.domain.organisation_file import OrganisationRows, organisation_of, rows_of, settled
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.domain.unit_use import Fate, Hanging
from hjulet.readers.organisation import OrganisationContent, read_organisation
from hjulet.services.access import may_lead, organisation, require_centrally
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.setup import set_organisation
from hjulet.services.snapshots import lock_snapshots
from hjulet.services.unit_uses import hanging_on
from hjulet.store.models import AuditEvent
from hjulet.texts.catalogue import LANGUAGES, translate
from hjulet.texts.labels import KINDS

Files = tuple[tuple[str, bytes], ...]
"""Names and bytes: a workbook, or a csv file for each table."""


@dataclass(frozen=True, kw_only=True)
class OrganisationTrial:
    """Files that are not let in: their tables as csv, what is wrong, what they change, what hangs on that.

    ``tables`` is empty for one that no file has. ``base`` is what had been done when they were tried:
    whoever lets them in has seen these changes. ``names`` names units by the last name of each.
    """

    file: str
    tables: Mapping[str, str]
    base: int
    problems: tuple[Problem, ...]
    difference: Difference
    hanging: tuple[Hanging, ...]
    names: Mapping[str, str]
    is_first: bool

    @property
    def accepted(self) -> bool:
        """Tell whether the files may be let in."""
        return not is_refused(self.problems)


def require_organisation(*, by: Actor, at: datetime) -> None:
    """Let through whoever sets up the whole installation; else NotFoundError."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)


def try_organisation(files: Files, *, by: Actor, at: datetime) -> OrganisationTrial:
    """Try files: what is wrong with them, and what they would change. Changes nothing.

    For whoever sets up the whole installation; else NotFoundError.
    """
    require_organisation(by=by, at=at)
    return _judge(_names(files), _read(files), by=by, at=at)


def import_organisation(files: Files, *, base: int, by: Actor, at: datetime) -> tuple[Change, ...]:
    """Let files in whole and give what they changed; the same content twice changes nothing.

    Raises RefusedError for files that are not accepted, and ConflictError where the organisation was
    changed after ``base``.
    """
    require_organisation(by=by, at=at)
    content = _read(files)
    with transaction.atomic():
        lock_snapshots()
        tried = _judge(_names(files), content, by=by, at=at)
        if not tried.accepted:
            raise RefusedError(problem for problem in tried.problems if problem.severity.refuses)
        if base != tried.base:
            raise ConflictError(theirs="", mine=tried.tables["units"], version=tried.base)
        if not tried.difference.is_empty:
            set_organisation(organisation_of(_whole(content, organisation())), by=by, at=at)
            changed = len(tried.difference.changes)
            audit("import-organisation", tried.file[:200], by=by, at=at, changes=changed)
    return tried.difference.changes


def kinds_by_word() -> dict[str, str]:
    """Give the kinds of units by their names on pages, in lower case, in every language."""
    return {
        translate(label, language=language).lower(): kind
        for language in LANGUAGES
        for kind, label in KINDS.items()
    }


def _judge(file: str, content: OrganisationContent, *, by: Actor, at: datetime) -> OrganisationTrial:
    known = organisation()
    before, rows = settled(known), _whole(content, known)
    problems = [*content.problems, *_said_together(content, rows)]
    after = before if is_refused(problems) else organisation_of(rows)
    hanging = hanging_on(before, after, on=localdate(at))
    problems += [_in_use(each) for each in hanging if each.fate is Fate.GONE]
    if not may_lead(Permission.MANAGE_SETUP, by=by, at=at, known=after):
        problems.append(Problem(code="would-lock-out", severity=Severity.ERROR))
    return OrganisationTrial(
        file=file,
        tables=_as_csv(content),
        base=_latest(),
        problems=tuple(problems),
        difference=compare(before, after),
        hanging=hanging,
        names={unit.code: unit.name for unit in _by_start(before, after)},
        is_first=not known.units,
    )


def _names(files: Files) -> str:
    return ", ".join(dict.fromkeys(name for name, _ in files))


def _read(files: Files) -> OrganisationContent:
    return read_organisation(files, kind_words=kinds_by_word())


def _whole(content: OrganisationContent, known: Organisation) -> OrganisationRows:
    """Add the tables that no file has, as they are known."""
    rows = rows_of(known)
    return OrganisationRows(
        units=rows.units if content.units is None else content.units,
        services=rows.services if content.services is None else content.services,
        successions=rows.successions if content.successions is None else content.successions,
    )


def _said_together(content: OrganisationContent, rows: OrganisationRows) -> tuple[Problem, ...]:
    """List what rows say against each other; not what only follows from rows that could not be read."""
    if not content.is_whole:
        return ()
    return tuple(problem for problem in row_faults(rows) if not content.unread & set(problem.params.values()))


def _in_use(hanging: Hanging) -> Problem:
    params = {"unit": hanging.unit, "count": str(sum(hanging.uses.values()))}
    return Problem(code="unit-in-use", severity=Severity.ERROR, params=params)


def _latest() -> int:
    """Tell what was done last to the organisation: every change adds an audit row."""
    return AuditEvent.objects.filter(action="set-organisation").aggregate(last=Max("pk"))["last"] or 0


def _as_csv(content: OrganisationContent) -> dict[str, str]:
    read = OrganisationRows(
        units=content.units or (), services=content.services or (), successions=content.successions or ()
    )
    return {
        name: "" if getattr(content, name) is None else table_text(table)
        for name, table in tables_of(read).items()
    }


def _by_start(*organisations: Organisation) -> list[OrgUnit]:
    units = (unit for organisation in organisations for unit in organisation.units)
    return sorted(units, key=lambda unit: unit.validity.start)
