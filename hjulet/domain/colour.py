"""Colours as ``#rrggbb``: how well one is read on another, and the nearest of the same hue that is.

Contrast is that of WCAG 2.1 (relative luminance), 1 to 21; text needs ``LEAST_CONTRAST`` (1.4.3).
"""

import re
from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls

LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_STEPS = 256


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour written as ``#`` and six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, papers: Iterable[str]) -> float:
    """Compute the contrast of a colour against the paper that it is read worst on."""
    return min(contrast(colour, paper) for paper in papers)


def nearest_readable(colour: str, papers: Iterable[str]) -> str:
    """Give the colour nearest in lightness, of the same hue, that holds on all papers; itself if it does.

    Raises ValueError where none holds: the papers are too unlike each other.
    """
    grounds = tuple(papers)
    hue, start, saturation = rgb_to_hls(*(share / 255 for share in _parts(colour)))
    steps = sorted((step / _STEPS for step in range(_STEPS + 1)), key=lambda step: abs(step - start))
    for step in (start, *steps):
        found = colour.lower() if step == start else _written(hls_to_rgb(hue, step, saturation))
        if least_contrast(found, grounds) >= LEAST_CONTRAST:
            return found
    raise ValueError(grounds)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _written(shares: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
