"""The rows of rights, roles and lendings: ended with their version checked, and never without their log."""

from datetime import date, datetime
from typing import Any

from hjulet.domain.permission import Actor
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, refused
from hjulet.store.models import Deputy, RoleGrant

GRANT, DEPUTY = "role-grant", "deputy"
LOCK = "people"
"""Held by whoever changes rights: a file that was judged is let in as it was judged."""


def end_grant(row: RoleGrant, *, on: date, version: int, by: Actor, at: datetime) -> dict[str, str]:
    """End a role as ``bring_to_end`` does, keep the revision, and give the fields for the log."""
    bring_to_end(row, on=on, version=version)
    return keep_grant(row, by=by, at=at)


def end_lending(row: Deputy, *, on: date, version: int, by: Actor, at: datetime) -> None:
    """End a lending as ``bring_to_end`` does, with its rows of history and log."""
    bring_to_end(row, on=on, version=version)
    log_lending("end-deputy", row, by=by, at=at)


def bring_to_end(row: RoleGrant | Deputy, *, on: date, version: int) -> None:
    """End something on a day, or when it would have begun if that is later.

    Raises ConflictError where it has changed since it was read, RefusedError ``already-over`` for what has
    ended: history is not written anew.
    """
    end = max(on, row.valid_from)
    if row.version == version and row.valid_until is not None and row.valid_until <= end:
        raise refused("already-over", last=str(row.valid_until))
    change_end(row, end, version=version)


def change_end(row: RoleGrant | Deputy, end: date | None, *, version: int) -> None:
    """Change when something ends; raises ConflictError where it has changed since it was read."""
    rows = type(row).objects.filter(pk=row.pk)
    if not update_versioned(rows, version=version, valid_until=end):
        raise ConflictError(theirs=str(row.valid_until or ""), mine=str(end or ""), version=row.version)
    row.refresh_from_db()


def keep_grant(row: RoleGrant, *, by: Actor, at: datetime) -> dict[str, str]:
    """Keep how a role is after a change, and give its fields."""
    fields = {
        "role": row.role,
        "unit": row.unit,
        "valid_from": str(row.valid_from),
        "valid_until": str(row.valid_until or ""),
    }
    kept = fields | ({"provider": row.provider} if row.provider else {})
    revise(GRANT, str(row.pk), version=row.version, fields=kept, by=by, at=at)
    return fields


def log_grant(action: str, row: RoleGrant, *, by: Actor, at: datetime, **more: Any) -> None:
    """Keep how a role is after a change, and who changed it."""
    fields = keep_grant(row, by=by, at=at)
    audit(action, row.user.username, by=by, at=at, grant=row.pk, **fields, **more)


def log_lending(action: str, row: Deputy, *, by: Actor, at: datetime) -> None:
    """Keep how a lending is after a change, and who changed it."""
    fields = {
        "lender": row.lender.username,
        "deputy": row.deputy.username,
        "valid_from": str(row.valid_from),
        "valid_until": str(row.valid_until),
    }
    kept = fields if row.units is None else fields | {"units": row.units}
    revise(DEPUTY, str(row.pk), version=row.version, fields=kept, by=by, at=at)
    audit(action, row.lender.username, by=by, at=at, lending=row.pk, **fields)
