"""Who saved a text and when, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hjulet.services.drafts import TextConflictError


def clock(at: datetime | None) -> str:
    """Write the time of day: ``14.02``; empty for no time."""
    return f"{timezone.localtime(at):%H.%M}" if at else ""


def moment(at: datetime, *, now: datetime) -> str:
    """Write when something was done: the time today, else the day too."""
    then = timezone.localtime(at)
    if then.date() == timezone.localdate(now):
        return clock(at)
    return _("{day} kl. {clock}").format(day=date_format(then, "j F Y"), clock=clock(at))


def who_saved(conflict: TextConflictError) -> str:
    """Say who saved the text that stands there."""
    stored = conflict.stored
    if stored.saved_at is None:
        return _("Texten är inte sparad än.")
    sentence = (
        _("Du sparade i ett annat fönster {clock}.") if conflict.is_own else _("{name} sparade {clock}.")
    )
    return sentence.format(name=stored.saved_by, clock=clock(stored.saved_at))
