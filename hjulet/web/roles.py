"""Vem får vad: the roles and what each may, made from the code that decides it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from hjulet.domain.permission import ROLES, Permission
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import PERMISSIONS
from hjulet.texts.labels import ROLES as ROLE_LABELS
from hjulet.texts.roles import ROLE_SENTENCES
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language


@dataclass(frozen=True, kw_only=True)
class RoleWords:
    """A role in words: its name, who has it, and what it may."""

    id: str
    label: str
    sentence: str
    may: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PermissionLine:
    """A permission in words, and for each role whether it has it."""

    label: str
    has: tuple[tuple[str, bool], ...]


def roles(request: ActorRequest) -> HttpResponse:
    """Show what each role may."""
    shown = [
        RoleWords(
            id=role.id,
            label=_say(ROLE_LABELS[role.id]),
            sentence=_say(ROLE_SENTENCES[role.id]),
            may=tuple(_say(PERMISSIONS[one]) for one in Permission if one in role.permissions),
        )
        for role in ROLES.values()
    ]
    lines = [
        PermissionLine(
            label=_say(PERMISSIONS[permission]),
            has=tuple(
                (_say(ROLE_LABELS[role.id]), permission in role.permissions) for role in ROLES.values()
            ),
        )
        for permission in Permission
    ]
    may_manage = request.actor.may_anywhere(Permission.MANAGE_SETUP, on=timezone.now().date())
    return render(request, "people/roles.html", {"roles": shown, "lines": lines, "may_manage": may_manage})


def _say(words: str) -> str:
    return translate(words, language=language())


urlpatterns = [path("vem-far-vad/", roles, name="roles")]
