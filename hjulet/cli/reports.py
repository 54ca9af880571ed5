"""``report``: a report as JSON, HTML, PDF, Word or workbook, to standard output or to files."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from hjulet.cli.answer import Answer
from hjulet.cli.files import write_file
from hjulet.documents.charts import chart_svg
from hjulet.documents.content import canonical, report_document
from hjulet.documents.html import chart_path, report_page
from hjulet.documents.pdf import render_pdf
from hjulet.documents.report_book import report_workbook
from hjulet.documents.word import render_word
from hjulet.domain.report import Chart
from hjulet.services import homes
from hjulet.services.errors import refused
from hjulet.services.house import house_style
from hjulet.services.people import OPERATOR
from hjulet.services.report import BuiltReport, build_report, parse_report_period

Writer = Callable[[BuiltReport, datetime], bytes]


def _json(built: BuiltReport, _at: datetime) -> bytes:
    return canonical(report_document(built.report))


def _html(built: BuiltReport, _at: datetime) -> bytes:
    return report_page(built.report, stamp=None, labels=built.labels).encode("utf-8")


def _pdf(built: BuiltReport, at: datetime) -> bytes:
    house = house_style()
    return render_pdf(built.report, stamp=None, date=at.date(), labels=built.labels, house=house)


def _docx(built: BuiltReport, at: datetime) -> bytes:
    return render_word(built.report, stamp=None, date=at.date(), labels=built.labels, style=house_style())


def _xlsx(built: BuiltReport, at: datetime) -> bytes:
    return report_workbook(built.report, stamp=None, date=at.date(), labels=built.labels)


WRITERS: dict[str, Writer] = {"json": _json, "html": _html, "pdf": _pdf, "docx": _docx, "xlsx": _xlsx}


def run(asked: Namespace) -> Answer:
    """Build the report once and write it in each format asked for."""
    homes.make_ready()
    formats = asked.format.split(",")
    for missing in [name for name in formats if name not in WRITERS]:
        raise refused("not-built", kind=f"report --format {missing}")
    if asked.output in (None, "-"):
        _require_printable(formats, as_json=asked.json)
    at = timezone.now()
    built = build_report(
        asked.kind,
        asked.unit,
        parse_report_period(asked.period),
        snapshot=asked.snapshot,
        language=asked.lang,
        by=OPERATOR,
        at=at,
    )
    if asked.output in (None, "-"):
        return Answer(document=report_document(built.report), raw=WRITERS[formats[0]](built, at))
    written = _write(built, formats, Path(asked.output), at)
    return Answer(
        document={"schema": "report-files/1", "files": written, "snapshot": built.report.snapshot},
        lines=tuple(written),
    )


def _require_printable(formats: list[str], *, as_json: bool) -> None:
    """Refuse what standard output cannot hold: several formats, or another than the JSON asked for."""
    if len(formats) > 1:
        raise refused("needs-folder")
    if as_json and formats != ["json"]:
        raise refused("needs-output", format=formats[0])


def _write(built: BuiltReport, formats: list[str], output: Path, at: datetime) -> list[str]:
    """Write one file, or with several formats a folder; a page's charts lie beside it."""
    folder = output if len(formats) > 1 else output.parent
    written = []
    for name in formats:
        place = folder / f"report.{name}" if len(formats) > 1 else output
        written.append(write_file(place, WRITERS[name](built, at)))
    if "html" in formats:
        written += _write_charts(built, folder)
    return written


def _write_charts(built: BuiltReport, folder: Path) -> list[str]:
    return [
        write_file(folder / chart_path(chart), chart_svg(chart, built.report).encode("utf-8"))
        for chart in built.report.blocks
        if isinstance(chart, Chart)
    ]
