"""What batches hold by year, summed from their rows alone: no engine, cube or mapping has a part in it."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hjulet.domain.backup import LedgerSum
from hjulet.store.ledger.files import ROWS_FILE

_ROWS_AT_A_TIME = 200_000


class UnreadableBatchError(Exception):
    """The rows of a batch are not there, or cannot be read."""

    def __init__(self, batch: str) -> None:
        """Keep the key of the batch."""
        self.batch = batch
        super().__init__(batch)


def ledger_sums(root: Path, batches: Iterable[tuple[str, str, str]]) -> tuple[LedgerSum, ...]:
    """Sum the rows of batches, given as (key, company, folder), by year, in the order of company and batch.

    Raises UnreadableBatchError.
    """
    return tuple(sorted(one for batch in batches for one in _read(root, *batch)))


def _read(root: Path, key: str, company: str, folder: str) -> list[LedgerSum]:
    try:
        return list(_of_batch(root, key, company, folder))
    except (OSError, pa.ArrowException) as fault:
        raise UnreadableBatchError(key) from fault


def _of_batch(root: Path, key: str, company: str, folder: str) -> Iterable[LedgerSum]:
    sums: dict[str, tuple[int, Decimal]] = {}
    with pq.ParquetFile(root / folder / ROWS_FILE) as stored:
        for piece in stored.iter_batches(batch_size=_ROWS_AT_A_TIME, columns=["month", "amount"]):
            for year, rows, turnover in _of_piece(pa.Table.from_batches([piece])):
                held = sums.get(year, (0, Decimal("0.00")))
                sums[year] = (held[0] + rows, held[1] + turnover)
    for year, (rows, turnover) in sums.items():
        yield LedgerSum(company=company, batch=key, year=year, rows=rows, turnover=turnover)


def _of_piece(rows: pa.Table) -> Iterable[tuple[str, int, Decimal]]:
    years = pa.table({"year": pc.utf8_slice_codeunits(rows["month"], 0, 4), "amount": pc.abs(rows["amount"])})
    summed = years.group_by("year").aggregate([("amount", "sum"), ("amount", "count")])
    for row in summed.to_pylist():
        yield row["year"], row["amount_count"], row["amount_sum"]
