"""The rows of a voucher list read column by column, behind a strict gate.

A row passes the gate if each of its cells is written in the plain way below; then its values can only be
what ``hjulet.readers.lists.rows`` gives for it. Every other row is left for that exact reader. The two are
held against each other row by row in the tests.
"""

from collections.abc import Iterable

import polars as pl

from hjulet.domain.ledger import CODE_PARTS
from hjulet.readers.lists.cells import BLANKS
from hjulet.readers.lists.layout import Layout
from hjulet.readers.lists.values import AMOUNT, MONEY_FIELDS, SCHEMA, TEXT_FIELDS

_SPACES = " \u00a0\u202f\u2009"
_PLAIN_AMOUNT = (
    rf"^[-\u2212\u2013]?(?:[0-9]{{1,12}}|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}}){{1,3}})(?:[.,][0-9]{{1,2}})?$"
)
_PLAIN_DAY = r"^[12][0-9]{3}(?:-[0-9]{2}-[0-9]{2}|[0-9]{4})$"
_PLAIN_MONTH = r"^[12][0-9]{3}-?(?:0[1-9]|1[0-3])$"
_PLAIN_CODE = (
    r"^(?:[0-9]{0,30}|[A-ZÅÄÖa-zåäö]{1,2}[0-9]{1,28}|[0-9]{1,20}[A-ZÅÄÖa-zåäö]{1,2}|[A-ZÅÄÖa-zåäö]{1,2})$"
)
_PLAIN_ACCOUNT = r"^[0-9]{1,30}$"
_ZERO = pl.lit("0.00").cast(AMOUNT)


def texts_of(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Name the mapped columns by field, blanks around cells taken away; rows without any text are left out.

    A column ``rest`` tells whether columns that are not mapped hold something.
    """
    mapped = {name: f"c{place}" for name, place in layout.places.items()}
    others = [name for name in frame.columns if name not in {*mapped.values(), "line"}]
    stripped = frame.select(
        "line",
        *(pl.col(column).str.strip_chars(BLANKS).alias(name) for name, column in mapped.items()),
    )
    empty = pl.all_horizontal(pl.col(name) == "" for name in mapped)
    blank = stripped.select(empty).to_series()
    if not blank.any():
        return stripped
    holds = frame.select(
        pl.any_horizontal(
            pl.lit(value=False), *(pl.col(name).str.strip_chars(BLANKS) != "" for name in others)
        )
    )
    return stripped.filter(~blank | holds.to_series())


def split_plain(texts: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the values of the rows that pass the gate, and the texts of those that do not."""
    mapped = tuple(layout.places)
    read = texts.with_columns(**{f"_{name}": _value(name) for name in mapped if name in _VALUES})
    passes = pl.all_horizontal(*_gate(mapped))
    plain = read.with_columns(_passes=passes)
    return (
        plain.filter("_passes").select(*_values(mapped)).cast(SCHEMA),
        plain.filter(~pl.col("_passes")).select("line", *mapped),
    )


def _gate(mapped: Iterable[str]) -> Iterable[pl.Expr]:
    """Tell, cell by cell, what the plain way of writing it is."""
    for name in mapped:
        match name:
            case "date":
                yield pl.col(name).str.contains(_PLAIN_DAY) & pl.col("_date").is_not_null()
            case "period":
                yield pl.col(name).str.contains(_PLAIN_MONTH)
            case "amount":
                yield pl.col(name).str.contains(_PLAIN_AMOUNT)
            case "debit":  # one of the two, and not both
                yield _one_side("debit", "credit") | _one_side("credit", "debit")
            case "account":
                yield pl.col(name).str.contains(_PLAIN_ACCOUNT)
            case "number":
                yield pl.col(name).str.contains(_PLAIN_CODE) & (pl.col(name) != "")
            case "quantity":
                yield pl.col(name) == ""
            case _ if name in _CODES:
                yield pl.col(name).str.contains(_PLAIN_CODE)


def _one_side(filled: str, empty: str) -> pl.Expr:
    return pl.col(filled).str.contains(_PLAIN_AMOUNT) & (pl.col(empty) == "")


_CODES = ("series", *CODE_PARTS.values())
_VALUES = ("date", *MONEY_FIELDS)


def _value(name: str) -> pl.Expr:
    if name == "date":
        return pl.col(name).str.replace_all("-", "", literal=True).str.to_date("%Y%m%d", strict=False)
    plain = pl.col(name).str.replace_many(
        [",", "\u2212", "\u2013", *_SPACES], [".", "-", "-", *[""] * len(_SPACES)]
    )
    return plain.cast(AMOUNT, strict=False)


def _values(mapped: tuple[str, ...]) -> Iterable[pl.Expr]:
    yield pl.col("line")
    yield pl.col("_date").alias("date")
    if "period" in mapped:
        month = pl.col("period").str.replace_all("-", "", literal=True)
        yield (month.str.head(4) + "-" + month.str.tail(2)).alias("period")
    else:
        yield pl.lit("").alias("period")
    for name in ("series", "number", "account", *CODE_PARTS.values()):
        yield pl.col(name) if name in mapped else pl.lit("").alias(name)
    if "amount" in mapped:
        yield pl.col("_amount").alias("amount")
        yield from (pl.lit(None).cast(AMOUNT).alias(name) for name in ("debit", "credit"))
    else:
        debit, credit = (pl.col(f"_{name}").fill_null(_ZERO) for name in ("debit", "credit"))
        yield (debit - credit).alias("amount")
        yield debit.alias("debit")
        yield credit.alias("credit")
    for name in ("quantity", *TEXT_FIELDS):
        yield pl.col(name) if name in mapped else pl.lit("").alias(name)
