"""The way through a file: piece by piece, what is understood at once and what is read line by line.

Both ways end in the same frames, and from there on everything is one: keys, checks, sums, content hash
and the rows that are handed over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from hjulet.domain.ledger_file import FiscalYear
from hjulet.readers.ledger_content import RowSink
from hjulet.readers.sie4.checks import check_piece
from hjulet.readers.sie4.checksum import RunningChecksum
from hjulet.readers.sie4.codes import Problems, problem
from hjulet.readers.sie4.content import ContentHash
from hjulet.readers.sie4.decode import Piece
from hjulet.readers.sie4.fast import LINES, Understand, Understood
from hjulet.readers.sie4.frames import Frames, frames_of, together
from hjulet.readers.sie4.head import find_kind, is_settled, read_balance, read_head
from hjulet.readers.sie4.labels import BALANCES
from hjulet.readers.sie4.model import Head
from hjulet.readers.sie4.numbers import Numbers
from hjulet.readers.sie4.reading import Reading
from hjulet.readers.sie4.records import Record, read_record
from hjulet.readers.sie4.tables import Balances, join_vouchers, make_rows
from hjulet.readers.sie4.tally import Tally, Use
from hjulet.readers.sie4.vouchers import Blocks


@dataclass(frozen=True)
class Settled:
    """What must be known before the first voucher counts: it may stand in a record after it."""

    kind: str
    year: FiscalYear | None


class Course:
    """Takes a file's pieces in order; then it is a reading."""

    def __init__(
        self,
        *,
        extension: str,
        into: RowSink,
        understand: Understand,
        look_ahead: Callable[[], Head],
        checksum_from_start: bool = False,
    ) -> None:
        """Begin a file; ``look_ahead`` reads the head's records from all of it."""
        self.head = Head()
        self.problems = Problems()
        self.checksum = RunningChecksum(from_start=checksum_from_start)
        self.content = ContentHash()
        self.tally = Tally()
        self.last_line = 1  # of the last record
        self.is_sie = False
        self._extension, self._into = extension, into
        self._understand, self._look_ahead = understand, look_ahead
        self._blocks = Blocks(self.problems, self._outside)
        self._balances, self._numbers = Balances(), Numbers()
        self._unknown: dict[str, Use] = {}
        self._waiting = LINES.to_frame()
        self._settled: Settled | None = None

    def take(self, piece: Piece) -> None:
        """Take the next piece."""
        lines = pl.concat([self._waiting, _lines_of(piece)])
        found = self._understand(lines, last=piece.last)
        self._waiting = found.waiting
        self._follow(found)
        if piece.last:
            self._blocks.end_file(self.last_line)
        self.content.add(found.contents())
        self.content.add(voucher.content.encode() for voucher in self._blocks.done)
        self._count(found.frames, last=piece.last)

    def finish(self) -> Reading:
        """Give what is known when the last piece has been taken."""
        for label, use in self._unknown.items():
            self.problems.append(problem("unknown-label", use.line, label=label, count=use.count))
        settled = self._settled or self._settle(self.head, has_vouchers=False)
        return Reading(
            kind=settled.kind,
            head=self.head,
            tally=self.tally,
            numbers=self._numbers,
            balances=self._balances.frame(),
            whole=not self.problems.is_fatal,
        )

    def _follow(self, found: Understood) -> None:
        """Go through the lines in their order: understood vouchers are passed, the others read exactly."""
        passed, ends = 0, found.headers["end"].to_list()
        for line, text, before in found.left.iter_rows():
            if before > passed:
                self._pass(found, until=ends[before - 1])
                passed = before
            self._read(text, line)
        if len(ends) > passed:
            self._pass(found, until=ends[-1])

    def _pass(self, found: Understood, *, until: int) -> None:
        """Pass understood vouchers, up to the line where the last of them ends."""
        self._blocks.end()
        if self.checksum.follows:
            self.checksum.take(found.checksum_text(after=self.last_line, until=until))
        self.last_line = until

    def _read(self, text: str, line: int) -> None:
        record = read_record(text, line, self.problems)
        if record is None:
            return
        self.last_line = line
        self.is_sie = self.is_sie or record.label in ("#FLAGGA", "#SIETYP")
        self.checksum.take_record(record)
        if record.label.startswith("#") and not record.known:
            self._unknown.setdefault(record.label, Use(line, 0)).count += 1
        self._blocks.take(record)

    def _outside(self, record: Record) -> None:
        self.content.add_head(record)
        read_head(record, self.head, problems=self.problems)
        if record.label in BALANCES:
            balance = read_balance(record, problems=self.problems)
            if balance is not None:
                self._balances.add(balance)
                self.tally.take_balance(balance, head=self.head)

    def _count(self, understood: Frames, *, last: bool) -> None:
        """Count what the piece's vouchers say, and hand their rows over."""
        frames = together(understood, frames_of(self._blocks.done))
        self._blocks.done.clear()
        if frames.vouchers.is_empty():
            return
        if self._settled is None:
            certain = last or (
                is_settled(self.head.first, extension=self._extension) and self.head.year(0) is not None
            )
            self._settled = self._settle(self.head if certain else self._look_ahead(), has_vouchers=True)
        if self._settled.kind == "4I":
            frames = _without_zeros(frames)
        keys = self._numbers.register(frames.vouchers)
        self.problems.extend(check_piece(frames, self._settled.year))
        joined = join_vouchers(frames, keys)
        self.tally.take_rows(joined, vouchers=frames.vouchers.height, year=self._settled.year, head=self.head)
        if not joined.is_empty():
            self._into(make_rows(joined))

    def _settle(self, head: Head, *, has_vouchers: bool) -> Settled:
        kind = find_kind(head.first, has_vouchers=has_vouchers, extension=self._extension)
        return Settled(kind, head.year(0))


def _lines_of(piece: Piece) -> pl.DataFrame:
    """Split a piece into LINES."""
    texts = pl.Series("text", [piece.text]).str.split("\n").explode().str.strip_chars(" \t")
    lines = pl.DataFrame({"line": pl.int_range(len(texts), eager=True) + piece.line, "text": texts})
    return lines.filter(pl.col("text") != "")


def _without_zeros(frames: Frames) -> Frames:
    """Let a number of zeros be none: in an import file the receiving system gives the number."""
    number = pl.col("number")
    numbers = pl.when(number.str.strip_chars("0") == "").then(pl.lit("")).otherwise(number)
    return Frames(frames.vouchers.with_columns(number=numbers), frames.rows)


def read_ahead(pieces: Iterable[Piece]) -> Head:
    """Read from all of a file the records that tell its kind and years."""
    head = Head()
    for piece in pieces:
        lines = _lines_of(piece)
        for line, text in lines.filter(pl.col("text").str.contains(_TELLING)).iter_rows():
            record = read_record(text, line, Problems())
            if record is not None and record.label in (*BALANCES, "#SIETYP", "#RAR"):
                read_head(record, head, problems=Problems())
    return head


_TELLING = rf"(?i)^(?:{'|'.join((*BALANCES, '#SIETYP', '#RAR'))})"
