"""Everything known of a file once it has been read: what the checks of the whole file go by."""

from dataclasses import dataclass

import polars as pl

from hjulet.readers.sie4.model import Head
from hjulet.readers.sie4.numbers import Numbers
from hjulet.readers.sie4.tally import Tally


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A file as read. ``balances`` is a frame (``tables``)."""

    kind: str
    head: Head
    tally: Tally
    numbers: Numbers
    balances: pl.DataFrame
    whole: bool  # every record could be read, so that sums can be judged
