"""Threads in words: what each entry says and what became of its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.domain.figures import Unit
from hjulet.domain.numbers import NO_BREAK_SPACE, format_amount, format_number
from hjulet.domain.talk import EntryKind, Mention, Part
from hjulet.services.thread_page import About, EntryView, Moved, ThreadPage
from hjulet.services.thread_reading import ThreadLine
from hjulet.web.addresses import PERIOD, figure_url, with_query
from hjulet.web.text_words import moment
from hjulet.web.words import period_words

_SHORT = 140
"""Characters of a remark on a list."""


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """An entry with its words. ``moved`` says of each figure what it was and is."""

    entry: EntryView
    when: str
    changed: str
    moved: tuple[str, ...]
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class ThreadWords:
    """A thread on a list: its latest entry in a line."""

    line: ThreadLine
    latest: str
    when: str


def about_places(about: About, *, now: datetime) -> dict[str, Any]:
    """Give the words of what a page of threads is about."""
    subject = about.subject
    return {
        "about": about,
        "period": period_words(subject.period),
        "values": [(one.label, value_words(one.after, one.unit)) for one in about.values],
        "is_text": subject.spot.part is Part.TEXT,
        "is_row": subject.spot.part is Part.ROW,
        "ways": _ways(about),
        "note_when": moment(about.note.written_at, now=now) if about.note.written_at else "",
    }


def _ways(about: About) -> list[tuple[str, str]]:
    """Give the ways from a spot to the pages that show it: (address, words)."""
    subject = about.subject
    if subject.is_gone:
        return []
    query = {PERIOD: str(subject.period)}
    unit = (with_query(reverse("unit", args=[subject.unit]), query), subject.unit_name)
    if subject.place is None:
        return [(figure_url(subject.refs[0], snapshot=about.snapshot), _("Varifrån talet kommer")), unit]
    place = [subject.place.kind, subject.place.unit, str(subject.place.period)]
    if subject.unit == subject.place.unit:
        return [(reverse("report", args=place), _("Till rapporten"))]
    return [(reverse("report-text", args=[*place, subject.place.section]), _("Till texten")), unit]


def entry_lines(found: ThreadPage, *, now: datetime) -> list[EntryLine]:
    """Word the entries of a thread."""
    return [
        EntryLine(
            entry=entry,
            when=moment(entry.at, now=now),
            changed=moment(entry.changed_at, now=now) if entry.changed_at else "",
            moved=tuple(_moved(one) for one in entry.moved),
            parts=tuple(
                (part.name, True) if isinstance(part, Mention) else (part, False) for part in entry.parts
            ),
        )
        for entry in found.entries
    ]


def thread_lines(lines: Iterable[ThreadLine], *, now: datetime) -> list[ThreadWords]:
    """Word threads for a list."""
    return [ThreadWords(line=line, latest=_latest(line), when=moment(line.at, now=now)) for line in lines]


def value_words(value: Decimal | None, unit: Unit, *, exact: bool = False) -> str:
    """Write a value with its unit: ``1 234 tkr``; exactly where rounding would hide the difference."""
    if value is None:
        return _("inget värde")
    if unit is Unit.KRONOR:
        kind, decimals = ("kr", 2) if exact else ("tkr", 0)
        return f"{format_amount(value, unit=kind, decimals=decimals)}{NO_BREAK_SPACE}{kind}"
    number = format_number(value, decimals=2 if exact else 1)
    return number if unit is Unit.DEFINED else f"{number}{NO_BREAK_SPACE}{unit}"


def _moved(one: Moved) -> str:
    """Say what a figure was and is: ``då 1 234 tkr, nu 1 200 tkr``; another one of the row by its name."""
    before, after = (value_words(value, one.unit) for value in (one.before, one.after))
    if before == after:
        before, after = (value_words(value, one.unit, exact=True) for value in (one.before, one.after))
    said = _("då {before}, nu {after}").format(before=before, after=after)
    return said if one.is_own else f"{one.label}: {said}"


def _latest(line: ThreadLine) -> str:
    """Say what came last in a thread."""
    match line.kind:
        case EntryKind.CHANGED:
            return _("Talet har ändrats sedan någon skrev om det.")
        case EntryKind.SETTLED:
            return _("{person} avslutade samtalet.").format(person=line.by)
        case EntryKind.REOPENED:
            return _("{person} öppnade samtalet igen.").format(person=line.by)
    if not line.said:
        return _("{person} har tagit tillbaka sitt inlägg.").format(person=line.by)
    said = " ".join(line.said.split())
    short = said if len(said) <= _SHORT else f"{said[:_SHORT].rstrip()} …"
    return f"{line.by}: {short}"
