"""The first page: whose report it is, what it is called, what state it is in, and the contents."""

from xml.etree.ElementTree import Element

from hjulet.documents.house import HouseStyle
from hjulet.documents.house_logo import drawing_size
from hjulet.documents.word.blocks import Writing, paragraph, picture, raw, styled, text_of
from hjulet.documents.word.pandoc import Node
from hjulet.documents.word.reference import Reference
from hjulet.documents.word.sections import Chapter
from hjulet.documents.word.xml import add, add_text, as_text, new
from hjulet.documents.words import decision_line, edition_line, reservations
from hjulet.domain.edition import EditionStamp
from hjulet.domain.report import Heading, Report

_LOGO_WIDTH = 2268
_LOGO_PIXELS, _MOST_PIXELS = 640, 2560
"""Across, 40 mm at 400 to the inch, and the most in height."""

_TOC_LEVELS = 2


def title_of(report: Report) -> str:
    """Give the report's own first heading, or its title."""
    headings = (block.text for block in report.blocks if isinstance(block, Heading) and block.level == 1)
    return next(headings, report.title)


def cover(
    writing: Writing,
    chapters: list[Chapter],
    *,
    stamp: EditionStamp | None,
    decision: str,
    style: HouseStyle,
) -> list[Node]:
    """Write the first page. The logo is ours to place only where the municipality has no file of its own."""
    report, words = writing.report, writing.words
    facts = [edition_line(stamp, language=report.language)]
    if decision:
        facts.append(decision_line(report, decision))
    facts.append(f"{words['snapshot']} {report.snapshot}")
    lines = [text_of(" · ".join(facts)), text_of(words["notes_say"])]
    lines = [*({"t": "Strong", "c": [text_of(line)]} for line in reservations(report)), *lines]
    return [
        *_logo(style),
        styled("Subtitle", paragraph([text_of(f"{report.unit_name} · {report.period}")])),
        styled("Title", paragraph([text_of(title_of(report))])),
        *(styled("Document Status", paragraph([line])) for line in lines),
        *([raw(_contents(words["contents"], chapters, writing.reference))] if chapters else []),
    ]


def _logo(style: HouseStyle) -> list[Node]:
    if style.logo is None or style.reference_docx is not None:
        return []
    image = _as_points(style.logo) if style.logo_format == "svg" else style.logo
    return [
        styled("Figure", paragraph([picture(image, kind="image/png", alt=style.logo_alt, width=_LOGO_WIDTH)]))
    ]


def _as_points(drawing: bytes) -> bytes:
    """Draw a logo as PNG, as many points across as print needs; a tall one has fewer."""
    import vl_convert

    width, height = drawing_size(drawing)
    scale = min(_LOGO_PIXELS / width, _MOST_PIXELS / height)
    return bytes(vl_convert.svg_to_png(drawing.decode("utf-8"), scale=scale))


def _contents(title: str, chapters: list[Chapter], reference: Reference) -> str:
    """Write the contents as Word's own field, filled: Word sets the page numbers when it opens the file."""
    block = new("sdt")
    part = add(add(block, "sdtPr"), "docPartObj")
    add(part, "docPartGallery", val="Table of Contents")
    add(part, "docPartUnique")
    content = add(block, "sdtContent")
    head = add(content, "p")
    add(add(head, "pPr"), "pStyle", val=reference.style("TOC Heading"))
    add_text(head, title)
    listed = [(chapter, mark) for chapter, mark in chapters if chapter.level <= _TOC_LEVELS + 1]
    entries = [_entry(content, chapter, mark, reference) for chapter, mark in listed]
    if entries:
        _begin_field(entries[0], f'TOC \\o "1-{_TOC_LEVELS}" \\h \\z \\u', at=1)
        add(add(entries[-1], "r"), "fldChar", fldCharType="end")
    return as_text(block)


def _entry(content: Element, chapter: Heading, bookmark: str, reference: Reference) -> Element:
    """Write a line of the contents: the heading as a link, and a field for its page."""
    entry = add(content, "p")
    add(add(entry, "pPr"), "pStyle", val=reference.style(f"toc {chapter.level - 1}"))
    link = add(entry, "hyperlink", anchor=bookmark, history=1)
    add_text(link, chapter.text)
    add(add(link, "r"), "tab")
    _begin_field(link, f"PAGEREF {bookmark} \\h", at=len(link))
    add(add(link, "r"), "fldChar", fldCharType="end")
    return entry


def _begin_field(parent: Element, instruction: str, *, at: int) -> None:
    """Begin a field at a place among a parent's pieces; what follows is what it shows."""
    for place, short in enumerate(("begin", "", "separate"), start=at):
        run = new("r")
        if short:
            add(run, "fldChar", fldCharType=short)
        else:
            add(run, "instrText").text = instruction
        parent.insert(place, run)
