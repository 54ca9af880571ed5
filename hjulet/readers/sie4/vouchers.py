"""Voucher blocks and their rows in force.

A block is #VER, ``{``, its rows, ``}``. A block that is not closed ends where the next record that is no
row begins, so that it never swallows the records after it; that is fatal all the same.

Rows in force are the #TRANS rows. A #BTRANS is a row that was removed. An #RTRANS is a row that was
added, followed by the #TRANS that says the same (account, objects, amount): the #TRANS is the row. An
#RTRANS without its #TRANS is not counted either, and is warned of (``missing-optional``): if it was
meant to count, its voucher does not balance and is refused, so that no money is lost in silence.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.fields import Fields
from hjulet.readers.sie4.labels import CLOSE, OPEN, ROWS, VOUCHER
from hjulet.readers.sie4.model import Block, Reading, Row, Voucher
from hjulet.readers.sie4.records import Record


@dataclass
class _Open:
    """The voucher that is being read."""

    header: Record
    brace: int | None = None  # the line of its "{"
    rows: list[Record] = field(default_factory=list)
    whole: bool = True


@dataclass
class _Blocks:
    """Sorts records into voucher blocks and the rest, one by one."""

    reading: Reading
    problems: list[Problem]
    open: _Open | None = None

    def take(self, record: Record) -> None:
        """Take the next record of the file."""
        if record.label == OPEN:
            self._opened(record)
        elif record.label == CLOSE:
            self._closed(record)
        elif record.label in ROWS:
            self._row(record)
        elif record.known:
            self.end()
            self._outside(record)

    def end(self) -> None:
        """End the open voucher where it should have been closed already."""
        if self.open is None:
            return
        if self.open.brace is not None:
            self._fault("unclosed-brace", self.open.brace, cause="not-closed", label=VOUCHER)
        else:
            self._fault("missing-required", self.open.header.line, label=VOUCHER, field=OPEN)
        self._finish()

    def _outside(self, record: Record) -> None:
        if record.label == VOUCHER:
            self.open = _Open(record)
        else:
            self.reading.head.append(record)

    def _opened(self, record: Record) -> None:
        if self.open is None:
            self._fault("not-a-label", record.line, value=OPEN)
        elif self.open.brace is not None:
            self._fault("unclosed-brace", record.line, cause="nested", label=VOUCHER)
        else:
            self.open.brace = record.line

    def _closed(self, record: Record) -> None:
        if self.open is None or self.open.brace is None:
            self._fault("not-a-label", record.line, value=CLOSE)
        else:
            self._finish()

    def _row(self, record: Record) -> None:
        if self.open is None:
            self._fault("missing-required", record.line, label=VOUCHER, field=record.label)
        else:
            self.open.rows.append(record)

    def _finish(self) -> None:
        if self.open is not None:
            rows = tuple(self.open.rows)
            self.reading.blocks.append(Block(self.open.header, rows, whole=self.open.whole))
        self.open = None

    def _fault(self, code: str, line: int, **params: str) -> None:
        self.problems.append(problem(code, line, **params))
        if self.open is not None:
            self.open.whole = False


def split_blocks(records: Iterable[Record], reading: Reading, *, problems: list[Problem]) -> None:
    """Sort the records into ``reading.head`` and ``reading.blocks``.

    A file that ends inside a voucher is ``truncated`` besides having an ``unclosed-brace``.
    """
    blocks = _Blocks(reading, problems)
    line = 1
    for record in records:
        blocks.take(record)
        line = record.line
    if blocks.open is not None:
        problems.append(problem("truncated", line, cause="inside-voucher"))
    blocks.end()


def read_vouchers(reading: Reading, *, problems: list[Problem]) -> None:
    """Read the blocks into ``reading.vouchers``, each with a key of its own in the file."""
    keys = _Keys()
    for block in reading.blocks:
        reading.vouchers.append(_voucher(block, keys, reading.kind, problems))


def _voucher(block: Block, keys: "_Keys", kind: str, problems: list[Problem]) -> Voucher:
    fields = Fields(block.header, problems=problems)
    series, number = fields.text(0).strip(), fields.text(1).strip()
    if kind == "4I" and number.strip("0") == "":
        number = ""  # the receiving system gives the number
    day = fields.day(2, required=True)
    fields.day(4)
    rows = [_row(record, problems) for record in block.rows if record.label == "#TRANS"]
    problems.extend(_unpaired(block.rows))
    return Voucher(
        key=keys.make(series, number, day),
        series=series,
        number=number,
        date=day,
        text=fields.text(3),
        signature=fields.text(5),
        rows=tuple(row for row in rows if row is not None),
        line=block.header.line,
        sound=block.whole and None not in rows,
    )


def _row(record: Record, problems: list[Problem]) -> Row | None:
    fields = Fields(record, problems=problems)
    account, objects, amount = fields.code(0, name="account"), fields.objects(1), fields.amount(2)
    day = fields.day(3)
    if amount is None or not fields.sound:
        return None
    return Row(
        account=account,
        objects=objects,
        amount=amount,
        date=day,
        text=fields.text(4),
        quantity=fields.text(5),
        signature=fields.text(6),
        line=record.line,
    )


def _unpaired(rows: Iterable[Record]) -> Iterable[Problem]:
    """Find each #RTRANS without a later #TRANS of the same account, objects and amount."""
    later: Counter[object] = Counter()
    for record in reversed(tuple(rows)):
        same = _identity(record)
        if record.label == "#TRANS":
            later[same] += 1
        elif record.label == "#RTRANS" and later[same]:
            later[same] -= 1
        elif record.label == "#RTRANS":
            yield problem("missing-optional", record.line, label="#TRANS", field="#RTRANS")


def _identity(record: Record) -> object:
    fields = Fields(record, problems=[])
    return fields.text(0).strip(), fields.objects(1), fields.amount(2)


class _Keys:
    """Makes voucher keys: SERIES-NUMBER-YYYYMMDD, or with an ordinal where that is not unique."""

    def __init__(self) -> None:
        """Begin a file."""
        self._given: set[str] = set()
        self._ordinals: Counter[str] = Counter()

    def make(self, series: str, number: str, day: date | None) -> str:
        """Make a key that no earlier voucher of the file has."""
        written = day.isoformat().replace("-", "") if day else ""
        key = f"{series}-{number}-{written}"
        stem = f"{series}--{written}"
        while not number or key in self._given:
            self._ordinals[stem] += 1
            number, key = "-", f"{stem}-{self._ordinals[stem]}"
        self._given.add(key)
        return key
