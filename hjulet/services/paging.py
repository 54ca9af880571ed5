"""Lists that are searched in the database and shown a page at a time."""

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def having_words(rows: QuerySet[M], about: str) -> QuerySet[M]:
    """Leave the rows whose ``search_text`` holds all the words of ``about``, whatever their case."""
    for word in about.casefold().split():
        rows = rows.filter(search_text__contains=word)
    return rows


def place_of(page: int, *, count: int, shown: int) -> tuple[int, int]:
    """Tell which row a page of ``shown`` rows begins with, and how many pages there are.

    A page past the end is the last.
    """
    pages = max(1, -(-count // shown))
    return (min(page, pages) - 1) * shown, pages
