"""Column maps: proposed from a file's heads, confirmed by a person, remembered by name.

A map is everybody's who reads in ledger files: it says how a system writes, not whose money it is. So
whoever may import may save one, and each saving leaves a revision and an audit row.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from hjulet.domain.column_map import ColumnMap, Proposal, column_map, map_faults
from hjulet.domain.permission import Actor, Permission
from hjulet.readers.lists import look
from hjulet.services.access import require_anywhere
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.store.models import ColumnMap as StoredMap


@dataclass(frozen=True, kw_only=True)
class SavedMap:
    """A remembered map. ``company`` owns the files that it reads, where nobody says otherwise."""

    name: str
    company: str
    columns: ColumnMap
    version: int
    updated_by: str
    updated_at: datetime


def list_maps(*, by: Actor, at: datetime) -> tuple[SavedMap, ...]:
    """List the remembered maps by name."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    return saved_maps()


def find_map(name: str, *, by: Actor, at: datetime) -> SavedMap:
    """Find a remembered map; raises NotFoundError."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    found = saved_map(name)
    if found is None:
        raise NotFoundError(name)
    return found


def find_map_to_change(name: str, *, by: Actor, at: datetime) -> SavedMap:
    """Find a remembered map that the actor may change; raises NotFoundError."""
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)
    return find_map(name, by=by, at=at)


def propose_map(source: Path | bytes, *, file: str, by: Actor, at: datetime) -> Proposal:
    """Propose what a file's columns are; changes nothing."""
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)
    return look(source, file=file).proposal()


def save_map(
    name: str, columns: ColumnMap, *, company: str = "", version: int, by: Actor, at: datetime
) -> SavedMap:
    """Remember a map that a person has confirmed. ``version`` is the one that was read, 0 of a new map.

    Raises RefusedError where it cannot be used (``hjulet.domain.column_map.map_faults``), or a new one has
    a name that is taken (``map-exists``); ConflictError if somebody saved after it was read.
    """
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)
    name = name.strip()
    if not name:
        raise refused("map-needs-name")
    if faults := map_faults(columns):
        raise RefusedError(faults)
    values = {"company": company, "columns": columns.as_json(), "updated_by": by.id, "updated_at": at}
    with transaction.atomic():
        rows = StoredMap.objects.filter(name=name)
        if version == 0:
            _, is_new = rows.get_or_create(name=name, defaults=values)
            if not is_new:
                raise refused("map-exists", name=name)
        elif not update_versioned(rows, version=version, **values):
            raise _conflict(name, columns)
        revise(
            "column-map",
            name,
            version=version + 1,
            fields={**columns.as_json(), "company": company},
            by=by,
            at=at,
        )
        audit("save-column-map", name, by=by, at=at, version=version + 1)
    return _saved(rows.get())


def saved_maps() -> tuple[SavedMap, ...]:
    """Give all remembered maps; whoever calls has asked for permission."""
    return tuple(_saved(row) for row in StoredMap.objects.all())


def maps_for_child() -> list[dict[str, Any]]:
    """Give all remembered maps as plain JSON, for the process that reads uploads and knows no database."""
    return [{"name": one.name, "company": one.company, "map": one.columns.as_json()} for one in saved_maps()]


def saved_map(name: str) -> SavedMap | None:
    """Give a remembered map, or None; whoever calls has asked for permission."""
    row = StoredMap.objects.filter(name=name).first()
    return _saved(row) if row else None


def _conflict(name: str, mine: ColumnMap) -> Exception:
    stored = saved_map(name)
    if stored is None:
        return NotFoundError(name)
    return ConflictError(
        theirs=str(stored.columns.as_json()), mine=str(mine.as_json()), version=stored.version
    )


def _saved(row: StoredMap) -> SavedMap:
    return SavedMap(
        name=row.name,
        company=row.company,
        columns=column_map(row.columns),
        version=row.version,
        updated_by=row.updated_by,
        updated_at=row.updated_at,
    )
