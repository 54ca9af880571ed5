"""Views of the ledger that somebody has named, to come back to. Each person's own; nobody else's exist."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_anywhere
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import NotFoundError, refused
from hjulet.store.models import SavedView

NOUN = "saved-view"
LONGEST = 80
"""Characters of a name."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A named view: the query of its address, and the version that was read."""

    id: int
    name: str
    query: str
    version: int


def saved_views(*, by: Actor, at: datetime) -> tuple[View, ...]:
    """List the actor's own views by name."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    return tuple(_view(row) for row in SavedView.objects.filter(owner=by.id))


def save_view(name: str, query: str, *, by: Actor, at: datetime) -> View:
    """Name a view. A name that the actor has already gets what is looked at now, as its next version.

    Raises RefusedError ``bad-view-name`` for a name that is empty or too long.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    named = _name(name)
    with transaction.atomic():
        row, is_new = SavedView.objects.select_for_update().get_or_create(
            owner=by.id, name=named, defaults={"query": query, "updated_at": at}
        )
        if not is_new:
            row.query, row.version, row.updated_at = query, row.version + 1, at
            row.save()
        _log("save-view", row, by=by, at=at)
    return _view(row)


def rename_view(id: int, name: str, *, version: int, by: Actor, at: datetime) -> View:
    """Rename a view that was read at ``version``.

    Raises NotFoundError for another's, RefusedError ``view-exists`` for a name that is taken and
    ``view-changed`` where the view has changed since it was read.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    named = _name(name)
    with transaction.atomic():
        row = _own(id, by=by)
        if SavedView.objects.filter(owner=by.id, name=named).exclude(id=id).exists():
            raise refused("view-exists", name=named)
        if not update_versioned(
            SavedView.objects.filter(id=id, owner=by.id), version=version, name=named, updated_at=at
        ):
            raise refused("view-changed", name=row.name)
        row.refresh_from_db()
        _log("rename-view", row, by=by, at=at)
    return _view(row)


def remove_view(id: int, *, version: int, by: Actor, at: datetime) -> None:
    """Remove a view that was read at ``version``; what it was stays in its revisions.

    Raises as ``rename_view`` does.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    with transaction.atomic():
        row = _own(id, by=by)
        removed, _ = SavedView.objects.filter(id=id, owner=by.id, version=version).delete()
        if not removed:
            raise refused("view-changed", name=row.name)
        audit("remove-view", str(id), by=by, at=at, name=row.name, version=version)


def _own(id: int, *, by: Actor) -> SavedView:
    row = SavedView.objects.filter(id=id, owner=by.id).first()
    if row is None:
        raise NotFoundError(id)
    return row


def _name(text: str) -> str:
    named = " ".join(text.split())
    if not 1 <= len(named) <= LONGEST:
        raise refused("bad-view-name", limit=str(LONGEST))
    return named


def _log(action: str, row: SavedView, *, by: Actor, at: datetime) -> None:
    revise(
        NOUN, str(row.id), version=row.version, fields={"name": row.name, "query": row.query}, by=by, at=at
    )
    audit(action, str(row.id), by=by, at=at, name=row.name, version=row.version)


def _view(row: SavedView) -> View:
    return View(id=row.id, name=row.name, query=row.query, version=row.version)
