"""Reading a SIE file: a file in; facts, rows and balances out, with every problem at its line."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePath

import pyarrow as pa

from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.ledger_file import Checksum, LedgerCounts, LedgerFile
from hjulet.domain.problem import Problem, Severity
from hjulet.domain.progress import Progress, no_progress
from hjulet.readers.ledger_content import LedgerContent, RowSink, drop_rows
from hjulet.readers.sie4.checks import run_checks
from hjulet.readers.sie4.checksum import check_checksum
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.content import hash_content
from hjulet.readers.sie4.decode import Decoded, decode
from hjulet.readers.sie4.head import find_kind, read_head
from hjulet.readers.sie4.labels import KNOWN
from hjulet.readers.sie4.model import Reading
from hjulet.readers.sie4.records import LINE_END, Record, split_records
from hjulet.readers.sie4.tables import make_balances, make_rows, month_of
from hjulet.readers.sie4.tokens import tokenize
from hjulet.readers.sie4.vouchers import read_vouchers, split_blocks

MAX_BYTES = 1_000_000_000
"""A year of a large region is 300 MB; what is larger than this is refused before it is read."""


def read_sie(
    source: Path | bytes,
    *,
    file: str,
    into: RowSink = drop_rows,
    progress: Progress = no_progress,
    max_bytes: int = MAX_BYTES,
) -> LedgerContent:
    """Read and judge a SIE file of types 1-4; hand its rows in force to ``into``, piece by piece.

    ``file`` is the name to show; its extension tells import (.si) from export where the content does
    not. Never raises on bad input: ``facts.problems`` says what is wrong and ``facts.accepted`` whether
    the file may be imported. Of a refused file rows and balances are what could be read: whoever keeps
    the rows throws them away again. CancelledError comes from ``progress`` alone.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    facts = LedgerFile(file=file, sha256=hashlib.sha256(data).hexdigest(), content=hash_content(Reading()))
    if len(data) > max_bytes:
        return _refused(facts, problem("too-large", size=len(data), limit=max_bytes))
    progress("reading", 0, len(data))
    decoded = decode(data)
    if decoded.text is None:
        return _refused(replace(facts, encoding=decoded.encoding), *decoded.problems)
    problems = list(decoded.problems)
    records = split_records(decoded.text, problems=problems)
    facts = replace(facts, encoding=decoded.encoding)
    if not _is_sie(records):
        return _refused(facts, problem("not-sie", cause=_what_else(decoded)))
    content = _read(records, facts, into, problems)
    progress("reading", len(data), len(data))
    return replace(content, facts=_with_cut_off(content.facts, decoded.text))


def _read(records: list[Record], facts: LedgerFile, into: RowSink, problems: list[Problem]) -> LedgerContent:
    reading = Reading()
    checksum = check_checksum(records, problems=problems)
    split_blocks(records, reading, problems=problems)
    reading.kind = find_kind(reading, extension=PurePath(facts.file).suffix.lower())
    read_head(reading, problems=problems)
    read_vouchers(reading, problems=problems)
    reading.whole = not any(found.severity is Severity.FATAL for found in problems)
    problems.extend(run_checks(reading))
    rows, balances = make_rows(reading), make_balances(reading)
    into(rows)
    facts = replace(_facts(facts, reading, checksum, problems), used_codes=_used_codes(rows, balances))
    return LedgerContent(facts=facts, balances=balances)


def _used_codes(*tables: pa.Table) -> dict[str, tuple[str, ...]]:
    columns = ("account", *CODE_PARTS.values())
    return {
        column: tuple(
            sorted({code for table in tables for code in table[column].unique().to_pylist() if code})
        )
        for column in columns
    }


def _facts(
    base: LedgerFile, reading: Reading, checksum: Checksum | None, problems: list[Problem]
) -> LedgerFile:
    rows = list(reading.rows)
    return replace(
        base,
        content=hash_content(reading),
        kind=reading.kind,
        company=_text(reading, "#FNAMN"),
        org_number=_text(reading, "#ORGNR"),
        fiscal_years=tuple(year for year, _ in reading.years),
        counts=_counts(reading, rows=len(rows)),
        checksum=checksum,
        control_sum=sum((abs(row.amount) for _, row in rows), Decimal("0.00")),
        balance_sum=sum((abs(balance.amount) for balance in reading.balances), Decimal("0.00")),
        months=tuple(sorted({month_of(voucher, row) for voucher, row in rows} - {""})),
        accounts=reading.accounts,
        account_types=reading.account_types,
        dimensions=reading.dimensions,
        objects=reading.objects,
        problems=_placed(problems, base.file),
    )


def _counts(reading: Reading, *, rows: int) -> LedgerCounts:
    return LedgerCounts(
        accounts=len(reading.accounts),
        dimensions=len(reading.dimensions),
        objects=len(reading.objects),
        vouchers=len(reading.vouchers),
        rows=rows,
        balances=len(reading.balances),
    )


def _text(reading: Reading, label: str) -> str:
    record = reading.first(label)
    return record.text(0).strip() if record else ""


def _is_sie(records: Iterable[Record]) -> bool:
    return any(record.label in ("#FLAGGA", "#SIETYP") for record in records)


def _what_else(decoded: Decoded) -> str:
    """Tell what a file that is no SIE file seems to be."""
    text = (decoded.text or "").strip()
    if not text:
        return "empty"
    return "sie5" if text.startswith("<") and "sie.se" in text[:2000] else "no-labels"


def _with_cut_off(facts: LedgerFile, text: str) -> LedgerFile:
    """Add a last line that breaks off: no line end, and a fault or only the beginning of a label."""
    lines = LINE_END.split(text)
    last = lines[-1].strip(" \t")
    labels = KNOWN - {last.upper()}
    half_label = last.startswith("#") and any(label.startswith(last.upper()) for label in labels)
    known = any(found.code == "truncated" for found in facts.problems)
    if known or not (half_label or tokenize(last).fault):
        return facts
    found = problem("truncated", len(lines), cause="inside-record")
    return replace(facts, problems=(*facts.problems, *_placed([found], facts.file)))


def _refused(facts: LedgerFile, *problems: Problem) -> LedgerContent:
    return LedgerContent(
        facts=replace(facts, problems=_placed(problems, facts.file)), balances=make_balances(Reading())
    )


def _placed(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """Add the file's name to each problem and order them by line, the whole file's first."""
    named = (replace(found, place=replace(found.place, file=file)) for found in problems)
    return tuple(sorted(named, key=lambda found: found.place.line or 0))
