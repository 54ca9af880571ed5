"""Vouchers and their rows as two frames: what both ways of reading make, and all that follows goes by.

``at`` is the line of a voucher's #VER: it ties a row to its voucher.
"""

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from hjulet.domain.ledger import CODE_PARTS
from hjulet.readers.sie4.content import ITEM
from hjulet.readers.sie4.model import Objects, Voucher

AMOUNT = pl.Decimal(18, 2)

VOUCHERS = pl.Schema(
    [
        ("at", pl.Int64),
        ("series", pl.String),
        ("number", pl.String),  # "" without number
        ("date", pl.Date),
        ("text", pl.String),
        ("signature", pl.String),
        ("sound", pl.Boolean),  # every row could be read
    ]
)

ROWS = pl.Schema(
    [
        ("at", pl.Int64),
        ("line", pl.Int64),
        ("row", pl.Int32),  # counted from 1 within the voucher
        ("account", pl.String),
        *((column, pl.String) for column in CODE_PARTS.values()),
        ("others", pl.String),  # dimension, object, dimension, object ... of other dimensions
        ("amount", AMOUNT),
        ("date", pl.Date),  # the row's own
        ("text", pl.String),
        ("quantity", pl.String),
        ("signature", pl.String),
    ]
)


class Frames(NamedTuple):
    """Some vouchers and their rows, both in the file's order."""

    vouchers: pl.DataFrame
    rows: pl.DataFrame


def frames_of(vouchers: Iterable[Voucher]) -> Frames:
    """Put vouchers into frames."""
    held = tuple(vouchers)
    heads = [(one.line, one.series, one.number, one.date, one.text, one.signature, one.sound) for one in held]
    rows = [
        (
            *(voucher.line, row.line, number, row.account, *spread(row.objects)),
            *(row.amount, row.date, row.text, row.quantity, row.signature),
        )
        for voucher in held
        for number, row in enumerate(voucher.rows, start=1)
    ]
    return Frames(
        pl.DataFrame(heads, schema=VOUCHERS, orient="row"), pl.DataFrame(rows, schema=ROWS, orient="row")
    )


def together(*parts: Frames) -> Frames:
    """Put parts of a file together in its order."""
    held = [part for part in parts if not part.vouchers.is_empty()]
    if len(held) == 1:
        return held[0]
    return Frames(
        pl.concat([VOUCHERS.to_frame(), *(part.vouchers for part in held)]).sort("at"),
        pl.concat([ROWS.to_frame(), *(part.rows for part in held)]).sort("line"),
    )


def spread(objects: Objects) -> tuple[str, ...]:
    """Spread an object list over the code parts, "" where it has no object; what is left comes last."""
    given = dict(objects)
    others = (text for pair in objects if pair[0] not in CODE_PARTS for text in pair)
    return (*(given.get(dimension, "") for dimension in CODE_PARTS), ITEM.join(others))


def other_objects(others: str) -> str:
    """Write the objects of other dimensions as the ledger has them: "7=A;8=B"."""
    return ";".join(f"{dimension}={code}" for dimension, code in pairs(others))


def pairs(others: str) -> Objects:
    """Pair dimensions and objects again."""
    words = others.split(ITEM) if others else []
    return tuple(zip(words[::2], words[1::2], strict=True))
