"""The ledger's engine on a cluster: Apache Spark on explicit lists of files, with named parameters.

An extra (``pip install hjulet[spark]``) for a ledger that one machine cannot hold: no other module imports
this one. Amounts stay exact: Spark gives the sum of a ``decimal(18, 2)``, and its product with a sign, a
scale of 2.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pyarrow as pa
from ibis.backends.pyspark.datatypes import PySparkSchema
from ibis.expr.schema import Schema
from pyspark.sql import DataFrame, SparkSession

from hjulet.domain.ledger import LedgerFilter
from hjulet.store.ledger.answers import Answer, AnsweredLedger
from hjulet.store.ledger.codes import CodeTables
from hjulet.store.ledger.compiled import FILES, compiled, files_of
from hjulet.store.ledger.questions import Shape

_PATTERN = re.compile(r"[\[\]{}*?\\]")
"""What Hadoop would read as a pattern in a path; a backslash before it makes it a letter."""


def open_session(master: str) -> SparkSession:
    """Open this process's session on a cluster, ``spark://host:port``.

    What belongs to the cluster (memory, addresses, keys) stands in its own ``spark-defaults.conf``. Here
    stands what the answers need: a sum that does not fit is an error, never null; and a day in a filter goes
    to the workers as a day, else as the instant when it begins here, which is another day in a time zone
    west of ours, and its rows are silently left out.
    """
    builder = SparkSession.builder.master(master).appName("hjulet")
    for needed in ("spark.sql.ansi.enabled", "spark.sql.datetime.java8API.enabled"):
        builder = builder.config(needed, "true")
    return builder.getOrCreate()


@lru_cache
def _sql(shape: Shape) -> str:
    """Write a question with a place for each of its tables, as ``SparkSession.sql`` fills them."""
    asked = compiled(shape, dialect="pyspark", prefix=":")
    sql = asked.sql
    for name in asked.tables:
        sql = sql.replace(f"`{name}`", f"{{{name}}}")
    return sql


class SparkEngine:
    """Runs questions on the files under a root that every worker reaches by the same name."""

    def __init__(self, session: SparkSession, root: str) -> None:
        """Remember the session, and where the batches' folders lie: a path or a URL as ``s3a://...``."""
        self._session = session
        self._root = root.rstrip("/")

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
        """Run a question; its tables have names of their own for as long as it is analysed."""
        asked = compiled(shape, dialect="pyspark", prefix=":")
        bound = tables.limited(where)
        opened = {
            name: self._open(schema, files_of(name, folders=folders, earlier=earlier))
            if name in FILES
            else self._session.createDataFrame(bound[name])
            for name, schema in asked.tables.items()
        }
        values = {mark: marks[mark] for mark in asked.marks}
        answer: pa.Table = self._session.sql(_sql(shape), args=values, **opened).toArrow()
        rows: Answer = answer.to_pylist()
        return rows

    def _open(self, schema: Schema, files: Sequence[str]) -> DataFrame:
        """Open files by their names; a column that a file lacks is null."""
        names = [_PATTERN.sub(r"\\\g<0>", f"{self._root}/{file}") for file in files]
        return self._session.read.schema(PySparkSchema.from_ibis(schema)).parquet(*names)


class SparkLedger(AnsweredLedger):
    """The ledger of one snapshot, answered by Spark."""

    def __init__(
        self, session: SparkSession, root: str, *, folders: Sequence[str], codes: CodeTables
    ) -> None:
        """Bind the questions to files and mapping; opens nothing yet."""
        super().__init__(SparkEngine(session, root), folders=folders, codes=codes)
