"""A strategy map drawn: what stands under what, as boxes with lines between, as far as one has opened it.

Everything is counted here, so that the template only writes it down. The same branches are drawn twice:
wide, in columns from left to right, and narrow for a phone, each under the one before. Colours are the
style sheet's.
"""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

LINE, HEAD_LINE, PADDING, GAP = 18.0, 17.0, 9.0, 10.0
LETTER, HEAD_LETTER = 7.3, 6.4
"""Width of a letter, as a mean: a name is broken by it, a heading cut, and neither runs out of its box."""

TOGGLE, ROOM = 13.0, 38.0
"""Radius of what opens a branch, and the room that it takes of its box."""

COLUMN, BOX = 290.0, 246.0
NARROW, INDENT = 358.0, 18.0


@dataclass(frozen=True, kw_only=True)
class Branch:
    """An element of the map: its name under a short heading, and what is below it.

    ``opens`` is the address that opens or closes it, empty where nothing is below; ``below`` is how much
    is, ``branches`` those that are shown. ``label`` says it all to whoever does not see the map.
    """

    key: str
    kind: str
    heading: str
    name: str
    label: str
    href: str
    opens: str
    opens_label: str
    below: int
    branches: "tuple[Branch, ...]"


@dataclass(frozen=True)
class Words:
    """A line of words at its place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Box:
    """A branch at its place; ``toggle_x`` and ``toggle_y`` are where it is opened."""

    branch: Branch
    x: float
    y: float
    width: float
    height: float
    heading: Words
    lines: tuple[Words, ...]
    toggle_x: float
    toggle_y: float


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A map: its size, its boxes from the top, and the paths between them."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    paths: tuple[str, ...]


def draw_wide(branches: Iterable[Branch]) -> Drawing:
    """Draw the branches in columns: what one opens stands beside it, from its own height down."""
    boxes: list[Box] = []
    paths: list[str] = []
    _in_columns(branches, 0, 0.0, boxes, paths)
    return _drawing(max((box.x + BOX for box in boxes), default=BOX), boxes, paths)


def draw_narrow(branches: Iterable[Branch]) -> Drawing:
    """Draw the branches under each other, indented."""
    boxes: list[Box] = []
    paths: list[str] = []
    _indented(branches, 0, 0.0, boxes, paths)
    return _drawing(NARROW, boxes, paths)


def _drawing(width: float, boxes: list[Box], paths: list[str]) -> Drawing:
    bottom = max((box.y + box.height for box in boxes), default=0.0)
    return Drawing(width=width + 2, height=round(bottom + 2, 1), boxes=tuple(boxes), paths=tuple(paths))


def _in_columns(
    branches: Iterable[Branch], depth: int, top: float, boxes: list[Box], paths: list[str]
) -> tuple[float, list[Box]]:
    """Place branches from ``top`` down, what they show beside them; give where the next one may stand."""
    y, placed = top, []
    for branch in branches:
        box = _box(branch, x=depth * COLUMN, y=y, width=BOX)
        boxes.append(box)
        placed.append(box)
        beside, below = _in_columns(branch.branches, depth + 1, y, boxes, paths)
        paths.extend(_across(box, each) for each in below)
        y = max(y + box.height + GAP, beside)
        if depth == 0:
            y += GAP
    return y, placed


def _indented(
    branches: Iterable[Branch], depth: int, top: float, boxes: list[Box], paths: list[str]
) -> tuple[float, list[Box]]:
    """Place branches from ``top`` down; give where the next one may stand, and the boxes of these."""
    y, placed = top, []
    for branch in branches:
        x = depth * INDENT
        box = _box(branch, x=x, y=y, width=NARROW - x)
        boxes.append(box)
        placed.append(box)
        y, below = _indented(branch.branches, depth + 1, y + box.height + GAP, boxes, paths)
        paths.extend(_down(box, each) for each in below)
    return y, placed


def _box(branch: Branch, *, x: float, y: float, width: float) -> Box:
    room = width - 2 * PADDING - (ROOM if branch.opens else 0)
    lines = textwrap.wrap(branch.name, int(room / LETTER)) or [""]
    height = 2 * PADDING + HEAD_LINE + LINE * len(lines)
    first = y + PADDING + HEAD_LINE + 13
    return Box(
        branch=branch,
        x=round(x + 1, 1),
        y=round(y + 1, 1),
        width=width,
        height=height,
        heading=Words(
            round(x + 1 + PADDING, 1),
            round(y + PADDING + 12, 1),
            textwrap.shorten(branch.heading, int(room / HEAD_LETTER), placeholder=" …"),
        ),
        lines=tuple(
            Words(round(x + 1 + PADDING, 1), round(first + LINE * number, 1), text)
            for number, text in enumerate(lines)
        ),
        toggle_x=round(x + width - PADDING - TOGGLE + 1, 1),
        toggle_y=round(y + height / 2 + 1, 1),
    )


def _across(left: Box, right: Box) -> str:
    """Draw a curve from the right of a box to the left of another."""
    x1, y1 = left.x + left.width, left.y + left.height / 2
    x2, y2 = right.x, right.y + right.height / 2
    middle = (x1 + x2) / 2
    return f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"


def _down(above: Box, below: Box) -> str:
    """Draw an angle from the lower left of a box to the left of one under it."""
    x, y = above.x + INDENT / 2, above.y + above.height
    return f"M{x:.1f} {y:.1f}V{below.y + below.height / 2:.1f}H{below.x:.1f}"
