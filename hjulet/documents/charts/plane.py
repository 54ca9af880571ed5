"""The plane of charts over time: places from left to right, amounts upwards, and pixels for both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hjulet.documents.charts.frame import Json, pixels
from hjulet.documents.charts.values import Value

ZERO = Decimal(0)
_NAMES_BELOW = 15


@dataclass(frozen=True, kw_only=True)
class Plane:
    """So many places on a width, and amounts of a range on a height.

    ``margin`` is what is kept free outside the first and the last place: half a place for bars, none for
    lines. ``top`` is the room above.
    """

    places: int
    width: float
    height: float
    domain: tuple[int, int]
    margin: float
    top: float = 0.0

    @property
    def foot(self) -> float:
        """Tell the pixel of the lowest amount."""
        return self.top + self.height

    @property
    def step(self) -> float:
        """Tell how far it is from one place to the next."""
        return self.width / max(self.places - 1 + 2 * self.margin, 1)

    def x(self, place: int) -> float:
        """Tell the pixel of a place."""
        return round((place + self.margin) * self.step, 2)

    def y(self, kronor: Decimal) -> float:
        """Tell the pixel of an amount, counted from above."""
        low, high = self.domain
        return round((high - int(kronor)) / ((high - low) or 1) * self.height + self.top, 2)

    @property
    def along(self) -> Json:
        """Describe the scale of places."""
        domain = [-self.margin, max(self.places - 1, 1) + self.margin]
        scale = {"domain": domain, "nice": False}
        return {"field": "place", "type": "quantitative", "axis": None, "scale": scale}

    @property
    def up(self) -> Json:
        """Describe the scale of amounts, which always holds zero."""
        scale = {"domain": list(self.domain), "range": [self.foot, self.top], "nice": False}
        return {"field": "kronor", "type": "quantitative", "axis": None, "scale": scale}

    def names(self, labels: Sequence[str], colour: str) -> list[Json]:
        """Place the names of the places below the plane."""
        below = self.foot + _NAMES_BELOW
        return [
            {"text": label, "x": self.x(place), "y": below, "colour": colour}
            for place, label in enumerate(labels)
        ]

    def bars(self, values: Iterable[Value], *, width: float, colour: str) -> Json:
        """Draw upright bars from zero, so wide a part of their places."""
        half = self.step * width / 2
        data = [
            {**value.datum, "from": self.x(value.place) - half, "to": self.x(value.place) + half}
            for value in values
        ]
        return {
            "data": {"values": data},
            "mark": {"type": "rect", "color": colour, "aria": False},
            "encoding": {"x": pixels("from"), "x2": {"field": "to"}, "y": self.up, "y2": {"datum": 0}},
        }

    def line(self, values: Iterable[Value], *, missing: Sequence[int] = (), **mark: Any) -> Json:
        """Draw a line through values; where a place between has none, the line is broken."""
        data: list[Json] = [value.datum for value in values]
        data += [{"place": place, "kronor": None} for place in missing]
        return {
            "data": {"values": sorted(data, key=lambda datum: int(datum["place"]))},
            "mark": {"type": "line", "invalid": "break-paths-filter-domains", **mark},
            "encoding": {"x": self.along, "y": self.up},
        }


def amount_range(values: Iterable[Value]) -> tuple[int, int]:
    """Tell the lowest and highest amount, zero among them."""
    amounts = [int(value.kronor) for value in values]
    return min([0, *amounts]), max([0, *amounts])


def close_range(values: Iterable[Value]) -> tuple[int, int]:
    """Tell the lowest and highest amount of what has no natural zero, with room around.

    A small change stays small: what is shown is never less than a quarter of the largest amount.
    """
    amounts = [int(value.kronor) for value in values]
    low, high = min(amounts), max(amounts)
    room = max(high - low, max(abs(low), abs(high)) // 4, 1) - (high - low)
    bottom = low - room // 2 - (high - low) // 8
    return max(bottom, 0) if low >= 0 else bottom, high + room // 2 + (high - low) // 8


def gaps(values: Sequence[Value], places: int) -> list[int]:
    """List the places without a value that lie between places with one."""
    held = {value.place for value in values}
    return [place for place in range(places) if place not in held and held and min(held) < place < max(held)]
