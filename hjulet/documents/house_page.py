"""The house style on pages: a small style sheet, the logo and the name, under an address that says which.

The address holds a hash of what it gives, so a browser may keep it for ever and sees a change at once.
"""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.house_folder import load_house_style

FOR_EVER = "public, max-age=31536000, immutable"
"""How long a browser may keep what such an address gives."""

LOGO_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, kw_only=True)
class PageStyle:
    """What a page needs of a house style. ``key`` names sheet and logo by their content, 16 hex digits."""

    key: str
    name: str
    sheet: str
    logo: bytes | None
    logo_type: str
    logo_alt: str


def page_style(folder: Path) -> PageStyle:
    """Give the style of pages from the folder of the house style; the standard one where it has a fault.

    A page is shown also in the wrong colour. Whoever runs the installation is told by the doctor.
    """
    return _of_files(folder, _signature(folder))


def as_page(style: HouseStyle) -> PageStyle:
    """Make a house style that of pages."""
    sheet = theme_sheet(style)
    content = sha256(sheet.encode() + (style.logo or b"")).hexdigest()
    return PageStyle(
        key=content[:16],
        name=style.name,
        sheet=sheet,
        logo=style.logo,
        logo_type=LOGO_TYPES.get(style.logo_format, ""),
        logo_alt=style.logo_alt,
    )


def theme_sheet(style: HouseStyle) -> str:
    """Write the style sheet: the accent of light, dark and print, over the look's own tokens."""
    return (
        f":root {{ --accent: {style.accent}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {style.accent_dark}; }} }}\n"
        f"@media print {{ :root {{ --accent: {style.accent}; }} }}\n"
    )


@lru_cache(maxsize=8)
def _of_files(folder: Path, _signature: tuple[tuple[str, int, int], ...]) -> PageStyle:
    """Read the folder; once for each state of its files, since a Word file takes a while to judge."""
    loaded = load_house_style(folder) if folder.is_dir() else STANDARD
    return as_page(loaded if isinstance(loaded, HouseStyle) else STANDARD)


def _signature(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Tell the state of a folder's files: name, time of change and size."""
    if not folder.is_dir():
        return ()
    found = []
    for each in folder.iterdir():
        with suppress(FileNotFoundError):  # the saving of another gave it its name meanwhile
            if each.is_file() and not each.name.startswith("."):
                state = each.stat()
                found.append((each.name, state.st_mtime_ns, state.st_size))
    return tuple(sorted(found))
