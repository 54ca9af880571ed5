"""A report as PDF: one typst template draws what ``pdf_data`` collects.

Made for PDF/A-2a and PDF/UA-1: typst refuses to write a file that breaks what it can check of
them (a missing title or alternative text, a heading level skipped). The same report, stamp, house
style and date give the same bytes.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from hjulet.documents.fonts import font_folders
from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.letters import legal_within
from hjulet.documents.pdf_data import pdf_data
from hjulet.documents.sources import Labels
from hjulet.domain.edition import EditionStamp
from hjulet.domain.report import Report

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"


def render_pdf(
    report: Report,
    *,
    stamp: EditionStamp | None,
    date: date,
    decision: str = "",
    labels: Labels | None = None,
    base_url: str = "",
    house: HouseStyle = STANDARD,
) -> bytes:
    """Render a report as PDF.

    ``date`` is the document's date; nothing else in the file depends on a clock. Without ``stamp``
    the document calls itself a draft. ``base_url`` is what a figure's reference is appended to,
    percent-encoded, as its address outside the document. Raises typst's TypstError
    where the report cannot be made accessible.
    """
    import typst

    data = pdf_data(
        report,
        stamp=stamp,
        date=date,
        decision=decision,
        labels=labels,
        base_url=base_url,
        house=house,
    )
    compiler = typst.Compiler(
        root=str(TEMPLATE.parent),
        # The charts are drawn for the standard sans, whatever the house has.
        font_paths=list(font_folders(house.serif, house.sans, STANDARD.serif, STANDARD.sans)),
        ignore_system_fonts=True,
    )
    made = compiler.compile(
        input=str(TEMPLATE),
        format="pdf",
        sys_inputs={"data": json.dumps(legal_within(data))},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(datetime(date.year, date.month, date.day, tzinfo=UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made
