"""What django-allauth asks us about local accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import ratelimit
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.domain.permission import Permission
from hjulet.services.account import providers_of
from hjulet.services.people import actor_of
from hjulet.services.providers import identities
from hjulet.services.sign_in import Event, note
from hjulet.texts.problems import say
from hjulet.web.accounts.address import address_of
from hjulet.web.accounts.device import device_of, remember
from hjulet.web.accounts.ways import ways_in
from hjulet.web.words import language

START = "/"


def shown_name(user: Any) -> str:
    """Name a person."""
    return str(user.name)


def own_address(address: str) -> str:
    """Give an address of this site back; nothing for any other, and for the mere start."""
    return address if AccountAdapter().is_safe_url(address) else ""


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; a stranger's attempts are counted apart from those of a browser one knows."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Användarnamnet och lösenordet hör inte ihop. Försök igen."),
        "too_many_login_attempts": _("Det har blivit många försök. Vänta några minuter och försök igen."),
        "rate_limited": _("Det har blivit många försök. Vänta några minuter och försök igen."),
        "enter_current_password": _("Det är inte ditt lösenord. Försök igen."),
        "incorrect_password": _("Det är inte ditt lösenord. Försök igen."),
        "incorrect_code": _("Koden stämmer inte. Försök med en ny."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody gives themselves an account."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, before the password is looked at."""
        device = device_of(request, username=credentials.get("username", ""))
        if not device:
            super().pre_authenticate(request, **credentials)
        elif not ratelimit.consume(request, action="login_known", key=device):
            raise self.validation_error("too_many_login_attempts")

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """Give a new password back, or say in our words what is wrong with it."""
        try:
            return super().clean_password(password, user)
        except ValidationError as faults:
            codes = [str(fault.code).replace("_", "-") for fault in faults.error_list]
            raise ValidationError([say(code, language=language()) for code in codes]) from faults

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write the failure into the log."""
        note(
            Event.FAILED,
            username=credentials.get("username", ""),
            address=address_of(request),
            at=timezone.now(),
        )

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse | None:
        """Turn away whoever comes past the provider that rules over their roles (ADR 0033)."""
        refusal = super().pre_login(request, user, **how)
        if refusal or "sociallogin" in (how["signal_kwargs"] or {}):
            return refusal
        providers = providers_of(user.get_username())
        return _send_to(providers, request, user) if providers else None

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Let the browser be known next time."""
        response = super().post_login(request, user, **how)
        remember(request, response, username=user.get_username())
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Say that the account is closed, to whoever knew its password, and write it into the log."""
        _note_refusal(request, user, reason="inactive")
        return super().respond_user_inactive(request, user)

    def is_safe_url(self, url: str | None) -> bool:
        """Tell whether to lead there after signing in: on this site, and not the mere start."""
        return url != START and bool(super().is_safe_url(url))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to one's work, or to the start for who only reads."""
        actor = actor_of(request.user.get_username())
        works = actor is not None and actor.may_anywhere(Permission.WRITE_COMMENT, on=timezone.localdate())
        return reverse("work" if works else "start")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to one's own page, which says that it is done."""
        return f"{reverse('account')}?klart=losenord"


def _note_refusal(request: HttpRequest, user: AbstractBaseUser, *, reason: str) -> None:
    username, address = user.get_username(), address_of(request)
    note(Event.REFUSED, username=username, address=address, at=timezone.now(), reason=reason)


def _send_to(providers: tuple[str, ...], request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
    """Say by which providers somebody signs in, who has shown a password or a key, and note it."""
    clear_login(request)
    _note_refusal(request, user, reason="by-provider")
    known = identities()
    own = [each for each in known.providers if each.id in providers]
    shown = {"providers": ways_in(own), "help": known.help}
    return render(request, "accounts/by_provider.html", shown, status=403)
