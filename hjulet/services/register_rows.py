"""Rows of a register with their versions: found by whoever may change them, written and ended."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.utils.timezone import localdate

from hjulet.domain.grant import GovernmentGrant
from hjulet.domain.investment import Project
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.register import FIRST_YEAR, LAST_YEAR
from hjulet.services.access import may, organisation
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.versions import end_version
from hjulet.store.entry import Keyed

Registered = Project | GovernmentGrant
R = TypeVar("R", Project, GovernmentGrant)

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
"""What a reference can name: it stands between blanks, after an equals sign."""


def find_own(id: str, known: Iterable[R], *, by: Actor, at: datetime) -> R:
    """Find a project or a grant that the actor may change; raises NotFoundError."""
    found = next((each for each in known if each.id == id), None)
    view = organisation().as_of(localdate(at))
    if found is None or not may(Permission.EDIT_ITEMS, found.unit, by=by, at=at, view=view):
        raise NotFoundError(id)
    return found


def write_row(model: type[Keyed], key: str, *, by: Actor, at: datetime, **fields: object) -> None:
    """Write a row that is there from now on; one that it follows is ended first."""
    model._default_manager.create(key=key, **fields, known_from=at, set_by=by.id)


def end_row(model: type[Keyed], key: str, *, version: int, at: datetime) -> None:
    """End the version that was read, as ``end_version`` does; raises NotFoundError where none stands."""
    now = model._default_manager.filter(key=key, known_until__isnull=True).first()
    if now is None:
        raise NotFoundError(key)
    end_version(now, version=version, theirs=now.said, at=at)


def require_id(model: type[Keyed], id: str) -> None:
    """Refuse an id that a reference cannot name, or that something has or has had."""
    if not _ID.fullmatch(id):
        raise refused("bad-register-id", id=id)
    if model._default_manager.filter(key=id).exists():
        raise refused("register-id-taken", id=id)


def require_years(*years: int | None) -> None:
    """Refuse a year that a register does not hold; None is none."""
    for year in years:
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise refused("register-year", year=str(year), first=str(FIRST_YEAR), last=str(LAST_YEAR))


def require_code_free(wanted: Registered, known: Iterable[Registered], *, by: Actor, at: datetime) -> None:
    """Refuse a code of the ledger that another has, of the same unit or one above or below it.

    The other is named to whoever may see it.
    """
    view = organisation().as_of(localdate(at))
    for other in known:
        if other.id == wanted.id:
            continue
        is_near = wanted.unit in view.subtree(other.unit) or other.unit in view.subtree(wanted.unit)
        if is_near and (taken := set(wanted.codes) & set(other.codes)):
            if may(Permission.VIEW_FIGURES, other.unit, by=by, at=at, view=view):
                raise refused("project-code-taken", project=min(taken), name=other.name)
            raise refused("project-code-taken-elsewhere", project=min(taken))
