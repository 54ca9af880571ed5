"""The running head and foot, and the pages that they stand on.

Each section of the document says its own: the first page has no head, lying pages have wider ones. Where
the municipality's file has a head of its own, that one stands on every page.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from hjulet.documents.word.reference import Reference
from hjulet.documents.word.xml import add, add_field, add_text, name, new, serialise

SECTION_BREAK = "Section Break"


@dataclass(frozen=True, kw_only=True)
class Running:
    """What stands in head and foot: to the left and to the right."""

    head: tuple[str, str]
    foot: str
    page_word: str


def section_break(reference: Reference) -> Element:
    """Make the paragraph that ends a section; ``set_sections`` fills it in."""
    paragraph = new("p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=reference.style(SECTION_BREAK))
    add(properties, "sectPr")
    return paragraph


def running_parts(running: Running, reference: Reference) -> dict[str, bytes]:
    """Write the parts with head and foot, for upright and lying pages, by their names in the file."""
    parts = {}
    for kind, width in (("", reference.width), ("-lying", reference.wide_width)):
        parts[f"head{kind}"] = _part("hdr", reference.style("header"), width, [*running.head])
        parts[f"foot{kind}"] = _part("ftr", reference.style("footer"), width, [running.foot], running)
    return {f"word/{path}.xml": serialise(part) for path, part in parts.items()}


def _part(kind: str, style: str, width: int, texts: Sequence[str], running: Running | None = None) -> Element:
    part = new(kind)
    paragraph = add(part, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=style)
    add(add(properties, "tabs"), "tab", val="right", pos=width)
    add_text(paragraph, texts[0])
    add(add(paragraph, "r"), "tab")
    if running is None:
        add_text(paragraph, texts[1])
        return part
    add_text(paragraph, f"{running.page_word} ")
    add_field(paragraph, "PAGE", shown="1")
    add_text(paragraph, " (")
    add_field(paragraph, "NUMPAGES", shown="1")
    add_text(paragraph, ")")
    return part


def set_sections(document: Element, lying: Sequence[bool], *, ids: dict[str, str]) -> None:
    """Give each section its page, head and foot. ``ids`` are the relations of the parts, by their names.

    ``lying`` tells of each section after the first page whether its pages lie.
    """
    sections = list(document.iter(name("w:sectPr")))
    last = deepcopy(sections[-1])
    their_head = [each for each in last if each.tag == name("w:headerReference")]
    for number, (section, lies) in enumerate(zip(sections, (False, *lying), strict=True)):
        kind = "-lying" if lies else ""
        heads = their_head or ([_reference("header", ids[f"word/head{kind}.xml"])] if number else [])
        section.clear()
        section.extend(deepcopy(heads))
        section.append(_reference("footer", ids[f"word/foot{kind}.xml"]))
        add(section, "type", val="nextPage")
        _set_page(section, last, lies=lies)


def start_high(document: Element) -> None:
    """Let a page that begins a section begin with its heading, without the space above it."""
    ended = False
    for paragraph in document.iter(name("w:p")):
        properties = paragraph.find(name("w:pPr"))
        if ended and properties is not None:
            add(properties, "spacing", before=0)
        ended = properties is not None and properties.find(name("w:sectPr")) is not None


def _reference(kind: str, id: str) -> Element:
    element = new(f"{kind}Reference")
    element.set(name("w:type"), "default")
    element.set(name("r:id"), id)
    return element


def _set_page(section: Element, model: Element, *, lies: bool) -> None:
    for short in ("pgSz", "pgMar"):
        found = model.find(name(f"w:{short}"))
        if found is not None:
            section.append(deepcopy(found))
    if not lies:
        return
    size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
    if size is None or margins is None:
        return
    width, height = size.get(name("w:w"), ""), size.get(name("w:h"), "")
    size.set(name("w:w"), height)
    size.set(name("w:h"), width)
    size.set(name("w:orient"), "landscape")
