"""What lists have between and around their rows: asked about or refused, never guessed."""

from typing import Any

import pytest

from tests.readers.list_texts import (
    BALANCES,
    LIST,
    MAP,
    TWO_SIDES,
    answers,
    found,
    mapped,
    spoilt,
    take,
    typed,
    workbook,
)

SUMS = """\
Ver.nr;Datum;Konto;Ansvar;Debet;Kredit;Text
1;2017-01-15;50110;013000;1100,00;;Januari
1;2017-01-15;19100;;;1100,00;
Summa januari;;;;1100,00;1100,00;
2;2017-02-15;50110;013000;200,00;;Februari
2;2017-02-15;19100;;;200,00;
Summa februari;;;;200,00;200,00;
Totalt;;;;1300,00;1300,00;
"""


def test_sums_are_asked_about() -> None:
    content, rows = take(SUMS, columns=mapped(SUMS))
    assert found(content) == [("extra-row", 4), ("extra-row", 7), ("extra-row", 8)]
    assert {one.params["cause"] for one in content.facts.problems} == {"sum"}
    assert len(rows) == 4


@pytest.mark.parametrize("exactly", [False, True])
def test_sums_that_are_right_are_passed_over_once_that_is_answered(exactly: bool) -> None:
    content, rows = take(SUMS, columns=mapped(SUMS, skip_extra_rows=True), exactly=exactly)
    assert (found(content), len(rows)) == ([], 4)
    assert content.facts.content == take(TWO_SIDES, columns=mapped(TWO_SIDES))[0].facts.content


def test_a_sum_that_is_wrong_is_refused_all_the_same() -> None:
    text = spoilt("Totalt;;;;1300,00", "Totalt;;;;1310,00", text=SUMS)
    content, _ = take(text, columns=mapped(SUMS, skip_extra_rows=True))
    assert found(content) == [("total-differs", 8)]
    assert content.facts.problems[0].params["computed"] == "1300.00"


def test_a_row_without_account_is_a_sum_only_if_it_sums_to_what_is_above() -> None:
    right = LIST + ";;;;;;;;0,00;\n"
    assert found(take(right)[0]) == [("extra-row", 6)]
    assert found(take(right, columns=answers(MAP, skip_extra_rows=True))[0]) == []
    for columns in (MAP, answers(MAP, skip_extra_rows=True)):
        assert found(take(LIST + ";;;;;;;;12,00;\n", columns=columns)[0]) == [("missing-value", 6)]


def test_repeated_heads_and_notes_are_asked_about() -> None:
    head, *rows = LIST.splitlines()
    text = "\n".join((head, *rows[:2], head, *rows[2:], ";;;;;;;;;Utskriven 2018"))
    content, _ = take(text)
    assert found(content) == [("extra-row", 4), ("extra-row", 7)]
    assert [one.params["cause"] for one in content.facts.problems] == ["head", "note"]
    content, read = take(text, columns=answers(MAP, skip_extra_rows=True))
    assert (found(content), len(read)) == ([], 4)


def test_sums_of_balances_are_asked_about_and_passed_over_when_they_are_right() -> None:
    text = BALANCES + "Summa;;;10,00;-150,00\n;;;10,00;-150,00\n"
    assert found(take(text, columns=mapped(BALANCES), year=2017)[0]) == [("extra-row", 5), ("extra-row", 6)]
    content, _ = take(text, columns=mapped(BALANCES, skip_extra_rows=True), year=2017)
    assert (found(content), content.facts.counts.balances) == ([], 5)
    wrong = text.replace("Summa;;;10,00", "Summa;;;11,00")
    assert found(take(wrong, columns=mapped(BALANCES, skip_extra_rows=True), year=2017)[0]) == [
        ("total-differs", 5)
    ]


def test_several_sheets_are_asked_about() -> None:
    book = workbook(typed(LIST), typed(TWO_SIDES))
    content, rows = take(book)
    assert (found(content), rows) == ([("several-sheets", None)], [])
    assert content.facts.problems[0].params["names"] == "Blad1, Blad2"
    assert found(take(book, columns=answers(MAP, sheet="Blad1"))[0]) == []
    assert found(take(book, columns=answers(MAP, sheet="Annat"))[0]) == [("several-sheets", None)]


def test_an_empty_or_hidden_sheet_is_no_question() -> None:
    def hidden(book: Any, sheet: Any) -> None:
        typed(TWO_SIDES)(book, sheet)
        sheet.hide()

    book = workbook(typed(LIST), lambda book, sheet: None, hidden)
    assert found(take(book)[0]) == []


def test_hidden_and_filtered_rows_are_asked_about() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed(LIST)(book, sheet)
        sheet.autofilter("A1:J5")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_row(40, None, None, {"hidden": True})

    content, _ = take(workbook(write))
    assert (found(content), content.facts.problems[0].params["count"]) == ([("hidden-rows", 4)], "2")
    assert found(take(workbook(write), columns=answers(MAP, include_hidden=True))[0]) == []


def test_a_hidden_column_is_asked_about_if_it_is_mapped() -> None:
    def write(column: str) -> Any:
        def fill(book: Any, sheet: Any) -> None:
            typed("\n".join(f"{line};x" for line in LIST.splitlines()))(book, sheet)
            sheet.set_column(column, None, None, {"hidden": True})

        return fill

    assert ("hidden-column", "I1") in found(take(workbook(write("I:I")))[0])
    assert [code for code, _ in found(take(workbook(write("K:K")))[0])] == ["new-column"]


def test_a_head_merged_over_several_columns_is_refused_but_a_title_is_not() -> None:
    def title(book: Any, sheet: Any) -> None:
        typed(LIST, at=2)(book, sheet)
        sheet.merge_range("A1:F1", "Verifikationslista 2017")

    def head(book: Any, sheet: Any) -> None:
        typed(LIST)(book, sheet)
        sheet.merge_range("I1:L1", "Belopp")

    assert found(take(workbook(title))[0]) == []
    assert ("merged-head", "I1") in found(take(workbook(head))[0])


def test_cells_merged_downwards_are_refused() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed(LIST)(book, sheet)
        sheet.merge_range("G2:G3", "013000")

    content, _ = take(workbook(write))
    assert found(content) == [("merged-cells", 2)]


def test_numbers_beside_codes_with_zeros_are_asked_about() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed(
            LIST.replace("A;2;2017-12-31;201713;19100;Kassa;;", "A;2;2017-12-31;201713;19100;Kassa;014000;")
        )(book, sheet)
        sheet.write_number("G5", 14000)

    content, _ = take(workbook(write))
    assert found(content) == [("zero-lost", "G5")]
    params = content.facts.problems[0].params
    assert (params["value"], params["width"]) == ("14000", "6")
    _, filled = take(workbook(write), columns=answers(MAP, widths={"responsibility": 6}))
    assert [row["responsibility"] for row in filled] == ["013000", "", "013000", "014000"]
    content, kept = take(workbook(write), columns=answers(MAP, widths={"responsibility": 0}))
    assert (found(content), kept[3]["responsibility"]) == ([], "14000")


def test_days_as_numbers_are_asked_about() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed(LIST)(book, sheet)
        sheet.write_number("C2", 42750)
        sheet.write_number("C3", 42750)

    content, _ = take(workbook(write))
    assert found(content) == [("serial-date", "C2"), ("serial-date", "C3")]
    assert content.facts.problems[0].params["day"] == "2017-01-15"
    content, _ = take(workbook(write), columns=answers(MAP, serial_dates=True))
    assert (found(content), content.facts.content) == ([], take(LIST)[0].facts.content)


def test_cells_in_error_are_refused_where_they_are_read() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed(LIST)(book, sheet)
        sheet.write_formula("I3", "=1/0", None, "#DIV/0!")
        sheet.write_formula("I4", "=-30.5", None, "")
        sheet.write_formula("M4", "=1/0", None, "#DIV/0!")  # beside the list

    content, _ = take(workbook(write))
    assert {("error-in-cell", "I3"), ("formula-without-value", "I4")} <= set(found(content))
    assert not any(place == "M4" for _, place in found(content))


def test_a_formula_with_its_value_is_a_value() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed(LIST)(book, sheet)
        sheet.write_formula("I2", "=1000+100", None, 1100)

    assert take(workbook(write))[0].facts.content == take(LIST)[0].facts.content


def test_an_amount_of_more_than_oere_is_refused_not_rounded() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed(LIST)(book, sheet)
        sheet.write_number("I2", 1100.005)

    assert found(take(workbook(write))[0]) == [("bad-amount", "I2")]
