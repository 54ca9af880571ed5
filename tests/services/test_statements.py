"""The municipality's statements from a small whole ledger, added up by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.layout import Statement
from hjulet.domain.mapping import InternalRule, InternalScope, Mapping
from hjulet.domain.period import parse_period
from hjulet.readers.kommun_bas import read_edition
from hjulet.services.drill import line_accounts
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import figure
from hjulet.services.ledger import import_sie
from hjulet.services.mapping import version_in_force
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.services.setup import set_mapping
from hjulet.services.statements import CompanyStatement, company_statement, row_accounts
from tests.ledger_text import MAPPING, sie
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE

OPENING = """
#IB 0 1110 500.00
#IB 0 1910 100.00
#IB 0 2010 -450.00
#IB 0 2310 -150.00
"""
VOUCHERS = """
A 1 2019-02-01 Skatt
  1910 - 1000.00
  8011 13000 -1000.00
A 2 2019-03-01 Statsbidrag
  1910 - 200.00
  8291 13000 -200.00
A 3 2019-04-01 Löner och hyra
  50110 13000 900.00
  6010 12000 80.00
  1910 - -980.00
A 4 2019-05-01 Avgift, ränta, avskrivning
  3110 12000 -50.00
  8511 13000 10.00
  7910 13000 20.00
  1910 - 40.00
  1110 - -20.00
A 5 2019-06-01 Interndebitering
  3690 12000 -30.00
  6890 13000 30.00
A 6 2019-07-01 Extra
  8810 13000 5.00
  1910 - -5.00
"""


@pytest.fixture
def whole(small: Path) -> Path:
    """Give a home whose municipality has a whole small year, mapped by Kommun-Bas 13."""
    rules = tuple(row.of_company("KOMMUN", first=2014, last=None) for row in read_edition("13"))
    internal = tuple(
        InternalRule(
            company="KOMMUN",
            valid_from=2014,
            valid_to=None,
            code_part="account",
            code_from=account,
            code_to=account,
            scope=InternalScope.OWN,
        )
        for account in ("3690", "6890")
    )
    set_mapping(rules, MAPPING.units, internal, by=OPERATOR, at=AT)
    data = sie(VOUCHERS).decode("cp437").replace("#DIM", f"{OPENING.strip()}\n#DIM", 1)
    outcome = import_sie(data.encode("cp437"), file="2019.se", company="KOMMUN", by=OPERATOR, at=AT)
    assert outcome.status == "imported", outcome.facts.problems
    return small


def amounts(found: CompanyStatement) -> dict[str, str]:
    return {row.id: str(row.amount) for row in found.rows}


def test_the_income_statement(whole: Path) -> None:
    found = company_statement(Statement.INCOME, company="KOMMUN", by=ASTRID, at=AT)
    assert (found.year, found.layout.law) == (2019, "LKBR 2018:597")
    assert amounts(found) == {
        "operating_income": "50.00",
        "operating_costs": "-980.00",
        "depreciation": "-20.00",
        "net_operating_costs": "-950.00",
        "tax_income": "1000.00",
        "general_grants": "200.00",
        "operating_result": "250.00",
        "financial_income": "0.00",
        "financial_costs": "-10.00",
        "result_after_financial_items": "240.00",
        "extraordinary_items": "-5.00",
        "result_for_year": "235.00",
    }
    assert (found.internal, found.left_over) == (Decimal("0.00"), ())


def test_the_balance_sheet_balances(whole: Path) -> None:
    found = company_statement(Statement.BALANCE, company="KOMMUN", year=2019, by=ASTRID, at=AT)
    assert amounts(found) == {
        "fixed_assets": "480.00",
        "infrastructure_grants": "0.00",
        "current_assets": "355.00",
        "total_assets": "835.00",
        "result_for_year": "235.00",
        "other_equity": "450.00",
        "equity": "685.00",
        "provisions": "0.00",
        "long_term_liabilities": "150.00",
        "current_liabilities": "0.00",
        "total_liabilities_equity": "835.00",
    }
    assert found.difference == 0


def test_a_row_opens_to_its_accounts(whole: Path) -> None:
    found = row_accounts(
        Statement.INCOME, "net_operating_costs", company="KOMMUN", year=2019, by=ASTRID, at=AT
    )
    assert [(each.account, each.line, str(each.amount)) for each in found.accounts] == [
        ("3110", "fees", "50.00"),
        ("50110", "personnel", "-900.00"),
        ("6010", "premises", "-80.00"),
        ("7910", "depreciation", "-20.00"),
    ]
    assert found.total == Decimal("-950.00")
    assets = row_accounts(Statement.BALANCE, "total_assets", company="KOMMUN", year=2019, by=ASTRID, at=AT)
    assert {each.account: str(each.amount) for each in assets.accounts} == {
        "1110": "480.00",
        "1910": "355.00",
    }


def test_what_no_rule_covers_and_what_does_not_cancel_out_is_said(whole: Path) -> None:
    mapping = version_in_force()[1]
    kept = Mapping(
        accounts=tuple(rule for rule in mapping.accounts if rule.account_from not in ("80", "14")),
        units=mapping.units,
        internal=mapping.internal[:1],
    )
    set_mapping(kept.accounts, kept.units, kept.internal, by=OPERATOR, at=AT)
    income = company_statement(Statement.INCOME, company="KOMMUN", by=ASTRID, at=AT)
    assert [(line, str(amount)) for line, amount in income.left_over] == [("unmapped", "745.00")]
    assert income.internal == Decimal("30.00")
    balance = company_statement(Statement.BALANCE, company="KOMMUN", by=ASTRID, at=AT)
    assert balance.difference != 0


def test_a_statement_is_for_whoever_may_see_all_of_it(whole: Path) -> None:
    for who in (BOB, CHARLIE):
        with pytest.raises(NotFoundError):
            company_statement(Statement.INCOME, company="KOMMUN", by=who, at=AT)
        with pytest.raises(NotFoundError):
            row_accounts(Statement.INCOME, "tax_income", company="KOMMUN", year=2019, by=who, at=AT)
    assert company_statement(Statement.INCOME, company="KOMMUN", by=ALICE, at=AT).rows


def test_what_does_not_exist_is_refused(whole: Path) -> None:
    with pytest.raises(NotFoundError):
        row_accounts(Statement.INCOME, "operating_result", company="KOMMUN", year=2018, by=ASTRID, at=AT)
    with pytest.raises(RefusedError, match="no-layout"):
        company_statement(Statement.INCOME, company="KOMMUN", year=1990, by=ASTRID, at=AT)
    with pytest.raises(NotFoundError):
        company_statement(Statement.INCOME, company="NEJ", by=ASTRID, at=AT)


def test_a_body_s_net_interest_counts_the_lines_that_only_the_municipality_tells_apart(whole: Path) -> None:
    found, _ = figure("net_interest unit=HR period=2019", by=ASTRID, at=AT)
    assert (found.value, found.rows) == (Decimal("-10.00"), 1)
    assert found.filter is not None
    assert found.filter.accounts == ("84", "85")
    accounts = line_accounts("HR", "net_interest", parse_period("2019"), by=ASTRID, at=AT)
    assert [(each.account, str(each.amount)) for each in accounts.accounts] == [("8511", "-10.00")]
    explained = provenance("net_interest unit=HR period=2019", language="sv", by=ASTRID, at=AT)
    assert [each.account for each in explained.accounts] == ["8511"]
