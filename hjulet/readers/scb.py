"""SCB's statistical database by PxWebApi 2: a table asked for as JSON-stat 2, and its cells with their codes.

JSON-stat gives the values in one row: the last dimension runs fastest. A value that is null is no value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any
from urllib.parse import quote, urlencode

from hjulet.readers.fetching import Answer, Fetcher, strange

BASE = "https://statistikdatabasen.scb.se/api/v2"
ATTRIBUTION = "SCB"
MOST_CELLS = 150_000
"""Cells that the database gives at a time."""

PACE = 0.4
"""Seconds between questions: the database takes thirty in ten seconds."""


@dataclass(frozen=True, kw_only=True)
class ScbCell:
    """A value, and the code that it has in each dimension."""

    codes: Mapping[str, str]
    value: Decimal | None


@dataclass(frozen=True, kw_only=True)
class ScbTable:
    """An answer: the dimension of time and that of places (empty if there is none), and its cells."""

    answer: Answer
    time: str
    place: str
    dimensions: Mapping[str, tuple[str, ...]]
    cells: tuple[ScbCell, ...]


def table(fetcher: Fetcher, id: str, *, codes: Mapping[str, Sequence[str]]) -> ScbTable:
    """Fetch the cells of a table that have some codes. Raises FetchFault."""
    query = {
        "lang": "sv",
        "outputFormat": "json-stat2",
        **{f"valuecodes[{name}]": ",".join(chosen) for name, chosen in codes.items()},
    }
    address = f"{fetcher.base}/tables/{quote(id, safe='')}/data?{urlencode(query, safe='[],*+')}"
    return read_table(fetcher.get(address))


def read_table(answer: Answer) -> ScbTable:
    """Read an answer in JSON-stat 2. Raises FetchFault for one that is not whole, or not of its kinds."""
    try:
        return _table(answer.json, answer)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise strange(answer.address, "json-stat") from fault


def _table(found: Any, answer: Answer) -> ScbTable:
    if not isinstance(found, dict) or found.get("class") != "dataset":
        raise strange(answer.address, "class")
    ids, sizes = _list_of(found, "id", answer), _list_of(found, "size", answer)
    if len(ids) != len(sizes):
        raise strange(answer.address, "size")
    dimensions = {str(id): _codes(found, str(id), size, answer) for id, size in zip(ids, sizes, strict=True)}
    role = found.get("role") or {}
    return ScbTable(
        answer=answer,
        time=_first(role, "time"),
        place=_first(role, "geo") or ("Region" if "Region" in dimensions else ""),
        dimensions=dimensions,
        cells=tuple(_cells(found, dimensions, answer)),
    )


def _cells(
    found: Mapping[str, Any], dimensions: Mapping[str, tuple[str, ...]], answer: Answer
) -> Iterator[ScbCell]:
    if prod(len(codes) for codes in dimensions.values()) > MOST_CELLS:
        raise strange(answer.address, "size")
    every = list(product(*dimensions.values()))
    values = found.get("value")
    if isinstance(values, list) and len(values) != len(every):
        raise strange(answer.address, "value")
    for place, codes in enumerate(every):
        value = _at(values, place)
        if value is not None and not isinstance(value, Decimal):
            raise strange(answer.address, "value")
        yield ScbCell(codes=dict(zip(dimensions, codes, strict=True)), value=value)


def _at(held: object, place: int) -> object:
    """Look up what stands at a place: a list has all, a mapping only what there is."""
    if isinstance(held, list):
        return held[place] if place < len(held) else None
    return held.get(str(place)) if isinstance(held, dict) else None


def _codes(found: Mapping[str, Any], id: str, size: object, answer: Answer) -> tuple[str, ...]:
    """List a dimension's codes in their order; the index is a list, or gives each code its place."""
    dimension = (found.get("dimension") or {}).get(id)
    category = dimension.get("category") if isinstance(dimension, dict) else None
    index = category.get("index") if isinstance(category, dict) else None
    if index is None and isinstance(category, dict):
        index = list(category.get("label") or {})
    codes = sorted(index, key=lambda code: index[code]) if isinstance(index, dict) else index
    if not isinstance(codes, list) or len(codes) != size:
        raise strange(answer.address, id)
    return tuple(str(code) for code in codes)


def _list_of(found: Mapping[str, Any], name: str, answer: Answer) -> list[Any]:
    value = found.get(name)
    if not isinstance(value, list):
        raise strange(answer.address, name)
    return value


def _first(role: object, name: str) -> str:
    held = role.get(name) if isinstance(role, dict) else None
    return str(held[0]) if isinstance(held, list) and held else ""
