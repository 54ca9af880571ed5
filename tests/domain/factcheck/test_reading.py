"""Reading: sentences with their lines, and numbers with what their printing leaves open."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hjulet.domain.factcheck.document import parse_document
from hjulet.domain.factcheck.grid import read_number
from hjulet.domain.factcheck.quantities import Kind, blank_noise, find_quantities
from hjulet.domain.factcheck.sentences import split_sentences
from hjulet.domain.numbers import format_amount
from tests.domain.factcheck.books import alone, judged

KRONOR = [
    ("5,0 mnkr", "5000000"),
    ("5,0 mkr", "5000000"),
    ("5 miljoner kronor", "5000000"),
    ("4\u00a0992 tkr", "4992000"),
    ("4\u202f992\u2009tkr", "4992000"),
    ("−1,4 mnkr", "-1400000"),
    ("–1,4 mnkr", "-1400000"),
    ("+ 5 030 tkr", "5030000"),
    ("1,2 mdkr", "1200000000"),
    ("2 miljarder kronor", "2000000000"),
    ("två miljoner kronor", "2000000"),
    ("350 kr", "350"),
]


@pytest.mark.parametrize(("text", "kronor"), KRONOR)
def test_amounts(text: str, kronor: str) -> None:
    (quantity,) = find_quantities(f"blev {text} i år")
    assert (quantity.kind, quantity.value) == (Kind.KRONOR, Decimal(kronor))


OTHERS = [
    ("4,1 procent", Kind.PERCENT, "4.1"),
    ("4,1 %", Kind.PERCENT, "4.1"),
    ("4,1%", Kind.PERCENT, "4.1"),
    ("en procentenhet", Kind.POINTS, "1"),
    ("1,2 procentenheter", Kind.POINTS, "1.2"),
    ("12 500", Kind.BARE, "12500"),
]


@pytest.mark.parametrize(("text", "kind", "value"), OTHERS)
def test_percentages_and_bare_numbers(text: str, kind: Kind, value: str) -> None:
    (quantity,) = find_quantities(f"blev {text}.")
    assert (quantity.kind, quantity.value) == (kind, Decimal(value))


@pytest.mark.parametrize(
    "text",
    [
        "år 2031",
        "13.564 tkr",
        "141 tkr/invånare",
        "712 tkr per plats",
        "lag (2017:725)",
        "2031-12-31",
        "31/12",
        "den 27-29 september",
        "§ 61",
        "avsnitt 1.1.2",
        "08-555 017 76",
        "Dnr: PN 31/98",
        "sidan 12",
        "minst 5 mnkr",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(blank_noise(text)) == []


def test_range_of_amounts() -> None:
    (quantity,) = find_quantities("ett överskott på 7-8 mnkr")
    assert quantity.holds(Decimal(7_200_000))
    assert not quantity.holds(Decimal(8_900_000))


@given(st.integers(-(10**13), 10**13), st.sampled_from([("kr", 0), ("tkr", 0), ("mnkr", 1), ("mnkr", 2)]))
def test_a_printed_amount_holds_what_it_was_printed_from(cents: int, form: tuple[str, int]) -> None:
    kronor = Decimal(cents) / 100
    unit, decimals = form
    (quantity,) = find_quantities(f"blev {format_amount(kronor, unit=unit, decimals=decimals)}\u00a0{unit}")
    assert quantity.holds(kronor)


@given(st.integers(-(10**9), 10**9))
def test_cells_read_back(value: int) -> None:
    number = read_number(format_amount(Decimal(value)))
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("-1400", -1400),
        ("+ 5 030", 5030),
        ("1 234-", -1234),
        ("", None),
        ("–", None),
        ("(61)", None),
        ("5 %", None),
    ],
)
def test_cells(cell: str, value: int | None) -> None:
    number = read_number(cell)
    assert (None if number is None else number.value) == value


SENTENCES = [
    ("Ett. Två! Tre? Fyra", 4),
    ("Det kostade 5,0 mkr. Det var mycket.", 2),
    ("Arbetet, t.ex. Växthuset, fortsätter.", 1),
    ("Per den 31 december. 2031 blev bättre.", 2),
    ("Se bl.a. Telge m.fl. Bolag.", 1),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_lines_of_sentences() -> None:
    document = parse_document(
        "# Rubrik\n\nFörsta meningen står\nhär. Andra meningen\nslutar så.\n\n- Tredje.\n- Fjärde."
    )
    assert [(sentence.text, sentence.line) for sentence in document.sentences] == [
        ("Rubrik", 1),
        ("Första meningen står här.", 3),
        ("Andra meningen slutar så.", 4),
        ("Tredje.", 7),
        ("Fjärde.", 8),
    ]


def test_marks_of_html_and_markdown_are_not_read() -> None:
    document = parse_document(
        "Nämnden går **bra**.\n\n<i>tkr</i>\t<u>Budget- avvikelse</u>\nA\t<u>+4 992</u>"
    )
    assert document.sentences[0].text == "Nämnden går bra."
    assert document.tables[0].rows[0].cells == ("tkr", "Budgetavvikelse")


@example("-\t")
@given(st.text(alphabet="aåÅ 0123456789,.%-−|\t\n#()ökademnkrtkr", max_size=200))
def test_any_text_is_answered(text: str) -> None:
    for answer in (alone(text), judged(text)):
        lines = [*(finding.line for finding in answer.findings), *(claim.line for claim in answer.unchecked)]
        assert all(1 <= line <= text.count("\n") + 1 for line in lines)
