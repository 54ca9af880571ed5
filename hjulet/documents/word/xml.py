"""Word's XML: its names, and a short way to write it.

Written through the element tree, never as text, so that what a report says can never become markup.
"""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from hjulet.documents.letters import legal

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
for _prefix, _address in NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _address)


def name(short: str) -> str:
    """Write a name in full: ``w:tbl`` with its address."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def add(parent: Element, short: str, **attributes: str | int) -> Element:
    """Add an element of Word's own, ``tbl``, with attributes of the same namespace."""
    written = {name(f"w:{key}"): legal(str(value)) for key, value in attributes.items()}
    return SubElement(parent, name(f"w:{short}"), written)


def new(short: str) -> Element:
    """Make an element of Word's own that stands by itself."""
    return Element(name(f"w:{short}"))


def add_text(parent: Element, text: str, *, style: str = "") -> Element:
    """Add a run of text, in a character style where one is named."""
    run = add(parent, "r")
    if style:
        add(add(run, "rPr"), "rStyle", val=style)
    written = add(run, "t")
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    written.text = legal(text)
    return run


def add_field(parent: Element, instruction: str, *, shown: str = "") -> None:
    """Add a field that Word fills in: ``PAGE``. ``shown`` stands there until it does."""
    field = add(parent, "fldSimple", instr=instruction)
    add_text(field, shown)


def parse(text: bytes | str) -> Element:
    """Read a part of a Word file; raises ElementTree.ParseError."""
    return ElementTree.fromstring(text)  # noqa: S314 -- expat itself limits what entities grow to


def serialise(element: Element) -> bytes:
    """Write a part of a Word file."""
    return bytes(ElementTree.tostring(element, encoding="utf-8", xml_declaration=True))


def as_text(element: Element) -> str:
    """Write a piece of XML to stand inside a part."""
    return ElementTree.tostring(element, encoding="unicode")
