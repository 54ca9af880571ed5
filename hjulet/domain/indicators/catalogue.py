"""Kolada's catalogue of key figures, and what an indicator that follows one of them is.

The catalogue has no field for the unit: a title ends in it (``andel (%)``, ``kr/inv``, ``Totalindex``).
"""

import re
from dataclasses import dataclass

from hjulet.domain.indicators.definition import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    LONGEST_UNIT,
    Indicator,
    Series,
    SeriesKind,
)

WOMEN, MEN = "K", "M"
NATION = "0000"
"""What Kolada calls the whole country among the municipalities."""

_PERCENT, _INDEX = "%", "index"
_CLOSED = re.compile(r" *\((?:-\d{4}|gammal definition|ny definition)\)$")
_AMOUNT = re.compile(r"(?:^|[, ])((?:antal|ton|kr|tkr|mnkr)(?:[ /][^,()]*)?)\.?$")
_WORDS = {"miljoner kronor": "mnkr", "tusental kronor": "tkr"}


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """A key figure of the catalogue.

    ``municipality_type`` is K for municipalities, L for regions, A for both; ``groups`` are the titles of
    those that it is in.
    """

    id: str
    title: str
    description: str
    municipality_type: str
    by_gender: bool
    area: str
    publication_date: str
    groups: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """Tell the unit that its title ends in; "" where it ends in none."""
        title = _CLOSED.sub("", self.title)
        if "(%)" in title or title.endswith("procentenheter"):
            return _PERCENT
        if title.casefold().endswith(_INDEX):
            return _INDEX
        if worded := next((unit for words, unit in _WORDS.items() if title.endswith(words)), ""):
            return worded
        found = _AMOUNT.search(title)
        return found[1] if found else ""

    @property
    def search_text(self) -> str:
        """Give what it is found by, folded: its title first, so that lists are in its order."""
        return " ".join((self.title, self.id, self.area, self.description, *self.groups)).casefold()


def indicator_of(kpi: Kpi, *, owner: str) -> Indicator:
    """Give the indicator that follows a key figure; its values are fetched beside the nation's.

    Which way is better stands in no catalogue, and is left to whoever answers for it; so is a unit that is
    longer than a unit may be.
    """
    unit = kpi.unit if len(kpi.unit) <= LONGEST_UNIT else ""
    nation = Series(key="nation", kind=SeriesKind.NATION, name="Riket", code=NATION)
    genders = (
        Series(key="women", kind=SeriesKind.GENDER, name="Kvinnor", code=WOMEN),
        Series(key="men", kind=SeriesKind.GENDER, name="Män", code=MEN),
    )
    return Indicator(
        id=kpi.id,
        name=kpi.title[:LONGEST_NAME],
        description=kpi.description[:LONGEST_DESCRIPTION],
        unit=unit,
        decimals=1 if unit in (_PERCENT, "") else 0,
        owner=owner,
        source="Kolada",
        kolada=kpi.id,
        series=(*(genders if kpi.by_gender else ()), nation),
    )
