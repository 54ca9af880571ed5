"""The reference file: whose styles and page a Word file has.

The municipality's own where there is one, else ours. Styles that its file lacks, such as those of a
table's numbers, are added from ours, without our fonts, so that they take after its own text.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from xml.etree.ElementTree import Element, ParseError

from hjulet.documents.house import HouseStyle
from hjulet.documents.word.package import pack, unpack
from hjulet.documents.word.pandoc import WordError, default_reference
from hjulet.documents.word.xml import NAMESPACES, add, as_text, name, parse, serialise

STYLES = Path(__file__).parents[1] / "templates" / "word-styles.xml"

_STYLES, _DOCUMENT, _FONTS = "word/styles.xml", "word/document.xml", "word/fontTable.xml"
_SETTINGS = "word/settings.xml"
_EVEN_HEADS = re.compile(rb"<w:evenAndOddHeaders\b[^>]*/>")
"""Only the heads and feet of every page are written: those of even pages alone would be left empty."""

_PAGE = {"w": 11906, "h": 16838}
_MARGINS = {
    "top": 1531,
    "right": 1134,
    "bottom": 1361,
    "left": 1247,
    "header": 737,
    "footer": 624,
    "gutter": 0,
}
"""A4 with 22 mm to the left and 20 mm to the right, in twips."""

_STAND_INS = {"Inter": "Arial", "Charis SIL": "Cambria"}
"""What Word sets a text in where the font is not installed: a font with figures of one width."""

_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ParseError, RuntimeError, ValueError)
"""RuntimeError: it is locked with a password, or packed in a way that is not known."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A reference file, and what our own XML needs to know of it.

    ``ids`` are the ids of its styles by name in small letters: a Swedish Word calls *heading 1*
    ``Rubrik1``. ``width`` and ``wide_width`` are those of the text on an upright and a lying page, twips.
    """

    docx: bytes
    ids: Mapping[str, str]
    width: int
    wide_width: int

    def style(self, name: str) -> str:
        """Give the id of a style."""
        return self.ids[name.lower()]


@lru_cache(maxsize=8)
def reference_of(style: HouseStyle, *, language: str) -> Reference:
    """Make the reference file ready. Raises WordError where the municipality's file cannot be read."""
    ours = _our_styles(style, language)
    try:
        parts = unpack(style.reference_docx) if style.reference_docx else _standard_parts(style, ours)
        parts[_STYLES] = _with_missing_styles(parts[_STYLES], ours)
        parts[_DOCUMENT] = _with_page(parts[_DOCUMENT])
        parts[_SETTINGS] = _EVEN_HEADS.sub(b"", parts[_SETTINGS])
        width, wide_width = _text_widths(parse(parts[_DOCUMENT]))
        ids = _style_ids(parse(parts[_STYLES]))
        if missing := _style_ids(parse(ours)).keys() - ids:
            raise ValueError(f"no place for {min(missing)}")
    except _UNREADABLE as fault:
        raise WordError(f"the reference file cannot be read: {fault}") from fault
    return Reference(docx=pack(parts), ids=ids, width=width, wide_width=wide_width)


def _our_styles(style: HouseStyle, language: str) -> bytes:
    template = Template(STYLES.read_text(encoding="utf-8"))
    return template.substitute(
        serif=style.serif,
        sans=style.sans,
        accent=style.accent.removeprefix("#").upper(),
        second=style.second.removeprefix("#").upper(),
        language=language,
    ).encode()


def _standard_parts(style: HouseStyle, styles: bytes) -> dict[str, bytes]:
    parts = unpack(default_reference())
    fonts = parse(parts[_FONTS])
    for family in (style.serif, style.sans):
        font = add(fonts, "font", name=family)
        if family in _STAND_INS:
            add(font, "altName", val=_STAND_INS[family])
    return parts | {_FONTS: serialise(fonts), _STYLES: styles}


def _with_page(document: bytes) -> bytes:
    """Give a file that describes no page ours."""
    root = parse(document)
    section = _last_section(root)
    if section.find(name("w:pgSz")) is not None and section.find(name("w:pgMar")) is not None:
        return document
    section.clear()
    add(section, "pgSz", **_PAGE)
    add(section, "pgMar", **_MARGINS)
    return serialise(root)


def _last_section(document: Element) -> Element:
    section = document.find(f"{name('w:body')}/{name('w:sectPr')}")
    if section is None:
        raise ValueError("no page is described")
    return section


def _text_widths(document: Element) -> tuple[int, int]:
    """Compute how wide the text is on an upright and on a lying page."""
    section = _last_section(document)
    page, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
    if page is None or margins is None:
        raise ValueError("no page is described")
    short, long = sorted(int(page.get(name(f"w:{side}"), 0)) for side in ("w", "h"))
    beside = sum(int(margins.get(name(f"w:{side}"), 0)) for side in ("left", "right"))
    return short - beside, long - beside


def _style_ids(styles: Element) -> dict[str, str]:
    return {_name(style): style.get(name("w:styleId"), "") for style in styles.iter(name("w:style"))}


def _name(style: Element) -> str:
    named = style.find(name("w:name"))
    return "" if named is None else named.get(name("w:val"), "").lower()


def _with_missing_styles(theirs: bytes, ours: bytes) -> bytes:
    """Add those of our styles whose names a file does not have.

    The file's own text is kept as it stands, since it may use namespaces that we do not know.
    """
    have = _style_ids(parse(theirs))
    wanted = parse(ours)
    our_names = {id: named for named, id in _style_ids(wanted).items()}
    missing = [style for style in wanted.iter(name("w:style")) if _name(style) not in have]
    text = theirs.decode("utf-8-sig")
    added = "".join(as_text(_adopted(style, our_names, have)) for style in missing)
    return re.sub(r"</(\w+:)?styles>\s*$", lambda end: added + end[0], text).encode()


def _adopted(style: Element, our_names: Mapping[str, str], have: Mapping[str, str]) -> Element:
    """Let a style of ours take after theirs: ids by name, no font and no way to write figures."""
    for link in ("basedOn", "next"):
        element = style.find(name(f"w:{link}"))
        if element is not None:
            id = element.get(name("w:val"), "")
            element.set(name("w:val"), have.get(our_names[id], id))
    style.attrib.pop(name("w:default"), None)
    properties = style.find(name("w:rPr"))
    if properties is not None:
        foreign = [each for each in properties if not each.tag.startswith(f"{{{NAMESPACES['w']}}}")]
        for element in [*foreign, *properties.findall(name("w:rFonts"))]:
            properties.remove(element)
    return style
