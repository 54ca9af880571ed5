"""Reads a house style from its folder: ``house.toml``, the files that it names, and ``reference.docx``.

Whatever a document would stumble over later is found here.
"""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from hjulet.documents.fonts import FONTS
from hjulet.documents.house import DARK_PAPERS, PAPERS, STANDARD, HouseStyle
from hjulet.documents.house_logo import MAX_BYTES, logo_fault
from hjulet.documents.word.pandoc import WordError
from hjulet.documents.word.reference import reference_of
from hjulet.domain.colour import LEAST_CONTRAST, is_colour, least_contrast, nearest_readable
from hjulet.domain.problem import Place, Problem, Severity

SETTINGS = "house.toml"
REFERENCE = "reference.docx"
KEYS = ("name", "accent", "accent_dark", "second", "serif", "sans", "logo", "logo_alt")
COLOURS = {"accent": PAPERS, "accent_dark": DARK_PAPERS, "second": PAPERS}
"""Colour -> the papers that it is read on."""

MAX_NAME = 60
_MAX_DOCX = 10_000_000


def load_house_style(folder: Path) -> HouseStyle | tuple[Problem, ...]:
    """Read a house style from its folder, or tell all that is wrong with it.

    What ``house.toml`` leaves out is as in STANDARD. A style with any fault is not used in part.
    """
    try:
        said = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        said = {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return (_problem("house-unreadable", file=SETTINGS, cause=str(fault)),)
    problems = [
        *_key_problems(said),
        *_name_problems(said),
        *_colour_problems(said),
        *_font_problems(said),
    ]
    logo, logo_problems = _logo(folder, said)
    reference, reference_problems = _reference(folder)
    problems += [*logo_problems, *reference_problems]
    if problems:
        return tuple(problems)
    return HouseStyle(
        name=said.get("name", "").strip(),
        accent=said.get("accent", STANDARD.accent).lower(),
        accent_dark=said.get("accent_dark", STANDARD.accent_dark).lower(),
        second=said.get("second", STANDARD.second).lower(),
        serif=said.get("serif", STANDARD.serif),
        sans=said.get("sans", STANDARD.sans),
        logo=logo,
        logo_alt=said.get("logo_alt", "").strip() if logo else "",
        reference_docx=reference,
    )


def _key_problems(said: dict[str, Any]) -> list[Problem]:
    unknown = [
        _problem("house-unknown-key", key=key, known=", ".join(KEYS)) for key in said if key not in KEYS
    ]
    wrong = [key for key in KEYS if not isinstance(said.get(key, ""), str)]
    return unknown + [_problem("house-not-text", key=key, value=str(said[key])) for key in wrong]


def _name_problems(said: dict[str, Any]) -> list[Problem]:
    name = said.get("name", "")
    is_long = isinstance(name, str) and len(name.strip()) > MAX_NAME
    return [_problem("house-long-name", limit=str(MAX_NAME))] if is_long else []


def _colour_problems(said: dict[str, Any]) -> list[Problem]:
    problems = []
    for key, papers in COLOURS.items():
        colour = said.get(key)
        if not isinstance(colour, str):
            continue
        if not is_colour(colour):
            problems.append(_problem("house-bad-colour", key=key, value=colour))
        elif (reached := least_contrast(colour, papers)) < LEAST_CONTRAST:
            written = f"{reached:.3f}"[:-1].replace(".", ",")  # cut, never rounded up to what is enough
            nearest = nearest_readable(colour, papers)
            problems.append(
                _problem("house-low-contrast", key=key, value=colour, contrast=written, nearest=nearest)
            )
    return problems


def _font_problems(said: dict[str, Any]) -> list[Problem]:
    problems = []
    for key in ("serif", "sans"):
        family = said.get(key)
        if not isinstance(family, str):
            continue
        if family not in FONTS:
            problems.append(_problem("house-unknown-font", key=key, value=family, known=", ".join(FONTS)))
        elif not FONTS[family].is_installed:
            package = FONTS[family].package
            problems.append(_problem("house-font-absent", key=key, value=family, package=package))
    return problems


def _logo(folder: Path, said: dict[str, Any]) -> tuple[bytes | None, list[Problem]]:
    name = said.get("logo")
    if not isinstance(name, str):
        return None, []
    if Path(name).name != name or (data := _bytes(folder / name, MAX_BYTES)) is None:
        return None, [_problem("house-no-logo", value=name)]
    problems = []
    if fault := logo_fault(data):
        limit = str(MAX_BYTES // 1000)
        problems.append(_problem(f"house-logo-{fault}", value=name, kilobytes=limit))
    alt = said.get("logo_alt", "")
    if isinstance(alt, str) and not alt.strip():
        problems.append(_problem("house-logo-without-alt", value=name))
    return data, problems


def _reference(folder: Path) -> tuple[bytes | None, list[Problem]]:
    """Read the municipality's Word file, if there is one."""
    path = folder / REFERENCE
    if not path.exists():
        return None, []
    data = _bytes(path, _MAX_DOCX)
    if data is None or len(data) > _MAX_DOCX or not _is_word(data):
        return None, [_problem("house-bad-reference", file=REFERENCE)]
    return data, []


def _bytes(path: Path, limit: int) -> bytes | None:
    """Read a file, at most one byte more than is allowed; None where it cannot be read."""
    try:
        with path.open("rb") as opened:
            return opened.read(limit + 1)
    except OSError:
        return None


def _is_word(data: bytes) -> bool:
    """Tell whether a document can take its styles and its page from a file: it is read as for a document."""
    try:
        reference_of(replace(STANDARD, reference_docx=data), language="sv-SE")
    except WordError:
        return False
    return True


def _problem(code: str, *, file: str = SETTINGS, **params: str) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, place=Place(file=file), params=params)
