"""A report as a workbook: its contents, a sheet for each table, and the sources of every figure.

Numbers are numbers, sums are formulas that carry their values, and a text is never anything else. The
ids of rows and columns stand in the sheets. The same report, stamp and date give the same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from hjulet.documents.book_looks import Looks
from hjulet.documents.book_table import TableSheet, set_paper
from hjulet.documents.content import value_text
from hjulet.documents.sheet_cells import cell_text, number_shape, row_height, sheet_names
from hjulet.documents.sources import Labels, SourceEntry, source_entries
from hjulet.documents.words import edition_number, reservations, words_of
from hjulet.domain.edition import EditionStamp
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.report import Report

_LONGEST_FOOTER = 255
_FACT_WIDTH, _SAID_WIDTH = 18, 78
_SOURCE_WIDTHS = {
    "key": 7,
    "reference": 46,
    "label": 46,
    "value": 18,
    "unit": 9,
    "how": 64,
    "inputs": 20,
}
"""The columns of the sheet of sources, in order, and how wide they are."""


def report_workbook(
    report: Report,
    *,
    stamp: EditionStamp | None,
    date: date,
    decision: str = "",
    labels: Labels | None = None,
) -> bytes:
    """Write a report as a workbook (xlsx).

    ``date`` is the document's date; nothing else in the file depends on a clock. Without ``stamp`` the
    workbook calls itself a draft. ``labels`` names the figures in words among the sources.
    """
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": cell_text(report.title),
                "subject": cell_text(f"{report.unit_name} {report.period}"),
                "comments": _edition(report, stamp),
                "created": datetime(date.year, date.month, date.day, tzinfo=UTC),
            }
        )
        _Book(
            book=book, report=report, stamp=stamp, date=date, decision=decision, labels=labels or {}
        ).write()
    return file.getvalue()


def _edition(report: Report, stamp: EditionStamp | None) -> str:
    words = words_of(report.language)
    return f"{words['edition']} {stamp.number}" if stamp else words["draft"]


@dataclass(frozen=True, kw_only=True)
class _Book:
    """The making of one workbook."""

    book: Any
    report: Report
    stamp: EditionStamp | None
    date: date
    decision: str
    labels: Labels

    def write(self) -> None:
        """Write the sheets in order."""
        words, report, looks = self.words, self.report, Looks(self.book)
        captions = [table.caption for table in report.tables]
        names = sheet_names([words["contents"], words["sources"], *captions])
        contents, sources, *tables = names
        links = zip([*tables, sources], [*captions, words["sources"]], strict=True)
        self._contents(self.book.add_worksheet(contents), dict(links), looks)
        for table, name in zip(report.tables, tables, strict=True):
            TableSheet(
                page=self.book.add_worksheet(name),
                table=table,
                report=report,
                words=words,
                looks=looks,
                contents=contents,
                footer=self.footer,
            ).write()
        self._sources(self.book.add_worksheet(sources), looks)

    @property
    def words(self) -> Mapping[str, str]:
        """Give the fixed words in the report's language."""
        return words_of(self.report.language)

    @property
    def footer(self) -> str:
        """Write what stands below each printed page: the report, the page, and the edition or draft."""
        sealed = _edition(self.report, self.stamp) + (f", {self.stamp.seal[:16]}…" if self.stamp else "")
        title, period = self.report.title, str(self.report.period)
        name = cell_text(title if period in title else f"{title} {period}").replace("&", "&&")
        after = f"&C&8 &P / &N&R&8 {sealed}"
        return f"&L&8 {name[: _LONGEST_FOOTER - len('&L&8 ' + after)].rstrip('&')}{after}"

    def _contents(self, page: Any, links: Mapping[str, str], looks: Looks) -> None:
        """Say what the workbook is, and lead to its sheets; ``links`` is name of a sheet -> its title."""
        page.hide_gridlines(2)
        page.set_column(0, 0, _FACT_WIDTH)
        page.set_column(1, 1, _SAID_WIDTH)
        page.write_string(0, 0, cell_text(self.report.title), looks("title"))
        facts = self._facts()
        for at, (word, value) in enumerate(facts, 2):
            page.set_row(at, row_height([(value, _SAID_WIDTH)]))
            page.write_string(at, 0, word, looks("quiet"))
            page.write_string(at, 1, cell_text(value), looks("said"))
        first = len(facts) + 3
        page.write_string(first, 0, self.words["sheets"], looks("quiet"))
        for at, (name, title) in enumerate(links.items(), first):
            page.write_url(at, 1, f"internal:'{name}'!A1", looks("link"), cell_text(title))
        set_paper(page, footer=self.footer)

    def _facts(self) -> list[tuple[str, str]]:
        """List what the workbook is: of whom, when, in which state."""
        words, report, stamp = self.words, self.report, self.stamp
        facts = [
            (words["body"], report.unit_name),
            (words["period"], str(report.period)),
            (words["snapshot"], str(report.snapshot)),
            (words["date"], self.date.isoformat()),
            (words["edition"], edition_number(stamp, language=report.language) if stamp else words["draft"]),
            (words["seal"], stamp.seal if stamp else ""),
            (words["decision"], self.decision),
            *(("", line) for line in reservations(report)),
            ("", words["book_says"]),
        ]
        return [(word, value) for word, value in facts if value]

    def _sources(self, page: Any, looks: Looks) -> None:
        """List every figure, the printed ones by the keys that they have in the PDF."""
        page.hide_gridlines(2)
        page.freeze_panes(1, 1)
        for at, (head, width) in enumerate(_SOURCE_WIDTHS.items()):
            page.set_column(at, at, width)
            side = {"align": "right"} if head == "value" else {"align": "left", "indent": 1}
            page.write_string(0, at, self.words[f"source_{head}"], looks("head", **side))
        entries = source_entries(self.report, labels=self.labels)
        rest = [ref for ref in self.report.figures if ref not in entries]
        for at, ref in enumerate([*entries, *rest], 1):
            self._source(page, at, ref, entries, looks)
        page.autofilter(0, 0, len(entries) + len(rest), len(_SOURCE_WIDTHS) - 1)
        page.repeat_rows(0)
        page.set_landscape()
        set_paper(page, footer=self.footer)

    def _source(
        self, page: Any, at: int, ref: FigureRef, entries: Mapping[FigureRef, SourceEntry], looks: Looks
    ) -> None:
        figure, entry = self.report.figures[ref], entries.get(ref)
        texts = {
            "key": entry.key if entry else "",
            "reference": str(ref),
            "label": self.labels.get(ref, ""),
            "unit": figure.unit_word,
            "how": self._how(entry),
            "inputs": ", ".join(entries[needed].key for needed in entry.inputs) if entry else "",
        }
        page.set_row(at, row_height((text, _SOURCE_WIDTHS[name]) for name, text in texts.items()))
        for column, name in enumerate(_SOURCE_WIDTHS):
            if name == "value":
                _exact(page, at, column, figure, looks)
            else:
                page.write_string(
                    at, column, cell_text(texts[name]), looks("cell", align="left", indent=1, text_wrap=True)
                )

    def _how(self, entry: SourceEntry | None) -> str:
        """Say how a figure is computed, or what it counted; one without entry counted no row."""
        if entry is None:
            return f"0 {self.words['rows']}"
        return f"= {entry.formula}" if entry.formula else "; ".join(entry.counted)


def _exact(page: Any, row: int, column: int, figure: Figure, looks: Looks) -> None:
    """Write an exact value: kronor with öre, percent with up to six decimals, a rating as its step."""
    text = value_text(figure)
    if text is None:
        page.write_blank(row, column, None, looks("cell"))
        return
    if figure.measure is not None and figure.measure.scale:
        page.write_string(row, column, cell_text(text), looks("cell", align="right"))
        return
    value = Decimal(text)
    shape = number_shape(value, decimals=len(text.partition(".")[2]))
    page.write_number(row, column, float(value), looks("cell", num_format=shape))
