"""The fast way reads what the exact one reads: rows, facts, problems and hash, also where files are odd."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_sie import ODD, differences, run
from hjulet.readers.sie4.fast import LINES, understand_vouchers
from hjulet.readers.sie4.fast_lines import ROW_PATTERN
from tests.readers.sie_texts import EXPORT, read

HEAD = EXPORT[: EXPORT.index("#VER")]
ROW = '#TRANS 1910 {1 "0100"} -5.00 20170115 "Kontant, å" 2 EA'
HEADER = '#VER A 1 20170115 "Avgifter" 20170116 EA'


def book(header: str, *rows: str) -> bytes:
    """Write a file of one voucher."""
    return (HEAD + "\n".join((header, "{", *rows, "}", ""))).encode()


def understood(header: str, *rows: str) -> int:
    """Count the rows that the fast way takes."""
    texts = [header, "{", *rows, "}"]
    lines = pl.DataFrame({"line": range(1, len(texts) + 1), "text": texts}, schema=LINES)
    return understand_vouchers(lines, last=True).rows.height


@pytest.mark.parametrize(
    "row",
    [
        "#TRANS 1910 {} -5",
        "#TRANS 1910 {} 0.5",
        '#TRANS "1910" {"1" "0100" 20 130} 12345.67 "" "" "" ""',
        '#TRANS 1910 {1 "0100"} -5 "20170115" "med { klammer }" 2.5',
        "#TRANS\t1910\t{ 1  0100 }\t-5\t20170115\tKontant",
        '#TRANS 01910 {7 "x"} -0',
    ],
)
def test_what_is_plain_goes_the_fast_way(row: str) -> None:
    assert understood(HEADER, row) == 1
    assert differences(book(HEADER, row), file="x.se")[0] == []


@pytest.mark.parametrize(
    "row",
    [
        r'#TRANS 1910 {} 5 "" "han sa \"ja\""',
        '#TRANS 1910 {} 5 "" "ej slut',
        '#TRANS 1910 {} 5 "" "text"bredvid',
        "#TRANS 1910 {1} 5",
        "#TRANS 1910 {1 a 1 b} 5",
        '#TRANS 1910 {"" a} 5',
        '#TRANS 1910 {""} 5',
        '#TRANS 1910 {1 "a b"} 5',
        "#TRANS 1910 {1 0100 5",
        "#TRANS 1910 5",
        '#TRANS "" {} 5',
        "#TRANS 1910 {} 5,00",
        "#TRANS 1910 {} 5.000",
        "#TRANS 1910 {} +5",
        "#TRANS 1910 {} 5 20170229",
        "#TRANS 1910 {} 5 20171",
        "#trans 1910 {} 5",
        "#BTRANS 1910 {} 5",
        '#TRANS 1910 {} 5 "" t 2 EA mer',
    ],
)
def test_what_is_odd_is_left_to_the_exact_way_with_its_whole_voucher(row: str) -> None:
    assert understood(HEADER, ROW, row) == 0
    assert differences(book(HEADER, ROW, row), file="x.se")[0] == []


@pytest.mark.parametrize("header", ["#VER A 1 20170230", "#VER A x 20170115", "#ver A 1 20170115", "#VER A"])
def test_an_odd_header_leaves_its_voucher_too(header: str) -> None:
    assert understood(header, ROW) == 0
    assert differences(book(header, ROW), file="x.se")[0] == []


WORDS = st.sampled_from([*ODD, "5010", "100.00", "-0.50", '"Löner"', '1 "0100"', "{}", "20170115"])


@settings(max_examples=60)
@given(st.lists(st.lists(WORDS, max_size=9), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_words_on_any_lines_are_read_alike(lines: list[list[str]], line_end: str) -> None:
    written = (f"#TRANS {' '.join(line)}" for line in lines)
    text = HEAD + "\n".join((HEADER, "{", ROW, *written, "}", HEADER, "{", ROW, "}"))
    found, _ = differences(text.replace("\n", line_end).encode("utf-8"), file="x.se", piece_bytes=400)
    assert found == []


def test_the_real_files_are_read_alike(shared_data: Callable[[str], Path]) -> None:
    for path in sorted(shared_data("sie").glob("*.[sS]*")):
        assert differences(path.read_bytes(), file=path.name, piece_bytes=10_000)[0] == [], path.name


def test_spoiled_files_are_read_alike() -> None:
    """A short run; ``python -m benchmarks.fuzz_sie --inputs 20000`` is the long one."""
    tally = run(60, seed=17)
    assert tally.disagreements == []
    assert tally.refused > 10


@pytest.mark.parametrize(
    ("sound", "broken", "row"),
    [
        ("(?P<amount_written>-?", "-?(?P<amount_written>", "#TRANS 1910 {} -5"),
        (r'"[^"\\]*"', r'"[^\\]*"', '#TRANS 1910 {} 5 "" "Kontant" 2 "EA"'),
        (r'"[^"\\]*"', r'"[^"]*"', '#TRANS 1910 {} 5 "" "a\\" "b"'),
        ("[1-9][0-9]{7}", "[0-9]{7,8}", "#TRANS 1910 {} 5 2017115"),
    ],
    ids=["the sign", "a text that swallows the next", "an escaped quote", "a day of seven digits"],
)
def test_a_broken_gate_is_seen(sound: str, broken: str, row: str) -> None:
    """The positive control: with each of these faults the two ways disagree about one row."""
    assert sound in ROW_PATTERN
    understand = partial(understand_vouchers, row_pattern=ROW_PATTERN.replace(sound, broken))
    assert differences(book(HEADER, row), file="x.se")[0] == []
    assert differences(book(HEADER, row), file="x.se", understand=understand)[0] != []


def test_the_fuzzer_sees_a_broken_gate() -> None:
    sound, broken = "(?P<amount_written>-?", "-?(?P<amount_written>"
    understand = partial(understand_vouchers, row_pattern=ROW_PATTERN.replace(sound, broken))
    assert run(10, seed=17, understand=understand).disagreements != []


def test_a_year_before_its_time_is_found_after_the_vouchers() -> None:
    """#RAR and balances after the vouchers: a piece at a time, they are looked for ahead."""
    year = "#RAR 0 20170101 20171231\n"
    late = EXPORT.replace(year, "").replace("A 1 20170115", "A 1 20160115") + year
    assert differences(late.encode(), file="x.se", piece_bytes=600)[0] == []
    assert "date-outside-year" in {one.code for one in read(late).facts.problems}
