"""The organisation from files: tried, which shows what it changes and what hangs on it, then let in whole.

The table of units is the whole organisation, with its history: a unit that it does not name goes away. One
that something hangs on is never taken away by a file: it is ended, so that old years keep what was theirs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from hjulet.documents.organisation_table import table_text, tables_of
from hjulet.domain.organisation import Organisation
from hjulet.domain.organisation_changes import Difference, compare
from hjulet.domain.organisation_faults import row_faults
from hjulet.domain.organisation_file import OrganisationTable, organisation_of, rows_of
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.domain.unit_use import Fate, Hanging
from hjulet.readers.organisation import OrganisationContent, read_organisation
from hjulet.services.access import may_lead, organisation, require_centrally
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.setup import set_organisation
from hjulet.services.snapshots import lock_snapshots
from hjulet.services.unit_uses import hanging_on, roles_nowhere
from hjulet.store.models import AuditEvent
from hjulet.texts.catalogue import LANGUAGES, translate
from hjulet.texts.labels import KIND_WORDS, KINDS
from hjulet.texts.organisation import EXPLAINED

Files = tuple[tuple[str, bytes], ...]
"""Names and bytes: a workbook, or a csv file for each table."""


@dataclass(frozen=True, kw_only=True)
class OrganisationTrial:
    """Files that are not let in: what they hold, what is wrong, what they change, what hangs on that.

    ``after`` is the organisation that they would make, the known one where they are refused. ``base`` is what
    had been done when they were tried: whoever lets them in has seen these changes. ``names`` names units by
    the last name of each. Nothing hangs on files whose rows are refused.
    """

    file: str
    content: OrganisationContent
    after: Organisation
    base: int
    problems: tuple[Problem, ...]
    difference: Difference
    hanging: tuple[Hanging, ...]
    names: Mapping[str, str]
    is_first: bool

    @cached_property
    def tables(self) -> dict[OrganisationTable, str]:
        """Give the tables that the files have as csv, to be let in after they were seen."""
        return {
            table: table_text(rows)
            for table, rows in tables_of(self.content.rows).items()
            if getattr(self.content, table) is not None
        }

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


def import_organisation(files: Files, *, base: int, by: Actor, at: datetime) -> OrganisationTrial:
    """Let files in whole and give what they were found to be; the same content twice changes nothing.

    Raises ConflictError where the organisation was changed after ``base``, else RefusedError for files that
    are not accepted.
    """
    require_organisation(by=by, at=at)
    content = _read(files)
    with transaction.atomic():
        lock_snapshots()
        if base != _latest():
            raise ConflictError(theirs="", mine="", version=_latest())
        tried = _judge(_names(files), content, by=by, at=at)
        if not tried.accepted:
            raise RefusedError(problem for problem in tried.problems if problem.severity.refuses)
        if not tried.difference.is_empty:
            set_organisation(tried.after, by=by, at=at)
            audit("import-organisation", tried.file[:200], by=by, at=at, changes=tried.difference.count)
    return tried


def kinds_by_word() -> dict[str, str]:
    """Give the kinds of units by their names on pages and other words for them, in lower case."""
    return KIND_WORDS | {
        translate(label, language=language).lower(): kind
        for language in LANGUAGES
        for kind, label in KINDS.items()
    }


def _judge(file: str, content: OrganisationContent, *, by: Actor, at: datetime) -> OrganisationTrial:
    known = organisation()
    known_rows = rows_of(known)
    before, rows = organisation_of(known_rows), content.over(known_rows)
    problems = list(content.problems)
    if content.is_whole:
        problems += row_faults(rows, unread=content.unread)
    is_sound = not is_refused(problems)
    after = organisation_of(rows) if is_sound else before
    difference, names = compare(before, after), before.names | after.names
    hanging: tuple[Hanging, ...] = ()
    if is_sound:
        day = localdate(at)
        hanging = (*hanging_on(difference.changes, on=day), *roles_nowhere(names, on=day))
        problems += _judged_after(after, hanging, by=by, at=at)
    return OrganisationTrial(
        file=file,
        content=content,
        after=after,
        base=_latest(),
        problems=tuple(problems),
        difference=difference,
        hanging=hanging,
        names=names,
        is_first=not known.units,
    )


def _judged_after(
    after: Organisation, hanging: tuple[Hanging, ...], *, by: Actor, at: datetime
) -> Iterator[Problem]:
    """List what an organisation would do that it may not."""
    for each in hanging:
        if each.fate is Fate.GONE:
            params = {"unit": each.unit, "count": str(sum(each.uses.values()))}
            yield Problem(code="unit-in-use", severity=Severity.ERROR, params=params)
    if not may_lead(Permission.MANAGE_SETUP, by=by, at=at, known=after):
        yield Problem(code="would-lock-out", severity=Severity.ERROR)


def _names(files: Files) -> str:
    return ", ".join(dict.fromkeys(name for name, _ in files))


def _read(files: Files) -> OrganisationContent:
    explained = {translate(EXPLAINED, language=language).lower() for language in LANGUAGES}
    return read_organisation(files, kind_words=kinds_by_word(), not_read=explained)


def _latest() -> int:
    """Tell what was done last to the organisation: every change adds an audit row."""
    return AuditEvent.objects.filter(action="set-organisation").aggregate(last=Max("pk"))["last"] or 0
