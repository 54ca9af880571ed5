"""Every problem a SIE file can have: one spoiled file per case, and clean files that have none."""

import pytest

from hjulet.domain.ledger_file import allow_unbalanced
from hjulet.domain.problem import Severity
from hjulet.readers.sie4 import read_sie
from hjulet.readers.sie4.codes import MOST_OF_A_CODE, SEVERITIES
from tests.readers.sie_texts import BALANCES, EXPORT, IMPORT, facts, found, spoiled

_Case = tuple[str | bytes, list[tuple[str, int | None]]]

OPENED = spoiled(EXPORT, ("#PROGRAM", "#KSUMMA\n#PROGRAM"))

WITHOUT_LABEL: list[_Case] = [
    (
        spoiled(EXPORT, (f"{label} ", f"#X{label[1:]} ")),
        [("missing-required", None), ("unknown-label", line)],
    )
    for label, line in [("#FLAGGA", 1), ("#PROGRAM", 2), ("#FORMAT", 3), ("#GEN", 4), ("#FNAMN", 7)]
]

BAD_AMOUNTS: list[_Case] = [
    (spoiled(EXPORT, ("-250.00 2017", f"{amount} 2017")), [("bad-amount", 33)])
    for amount in (
        "-250,00",
        "-250.000",
        "1_000",
        "NaN",
        "1e5",
        '"-1 000.00"',
        "--5",
        '""',
        "5.",
        "1" * 17,
    )
]

BAD_DATES: list[_Case] = [
    (spoiled(EXPORT, ("A 1 20170115", f"A 1 {day}")), [("bad-date", 30)])
    for day in ("20170229", "2017-01-15", "170115", '""', "00000000")
]

CASES: list[_Case] = [
    # no SIE file, or not all of it
    ("", [("not-sie", None)]),
    ("enhet;rad;konto\nHR;income;\n", [("not-sie", None)]),
    (b"\x00\x01\x02#FLAGGA 0\n", [("undecodable", 1)]),
    (EXPORT.encode("utf-16"), [("undecodable", 1)]),
    (EXPORT.encode("utf-8-sig") + b"#PROSA \xe5\n", [("undecodable", 40)]),
    (EXPORT.encode("utf-8") + b"#PROSA \xe5\n", [("undecodable", 40)]),
    (OPENED, [("truncated", 40)]),
    (EXPORT[: EXPORT.rindex("}")], [("unclosed-brace", 36), ("truncated", 38)]),
    (EXPORT[: EXPORT.rindex("{1") + 3], [("unclosed-brace", 36), ("truncated", 37), ("unclosed-brace", 37)]),
    (EXPORT[: EXPORT.rindex("{\n")], [("truncated", 35), ("missing-required", 35)]),
    (BALANCES + "#PSAL", [("truncated", 17), ("unknown-label", 17)]),
    # the grammar of lines
    (spoiled(EXPORT, ('"Kassa"', '"Kassa')), [("unclosed-quote", 10)]),
    (spoiled(EXPORT, ('"Januari"', '"Januari')), [("unclosed-quote", 33)]),
    (spoiled(EXPORT, ('"Januari"', '"Januari\nkvartal 1"')), [("unclosed-quote", 33), ("not-a-label", 34)]),
    (spoiled(EXPORT, ("\n}\n", "\n")), [("unclosed-brace", 31)]),
    (spoiled(EXPORT, ("\n}\n", "\n{\n}\n")), [("unclosed-brace", 34)]),
    (spoiled(EXPORT, ('20 "130"}', '20 "130"')), [("unclosed-brace", 33)]),
    (spoiled(EXPORT, ("{\n", "{ #TRANS 1910 {} 1\n")), [("unclosed-brace", 31)]),
    (spoiled(EXPORT, ('20 "130"}', "20}")), [("odd-object-list", 33)]),
    (spoiled(EXPORT, ('20 "130"}', '1 "130"}')), [("odd-object-list", 33)]),
    (spoiled(EXPORT, ("#DIM 1", "Ansvar och verksamhet\n#DIM 1")), [("not-a-label", 18)]),
    (spoiled(EXPORT, ("#DIM 1", "# DIM\n#DIM 1")), [("not-a-label", 18)]),
    (spoiled(EXPORT, ("#DIM 1", "#EGEN 1\n#EGEN 2\n#DIM 1")), [("unknown-label", 18)]),
    (spoiled(EXPORT, ("#VER A 1", "}\n#VER A 1")), [("not-a-label", 30)]),
    (spoiled(EXPORT, ("#TRANS 1910 {} 250", "#TRANS 1910 250")), [("missing-optional", 32)]),
    # required and expected records
    *WITHOUT_LABEL,
    (spoiled(EXPORT, ('"Södertälje kommun"', '""')), [("missing-required", 7)]),
    (spoiled(EXPORT, ("#RAR 0 20170101 20171231\n", "")), [("missing-required", None)]),
    (spoiled(EXPORT, ("#RAR 0 20170101 20171231", "#RAR 0")), [("missing-required", 8)]),
    (spoiled(BALANCES, ('#DIM 1 "Ansvar"\n', "")), [("missing-required", None)]),
    (spoiled(EXPORT, ("#SIETYP 4", "#SIETYP 5")), [("missing-required", 5)]),
    (spoiled(EXPORT, ("#VER A 2", "#TRANS 1910 {} 1\n#VER A 2")), [("missing-required", 35)]),
    (spoiled(EXPORT, ("#TRANS 1910 {} 250", '#TRANS "" {} 250')), [("missing-required", 32)]),
    (spoiled(EXPORT, ("#SIETYP 4\n", "")), [("missing-optional", None)]),
    (spoiled(EXPORT, ("#ORGNR 212000-0159\n", "")), [("missing-optional", None)]),
    (spoiled(BALANCES, ("#OMFATTN 20170831\n", "")), [("missing-optional", None)]),
    # amounts and dates
    *BAD_AMOUNTS,
    (
        spoiled(EXPORT, ("-250.00 2017", "-２５０ 2017")).encode(),
        [("encoding-differs", 7), ("bad-amount", 33)],
    ),
    (spoiled(EXPORT, ("#IB 0 1910 500.00", "#IB 0 1910")), [("bad-amount", 22)]),
    *BAD_DATES,
    (spoiled(EXPORT, ("20170116", "20171301")), [("bad-date", 33)]),
    (
        spoiled(EXPORT, ("#RAR 0 20170101 20171231", "#RAR 0 20171231 20170101")).split("#VER")[0],
        [("bad-date", 8)],
    ),
    (spoiled(BALANCES, ("#PSALDO 0 201708", "#PSALDO 0 201713")), [("bad-date", 15)]),
    (spoiled(EXPORT, ("#IB 0 1910", "#IB i-år 1910")), [("bad-date", 22)]),
    # vouchers
    (spoiled(EXPORT, ("-400.00", "-399.99")), [("balance-mismatch", 26), ("unbalanced-voucher", 35)]),
    (spoiled(EXPORT, ("A 2 20170825", "A 01 20170115")), [("duplicate-voucher", 35)]),
    (spoiled(EXPORT, ("A 2 20170825", "A 1 20170825")), [("repeated-number", 35)]),
    (spoiled(EXPORT, ("A 2 2017", "A 7 2017")), [("number-gap", 35)]),
    (spoiled(EXPORT, ("20170116", "20180116")), [("date-outside-year", 33)]),
    (
        spoiled(EXPORT, ("A 2 2017", "A 2 2018")),
        [("balance-mismatch", 26), ("result-mismatch", 29), ("date-outside-year", 35)],
    ),
    (spoiled(BALANCES, ("#PSALDO 0 201708", "#PSALDO 0 201801")), [("date-outside-year", 15)]),
    (spoiled(EXPORT, ("#TRANS 1910", "#RTRANS 1910 {} 1\n#TRANS 1910")), [("missing-optional", 32)]),
    # accounts, objects, balances
    (spoiled(EXPORT, ("#KONTO 1910", "#KONTO 1911")), [("undeclared-account", 22)]),
    (spoiled(EXPORT, ("#OBJEKT 20", "#OBJEKT 21")), [("undeclared-object", 33)]),
    (spoiled(EXPORT, ("#UB -1 1910 500.00", "#UB -1 1910 499.00")), [("opening-differs", 22)]),
    (
        spoiled(EXPORT, ("#UB -1 1910", "#IB 0 3010 -5.00\n#UB -1 1910")),
        [("opening-differs", 24), ("opening-not-zero", 24), ("balance-mismatch", 24)],
    ),
    (
        spoiled(EXPORT, ("#KTYP 3010 I\n", ""), ("#UB -1 1910", "#IB 0 3010 -5.00\n#UB -1 1910")),
        [("opening-differs", 23), ("opening-not-zero", 23), ("balance-mismatch", 23)],
    ),
    (
        spoiled(EXPORT, ("#IB 0 2010 -500.00", "#IB 0 2010 -499.00")),
        [("opening-differs", 23), ("opening-unbalanced", 23), ("balance-mismatch", 27)],
    ),
    (spoiled(EXPORT, ("#UB 0 1910 350.00", "#UB 0 1910 351.00")), [("balance-mismatch", 26)]),
    (spoiled(EXPORT, ("#UB 0 1910 350.00\n", "")), [("balance-mismatch", 22)]),
    (spoiled(EXPORT, ("#RES 0 5010 400.00", "#RES 0 5010 401.00")), [("result-mismatch", 29)]),
    (spoiled(EXPORT, ("#RES 0 5010 400.00\n", "")), [("result-mismatch", 36)]),
    (spoiled(BALANCES, ("#IB 0 1910", "#IB 0 1910 500\n#IB 0 1910")), [("duplicate-balance", 14)]),
    # years, flag, encoding, checksum
    (spoiled(EXPORT, ("#RAR -1", "#RAR 0 20170101 20171231\n#RAR -1")), [("two-current-years", 9)]),
    (spoiled(EXPORT, ("#FLAGGA 0", "#FLAGGA 1")), [("already-read", 1)]),
    (spoiled(EXPORT, ("#FORMAT PC8", "#FORMAT UTF-8")), [("encoding-differs", 3)]),
    (EXPORT.encode("utf-8"), [("encoding-differs", 7)]),
    (EXPORT.encode("utf-8-sig"), [("encoding-differs", 1)]),
    (EXPORT.encode("latin-1"), [("encoding-differs", 7)]),
    (spoiled(EXPORT, ("Löner", "L\ufffdner")).encode(), [("encoding-differs", 7), ("encoding-differs", 16)]),
    (EXPORT.encode("cp437") + b"#PROSA \xe5\n", [("encoding-differs", 40)]),
    (spoiled(EXPORT, ("Kassa", "Ka\x07ssa")), [("encoding-differs", 10)]),
    (OPENED + "#KSUMMA 17\n", [("checksum-mismatch", 41)]),
    (OPENED + "#KSUMMA xyz\n", [("checksum-mismatch", 41)]),
]


@pytest.mark.parametrize(("text", "problems"), CASES)
def test_a_spoiled_file_has_its_problem_at_its_line(
    text: str | bytes, problems: list[tuple[str, int | None]]
) -> None:
    assert found(text) == problems


def test_every_code_has_a_case() -> None:
    shown = {code for _, problems in CASES for code, _ in problems}
    assert shown | {"too-large", "more-problems"} == set(SEVERITIES)


@pytest.mark.parametrize(
    ("text", "file"),
    [(EXPORT, "kommun.se"), (IMPORT, "lon.si"), (BALANCES, "balanser.se")],
)
def test_a_clean_file_has_no_problem(text: str, file: str) -> None:
    assert found(text, file=file) == []
    assert facts(text, file=file).accepted


def test_a_file_over_the_limit_is_not_read() -> None:
    limit = len(EXPORT.encode("cp437"))
    read = read_sie(EXPORT.encode("cp437"), file="kommun.se", max_bytes=limit - 1)
    assert [problem.code for problem in read.facts.problems] == ["too-large"]
    assert read_sie(EXPORT.encode("cp437"), file="kommun.se", max_bytes=limit).facts.accepted


def test_what_is_met_on_every_line_is_told_a_thousand_times_and_then_counted() -> None:
    lines = "ingen post\n" * (MOST_OF_A_CODE + 5)
    *told, more = sorted(facts(EXPORT + lines).problems, key=lambda one: one.place.line or 10**6)
    assert [problem.code for problem in told] == ["not-a-label"] * MOST_OF_A_CODE
    assert (more.code, more.params) == ("more-problems", {"what": "not-a-label", "count": "5"})


def test_an_object_of_a_sub_dimension_is_declared_for_its_dimension_too() -> None:
    """The rows name the dimension, the declaration its sub-dimension: one code, declared once."""
    sub = '#UNDERDIM 201 "Delverksamhet" 20\n#OBJEKT 201 "130" "Kommunledning"'
    text = spoiled(EXPORT, ('#OBJEKT 20 "130" "Kommunledning"', sub))
    assert found(text) == []
    assert facts(text).objects["20", "130"] == "Kommunledning"
    assert found(spoiled(text, ("#UNDERDIM 201", "#DIM 201"))) == [("undeclared-object", 34)]


def test_a_file_is_refused_by_fatal_and_error_alone() -> None:
    for text, _ in CASES:
        judged = facts(text)
        worst = {problem.severity for problem in judged.problems}
        assert judged.accepted == (not worst & {Severity.FATAL, Severity.ERROR})


def test_a_problem_carries_file_values_and_cause() -> None:
    [problem] = facts(spoiled(EXPORT, ("-250.00 2017", "-250,00 2017"))).problems
    assert problem.place.file == "kommun.se"
    assert problem.params == {"label": "#TRANS", "value": "-250,00"}


def test_a_gap_is_one_problem_however_wide() -> None:
    [problem] = facts(spoiled(EXPORT, ("A 2 2017", "A 1000000 2017"))).problems
    assert problem.params == {"series": "A", "from": "2", "to": "999999", "count": "999998"}


def test_uses_of_an_undeclared_account_are_counted() -> None:
    [problem] = facts(spoiled(EXPORT, ("#KONTO 1910", "#KONTO 1911"))).problems
    assert problem.params == {"account": "1910", "count": "5"}


def test_an_unbalanced_voucher_is_let_in_only_on_purpose() -> None:
    text = spoiled(EXPORT, ("-400.00", "-399.99"))
    [mismatch, unbalanced] = facts(text).problems
    assert unbalanced.severity is Severity.ERROR
    assert unbalanced.params == {"difference": "0.01", "series": "A", "number": "2", "date": "2017-08-25"}
    [same, allowed] = allow_unbalanced(facts(text).problems)
    assert (same, allowed.severity, allowed.code) == (mismatch, Severity.WARNING, "unbalanced-voucher")


def test_an_import_file_may_leave_out_what_the_receiver_knows() -> None:
    text = spoiled(IMPORT, ("#RAR 0 20170101 20171231", "#RAR 0"))
    assert found(text, file="lon.si") == [("missing-optional", 8)]
    [year] = facts(text, file="lon.si").fiscal_years
    assert (year.index, year.start, year.end) == (0, None, None)


def test_vouchers_without_number_are_never_duplicates() -> None:
    text = spoiled(EXPORT, ("A 1 2017", 'A "" 2017'), ("A 2 20170825", 'A "" 20170115'))
    assert found(text) == []


def test_number_zero_is_a_number_in_an_export() -> None:
    text = spoiled(EXPORT, ("A 1 2017", "A 0 2017"), ("A 2 20170825", "A 0 20170115"))
    assert found(text) == [("duplicate-voucher", 35)]
