"""What a PDF claims by PDF/A-2a and PDF/UA-1, looked up in the file itself.

Not a validator: it checks what a reader with assistive technology leans on, and says each thing that
is missing. Nobody has run veraPDF on our files.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def ua_faults(pdf: bytes) -> list[str]:
    """List what the file lacks; empty for one that keeps what we claim."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.root_object
    return [
        *_catalogue(root, reader),
        *_metadata(root),
        *_structure([element for _, element in elements(pdf)]),
        *_pages(reader),
        *_fonts(reader),
    ]


def elements(pdf: bytes) -> list[tuple[str, DictionaryObject]]:
    """Walk the structure tree in reading order: each element with its tag."""
    tree = PdfReader(BytesIO(pdf)).root_object.get("/StructTreeRoot")
    return [] if tree is None else [(str(each["/S"]), each) for each in _walk(tree) if "/S" in each]


def _walk(node: Any) -> Iterator[DictionaryObject]:
    found = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(found, ArrayObject):
        for child in found:
            yield from _walk(child)
    elif isinstance(found, DictionaryObject):
        yield found
        if "/K" in found:
            yield from _walk(found["/K"])


def _catalogue(root: DictionaryObject, reader: PdfReader) -> Iterator[str]:
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked"
    if "/StructTreeRoot" not in root:
        yield "no structure"
    if not root.get("/Lang"):
        yield "no language"
    if not (reader.metadata and reader.metadata.title):
        yield "no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not displayed"
    if "/Outlines" not in root:
        yield "no bookmarks"


def _metadata(root: DictionaryObject) -> Iterator[str]:
    stream = root.get("/Metadata", DictionaryObject()).get_object()
    xmp = stream.get_data().decode() if isinstance(stream, StreamObject) else ""
    for claim in (
        "<pdfuaid:part>1<",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
    ):
        if claim not in xmp:
            yield f"no {claim.strip('<')}"


def _structure(tags: list[DictionaryObject]) -> Iterator[str]:
    level = 0
    for element in tags:
        tag = str(element["/S"])
        if tag == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure without alternative text"
        if tag == "/TH" and _attribute(element, "/Scope") not in {"/Column", "/Row", "/Both"}:
            yield "a table head without scope"
        if tag == "/Table" and not any(each.get("/S") == "/TH" for each in _walk(element)):
            yield "a table without heads"
        if tag in _HEADINGS:
            if _HEADINGS[tag] > level + 1:
                yield f"a heading skips from {level} to {_HEADINGS[tag]}"
            level = _HEADINGS[tag]


def _attribute(element: DictionaryObject, name: str) -> str:
    attributes = element.get("/A", DictionaryObject())
    attributes = attributes.get_object()
    several = attributes if isinstance(attributes, ArrayObject) else [attributes]
    return next((str(each.get_object()[name]) for each in several if name in each.get_object()), "")


def _pages(reader: PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        annotations = [each.get_object() for each in page.get("/Annots", ())]
        links = [each for each in annotations if each.get("/Subtype") == "/Link"]
        if annotations and page.get("/Tabs") != "/S":
            yield f"page {number}: tabs do not follow the structure"
        if any(not each.get("/Contents") for each in links):
            yield f"page {number}: a link without words"
        if any("/StructParent" not in each for each in links):
            yield f"page {number}: a link outside the structure"


def _fonts(reader: PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        fonts = page.get("/Resources", {}).get("/Font", {})
        for name, font in fonts.items():
            if not _is_embedded(font.get_object()):
                yield f"page {number}: font {name} is not embedded"


def _is_embedded(font: DictionaryObject) -> bool:
    descendants = font.get("/DescendantFonts")
    if descendants is not None:
        return all(_is_embedded(each.get_object()) for each in descendants.get_object())
    if font.get("/Subtype") == "/Type3":
        return True
    described = font.get("/FontDescriptor", DictionaryObject()).get_object()
    return any(name in described for name in _FILES)
