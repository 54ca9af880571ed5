"""Kommun-Bas as a mapping to start from: what each edition says, and what it leaves open."""

import pytest

from hjulet.domain.mapping import Mapping
from hjulet.domain.mapping_changes import never_used
from hjulet.domain.statement import ACCOUNT_LINES
from hjulet.readers.kommun_bas import EDITIONS, read_edition


def mapping(edition: str) -> Mapping:
    rules = (rule.of_company("KOMMUN", first=2017, last=None) for rule in read_edition(edition))
    return Mapping(accounts=tuple(rules), units=())


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("account", "line", "sign"),
    [
        ("1231", "fixed_assets", 1),
        ("1510", "current_assets", 1),
        ("2010", "opening_equity", -1),
        ("2210", "provisions", -1),
        ("3110", "fees", -1),
        ("3010", "other_income", -1),
        ("4510", "transfers", -1),
        ("4010", "materials_services", -1),
        ("50110", "personnel", -1),
        ("6010", "premises", -1),
        ("6310", "premises", -1),
        ("6410", "materials_services", -1),
        ("7910", "depreciation", -1),
        ("8011", "tax_income", -1),
        ("8281", "general_grants", -1),
        ("8351", "general_grants", -1),
        ("8441", "financial_income", -1),
        ("8511", "financial_costs", -1),
    ],
)
def test_account_groups_have_their_lines(edition: str, account: str, line: str, sign: int) -> None:
    rule = mapping(edition).account_rule("KOMMUN", account, 2030)
    assert rule is not None
    assert (rule.line, rule.sign) == (line, sign)


@pytest.mark.parametrize("account", ["2110", "8110", "8610", "8910", "9110"])
def test_what_no_source_explains_is_left_unmapped(account: str) -> None:
    assert mapping("21").account_rule("KOMMUN", account, 2021) is None


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_row_is_used_has_a_known_line_and_a_source(edition: str) -> None:
    rows = read_edition(edition)
    assert {row.line for row in rows} <= set(ACCOUNT_LINES)
    assert all(row.source for row in rows)
    assert never_used(mapping(edition).accounts) == {}
    assert 0 < sum(row.is_published for row in rows) < len(rows)


def test_an_edition_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_edition("05")
