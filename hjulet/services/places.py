"""Units as pages name them: by code and name, with those above and below."""

from collections.abc import Iterable
from dataclasses import dataclass

from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.services.figures import Books


@dataclass(frozen=True, kw_only=True)
class Place:
    """A unit by code and name."""

    code: str
    name: str


def place_of(unit: str, view: OrganisationView) -> Place:
    """Name a unit."""
    return Place(code=unit, name=view.units[unit].name)


def places_above(unit: str, view: OrganisationView) -> tuple[Place, ...]:
    """List the units above one, from the top, without itself."""
    path: list[Place] = []
    parents = view.parents(unit)
    while parents:
        path.insert(0, place_of(parents[0], view))
        parents = view.parents(parents[0])
    return tuple(path)


def children_with_money(unit: str, books: Books, period: Period) -> list[str]:
    """List the units directly below one that have money somewhere below them."""
    money = set(books.units_with_money)
    return [child for child in books.view(period).children(unit) if money & set(books.subtree(child, period))]


def lowest_with_money(unit: str, books: Books, period: Period) -> tuple[str, ...]:
    """List the units below one that have money and none with money below them, in the order of the tree.

    A unit with nothing below it is its own: then the list is that unit alone.
    """
    below = children_with_money(unit, books, period)
    return tuple(dict.fromkeys(_lowest(below, books, period))) if below else (unit,)


def _lowest(units: Iterable[str], books: Books, period: Period) -> Iterable[str]:
    for unit in units:
        yield from lowest_with_money(unit, books, period)
