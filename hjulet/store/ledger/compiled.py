"""Questions compiled for an engine: its SQL with named parameters, and which tables and files it reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ibis
from ibis.expr.operations import UnboundTable
from ibis.expr.schema import Schema

from hjulet.store.ledger.files import BALANCES_FILE, CUBE_FILE, EMPTY_FOLDER, ROWS_FILE, SUMS_FILE
from hjulet.store.ledger.questions import (
    EARLIER_ROWS,
    LEDGER_BALANCES,
    LEDGER_CUBE,
    LEDGER_ROWS,
    LEDGER_SUMS,
    MARKS,
    PAGED,
    Shape,
    question,
)

FILES = {
    LEDGER_ROWS: ROWS_FILE,
    EARLIER_ROWS: ROWS_FILE,
    LEDGER_CUBE: CUBE_FILE,
    LEDGER_SUMS: SUMS_FILE,
    LEDGER_BALANCES: BALANCES_FILE,
}
"""Table of a question -> the file of a batch that it reads. Its other tables are small and bound."""


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A question in an engine's SQL, the names of its parameters, and its tables' schemas by name."""

    sql: str
    marks: tuple[str, ...]
    tables: Mapping[str, Schema]


@lru_cache
def compiled(shape: Shape, *, dialect: str, prefix: str) -> Compiled:
    """Compile a question once; ``prefix`` is what the engine writes before a parameter's name."""
    expression = question(shape)
    sql = str(ibis.to_sql(expression, dialect=dialect))
    used = tuple(mark for mark in MARKS if f"'${mark}'" in sql)
    for mark in used:
        sql = sql.replace(f"'${mark}'", f"{prefix}{mark}")
    if shape.question in PAGED:
        sql, used = f"{sql} LIMIT {prefix}limit OFFSET {prefix}offset", (*used, "limit", "offset")
    tables = {table.name: table.schema for table in expression.op().find(UnboundTable)}
    return Compiled(sql=sql, marks=used, tables=tables)


def files_of(table: str, *, folders: Sequence[str], earlier: Sequence[str]) -> list[str]:
    """List the files of a table under the ledger's root; the empty one of the current schema is first."""
    batches = earlier if table == EARLIER_ROWS else folders
    return [f"{folder}/{FILES[table]}" for folder in (EMPTY_FOLDER, *batches)]
