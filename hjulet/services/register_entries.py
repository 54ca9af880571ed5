"""Entries of a project or a grant: written, changed and removed inside the one change of a register."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hjulet.domain.permission import Actor
from hjulet.domain.register import Entry
from hjulet.services.errors import NotFoundError
from hjulet.services.register_rows import end_row, write_row
from hjulet.store.entry import RegisterEntry


def add_entry(model: type[RegisterEntry], entry: Entry, *, of: str, by: Actor, at: datetime) -> None:
    """Write an entry that is not there yet, under a key of its own."""
    _write(model, replace(entry, key=uuid.uuid4().hex), of=of, by=by, at=at)


def save_entry(
    model: type[RegisterEntry], entry: Entry, *, of: str, known: Iterable[Entry], by: Actor, at: datetime
) -> None:
    """Write a new entry, or with its key and version the next one of it.

    Raises NotFoundError for a key that none of the ``known`` has, and ConflictError as ``end_row`` does.
    """
    if not entry.key:
        add_entry(model, entry, of=of, by=by, at=at)
        return
    _require_among(known, entry.key)
    end_row(model, entry.key, version=entry.version, at=at)
    _write(model, entry, of=of, by=by, at=at)


def remove_entry(
    model: type[RegisterEntry], key: str, *, version: int, known: Iterable[Entry], at: datetime
) -> None:
    """Take one of the ``known`` entries away; older snapshots keep it. Raises as ``save_entry`` does."""
    _require_among(known, key)
    end_row(model, key, version=version, at=at)


def remove_entries(model: type[RegisterEntry], *, of: str, at: datetime) -> None:
    """Take away all the entries of a project or a grant."""
    model._default_manager.filter(of=of, known_until__isnull=True).update(known_until=at)


def entry_params(entry: Entry) -> dict[str, str]:
    """Write an entry as the audit row keeps it."""
    return {
        "kind": entry.kind,
        "year": str(entry.year),
        "on": entry.on.isoformat(),
        "amount": f"{entry.amount:.2f}",
        "reference": entry.reference,
    }


def _require_among(known: Iterable[Entry], key: str) -> None:
    if key not in {each.key for each in known}:
        raise NotFoundError(key)


def _write(model: type[RegisterEntry], entry: Entry, *, of: str, by: Actor, at: datetime) -> None:
    write_row(
        model,
        entry.key,
        by=by,
        at=at,
        of=of,
        kind=entry.kind,
        year=entry.year,
        on=entry.on,
        amount=entry.amount,
        reference=entry.reference,
        note=entry.note,
    )
