"""Which blocks share a page that stands or lies, and which chapters open on their own."""

from dataclasses import replace

from hjulet.documents.pdf_layout import needs_landscape, pieces, stays_whole, without_title, word_columns
from hjulet.domain.report import Block, Heading, Table
from tests.documents.shapes import COMMENT, number_table, text, word_table

WIDE = number_table("wide", columns=8, rows=3)
SMALL = number_table("small", columns=4, rows=3)
LONG = number_table("long", columns=4, rows=40)


def chapter(name: str) -> Heading:
    return Heading(id=name, level=2, text=name)


def section(name: str) -> Heading:
    return Heading(id=name, level=3, text=name)


def laid(*blocks: Block) -> list[tuple[str, list[str]]]:
    """Lay out some blocks: how the paper lies, and the ids on it."""
    return [
        ("lies" if piece.landscape else "stands", [block.id for block in piece.blocks])
        for piece in pieces(blocks)
    ]


def test_eight_columns_lie_down_and_seven_stand() -> None:
    assert needs_landscape(WIDE)
    assert not needs_landscape(number_table("seven", columns=6, rows=3))


def test_long_words_beside_numbers_lie_down() -> None:
    words = word_table("t", words=COMMENT)
    beside = tuple(replace(words.columns[0], id=f"n{at}") for at in range(3))
    many = replace(words, columns=(*beside, *words.columns))
    assert not needs_landscape(words)
    assert needs_landscape(many)
    assert not needs_landscape(replace(many, rows=word_table("t", words="Inget.").rows))


def test_a_table_of_half_a_page_stays_whole_and_a_longer_one_breaks() -> None:
    assert stays_whole(number_table("t", columns=4, rows=20))
    assert not stays_whole(number_table("t", columns=4, rows=30))
    assert not stays_whole(number_table("t", columns=9, rows=20))
    assert stays_whole(replace(word_table("t", words="Ja"), notes=()))
    assert not stays_whole(word_table("t", words=COMMENT * 6))


def test_a_column_with_a_unit_is_never_words() -> None:
    table = word_table("t", words="Text")
    assert [column.id for column in word_columns(table)] == ["words"]
    empty = Table(id="e", caption="", columns=table.columns, rows=())
    assert [column.id for column in word_columns(empty)] == ["words"]


def test_the_paper_turns_for_the_table_and_back_again() -> None:
    after, far = text("after", "Efter"), text("far", "Text " * 250)
    assert laid(chapter("a"), far, section("b"), WIDE, section("c"), after) == [
        ("stands", ["a", "far"]),
        ("lies", ["b", "wide"]),
        ("stands", ["c", "after"]),
    ]


def test_a_short_introduction_goes_with_its_table() -> None:
    assert laid(chapter("a"), text("short", "Text"), WIDE) == [("lies", ["a", "short", "wide"])]


def test_tables_that_lie_share_their_pages() -> None:
    assert laid(chapter("a"), WIDE, replace(WIDE, id="next")) == [("lies", ["a", "wide", "next"])]


def test_a_large_chapter_with_a_table_begins_a_page() -> None:
    blocks = (chapter("a"), SMALL, chapter("b"), LONG, chapter("c"), text("t", "Text " * 600))
    assert [piece.begins_page for piece in pieces(blocks)] == [False, True, False]


def test_no_heading_skips_a_level_and_the_title_is_left_out() -> None:
    levels = (4, 1, 2, 4, 4, 3, 2, 3)
    blocks = tuple(Heading(id=str(at), level=level, text="") for at, level in enumerate(levels))
    kept = [block.level for block in without_title(blocks) if isinstance(block, Heading)]
    assert kept == [2, 2, 3, 4, 3, 2, 3]


def test_nothing_gives_nothing() -> None:
    assert [piece for piece in pieces(()) if piece.blocks] == []
