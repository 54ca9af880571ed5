"""A small municipality's voucher list, as its system writes it, and the ways to write and to spoil it."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import xlsxwriter

from hjulet.domain.column_map import Answers, ColumnMap, propose_map
from hjulet.readers.ledger_content import LedgerContent
from hjulet.readers.lists import read_list

LIST = """\
Serie;Ver.nr;Bokföringsdatum;Period;Konto;Konto (T);Ansvar;Verksamhet;Belopp;Text
A;1;2017-01-15;201701;50110;Löner;013000;130;1 100,00;Januari
A;1;2017-01-15;201701;19100;Kassa;;;-1 100,00;
A;2;2017-12-31;201713;30100;Avgifter;013000;130;-30,50;Bokslut
A;2;2017-12-31;201713;19100;Kassa;;;30,50;
"""

TWO_SIDES = """\
Ver.nr;Datum;Konto;Ansvar;Debet;Kredit;Text
1;2017-01-15;50110;013000;1100,00;;Januari
1;2017-01-15;19100;;;1100,00;
2;2017-02-15;50110;013000;200,00;;Februari
2;2017-02-15;19100;;;200,00;
"""

BALANCES = """\
Konto;Kontonamn;Ansvar;IB;UB
19100;Kassa;;500,00;350,00
20100;Eget kapital;;-500,00;-500,00
12000;Fordran;013000;10,00;
"""


def heads(text: str) -> list[str]:
    return text.splitlines()[0].split(";")


MAP = propose_map(heads(LIST))


def mapped(text: str, **answers: Any) -> ColumnMap:
    """Propose a map for a text's heads and answer its questions."""
    return replace(propose_map(heads(text)), answers=Answers(**answers))


def take(
    source: str | bytes, *, columns: ColumnMap = MAP, year: int = 0, exactly: bool = False
) -> tuple[LedgerContent, list[dict[str, Any]]]:
    """Read a list; give what was read and its rows."""
    rows: list[pa.Table] = []
    data = source.encode() if isinstance(source, str) else source
    content = read_list(data, file="lista", columns=columns, year=year, into=rows.append, exactly=exactly)
    return content, [row for table in rows for row in table.to_pylist()]


def found(content: LedgerContent) -> list[tuple[str, int | str | None]]:
    """Give each problem's code and place: the cell, else the line."""
    return [(one.code, one.place.cell or one.place.line) for one in content.facts.problems]


def spoilt(old: str, new: str, *, text: str = LIST) -> str:
    """Change a text once; what is to be changed must be there."""
    assert old in text, old
    return text.replace(old, new, 1)


def workbook(*sheets: Callable[[Any, Any], None]) -> bytes:
    """Make a workbook with a sheet for each writer."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for number, write in enumerate(sheets, 1):
            write(book, book.add_worksheet(f"Blad{number}"))
    return stream.getvalue()


def typed(text: str, *, numbers: tuple[str, ...] = ("Ver.nr", "Konto", "Belopp"), at: int = 0) -> Any:
    """Give a writer of a text as a person types it: numbers as numbers, days as days."""

    def write(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        lines = [line.split(";") for line in text.splitlines()]
        for line, cells in enumerate(lines, at):
            for place, cell in enumerate(cells):
                head = lines[0][place]
                if line > at and head == "Bokföringsdatum":
                    sheet.write_datetime(line, place, date.fromisoformat(cell), day)
                elif line > at and head in numbers and cell:
                    sheet.write_number(line, place, float(cell.replace(" ", "").replace(",", ".")))
                elif cell:
                    sheet.write_string(line, place, cell)

    return write


def answers(columns: ColumnMap, **given: Any) -> ColumnMap:
    """Answer a map's questions."""
    return replace(columns, answers=Answers(**given))


def plainly(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Give a row's main values."""
    return (row["voucher"], row["row"], row["month"], row["period"], row["account"], str(row["amount"]))
