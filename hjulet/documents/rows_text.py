"""Rows of cells as csv that is read in again: what a table was, under a head row of ids."""

import csv
from collections.abc import Iterable
from io import StringIO


def rows_text(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Write rows as csv with ``;`` under their heads."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return written.getvalue()
