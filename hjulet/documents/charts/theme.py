"""The colours of charts, from the design's tokens: light for paper and screen, dark for the screen.

In print without colour the lightness tells: each shade of context is lighter than the accent, and a deficit
is lighter than a surplus (in the dark the other way round for context). Sign and words say it too.
"""

from dataclasses import dataclass, replace

from hjulet.documents.house import HouseStyle


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of a chart. ``context`` is the shade farthest from the accent and the nearest one."""

    paper: str
    ink: str
    quiet: str
    hairline: str
    rule: str
    context: tuple[str, str]
    accent: str
    on_accent: str
    surplus: str
    deficit: str
    surplus_area: str
    deficit_area: str

    def colours(self, series: int) -> list[str]:
        """Give each series its colour: shades of grey towards the accent, and the accent last."""
        return [*self.greys(series - 1), self.accent]

    def greys(self, count: int) -> list[str]:
        """Give so many shades of context, evenly apart; one alone is the one in the middle."""
        far, near = self.context
        if count == 1:
            return [self.grey]
        return [_between(far, near, step / (count - 1)) for step in range(count)]

    @property
    def grey(self) -> str:
        """Give the one shade of context where there is no other."""
        return _between(*self.context, 0.5)


_LIGHTER = 0.45
"""Of the way to the paper."""

LIGHT = Theme(
    paper="#ffffff",
    ink="#1c1f23",
    quiet="#565d66",
    hairline="#dde1e5",
    rule="#5b626b",
    context=("#c9cdd3", "#8d959e"),
    accent="#0b5a83",
    on_accent="#ffffff",
    surplus="#0b5a83",
    deficit="#a24a00",
    surplus_area="#0b5a83",
    deficit_area="#d9822b",
)
DARK = Theme(
    paper="#16191d",
    ink="#eceef0",
    quiet="#a9b0b8",
    hairline="#2e343b",
    rule="#8a929b",
    context=("#4a5058", "#6f7781"),
    accent="#6bb9e3",
    on_accent="#16191d",
    surplus="#6bb9e3",
    deficit="#f0a25a",
    surplus_area="#6bb9e3",
    deficit_area="#b8651d",
)


def _between(first: str, last: str, part: float) -> str:
    pairs = [(int(first[at : at + 2], 16), int(last[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (other - one) * part):02x}" for one, other in pairs)


def house_theme(house: HouseStyle) -> Theme:
    """Give the theme of a municipality's documents: light, in its two colours.

    The area of a deficit is lighter than its colour, so that grey print tells it from a surplus.
    """
    deficit_area = LIGHT.deficit_area
    if house.second != LIGHT.deficit:
        deficit_area = _between(house.second, LIGHT.paper, _LIGHTER)
    return replace(
        LIGHT,
        accent=house.accent,
        surplus=house.accent,
        surplus_area=house.accent,
        deficit=house.second,
        deficit_area=deficit_area,
    )
