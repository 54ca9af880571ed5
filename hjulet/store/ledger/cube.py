"""The month cube: rows summed by code parts, account and month; and its sums by responsibility alone.

Both are additive over rows and batches. A batch that was written in several runs may have a key of the cube
once in each run; of the sums it has each key once, so that what statements ask is small.
"""

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from hjulet.store.ledger.schema import CUBE, SUMS

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


_SUM_KEYS = [name for name in SUMS.names if name not in _SUMS]
_ORDER = [("month", "ascending"), ("responsibility", "ascending"), ("account", "ascending")]


class Sums:
    """Adds the cubes of a batch up, piece by piece; ``done`` gives what has been summed and can be written.

    Rows come month by month, so only one month's keys are held.
    """

    def __init__(self) -> None:
        """Begin a batch."""
        self._parts: list[pa.Table] = []
        self._month = ""

    def add(self, cube: pa.Table) -> pa.Table:
        """Take the cube of the next rows; give the sums of the month before, when another begins."""
        month = cube["month"][0].as_py()[-2:] if cube.num_rows else self._month
        finished = self.done() if month != self._month else SUMS.to_pyarrow().empty_table()
        self._month = month
        self._parts.append(_summed(cube))
        return finished

    def done(self) -> pa.Table:
        """Give the sums of what has come since, by month, responsibility and account."""
        parts = pa.concat_tables([SUMS.to_pyarrow().empty_table(), *self._parts])
        self._parts = []
        return _summed(parts).sort_by(_ORDER)


def _summed(table: pa.Table) -> pa.Table:
    sums = [(name, "sum") for name in _SUMS]
    grouped = table.group_by(_SUM_KEYS, use_threads=False).aggregate(sums)
    named = grouped.rename_columns([*_SUM_KEYS, *_SUMS])
    return named.select(list(SUMS.names)).cast(SUMS.to_pyarrow())
