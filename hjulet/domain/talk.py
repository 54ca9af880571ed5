"""Talk beside the figures: what a thread of remarks is about, and whom a remark names.

A thread hangs on a stable key, never on a row of a file: a figure's reference, the reference that a row of a
table is known by, or the place of a text. So it is found again in every snapshot, whichever file the amounts
came from. A cell is the figure in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LONGEST = 4000
"""Characters of a remark or a note."""

MOST_FIGURES = 12
"""Figures of a row that its thread follows at most."""

_MENTION = re.compile(r"(?<![\w@.])@(\w[\w.+-]*(?:@\w[\w.-]*)?)")


class Part(StrEnum):
    """What a thread is about."""

    FIGURE = "figure"
    ROW = "row"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place to talk at.

    ``key`` is a reference in its canonical form, or a text's kind, unit, period and section with blanks
    between.
    """

    part: Part
    key: str


class EntryKind(StrEnum):
    """What an entry of a thread is: a person's remark, or what has happened to the thread."""

    SAID = "said"
    CHANGED = "changed"
    SETTLED = "settled"
    REOPENED = "reopened"


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A person who is named in a remark: the name to show."""

    name: str


def mentioned(text: str) -> frozenset[str]:
    """Collect the usernames that a remark names: ``@cecilia``; an e-mail address names nobody."""
    return frozenset(_username(found) for found in _MENTION.finditer(text))


def worded(text: str, names: Mapping[str, str]) -> Iterator[str | Mention]:
    """Split a remark into words and mentions; a username that ``names`` lacks stays as it was written."""
    done = 0
    for found in _MENTION.finditer(text):
        username = _username(found)
        if username in names:
            yield text[done : found.start()]
            yield Mention(name=names[username])
            done = found.start() + 1 + len(username)
    yield text[done:]


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Write a remark with the names of those whom it names: ``@Cecilia Lind`` for ``@cecilia``."""
    return "".join(f"@{part.name}" if isinstance(part, Mention) else part for part in worded(text, names))


def differs(was: object, now: object) -> bool:
    """Tell whether two stored values are not the same amount: 1.0 is 1.00, and no value is none."""
    if was is None or now is None:
        return was is not now
    return Decimal(str(was)) != Decimal(str(now))


def _username(found: re.Match[str]) -> str:
    """Leave out the full stop that ends the sentence."""
    return found[1].rstrip(".-")
