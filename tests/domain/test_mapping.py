"""Mapping: ranges of codes, by company and year; what no rule covers is unmapped."""

import pytest

from hjulet.domain.mapping import AccountRule, Mapping, UnitRule


def account(first: str, last: str, line: str, *, since: int = 2014, until: int | None = None) -> AccountRule:
    return AccountRule(
        company="KOMMUN",
        valid_from=since,
        valid_to=until,
        account_from=first,
        account_to=last,
        line=line,
        sign=-1,
    )


def unit(first: str, last: str, code: str) -> UnitRule:
    return UnitRule(
        company="KOMMUN",
        valid_from=2014,
        valid_to=None,
        code_part="responsibility",
        code_from=first,
        code_to=last,
        unit=code,
    )


MAPPING = Mapping(
    accounts=(
        account("5011", "5011", "premises"),
        account("50", "59", "personnel", until=2016),
        account("50", "56", "personnel", since=2017),
        account("30", "39", "fees"),
        account("01", "01", "other_costs"),
    ),
    units=(unit("13000", "13999", "HR"), unit("010", "019", "EKO")),
)


@pytest.mark.parametrize(
    ("code", "year", "line"),
    [
        ("5010", 2017, "personnel"),
        ("50", 2017, "personnel"),
        ("50110", 2017, "premises"),  # the first rule wins; a longer account lies in the range
        ("5699", 2017, "personnel"),
        ("5700", 2017, None),
        ("5700", 2016, "personnel"),  # another year, another chart
        ("5", 2017, None),  # shorter than the bound
        ("0199", 2017, "other_costs"),  # a leading zero is part of the code
        ("199", 2017, None),
        ("4000", 2017, None),
        ("3010", 2013, None),
        ("", 2017, None),
    ],
)
def test_an_account_belongs_to_the_line_of_the_first_range_that_holds_it(
    code: str, year: int, line: str | None
) -> None:
    rule = MAPPING.account_rule("KOMMUN", code, year)
    assert (rule.line if rule else None) == line


@pytest.mark.parametrize(
    ("code", "owner"),
    [("13000", "HR"), ("13999", "HR"), ("14000", None), ("0150", "EKO"), ("150", None), ("", None)],
)
def test_a_code_belongs_to_a_unit(code: str, owner: str | None) -> None:
    assert MAPPING.unit_of("KOMMUN", code, 2017) == owner


def test_another_company_has_a_mapping_of_its_own() -> None:
    assert MAPPING.account_rule("BOLAG", "5010", 2017) is None
    assert MAPPING.unit_of("BOLAG", "13000", 2017) is None


def test_a_figure_names_the_ranges_of_its_line_and_year() -> None:
    assert MAPPING.ranges_of(("personnel",), [2016]) == ("50-59",)
    assert MAPPING.ranges_of(("personnel",), [2016, 2017]) == ("50-59", "50-56")
    assert MAPPING.ranges_of(("premises",), [2017]) == ("5011",)
    assert MAPPING.ranges_of(("rents",), [2017]) == ()
