"""A report as a Word file with real styles, so that the municipality's own template takes over.

pandoc makes the file from a tree that we build (its paragraphs, lists, footnotes and pictures) and from a
reference file that has the styles; tables, contents, head and foot are Word's own XML.
"""

from datetime import date

from hjulet.documents.charts import house_theme
from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.sources import Labels, source_entries
from hjulet.documents.word.blocks import Writing, raw
from hjulet.documents.word.cover import cover, title_of
from hjulet.documents.word.finish import finish
from hjulet.documents.word.pandoc import Node, write_docx
from hjulet.documents.word.reference import reference_of
from hjulet.documents.word.running import Running, section_break
from hjulet.documents.word.sections import chapters, section_nodes, sections_of
from hjulet.documents.word.xml import as_text
from hjulet.documents.words import words_of
from hjulet.domain.edition import EditionStamp
from hjulet.domain.report import Report

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def render_word(
    report: Report,
    *,
    stamp: EditionStamp | None,
    date: date,
    decision: str = "",
    labels: Labels | None = None,
    style: HouseStyle = STANDARD,
) -> bytes:
    """Render a report as a Word file.

    ``date`` is the document's date; nothing else in the file depends on a clock. Without ``stamp`` the
    document calls itself a draft. ``labels`` names the figures in words. Raises WordError where pandoc
    fails or the municipality's reference file cannot be read.
    """
    language = LANGUAGES[report.language]
    reference = reference_of(style, language=language)
    writing = Writing(
        report=report,
        entries=source_entries(report, labels=labels),
        reference=reference,
        theme=house_theme(style),
    )
    sections = sections_of(report, width=reference.width)
    listed = chapters(report)
    bookmarks = {heading.id: bookmark for heading, bookmark in listed}
    blocks: list[Node] = cover(writing, listed, stamp=stamp, decision=decision, style=style)
    for section in sections:
        blocks += [
            raw(as_text(section_break(reference))),
            *section_nodes(section, writing, bookmarks),
        ]
    return finish(
        write_docx(blocks, language=language, reference=reference.docx),
        title=title_of(report),
        author=report.unit_name,
        language=language,
        date=date,
        running=_running(report, stamp),
        lying=[section.is_lying for section in sections],
        reference=reference,
    )


def _running(report: Report, stamp: EditionStamp | None) -> Running:
    words = words_of(report.language)
    foot = words["draft"]
    if stamp is not None:
        foot = f"{words['edition']} {stamp.number}   {words['seal']} {stamp.seal}"
    return Running(
        head=(f"{report.unit_name} · {report.period}", title_of(report)),
        foot=foot,
        page_word=words["page"],
    )
