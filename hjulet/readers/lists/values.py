"""The values of a voucher list's rows, as a frame: what both the fast way and the exact way give."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from hjulet.domain.ledger import CODE_PARTS

AMOUNT: Any = pl.Decimal(18, 2)

CODE_FIELDS = ("series", "number", "account", *CODE_PARTS.values())
TEXT_FIELDS = ("text", "voucher_text", "signature")
MONEY_FIELDS = ("amount", "debit", "credit")

SCHEMA = pl.Schema(
    {
        "line": pl.Int64,
        "date": pl.Date,
        "period": pl.String,  # 2017-08 or 2017-13; "" where the list has no such column
        **dict.fromkeys(CODE_FIELDS, pl.String),
        **dict.fromkeys(MONEY_FIELDS, AMOUNT),  # amount = debit - credit; these two are null without columns
        "quantity": pl.String,
        **dict.fromkeys(TEXT_FIELDS, pl.String),
    }
)
"""Column -> type. ``line`` is in the file, counted from 1. Texts are never null."""


def frame_of(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Make a frame of rows that were read one by one."""
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")
