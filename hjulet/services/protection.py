"""People whose identity is protected: nobody but administrators and themselves reads their name here.

Who is protected is itself secret: the log says that it was changed, not to what. What was written before
under their name is written anew with the name that others may see, but for what is sealed and the history
of texts, which are never changed.
"""

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
from hjulet.store.models import CalendarQuestion, CalendarStep, HelpText, ReportTemplate, ReportText, User

_WRITTEN: tuple[tuple[type[models.Model], str], ...] = (
    (ReportText, "saved_by"),
    (ReportTemplate, "saved_by"),
    (CalendarStep, "saved_by"),
    (CalendarQuestion, "answered_by"),
    (HelpText, "saved_by"),
)
"""Tables that keep the name of whoever wrote something, as it was shown."""


@dataclass(frozen=True, kw_only=True)
class Protection:
    """Whether a person is protected, the signature that others see in place of the name, and the version."""

    is_protected: bool
    signature: str
    version: int = 1


def protection_of(user: User) -> Protection:
    """Give how a person is protected."""
    return Protection(is_protected=user.is_protected, signature=user.display_name, version=user.version)


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
    """Tell whether a signature gives away a part of the name, or the username."""
    words = set(signature.casefold().split())
    return bool(words & {*user.name.casefold().split(), user.username.casefold()})


def _hide(user: User, shown: str) -> None:
    """Write what was written under the name anew; where two have that name, nobody can tell whose it is."""
    if User.objects.filter(name=user.name).count() == 1:
        for model, column in _WRITTEN:
            model._default_manager.filter(**{column: user.name}).update(**{column: shown})
