"""A small municipality's SIE files, written out: the clean ones, and the way to spoil them."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from hjulet.domain.ledger_file import LedgerFile
from hjulet.readers.ledger_content import ROW_SCHEMA
from hjulet.readers.sie4 import read_sie

EXPORT = """\
#FLAGGA 0
#PROGRAM "Ekonomi" 1.0
#FORMAT PC8
#GEN 20180110
#SIETYP 4
#ORGNR 212000-0159
#FNAMN "Södertälje kommun"
#RAR 0 20170101 20171231
#RAR -1 20160101 20161231
#KONTO 1910 "Kassa"
#KTYP 1910 T
#KONTO 2010 "Eget kapital"
#KTYP 2010 S
#KONTO 3010 "Avgifter"
#KTYP 3010 I
#KONTO 5010 "Löner"
#KTYP 5010 K
#DIM 1 "Ansvar"
#DIM 20 "Verksamhet"
#OBJEKT 1 "0100" "Kansli"
#OBJEKT 20 "130" "Kommunledning"
#IB 0 1910 500.00
#IB 0 2010 -500.00
#UB -1 1910 500.00
#UB -1 2010 -500.00
#UB 0 1910 350.00
#UB 0 2010 -500.00
#RES 0 3010 -250.00
#RES 0 5010 400.00
#VER A 1 20170115 "Avgifter"
{
#TRANS 1910 {} 250.00
#TRANS 3010 {1 "0100" 20 "130"} -250.00 20170116 "Januari" 2.5 EA
}
#VER A 2 20170825 "Löner" 20170826 KL
{
#TRANS 5010 {1 "0100" 20 "130"} 400.00
#TRANS 1910 {} -400.00
}
"""

IMPORT = """\
#FLAGGA 0
#PROGRAM "Lön" 1.0
#FORMAT PC8
#GEN 20170901
#SIETYP 4
#ORGNR 212000-0159
#FNAMN "Södertälje kommun"
#RAR 0 20170101 20171231
#VER L 0 20170825 "Löner augusti"
{
#TRANS 5010 {} 400
#TRANS 1910 {} -400
}
#VER L 0 20170825 "Löner augusti, tillägg"
{
#TRANS 5010 {} 100
#TRANS 1910 {} -100
}
"""

BALANCES = """\
#FLAGGA 0
#PROGRAM "Ekonomi" 1.0
#FORMAT PC8
#GEN 20180110
#SIETYP 3
#ORGNR 212000-0159
#FNAMN "Södertälje kommun"
#RAR 0 20170101 20171231
#OMFATTN 20170831
#KONTO 1910 "Kassa"
#DIM 1 "Ansvar"
#OBJEKT 1 "0100" "Kansli"
#IB 0 1910 0.00
#OIB 0 1910 {1 "0100"} 200.00
#PSALDO 0 201708 1910 {} 35.50
#PSALDO 0 201708 1910 {1 "0100"} 12.25 3
"""


def spoiled(text: str, *changes: tuple[str, str]) -> str:
    """Replace parts of a file, once each; a part that is not there is a fault of the test."""
    for old, new in changes:
        assert text.count(old) >= 1, f"the file has no {old!r}"
        text = text.replace(old, new, 1)
    return text


@dataclass(frozen=True)
class Read:
    """All that a file holds, its rows as one table."""

    facts: LedgerFile
    rows: pa.Table
    balances: pa.Table


def read(source: str | bytes | Path, *, file: str = "kommun.se") -> Read:
    """Read a file whole; a text as CP437."""
    chunks: list[pa.Table] = [ROW_SCHEMA.empty_table()]
    data = source.encode("cp437") if isinstance(source, str) else source
    content = read_sie(data, file=file, into=chunks.append)
    return Read(content.facts, pa.concat_tables(chunks), content.balances)


def facts(text: str | bytes, *, file: str = "kommun.se") -> LedgerFile:
    """Read a file's facts."""
    return read(text, file=file).facts


def found(text: str | bytes, *, file: str = "kommun.se") -> list[tuple[str, int | None]]:
    """List a file's problems as code and line."""
    return [(problem.code, problem.place.line) for problem in facts(text, file=file).problems]
