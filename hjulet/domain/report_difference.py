"""What differs between two states of a report, as they are printed: texts by word, tables by cell.

A text is what somebody wrote at a place, or what the report says itself: a heading, a list of what is
registered, an assessment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hjulet.domain.report import BulletList, Heading, Paragraph, Report, Row, Table, plain_text
from hjulet.domain.text_difference import Piece, difference


@dataclass(frozen=True, kw_only=True)
class TextChange:
    """A text that differs: its section, or the id of the report's own block, and its pieces."""

    section: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """A cell that differs, as it was printed and is; empty where it is not there.

    Without ``column`` it is the row itself that came, went or is called something else.
    """

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class TableChange:
    """A table that differs, and its cells that do."""

    id: str
    caption: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, kw_only=True)
class ReportDifference:
    """All that differs, in the order of the later report; what it no longer has stands last."""

    texts: tuple[TextChange, ...]
    tables: tuple[TableChange, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not self.texts and not self.tables


def report_difference(old: Report, new: Report) -> ReportDifference:
    """Compare two states of a report in one language."""
    return ReportDifference(texts=tuple(_texts(old, new)), tables=tuple(_tables(old, new)))


def _texts(old: Report, new: Report) -> Iterator[TextChange]:
    before, after = _written(old), _written(new)
    for section in _in_turn(after, before):
        was, now = before.get(section, ""), after.get(section, "")
        if was != now:
            yield TextChange(section=section, pieces=difference(was, now))


def _written(report: Report) -> dict[str, str]:
    """Give what stands in each section, its own headings included, and in each block of the report's own.

    A heading that is there for what stands under it comes and goes with that.
    """
    found: dict[str, list[str]] = {}
    for block in report.blocks:
        match block:
            case Heading(is_shelf=False, text=text):
                found.setdefault(block.section or block.id, []).append(text)
            case Paragraph():
                found.setdefault(block.section or block.id, []).append(block.plain)
            case BulletList(items=items):
                points = "\n".join(f"– {plain_text(item)}" for item in items)
                found.setdefault(block.section or block.id, []).append(points)
            case _:
                pass
    return {section: "\n\n".join(parts) for section, parts in found.items()}


def _tables(old: Report, new: Report) -> Iterator[TableChange]:
    before, after = ({table.id: table for table in report.tables} for report in (old, new))
    for id in _in_turn(after, before):
        cells = tuple(_cells(before.get(id), after.get(id)))
        if cells:
            yield TableChange(id=id, caption=(after.get(id) or before[id]).caption, cells=cells)


def _cells(old: Table | None, new: Table | None) -> Iterator[CellChange]:
    before, after = ({row.id: row for row in table.rows} if table else {} for table in (old, new))
    columns = {column.id: column.label for table in (old, new) if table for column in table.columns}
    for id in _in_turn(after, before):
        yield from _row(before.get(id), after.get(id), columns)


def _row(old: Row | None, new: Row | None, columns: Mapping[str, str]) -> Iterator[CellChange]:
    was, now = (row.label if row else "" for row in (old, new))
    changed = [
        CellChange(row=now or was, column=label, before=before, after=after)
        for column, label in columns.items()
        if (before := _printed(old, column)) != (after := _printed(new, column))
    ]
    if was != now and not (changed and not (was and now)):
        yield CellChange(row=now or was, column="", before=was, after=now)
    yield from changed


def _printed(row: Row | None, column: str) -> str:
    return row.cells[column].display if row is not None and column in row.cells else ""


def _in_turn(later: Mapping[str, object], earlier: Mapping[str, object]) -> tuple[str, ...]:
    """List the keys of both, the later's first."""
    return tuple(dict.fromkeys((*later, *earlier)))
