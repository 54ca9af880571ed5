"""The house style: a folder in, a style or all its faults out."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from hjulet.documents.fonts import FONTS, font_folders
from hjulet.documents.house import STANDARD, HouseStyle
from hjulet.documents.house_folder import load_house_style
from hjulet.documents.house_logo import MAX_BYTES
from hjulet.documents.word.package import pack, unpack
from hjulet.documents.word.pandoc import default_reference
from hjulet.texts.problems import sentence

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#123"/></svg>'
LOGO = 'logo = "logo.svg"\nlogo_alt = "Kommunens vapen"\n'

Make = Callable[..., Path]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 2, height: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x10\x20\x30" * 2) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.fixture
def house(tmp_path: Path) -> Make:
    """Make the folder of a house style."""

    def make(said: str, **files: bytes) -> Path:
        (tmp_path / "house.toml").write_text(said, encoding="utf-8")
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_bytes(content)
        return tmp_path

    return make


def codes(folder: Path) -> list[str]:
    loaded = load_house_style(folder)
    assert not isinstance(loaded, HouseStyle)
    assert all(sentence(problem, language="sv") for problem in loaded)
    return [problem.code for problem in loaded]


def test_a_whole_style_is_read(house: Make) -> None:
    said = 'accent = "#003A5D"\nsecond = "#8c3b00"\nserif = "DejaVu Serif"\nsans = "DejaVu Sans"\n' + LOGO
    loaded = load_house_style(house(said, logo_svg=SVG.encode(), reference_docx=default_reference()))
    assert isinstance(loaded, HouseStyle)
    assert (loaded.accent, loaded.second) == ("#003a5d", "#8c3b00")
    assert (loaded.serif, loaded.sans) == ("DejaVu Serif", "DejaVu Sans")
    assert (loaded.logo_format, loaded.logo_alt) == ("svg", "Kommunens vapen")
    assert loaded.reference_docx is not None


def test_what_is_left_out_is_standard(house: Make) -> None:
    assert load_house_style(house("")) == STANDARD


def test_a_png_is_a_logo(house: Make) -> None:
    loaded = load_house_style(house('logo = "logo.png"\nlogo_alt = "Vapen"', logo_png=png()))
    assert isinstance(loaded, HouseStyle)
    assert loaded.logo_format == "png"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("accent = ", "house-unreadable"),
        ('colour = "#003a5d"', "house-unknown-key"),
        ("accent = 3", "house-not-text"),
        ('accent = "blå"', "house-bad-colour"),
        ('accent = "#fff"', "house-bad-colour"),
        ('second = "#f0a25a"', "house-low-contrast"),
        ('sans = "Comic Sans MS"', "house-unknown-font"),
        ('logo = "saknas.svg"\nlogo_alt = "Vapen"', "house-no-logo"),
        ('logo = "../logo.svg"\nlogo_alt = "Vapen"', "house-no-logo"),
        ('logo = "logo.svg"', "house-logo-without-alt"),
        ('logo = "logo.svg"\nlogo_alt = " "', "house-logo-without-alt"),
    ],
)
def test_a_fault_is_found(house: Make, said: str, code: str) -> None:
    assert codes(house(said, logo_svg=SVG.encode())) == [code]


def test_all_faults_are_told_at_once(house: Make) -> None:
    said = 'accent = "röd"\nsecond = "#ffffff"\nserif = "Papyrus"\nlogo = "x.svg"\nfont = "y"'
    assert sorted(codes(house(said))) == [
        "house-bad-colour",
        "house-low-contrast",
        "house-no-logo",
        "house-unknown-font",
        "house-unknown-key",
    ]


def test_a_font_that_is_known_but_absent_names_its_package(house: Make) -> None:
    absent = next((family for family, font in FONTS.items() if not font.is_installed), None)
    if absent is None:
        pytest.skip("every known font is installed")
    loaded = load_house_style(house(f'sans = "{absent}"'))
    assert not isinstance(loaded, HouseStyle)
    assert FONTS[absent].package in sentence(loaded[0], language="sv")


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        ("<svg><script>alert(1)</script></svg>", "house-logo-unsafe"),
        ('<svg onload="alert(1)"/>', "house-logo-unsafe"),
        ('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>', "house-logo-unsafe"),
        ('<svg><use href="https://example.se/a.svg#b"/></svg>', "house-logo-unsafe"),
        ('<svg><image href="data:image/png;base64,AA"/></svg>', "house-logo-unsafe"),
        ('<svg><path style="fill:url(https://example.se/x)"/></svg>', "house-logo-unsafe"),
        (
            SVG.replace("<path", "<style>@import 'https://example.se/x.css';</style><path"),
            "house-logo-unsafe",
        ),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "house-logo-unsafe"),
        ('<?xml-stylesheet href="x.css"?><svg/>', "house-logo-unsafe"),
        ("<svg><path></svg>", "house-logo-not-image"),
        (SVG.replace(' xmlns="http://www.w3.org/2000/svg"', ""), "house-logo-not-image"),
        (SVG.replace("2000/svg", "1999/xhtml"), "house-logo-not-image"),
        (SVG.replace("<path", '<use xlink:href="#a"/><path'), "house-logo-not-image"),
        (SVG.replace('viewBox="0 0 9 9"', ""), "house-logo-no-size"),
        (SVG.replace("viewBox", 'width="4em" viewBox'), "house-logo-no-size"),
        (SVG.replace("0 0 9 9", "0 0 9 0"), "house-logo-no-size"),
        (SVG.replace("0 0 9 9", "0 0 9 901"), "house-logo-no-size"),
        (SVG.replace("0 0 9 9", "0 0 9 nan"), "house-logo-no-size"),
        (SVG.replace("0 0 9 9", "0 0 9 1e9"), "house-logo-no-size"),
        (SVG.replace("viewBox", 'width="4001" height="900" viewBox'), "house-logo-too-large"),
        (SVG.replace("viewBox", 'width="900" height="2000mm" viewBox'), "house-logo-too-large"),
        ("<html/>", "house-logo-not-image"),
        ("", "house-logo-not-image"),
        ("GIF89a", "house-logo-not-image"),
        (SVG.replace("h9", "h9" * MAX_BYTES), "house-logo-too-large"),
    ],
)
def test_a_logo_that_no_document_holds(house: Make, drawing: str, code: str) -> None:
    assert codes(house(LOGO, logo_svg=drawing.encode())) == [code]


@pytest.mark.parametrize(
    "drawing",
    [
        SVG,
        f'<?xml version="1.0" encoding="UTF-8"?>{SVG}',
        f"\ufeff{SVG}",
        SVG.replace("viewBox", 'width="40mm" height="100%" viewBox'),
        SVG.replace('viewBox="0 0 9 9"', 'width="4000" height="3.5cm"'),
        SVG.replace("0 0 9 9", "-500, -500, 9000, 9000"),
        SVG.replace("<path", '<defs><g id="a"/></defs><use href="#a"/><path stroke="url(#b)"'),
    ],
)
def test_a_plain_drawing_is_let_in(house: Make, drawing: str) -> None:
    assert isinstance(load_house_style(house(LOGO, logo_svg=drawing.encode())), HouseStyle)


def test_a_drawing_that_is_not_in_utf_8(house: Make) -> None:
    """Expat reads it; what draws it does not."""
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{SVG}'.encode("utf-16")
    assert codes(house(LOGO, logo_svg=wide)) == ["house-logo-not-image"]


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (png()[:-6], "house-logo-not-image"),
        (png().replace(b"IDAT", b"IDAX"), "house-logo-not-image"),
        (png(width=0), "house-logo-not-image"),
        (png(width=9000), "house-logo-too-large"),
    ],
)
def test_a_png_that_is_damaged_or_vast(house: Make, image: bytes, code: str) -> None:
    assert codes(house('logo = "logo.png"\nlogo_alt = "Vapen"', logo_png=image)) == [code]


def docx(**changed: bytes) -> bytes:
    """Give pandoc's reference file with some of its parts written over."""
    parts = unpack(default_reference())
    return pack(parts | {f"word/{name}.xml": content for name, content in changed.items()})


@pytest.mark.parametrize(
    "content",
    [
        b"PK",
        b"not Word",
        docx(document=b"garbage"),
        docx(document=b"<w/>"),
        docx(styles=b"<styles><style></styles>"),
        docx(styles=b"<w/>"),
        docx(styles="<styles/>".encode("utf-16")),
        docx().replace(b"\x08\x00", b"\x63\x00"),  # packed in a way that nobody reads
    ],
)
def test_a_reference_that_is_not_word(house: Make, content: bytes) -> None:
    assert codes(house("", reference_docx=content)) == ["house-bad-reference"]


def test_folders_of_fonts_are_named_once() -> None:
    assert len(font_folders("DejaVu Sans", "DejaVu Serif")) <= 1


@pytest.mark.parametrize(
    ("said", "reached", "nearest"),
    [
        ('accent = "#ffd700"', "1,29", "#836f00"),
        ('accent_dark = "#0b5a83"', "2,13", "#1290d2"),
    ],
)
def test_a_colour_that_cannot_be_read_is_told_what_it_reached_and_what_is_near(
    house: Make, said: str, reached: str, nearest: str
) -> None:
    loaded = load_house_style(house(said))
    assert not isinstance(loaded, HouseStyle)
    told = sentence(loaded[0], language="sv")
    assert f"har kontrasten {reached}:1" in told
    assert told.endswith(f"är {nearest}.")
    key = said.split(" ", maxsplit=1)[0]
    assert isinstance(load_house_style(house(f'{key} = "{nearest}"')), HouseStyle)


def test_a_name_that_does_not_fit_is_refused(house: Make) -> None:
    assert codes(house(f'name = "{"k" * 61}"')) == ["house-long-name"]
