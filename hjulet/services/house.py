"""The municipality's house style: read from the home, and the standard one where there is none."""

from pathlib import Path

from django.conf import settings

from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.house_folder import load_house_style
from hjulet.domain.problem import Problem
from hjulet.services.errors import RefusedError


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
