"""A report as PDF: one typst template draws what ``pdf_data`` collects.

Made for PDF/A-2a and PDF/UA-1: typst refuses to write a file that breaks what it can check of
them (a missing title or alternative text, a heading level skipped, a letter that no font has). The same
report, stamp, house style and date give the same bytes.
"""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hjulet.documents.fonts import font_folders
from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.letters import legal_within
from hjulet.documents.pdf_data import pdf_data
from hjulet.documents.sources import Labels
from hjulet.domain.edition import EditionStamp
from hjulet.domain.report import Report

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"

MOST_UNKNOWN = 20
"""Different letters that the fonts lack: each costs a drawing more."""

_UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_BOX = "\N{WHITE SQUARE}"


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
    percent-encoded, as its address outside the document. A letter that no font has, such as an emoji, is
    a box. Raises typst's TypstError where the report cannot be made accessible.
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
    given = json.dumps(legal_within(data), ensure_ascii=False)
    for _ in range(MOST_UNKNOWN):
        try:
            return _drawn(compiler, given, date)
        except typst.TypstError as fault:
            given = _without_unknown(given, str(fault))
            if not given:
                raise
    return _drawn(compiler, given, date)


def _drawn(compiler: "typst.Compiler", given: str, day: date) -> bytes:
    made = compiler.compile(
        input=str(TEMPLATE),
        format="pdf",
        sys_inputs={"data": given},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _without_unknown(given: str, fault: str) -> str:
    """Put a box for each letter that the fault says no font has; empty where it says something else."""
    found = _UNKNOWN.search(fault)
    if found is None or _BOX in found[1]:
        return ""
    return re.sub("[" + re.escape(found[1]) + "]", _BOX, given)
