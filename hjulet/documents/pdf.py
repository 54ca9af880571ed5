"""A report as PDF: one typst template reads the report's JSON.

Made for PDF/A-2a and PDF/UA-1: typst refuses to write a file that breaks what it can check of
them (a missing title or alternative text, a heading level skipped). The same report, stamp and
date give the same bytes.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hjulet.documents.charts import chart_svg, chart_tables
from hjulet.documents.content import report_document, table_document
from hjulet.documents.sources import Labels, SourceEntry, source_entries
from hjulet.documents.variance import side_of
from hjulet.documents.words import words_of
from hjulet.domain.edition import EditionStamp
from hjulet.domain.figures import FigureRef
from hjulet.domain.report import Report

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"

FONT_FOLDERS = (Path("/usr/share/fonts/opentype/inter"), Path("/usr/share/fonts/truetype/charis"))
"""Where Debian's fonts-inter and fonts-sil-charis lie; without them the template uses typst's own."""


def render_pdf(
    report: Report,
    *,
    stamp: EditionStamp | None,
    date: date,
    decision: str = "",
    labels: Labels | None = None,
    base_url: str = "",
) -> bytes:
    """Render a report as PDF.

    ``date`` is the document's date; nothing else in the file depends on a clock. Without ``stamp``
    the document calls itself a draft. ``base_url`` is what a figure's reference is appended to,
    percent-encoded, as its address outside the document. Raises typst's TypstError where the
    report cannot be made accessible.
    """
    import typst

    entries = source_entries(report, labels=labels)
    data = {
        **_report_data(report),
        "date": [date.year, date.month, date.day],
        "stamp": {"number": stamp.number, "seal": stamp.seal} if stamp else None,
        "decision": decision,
        "sources": [_source(entry, entries, base_url) for entry in entries.values()],
        "keys": {str(ref): entry.key for ref, entry in entries.items()},
    }
    compiler = typst.Compiler(
        font_paths=[str(folder) for folder in FONT_FOLDERS if folder.is_dir()],
        ignore_system_fonts=True,
    )
    made = compiler.compile(
        input=TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(datetime(date.year, date.month, date.day, tzinfo=UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _report_data(report: Report) -> dict[str, Any]:
    """Collect what the template reads of the report itself; nothing is computed there."""
    document = report_document(report)
    return {
        "report": {name: value for name, value in document.items() if name != "figures"},
        "words": dict(words_of(report.language)),
        "charts": {chart.id: chart_svg(chart, report) for chart in report.charts},
        "chart_tables": {
            id: table_document(table, report.figures) for id, table in chart_tables(report).items()
        },
        "sides": {str(ref): side_of(figure) for ref, figure in report.figures.items()},
    }


def _source(entry: SourceEntry, entries: dict[FigureRef, SourceEntry], base_url: str) -> dict[str, Any]:
    return {
        "key": entry.key,
        "figure": str(entry.ref),
        "label": entry.label,
        "value": entry.value,
        "formula": entry.formula,
        "inputs": [
            {"key": entries[ref].key, "label": entries[ref].label, "value": entries[ref].value}
            for ref in entry.inputs
        ],
        "counted": entry.counted,
        "url": base_url + quote(str(entry.ref)) if base_url else "",
    }
