"""Looks into a Word file as the tests ask about it: its parts, its paragraphs, its tables."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}


def part(docx: bytes, path: str) -> Element:
    """Read a part of the file, ``word/document.xml``."""
    with zipfile.ZipFile(BytesIO(docx)) as packed:
        return ElementTree.fromstring(packed.read(path))  # noqa: S314 -- made by us


def part_text(docx: bytes, path: str) -> str:
    """Read a part of the file as it stands."""
    with zipfile.ZipFile(BytesIO(docx)) as packed:
        return packed.read(path).decode()


def body(docx: bytes) -> Element:
    """Read the text."""
    return part(docx, "word/document.xml")


def words(element: Element) -> str:
    """Give the text of an element, as printed."""
    return "".join(text.text or "" for text in element.iter(name("w:t")))


def paragraphs(element: Element, style: str) -> list[str]:
    """List the texts of the paragraphs in a style, by its id."""
    return [words(one) for one in element.iter(name("w:p")) if style_of(one) == style]


def style_of(paragraph: Element) -> str:
    """Tell the style of a paragraph."""
    found = paragraph.find("w:pPr/w:pStyle", NAMES)
    return "" if found is None else value(found)


def table(docx: bytes, caption: str) -> Element:
    """Find a table by its caption."""
    for one in body(docx).iter(name("w:tbl")):
        named = one.find("w:tblPr/w:tblCaption", NAMES)
        if named is not None and value(named) == caption:
            return one
    raise LookupError(caption)


def rows(table: Element) -> list[list[str]]:
    """Give the texts of a table's cells."""
    return [[words(cell) for cell in row.findall("w:tc", NAMES)] for row in table.findall("w:tr", NAMES)]


def value(element: Element) -> str:
    """Give what an element says: its w:val."""
    return element.get(name("w:val"), "")


def name(short: str) -> str:
    """Write a name in full."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def style(docx: bytes, id: str) -> Element:
    """Find a style."""
    found = part(docx, "word/styles.xml").find(f"w:style[@w:styleId='{id}']", NAMES)
    if found is None:
        raise LookupError(id)
    return found


def with_parts(docx: bytes, changed: dict[str, bytes]) -> bytes:
    """Make a file with some parts changed or added."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as packed, zipfile.ZipFile(made, "w") as written:
        parts = {path: packed.read(path) for path in packed.namelist()} | changed
        for path, content in parts.items():
            written.writestr(path, content)
    return made.getvalue()
