"""Voucher blocks and their rows in force.

A block is #VER, ``{``, its rows, ``}``. A block that is not closed ends where the next record that is no
row begins, so that it never swallows the records after it; that is fatal all the same.

Rows in force are the #TRANS rows. A #BTRANS is a row that was removed. An #RTRANS is a row that was
added, followed by the #TRANS that says the same (account, objects, amount): the #TRANS is the row. An
#RTRANS without its #TRANS is not counted either, and is warned of (``missing-optional``): if it was
meant to count, its voucher does not balance and is refused, so that no money is lost in silence.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import Problems, problem
from hjulet.readers.sie4.content import canonical_voucher
from hjulet.readers.sie4.fields import Fields
from hjulet.readers.sie4.labels import CLOSE, OPEN, ROWS, VOUCHER
from hjulet.readers.sie4.model import Block, Row, Voucher
from hjulet.readers.sie4.records import Record


@dataclass
class _Open:
    """The voucher that is being read."""

    header: Record
    brace: int | None = None  # the line of its "{"
    rows: list[Record] = field(default_factory=list)
    whole: bool = True


@dataclass
class Blocks:
    """Sorts records, one by one, into voucher blocks and the rest, which go to ``outside``."""

    problems: Problems
    outside: Callable[[Record], None]
    done: list[Voucher] = field(default_factory=list)  # vouchers that have ended
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
        self._finish(self.open)

    def end_file(self, last_line: int) -> None:
        """End the file. One that ends inside a voucher is ``truncated`` besides its ``unclosed-brace``."""
        if self.open is not None:
            self.problems.append(problem("truncated", last_line, cause="inside-voucher"))
        self.end()

    def _outside(self, record: Record) -> None:
        if record.label == VOUCHER:
            self.open = _Open(record)
        else:
            self.outside(record)

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
            self._finish(self.open)

    def _row(self, record: Record) -> None:
        if self.open is None:
            self._fault("missing-required", record.line, label=VOUCHER, field=record.label)
        else:
            self.open.rows.append(record)

    def _finish(self, ended: _Open) -> None:
        block = Block(ended.header, tuple(ended.rows), whole=ended.whole)
        self.done.append(read_voucher(block, self.problems))
        self.open = None

    def _fault(self, code: str, line: int, **params: str) -> None:
        self.problems.append(problem(code, line, **params))
        if self.open is not None:
            self.open.whole = False


def read_voucher(block: Block, problems: Problems) -> Voucher:
    """Read a block's fields."""
    fields = Fields(block.header, problems=problems)
    day = fields.day(2, required=True)
    fields.day(4)
    rows = [_row(record, problems) for record in block.rows if record.label == "#TRANS"]
    problems.extend(_unpaired(block.rows))
    return Voucher(
        series=fields.text(0).strip(),
        number=fields.text(1).strip(),
        date=day,
        text=fields.text(3),
        signature=fields.text(5),
        rows=tuple(row for row in rows if row is not None),
        line=block.header.line,
        sound=block.whole and None not in rows,
        content=canonical_voucher((block.header, *block.rows)),
    )


def _row(record: Record, problems: Problems) -> Row | None:
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


def _unpaired(rows: tuple[Record, ...]) -> Iterator[Problem]:
    """Find each #RTRANS without a later #TRANS of the same account, objects and amount."""
    if not any(record.label == "#RTRANS" for record in rows):
        return
    later: Counter[object] = Counter()
    for record in reversed(rows):
        same = _identity(record)
        if record.label == "#TRANS":
            later[same] += 1
        elif record.label == "#RTRANS" and later[same]:
            later[same] -= 1
        elif record.label == "#RTRANS":
            yield problem("missing-optional", record.line, label="#TRANS", field="#RTRANS")


def _identity(record: Record) -> object:
    fields = Fields(record, problems=Problems())
    return fields.text(0).strip(), fields.objects(1), fields.amount(2)
