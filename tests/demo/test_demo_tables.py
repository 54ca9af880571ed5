"""The demo's tables hold together: codes, parents, mapping, people, references in texts, statuses."""

import re
from collections import Counter
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.demo.books import DEMO, YEARS, account_rule, parse, sie_bytes, table, unit_of

METRICS = {
    "income", "costs", "depreciation", "net_interest", "operating_net_cost", "net_cost", "appropriation",
    "result", "budget_variance", "budget_adherence", "net_cost_growth", "net_cost_change",
    "net_cost_variance", "growth_explained", "account_cost", "grant_booked", "grant_accrued",
    "investment_appropriation", "investment_change", "investment_outcome", "investment_over_appropriation",
}  # fmt: skip
LINES = {
    "fees", "rents", "grants", "other_income", "personnel", "premises", "materials_services",
    "purchased_services", "transfers", "other_costs", "depreciation", "appropriation", "mediated_grants",
    "net_interest",
}  # fmt: skip
BALANCE_LINES = {
    "fixed_assets", "current_assets", "internal_bank_claim", "opening_equity", "current_liabilities",
    "internal_bank_debt", "long_term_liabilities",
}  # fmt: skip
INTERNAL = table("mapping/internal.csv")
WITHIN_BOARD = {"KSK-KANSLI", "EKO", "HR", "ADM", "DEST", "KOM", "KS-POL"}
CODES = {row["code"] for row in table("organisation.csv")}
REFERENCE = re.compile(r"\{(\w+)((?: \w+=[\w-]+)*)\}")
INDICATORS = {row["id"] for row in table("indicators/indicators.csv")}
FORMS = {"mnkr0", "mnkr1", "mnkr1abs", "tkr0", "kr", "pct1", "pp2", "ökade", "överskott", "bättre"}
TEXTS = sorted((DEMO / "texts").glob("*/*.md"))
WITHOUT_FIGURE = {
    "annual_KS_2017/investment-comments.laptops": ("0,6 mnkr",),  # Årsrapport 2017, 1.2.1: 600 tkr
    "annual_KS_2017/goal-chapters.arbetsgivare-2.follow-up": ("76",),  # the report does not say of which year
    "annual_KS_2017/goal-chapters.hallbara-5.follow-up": ("mål 2",),
    "goals_KS_2020/responsibility-text": ("100 000",),  # inhabitants, nearly
}
"""Amounts that the published report gives and no figure of ours does."""
PUBLISHED = {
    place: tuple(row["printed"] for row in table("facts/plan_2014.csv") if row["place"] == place)
    for place in {row["place"] for row in table("facts/plan_2014.csv")}
}
"""The same of the published plan, by the place of the text: numbers from before there was a ledger."""
KINDS = {
    "council", "executive_board", "committee", "district_committee", "group_of_bodies", "auditors",
    "central_finance_unit", "department", "unit", "result_row", "advisory", "company", "association",
    "external", "function",
}  # fmt: skip


def test_codes_are_ascii_and_kinds_and_structures_known() -> None:
    rows = table("organisation.csv")
    assert all(row["code"].isascii() and row["code"] == row["code"].upper() for row in rows)
    assert {row["structure"] for row in rows} == {"political", "administrative"}
    assert {row["kind"] for row in rows} == KINDS


def test_a_code_stands_once_in_each_structure_with_one_name() -> None:
    rows = table("organisation.csv")
    assert max(Counter((row["code"], row["structure"]) for row in rows).values()) == 1
    assert len({(row["code"], row["name"], row["kind"]) for row in rows}) == len(CODES)


@pytest.mark.parametrize("structure", ["political", "administrative"])
def test_no_unit_is_an_orphan_or_under_itself(structure: str) -> None:
    parents = {
        row["code"]: row["parent"] for row in table("organisation.csv") if row["structure"] == structure
    }
    for code in parents:
        seen = [code]
        while parent := parents[seen[-1]]:
            assert parent not in seen, seen
            seen.append(parent)


def test_departments_serve_known_bodies_and_groups_have_known_members() -> None:
    for row in table("organisation_serves.csv"):
        assert {row["department"], row["committee"]} <= CODES
    assert {row["group"] for row in table("organisation_members.csv")} == {"KDN"}
    assert {row["member"] for row in table("organisation_members.csv")} == {"JKDN", "HMKDN", "EKDN", "VMKDN"}


def test_only_the_two_common_rows_of_the_office_lack_appropriation() -> None:
    lacking = {row["code"] for row in table("organisation.csv") if row["has_appropriation"] == "no"}
    bodies = {row["code"] for row in table("organisation.csv") if row["kind"] in ("unit", "result_row")}
    assert lacking & bodies == {"KSK-EGET", "KSK-OVRIGT"}


@pytest.mark.parametrize("year", YEARS)
def test_every_account_and_responsibility_is_mapped_once(year: str) -> None:
    book = parse(sie_bytes(year))
    for fields in book.named("#KONTO"):
        rule = account_rule(fields[0])
        is_balance = fields[0][0] in "12"
        assert rule["line"] in (BALANCE_LINES if is_balance else LINES)
        assert rule["sign"] == ("1" if fields[0].startswith("1") else "-1")
    responsibilities = [fields[1] for fields in book.named("#OBJEKT") if fields[0] == "1"]
    assert {unit_of(code) for code in responsibilities} <= CODES


@pytest.mark.parametrize("year", YEARS)
def test_every_counterparty_is_internal_or_known_to_be_outside(year: str) -> None:
    inside = {row["code_from"]: row for row in INTERNAL if row["code_part"] == "counterparty"}
    met = {row.objects["22"] for row in parse(sie_bytes(year)).rows if "22" in row.objects}
    assert met - set(inside) == {"SBFF"}  # an association of several municipalities
    assert {row["unit"] for row in inside.values()} <= CODES


@pytest.mark.parametrize("year", YEARS)
def test_it_services_sold_inside_the_executive_board_cancel_out(year: str) -> None:
    own = {row["code_from"] for row in INTERNAL if row["scope"] == "own" and row["unit"] in WITHIN_BOARD}
    trade = [row for row in parse(sie_bytes(year)).rows if row.objects.get("22") in own]
    sold = sum(row.amount for row in trade if row.account == "3690")
    assert sold == -2_920_000
    assert sum(row.amount for row in trade) == 0


def test_an_account_outside_every_range_is_not_mapped() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        account_rule("9999")
    assert account_rule("50110")["line"] == "personnel"
    assert account_rule("1680")["line"] == "internal_bank_claim"


@pytest.mark.parametrize("year", ["2014", *YEARS])
def test_budget_rows_have_known_units_and_lines_and_a_date_of_decision(year: str) -> None:
    rows = table(f"budget/{year}.csv")
    assert list(rows[0]) == ["unit", "line", "account", "period", "amount", "version", "decided"]
    for row in rows:
        assert row["unit"] in CODES
        assert row["line"] in LINES
        assert row["period"] == year
        assert (date.fromisoformat(row["decided"]).year < int(year)) == (row["version"] == "original")
    keys = Counter((row["unit"], row["line"], row["version"]) for row in rows)
    assert max(keys.values()) == 1
    zero = [row for row in rows if row["unit"] == "KSK-EGET"]
    assert [row["amount"] for row in zero] == ([] if year == "2014" else ["0.00"])


def test_people_have_known_roles_and_scopes() -> None:
    held = [(row["role"], row["unit"]) for row in table("people.csv")]
    assert held == [
        ("administrator", "KF"),
        ("controller", "KS"),
        ("unit_manager", "HR"),
        ("unit_manager", "EKO"),
        ("elected_representative", "KS"),
        ("auditor", "KS"),
        ("controller", "KFN"),
        ("contributor", "HR"),
        ("party_group", "KS"),
        ("public_editor", "KF"),
        ("company_representative", "TELGE-ENE"),
    ]
    assert {unit for _, unit in held} <= CODES


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_number_in_a_text_is_a_reference(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    references = REFERENCE.findall(text)
    assert len(references) == text.count("{") == text.count("}")
    without = re.sub(r"\{[^{}]*\}", "", text)
    published = PUBLISHED.get(path.stem, ()) if path.parent.name == "plan_KS_2014" else ()
    for amount in (*WITHOUT_FIGURE.get(f"{path.parent.name}/{path.stem}", ()), *published):
        assert amount in without
        without = without.replace(amount, "", 1)
    assert not re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", without))  # years are no amounts
    for metric, arguments in references:
        given = dict(argument.split("=") for argument in arguments.split())
        if metric in ("indicator", "indicator_target"):
            assert given["id"] in INDICATORS
            continue
        assert metric in METRICS
        assert set(given) <= {
            "unit",
            "line",
            "period",
            "version",
            "as",
            "row",
            "project",
            "grant",
            "followup",
        }
        assert given["as"] in FORMS
        assert given.get("unit", "KS") in CODES
        assert given.get("line", "fees") in LINES


def test_a_body_has_a_text_of_each_of_its_years() -> None:
    assert {f"annual_KS_{year}" for year in YEARS} < {path.parent.name for path in TEXTS}
    assert {path.stem for path in TEXTS} > {"result-text", "growth-text", "unit-comments.HR"}


def status(figure: str) -> str:
    return next(row["status"] for row in table("published.csv") if fnmatchcase(figure, row["figure"]))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("net_cost unit=HR period=2017", "published"),
        ("net_cost unit=HR period=2015", "published"),
        ("net_cost unit=HR period=2017-03", "illustrative"),
        ("net_cost unit=KS period=2017-01..2017-08", "illustrative"),
        ("net_cost_growth unit=KSK-EGET period=2017", "derived"),
        ("net_cost_growth unit=HR period=2017", "published"),
        ("costs unit=KS line=personnel period=2017", "published"),
        ("costs unit=KS line=other_costs period=2017", "derived"),
        ("costs unit=HR line=personnel period=2017", "illustrative"),
        ("costs unit=KS line=personnel period=2015", "illustrative"),
        ("income unit=KS line=fees period=2017", "illustrative"),
        ("appropriation unit=KSK-EGET period=2017", "derived"),
        ("appropriation unit=KSK period=2017 version=original", "derived"),
        ("appropriation unit=HR period=2017", "published"),
        ("appropriation unit=HR period=2016", "illustrative"),
        ("appropriation unit=KSK period=2016", "derived"),
        ("appropriation unit=KS period=2016", "published"),
        ("appropriation unit=HR period=2014", "published"),
        ("budget_variance unit=HR period=2016", "illustrative"),
        ("budget_variance unit=KS-POL period=2016", "derived"),
        ("forecast unit=KSK period=2017 as_of=2017-08-31", "published"),
        ("forecast unit=HR period=2017 as_of=2017-08-31", "illustrative"),
        ("forecast unit=KS period=2017 as_of=2017-10-31", "illustrative"),
        ("forecast unit=KS period=2017", "illustrative"),
        ("forecast_variance unit=KS period=2017 as_of=2017-08-31", "derived"),
        ("forecast_deviation unit=KS period=2017 as_of=2017-08-31", "published"),
        ("growth_explained unit=KS period=2017 row=3", "published"),
        ("growth_explained unit=KS period=2017", "derived"),
        ("growth_unexplained unit=KS period=2017", "derived"),
        ("account_cost unit=HR followup=konsulter period=2017", "illustrative"),
        ("investment_appropriation project=wireless period=2017", "published"),
        ("investment_appropriation project=ks_kf_frame period=2017 version=original", "derived"),
        ("investment_over_appropriation project=tablets period=2017", "derived"),
        ("investment_outcome project=wireless period=2016", "illustrative"),
        ("investment_outcome project=wireless period=2017-09", "illustrative"),
        ("grant_booked grant=matlust period=2017", "published"),
        ("grant_received grant=matlust period=2017", "illustrative"),
        ("grant_granted unit=KS period=2017", "illustrative"),
    ],
)
def test_published_derived_or_illustrative(figure: str, expected: str) -> None:
    assert status(figure) == expected


def test_a_published_or_derived_figure_names_its_source() -> None:
    for row in table("published.csv"):
        assert row["status"] in ("published", "derived", "illustrative")
        assert row["source"] or row["status"] == "illustrative", row
