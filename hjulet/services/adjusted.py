"""A unit's result beside the result without its named items (DOMAIN 10), on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, require
from hjulet.services.figures import open_books
from hjulet.services.items import Item, list_items
from hjulet.services.people import people_names
from hjulet.services.tables import figure_labels


@dataclass(frozen=True, kw_only=True)
class AdjustedResult:
    """The three figures, and the items between them. ``names`` names units, ``people`` who said it."""

    unit_name: str
    result: FigureRef
    named: FigureRef
    adjusted: FigureRef
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    items: tuple[Item, ...]
    names: Mapping[str, str]
    people: Mapping[str, str]
    may_edit: bool


def adjusted_result(
    unit: str, period: Period, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> AdjustedResult:
    """Gather a unit's result, its named items in a period, and the result without them.

    The items are those of now: an older snapshot's stand behind its figure. Raises NotFoundError for a
    unit that is not the actor's.
    """
    books = open_books(snapshot)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    args = {"unit": unit, "period": str(period)}
    result, named, adjusted = (
        REGISTRY.ref(metric, args) for metric in ("result", "named_items", "adjusted_result")
    )
    figures = books.resolve([adjusted])
    return AdjustedResult(
        unit_name=view.units[unit].name,
        result=result,
        named=named,
        adjusted=adjusted,
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
        items=list_items(unit, period, by=by, at=at),
        names={code: known.name for code, known in view.units.items()},
        people=people_names(),
        may_edit=may(Permission.EDIT_ITEMS, unit, by=by, at=at, view=view),
    )
