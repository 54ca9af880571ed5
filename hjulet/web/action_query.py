"""What a list of actions asks for, in its address: a filter that can be kept, sent and gone back to."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.http import HttpRequest, QueryDict

from hjulet.domain.actions.action import Status
from hjulet.domain.actions.files import refs_text
from hjulet.domain.actions.lack import Lack
from hjulet.domain.goals.element import Ref
from hjulet.domain.register import read_year
from hjulet.services.action_search import ActionFilter

BODY, OWNER, STATUS, YEAR, GOAL, THEME, INDICATOR, LACK, ABOUT = (
    "organ",
    "agare",
    "lage",
    "ar",
    "mal",
    "tema",
    "indikator",
    "se-over",
    "q",
)

_LONGEST = 200

Word = TypeVar("Word", bound=StrEnum)


def asked_actions(request: HttpRequest) -> ActionFilter:
    """Read what an address asks for; what cannot be read is not asked."""
    return read_query(request.GET)


def read_query(given: Mapping[str, str] | QueryDict) -> ActionFilter:
    """Read what a query asks for; what cannot be read is not asked."""

    def text(name: str) -> str:
        return str(given.get(name, "")).strip()[:_LONGEST]

    structure, _, key = text(GOAL).partition("/")
    return ActionFilter(
        unit=text(BODY),
        owner=text(OWNER),
        status=_word(Status, text(STATUS)),
        year=read_year(text(YEAR)),
        goal=Ref(structure, key) if structure and key and "/" not in key else None,
        theme=text(THEME),
        indicator=text(INDICATOR),
        lack=_word(Lack, text(LACK)),
        about=text(ABOUT),
    )


def query_of(asked: ActionFilter) -> dict[str, str]:
    """Write what is asked for as a query; what is not asked is left out."""
    said = {
        BODY: asked.unit,
        OWNER: asked.owner,
        STATUS: str(asked.status or ""),
        YEAR: str(asked.year or ""),
        GOAL: refs_text((asked.goal,)) if asked.goal else "",
        THEME: asked.theme,
        INDICATOR: asked.indicator,
        LACK: str(asked.lack or ""),
        ABOUT: asked.about,
    }
    return {name: value for name, value in said.items() if value}


def _word(kind: type[Word], text: str) -> Word | None:
    return kind(text) if text in set(kind) else None
