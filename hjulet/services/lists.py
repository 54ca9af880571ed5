"""Lists of vouchers and balances: checked and imported with a remembered column map."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hjulet.domain.column_map import ColumnMap, map_faults
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.domain.progress import Progress, no_progress
from hjulet.readers.lists import Look, look, read_list, unread_list
from hjulet.services.access import require_anywhere
from hjulet.services.batch_register import ImportOutcome
from hjulet.services.column_maps import SavedMap, saved_map, saved_maps
from hjulet.services.errors import refused
from hjulet.services.ledger import import_ledger


@dataclass(frozen=True, kw_only=True)
class ListCheck:
    """A judged list, and the map that it was read with; ``name`` is empty if nobody has confirmed that."""

    facts: LedgerFile
    name: str
    columns: ColumnMap


def check_list(
    source: Path | bytes,
    *,
    file: str,
    name: str = "",
    year: int = 0,
    progress: Progress = no_progress,
    by: Actor,
    at: datetime,
) -> ListCheck:
    """Read and judge a list; change nothing. ``year`` is that of balances that do not say it.

    Without ``name`` the remembered map that fits is taken, if there is just one. Fits none, the list is
    judged by what its heads seem to mean, and that is said (``columns-not-confirmed``): such a list
    cannot be imported. Raises RefusedError ``unknown-map`` or ``several-maps``.
    """
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    if name:
        saved: SavedMap | None = _required(name)
    else:
        seen = look(source, file=file)
        saved = _fitting(seen)
    if saved is None:
        return _by_proposal(seen, source, year=year, progress=progress)
    content = read_list(
        source, file=file, columns=saved.columns, name=saved.name, year=year, progress=progress
    )
    return ListCheck(facts=content.facts, name=saved.name, columns=saved.columns)


def import_list(
    source: Path | bytes,
    *,
    file: str,
    name: str,
    company: str = "",
    year: int = 0,
    replacing: bool = False,
    unbalanced: bool = False,
    progress: Progress = no_progress,
    by: Actor,
    at: datetime,
) -> ImportOutcome:
    """Import a list as one batch, read with the remembered map ``name``; as ``import_sie``.

    Its company is ``company``, else the map's. Raises RefusedError ``map-needs-name`` or ``unknown-map``.
    """
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)
    if not name:
        raise refused("map-needs-name")
    saved = _required(name)
    return import_ledger(
        lambda into: read_list(
            source, file=file, columns=saved.columns, name=saved.name, year=year, into=into, progress=progress
        ),
        company=company or saved.company,
        replacing=replacing,
        unbalanced=unbalanced,
        progress=progress,
        by=by,
        at=at,
    )


def _required(name: str) -> SavedMap:
    saved = saved_map(name)
    if saved is None:
        raise refused("unknown-map", name=name, names=", ".join(one.name for one in saved_maps()))
    return saved


def _fitting(seen: Look) -> SavedMap | None:
    """Find the one remembered map whose heads a file has; raises RefusedError where several do."""
    fitting = [saved for saved in saved_maps() if seen.fits(saved.columns)]
    if len(fitting) > 1:
        raise refused("several-maps", names=", ".join(saved.name for saved in fitting))
    return fitting[0] if fitting else None


def _by_proposal(seen: Look, source: Path | bytes, *, year: int, progress: Progress) -> ListCheck:
    """Judge a list by what its heads seem to mean, if that is enough to read it."""
    proposed = seen.proposal().columns
    if map_faults(proposed):
        heads = ", ".join(proposed.heads)
        problems = seen.problems or (_said("columns-not-understood", Severity.ERROR, seen.file, heads),)
        return ListCheck(
            facts=unread_list(source, file=seen.file, problems=problems), name="", columns=proposed
        )
    written = ", ".join(f"{name} = {head}" for name, head in proposed.columns.items())
    content = read_list(source, file=seen.file, columns=proposed, year=year, progress=progress)
    said = _said("columns-not-confirmed", Severity.WARNING, seen.file, written)
    facts = replace(content.facts, problems=(said, *content.facts.problems))
    return ListCheck(facts=facts, name="", columns=proposed)


def _said(code: str, severity: Severity, file: str, columns: str) -> Problem:
    return Problem(code=code, severity=severity, place=Place(file=file), params={"columns": columns})
