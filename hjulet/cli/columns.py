"""``columns``: the remembered column maps, shown, and saved from a file."""

import json
from argparse import Namespace
from typing import Any

from django.utils import timezone

from hjulet.cli.answer import Answer
from hjulet.cli.files import read_file
from hjulet.domain.column_map import ColumnMap, column_map
from hjulet.services import homes
from hjulet.services.column_maps import SavedMap, find_map, list_maps, save_map
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.people import OPERATOR


def run(asked: Namespace) -> Answer:
    """List the maps, show one, or save one."""
    homes.make_ready()
    at = timezone.now()
    if asked.save:
        found = [_save(asked)]
    elif asked.name:
        found = [find_map(asked.name, by=OPERATOR, at=at)]
    else:
        found = list(list_maps(by=OPERATOR, at=at))
    lines = [f"{one.name}: {_written(one.columns)}" for one in found]
    return Answer(
        document={"schema": "columns/1", "maps": [_document(one) for one in found]}, lines=tuple(lines)
    )


def _save(asked: Namespace) -> SavedMap:
    """Save a map as the next version of its name: whoever gives a whole file means all of it."""
    at = timezone.now()
    try:
        version = find_map(asked.name, by=OPERATOR, at=at).version
    except NotFoundError:
        version = 0
    columns = _read(read_file(asked.save))
    return save_map(asked.name, columns, company=asked.company, version=version, by=OPERATOR, at=at)


def _read(data: bytes) -> ColumnMap:
    """Read a map, alone or as ``check ledger --json`` proposes it under ``columns``."""
    try:
        document = json.loads(data)
        is_answer = isinstance(document, dict) and "kind" in document.get("columns", {})
        return column_map(document["columns"] if is_answer else document)
    except (ValueError, AttributeError, TypeError) as fault:  # NotAColumnMap is a ValueError
        raise refused("bad-map", cause=str(fault)) from fault


def _document(one: SavedMap) -> dict[str, Any]:
    return {
        "name": one.name,
        "company": one.company,
        "version": one.version,
        "updated_by": one.updated_by,
        "updated_at": one.updated_at.isoformat(),
        "map": one.columns.as_json(),
    }


def _written(columns: ColumnMap) -> str:
    return ", ".join(f"{name} = {head}" for name, head in columns.columns.items())
