"""Text to records: one line, one record, each with its label, fields and line number.

Blank lines are nothing. A line that is no record is a warning, an unknown label an info (one per
label, with its count), as the format demands that it be ignored.
Labels are read in any case: a file with ``#ver`` would otherwise lose its vouchers with an info.
"""

from dataclasses import dataclass, replace

from hjulet.readers.sie4.codes import Problems, problem
from hjulet.readers.sie4.labels import CLOSE, KNOWN, OBJECTS_AT, OPEN
from hjulet.readers.sie4.tokens import Field, tokenize


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


def read_record(text: str, line: int, problems: Problems) -> Record | None:
    """Read a line without its outer blanks; add what is wrong with it to ``problems``.

    Where a record that should have an object list has none, it gets an empty one: what follows then
    stands in its place. None for a blank line and one that is no record.
    """
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
    return _with_object_list(_labelled(text, line, problems), problems)


def _labelled(text: str, line: int, problems: Problems) -> Record:
    tokens = tokenize(text)
    written = tokens.fields[0] if tokens.fields else text
    label = written.upper() if isinstance(written, str) and written.isascii() else str(written)
    damaged = bool(tokens.fault)
    if damaged and label in KNOWN:
        problems.append(problem(tokens.fault, line, cause=tokens.cause, label=label))
    return Record(label, tokens.fields[1:], line, str(written), damaged)


def _with_object_list(record: Record, problems: Problems) -> Record:
    place = OBJECTS_AT.get(record.label)
    if place is None or len(record.fields) <= place or isinstance(record.fields[place], tuple):
        return record
    if not record.damaged:
        problems.append(problem("missing-optional", record.line, label="{}"))
    return replace(record, fields=(*record.fields[:place], (), *record.fields[place:]))
