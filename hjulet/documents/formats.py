"""The formats that a report is written in: one registry for the command, the page, the jobs and the edition.

A writer takes the report and what stands around it, and gives bytes: the same bytes every time. To add a
format: its writer, and one line in ``FORMATS``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hjulet.documents.charts import LIGHT, Theme, chart_spec, chart_svg, house_theme
from hjulet.documents.content import canonical, report_document
from hjulet.documents.drawn import Spec
from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.html import chart_path, report_page
from hjulet.documents.pdf import render_pdf
from hjulet.documents.report_book import report_workbook
from hjulet.documents.sheet_cells import XLSX
from hjulet.documents.sources import Labels
from hjulet.documents.table_file import table_csv
from hjulet.documents.word import render_word
from hjulet.domain.edition import EditionStamp
from hjulet.domain.report import Report


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around a report in a file.

    ``date`` is the document's; without ``stamp`` it calls itself a draft. ``labels`` names the figures in
    words. ``base_url`` is what a figure's reference is appended to, outside the file; empty for no links.
    """

    date: date
    stamp: EditionStamp | None = None
    decision: str = ""
    labels: Labels = field(default_factory=dict)
    base_url: str = ""
    style: HouseStyle = STANDARD


Files = Mapping[str, bytes]
"""Bytes by path within a folder."""

Writer = Callable[[Report, Frame], bytes]
Specs = tuple[Spec, ...]


def charts(report: Report, _frame: Frame) -> Files:
    """Give each chart as a picture of its own, ``charts/ID.svg``."""
    return {chart_path(chart): chart_svg(chart, report).encode("utf-8") for chart in report.charts}


def tables(report: Report) -> Files:
    """Give each table as csv, ``tables/ID.csv``."""
    return {f"tables/{table.id}.csv": table_csv(table, figures=report.figures) for table in report.tables}


def _nothing(_report: Report, _frame: Frame) -> Files:
    return {}


def _no_specs(_report: Report, _frame: Frame) -> Specs:
    return ()


def _light_specs(report: Report, _frame: Frame) -> Specs:
    return _specs(report, LIGHT)


def _house_specs(report: Report, frame: Frame) -> Specs:
    return _specs(report, house_theme(frame.style))


def _specs(report: Report, theme: Theme) -> Specs:
    return tuple(chart_spec(chart, report, theme=theme) for chart in report.charts)


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format. ``specs`` are the charts that it draws, ``beside`` the files that it needs beside it.

    ``label`` is its name on a button; ``is_light`` if it is written in no time and by no other program.
    """

    name: str
    label: str
    media: str
    write: Writer
    specs: Callable[[Report, Frame], Specs] = _no_specs
    beside: Callable[[Report, Frame], Files] = _nothing
    is_light: bool = False

    @property
    def is_offered(self) -> bool:
        """Tell whether it is offered by itself: all of it is one file."""
        return self.beside is _nothing

    @property
    def file(self) -> str:
        """Name the main file: ``report.pdf``."""
        return f"report.{self.name}"

    def files(self, report: Report, frame: Frame) -> Files:
        """Write a report in this format, with what lies beside it."""
        return {self.file: self.write(report, frame), **self.beside(report, frame)}


def _json(report: Report, _frame: Frame) -> bytes:
    return canonical(report_document(report))


def _html(report: Report, frame: Frame) -> bytes:
    page = report_page(report, stamp=frame.stamp, decision=frame.decision, labels=frame.labels)
    return page.encode("utf-8")


def _pdf(report: Report, frame: Frame) -> bytes:
    return render_pdf(
        report,
        stamp=frame.stamp,
        date=frame.date,
        decision=frame.decision,
        labels=frame.labels,
        base_url=frame.base_url,
        house=frame.style,
    )


def _docx(report: Report, frame: Frame) -> bytes:
    return render_word(
        report,
        stamp=frame.stamp,
        date=frame.date,
        decision=frame.decision,
        labels=frame.labels,
        style=frame.style,
    )


def _xlsx(report: Report, frame: Frame) -> bytes:
    return report_workbook(
        report, stamp=frame.stamp, date=frame.date, decision=frame.decision, labels=frame.labels
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = "text/html; charset=utf-8"

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(name="pdf", label="PDF", media="application/pdf", write=_pdf, specs=_house_specs),
        Format(name="docx", label="Word", media=_WORD, write=_docx, specs=_house_specs),
        Format(name="xlsx", label="Excel", media=XLSX, write=_xlsx),
        Format(name="html", label="HTML", media=_HTML, write=_html, specs=_light_specs, beside=charts),
        Format(name="json", label="JSON", media="application/json", write=_json, is_light=True),
    )
}
"""By name, in the order in which they are offered."""

_SEALED = ("html", "pdf", "docx")


def sealed_formats() -> tuple[str, ...]:
    """Name the formats of an edition, of those that are built; its content is JSON of its own."""
    return tuple(name for name in _SEALED if name in FORMATS)


def edition_files(report: Report, frame: Frame) -> Files:
    """Write all that an edition holds beside its content: page, PDF, Word, tables and charts."""
    made = [FORMATS[name].files(report, frame) for name in sealed_formats()]
    return {path: content for files in [*made, tables(report)] for path, content in files.items()}
