"""How a report's workbook looks: a few formats, made once each, in the colours of the pages."""

from functools import cache
from typing import Any

INK = "#1c1f23"
QUIET = "#5b626b"
FAINT = "#9aa1aa"
HAIRLINE = "#dde1e5"
RULE = "#5b626b"
ACCENT = "#0b5a83"
SIDES = {"surplus": "#0b5a83", "deficit": "#a24a00"}

LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 20},
    "caption": {"bold": True, "font_size": 14},
    "quiet": {"font_color": QUIET},
    "said": {"text_wrap": True},
    "id": {"font_color": FAINT, "font_size": 8},
    "link": {"font_color": ACCENT, "underline": 1},
    "head": {"font_color": QUIET, "text_wrap": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE},
    "cell": {"bottom": 1, "bottom_color": HAIRLINE},
    "sum": {"bold": True, "top": 1, "top_color": RULE, "bottom": 1, "bottom_color": HAIRLINE},
    "group": {"bold": True, "bottom": 1, "bottom_color": HAIRLINE},
}


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        """Begin with none: each is made when it is first asked for."""
        self._made = cache(lambda key: book.add_format({"valign": "top", "font_color": INK} | dict(key)))

    def __call__(self, look: str, **more: object) -> Any:
        """Give the format of a look, with something added to it."""
        return self._made(tuple(sorted((LOOKS[look] | more).items())))
