"""All that is kept about one person (articles 15 and 20 of the data protection regulation).

Made from the register of personal data: each table that can hold something about a person is there, also
where it holds nothing. Secrets are said to be kept and not shown; texts are told by where they stand. What
only the person themself sees is shown to them alone: an administrator is told that it is there. Whoever is
no administrator reads of protected people what others may see of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.personal_data import TREATMENTS, Handling, Reader
from hjulet.domain.protection import PROTECTED
from hjulet.services.access import require_anywhere
from hjulet.services.errors import NotFoundError
from hjulet.services.granting import find_user
from hjulet.services.people import protected_people
from hjulet.services.protection import may_protect
from hjulet.services.reading import log_read
from hjulet.store.models import AuditEvent, User
from hjulet.store.personal_data import PERSONAL_TABLES, Columns


@dataclass(frozen=True, kw_only=True)
class KeptColumn:
    """A personal column of a table: its treatment, and how it is answered."""

    name: str
    treatment: str
    handling: Handling


@dataclass(frozen=True, kw_only=True)
class KeptTable:
    """What a table holds about a person. A row has the values of ``about``, then those of ``columns``.

    A value is plain JSON or a moment; of what is not shown it is None. ``is_found``: a person's rows can be
    told from others' in it.
    """

    table: str
    is_found: bool
    about: tuple[str, ...]
    columns: tuple[KeptColumn, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A text that somebody wrote in which the person's name stands: the table, the row and the column."""

    table: str
    about: Mapping[str, Any]
    column: str


@dataclass(frozen=True, kw_only=True)
class PersonalExport:
    """All that is kept about a person at a moment."""

    username: str
    name: str
    at: datetime
    tables: tuple[KeptTable, ...]
    mentions: tuple[Mention, ...]


def export_person(username: str, *, by: Actor, at: datetime) -> PersonalExport:
    """Gather all that is kept about a person: oneself, or whose roles the actor administers all of.

    Somebody else's reading is logged first, and gets no answer if the log cannot be written. Raises
    NotFoundError for whoever may not, and for a person who is not there.
    """
    if username != by.id:
        require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)
    user = find_user(username)
    if username != by.id and not may_protect(user, by=by, at=at):
        raise NotFoundError(username)
    log_read("export-person", username, by=by, at=at)
    hidden = {} if by.may_anywhere(Permission.MANAGE_SETUP, on=localdate(at)) else protected_people()
    hidden.pop(username, None)
    return PersonalExport(
        username=user.username,
        name=user.name,
        at=at,
        tables=tuple(
            _kept(table, columns, user, is_own=username == by.id, hidden=hidden)
            for table, columns in PERSONAL_TABLES.items()
        ),
        mentions=tuple(_mentions(user, hidden)),
    )


def _kept(table: str, columns: Columns, user: User, *, is_own: bool, hidden: Mapping[str, str]) -> KeptTable:
    kept = tuple(
        KeptColumn(
            name=name,
            treatment=treatment,
            handling=_to_others(columns.handling(name), treatment) if not is_own else columns.handling(name),
        )
        for treatment, names in columns.personal.items()
        for name in names.split()
    )
    about = tuple(columns.about.split())
    shown = tuple(column.name if column.handling is Handling.SHOWN else "" for column in kept)
    return KeptTable(
        table=table,
        is_found=bool(columns.whose or columns.whose_name),
        about=about,
        columns=kept,
        rows=tuple(
            tuple(_shown(_plain(row, name), hidden) if name else None for name in (*about, *shown))
            for row in _rows(table, columns, user)
        ),
    )


def _to_others(handling: Handling, treatment: str) -> Handling:
    """Tell how a column is answered to others than the person: what nobody else sees is not shown."""
    is_private = TREATMENTS[treatment].readers == (Reader.NOBODY,)
    return Handling.REFERENCE if is_private and handling is Handling.SHOWN else handling


def _rows(table: str, columns: Columns, user: User) -> Iterator[models.Model]:
    """Find the rows of a person; of the log also those whose values name them.

    What is signed *Skyddad person* is any protected person's.
    """
    wanted, names = Q(pk__in=[]), {user.name, user.shown_name} - {PROTECTED}
    for lookup in columns.whose:
        wanted |= Q(**{lookup: user.username})
    for lookup in columns.whose_name:
        wanted |= Q(**{f"{lookup}__in": names})
    rows = apps.get_model(table)._default_manager.order_by("pk")
    if table == AuditEvent._meta.label_lower:
        rows = rows.annotate(words=Cast("params", TextField()))
        for written in {json.dumps(user.username), json.dumps(user.username, ensure_ascii=False)}:
            wanted |= Q(words__contains=written)
    yield from rows.filter(wanted).iterator()


def _mentions(user: User, hidden: Mapping[str, str]) -> Iterator[Mention]:
    """Find the texts in which a person's name stands; a column of JSON is not searched."""
    for table, columns in PERSONAL_TABLES.items():
        for name in columns.personal.get("texts", "").split():
            model = apps.get_model(table)
            if isinstance(model._meta.get_field(name), models.JSONField):
                continue
            rows = model._default_manager.filter(**{f"{name}__contains": user.name}).order_by("pk")
            about = columns.about.split() or ["pk"]
            for row in rows.iterator():
                told = {each: _shown(_plain(row, each), hidden) for each in about}
                yield Mention(table=table, about=told, column=name)


def _shown(value: Any, hidden: Mapping[str, str]) -> Any:
    """Give a value with the usernames of protected people as others may see them."""
    if isinstance(value, list):
        return [_shown(each, hidden) for each in value]
    if isinstance(value, dict):
        return {name: _shown(each, hidden) for name, each in value.items()}
    return hidden.get(value, value) if isinstance(value, str) else value


def _plain(row: models.Model, name: str) -> Any:
    """Give a value as plain JSON, or a moment; a row that it points to by that row's username or key."""
    value = getattr(row, name)
    if isinstance(value, User):
        return value.username
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, bool | int | str | list | dict | datetime):
        return value
    return str(value)
