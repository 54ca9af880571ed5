"""The year drawn as a wheel: twelve months clockwise from the top, a ring for each kind of step.

Everything is counted here, so that the template only writes it down: places, arcs and words. Colours and
lines are the style sheet's.
"""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import cos, radians, sin

from django.utils.translation import gettext as _

from hjulet.domain.calendar.recurrence import SomeDayOf
from hjulet.domain.calendar.step import Occurrence, StepKind
from hjulet.texts.calendar import kind_word
from hjulet.texts.days import day_words, span_words
from hjulet.web.words import language, month_name

SIZE = 800
CENTRE = SIZE / 2
RIM, NAMES, NAMES_BELOW = 350.0, 362.0, 379.0
HUB = 118.0
RINGS = {
    StepKind.MEETING: 325.0,
    StepKind.REPORT: 272.0,
    StepKind.BUDGET: 217.0,
    StepKind.CONTROL: 174.0,
    StepKind.OTHER: 141.0,
}
SHAPES = {
    StepKind.MEETING: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
    StepKind.REPORT: "M-6.2-6.2h12.4v12.4h-12.4z",
    StepKind.BUDGET: "M0-8L7.6 5.6H-7.6z",
    StepKind.CONTROL: "M0-8.4L8.4 0L0 8.4L-8.4 0z",
    StepKind.OTHER: "M-2.4-7.4h4.8v5h5v4.8h-5v5h-4.8v-5h-5v-4.8h5z",
}
"""A shape for each kind, around the origin: the kind is seen without its colour."""

NEAR = 3.4
"""Marks of a ring that lie closer, in degrees, stand beside each other across the ring."""

ASIDE = (0.0, -17.0, 17.0, -34.0, 34.0)
LINE, WIDEST, LINES = 25, 19, 5
"""Height of a line of words in the hub, letters of a line, and how many there is room for."""


@dataclass(frozen=True)
class Line:
    """A line of words, so far below the centre."""

    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A step in the wheel. ``arc`` is drawn for one of several days, ``x`` and ``y`` place its shape.

    ``label`` is what it says to whoever does not see it, ``lines`` what the hub says while one points at it.
    """

    id: str
    shape: str
    x: float
    y: float
    arc: str
    label: str
    lines: tuple[Line, ...]
    classes: str


@dataclass(frozen=True, kw_only=True)
class MonthSector:
    """A month: its name along an arc, and the line where it begins."""

    number: int
    name: str
    path: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Today: the hand of the wheel, and the sector of its month."""

    x1: float
    y1: float
    x2: float
    y2: float
    sector: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Wheel:
    """The picture. ``today`` is None for another year than this."""

    year: int
    size: int
    centre: float
    rings: tuple[float, ...]
    months: tuple[MonthSector, ...]
    marks: tuple[Mark, ...]
    today: Hand | None


def draw(steps: Iterable[Occurrence], year: int, *, today: date, breaches: frozenset[str]) -> Wheel:
    """Draw a year. ``breaches`` are the ids of steps whose dates the law does not allow."""
    return Wheel(
        year=year,
        size=SIZE,
        centre=CENTRE,
        rings=(RIM, *RINGS.values(), HUB),
        months=tuple(_month(number, year) for number in range(1, 13)),
        marks=tuple(_marks(steps, year, today, breaches)),
        today=_hand(today) if today.year == year else None,
    )


def _marks(steps: Iterable[Occurrence], year: int, today: date, breaches: frozenset[str]) -> Iterator[Mark]:
    taken: dict[StepKind, list[tuple[float, float]]] = {kind: [] for kind in StepKind}
    for one in steps:
        kind = one.step.kind
        is_month = isinstance(one.step.when, SomeDayOf)
        begins, ends = _angle(one.days.first), _angle(one.days.last)
        angle = (begins + ends) / 2 if is_month else ends
        aside = _aside(angle, taken[kind])
        taken[kind].append((angle, aside))
        radius = RINGS[kind] + aside
        x, y = _at(radius, angle)
        words = span_words(one.days, language=language(), is_month=is_month)
        title = one.step.title_in(language())
        yield Mark(
            id=one.id,
            shape=SHAPES[kind],
            x=x,
            y=y,
            arc="" if one.days.is_one_day else _arc(radius, begins, ends),
            label=_label(words, title, one),
            lines=_lines(words, title),
            classes=_classes(one, today, year, breaches, is_month=is_month),
        )


def _classes(one: Occurrence, today: date, year: int, breaches: frozenset[str], *, is_month: bool) -> str:
    said = {
        "past": one.due < today,
        "month-only": is_month,
        "unsettled": not one.is_settled,
        "breach": one.id in breaches,
    }
    return " ".join((str(one.step.kind), *(name for name, holds in said.items() if holds)))


def _label(words: str, title: str, one: Occurrence) -> str:
    kind = kind_word(one.step.kind, language=language())
    if one.is_settled:
        return _("{days}: {title} ({kind})").format(days=words, title=title, kind=kind)
    return _("{days}: {title} ({kind}, inte avgjort)").format(days=words, title=title, kind=kind)


def _lines(words: str, title: str) -> tuple[Line, ...]:
    """Break a title over the lines of the hub, the days above it."""
    parts = textwrap.wrap(title, WIDEST, max_lines=LINES - 1, placeholder=" …")
    lines = [words, *parts]
    first = -LINE * (len(lines) - 1) / 2
    return tuple(
        Line(round(CENTRE + first + LINE * number + 7, 1), text) for number, text in enumerate(lines)
    )


def _aside(angle: float, taken: list[tuple[float, float]]) -> float:
    """Choose the first place across a ring that no near mark has."""
    near = {aside for other, aside in taken if abs(other - angle) < NEAR}
    return next((aside for aside in ASIDE if aside not in near), ASIDE[0])


def _month(number: int, year: int) -> MonthSector:
    first = date(year, number, 1)
    after = _angle(date(year, number + 1, 1)) if number < 12 else 360.0
    begins = _angle(first)
    is_below = 90 < (begins + after) / 2 < 270  # else the name would stand on its head
    path = _arc(NAMES_BELOW, after, begins, back=True) if is_below else _arc(NAMES, begins, after)
    (x1, y1), (x2, y2) = _at(HUB, begins), _at(RIM, begins)
    name = month_name(f"{year}-{number:02d}")
    return MonthSector(number=number, name=name, path=path, x1=x1, y1=y1, x2=x2, y2=y2)


def _hand(today: date) -> Hand:
    angle = _angle(today)
    (x1, y1), (x2, y2) = _at(HUB, angle), _at(RIM + 3, angle)
    begins = _angle(today.replace(day=1))
    ends = _angle(date(today.year, today.month + 1, 1)) if today.month < 12 else 360.0
    (ix, iy), (ox, oy) = _at(HUB, ends), _at(RIM, begins)
    sector = f"M{ox} {oy} {_sweep(RIM, begins, ends)} L{ix} {iy} {_sweep(HUB, ends, begins, back=True)} Z"
    words = day_words(today, language=language(), year=False)
    return Hand(x1=x1, y1=y1, x2=x2, y2=y2, sector=sector, words=words)


def _arc(radius: float, begins: float, ends: float, *, back: bool = False) -> str:
    x, y = _at(radius, begins)
    return f"M{x} {y} {_sweep(radius, begins, ends, back=back)}"


def _sweep(radius: float, begins: float, ends: float, *, back: bool = False) -> str:
    x, y = _at(radius, ends)
    return f"A{radius} {radius} 0 {int(abs(ends - begins) > 180)} {int(not back)} {x} {y}"


def _angle(day: date) -> float:
    """Give a day's angle in degrees, clockwise from the top: 1 January is 0."""
    start = date(day.year, 1, 1)
    return 360 * (day - start).days / (date(day.year + 1, 1, 1) - start).days


def _at(radius: float, angle: float) -> tuple[float, float]:
    turned = radians(angle)
    return round(CENTRE + radius * sin(turned), 1), round(CENTRE - radius * cos(turned), 1)
