"""Themes: what several actions have in common, over bodies; each with an owner and a page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count
from django.utils.timezone import localdate

from hjulet.domain.actions.theme import Theme
from hjulet.domain.alphabet import in_swedish
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation
from hjulet.services.action_rights import require_any_writer, require_reader, require_writer, writes_for
from hjulet.services.action_rows import people_here
from hjulet.services.action_sight import Sight, sight_of
from hjulet.services.changes import revise
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.keys import new_key
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.action import theme_fields
from hjulet.store.known import known
from hjulet.store.models import ActionTheme, ThemeVersion

NOUN = "theme"


@dataclass(frozen=True, kw_only=True)
class ThemeLine:
    """A theme in the list: who answers for it, and how many actions have it."""

    theme: Theme
    unit_name: str
    actions: int
    may_change: bool


@dataclass(frozen=True, kw_only=True)
class ThemeList:
    """The themes by name, and whether the actor may make one."""

    lines: tuple[ThemeLine, ...]
    may_write: bool


def theme_names() -> dict[str, str]:
    """Name the themes by their keys, in the order of their names."""
    named = ThemeVersion.objects.filter(known(at=None)).values_list("key", "name")
    return dict(sorted(named, key=lambda each: in_swedish(each[1])))


def theme_list(*, by: Actor, at: datetime) -> ThemeList:
    """List the themes. Raises NotFoundError for whoever sees no unit."""
    require_reader(by=by, at=at)
    names, writes, counts = organisation().names, writes_for(by=by, at=at), _counts()
    return ThemeList(
        lines=tuple(
            _line(row.to_domain(), names=names, count=counts.get(row.key, 0), may_change=writes(row.unit))
            for row in sorted(
                ThemeVersion.objects.filter(known(at=None)), key=lambda row: in_swedish(row.name)
            )
        ),
        may_write=by.may_anywhere(Permission.EDIT_ACTIONS, on=localdate(at)),
    )


def find_theme(key: str, *, by: Actor, at: datetime) -> ThemeLine:
    """Find a theme; raises NotFoundError."""
    found = next((line for line in theme_list(by=by, at=at).lines if line.theme.key == key), None)
    if found is None:
        raise NotFoundError(key)
    return found


def find_theme_to_write(key: str, *, by: Actor, at: datetime) -> Theme:
    """Find a theme that the actor may change, with its owner as they may read it; raises NotFoundError."""
    require_any_writer(by=by, at=at)
    line = find_theme(key, by=by, at=at)
    if not line.may_change:
        raise NotFoundError(key)
    return replace(line.theme, person=sight_of([], by=by, at=at).person(line.theme.person))


def save_theme(theme: Theme, *, by: Actor, at: datetime) -> str:
    """Write a new theme, or with its version the next one of it, and give its key.

    Raises NotFoundError for a unit or a theme that is not the actor's, RefusedError without an owner or with
    one that does not exist, ConflictError where somebody else was first.
    """
    require_writer(theme.unit, by=by, at=at)
    with in_turn(at=at) as moment:
        row = _find(theme.key) if theme.key else None
        if row is not None:
            require_writer(row.unit, by=by, at=at)
        sight = sight_of([], by=by, at=at)
        if row is not None:
            theme = replace(theme, person=sight.kept_person(row.person, theme.person))
        _require_owner(theme, sight, was=row.person if row else "")
        if row is not None:
            end_version(row, version=theme.version, theirs=row.name, at=moment)
        key = theme.key or new_key(ThemeVersion, theme.name, otherwise="tema", reserved=("nytt",))
        new = replace(theme, key=key)
        written = ThemeVersion.objects.create(**theme_fields(new), known_from=moment, set_by=by.id)
        revise(NOUN, new.key, version=written.pk, fields=theme_fields(new), by=by, at=at)
        registered("set-theme", new.key, moment=moment, by=by, at=at, name=new.name)
    return new.key


def _line(theme: Theme, *, names: Mapping[str, str], count: int, may_change: bool) -> ThemeLine:
    return ThemeLine(
        theme=theme, unit_name=names.get(theme.unit, theme.unit), actions=count, may_change=may_change
    )


def _counts() -> dict[str, int]:
    """Count the actions of each theme."""
    tags = ActionTheme.objects.filter(action__known_until__isnull=True)
    return dict(tags.order_by().values_list("theme").annotate(Count("pk")))


def _require_owner(theme: Theme, sight: Sight, *, was: str) -> None:
    if not (theme.person or theme.role):
        raise refused("action-without-owner")
    if theme.person and theme.person != was and theme.person not in people_here() - sight.hidden.keys():
        raise refused("unknown-person", value=theme.person)


def _find(key: str) -> ThemeVersion:
    row = ThemeVersion.objects.filter(known(at=None), key=key).first()
    if row is None:
        raise NotFoundError(key)
    return row
