"""The catalogues: Swedish message ids, English beside them, the same files that the pages use."""

import gettext
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

SWEDISH, ENGLISH = "sv", "en"
LANGUAGES = (SWEDISH, ENGLISH)
_LOCALE = Path(__file__).resolve().parent.parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message for the catalogue without translating it."""
    return message


def translate(message: str, *, language: str) -> str:
    """Give a message in a language; Swedish is the message itself."""
    return message if language == SWEDISH else _catalogue(language).gettext(message)


def shaped(said: Sequence[str], *, language: str) -> str:
    """Say a shape with its words: ``● Bra``, ``↗ Ökar, åt rätt håll``."""
    shape, *words = said
    return f"{shape} {', '.join(translate(word, language=language) for word in words)}"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", localedir=_LOCALE, languages=[language])
