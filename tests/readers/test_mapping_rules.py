"""Tables of rules as people paste them: text in, rules and problems out."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.mapping import InternalScope, RuleKind
from hjulet.readers.mapping_rules import RuleTable, read_rules

ACCOUNTS = "valid_from;valid_to;account_from;account_to;line;sign\n"


def read(text: str, kind: RuleKind = RuleKind.ACCOUNTS) -> RuleTable:
    words = {"personal": "personnel", "lokaler och anläggningar": "premises"}
    return read_rules(text.encode(), kind=kind, company="KOMMUN", file="inklistrat", line_words=words)


def written(table: RuleTable) -> list[tuple[object, ...]]:
    return [tuple(value for name, value in vars(rule).items() if name != "company") for rule in table.rules]


def faults(table: RuleTable) -> list[tuple[str, int | None, dict[str, str]]]:
    return [(each.code, each.place.line, dict(each.params)) for each in table.problems]


def test_a_csv_with_ids() -> None:
    table = read(f"{ACCOUNTS}2014;;50;59;personnel;-1\n2014;2016;0190;0190;current_assets;1\n")
    assert written(table) == [
        (2014, None, "50", "59", "personnel", -1),
        (2014, 2016, "0190", "0190", "current_assets", 1),
    ]
    assert table.problems == ()


def test_a_sheet_pasted_with_swedish_heads_and_words() -> None:
    table = read(
        "Från år\tTill år\tFrån konto\tTill konto\tRad\n"
        "2017\t\t5011\t\tPersonal\n2017\t\t11\t13\tfixed_assets\n"
    )
    assert written(table) == [
        (2017, None, "5011", "5011", "personnel", -1),
        (2017, None, "11", "13", "fixed_assets", 1),
    ]


def test_units_and_internal_rules() -> None:
    units = read("från år;från kod;till kod;enhet\n2017;13000;13999;HR\n", RuleKind.UNITS)
    assert written(units) == [(2017, None, "responsibility", "13000", "13999", "HR")]
    internal = read(
        "från år;koddel;från kod;inom;enhet\n2017;Motpart;FIN;Kommunen;FIN\n2017;konto;3690;koncernen;\n",
        RuleKind.INTERNAL,
    )
    assert written(internal) == [
        (2017, None, "counterparty", "FIN", "FIN", InternalScope.OWN, "FIN"),
        (2017, None, "account", "3690", "3690", InternalScope.GROUP, ""),
    ]


@pytest.mark.parametrize(
    ("row", "code", "params"),
    [
        (";;50;59;personnel;", "missing-value", {"column": "valid_from"}),
        ("17;;50;59;personnel;", "bad-year", {"value": "17"}),
        ("2017;2016;50;59;personnel;", "years-reversed", {"first": "2017", "last": "2016"}),
        ("2017;;59;50;personnel;", "empty-range", {"first": "59", "last": "50"}),
        ("2017;;50;59;lön;", "not-a-line", {"value": "lön"}),
        ("2017;;50;59;personnel;2", "bad-sign", {"value": "2"}),
        (f"2017;;{'5' * 21};;personnel;", "too-long-code", {"value": "5" * 21, "limit": "20"}),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_the_row_left_out(
    row: str, code: str, params: dict[str, str]
) -> None:
    table = read(f"{ACCOUNTS}{row}\n2014;;31;31;fees;\n")
    assert (code, 2, params) in faults(table)
    assert [rule[4] for rule in written(table)] == ["fees"]
    assert not table.accepted


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (RuleKind.UNITS, "valid_from;code_part;code_from;unit\n2017;projekt;1;HR\n", "bad-code-part"),
        (RuleKind.INTERNAL, "valid_from;code_part;code_from;scope\n2017;ansvar;1;own\n", "bad-code-part"),
        (RuleKind.INTERNAL, "valid_from;code_part;code_from;scope\n2017;konto;1;staten\n", "bad-scope"),
    ],
)
def test_a_word_that_means_nothing_here_is_named(kind: RuleKind, text: str, code: str) -> None:
    assert [found[0] for found in faults(read(text, kind))] == [code]


def test_a_table_without_a_needed_column_is_refused_whole() -> None:
    table = read("konto;rad\n50;personnel\n")
    assert table.rules == ()
    assert [code for code, _, _ in faults(table)] == [
        "unknown-column",
        "missing-rule-column",
        "missing-rule-column",
    ]


def test_a_head_alone_has_no_rules() -> None:
    assert [code for code, _, _ in faults(read(ACCOUNTS))] == ["no-rows"]


def test_a_rule_that_an_earlier_one_covers_is_warned_about() -> None:
    table = read(f"{ACCOUNTS}2014;;50;59;personnel;\n2016;;501;502;fees;\n2014;;60;60;premises;\n")
    assert faults(table) == [("rule-never-used", 3, {"first": "2"})]
    assert table.accepted


def test_a_workbook_s_numbers_are_codes() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["från år", "från konto", "till konto", "rad"])
        sheet.write_row(1, 0, [2017, 3690, 3690, "other_income"])
    assert written(read_rules(file.getvalue(), kind=RuleKind.ACCOUNTS, company="K", file="r.xlsx")) == [
        (2017, None, "3690", "3690", "other_income", -1)
    ]


@given(st.binary(max_size=300), st.sampled_from(RuleKind))
def test_no_bytes_make_it_raise(data: bytes, kind: RuleKind) -> None:
    read_rules(data, kind=kind, company="K", file="x.csv")


@given(st.lists(st.text('0123456789;\tåäö"\n-', max_size=12), max_size=40))
def test_no_rows_make_it_raise(rows: list[str]) -> None:
    table = read(ACCOUNTS + "\n".join(rows))
    assert len(table.rules) == len(table.places)
