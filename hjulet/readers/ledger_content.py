"""What every reader of a ledger gives: facts and balances; the rows go to a sink, piece by piece.

A year of a large municipality is millions of rows: no reader holds them all. ``list.append`` is a sink
too, where a file is known to be small.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from hjulet.domain.ledger import BALANCE_COLUMNS, ROW_COLUMNS
from hjulet.domain.ledger_file import LedgerFile

_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "date": pa.date32(),
    "int32": pa.int32(),
    "decimal(18, 2)": pa.decimal128(18, 2),
}

ROW_SCHEMA: pa.Schema = pa.schema([(name, _TYPES[kind]) for name, kind in ROW_COLUMNS])
BALANCE_SCHEMA: pa.Schema = pa.schema([(name, _TYPES[kind]) for name, kind in BALANCE_COLUMNS])

RowSink = Callable[[pa.Table], object]
"""Takes the next rows in force, in the file's order, as a table of ROW_SCHEMA."""


@dataclass(frozen=True, kw_only=True)
class LedgerContent:
    """A ledger file's facts and its balances (BALANCE_SCHEMA)."""

    facts: LedgerFile
    balances: pa.Table


def drop_rows(rows: pa.Table) -> None:
    """Take rows and keep none: for who only wants the verdict."""
