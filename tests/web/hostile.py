"""Files that somebody might send to do harm, each small in memory: its name, and its bytes."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
)
_RELATIONS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
_SHEET = "xl/worksheets/sheet1.xml"
_ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "0000000000">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Pack parts as a zip."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return sink.getvalue()


def workbook(sheet: str, **others: str) -> bytes:
    """Pack a sheet's XML as a workbook, with other parts in place of the usual ones."""
    parts = {"xl/workbook.xml": _BOOK, "xl/_rels/workbook.xml.rels": _RELATIONS, _SHEET: sheet}
    return packed({**parts, **others})


def cells(*references: str) -> str:
    """Write a sheet with a cell at each reference."""
    made = "".join(f'<c r="{each}" t="inlineStr"><is><t>x</t></is></c>' for each in references)
    return f"<worksheet><sheetData><row>{made}</row></sheetData></worksheet>"


def png(width: int, height: int) -> bytes:
    """Write the head of a picture that says how large it is."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def _locked() -> bytes:
    """Mark the parts of a workbook as encrypted."""
    data = bytearray(workbook(cells("A1")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def _lying() -> bytes:
    """Say of a part that it is smaller than it is."""
    data = bytearray(workbook("0" * 100_000))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


_SCRIPT_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'

HOSTILE: dict[str, tuple[str, bytes]] = {
    "a bomb": ("bomb.xlsx", workbook("0" * 14_000_000)),
    "a bomb beside the sheet": ("bild.xlsx", workbook(cells("A1"), **{"xl/media/1.bin": "0" * 14_000_000})),
    "a zip in a zip": ("zip.xlsx", packed({"inner.zip": packed({"a": b"0" * 1_000_000})})),
    "a part that lies about its size": ("liten.xlsx", _lying()),
    "thousands of parts": ("delar.xlsx", workbook(cells("A1"), **{f"p{n}": "" for n in range(2_100)})),
    "entities of entities in a sheet": ("laugh.xlsx", workbook(f"{_ENTITIES}<worksheet>&i;</worksheet>")),
    "entities of entities in the book": (
        "book.xlsx",
        workbook(cells("A1"), **{"xl/workbook.xml": f"{_ENTITIES}<workbook>&i;</workbook>"}),
    ),
    "a file of ours by an entity": (
        "entity.xlsx",
        workbook('<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><worksheet>&a;</worksheet>'),
    ),
    "a cell at the end of the sheet": ("langt.xlsx", workbook(cells("A1", "XFD1048576"))),
    "a cell beyond every sheet": ("bortom.xlsx", workbook(cells("ZZZZZZ99999999999"))),
    "an encrypted workbook": ("kod.xlsx", _locked()),
    "half a workbook": ("halv.xlsx", workbook(cells("A1"))[:300]),
    "a workbook without sheets": ("tom.xlsx", packed({"xl/workbook.xml": "<workbook/>"})),
    "parts outside the folder": ("utanfor.xlsx", packed({"../../etc/cron.d/x": "* * * * * root true"})),
    "a letter": ("brev.xlsx", packed({"word/document.xml": "<document/>"})),
    "an old workbook": ("gammal.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
    "a PDF": ("blad.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "a huge picture": ("bild.csv", png(100_000, 100_000)),
    "a drawing with a script": ("logo.svg", _SCRIPT_SVG),
    "a page with a script": ("sida.csv", b"<!doctype html><script>alert(1)</script>"),
    "a program": ("program.csv", b"\x7fELF\x02\x01\x01" + b"\x00" * 64),
    "packed text": ("tabell.csv", gzip.compress(b"unit;month;man_years\n")),
    "JSON": ("data.csv", b'{"unit": "HR"}'),
    "formulas": ("formel.csv", b'unit;month\n=cmd|" /C calc"!A0;@SUM(1+1)\n+1;-1\n'),
    "bytes of nothing": ("noll.csv", b"unit;month\x00;man_years\nHR;2017-01;1\n"),
    "two bytes a letter": ("utf16.csv", "unit;month\nHR;1\n".encode("utf-16")),
    "letters of no alphabet": ("tecken.csv", b"\xff\xff\xc0\x80;\xed\xa0\x80\n\xfe;\xfe\n"),
    "a quote that is not closed": ("citat.csv", b'unit;month\n"HR;2017-01\n' + b"x;y\n" * 100),
    "a line without end": ("rad.csv", b"x" * 2_500_000),
    "a very wide table": ("bred.csv", b";".join([b"x"] * 20_000) + b"\n"),
    "nothing at all": ("tom.csv", b""),
    "blanks": ("blank.csv", b" \n\t\n;;;\n"),
    "a name that climbs": ("../../../etc/passwd", b"root:x:0:0\n"),
    "a name that is markup": ("<script>alert(1)</script>.csv", b"x;y\n1;2\n"),
    "a name that never ends": ("x" * 300 + ".csv", b"x;y\n1;2\n"),
    "a name with a line in it": ("a\r\nSet-Cookie: b.csv", b"x;y\n1;2\n"),
    "a broken ledger": ("trasig.se", b'#FLAGGA 0\n#VER A 1 20170101 "x"\n{\n#TRANS\x00 1 {} a\n'),
}
"""What it is -> its file's name, and its bytes."""
