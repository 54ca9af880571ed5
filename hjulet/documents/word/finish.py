"""What pandoc leaves undone in a Word file: pages, head and foot, pictures, language, properties.

Afterwards nothing in the file depends on when or where it was made.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from hjulet.documents.letters import legal
from hjulet.documents.word.package import pack, unpack
from hjulet.documents.word.reference import Reference
from hjulet.documents.word.running import Running, running_parts, set_sections, start_high
from hjulet.documents.word.settings import settings
from hjulet.documents.word.xml import name, new, parse, serialise

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
for _prefix, _address in {
    "cp": f"{_PACKAGE}/metadata/core-properties",
    "dc": _DUBLIN_CORE,
    "dcterms": _TERMS,
    "xsi": _SCHEMA_INSTANCE,
}.items():
    ElementTree.register_namespace(_prefix, _address)

_BULLET_INDENT = {"left": "284", "hanging": "284"}


def finish(
    docx: bytes,
    *,
    title: str,
    author: str,
    language: str,
    date: date,
    running: Running,
    lying: Sequence[bool],
    reference: Reference,
) -> bytes:
    """Finish a Word file of pandoc's. ``lying`` tells of each section whether its pages lie."""
    parts = unpack(docx)
    added = running_parts(running, reference)
    ids = {path: f"rIdRunning{number}" for number, path in enumerate(added, start=1)}
    document = parse(parts["word/document.xml"])
    set_sections(document, lying, ids=ids)
    start_high(document)
    _keep_captions(document, reference.style("caption"))
    _name_pictures(document)
    parts |= added
    parts["word/document.xml"] = serialise(document)
    parts["word/_rels/document.xml.rels"] = _with_relations(parts["word/_rels/document.xml.rels"], ids)
    parts["[Content_Types].xml"] = _with_types(parts["[Content_Types].xml"], added)
    parts["word/settings.xml"] = settings(parts["word/settings.xml"], language=language)
    parts["word/numbering.xml"] = _with_indents(parts["word/numbering.xml"])
    parts["docProps/core.xml"] = _properties(title, author, language, date)
    return pack(parts)


def _keep_captions(document: Element, style: str) -> None:
    """Keep a caption with what follows, whatever the municipality's style says."""
    for properties in document.iter(name("w:pPr")):
        named = properties.find(name("w:pStyle"))
        if named is not None and named.get(name("w:val")) == style:
            properties.insert(1, new("keepNext"))


def _name_pictures(document: Element) -> None:
    """Number the pictures, and give each its alternative text in both places where Word keeps it."""
    for number, inline in enumerate(document.iter(name("wp:inline")), start=1):
        outer, inner = inline.find(name("wp:docPr")), inline.find(f".//{name('pic:cNvPr')}")
        if outer is None or inner is None:
            continue
        words = outer.get("descr", "")
        for element in (outer, inner):
            element.attrib.clear()
            element.attrib.update({"id": str(number), "name": f"Picture {number}", "descr": words})


def _with_relations(relations: bytes, ids: dict[str, str]) -> bytes:
    added = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{_kind(path)}" Target="{path.removeprefix("word/")}"/>'
        for path, id in ids.items()
    )
    return relations.replace(b"</Relationships>", f"{added}</Relationships>".encode())


def _with_types(types: bytes, added: Iterable[str]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{path}" ContentType="{_WORDPROCESSING}.{_kind(path)}+xml"/>' for path in added
    )
    return types.replace(b"</Types>", f"{overrides}</Types>".encode())


def _kind(path: str) -> str:
    return "header" if "head" in path else "footer"


def _with_indents(numbering: bytes) -> bytes:
    """Let the first level of points begin at the edge of the text."""
    root = parse(numbering)
    for level in root.iter(name("w:lvl")):
        indent = level.find(f"{name('w:pPr')}/{name('w:ind')}")
        if level.get(name("w:ilvl")) == "0" and indent is not None:
            indent.attrib.update({name(f"w:{side}"): width for side, width in _BULLET_INDENT.items()})
    return serialise(root)


def _properties(title: str, author: str, language: str, made: date) -> bytes:
    root = Element(f"{{{_PACKAGE}/metadata/core-properties}}coreProperties")
    for key, value in (("title", title), ("creator", author), ("language", language)):
        SubElement(root, f"{{{_DUBLIN_CORE}}}{key}").text = legal(value)
    for key in ("created", "modified"):
        moment = SubElement(root, f"{{{_TERMS}}}{key}", {f"{{{_SCHEMA_INSTANCE}}}type": "dcterms:W3CDTF"})
        moment.text = f"{made.isoformat()}T00:00:00Z"
    return serialise(root)
