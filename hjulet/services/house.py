"""The municipality's house style: read from the home, and the standard one where there is none.

It lies in ``house/`` of the home, put there by hand or saved from the page. Documents and pages read it.
"""

import json
import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.house_folder import KEYS, SETTINGS, load_house_style
from hjulet.documents.house_logo import MAX_BYTES, logo_format
from hjulet.documents.house_page import PageStyle, page_style
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem
from hjulet.services.access import require_centrally
from hjulet.services.changes import audit, revise
from hjulet.services.errors import RefusedError, refused
from hjulet.store.lock import hold
from hjulet.store.models import Revision

NOUN = "house"


@dataclass(frozen=True, kw_only=True)
class HouseText:
    """What is saved from the page. ``logo`` is a new file; None keeps the one there is, or ``no_logo``."""

    name: str
    accent: str
    accent_dark: str
    logo: bytes | None
    logo_alt: str
    no_logo: bool


@dataclass(frozen=True, kw_only=True)
class HousePage:
    """The house style as it is to be changed; ``problems`` are faults of what lies in the home now."""

    style: HouseStyle
    problems: tuple[Problem, ...]
    version: int


def house_folder() -> Path:
    """Name the folder of the home that holds the house style."""
    return Path(settings.HJULET_HOME) / "house"


def house_style() -> HouseStyle:
    """Give the house style of this home; STANDARD without a folder.

    Raises RefusedError with every fault: a document in half a house style is worse than none.
    """
    if not house_folder().is_dir():
        return STANDARD
    loaded = load_house_style(house_folder())
    if isinstance(loaded, HouseStyle):
        return loaded
    raise RefusedError(loaded)


def house_problems() -> tuple[Problem, ...]:
    """Tell what is wrong with the house style, if anything."""
    try:
        house_style()
    except RefusedError as refusal:
        return refusal.problems
    return ()


def style_of_pages() -> PageStyle:
    """Give what every page needs of the house style: anybody sees it, also before signing in."""
    return page_style(house_folder())


def house_page(*, by: Actor, at: datetime) -> HousePage:
    """Give the house style to whoever may change it; else NotFoundError."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    problems = house_problems()
    return HousePage(
        style=STANDARD if problems else house_style(), problems=problems, version=_last_version()
    )


def save_house(text: HouseText, *, version: int, by: Actor, at: datetime) -> None:
    """Save name, accents and logo; what the page does not ask for (type, second colour, Word file) is kept.

    Raises RefusedError with every fault at once, also where somebody saved after ``version`` was read
    (``house-changed``), and NotFoundError for whoever may not. Nothing is changed then.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    with tempfile.TemporaryDirectory() as place, transaction.atomic():
        hold(NOUN)
        if version != _last_version():
            raise refused("house-changed")
        draft = Path(place) / "house"
        said = _draft(text, draft)
        loaded = load_house_style(draft)
        if not isinstance(loaded, HouseStyle):
            raise RefusedError(loaded)
        fields = {**said, "logo_hash": sha256(loaded.logo).hexdigest() if loaded.logo else ""}
        revise(NOUN, NOUN, version=version + 1, fields=fields, by=by, at=at)
        audit("set-house", NOUN, by=by, at=at, name=loaded.name, accent=loaded.accent)
        _put(draft)


def _draft(text: HouseText, draft: Path) -> dict[str, str]:
    """Write the folder as it would be, and give its settings."""
    if house_folder().is_dir():
        shutil.copytree(house_folder(), draft)
    else:
        draft.mkdir()
    said = _settings(draft) | {
        "name": text.name,
        "accent": text.accent,
        "accent_dark": text.accent_dark,
        "logo_alt": text.logo_alt,
    }
    if text.no_logo:
        said.pop("logo", None)
    elif text.logo is not None:
        file = f"logo-{sha256(text.logo).hexdigest()[:8]}.{logo_format(text.logo)}"
        (draft / file).write_bytes(text.logo[: MAX_BYTES + 1])
        said["logo"] = file
    (draft / SETTINGS).write_text(_toml(said), encoding="utf-8")
    return said


def _settings(folder: Path) -> dict[str, str]:
    """Read the settings that are there; those that cannot be read are begun anew."""
    try:
        said = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    return {key: value for key, value in said.items() if key in KEYS and isinstance(value, str)}


def _toml(said: dict[str, str]) -> str:
    """Write settings as TOML, whose basic strings are those of JSON; control signs are left out."""
    shown = {key: "".join(sign for sign in said[key] if sign.isprintable()) for key in KEYS if key in said}
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in shown.items())


def _put(draft: Path) -> None:
    """Put the files of a draft in their place, the settings last: they name the others."""
    house_folder().mkdir(exist_ok=True)
    files = (file for file in draft.iterdir() if file.is_file())
    for file in sorted(files, key=lambda each: each.name == SETTINGS):
        waiting = house_folder() / f".{file.name}.new"
        shutil.copyfile(file, waiting)
        waiting.replace(house_folder() / file.name)


def _last_version() -> int:
    last = Revision.objects.filter(noun=NOUN).aggregate(Max("version"))
    return last["version__max"] or 0
