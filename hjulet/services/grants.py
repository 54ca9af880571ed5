"""Government grants: what was granted, claimed, received and accrued, kept with all its versions.

A change takes a new snapshot, since figures rest on what was known when theirs was taken.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.grant import GovernmentGrant, Grants
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.register import Entry
from hjulet.services.access import organisation, require, require_centrally
from hjulet.services.errors import refused
from hjulet.services.register_entries import (
    add_entry,
    entry_params,
    remove_entries,
    remove_entry,
    save_entry,
)
from hjulet.services.register_rows import (
    end_row,
    find_own,
    require_code_free,
    require_id,
    require_years,
    write_row,
)
from hjulet.services.versions import registering
from hjulet.store.grant import load_grants
from hjulet.store.models import GrantEntry, RegisteredGrant


def find_grant(id: str, *, by: Actor, at: datetime) -> GovernmentGrant:
    """Find a grant that the actor may change; raises NotFoundError."""
    return find_own(id, load_grants(), by=by, at=at)


def save_grant(grant: GovernmentGrant, *, by: Actor, at: datetime) -> None:
    """Write a new grant, or with its version the next one of it; its entries are left as they are.

    Raises NotFoundError for a unit or a grant that is not the actor's, RefusedError for an id that is
    taken, days that cannot be or are in the wrong order and a code of another grant, and ConflictError
    where somebody else has changed the grant since ``version``.
    """
    require(Permission.EDIT_ITEMS, grant.unit, by=by, at=at, view=organisation().as_of(localdate(at)))
    with registering("set-grant", grant.id, by=by, at=at, **_grant_params(grant)) as moment:
        if grant.version:
            find_grant(grant.id, by=by, at=at)
            end_row(RegisteredGrant, grant.id, version=grant.version, at=moment)
        else:
            require_id(RegisteredGrant, grant.id)
        _require_sound(grant, load_grants(), by=by, at=at)
        _write(grant, by=by, at=moment)


def remove_grant(id: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take a grant and its entries away; older snapshots keep them. Raises as ``save_grant`` does."""
    with registering("remove-grant", id, by=by, at=at) as moment:
        find_grant(id, by=by, at=at)
        end_row(RegisteredGrant, id, version=version, at=moment)
        remove_entries(GrantEntry, of=id, at=moment)


def save_grant_entry(id: str, entry: Entry, *, by: Actor, at: datetime) -> None:
    """Write a new entry of a grant, or with its key and version the next one of it.

    Raises NotFoundError and ConflictError as ``save_grant`` does.
    """
    with registering("set-grant", id, by=by, at=at, **entry_params(entry)) as moment:
        grant = find_grant(id, by=by, at=at)
        save_entry(GrantEntry, entry, of=id, known=grant.entries, by=by, at=moment)


def remove_grant_entry(id: str, key: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take an entry away; older snapshots keep it. Raises as ``save_grant_entry`` does."""
    with registering("set-grant", id, by=by, at=at, removed=key) as moment:
        grant = find_grant(id, by=by, at=at)
        remove_entry(GrantEntry, key, version=version, known=grant.entries, at=moment)


def add_grants(grants: Iterable[GovernmentGrant], *, by: Actor, at: datetime) -> None:
    """Write many grants with their entries at once; those that exist are left as they are.

    Raises RefusedError as ``save_grant`` does.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    known = load_grants()
    new = [each for each in grants if each.id not in {one.id for one in known}]
    if not new:
        return
    with registering("set-grant", "grants", by=by, at=at, grants=[each.id for each in new]) as moment:
        for grant in new:
            require_id(RegisteredGrant, grant.id)
            _require_sound(grant, (*known, *new), by=by, at=at)
            _write(grant, by=by, at=moment)
            for entry in grant.entries:
                add_entry(GrantEntry, entry, of=grant.id, by=by, at=moment)


def _require_sound(grant: GovernmentGrant, known: Grants, *, by: Actor, at: datetime) -> None:
    require_years(grant.first_day.year, grant.last_day.year if grant.last_day else None)
    if grant.last_day is not None and grant.first_day > grant.last_day:
        raise refused("days-turned", first=str(grant.first_day), last=str(grant.last_day))
    require_code_free(grant, known, by=by, at=at)


def _write(grant: GovernmentGrant, *, by: Actor, at: datetime) -> None:
    write_row(
        RegisteredGrant,
        grant.id,
        by=by,
        at=at,
        name=grant.name,
        giver=grant.giver,
        unit=grant.unit,
        codes=list(grant.codes),
        first_day=grant.first_day,
        last_day=grant.last_day,
        condition=grant.condition,
    )


def _grant_params(grant: GovernmentGrant) -> dict[str, str]:
    shown = ("name", "giver", "unit", "first_day", "last_day", "condition")
    return {name: str(getattr(grant, name) or "") for name in shown} | {"codes": " ".join(grant.codes)}
