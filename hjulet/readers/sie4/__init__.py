"""SIE types 1-4 read exactly and judged by CONTRACT: ``read_sie``.

The way through: ``decode`` (bytes to text), ``records`` and ``tokens`` (lines to fields), ``vouchers`` and
``head`` (records to a ``Reading``), ``checks`` (its problems), ``content`` (its hash), ``tables`` (Arrow).
"""

from hjulet.domain.sie import allow_unbalanced
from hjulet.readers.sie4.reader import MAX_BYTES, SieContent, read_sie

__all__ = ["MAX_BYTES", "SieContent", "allow_unbalanced", "read_sie"]
