"""The same content has the same hash, however it is written; and bytes of any kind are read or refused."""

import random
import unicodedata
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.readers.sie4 import read_sie
from tests.readers.sie_texts import EXPORT, IMPORT, facts, read, spoiled

CONTENT = facts(EXPORT).content
HEAD, *VOUCHERS = EXPORT.split("#VER ")


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n\n", " \n", "\t\n"])
def test_line_ends_make_no_difference(line_end: str) -> None:
    assert facts(EXPORT.replace("\n", line_end)).content == CONTENT


@pytest.mark.parametrize("encoding", ["cp437", "latin-1", "utf-8", "utf-8-sig"])
def test_the_encoding_makes_no_difference(encoding: str) -> None:
    file = facts(EXPORT.encode(encoding))
    assert file.encoding == encoding.removesuffix("-sig")
    assert (file.content, file.company) == (CONTENT, "Södertälje kommun")


def test_decomposed_letters_make_no_difference() -> None:
    assert facts(unicodedata.normalize("NFD", EXPORT).encode("utf-8")).content == CONTENT


@given(st.permutations(VOUCHERS), st.sampled_from([" ", "  ", "\t"]))
def test_order_of_vouchers_and_blanks_make_no_difference(vouchers: list[str], blank: str) -> None:
    text = "#VER ".join((HEAD, *vouchers))
    spaced = "\n".join(
        line.replace(" {", f"{blank}{{").replace("} ", f"}}{blank}") for line in text.split("\n")
    )
    assert facts(spaced).content == CONTENT


@pytest.mark.parametrize(
    "change",
    [
        ("#FLAGGA 0", "#FLAGGA 1"),
        ("#GEN 20180110", "#GEN 20180111 EA"),
        ('"Ekonomi" 1.0', '"Ekonomi" 2.0'),
        ("#PROGRAM", "#KSUMMA\n#PROGRAM"),
        ("#DIM 1", "#EGEN 7\n#DIM 1"),
        ("250.00\n", "250\n"),
        ("{} 250.00\n", '{} +250.0 "" "" ""\n'),
        ('"Kassa"', "Kassa"),
        ("#KONTO 1910", "#konto 1910"),
        ('#KONTO 1910 "Kassa"\n#KTYP 1910 T\n', '#KTYP 1910 T\n#KONTO 1910 "Kassa"\n'),
    ],
)
def test_what_says_the_same_has_the_same_hash(change: tuple[str, str]) -> None:
    assert facts(spoiled(EXPORT, change)).content == CONTENT


@pytest.mark.parametrize(
    "change",
    [
        ("250.00\n", "250.01\n"),
        ("A 2 2017", "A 3 2017"),
        ("20170115", "20170116"),
        ('"Januari"', '"Februari"'),
        ("#TRANS 1910", "#BTRANS 1910"),
        ('1 "0100"', '6 "0100"'),
        ("#IB 0 1910 500.00", "#IB 0 1910 501.00"),
        ("#FNAMN", "#PROSA Ny\n#FNAMN"),
    ],
)
def test_what_says_something_else_has_another_hash(change: tuple[str, str]) -> None:
    assert facts(spoiled(EXPORT, change)).content != CONTENT


def test_a_row_in_another_voucher_is_another_content() -> None:
    moved = spoiled(
        IMPORT,
        ("#TRANS 5010 {} 400\n#TRANS 1910 {} -400\n", "#TRANS 5010 {} 100\n#TRANS 1910 {} -100\n"),
        (
            'tillägg"\n{\n#TRANS 5010 {} 100\n#TRANS 1910 {} -100\n',
            'tillägg"\n{\n#TRANS 5010 {} 400\n#TRANS 1910 {} -400\n',
        ),
    )
    assert facts(moved, file="lon.si").content != facts(IMPORT, file="lon.si").content


def test_the_checksum_of_the_formats_own_rule() -> None:
    text = '#FLAGGA 0\n#KSUMMA\n#KONTO 1915 "Kassa"\n#KSUMMA 2572269844\n'
    checksum = facts(text).checksum
    assert checksum is not None
    assert (checksum.stated, checksum.computed, checksum.ok) == (2572269844, 2572269844, True)


def test_the_checksum_leaves_out_blanks_quotes_and_braces() -> None:
    rows = '#VER A 1 20170115 "Säg \\"ja\\""\n{\n#TRANS\t1910 {1 "A"} -5.00\n}\n'
    computed = zlib.crc32('#VERA120170115Säg "ja"#TRANS19101A-5.00'.encode("cp437"))
    signed = computed - 2**32
    for stated in (computed, signed):
        checksum = facts(f"#FLAGGA 0\n#KSUMMA\n{rows}#KSUMMA {stated}\n").checksum
        assert checksum is not None
        assert (checksum.computed, checksum.ok) == (computed, True)


def test_a_file_without_checksum_has_none() -> None:
    assert facts(EXPORT).checksum is None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert not read_sie(data, file="x.se").facts.accepted


@given(st.randoms(use_true_random=False), st.integers(1, 8), st.booleans())
def test_a_damaged_file_is_read_or_refused(chance: random.Random, count: int, cut: bool) -> None:
    data = bytearray(EXPORT.encode("cp437"))
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.choice(b'"{}#\\ \t\r\n\x00\x1a\x8f\xe5-.,9A')
    end = chance.randrange(len(data)) if cut else len(data)
    content = read(bytes(data[:end]))
    judged = {problem.code for problem in content.facts.problems}
    assert content.rows.num_rows == content.facts.counts.rows or "not-sie" in judged


@given(st.integers(1, len(EXPORT) - 3))
def test_a_file_cut_inside_its_vouchers_is_never_taken_for_whole(length: int) -> None:
    inside = EXPORT[:length].count("\n{") > EXPORT[:length].count("\n}")
    if inside:
        assert not facts(EXPORT[:length]).accepted
