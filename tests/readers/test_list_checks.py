"""A voucher list judged as a whole: the rules of SIE, though a voucher's rows need not stand together."""

import pytest

from hjulet.domain.ledger_file import allow_unbalanced
from hjulet.domain.problem import Severity, is_refused
from hjulet.readers.lists import csv_table
from hjulet.readers.lists.codes import MOST_PROBLEMS, SEVERITIES
from hjulet.readers.sie4 import codes as sie
from tests.readers.list_texts import LIST, TWO_SIDES, answers, found, mapped, spoilt, take

NUMBERLESS = """\
Datum;Konto;Belopp
2017-01-15;50110;100
2017-01-15;19100;-100
2017-01-16;50110;5
2017-01-16;19100;-5
"""


def numbered(*vouchers: str) -> str:
    """Write a list of vouchers ``number day amount``, each with its counter-entry."""
    rows = [
        f"{number};{day};{account};{sign}{amount}"
        for number, day, amount in (voucher.split() for voucher in vouchers)
        for account, sign in (("50110", ""), ("19100", "-"))
    ]
    return "\n".join(("Ver.nr;Datum;Konto;Belopp", *rows))


def judged(text: str) -> list[tuple[str, int | str | None]]:
    return found(take(text, columns=mapped(text))[0])


def test_an_unbalanced_voucher_is_refused_unless_allowed() -> None:
    content, _ = take(spoilt("-1 100,00", "-1 099,50"))
    assert found(content) == [("unbalanced-voucher", 2)]
    params = content.facts.problems[0].params
    assert params == {"difference": "0.50", "series": "A", "number": "1", "date": "2017-01-15"}
    assert not is_refused(allow_unbalanced(content.facts.problems))


def test_rows_of_a_voucher_need_not_stand_together() -> None:
    head, *rows = LIST.splitlines()
    content, read = take("\n".join((head, rows[0], rows[2], rows[1], rows[3])))
    assert found(content) == []
    assert [(row["voucher"], row["row"]) for row in read] == [
        ("A-1-20170115", 1),
        ("A-2-20171231", 1),
        ("A-1-20170115", 2),
        ("A-2-20171231", 2),
    ]


def test_a_block_that_stands_twice_is_a_duplicate() -> None:
    head, *rows = LIST.splitlines()
    assert found(take("\n".join((head, *rows, *rows)))[0]) == [
        ("duplicate-voucher", 6),
        ("duplicate-voucher", 8),
    ]
    rows[1:1] = rows[:2]  # and beside itself it only has rows that are alike
    assert found(take("\n".join((head, *rows)))[0]) == []


def test_the_same_number_on_another_day_is_a_warning() -> None:
    assert judged(numbered("1 2017-01-15 10", "0001 2017-02-15 20")) == [("repeated-number", 4)]


def test_a_gap_in_the_numbers_is_a_warning() -> None:
    text = numbered("1 2017-01-15 10", "5 2017-01-15 10")
    content, _ = take(text, columns=mapped(text))
    assert (found(content), content.facts.accepted) == ([("number-gap", 4)], True)
    assert content.facts.problems[0].params == {"series": "", "from": "2", "to": "4", "count": "3"}


def test_days_outside_the_year_that_most_rows_are_of_are_counted() -> None:
    text = numbered("1 2017-01-15 10", "2 2017-01-15 10", "3 2071-01-15 10")
    content, _ = take(text, columns=mapped(text))
    assert found(content) == [("date-outside-year", 6)]
    assert content.facts.problems[0].params == {"value": "2071-01-15", "dated": "2"}


@pytest.mark.parametrize(
    ("old", "new", "by", "refused"),
    [
        ("5", "5", "per-day", False),
        ("2017-01-16;19100", "2017-01-17;19100", "per-file", False),
        ("-100", "-99", "not-at-all", True),
    ],
)
def test_without_numbers_it_is_said_what_balances(old: str, new: str, by: str, refused: bool) -> None:
    text = spoilt(old, new, text=NUMBERLESS)
    content, rows = take(text, columns=mapped(text))
    (said, *more) = content.facts.problems
    assert (said.code, said.params["cause"]) == ("no-voucher-number", by)
    assert [one.code for one in more] == (["unbalanced-voucher"] if refused else [])
    assert rows[0]["voucher"] == "--20170115-1"


def test_rows_that_could_not_be_read_make_no_vouchers_unbalanced() -> None:
    assert found(take(spoilt("1 100,00", "x"))[0]) == [("bad-amount", 2)]


def test_vouchers_and_sums_go_on_from_piece_to_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = take(LIST)
    head, *rows = LIST.splitlines()
    monkeypatch.setattr(csv_table, "PIECE", 1)  # a line at a time
    for text in (LIST, "\n".join((head, rows[2], rows[0], rows[3], rows[1]))):
        content, read = take(text)
        assert (content.facts.problems, content.facts.content) == ((), whole[0].facts.content)
        assert sorted((row["voucher"], row["row"]) for row in read) == sorted(
            (row["voucher"], row["row"]) for row in whole[1]
        )
    twice = "\n".join((head, *rows, *rows))
    assert [code for code, _ in found(take(twice)[0])] == ["duplicate-voucher"] * 2
    sums = TWO_SIDES + "Summa;;;;1300,00;1300,00;\n"
    assert found(take(sums, columns=answers(mapped(sums), skip_extra_rows=True))[0]) == []


def test_of_one_kind_so_many_are_listed_and_the_rest_counted() -> None:
    rows = (f"{number};2017-01-15;50110;1,00" for number in range(MOST_PROBLEMS + 7))
    text = "\n".join(("Ver.nr;Datum;Konto;Belopp", *rows))
    problems = take(text, columns=mapped(text))[0].facts.problems
    more = [one for one in problems if one.code == "more-problems"]
    assert (len(problems), more[0].params) == (
        MOST_PROBLEMS + 1,
        {"what": "unbalanced-voucher", "count": "7"},
    )
    assert not is_refused(allow_unbalanced(problems))
    bad = text.replace("1,00", "x")
    problems = take(bad, columns=mapped(bad))[0].facts.problems
    assert problems[0].params == {"what": "bad-amount", "count": "7"}
    assert problems[0].severity is Severity.FATAL


def test_what_sie_has_too_weighs_the_same() -> None:
    both = SEVERITIES.keys() & sie.SEVERITIES.keys()
    assert {code: SEVERITIES[code] for code in both} == {code: sie.SEVERITIES[code] for code in both}
    assert "unbalanced-voucher" in both
