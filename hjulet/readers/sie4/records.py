"""Text to records: one line, one record, each with its label, fields and line number.

Line ends may be LF, CRLF or CR; blank lines are nothing. A line that is no record is a warning, an
unknown label an info (one per label, with its count), as the format demands that it be ignored.
Labels are read in any case: a file with ``#ver`` would otherwise lose its vouchers with an info.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.labels import CLOSE, KNOWN, OBJECTS_AT, OPEN
from hjulet.readers.sie4.tokens import Field, tokenize

LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the file. ``label`` is upper case (``#VER``) or a brace alone on its line."""

    label: str
    fields: tuple[Field, ...]
    line: int
    written: str = ""  # the label as written: #KSUMMA is computed over it
    damaged: bool = False  # the line has a fault already, so its fields are not judged again

    @property
    def known(self) -> bool:
        """Tell whether this is a record of SIE 1-4."""
        return self.label in KNOWN

    def text(self, index: int) -> str:
        """Give a field as text, "" where it is missing or an object list."""
        field = self.fields[index] if index < len(self.fields) else ""
        return field if isinstance(field, str) else ""


def split_records(text: str, *, problems: list[Problem]) -> list[Record]:
    """Split a file's text into records and add what is wrong with its lines to ``problems``."""
    records = [
        record
        for line, written in enumerate(LINE_END.split(text), start=1)
        if (record := _record(written.strip(" \t"), line, problems))
    ]
    problems.extend(_unknown_labels(records))
    return list(_with_object_lists(records, problems))


def _record(text: str, line: int, problems: list[Problem]) -> Record | None:
    if not text:
        return None
    if text in (OPEN, CLOSE):
        return Record(text, (), line)
    if text[0] in (OPEN, CLOSE):
        problems.append(problem("unclosed-brace", line, cause="text-beside-brace", label=text[0]))
        return Record(text[0], (), line)
    if text[0] != "#" or text[1:2].strip() == "":
        problems.append(problem("not-a-label", line, value=text))
        return None
    return _labelled(text, line, problems)


def _labelled(text: str, line: int, problems: list[Problem]) -> Record:
    tokens = tokenize(text)
    written = tokens.fields[0] if tokens.fields else text
    label = written.upper() if isinstance(written, str) and written.isascii() else str(written)
    damaged = bool(tokens.fault)
    if damaged and label in KNOWN:
        problems.append(problem(tokens.fault, line, cause=tokens.cause, label=label))
    return Record(label, tokens.fields[1:], line, str(written), damaged)


def _unknown_labels(records: Iterable[Record]) -> Iterator[Problem]:
    unknown = [record for record in records if record.label.startswith("#") and not record.known]
    counts = Counter(record.label for record in unknown)
    first = {record.label: record.line for record in reversed(unknown)}
    for label, count in counts.items():
        yield problem("unknown-label", first[label], label=label, count=count)


def _with_object_lists(records: Iterable[Record], problems: list[Problem]) -> Iterator[Record]:
    """Put an empty object list where a record has none: what follows then stands in its place."""
    for record in records:
        place = OBJECTS_AT.get(record.label)
        if place is None or len(record.fields) <= place or isinstance(record.fields[place], tuple):
            yield record
            continue
        if not record.damaged:
            problems.append(problem("missing-optional", record.line, label="{}"))
        yield replace(record, fields=(*record.fields[:place], (), *record.fields[place:]))
