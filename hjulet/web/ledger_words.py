"""Batches and months of the ledger in words."""

from hjulet.domain.period import parse_period
from hjulet.texts.problems import status_label
from hjulet.web.words import language, period_words


def months_words(months: tuple[str, ...]) -> str:
    """Name the months of a file, from the first to the last."""
    return period_words(parse_period(f"{months[0]}..{months[-1]}")) if months else ""


def status_word(status: str) -> str:
    """Say what has become of a batch or an import."""
    return status_label(status, language=language())
