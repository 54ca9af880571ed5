"""#KSUMMA: the format's own check that nothing was lost or changed on the way.

An empty #KSUMMA opens, ``#KSUMMA n`` closes. The value is CRC-32 (``zlib.crc32``) over labels and field
contents as CP437 bytes, without blanks, enclosing quotes, braces and line ends; an escaped quote counts
as one. Some writers leave out the opening record (then all from the start counts) or write the value
as a signed number (STANDARDS A1).
"""

import re
import zlib
from dataclasses import dataclass

from hjulet.domain.ledger_file import Checksum
from hjulet.readers.sie4.codes import Problems, problem
from hjulet.readers.sie4.records import Record

LABEL = "#KSUMMA"
_NUMBER = re.compile(r"-?[0-9]{1,10}")


def checksum_text(record: Record) -> str:
    """Give what counts of a record; of a brace, nothing."""
    parts = (part for field in record.fields for part in ([field] if isinstance(field, str) else field))
    return "".join((record.written, *parts))


@dataclass(frozen=True)
class _Closing:
    line: int
    text: str
    computed: int


class RunningChecksum:
    """Follows a file's records in order, from the opening #KSUMMA on, or from the start.

    Few writers leave out the opening record. Where one has, ``needs_start`` tells that the file must be
    followed once more, from its start.
    """

    def __init__(self, *, from_start: bool) -> None:
        """Begin a file."""
        self._crc = 0
        self._opened = False
        self._closing: _Closing | None = None
        self._follows = from_start
        self.needs_start = False

    @property
    def follows(self) -> bool:
        """Tell whether records count by now."""
        return self._follows

    def take(self, text: str) -> None:
        """Take what counts of the next records."""
        self._crc = zlib.crc32(text.encode("cp437", errors="replace"), self._crc)

    def take_record(self, record: Record) -> None:
        """Take the next record, which may be a #KSUMMA itself."""
        is_mark = record.label == LABEL
        if is_mark and record.text(0):
            self._closing = _Closing(record.line, record.text(0), self._crc)
            self.needs_start = not self._follows
        if is_mark and not record.text(0) and not self._opened:
            self._opened, self._follows, self._crc = True, True, 0
        elif self._follows:
            self.take(checksum_text(record))

    def judge(self, last_line: int, problems: Problems) -> Checksum | None:
        """Compare what the file states with its records; None without #KSUMMA."""
        closing = self._closing
        if closing is None and not self._opened:
            return None
        if closing is None:
            problems.append(problem("truncated", last_line, cause="checksum-not-closed"))
            return Checksum(stated=None, computed=self._crc, ok=False)
        stated = int(closing.text) if _NUMBER.fullmatch(closing.text) else None
        ok = stated is not None and stated % 2**32 == closing.computed
        if not ok:
            params = {"stated": closing.text, "computed": closing.computed}
            problems.append(problem("checksum-mismatch", closing.line, **params))
        return Checksum(stated=stated, computed=closing.computed, ok=ok)
