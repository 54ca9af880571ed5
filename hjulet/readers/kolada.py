"""Kolada's API, version 3: the catalogue of key figures, their groups, and values by year.

At most 25 ids in a list and 5 000 rows on a page; ``next_url`` leads on, and a catalogue ends where there is
none. A value that is null is no value, and a row that is deleted has been taken back. Whoever shows the
values names their source: Källa: Kolada.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any
from urllib.parse import quote

from hjulet.domain.indicators.catalogue import Kpi
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.readers.fetching import Answer, Fetcher, strange

BASE = "https://api.kolada.se/v3"
ATTRIBUTION = "Kolada"
MOST_IDS = 25
MOST_ROWS = 5000
PACE = 0.2
"""Seconds between questions: Kolada takes five a second."""

TOTAL = "T"


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of key figures: its title, and the ids of those in it."""

    title: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KoladaValue:
    """A value of a key figure, municipality and period: of whom (T, K, M), and whether it is taken back."""

    kpi: str
    municipality: str
    period: Period
    gender: str
    value: Decimal | None
    is_deleted: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """One answer, as it came, and the values that it holds."""

    answer: Answer
    values: tuple[KoladaValue, ...]


@dataclass(frozen=True, kw_only=True)
class CataloguePage:
    """One answer, as it came, and the key figures or the groups that it holds."""

    answer: Answer
    kpis: tuple[Kpi, ...] = ()
    groups: tuple[Group, ...] = ()


def catalogue(fetcher: Fetcher) -> Iterator[CataloguePage]:
    """Fetch all key figures, and then the groups that they are in, page by page. Raises FetchFault."""
    for answer, rows in _pages(fetcher, f"{fetcher.base}/kpi?per_page={MOST_ROWS}"):
        yield CataloguePage(answer=answer, kpis=tuple(_kpi(row, answer.address) for row in rows))
    for answer, rows in _pages(fetcher, f"{fetcher.base}/kpi_groups?per_page={MOST_ROWS}"):
        yield CataloguePage(answer=answer, groups=tuple(_group(row, answer.address) for row in rows))


def values(
    fetcher: Fetcher, *, kpis: Sequence[str], municipalities: Sequence[str], years: Sequence[int]
) -> Iterator[Page]:
    """Fetch values, page by page, so many ids at a time as Kolada takes. Raises FetchFault."""
    lists = [_chunks(kpis), _chunks(municipalities), _chunks([str(year) for year in years])]
    for kpi, municipality, year in product(*lists):
        path = f"data/kpi/{_listed(kpi)}/municipality/{_listed(municipality)}/year/{_listed(year)}"
        for answer, rows in _pages(fetcher, f"{fetcher.base}/{path}?per_page={MOST_ROWS}"):
            read = tuple(value for row in rows for value in _values(row, answer.address))
            yield Page(answer=answer, values=read)


def _pages(fetcher: Fetcher, address: str) -> Iterator[tuple[Answer, list[Mapping[str, Any]]]]:
    """Follow a list to its end; one that leads back to a page that was read is refused."""
    seen: set[str] = set()
    while address:
        if address in seen:
            raise strange(address, "next_url")
        seen.add(address)
        answer = fetcher.get(address)
        found = answer.json
        rows = found.get("values") if isinstance(found, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise strange(address, "values")
        yield answer, rows
        address = str(found.get("next_url") or "")


def _values(row: Mapping[str, Any], address: str) -> Iterator[KoladaValue]:
    parts = row.get("values")
    if not isinstance(parts, list):
        raise strange(address, "values")
    for part in parts:
        value = _need(part, "value", Decimal | None, address)
        yield KoladaValue(
            kpi=_need(row, "kpi", str, address),
            municipality=_need(row, "municipality", str, address),
            period=_period(row, address),
            gender=_need(part, "gender", str, address),
            value=value,
            is_deleted=bool(part.get("isdeleted")),
        )


def _period(row: Mapping[str, Any], address: str) -> Period:
    """Read the year that a row is of; raises FetchFault."""
    try:
        return parse_period(str(_need(row, "period", Decimal, address)))
    except NotAPeriod as fault:
        raise strange(address, "period") from fault


def _need(row: Any, name: str, kind: Any, address: str) -> Any:
    """Look up what an answer must hold, of the right kind; raises FetchFault."""
    if not isinstance(row, dict) or name not in row or not isinstance(row[name], kind):
        raise strange(address, name)
    return row[name]


def _kpi(row: Mapping[str, Any], address: str) -> Kpi:
    return Kpi(
        id=_need(row, "id", str, address),
        title=_need(row, "title", str, address),
        description=str(row.get("description") or ""),
        municipality_type=str(row.get("municipality_type") or ""),
        by_gender=_is_true(row.get("is_divided_by_gender")),
        area=str(row.get("operating_area") or ""),
        publication_date=str(row.get("publication_date") or ""),
    )


def _is_true(value: object) -> bool:
    """Read a yes or no, which is a number in some answers and a word in a file."""
    return str(value).lower() in {"true", "1"}


def _group(row: Mapping[str, Any], address: str) -> Group:
    members = row.get("members")
    if not isinstance(members, list):
        raise strange(address, "members")
    return Group(
        title=_need(row, "title", str, address),
        members=tuple(_need(each, "member_id", str, address) for each in members),
    )


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + MOST_IDS] for at in range(0, len(ids), MOST_IDS)]


def _listed(ids: Sequence[str]) -> str:
    return ",".join(quote(id, safe="") for id in ids)
