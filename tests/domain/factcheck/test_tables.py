"""Tables: totals, hidden rows, growth, and units' rows against the books."""

import pytest

from hjulet.domain.factcheck.check import check
from hjulet.domain.factcheck.document import document_of, parse_document
from hjulet.domain.figures import FigureRef
from hjulet.domain.period import year_period
from hjulet.domain.problem import Severity
from hjulet.domain.report import Cell, Column, Paragraph, Report, Row, Table, Words
from tests.domain.factcheck.books import FACTS, alone, judged, rules


def table(text: str) -> str:
    """Write a table with tabs where the test has bars."""
    return "\n".join(
        "\t".join(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()
    )


PLAIN = """
tkr       | Budget | Utfall
Parker    |     12 |     10
Lek       |     30 |     29
Träd      |      8 |      8
{label}   | {total} |    47
"""

TOTALS = [
    ("Summa", "50", True),
    ("Summa", "58", False),
    ("Summa", "51", True),  # three rows may be 1,5 off together
    ("Summa", "52", False),
    ("Totalt", "500", False),
    ("S:a", "5", False),
    ("SUMMA KOSTNADER", "50", True),
    ("Nämnden totalt", "-50", False),
]


@pytest.mark.parametrize(("label", "total", "holds"), TOTALS)
def test_rows_against_their_total(label: str, total: str, holds: bool) -> None:
    answer = alone(table(PLAIN.format(label=label, total=total)))
    assert rules(answer) == ([] if holds else ["F09"])
    assert all(finding.severity is Severity.WARNING and finding.line == 5 for finding in answer.findings)


def test_what_a_finding_says() -> None:
    (finding,) = alone(table(PLAIN.format(label="Summa", total="58"))).findings
    assert (finding.quote, finding.claim, finding.data, finding.difference) == (
        "Summa (Budget)",
        "58",
        "50",
        "8",
    )


def test_a_column_per_a_date_is_added_but_one_per_head_is_not() -> None:
    text = "tkr|Utfall per 31 augusti|Kostnad per elev\nParker|12|3\nLek|30|4\nSumma|58|4"
    assert [finding.quote for finding in alone(table(text)).findings] == ["Summa (Utfall per 31 augusti)"]


def test_parts_of_a_row_are_not_added() -> None:
    text = "tkr|Utfall\nPersonal|30\nvarav vikarier|12\n– varav sjuka|4\nHyror|20\nSumma|50"
    assert rules(alone(table(text))) == []


NESTED = """
tkr            | Utfall
Parker         |     12
Lek            |     30
Summa kontoret | {first}
Ledning        |      8
Nämnden totalt | {second}
"""


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [("42", "50", []), ("48", "50", [4]), ("42", "58", [6]), ("48", "56", [4]), ("48", "99", [4, 6])],
)
def test_total_of_totals_tells_one_fault_once(first: str, second: str, lines: list[int]) -> None:
    answer = alone(table(NESTED.format(first=first, second=second)))
    assert [finding.line for finding in answer.findings] == lines


STATEMENT = """
                            | Bokslut 2030 | Budget 2031 | Bokslut 2031
INTÄKTER                    |              |             |
Bidrag                      |           13 |           5 |           11
Övriga intäkter             |           30 |          33 |           32
SUMMA INTÄKTER              |           43 |          38 |           43
KOSTNADER                   |              |             |
Personal                    |         -142 |        -141 |         -143
Lokaler                     |          -51 |         -52 |          -51
SUMMA KOSTNADER             |         -193 |        -193 |         -194
Avskrivningar               |          -10 |          -9 |           -9
VERKSAMHETENS NETTOKOSTNAD  |         -160 |        -164 |  {net}
Kommunbidrag                |          165 |         164 |          165
RESULTAT                    |            5 |           0 |            5
"""


def test_statement_with_sums_of_sums() -> None:
    assert rules(alone(table(STATEMENT.format(net="-160")))) == []
    (finding,) = alone(table(STATEMENT.format(net="-106"))).findings
    assert (finding.line, finding.claim, finding.data) == (11, "−106", "−160")


def test_rows_printed_blank_may_hide_amounts() -> None:
    """The difference is told as information: the reader cannot add the table up, but no cell is wrong."""
    hidden = "tkr|Utfall\nINTÄKTER|\nAvgifter|\nBidrag|13\nÖvrigt|30\nSUMMA INTÄKTER|44"
    (finding,) = alone(table(hidden.replace("44", "47"))).findings
    assert finding.severity is Severity.INFO
    heading_only = hidden.replace("Avgifter|\n", "").replace("44", "47")
    assert [finding.severity for finding in alone(table(heading_only)).findings] == [Severity.WARNING]


NOT_SUMS = [
    "Andel %|2030|2031\nKvinnor|40|50\nMän|60|50\nTotalt|44|50",
    "|2030|2031\nKvinnor|5,90|4,48\nMän|5,25|2,94\nTotalt|5,69|3,96",
    "Antal|2031\nSumma|50\nParker|30",
    "Innehåll|Sida\nEkonomi|5\nTotalt sett|7",
    "|Plats\nParker|Södra\nSumma|Norra",
    "Område|Bedömning\nEkonomi|Bra\nTotalt|Ok",
]


@pytest.mark.parametrize("text", NOT_SUMS)
def test_what_is_no_sum(text: str) -> None:
    assert rules(alone(table(text))) == []


def test_two_panels_side_by_side() -> None:
    balance = (
        "|31/12 2030|31/12 2031||31/12 2030|31/12 2031\n"
        "TILLGÅNGAR|||EGET KAPITAL||\nAnläggningar|38|46|Ingående|85|92\n"
        "Omsättning|13|10|Årets resultat|7|5\n|||Skulder|-41|-41\nS:A TILLGÅNGAR|51|{}|S:A SKULDER|51|56"
    )
    assert rules(alone(table(balance.format("56")))) == []
    assert rules(alone(table(balance.format("65")))) == ["F09"]


def test_column_of_sums() -> None:
    text = "tkr|Parker|Lek|Summa\nPersonal|10|20|30\nHyror|5|6|{}\nÖvrigt|1|1|2"
    assert rules(alone(table(text.format("11")))) == []
    (finding,) = alone(table(text.format("17"))).findings
    assert (finding.line, finding.claim, finding.data) == (3, "17", "11")


GROWTH = "tkr|Nettokostnad 2031|Nettokostnad 2030|Nettokostnadsutveckling %\nEgna poster|601|442|{}"


def test_growth_against_its_own_row() -> None:
    assert rules(alone(table(GROWTH.format("36,0")))) == []
    (finding,) = alone(table(GROWTH.format("220,1"))).findings
    assert (finding.rule, finding.claim, finding.data) == ("F03", "220,1", "36,0")
    assert rules(alone(table(GROWTH.replace("442", "-442").format("220,1")))) == []  # no base, no percentage


def test_units_rows_against_the_books() -> None:
    text = "tkr|Nämndbidrag|Resultat 2031|Nettokostnad 2031|Nettokostnad 2030\nEkonomi|45 400|2 600|{}|35 100"
    assert rules(judged(table(text.format("42 800")))) == []
    (finding,) = judged(table(text.format("48 200"))).findings
    assert (finding.severity, finding.claim, finding.data) == (Severity.ERROR, "48 200", "42\u00a0800")


def test_markdown_table_with_bars() -> None:
    text = "| tkr | Utfall |\n|---|---|\n| Parker | 12 |\n| Lek | 30 |\n| Summa | 52 |"
    assert [finding.line for finding in alone(text).findings] == [5]


def a_report(total: str, sentence: str) -> Report:
    """Make a report of ours with one sentence and one table."""
    ref = FigureRef("net_cost", (("unit", "PN"), ("period", "2031")))
    rows = [("Parker", "row", "12"), ("Lek", "row", "30"), ("Summa", "sum", total)]
    return Report(
        title="Årsrapport",
        kind="annual",
        unit="PN",
        unit_name="Parknämnden",
        period=year_period(2031),
        snapshot=1,
        language="sv",
        blocks=(
            Paragraph(id="p1", inlines=(Words(sentence),), line=7),
            Table(
                id="t1",
                caption="Nettokostnad",
                columns=(Column(id="outcome", label="Utfall", unit="tkr"),),
                rows=tuple(
                    Row(id=label, label=label, level=0, kind=kind, cells={"outcome": Cell(ref, display)})
                    for label, kind, display in rows
                ),
            ),
        ),
        figures={},
    )


def test_report_of_ours() -> None:
    right = a_report("42", "Nämnden redovisar ett underskott på 3,2 mnkr.")
    assert rules(check(document_of(right), facts=FACTS)) == []
    wrong = a_report("45", "Nämnden redovisar ett överskott på 3,2 mnkr.")
    found = check(document_of(wrong), facts=FACTS).findings
    assert [(finding.rule, finding.line, finding.severity) for finding in found] == [
        ("F09", 4, Severity.ERROR),
        ("F04", 7, Severity.ERROR),
    ]


def test_empty_text() -> None:
    assert check(parse_document("")).findings == ()
    assert check(parse_document("\n\n \n")).unchecked == ()
