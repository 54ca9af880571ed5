"""The month cube: rows summed by code parts, account and month.

Additive over rows and batches: a batch that was written in several runs may have a key once in each.
"""

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from hjulet.store.ledger.schema import CUBE

_SUMS = ("amount", "debit", "rows")
_KEYS = [name for name in CUBE.names if name not in _SUMS]


def cube_of(rows: pa.Table) -> pa.Table:
    """Sum stored rows into a cube, in the order in which their keys first come."""
    debit = pc.if_else(pc.greater(rows["amount"], Decimal(0)), rows["amount"], Decimal(0))
    with_debit = rows.append_column("debit", debit.cast(rows["amount"].type))
    sums = [("amount", "sum"), ("debit", "sum"), ("amount", "count")]
    grouped = with_debit.group_by(_KEYS, use_threads=False).aggregate(sums)
    named = grouped.rename_columns([*_KEYS, *_SUMS])
    return named.select(list(CUBE.names)).cast(CUBE.to_pyarrow())
