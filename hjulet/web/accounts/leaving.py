"""The way to an identity provider and back."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from onelogin.saml2.errors import OneLogin_Saml2_Error

from hjulet.services.sign_in import Event, note
from hjulet.web.accounts.address import address_of

View = Callable[..., HttpResponse]

log = logging.getLogger("hjulet.sign_in")


def leaving(view: View) -> View:
    """Lead to the provider by a page that goes on by itself.

    A browser holds the rule on where a form may lead (CSP ``form-action``) against each redirect that
    follows it, and nobody knows all the addresses that a provider leads by.
    """

    @wraps(view)
    def leave(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseRedirect) and urlsplit(answer.url).scheme:
            return render(request, "accounts/leave.html", {"address": answer.url})
        return answer

    return leave


def guarded(view: View) -> View:
    """Say calmly that a provider does not answer, or not as it should; the log tells what it was."""

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (OSError, KeyError, ValueError, OneLogin_Saml2_Error) as fault:
            log.exception("an identity provider did not answer as it should")
            note(
                Event.FAILED,
                username="",
                address=address_of(request),
                at=timezone.now(),
                reason=type(fault).__name__,
            )
            return render(request, "socialaccount/authentication_error.html", status=502)

    return guard
