"""The ledger's engine on one machine: DuckDB on explicit lists of files, with prepared parameters."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from hjulet.domain.ledger import LedgerFilter
from hjulet.store.ledger.answers import Answer, AnsweredLedger
from hjulet.store.ledger.codes import CodeTables
from hjulet.store.ledger.compiled import FILES, compiled, files_of
from hjulet.store.ledger.questions import Shape


@lru_cache(maxsize=1)
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": 1})


@lru_cache
def _sql(shape: Shape) -> str:
    """Write a question with its files' tables opened from parameters of the same names."""
    asked = compiled(shape, dialect="duckdb", prefix="$")
    opened = ", ".join(
        f"{name} AS (SELECT * FROM read_parquet(${name}, union_by_name=true))"  # noqa: S608 - our own names
        for name in asked.tables
        if name in FILES
    )
    return f"WITH {opened} SELECT * FROM ({asked.sql})"  # noqa: S608 - SQL of our own; values are bound


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
        """Run a question on a cursor of its own."""
        asked = compiled(shape, dialect="duckdb", prefix="$")
        values: dict[str, object] = {mark: marks[mark] for mark in asked.marks}
        bound = tables.limited(where)
        with _connection().cursor() as cursor:
            for name in asked.tables:
                if name in FILES:
                    files = files_of(name, folders=folders, earlier=earlier)
                    values[name] = [str(self._root / file) for file in files]
                else:
                    cursor.register(name, bound[name])
            answer: pa.Table = cursor.sql(_sql(shape), params=values).to_arrow_table()
        rows: Answer = answer.to_pylist()
        return rows


class DuckLedger(AnsweredLedger):
    """The ledger of one snapshot, answered by DuckDB."""

    def __init__(self, root: Path, *, folders: Sequence[str], codes: CodeTables) -> None:
        """Bind the questions to files and mapping; opens nothing yet."""
        super().__init__(DuckEngine(root), folders=folders, codes=codes)
