"""Rules that are changed: another company's stay, a year begins with copies, the useless are found."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.mapping import AccountRule, Mapping, RuleKind
from hjulet.domain.mapping_changes import (
    carried_to,
    difference,
    fields_of,
    is_empty_range,
    never_used,
    range_of,
)

PAY = AccountRule(
    company="KOMMUN",
    valid_from=2014,
    valid_to=None,
    account_from="50",
    account_to="59",
    line="personnel",
    sign=-1,
)
BOUNDS = st.text("0159", min_size=1, max_size=3)


def rule(first: str, last: str, years: tuple[int, int | None] = (2014, None)) -> AccountRule:
    return replace(PAY, account_from=first, account_to=last, valid_from=years[0], valid_to=years[1])


def test_only_the_company_s_rules_of_the_kind_are_replaced() -> None:
    other = replace(PAY, company="TELGE")
    mapping = Mapping(accounts=(PAY, other), units=()).with_rules(RuleKind.ACCOUNTS, "KOMMUN", ())
    assert mapping == Mapping(accounts=(other,), units=())
    assert mapping.with_rules(RuleKind.ACCOUNTS, "KOMMUN", [PAY]).rules(RuleKind.ACCOUNTS, "KOMMUN") == (PAY,)


def test_a_new_year_ends_the_rules_and_begins_with_copies() -> None:
    old, new = rule("1", "1", (2014, 2015)), rule("2", "2", (2018, None))
    assert carried_to([PAY, old, new], 2018) == (
        replace(PAY, valid_to=2017),
        replace(PAY, valid_from=2018),
        old,
        new,
    )
    assert carried_to(carried_to([PAY], 2018), 2018) == carried_to([PAY], 2018)


@given(account=st.text("0159", min_size=1, max_size=4), year=st.integers(2012, 2020))
def test_a_new_year_moves_no_account(account: str, year: int) -> None:
    rules = (
        rule("50", "51", (2015, 2019)),
        replace(rule("5", "9", (2018, None)), line="fees"),
        rule("5", "9"),
    )
    before = Mapping(accounts=rules, units=())
    after = before.with_rules(RuleKind.ACCOUNTS, "KOMMUN", carried_to(rules, 2018))
    was, is_now = (mapping.account_rule("KOMMUN", account, year) for mapping in (before, after))
    assert (was and (was.line, range_of(was))) == (is_now and (is_now.line, range_of(is_now)))


def test_a_difference_says_what_comes_and_goes_and_whether_only_the_order_changed() -> None:
    first, second = rule("50", "50"), rule("5", "5")
    found = difference([PAY, first, first], [first, second])
    assert (found.added, found.removed, found.is_reordered) == ((second,), (PAY, first), False)
    assert difference([first, second], [second, first]).is_reordered
    assert difference([first], [first]).is_nothing


def test_a_rule_is_written_as_in_a_file() -> None:
    assert fields_of(RuleKind.ACCOUNTS, PAY) == ("2014", "", "50", "59", "personnel", "-1")


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        (rule("50", "59"), rule("501", "502"), True),
        (rule("50", "59"), rule("50", "59"), True),
        (rule("501", "505"), rule("501", "50"), False),
        (rule("50", "59", (2014, 2016)), rule("501", "502"), False),
        (rule("50", "59"), rule("501", "502", (2013, 2013)), False),
        (rule("50", "59"), replace(rule("501", "502"), company="TELGE"), False),
    ],
)
def test_a_rule_that_is_never_used(earlier: AccountRule, later: AccountRule, found: bool) -> None:
    assert never_used([earlier, later]) == ({1: 0} if found else {})


@given(st.lists(st.tuples(BOUNDS, BOUNDS), min_size=2, max_size=2), st.text("0159", min_size=1, max_size=4))
def test_a_rule_said_to_be_never_used_is_not(bounds: list[tuple[str, str]], account: str) -> None:
    rules = [rule(first, last) for first, last in bounds]
    if never_used(rules):
        assert not rules[1].covers("KOMMUN", account, 2014) or rules[0].covers("KOMMUN", account, 2014)


@given(BOUNDS, BOUNDS, st.text("0159", min_size=1, max_size=4))
def test_an_empty_range_covers_nothing(first: str, last: str, account: str) -> None:
    if is_empty_range(first, last):
        assert not rule(first, last).covers("KOMMUN", account, 2014)
