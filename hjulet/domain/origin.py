"""Where a figure's value comes from outside the system: published, derived, or made up for show.

Patterns of references in order, the first that fits wins. The example municipality has them for
every figure; a real one may have none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from hjulet.domain.figures import FigureRef


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What is said of the figures that ``pattern`` fits (``net_cost unit=* period=2017``).

    ``status`` is ``published``, ``derived`` or ``illustrative``; ``source`` a document's title.
    """

    pattern: str
    status: str
    source: str
    note: str


def origin_of(ref: FigureRef, origins: Iterable[Origin]) -> Origin | None:
    """Find what is said of a figure; None if nothing is."""
    return next((origin for origin in origins if fnmatchcase(str(ref), origin.pattern)), None)
