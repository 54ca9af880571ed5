"""Where a list's columns stand: its head row found by the heads of the column map, and fitted to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hjulet.domain.column_map import ColumnMap, label_heads, meaning_of, plain_head
from hjulet.domain.problem import Place, Problem
from hjulet.readers.lists.codes import problem
from hjulet.readers.workbook import column_letters

SEARCHED = 50
"""Rows from the top among which the head row is looked for."""

Rows = Sequence[tuple[int, Sequence[str]]]
"""The first rows of a table: the line of each (counted from 1) and its texts."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The head row that a map was fitted to. ``places`` are columns counted from 0, by field."""

    file: str
    line: int
    heads: tuple[str, ...]
    places: Mapping[str, int]
    in_cells: bool  # a workbook: places are cells, not lines

    def place(self, line: int, name: str = "") -> Place:
        """Tell where a row is, or one of its cells."""
        if not self.in_cells or name not in self.places:
            return Place(file=self.file, line=line)
        return Place(file=self.file, line=line, cell=f"{column_letters(self.places[name])}{line}")

    def head(self, name: str) -> str:
        """Give the head of a field's column."""
        return self.heads[self.places[name]]


def fit(rows: Rows, columns: ColumnMap, *, file: str, in_cells: bool) -> tuple[Layout | None, list[Problem]]:
    """Find the row that has all heads of the map, and tell what is odd about its heads.

    Problems: ``heads-not-found`` (then no layout), ``head-twice``, ``new-column``.
    """
    wanted = {name: plain_head(head) for name, head in columns.columns.items()}
    best: tuple[int, tuple[str, ...]] = (0, ())
    most = -1
    for line, texts in rows:
        heads = label_heads(texts)
        places = {plain_head(head): place for place, head in reversed(list(enumerate(heads))) if head}
        found = sum(head in places for head in wanted.values())
        if found == len(wanted):
            layout = Layout(
                file=file,
                line=line,
                heads=heads,
                places={name: places[head] for name, head in wanted.items()},
                in_cells=in_cells,
            )
            return layout, list(_odd_heads(layout, columns))
        if found > most:
            most, best = found, (line, heads)
    return None, [_not_found(columns, best, file)]


def _not_found(columns: ColumnMap, best: tuple[int, tuple[str, ...]], file: str) -> Problem:
    line, heads = best
    there = {plain_head(head) for head in heads}
    missing = [head for head in columns.columns.values() if plain_head(head) not in there]
    place = Place(file=file, line=line or None)
    shown = ", ".join(head for head in heads if head)
    return problem("heads-not-found", place, missing=", ".join(missing), found=shown)


def _odd_heads(layout: Layout, columns: ColumnMap) -> Iterable[Problem]:
    known = {plain_head(head) for head in columns.heads}
    if not known:
        return
    mapped = {plain_head(head) for head in columns.columns.values()}
    for place, head in enumerate(layout.heads):
        if not head or plain_head(head) in known | mapped:
            continue
        first = plain_head(head.rpartition(" (")[0])
        code = "head-twice" if first in mapped and head.endswith(")") else "new-column"
        cell = f"{column_letters(place)}{layout.line}" if layout.in_cells else None
        yield problem(code, Place(file=layout.file, line=layout.line, cell=cell), value=head)


def likely_head(rows: Rows) -> tuple[int, int]:
    """Find the row with most heads that mean something: how many they are, and its place among the rows."""
    scored = (
        (len({meaning_of(text) for text in texts} - {""}), -place) for place, (_, texts) in enumerate(rows)
    )
    count, place = max(scored, default=(0, 0))
    return count, -place
