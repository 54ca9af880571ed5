"""The exact tokenizer: a line in, its fields out, and faults that stay on their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.readers.sie4.tokens import Field, tokenize


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("#FLAGGA 0", ("#FLAGGA", "0")),
        ("#FLAGGA\t\t0", ("#FLAGGA", "0")),
        ('#KONTO 1910 "Kassa"', ("#KONTO", "1910", "Kassa")),
        ('#KONTO 1910 "Kassa och bank"', ("#KONTO", "1910", "Kassa och bank")),
        ('#KONTO 1910 ""', ("#KONTO", "1910", "")),
        (r'#PROSA "Skriven av \"Ekonomi\""', ("#PROSA", 'Skriven av "Ekonomi"')),
        (r"#PROSA \"Ekonomi\"", ("#PROSA", '"Ekonomi"')),
        (r'#FNR "C:\Data\Bolag"', ("#FNR", r"C:\Data\Bolag")),
        ("#TRANS 1910 {} -5", ("#TRANS", "1910", (), "-5")),
        ("#TRANS 1910{}-5", ("#TRANS", "1910", (), "-5")),
        ('#TRANS 1910 {1 "0100" 20 130} -5', ("#TRANS", "1910", ("1", "0100", "20", "130"), "-5")),
        ('#TRANS 1910 { "1" "A B" } -5', ("#TRANS", "1910", ("1", "A B"), "-5")),
        ('#VER A 1 20170115 "{ och }"', ("#VER", "A", "1", "20170115", "{ och }")),
        ("#RAR 0  ", ("#RAR", "0")),
        ("#KONTO 1910 a\u00a0b", ("#KONTO", "1910", "a\u00a0b")),
    ],
)
def test_a_line_is_split_into_fields(line: str, fields: tuple[Field, ...]) -> None:
    tokens = tokenize(line)
    assert (tokens.fields, tokens.fault) == (fields, "")


@pytest.mark.parametrize(
    ("line", "fault", "cause"),
    [
        ('#KONTO 1910 "Kassa', "unclosed-quote", "not-closed"),
        (r'#FNR "C:\Data\"', "unclosed-quote", "not-closed"),
        ('#VER A 1 20170115 "Om "Kalle" sist"', "unclosed-quote", "text-beside-quote"),
        ('#KONTO 1910 Rör1"', "unclosed-quote", "not-closed"),
        ("#TRANS 1910 {1 A -5", "unclosed-brace", "not-closed"),
        ("#TRANS 1910 {1 {A} -5", "unclosed-brace", "nested"),
        ("#TRANS 1910 1 A} -5", "unclosed-brace", "not-opened"),
    ],
)
def test_a_fault_is_named_with_its_cause(line: str, fault: str, cause: str) -> None:
    tokens = tokenize(line)
    assert (tokens.fault, tokens.cause) == (fault, cause)


# A backslash cannot stand before a quote in the format: it would escape it.
TEXTS = st.text(st.characters(codec="cp437", exclude_categories=["Cc"], exclude_characters="\\"))
BARE = st.from_regex(r"[A-Za-z0-9.+:/#å-ö-]+", fullmatch=True)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


@given(fields=st.lists(TEXTS | st.lists(TEXTS).map(tuple)), blank=st.sampled_from([" ", "\t", "  \t"]))
def test_what_is_written_in_quotes_is_read_back(fields: list[Field], blank: str) -> None:
    written = [
        quoted(field) if isinstance(field, str) else "{" + blank.join(map(quoted, field)) + "}"
        for field in fields
    ]
    tokens = tokenize(blank.join(written))
    assert (list(tokens.fields), tokens.fault) == (fields, "")


@given(fields=st.lists(BARE))
def test_plain_words_need_no_quotes(fields: list[str]) -> None:
    assert tokenize(" ".join(fields)).fields == tuple(fields)


@given(line=st.text())
def test_any_line_is_split_or_faulted(line: str) -> None:
    assert tokenize(line).fault in ("", "unclosed-quote", "unclosed-brace")
