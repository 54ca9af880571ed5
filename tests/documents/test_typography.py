"""Text as people type it, and as a Swedish typographer sets it. ``_`` stands for a no-break space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.documents.typography import typeset, typeset_block
from hjulet.domain.report import BulletList, Cell, Column, Heading, Paragraph, Row, ShownFigure, Table, Words
from tests.documents.sample import ref

COST = ref("net_cost unit=HR period=2017")


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Den 31 augusti 2017", "Den 31_augusti 2017"),
        ("5 mnkr och 1 234 567 kr", "5_mnkr och 1_234_567_kr"),
        ("1,4 procent, 3 % och 2 procentenheter", "1,4_procent, 3_% och 2_procentenheter"),
        ("Enligt KS § 61 och 11 kap. 12 § KL", "Enligt KS §_61 och 11_kap._12_§ KL"),
        ("Dnr 2017-2018-4", "Dnr_2017-2018-4"),
        ("(kap. 5, s. 12)", "(kap._5, s._12)"),
        ("Hon sa \"så här\" och 'inte' så", "Hon sa ”så här” och 'inte' så"),
        ("kommunens “mål”", "kommunens ”mål”"),
        ("åren 2015-2017", "åren 2015–2017"),
        ("målet - som nås", "målet_– som nås"),
        ("och så vidare...", "och så vidare…"),
    ],
)
def test_what_is_set(typed: str, set_as: str) -> None:
    assert typeset(typed, language="sv") == set_as.replace("_", "\u00a0")


@pytest.mark.parametrize(
    "safe",
    [
        "2017 300 personer flyttade in",  # a year and a number, not 2 017 300
        "perioden 2017-08 och ärende 2017-2018-4",
        "konto 5010-5099",
        "3 krav och 2 krafter",
        "5 - 3 = 2",
        "en dag i maj",
        "så här är det",
    ],
)
def test_what_is_left_alone(safe: str) -> None:
    assert typeset(safe, language="sv") == safe


def test_english_marks_open_and_close() -> None:
    assert typeset('the council\'s "goals" ("main")', language="en") == "the council’s “goals” (“main”)"


@given(st.text())
def test_what_is_set_stays_so(text: str) -> None:
    once = typeset(text, language="sv")
    assert typeset(once, language="sv") == once


@given(st.text(alphabet="0123456789 ,abc.§%"))
def test_no_digit_is_lost(text: str) -> None:
    digits = [letter for letter in text if letter.isdigit()]
    assert [letter for letter in typeset(text, language="sv") if letter.isdigit()] == digits


def test_a_block_is_set_but_for_its_figures() -> None:
    shown = ShownFigure(COST, '5 "mnkr"')
    paragraph = Paragraph(id="p", inlines=(Words('Den 31 augusti "blev" det '), shown))
    assert typeset_block(paragraph, language="sv") == Paragraph(
        id="p", inlines=(Words("Den 31\u00a0augusti ”blev” det "), shown)
    )
    points = BulletList(id="l", items=((Words("§ 61"),), (shown,)))
    assert typeset_block(points, language="sv") == BulletList(id="l", items=((Words("§\u00a061"),), (shown,)))
    assert typeset_block(Heading(id="h", level=2, text='"Nu"'), language="sv") == Heading(
        id="h", level=2, text="”Nu”"
    )


def test_a_table_s_words_are_set_and_its_figures_are_not() -> None:
    cells = {"a": Cell(COST, "5 mnkr"), "w": Cell(None, "5 mnkr")}
    columns = (Column(id="a", label="Den 1 maj", unit="tkr"), Column(id="w", label="Ord", unit=""))
    table = Table(
        id="t",
        caption="§ 1",
        columns=columns,
        rows=(Row(id="r", label='"A"', level=0, kind="row", cells=cells),),
        notes=("3 %",),
    )
    done = typeset_block(table, language="sv")
    assert isinstance(done, Table)
    assert (done.caption, done.notes, done.columns[0].label) == ("§\u00a01", ("3\u00a0%",), "Den 1\u00a0maj")
    assert done.rows[0].label == "”A”"
    assert [cell.display for cell in done.rows[0].cells.values()] == ["5 mnkr", "5\u00a0mnkr"]
