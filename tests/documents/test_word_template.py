"""A municipality's own Word file: its styles, page and head take over, and what it lacks is added."""

import re
import struct
from dataclasses import replace
from datetime import date

import pytest

from hjulet.documents.house import STANDARD
from hjulet.documents.house_logo import logo_fault
from hjulet.documents.word import render_word
from hjulet.documents.word.package import pack, unpack
from hjulet.documents.word.pandoc import default_reference
from tests.documents.sample import figure_labels, sample_report
from tests.documents.word_file import (
    NAMES,
    body,
    name,
    paragraphs,
    part,
    part_text,
    style,
    style_of,
    table,
    value,
    with_parts,
    words,
)

W = NAMES["w"]
STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15">
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Gill Sans"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Brdtext">
<w:name w:val="Body Text"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="7A003C"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Beskrivning">
<w:name w:val="caption"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Sidfot"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>
</w:styles>
"""
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="{W}" xmlns:r="{NAMES["r"]}"><w:body><w:p><w:r><w:t>Exempel</w:t></w:r></w:p>
<w:sectPr><w:headerReference w:type="default" r:id="rId99"/><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"
 w:header="708" w:footer="708" w:gutter="0"/>
</w:sectPr></w:body></w:document>
"""
HEAD = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>Södertälje kommun</w:t></w:r></w:p></w:hdr>'
RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{NAMES["r"]}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{NAMES["r"]}/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{NAMES["r"]}/numbering" Target="numbering.xml"/>
<Relationship Id="rId4" Type="{NAMES["r"]}/fontTable" Target="fontTable.xml"/>
<Relationship Id="rId5" Type="{NAMES["r"]}/theme" Target="theme/theme1.xml"/>
<Relationship Id="rId99" Type="{NAMES["r"]}/header" Target="header1.xml"/>
</Relationships>
"""


def template() -> bytes:
    """Make the file that a municipality with a Swedish Word would have."""
    types = part_text(default_reference(), "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/word/header1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>',
    )
    changed = {
        "word/styles.xml": STYLES,
        "word/document.xml": DOCUMENT,
        "word/header1.xml": HEAD,
        "word/_rels/document.xml.rels": RELATIONS,
        "[Content_Types].xml": types,
    }
    return with_parts(default_reference(), {path: text.encode() for path, text in changed.items()})


@pytest.fixture(scope="module")
def rendered() -> bytes:
    report = sample_report()
    theirs = replace(STANDARD, reference_docx=template(), logo=b"<svg/>", logo_alt="ett vapen")
    return render_word(report, stamp=None, date=date(2018, 4, 6), labels=figure_labels(report), style=theirs)


def test_its_styles_are_found_by_name_and_kept(rendered: bytes) -> None:
    text = body(rendered)
    assert paragraphs(text, "Rubrik") == ["Årsrapport 2017"]
    assert paragraphs(text, "Rubrik1") == ["Ekonomi", "Driftredovisning"]
    assert "Resultaträkning" in paragraphs(text, "Beskrivning")
    assert len(paragraphs(text, "Brdtext")) == 3
    colour = style(rendered, "Rubrik1").find("w:rPr/w:color", NAMES)
    assert colour is not None
    assert value(colour) == "7A003C"


def test_every_style_that_is_used_exists(rendered: bytes) -> None:
    styles = {one.get(name("w:styleId")) for one in part(rendered, "word/styles.xml").iter(name("w:style"))}
    places = ("word/document.xml", "word/footnotes.xml", "word/head.xml", "word/foot.xml")
    used = {
        value(one)
        for place in places
        for kind in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for one in part(rendered, place).iter(name(kind))
    }
    assert len(used) > 15
    assert used <= styles


def test_what_it_lacks_is_added_in_its_own_font(rendered: bytes) -> None:
    added = style(rendered, "TableText")
    assert added.find("w:rPr/w:sz", NAMES) is not None
    assert added.find("w:rPr/w:rFonts", NAMES) is None
    based = style(rendered, "ListBullet").find("w:basedOn", NAMES)
    assert based is not None
    assert value(based) == "Brdtext"
    named = [one.get(name("w:styleId")) for one in part(rendered, "word/styles.xml").iter(name("w:style"))]
    assert len(named) == len(set(named))


def test_its_page_and_its_head_hold_on_every_page(rendered: bytes) -> None:
    widths = [
        int(one.get(name("w:w"), "0")) for one in table(rendered, "Resultaträkning").iter(name("w:gridCol"))
    ]
    assert sum(widths) == 11906 - 2 * 1417
    relations = {one.get("Id"): one.get("Target") for one in part(rendered, "word/_rels/document.xml.rels")}
    for section in body(rendered).iter(name("w:sectPr")):
        head = section.find("w:headerReference", NAMES)
        foot = section.find("w:footerReference", NAMES)
        assert head is not None
        assert foot is not None
        assert words(part(rendered, f"word/{relations[head.get(name('r:id'))]}")) == "Södertälje kommun"
        assert relations[foot.get(name("r:id"))] == "foot.xml"
    assert {style_of(one) for one in part(rendered, "word/foot.xml").iter(name("w:p"))} == {"Sidfot"}


def test_language_is_the_reports(rendered: bytes) -> None:
    language = part(rendered, "word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NAMES)
    assert language is not None
    assert value(language) == "sv-SE"


def test_a_file_without_a_page_gets_ours() -> None:
    theirs = replace(STANDARD, reference_docx=default_reference())
    made = render_word(sample_report(), stamp=None, date=date(2018, 4, 6), style=theirs)
    widths = [
        int(one.get(name("w:w"), "0")) for one in table(made, "Resultaträkning").iter(name("w:gridCol"))
    ]
    assert sum(widths) == 9525


def test_a_logo_stands_on_the_first_page() -> None:
    logo = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30"/></svg>'
    )
    ours = replace(STANDARD, logo=logo, logo_alt="Kommunens vapen")
    made = render_word(sample_report(), stamp=None, date=date(2018, 4, 6), style=ours)
    pictures = [one.find("wp:docPr", NAMES) for one in body(made).iter(name("wp:inline"))]
    assert next(one.get("descr") for one in pictures if one is not None) == "Kommunens vapen"


@pytest.mark.parametrize(
    ("size", "points"),
    [
        ('viewBox="0 0 60 30"', (640, 320)),
        ('viewBox="0 0 90000 45000"', (640, 320)),
        ('width="4000" height="1000"', (640, 160)),
        ('viewBox="0 0 900 90000"', (25, 2560)),
    ],
)
def test_a_logo_is_drawn_as_large_as_it_is_printed(size: str, points: tuple[int, int]) -> None:
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="60" height="30"/></svg>'
    assert logo_fault(logo.encode()) == ""
    ours = replace(STANDARD, logo=logo.encode(), logo_alt="Kommunens vapen")
    made = unpack(render_word(sample_report(), stamp=None, date=date(2018, 4, 6), style=ours))
    pictures = [content for path, content in made.items() if path.endswith(".png")]
    sizes = {struct.unpack(">II", content[16:24]) for content in pictures}
    assert points in sizes


def test_a_file_with_other_heads_on_even_pages_has_the_same_on_all() -> None:
    """Only the default head and foot are written: what is kept of even ones would leave them empty."""
    parts = unpack(default_reference())
    settings = parts["word/settings.xml"].decode()
    said = re.sub(r"(<w:settings[^>]*>)", r"\1<w:evenAndOddHeaders/><w:mirrorMargins/>", settings, count=1)
    theirs = pack(parts | {"word/settings.xml": said.encode()})
    made = render_word(
        sample_report(), stamp=None, date=date(2018, 4, 6), style=replace(STANDARD, reference_docx=theirs)
    )
    kept = part_text(made, "word/settings.xml")
    assert "mirrorMargins" in kept  # the control: what concerns the layout is kept
    assert "evenAndOddHeaders" not in kept
