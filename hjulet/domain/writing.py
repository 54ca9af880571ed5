"""How a text came about: its versions, and the sittings that a reader of its history sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

PAUSE = timedelta(minutes=10)
"""A longer pause than this ends a sitting."""


@dataclass(frozen=True, kw_only=True)
class TextVersion:
    """A text as it was saved once: by whom and when; ``restored`` is the version it brought back.

    ``writer`` is who that is, ``by`` the name that they have now: two people may share a name.
    """

    version: int
    source: str
    writer: str
    by: str
    at: datetime
    restored: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """What one person wrote without a pause, and without anybody between: its versions, the first first."""

    versions: tuple[TextVersion, ...]

    @property
    def first(self) -> TextVersion:
        """Give the version that the sitting began with."""
        return self.versions[0]

    @property
    def last(self) -> TextVersion:
        """Give the version that the sitting left."""
        return self.versions[-1]


def sittings(versions: Iterable[TextVersion]) -> tuple[Sitting, ...]:
    """Gather a text's versions, the first first, into sittings. One that was restored stands alone."""
    found: list[list[TextVersion]] = []
    for version in versions:
        if found and _goes_on(found[-1][-1], version):
            found[-1].append(version)
        else:
            found.append([version])
    return tuple(Sitting(versions=tuple(each)) for each in found)


def _goes_on(before: TextVersion, after: TextVersion) -> bool:
    restored = before.restored or after.restored
    return before.writer == after.writer and after.at - before.at <= PAUSE and not restored
