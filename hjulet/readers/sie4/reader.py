"""Reading a SIE file: a file in; facts, rows and balances out, with every problem at its line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from hjulet.domain.ledger_file import Checksum, LedgerCounts, LedgerFile
from hjulet.domain.problem import Problem
from hjulet.domain.progress import Progress, no_progress
from hjulet.readers.ledger_content import BALANCE_SCHEMA, LedgerContent, RowSink, drop_rows
from hjulet.readers.sie4.checks import check_file
from hjulet.readers.sie4.codes import Problems, problem
from hjulet.readers.sie4.content import ContentHash
from hjulet.readers.sie4.course import Course, read_ahead
from hjulet.readers.sie4.decode import Piece, Survey, survey, text_pieces
from hjulet.readers.sie4.fast import Understand, understand_vouchers
from hjulet.readers.sie4.labels import KNOWN
from hjulet.readers.sie4.reading import Reading
from hjulet.readers.sie4.source import Source
from hjulet.readers.sie4.tables import make_balances
from hjulet.readers.sie4.tokens import tokenize

MAX_BYTES = 1_000_000_000
"""A year of a large region is 300 MB; what is larger than this is refused before it is read."""

PIECE_BYTES = 3 << 20
"""Read at a time: some 40 000 rows, which take about 60 MB while they are worked on."""


def read_sie(
    source: Path | bytes,
    *,
    file: str,
    into: RowSink = drop_rows,
    progress: Progress = no_progress,
    max_bytes: int = MAX_BYTES,
    piece_bytes: int = PIECE_BYTES,
    understand: Understand = understand_vouchers,
) -> LedgerContent:
    """Read and judge a SIE file of types 1-4; hand its rows in force to ``into``, piece by piece.

    ``file`` is the name to show; its extension tells import (.si) from export where the content does
    not. Never raises on bad input: ``facts.problems`` says what is wrong and ``facts.accepted`` whether
    the file may be imported. Of a refused file rows and balances are what could be read: whoever keeps
    the rows throws them away again. CancelledError comes from ``progress`` alone. ``understand`` is the
    fast way; with ``understand_nothing`` every line is read exactly, with the same result.
    """
    given = Source(source)
    facts = LedgerFile(file=file, sha256=given.sha256(), content=ContentHash().hexdigest())
    if given.size > max_bytes:
        return _refused(facts, problem("too-large", size=given.size, limit=max_bytes))
    progress("reading", 0, given.size)
    found = survey(given)
    facts = replace(facts, encoding=found.encoding)
    if not found.readable:
        return _refused(facts, *found.problems)
    way = _Way(given, found, PurePath(file).suffix.lower(), understand, piece_bytes)
    course, last = way.run(into, progress)
    if not course.is_sie:
        return _refused(facts, problem("not-sie", cause=_what_else(way)))
    if course.checksum.needs_start:
        again, _ = way.run(drop_rows, progress, checksum_from_start=True)
        course.checksum = again.checksum
    return _judged(course, facts, found, last)


@dataclass(frozen=True)
class _Way:
    """A file and the way to go through it."""

    source: Source
    found: Survey
    extension: str
    understand: Understand
    piece_bytes: int

    def pieces(self) -> Iterator[Piece]:
        """Give the file's text from its start."""
        return text_pieces(self.source, self.found, length=self.piece_bytes)

    def run(
        self, into: RowSink, progress: Progress, *, checksum_from_start: bool = False
    ) -> tuple[Course, Piece]:
        """Go through the file; give also its last piece."""
        course = Course(
            extension=self.extension,
            into=into,
            understand=self.understand,
            look_ahead=lambda: read_ahead(self.pieces()),
            checksum_from_start=checksum_from_start,
        )
        for piece in self.pieces():
            course.take(piece)
            progress("reading", self.source.size if piece.last else piece.end, self.source.size)
        return course, piece


def _judged(course: Course, facts: LedgerFile, found: Survey, last: Piece) -> LedgerContent:
    problems = course.problems
    problems.extend(found.problems)
    checksum = course.checksum.judge(course.last_line, problems)
    reading = course.finish()
    problems.extend(check_file(reading))
    problems.extend(_cut_off(last, problems))
    balances = make_balances(reading.balances, [year for year, _ in reading.head.years])
    return LedgerContent(facts=_facts(facts, course, reading, checksum), balances=balances)


def _facts(base: LedgerFile, course: Course, reading: Reading, checksum: Checksum | None) -> LedgerFile:
    head, tally = reading.head, reading.tally
    return replace(
        base,
        content=course.content.hexdigest(),
        kind=reading.kind,
        company=head.text("#FNAMN"),
        org_number=head.text("#ORGNR"),
        fiscal_years=tuple(year for year, _ in head.years),
        counts=LedgerCounts(
            accounts=len(head.accounts),
            dimensions=len(head.dimensions),
            objects=len(head.objects),
            vouchers=tally.vouchers,
            rows=tally.rows,
            balances=tally.balances,
        ),
        checksum=checksum,
        control_sum=tally.control_sum,
        balance_sum=tally.balance_sum,
        months=tuple(sorted(tally.months)),
        accounts=head.accounts,
        account_types=head.account_types,
        dimensions=head.dimensions,
        objects=head.objects | _inherited(reading),
        used_codes={column: tuple(sorted(codes)) for column, codes in tally.used.items()},
        problems=course.problems.placed(base.file),
    )


def _inherited(reading: Reading) -> dict[tuple[str, str], str]:
    """Name the objects that are used by their dimension and declared in a sub-dimension of it."""
    used = {pair: reading.head.object_name(*pair) for pair in reading.tally.objects}
    return {pair: name for pair, name in used.items() if name is not None}


def _what_else(way: _Way) -> str:
    """Tell what a file that is no SIE file seems to be."""
    start = next((text for piece in way.pieces() if (text := piece.text.strip()[:2000])), "")
    if not start:
        return "empty"
    return "sie5" if start.startswith("<") and "sie.se" in start else "no-labels"


def _cut_off(piece: Piece, problems: Problems) -> Iterator[Problem]:
    """Find a last line that breaks off: no line end, and a fault or only the beginning of a label."""
    last = piece.text.rpartition("\n")[2].strip(" \t")
    labels = KNOWN - {last.upper()}
    half_label = last.startswith("#") and any(label.startswith(last.upper()) for label in labels)
    if not problems.has("truncated") and (half_label or tokenize(last).fault):
        yield problem("truncated", piece.line + piece.text.count("\n"), cause="inside-record")


def _refused(facts: LedgerFile, *found: Problem) -> LedgerContent:
    problems = Problems()
    problems.extend(found)
    return LedgerContent(
        facts=replace(facts, problems=problems.placed(facts.file)), balances=BALANCE_SCHEMA.empty_table()
    )
