"""#VER and #TRANS lines by the thousand: one strict pattern each, the gate of the fast way.

A pattern allows nothing that the exact tokenizer would read in another way: no backslash, so that a quote
is always an end; no quote or brace within a bare word; a blank after each text; amounts with a point
and two decimals at most; eight digits for a date. What does not match goes to the exact reader, with
the whole of its voucher.

At each sign there is one way on and no other, so that a line is cut in a single pass: an alternative that
begins as another does makes it three times slower.
"""

import polars as pl

from hjulet.domain.ledger import CODE_PARTS
from hjulet.readers.sie4.content import FIELD, ITEM, LIST
from hjulet.readers.sie4.fast_objects import read_lists
from hjulet.readers.sie4.frames import AMOUNT

ROW, HEADER = "#TRANS", "#VER"

_BLANK = r"[ \t]+"
_LETTER = r"[!#-\[\]-z|~À-ÿ]"  # no blank of any kind: accounts and series are stripped of those
_CODE = rf'(?:"{_LETTER}+"|{_LETTER}+)'
_WORD = r'(?:"[^ \t"{}\\]*"|[^ \t"{}\\]+)'
_TEXT = r'(?:"[^"\\]*"|[^ \t"{}\\]+)'
_DAY = r'(?:[1-9][0-9]{7}|"[1-9][0-9]{7}")'
_DAY_OR_NONE = r'(?:[1-9][0-9]{7}|"(?:[1-9][0-9]{7})?")'
_AMOUNT = r"-?[0-9]{1,16}(?:\.[0-9]{1,2})?"
_NUMBER = r'(?:[0-9]{1,18}|"[0-9]{1,18}")'
_LIST = r"[^{}\\]*"  # judged by ``fast_objects``

ROW_PATTERN = (
    rf"^{ROW}{_BLANK}(?P<account>{_CODE}){_BLANK}\{{(?P<list>{_LIST})\}}{_BLANK}(?P<amount_written>{_AMOUNT})"
    rf"(?:{_BLANK}(?P<day>{_DAY_OR_NONE})"
    rf"(?:{_BLANK}(?P<text>{_TEXT})(?:{_BLANK}(?P<quantity>{_WORD})(?:{_BLANK}(?P<signature>{_WORD}))?)?)?)?$"
)
HEADER_PATTERN = (
    rf"^{HEADER}{_BLANK}(?P<series>{_CODE}){_BLANK}(?P<number>{_NUMBER}){_BLANK}(?P<day>{_DAY})"
    rf"(?:{_BLANK}(?P<text>{_TEXT})"
    rf"(?:{_BLANK}(?P<registered>{_DAY_OR_NONE})(?:{_BLANK}(?P<signature>{_WORD}))?)?)?$"
)

_ROW_WORDS = ("day", "text", "quantity", "signature")
_HEADER_WORDS = ("series", "number", "day", "text", "registered", "signature")

CHECKSUM_OF_ROW = pl.concat_str(
    pl.lit(ROW),
    "account",
    pl.col("items").str.replace_all(ITEM, "", literal=True),
    "amount_written",
    *_ROW_WORDS,
)
CHECKSUM_OF_HEADER = pl.concat_str(pl.lit(HEADER), *_HEADER_WORDS)
"""What of a line counts for #KSUMMA (``checksum``)."""


def read_rows(lines: pl.Series, pattern: str = ROW_PATTERN) -> pl.DataFrame:
    """Read #TRANS lines: columns of ROWS, ``content`` and ``understood``."""
    cut = _cut(lines, pattern, ("account", *_ROW_WORDS))
    objects = read_lists(cut["list"])
    read = cut.with_columns(
        *(objects[column] for column in (*CODE_PARTS.values(), "others", "items")),
        date=_date("day"),
        amount=pl.col("amount_written").cast(AMOUNT),
    )
    content = pl.concat_str(
        pl.lit(ROW),
        "account",
        pl.lit(LIST) + pl.col("items"),
        pl.col("amount").cast(pl.String),
        *_ROW_WORDS,
        separator=FIELD,
    )
    understood = (
        pl.col("matched") & objects["understood"] & ((pl.col("day") == "") | pl.col("date").is_not_null())
    )
    return read.with_columns(
        content=content.str.strip_chars_end(FIELD), understood=understood.fill_null(value=False)
    )


def read_headers(lines: pl.Series, pattern: str = HEADER_PATTERN) -> pl.DataFrame:
    """Read #VER lines: columns of VOUCHERS, ``content`` and ``understood``."""
    read = _cut(lines, pattern, _HEADER_WORDS).with_columns(date=_date("day"), sound=pl.lit(value=True))
    content = pl.concat_str(pl.lit(HEADER), *_HEADER_WORDS, separator=FIELD)
    registered = (pl.col("registered") == "") | _date("registered").is_not_null()
    return read.with_columns(
        content=content.str.strip_chars_end(FIELD),
        understood=(pl.col("matched") & pl.col("date").is_not_null() & registered).fill_null(value=False),
    )


def _cut(lines: pl.Series, pattern: str, words: tuple[str, ...]) -> pl.DataFrame:
    """Cut lines by a pattern; ``matched`` tells which have it."""
    parts = lines.str.extract_groups(pattern).struct.unnest()
    return parts.with_columns(
        *(pl.col(word).fill_null("").str.strip_chars('"') for word in words),
        matched=pl.col(words[0]).is_not_null(),
    )


def _date(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%Y%m%d", strict=False)
