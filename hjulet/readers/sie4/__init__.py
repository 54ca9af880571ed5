"""SIE types 1-4 read exactly and judged by CONTRACT: ``read_sie``.

The way through: ``decode`` (bytes to text), ``records`` and ``tokens`` (lines to fields), ``vouchers`` and
``head`` (records to a ``Reading``), ``checks`` (its problems), ``content`` (its hash), ``tables`` (Arrow).
"""

from hjulet.readers.sie4.reader import MAX_BYTES, read_sie

__all__ = ["MAX_BYTES", "read_sie"]
