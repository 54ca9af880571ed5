"""The month cube: rows summed by code parts, account and month. Additive over rows and batches."""

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from hjulet.store.ledger.schema import CUBE

_SUMS = ("amount", "debit", "rows")
_KEYS = [name for name in CUBE.names if name not in _SUMS]
_ORDER = [("month", "ascending"), ("responsibility", "ascending"), ("account", "ascending")]


def cube_of(rows: pa.Table) -> pa.Table:
    """Sum stored rows into a cube."""
    debit = pc.if_else(pc.greater(rows["amount"], Decimal(0)), rows["amount"], Decimal(0))
    with_debit = rows.append_column("debit", debit.cast(rows["amount"].type))
    return _summed(with_debit, [("amount", "sum"), ("debit", "sum"), ("amount", "count")])


def merge_cubes(cubes: Sequence[pa.Table]) -> pa.Table:
    """Add cubes up into one, sorted as the rows are."""
    whole = pa.concat_tables(cubes)
    if len(cubes) > 1:
        whole = _summed(whole, [(name, "sum") for name in _SUMS])
    return whole.sort_by(_ORDER)


def _summed(table: pa.Table, sums: list[tuple[str, str]]) -> pa.Table:
    named = table.group_by(_KEYS).aggregate(sums).rename_columns([*_KEYS, *_SUMS])
    return named.select(list(CUBE.names)).cast(CUBE.to_pyarrow())
