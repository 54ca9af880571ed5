"""Who can be named in a thread: those who may read it, and nobody else.

Somebody who may not and somebody who does not exist get the same refusal: the list leaks no names.
"""

from collections.abc import Mapping
from datetime import datetime

from hjulet.domain.permission import Permission
from hjulet.domain.talk import mentioned
from hjulet.services.errors import refused
from hjulet.services.spots import Subject
from hjulet.store.models import User


def readers_of(subject: Subject, *, at: datetime) -> Mapping[str, str]:
    """Name those who may read what is said at a spot, by username, in the order of their names.

    Whoever is protected is on no list, and so cannot be named.
    """
    people = User.objects.filter(is_active=True, is_protected=False).order_by("name", "username")
    found = people.prefetch_related("grants", "deputyships__lender__grants")
    return {
        user.username: user.name
        for user in found
        if subject.allows(Permission.READ_REMARKS, by=user.actor(), at=at)
    }


def require_readers(
    text: str, subject: Subject, *, but: frozenset[str] = frozenset(), at: datetime
) -> frozenset[str]:
    """Give the usernames that a remark names, ``but`` those it named before.

    Raises RefusedError ``no-such-reader`` for one who may not read.
    """
    names = mentioned(text) - but
    if not names:
        return names
    allowed = readers_of(subject, at=at)
    unknown = sorted(names - allowed.keys())
    if unknown:
        raise refused("no-such-reader", name=unknown[0])
    return names
