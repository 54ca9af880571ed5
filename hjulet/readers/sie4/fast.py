"""Whole vouchers by the thousand: which of a piece's lines are surely understood, and what they say.

A voucher is understood if each of its lines is (``fast_lines``) and they stand as they should: #VER,
``{``, rows, ``}``. All other lines are left to the exact reader, in their order, so that whatever is
odd is judged by it alone.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import polars as pl

from hjulet.readers.sie4.fast_lines import (
    CHECKSUM_OF_HEADER,
    CHECKSUM_OF_ROW,
    HEADER,
    HEADER_PATTERN,
    ROW,
    ROW_PATTERN,
    read_headers,
    read_rows,
)
from hjulet.readers.sie4.frames import ROWS, VOUCHERS, Frames
from hjulet.readers.sie4.labels import CLOSE, OPEN

LINES = pl.Schema({"line": pl.Int64, "text": pl.String})
"""Lines without their outer blanks, and none that is blank."""

MOST_WAITING = 500_000
"""Lines of one voucher that may wait for its end; a longer one goes to the exact reader."""

_HEADER, _OPEN, _ROW, _CLOSE, _OTHER = range(5)  # what a line seems to be


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What is understood of some lines.

    ``left`` are the other lines, with how many of the vouchers stand before each; ``waiting`` those of a
    voucher whose end has not come yet. ``headers`` and ``rows`` are the vouchers' lines as written, with
    a header's ``end``, the line of its ``}``.
    """

    frames: Frames
    left: pl.DataFrame
    waiting: pl.DataFrame
    headers: pl.DataFrame
    rows: pl.DataFrame

    def contents(self) -> Iterator[memoryview]:
        """Give the canonical records of each voucher, in order (``content``)."""
        headers = self.headers.select("line", "content", starts=pl.lit(value=True))
        rows = self.rows.select("line", "content", starts=pl.lit(value=False))
        lines = headers.merge_sorted(rows, key="line")
        whole = memoryview(lines["content"].str.join("\n").item().encode())
        ends = (lines["content"].str.len_bytes().cast(pl.Int64) + 1).cum_sum()
        starts = ends.shift(1, fill_value=0).filter(lines["starts"]).to_list()
        for start, after in pairwise((*starts, len(whole) + 1)):
            yield whole[start : after - 1]

    def checksum_text(self, *, after: int, until: int) -> str:
        """Give what counts for #KSUMMA of the lines after one line, until another."""
        lines, texts = self._checksums
        return "".join(texts[bisect_right(lines, after) : bisect_right(lines, until)])

    @cached_property
    def _checksums(self) -> tuple[list[int], list[str]]:
        headers = self.headers.select("line", text=CHECKSUM_OF_HEADER)
        whole = headers.merge_sorted(self.rows.select("line", text=CHECKSUM_OF_ROW), key="line")
        return whole["line"].to_list(), whole["text"].to_list()


class Understand(Protocol):
    """A way to understand many lines at once."""

    def __call__(self, lines: pl.DataFrame, *, last: bool) -> Understood:
        """Take the next LINES; ``last`` tells that no more follow."""
        ...


def understand_nothing(lines: pl.DataFrame, *, last: bool) -> Understood:
    """Leave all to the exact reader: the oracle."""
    return Understood(
        frames=Frames(VOUCHERS.to_frame(), ROWS.to_frame()),
        left=lines.with_columns(before=pl.lit(0)),
        waiting=LINES.to_frame(),
        headers=_NO_LINES,
        rows=_NO_LINES,
    )


_NO_LINES = pl.DataFrame(schema={"line": pl.Int64, "content": pl.String, "end": pl.Int64})


def understand_vouchers(
    lines: pl.DataFrame,
    *,
    last: bool,
    row_pattern: str = ROW_PATTERN,
    header_pattern: str = HEADER_PATTERN,
) -> Understood:
    """Read the vouchers that are surely understood. The patterns are the gate: a test may break it."""
    seeming = _seeming(lines)
    waiting = _waiting(seeming, last=last)
    seeming = seeming.head(seeming.height - waiting.height)
    headers = read_headers(seeming.filter(pl.col("seems") == _HEADER)["text"], header_pattern)
    rows = read_rows(seeming.filter(pl.col("seems") == _ROW)["text"], row_pattern)
    return _gather(_judged(seeming, headers, rows), headers, rows, waiting)


def _seeming(lines: pl.DataFrame) -> pl.DataFrame:
    """Tell what each line seems to be."""
    text = pl.col("text")
    seems = (
        pl.when(text.str.starts_with(ROW))
        .then(_ROW)
        .when(text == OPEN)
        .then(_OPEN)
        .when(text == CLOSE)
        .then(_CLOSE)
        .when(text.str.starts_with(HEADER))
        .then(_HEADER)
        .otherwise(_OTHER)
    )
    return lines.with_columns(seems=seems.cast(pl.UInt8))


def _waiting(seeming: pl.DataFrame, *, last: bool) -> pl.DataFrame:
    """Find the lines of a last voucher that may go on in the next piece of the file."""
    starts = (seeming["seems"] == _HEADER).arg_true()
    if last or starts.is_empty():
        return LINES.to_frame()
    waiting = seeming.tail(seeming.height - starts[-1])
    ended = waiting.item(-1, "seems") == _CLOSE or waiting.height > MOST_WAITING
    return LINES.to_frame() if ended else waiting.select("line", "text")


def _judged(seeming: pl.DataFrame, headers: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Number the vouchers and tell which lines belong to one that is understood: ``good``.

    ``at`` is the line of the voucher's #VER, and ``row`` the place after its ``{``.
    """
    seems, before = pl.col("seems"), pl.col("seems").shift(1)
    understood = pl.repeat(value=False, n=seeming.height, eager=True)
    for kind, read in ((_HEADER, headers), (_ROW, rows)):
        understood.scatter((seeming["seems"] == kind).arg_true(), read["understood"])
    in_place = (
        pl.when(seems == _HEADER)
        .then("understood")
        .when(seems == _ROW)
        .then(pl.col("understood") & ((before == _ROW) | (before == _OPEN)))
        .when(seems == _OPEN)
        .then(before == _HEADER)
        .otherwise((seems == _CLOSE) & ((before == _ROW) | (before == _OPEN)))
    )
    ends = seems.shift(-1, fill_value=_HEADER) == _HEADER
    at = pl.when(seems == _HEADER)
    judged = seeming.with_columns(understood=understood, place=pl.int_range(pl.len())).with_columns(
        voucher=(seems == _HEADER).cum_sum(),
        fits=in_place.fill_null(value=False) & (~ends | (seems == _CLOSE)),
        at=at.then("line").forward_fill(),
        row=(pl.col("place") - at.then("place").forward_fill() - 1).cast(pl.Int32),
    )
    bad = judged.filter(~pl.col("fits"))["voucher"].unique()
    is_good = (pl.col("voucher") > 0) & ~pl.col("voucher").is_in(bad.implode())
    return judged.with_columns(good=is_good)


def _gather(
    judged: pl.DataFrame, headers: pl.DataFrame, rows: pl.DataFrame, waiting: pl.DataFrame
) -> Understood:
    """Put the understood vouchers and their rows into frames."""
    places = judged.select("line", "at", "row", "good", "seems")
    headers, rows = (
        read.hstack(places.filter(pl.col("seems") == kind)).filter("good")
        for kind, read in ((_HEADER, headers), (_ROW, rows))
    )
    ends = judged.filter(pl.col("good") & (pl.col("seems") == _CLOSE))["line"].alias("end")
    counted = judged.with_columns(before=((pl.col("seems") == _HEADER) & pl.col("good")).cum_sum())
    return Understood(
        frames=Frames(headers.select(VOUCHERS.names()), rows.select(ROWS.names())),
        left=counted.filter(~pl.col("good")).select("line", "text", "before"),
        waiting=waiting,
        headers=headers.with_columns(ends),
        rows=rows,
    )
