"""The text to be checked: sentences under their headings, and tables of cells, each with its line.

Made from plain text or Markdown (tables tab-separated, or with bars), or from a Report of ours.
"""

import re
from dataclasses import dataclass, field

from hjulet.domain.factcheck.sentences import split_sentences
from hjulet.domain.problem import Severity
from hjulet.domain.report import BulletList, Paragraph, Report, plain_text
from hjulet.domain.report import Heading as ReportHeading
from hjulet.domain.report import Table as ReportTable

PLAIN_LEVEL = 9
"""The level of a heading that is only a short line: below every marked heading."""

_MARKED = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"^(?:[-*•▪]|\d{1,2}[.)])\s+")
_DASHED = re.compile(r"[-*•▪]\s")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_RULER = re.compile(r"[\s|:-]+")
_LONGEST_HEADING = 90


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading and how deep it is; ``PLAIN_LEVEL`` where the text does not say."""

    text: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence, where it starts, its paragraph, and the number of the heading above it (-1: none)."""

    text: str
    line: int
    paragraph: int
    heading: int


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A row of cells as printed."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, kw_only=True)
class TextTable:
    """A table as printed, heads included.

    ``caption`` is the line or title above it; ``heading`` numbers the heading it stands under (-1: none).
    ``is_ours``: its cells are figures asked of the data, which need not be judged against it again.
    """

    rows: tuple[TableRow, ...]
    caption: str = ""
    heading: int = -1
    is_ours: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text to be checked. ``table_severity``: how bad it is that a table contradicts itself."""

    headings: tuple[Heading, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[TextTable, ...] = ()
    table_severity: Severity = Severity.WARNING


@dataclass
class _Builder:
    """Collects the parts of a document while it is read from the top."""

    headings: list[Heading] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)
    paragraphs: int = 0

    def heading(self, text: str, *, level: int, line: int) -> None:
        """Add a heading; it is also a sentence, since headings make claims too."""
        self.headings.append(Heading(text=text, level=level))
        self.paragraph([text], line=line)

    def paragraph(self, lines: list[str], *, line: int) -> None:
        """Add the sentences of a paragraph, each with the line it starts on."""
        text = " ".join(lines)
        ends = [sum(len(part) + 1 for part in lines[: n + 1]) for n in range(len(lines))]
        for offset, sentence in split_sentences(text):
            row = sum(offset >= end for end in ends)
            self.sentences.append(
                Sentence(
                    text=sentence,
                    line=line + row,
                    paragraph=self.paragraphs,
                    heading=len(self.headings) - 1,
                )
            )
        self.paragraphs += 1

    def table(self, rows: list[TableRow]) -> None:
        """Add a table under the latest sentence."""
        caption = self.sentences[-1].text if self.sentences else ""
        self.tables.append(TextTable(rows=tuple(rows), caption=caption, heading=len(self.headings) - 1))


def clean(text: str) -> str:
    """Take away Markdown's and HTML's marks, and the hyphen of a broken head (``Budget- avvikelse``)."""
    bare = _EMPHASIS.sub("", _TAG.sub("", text))
    return re.sub(r"(?<=[a-zåäö])- (?!och\b|eller\b|samt\b)(?=[a-zåäö])", "", bare).strip()


def parse_document(text: str) -> Document:
    """Read plain text or Markdown; lines are counted from 1."""
    builder = _Builder()
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), start=1)]
    at = 0
    while at < len(numbered):
        size = _table_size(numbered[at:])
        if size:
            if rows := _table_rows(numbered[at : at + size]):  # rulers alone are no table
                builder.table(rows)
        else:
            size = _block_size(numbered[at:])
            _add_block(builder, numbered[at : at + size])
        at += size
    return _finished(builder, Severity.WARNING)


def document_of(report: Report) -> Document:
    """Make the document of a report: paragraphs with their lines, tables by what is displayed.

    The rows of a table are counted from 1, the heads first. A table that contradicts itself is an
    error in a report of ours (CONTRACT).
    """
    builder = _Builder()
    for block in report.blocks:
        if isinstance(block, ReportHeading):
            builder.heading(block.text, level=block.level, line=1)
        elif isinstance(block, Paragraph):
            builder.paragraph([block.plain], line=block.line)
        elif isinstance(block, BulletList):
            for number, item in enumerate(block.items):
                builder.paragraph([plain_text(item)], line=block.line + number)
        elif isinstance(block, ReportTable):
            builder.tables.append(_of_report(block))
    return _finished(builder, Severity.ERROR)


def _finished(builder: _Builder, table_severity: Severity) -> Document:
    return Document(
        headings=tuple(builder.headings),
        sentences=tuple(builder.sentences),
        tables=tuple(builder.tables),
        table_severity=table_severity,
    )


def _of_report(table: ReportTable) -> TextTable:
    heads = ("", *(f"{column.label} {column.unit}".strip() for column in table.columns))
    rows = [TableRow(cells=heads, line=1)]
    for number, row in enumerate(table.rows, start=2):
        shown = (row.cells[column.id].display if column.id in row.cells else "" for column in table.columns)
        rows.append(TableRow(cells=(row.label, *shown), line=number))
    return TextTable(rows=tuple(rows), caption=table.caption, is_ours=True)


def _is_row(line: str) -> bool:
    return "\t" in line.strip("\n") or (line.strip().startswith("|") and line.count("|") > 2)


def _table_size(lines: list[tuple[int, str]]) -> int:
    size = 0
    while size < len(lines) and _is_row(lines[size][1]):
        size += 1
    return size


def _table_rows(lines: list[tuple[int, str]]) -> list[TableRow]:
    rows = []
    for number, line in lines:
        if _RULER.fullmatch(line) and "-" in line:
            continue
        cells = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
        rows.append(TableRow(cells=tuple(clean(cell) for cell in cells), line=number))
    return rows


def _block_size(lines: list[tuple[int, str]]) -> int:
    """Count the lines of a paragraph: up to a blank line, a heading, a bullet or a table."""
    for size, (_, line) in enumerate(lines):
        stands_alone = _MARKED.fullmatch(line.strip()) or _BULLET.match(line.strip()) or _is_row(line)
        if not line.strip():
            return max(size, 1)
        if stands_alone and size:
            return size
        if _MARKED.fullmatch(line.strip()):
            return 1
    return len(lines)


def _add_block(builder: _Builder, lines: list[tuple[int, str]]) -> None:
    first, text = lines[0][0], lines[0][1].strip()
    marked = _MARKED.fullmatch(text)
    if not text:
        return
    if marked:
        builder.heading(clean(marked[2]), level=len(marked[1]), line=first)
    elif len(lines) == 1 and _is_plain_heading(text):
        builder.heading(clean(text), level=PLAIN_LEVEL, line=first)
    else:
        builder.paragraph([clean(_BULLET.sub("", line.strip(), count=1)) for _, line in lines], line=first)


def _is_plain_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _DASHED.match(text) and text[-1] not in ".:;,!?"
