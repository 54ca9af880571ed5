"""The canonical records of a file and their hash: two files that say the same have the same.

What makes no difference: line ends, encoding, blanks between fields, quotes, letters decomposed or not,
empty fields at the end, how an amount is written, the order of vouchers and of the records before
them, and #FLAGGA, #FORMAT, #GEN, #PROGRAM, #KSUMMA and unknown labels. The order of rows within a
voucher is kept.
"""

import hashlib
import json
from collections.abc import Iterable

from hjulet.readers.sie4.fields import parse_amount
from hjulet.readers.sie4.labels import AMOUNT_AT
from hjulet.readers.sie4.model import Reading
from hjulet.readers.sie4.records import Record
from hjulet.readers.sie4.tokens import Field

_NO_DIFFERENCE = frozenset(["#FLAGGA", "#FORMAT", "#GEN", "#PROGRAM", "#KSUMMA"])


def hash_content(reading: Reading) -> str:
    """Hash the canonical records of a file, lower-case hex."""
    head = sorted(_canonical(record) for record in reading.head if record.label not in _NO_DIFFERENCE)
    vouchers = sorted(_voucher((block.header, *block.rows)) for block in reading.blocks)
    text = "\n".join(("sie-content/1", *head, *vouchers))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _voucher(records: Iterable[Record]) -> str:
    return "\n".join(_canonical(record) for record in records)


def _canonical(record: Record) -> str:
    fields = list(record.fields)
    place = AMOUNT_AT.get(record.label)
    if place is not None and place < len(fields):
        amount = parse_amount(record.text(place))
        fields[place] = fields[place] if amount is None else str(amount)
    while fields and not fields[-1]:
        fields.pop()
    return _json([record.label, *fields])


def _json(fields: list[Field]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
