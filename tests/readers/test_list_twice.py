"""The fast way against the exact way, row by row; and no bytes make either of them raise."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hjulet.domain.column_map import Answers, ColumnMap, ListKind
from hjulet.readers.lists import csv_table, look
from tests.readers.list_texts import LIST, MAP, TWO_SIDES, answers, mapped, take, typed, workbook

AMOUNTS = st.one_of(
    st.integers(-(10**14), 10**14).map(lambda ore: f"{ore // 100},{ore % 100:02d}"),
    st.from_regex(r"[-+(\u2212\u2013]?[0-9 \u00a0\u202f]{0,8}[.,]?[0-9]{0,3}[-)]?", fullmatch=True),
    st.sampled_from(
        ["", "NaN", "#REF!", "1.2.3", "1e5", "-", "0", "-0", "1 234,50", "1\u202f234", "12 34", "٣"]
    ),
)
DAYS = st.one_of(
    st.dates().map(str),
    st.sampled_from(
        [
            "",
            "2017-02-29",
            "2016-02-29",
            "20170101",
            "2017/01/01",
            "42750",
            "2017-1-1",
            "0000-01-01",
            "2017-01-01 10:00",
        ]
    ),
)
MONTHS = st.sampled_from(["201701", "2017-13", "201714", "2017-01-01", "", "1701", "2017/02"])
CODES = st.one_of(
    st.from_regex(r"[0-9A-Za-zÅÄÖåäö]{0,4}", fullmatch=True),
    st.sampled_from(
        [
            "-5",
            "NaN",
            "nan",
            "1e5",
            "E5",
            "5.0",
            "5,0",
            "013000",
            "A 1",
            "#N/A",
            "=1",
            "ö\u0308",
            "Summa",
            "x" * 61,
        ]
    ),
)
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["Summa", "Totalt", '"', 'a"b', '"a"', '"a', 'a""b', "a;b", '"a;b"', '"a\nb"', "\ufeff", "a\u0308"]
    ),
)
ROWS = st.tuples(CODES, CODES, DAYS, MONTHS, CODES, CODES, CODES, CODES, AMOUNTS, TEXTS).map(";".join)
CLEAN = st.sampled_from(LIST.splitlines())
LINES = st.lists(st.one_of(ROWS, CLEAN, CLEAN, st.sampled_from(["", ";;;;;;;;;", ";;;;;;;;0;"])), max_size=8)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ANSWERS = st.builds(Answers, skip_extra_rows=st.booleans(), serial_dates=st.booleans())

FUZZ = settings(max_examples=20)


def said(data: bytes, columns: ColumnMap, *, exactly: bool) -> Any:
    content, rows = take(data, columns=columns, exactly=exactly)
    return content.facts, rows


@FUZZ
@given(lines=LINES, end=ENDS, answered=ANSWERS)
@example(
    lines=[*LIST.splitlines()[1:], 'A;1;2017-01-15;201701;50110;"a;b";;;5;'], end="\n", answered=Answers()
)
@example(lines=["A;1;2017-01-15;201701;50110;;;;5;x\ty"], end="\r\n", answered=Answers())
def test_the_fast_way_says_what_the_exact_way_says(lines: list[str], end: str, answered: Answers) -> None:
    data = end.join((LIST.splitlines()[0], *lines)).encode("utf-8", "surrogatepass")
    columns = ColumnMap(kind=ListKind.VOUCHERS, columns=MAP.columns, answers=answered)
    assert said(data, columns, exactly=False) == said(data, columns, exactly=True)


@FUZZ
@given(pairs=st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=6))
def test_debit_and_credit_too(pairs: list[tuple[str, str]]) -> None:
    rows = (f"1;2017-01-15;50110;013000;{debit};{credit};" for debit, credit in pairs)
    data = "\n".join((TWO_SIDES.splitlines()[0], *rows)).encode()
    columns = mapped(TWO_SIDES)
    assert said(data, columns, exactly=False) == said(data, columns, exactly=True)


@FUZZ
@given(lines=LINES, piece=st.integers(1, 200))
def test_where_a_piece_ends_makes_no_difference(lines: list[str], piece: int) -> None:
    data = "\n".join((LIST.splitlines()[0], *lines)).encode("utf-8", "surrogatepass")
    whole = said(data, MAP, exactly=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_table, "PIECE", piece)
        assert said(data, MAP, exactly=False) == whole


@FUZZ
@given(data=st.binary(max_size=400))
@example(data=b"\xef\xbb\xbf")
@example(data=b'"')
@example(data=b"Konto;Belopp\n\xc3")
def test_no_bytes_make_the_csv_reader_raise(data: bytes) -> None:
    for whole in (data, LIST.encode() + data, data + LIST.encode()):
        look(whole, file="x.csv").proposal()
        content, rows = take(whole)
        assert content.facts.accepted or content.facts.problems
        assert content.facts.counts.rows == len(rows)


BOOK = workbook(typed(LIST))


@FUZZ
@given(st.data())
def test_no_workbook_makes_the_reader_raise(data: st.DataObject) -> None:
    """Change bytes within the parts of a workbook, so that the zip itself stays whole, and of the zip too."""
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(BOOK) - 1))
        book = BOOK[:at] + data.draw(st.binary(max_size=3)) + BOOK[at + 1 :]
    else:
        book = _repacked(data)
    content, rows = take(book)
    assert content.facts.counts.rows == len(rows)
    look(book, file="x.xlsx").proposal()


def _repacked(data: st.DataObject) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(("sheet1.xml", "workbook.xml", "sharedStrings.xml", "styles.xml")):
                at = data.draw(st.integers(0, len(content) - 1))
                put = data.draw(
                    st.one_of(st.binary(max_size=3), st.sampled_from([b' t="e"', b"<f>1</f>", b"<!--"]))
                )
                content = content[:at] + put + content[at + data.draw(st.integers(0, 2)) :]
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["opening", "closing"])
@FUZZ
@given(cells=st.lists(st.tuples(CODES, CODES, AMOUNTS), max_size=5))
def test_no_cells_make_the_reader_of_balances_raise(name: str, cells: list[tuple[str, str, str]]) -> None:
    columns = ColumnMap(
        kind=ListKind.BALANCES, columns={"account": "Konto", "project": "Projekt", name: "Saldo"}
    )
    text = "\n".join(("Konto;Projekt;Saldo", *(";".join(row) for row in cells)))
    content, _ = take(text.encode("utf-8", "surrogatepass"), columns=answers(columns), year=2017)
    assert content.facts.counts.balances == content.balances.num_rows
