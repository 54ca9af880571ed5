"""Rows and balances as Arrow tables of the ledger's shape (``hjulet.domain.ledger``)."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pyarrow as pa

from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.ledger_file import FiscalYear
from hjulet.readers.ledger_content import BALANCE_SCHEMA, ROW_SCHEMA
from hjulet.readers.sie4.frames import AMOUNT, Frames, other_objects, spread
from hjulet.readers.sie4.model import Balance

_FLUSH = 20_000  # balances that are held one by one


def join_vouchers(frames: Frames, keys: pl.Series) -> pl.DataFrame:
    """Give each row its voucher's fields and its month.

    ``voucher_date`` is the voucher's, ``month`` that of the row's own date if it has one; ``signature`` is
    the row's, else the voucher's.
    """
    vouchers = frames.vouchers.select(
        "at",
        keys,
        "series",
        "number",
        voucher_date="date",
        voucher_text="text",
        voucher_signature="signature",
    )
    rows = frames.rows.join(vouchers, on="at", how="left", maintain_order="left")
    return rows.with_columns(
        month=pl.coalesce("date", "voucher_date").dt.strftime("%Y-%m").fill_null(""),
        signature=pl.when(pl.col("signature") == "").then("voucher_signature").otherwise("signature"),
    )


def make_rows(joined: pl.DataFrame) -> pa.Table:
    """Make the table of rows in force, by ROW_COLUMNS, of joined ones."""
    table = joined.with_columns(
        date="voucher_date", period=pl.lit(""), other_objects=_other_objects(joined)
    ).select(ROW_SCHEMA.names)
    return table.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(ROW_SCHEMA)


class Balances:
    """Gathers balances in columns: half a million of them are some 50 MB."""

    def __init__(self) -> None:
        """Begin without any."""
        self._held: list[Balance] = []
        self._frames: list[pl.DataFrame] = [_BALANCES.to_frame()]

    def add(self, balance: Balance) -> None:
        """Add the next one."""
        self._held.append(balance)
        if len(self._held) == _FLUSH:
            self._flush()

    def frame(self) -> pl.DataFrame:
        """Give all, in the file's order."""
        self._flush()
        return pl.concat(self._frames)

    def _flush(self) -> None:
        cells = [
            (
                *(one.kind, one.year_index, one.month, one.account, *spread(one.objects)),
                *(one.amount, one.quantity, one.line),
            )
            for one in self._held
        ]
        self._frames.append(pl.DataFrame(cells, schema=_BALANCES, orient="row"))
        self._held = []


_BALANCES = pl.Schema(
    [
        ("kind", pl.String),
        ("year_index", pl.Int32),
        ("month", pl.String),
        ("account", pl.String),
        *((column, pl.String) for column in CODE_PARTS.values()),
        ("others", pl.String),
        ("amount", AMOUNT),
        ("quantity", pl.String),
        ("line", pl.Int64),
    ]
)


def make_balances(balances: pl.DataFrame, years: Sequence[FiscalYear]) -> pa.Table:
    """Make the table of balance records, by BALANCE_COLUMNS."""
    spans = {year.index: (_month(year.start), _month(year.end)) for year in years}
    table = balances.with_columns(
        year_start=_of_year({index: span[0] for index, span in spans.items()}),
        year_end=_of_year({index: span[1] for index, span in spans.items()}),
        other_objects=_other_objects(balances),
    ).select(BALANCE_SCHEMA.names)
    return table.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(BALANCE_SCHEMA)


def _other_objects(held: pl.DataFrame) -> pl.Expr:
    others = held["others"].unique().to_list()
    if others in ([], [""]):
        return pl.lit("")
    written = [other_objects(one) for one in others]
    return pl.col("others").replace_strict(others, written, return_dtype=pl.String)


def _of_year(texts: dict[int, str]) -> pl.Expr:
    return pl.col("year_index").replace_strict(texts, default="", return_dtype=pl.String)


def _month(day: date | None) -> str:
    return day.isoformat()[:7] if day else ""
