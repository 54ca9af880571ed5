"""Explanations beside words, fields and pages: the product's, and the municipality's own over them.

They are written by a controller of the executive board, or by whoever runs the installation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.people import people_names
from hjulet.store.models import HelpText, Revision
from hjulet.texts.catalogue import SWEDISH
from hjulet.texts.help import HELP, help_text

NOUN = "help"
LONGEST = 600
"""Characters of an explanation: what is longer belongs in the manual."""


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """An explanation as it is changed. ``version`` 0 is the product's own; ``text_en`` may be empty."""

    key: str
    text: str
    text_en: str
    version: int
    saved_by: str = ""
    saved_at: datetime | None = None

    @property
    def is_own(self) -> bool:
        """Tell whether the municipality has written it."""
        return bool(self.text) and self.version > 0


@dataclass(frozen=True, kw_only=True)
class EarlierText:
    """An explanation as it was after a change; empty where the product's own was taken back."""

    version: int
    text: str
    text_en: str
    by: str
    at: datetime


def own_explanations(*, language: str) -> Mapping[str, str]:
    """Give the municipality's own explanations by key, in a language: for all who are signed in."""
    rows = HelpText.objects.exclude(text="").values_list("key", "text", "text_en")
    return {key: text if language == SWEDISH else text_en or text for key, text, text_en in rows}


def explained(key: str, *, language: str) -> str:
    """Explain one thing; raises NotFoundError for what has no explanation."""
    return own_explanations(language=language).get(_known(key)) or help_text(key, language=language)


def may_edit_help(*, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may write explanations: they are the whole municipality's."""
    return may_centrally(Permission.EDIT_HELP, by=by, at=at)


def find_explanation(key: str, *, by: Actor, at: datetime) -> tuple[Explanation, tuple[EarlierText, ...]]:
    """Give an explanation as it is to be changed, and its history, newest first; else NotFoundError."""
    _require(by=by, at=at)
    row = HelpText.objects.filter(key=_known(key)).first()
    names = people_names()
    earlier = Revision.objects.filter(noun=NOUN, object_id=key).order_by("-version")
    return _as_explanation(key, row), tuple(
        EarlierText(
            version=one.version,
            text=one.fields["text"],
            text_en=one.fields["text_en"],
            by=names.get(one.actor, one.actor),
            at=one.at,
        )
        for one in earlier
    )


def save_explanation(
    key: str, *, text: str, text_en: str, version: int, by: Actor, at: datetime
) -> Explanation:
    """Write an explanation that was read at ``version``; an empty ``text`` takes the product's own back.

    Raises RefusedError for one that is too long (``help-too-long``) or that somebody changed first
    (``help-changed``), NotFoundError for whoever may not and for what has no explanation.
    """
    _require(by=by, at=at)
    written, english = text.strip(), text_en.strip()
    if max(len(written), len(english)) > LONGEST:
        raise refused("help-too-long", limit=str(LONGEST))
    fields = {"text": written, "text_en": english}
    with transaction.atomic():
        rows = HelpText.objects.filter(key=_known(key))
        saved = {**fields, "saved_by": by.name, "saved_at": at}
        if version == 0:
            _, won = rows.get_or_create(key=key, defaults=saved)
        else:
            won = update_versioned(rows, version=version, **saved)
        if not won:
            raise refused("help-changed")
        row = rows.get()
        revise(NOUN, key, version=row.version, fields=fields, by=by, at=at)
        audit("save-help", key, by=by, at=at, version=row.version)
    return _as_explanation(key, row)


def _require(*, by: Actor, at: datetime) -> None:
    if not may_edit_help(by=by, at=at):
        raise NotFoundError(Permission.EDIT_HELP)


def _known(key: str) -> str:
    if key not in HELP:
        raise NotFoundError(key)
    return key


def _as_explanation(key: str, row: HelpText | None) -> Explanation:
    if row is None:
        return Explanation(key=key, text="", text_en="", version=0)
    return Explanation(
        key=key,
        text=row.text,
        text_en=row.text_en,
        version=row.version,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
    )
