"""What django-allauth asks us about the list of one's own sessions."""

from collections.abc import Sequence

from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.utils import timezone

from hjulet.services.sign_in import Event, note
from hjulet.web.accounts.address import address_of


class SessionAdapter(DefaultUserSessionsAdapter):
    """Whoever signs out everywhere else is written into the log."""

    def end_sessions(self, sessions: Sequence[UserSession]) -> None:
        """End sessions of the person who asks."""
        super().end_sessions(sessions)
        request = context.request
        note(
            Event.SESSIONS_ENDED,
            username=request.user.get_username(),
            address=address_of(request),
            at=timezone.now(),
            count=str(len(sessions)),
        )
