"""The ledger's engine on one machine: DuckDB on explicit lists of files, with prepared parameters."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa

from hjulet.domain.ledger import LedgerFilter
from hjulet.store.ledger.answers import Answer, AnsweredLedger
from hjulet.store.ledger.codes import CodeTables
from hjulet.store.ledger.files import BALANCES_FILE, CUBE_FILE, EMPTY_FOLDER, ROWS_FILE
from hjulet.store.ledger.questions import (
    EARLIER_ROWS,
    LEDGER_BALANCES,
    LEDGER_CUBE,
    LEDGER_ROWS,
    MARKS,
    PAGED,
    Shape,
    question,
)

FILES = {
    LEDGER_ROWS: ROWS_FILE,
    EARLIER_ROWS: ROWS_FILE,
    LEDGER_CUBE: CUBE_FILE,
    LEDGER_BALANCES: BALANCES_FILE,
}
"""Table of a question -> the file of a batch that it reads."""


@lru_cache(maxsize=1)
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": 1})


@lru_cache
def _compiled(shape: Shape) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Compile a question once: its SQL, the marks it uses, and the tables of files that it reads."""
    sql = str(ibis.to_sql(question(shape), dialect="duckdb"))
    used = tuple(mark for mark in MARKS if f"'${mark}'" in sql)
    for mark in used:
        sql = sql.replace(f"'${mark}'", f"${mark}")
    tables = tuple(name for name in FILES if f'"{name}"' in sql)
    opened = ", ".join(
        f"{name} AS (SELECT * FROM read_parquet(${name}, union_by_name=true))"  # noqa: S608 - our own names
        for name in tables
    )
    if shape.question in PAGED:
        sql, used = f"{sql} LIMIT $limit OFFSET $offset", (*used, "limit", "offset")
    return f"WITH {opened} SELECT * FROM ({sql})", used, tables  # noqa: S608 - SQL of our own; values are bound


class DuckEngine:
    """Runs questions on the files under a folder of this machine."""

    def __init__(self, root: Path) -> None:
        """Remember where the batches' folders lie."""
        self._root = root

    def run(
        self,
        shape: Shape,
        *,
        folders: Sequence[str],
        earlier: Sequence[str],
        tables: CodeTables,
        where: LedgerFilter,
        marks: Mapping[str, str | int],
    ) -> Answer:
        """Run a question; the empty file of the current schema stands first in each list."""
        sql, used, read = _compiled(shape)
        files: dict[str, object] = {
            name: [
                str(self._root / folder / FILES[name])
                for folder in (EMPTY_FOLDER, *(earlier if name == EARLIER_ROWS else folders))
            ]
            for name in read
        }
        with _connection().cursor() as cursor:
            for name, table in tables.limited(where).items():
                cursor.register(name, table)
            values = {**files, **{mark: marks[mark] for mark in used}}
            answer: pa.Table = cursor.sql(sql, params=values).to_arrow_table()
        rows: Answer = answer.to_pylist()
        return rows


class DuckLedger(AnsweredLedger):
    """The ledger of one snapshot, answered by DuckDB."""

    def __init__(self, root: Path, *, folders: Sequence[str], codes: CodeTables) -> None:
        """Bind the questions to files and mapping; opens nothing yet."""
        super().__init__(DuckEngine(root), folders=folders, codes=codes)
