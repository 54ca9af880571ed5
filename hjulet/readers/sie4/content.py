"""The canonical records of a file and their hash: two files that say the same have the same.

What makes no difference: line ends, encoding, blanks between fields, quotes, letters decomposed or not,
empty fields at the end, how an amount is written, the order of vouchers and of the records before
them, and #FLAGGA, #FORMAT, #GEN, #PROGRAM, #KSUMMA and unknown labels. The order of rows within a
voucher is kept.

So that a file of any size can be hashed piece by piece, what is hashed is the sorted sha256 sums of its
vouchers and of its other records: 32 bytes of memory for each.
"""

import hashlib
from collections.abc import Iterable

from hjulet.readers.sie4.fields import parse_amount
from hjulet.readers.sie4.labels import AMOUNT_AT
from hjulet.readers.sie4.records import Record
from hjulet.readers.sie4.tokens import Field

VERSION = "sie-content/2"

FIELD, LIST, ITEM = "\x1f", "\x1d", "\x1e"
"""Between fields, before an object list, within one. Text has no control characters (``decode``)."""

_NO_DIFFERENCE = frozenset(["#FLAGGA", "#FORMAT", "#GEN", "#PROGRAM", "#KSUMMA"])
_SUM = hashlib.sha256().digest_size


class ContentHash:
    """Takes canonical vouchers and records in any order."""

    def __init__(self) -> None:
        """Begin with none; the sums lie by their first byte, so that they can be sorted piece by piece."""
        self._sums = [bytearray() for _ in range(256)]

    def add(self, contents: Iterable[bytes | memoryview]) -> None:
        """Take canonical vouchers or records, as UTF-8."""
        sums = self._sums
        for content in contents:
            digest = hashlib.sha256(content).digest()
            sums[digest[0]] += digest

    def add_head(self, record: Record) -> None:
        """Take a record that stands outside vouchers, if it makes a difference."""
        if record.label not in _NO_DIFFERENCE:
            self.add([canonical(record).encode()])

    def hexdigest(self) -> str:
        """Give the hash of all, lower-case hex."""
        whole = hashlib.sha256(f"{VERSION}\n".encode())
        for sums in self._sums:
            whole.update(b"".join(sorted(sums[at : at + _SUM] for at in range(0, len(sums), _SUM))))
        return whole.hexdigest()


def canonical_voucher(records: Iterable[Record]) -> str:
    """Give a voucher's records, #VER first, in their one form."""
    return "\n".join(canonical(record) for record in records)


def canonical(record: Record) -> str:
    """Give a record in its one form."""
    fields = list(record.fields)
    place = AMOUNT_AT.get(record.label)
    if place is not None and place < len(fields):
        amount = parse_amount(record.text(place))
        fields[place] = fields[place] if amount is None else str(amount)
    return FIELD.join((record.label, *map(_written, fields))).rstrip(FIELD)


def _written(field: Field) -> str:
    return field if isinstance(field, str) else LIST + ITEM.join(field)
