"""People whose identity is protected: nobody but administrators and themselves reads their name here.

Who is protected is itself secret: the log says that it was changed, not to what. What was written before
under their name, and under names they had before, is written anew with the name that others may see, but for
what is sealed and the history of texts, which are never changed. A name that somebody else has or had stands
where it stood, since nobody can tell whose it is there: whoever protects the person is told.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.timezone import localdate

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.protection import PROTECTED
from hjulet.services.access import may_centrally, organisation, require_anywhere
from hjulet.services.changes import audit, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.granting import administers, find_user
from hjulet.store.models import (
    AuditEvent,
    CalendarQuestion,
    CalendarStep,
    GoalQuestion,
    HelpText,
    ReportTemplate,
    ReportText,
    User,
)

_WRITTEN: tuple[tuple[type[models.Model], str], ...] = (
    (ReportText, "saved_by"),
    (ReportTemplate, "saved_by"),
    (CalendarStep, "saved_by"),
    (CalendarQuestion, "answered_by"),
    (GoalQuestion, "answered_by"),
    (HelpText, "saved_by"),
)
"""Tables that keep the name of whoever wrote something, as it was shown."""


@dataclass(frozen=True, kw_only=True)
class Protection:
    """Whether a person is protected, the signature that others see in place of the name, and the version.

    ``standing`` are names of a protected person under which something is still signed.
    """

    is_protected: bool
    signature: str
    version: int = 1
    standing: tuple[str, ...] = ()


def protection_of(user: User) -> Protection:
    """Give how a person is protected."""
    return Protection(
        is_protected=user.is_protected,
        signature=user.display_name,
        version=user.version,
        standing=_standing(user) if user.is_protected else (),
    )


def protect(username: str, wanted: Protection, *, by: Actor, at: datetime) -> None:
    """Protect a person, or no longer; ``wanted.version`` is what was read.

    Raises NotFoundError for whoever does not administer all that the person's roles are over, RefusedError
    ``signature-is-name`` for a signature with a part of the name, ConflictError where it has changed.
    """
    require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)
    user = find_user(username)
    if not may_protect(user, by=by, at=at):
        raise NotFoundError(username)
    signature = wanted.signature.strip()
    if wanted.is_protected and _tells(signature, user):
        raise refused("signature-is-name", value=signature)
    with transaction.atomic():
        rows = User.objects.filter(pk=user.pk)
        if not update_versioned(
            rows, version=wanted.version, is_protected=wanted.is_protected, display_name=signature
        ):
            raise ConflictError(theirs=user.display_name, mine=signature, version=user.version)
        if wanted.is_protected:
            _hide(user, signature or PROTECTED)
        audit("protect-person", username, by=by, at=at)


def may_protect(user: User, *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor administers all that a person's roles are over.

    A person without any role is protected by whoever leads the installation.
    """
    if not by.may_anywhere(Permission.MANAGE_SETUP, on=localdate(at)):
        return False
    units = {grant.unit for grant in user.grants.all()}
    if not units:
        return may_centrally(Permission.MANAGE_SETUP, by=by.without_lent, at=at)
    known = organisation()
    return all(administers(unit, by=by, at=at, known=known) for unit in units)


def _tells(signature: str, user: User) -> bool:
    """Tell whether a signature gives away a part of a name, or of the username."""
    return bool(_words(signature) & _words(" ".join((user.username, *_names(user)))))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def _names(user: User) -> tuple[str, ...]:
    """List the names that a person has and had."""
    renamed = AuditEvent.objects.filter(action="rename-person", object_id=user.username)
    return tuple(sorted({user.name, *(event.params.get("before", user.name) for event in renamed)}))


def _hide(user: User, shown: str) -> None:
    """Write what was signed with a person's names anew, but for names that somebody else has or had."""
    for name in _names(user):
        if not _is_anothers(name, user):
            for model, column in _WRITTEN:
                model._default_manager.filter(**{column: name}).update(**{column: shown})


def _is_anothers(name: str, user: User) -> bool:
    renamed = AuditEvent.objects.filter(action="rename-person", params__before=name)
    return (
        User.objects.filter(name=name).exclude(pk=user.pk).exists()
        or renamed.exclude(object_id=user.username).exists()
    )


def _standing(user: User) -> tuple[str, ...]:
    return tuple(
        name
        for name in _names(user)
        if any(model._default_manager.filter(**{column: name}).exists() for model, column in _WRITTEN)
    )
