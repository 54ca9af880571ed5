"""#KSUMMA: the format's own check that nothing was lost or changed on the way.

An empty #KSUMMA opens, ``#KSUMMA n`` closes. The value is CRC-32 (``zlib.crc32``) over labels and field
contents as CP437 bytes, without blanks, enclosing quotes, braces and line ends; an escaped quote counts
as one. Some writers leave out the opening record (then all from the start counts) or write the value
as a signed number (STANDARDS A1).
"""

import re
import zlib
from collections.abc import Iterable

from hjulet.domain.ledger_file import Checksum
from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.records import Record

_LABEL = "#KSUMMA"
_NUMBER = re.compile(r"-?[0-9]{1,10}")


def compute_checksum(records: Iterable[Record]) -> int:
    """Compute the checksum of records; braces count for nothing."""
    crc = 0
    for record in records:
        parts = (part for field in record.fields for part in ([field] if isinstance(field, str) else field))
        crc = zlib.crc32("".join((record.written, *parts)).encode("cp437", errors="replace"), crc)
    return crc


def check_checksum(records: list[Record], *, problems: list[Problem]) -> Checksum | None:
    """Compare what the file states with its records; None without #KSUMMA."""
    marks = [place for place, record in enumerate(records) if record.label == _LABEL]
    opening = next((place for place in marks if not records[place].text(0)), None)
    closing = next((place for place in reversed(marks) if records[place].text(0)), None)
    if closing is None:
        return None if opening is None else _not_closed(records, opening, problems)
    start = 0 if opening is None or opening > closing else opening + 1
    computed = compute_checksum(records[start:closing])
    text = records[closing].text(0)
    stated = int(text) if _NUMBER.fullmatch(text) else None
    ok = stated is not None and stated % 2**32 == computed
    if not ok:
        line = records[closing].line
        problems.append(problem("checksum-mismatch", line, stated=text, computed=computed))
    return Checksum(stated=stated, computed=computed, ok=ok)


def _not_closed(records: list[Record], opening: int, problems: list[Problem]) -> Checksum:
    problems.append(problem("truncated", records[-1].line, cause="checksum-not-closed"))
    return Checksum(stated=None, computed=compute_checksum(records[opening + 1 :]), ok=False)
