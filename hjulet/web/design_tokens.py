"""The look's tokens as the style sheet has them: read from ``tokens.css``, never written down twice."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hjulet.domain.colour import contrast, is_colour

SHEET = Path(__file__).parent / "static" / "css" / "tokens.css"
_BLOCK = re.compile(r"(?:@media ([^{]+)\{\s*)?:root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_DARK = "(prefers-color-scheme: dark)"


@dataclass(frozen=True, kw_only=True)
class Colour:
    """A colour in light and dark, and its contrast against the paper of each."""

    name: str
    light: str
    dark: str
    contrast_light: float
    contrast_dark: float


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """All tokens: colours, families and sizes of type, steps of space as (name, value)."""

    colours: tuple[Colour, ...]
    families: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, str], ...]
    spaces: tuple[tuple[str, str], ...]


@cache
def tokens() -> Tokens:
    """Read the tokens of the style sheet."""
    light, dark = read_tokens(SHEET.read_text(encoding="utf-8"))
    every = tuple(light.items())
    return Tokens(
        colours=tuple(
            _colour(name, value, dark.get(name, value), papers=(light["paper"], dark["paper"]))
            for name, value in light.items()
            if is_colour(_long(value))
        ),
        families=tuple((name, value) for name, value in every if name in ("sans", "serif")),
        sizes=tuple((name, value) for name, value in every if name.startswith("size-")),
        spaces=tuple((name, value) for name, value in every if re.fullmatch(r"s\d+", name)),
    )


def read_tokens(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give the tokens of a style sheet by name: those of the light scheme, and what the dark one changes."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for media, body in _BLOCK.findall(sheet):
        found = dict(_TOKEN.findall(body))
        if not media:
            light |= found
        elif media.strip() == _DARK:
            dark |= found
    return light, dark


def _colour(name: str, light: str, dark: str, *, papers: tuple[str, str]) -> Colour:
    on_light, on_dark = (_long(paper) for paper in papers)
    light, dark = _long(light), _long(dark)
    return Colour(
        name=name,
        light=light,
        dark=dark,
        contrast_light=contrast(light, on_light),
        contrast_dark=contrast(dark, on_dark),
    )


def _long(value: str) -> str:
    """Write ``#fff`` as ``#ffffff``; other values as they are."""
    short = re.fullmatch(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", value.strip())
    return "#" + "".join(part * 2 for part in short.groups()) if short else value.strip()
