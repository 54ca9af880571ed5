"""Who sees what: Alice (controller of KS), Bob (manager of HR), Charlie (controller of another committee).

Whoever may not see a thing is told that it does not exist. Every service is tried with every person.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hjulet.domain.layout import Statement
from hjulet.domain.mapping import RuleKind
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.selection import Selection
from hjulet.services.batch_endings import withdraw
from hjulet.services.budget import import_budget
from hjulet.services.column_maps import list_maps, propose_map, save_map
from hjulet.services.committee import committee_page
from hjulet.services.companies import find_company, list_companies
from hjulet.services.doctor import examine
from hjulet.services.drafts import draft, save_draft
from hjulet.services.drill import line_accounts, rows_page, voucher
from hjulet.services.economy import unit_economy
from hjulet.services.edition import seal_report
from hjulet.services.editions import list_editions
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import figure
from hjulet.services.ledger import batches, check_sie, import_sie
from hjulet.services.lists import check_list, import_list
from hjulet.services.mapping import save_rules, try_without
from hjulet.services.mapping_page import list_rules, rules_file
from hjulet.services.mapping_versions import go_back, list_versions
from hjulet.services.provenance import provenance
from hjulet.services.report import build_report
from hjulet.services.setup import set_mapping
from hjulet.services.staff import import_staff, staff_table, try_staff
from hjulet.services.statements import company_statement
from hjulet.services.summary import body_summary
from hjulet.services.unmapped import list_unmapped
from hjulet.services.verification import verify
from hjulet.store.models import Batch
from tests.readers.list_texts import MAP
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY

YEAR = parse_period("2017")
PERSONNEL_OF_HR = Selection(unit="HR", period=YEAR, lines=("personnel",))
PEOPLE = {
    "Alice": ALICE,
    "Bob": BOB,
    "Charlie": CHARLIE,
    "Elsa": ELSA,
    "Folke": FOLKE,
    "Astrid": ASTRID,
    "Nobody": NOBODY,
}

CHANGE: dict[str, Any] = {"company": "KOMMUN", "base": 1}
"""The demo's first version of the mapping."""

Service = Callable[[Actor], object]

SERVICES: dict[str, Service] = {
    "figure of HR": lambda by: figure("net_cost unit=HR period=2017", by=by, at=AT),
    "figure of EKO": lambda by: figure("net_cost unit=EKO period=2017", by=by, at=AT),
    "figure of KS": lambda by: figure("net_cost unit=KS period=2017", by=by, at=AT),
    "figure of KFN": lambda by: figure("net_cost unit=KFN period=2017", by=by, at=AT),
    "figure of a unit that is not there": lambda by: figure("net_cost unit=NEJ period=2017", by=by, at=AT),
    "figure before the unit was there": lambda by: figure("net_cost unit=HR period=2013", by=by, at=AT),
    "provenance of HR": lambda by: provenance("net_cost unit=HR period=2017", language="sv", by=by, at=AT),
    "economy of HR": lambda by: unit_economy("HR", YEAR, language="sv", by=by, at=AT),
    "economy of EKO": lambda by: unit_economy("EKO", YEAR, language="sv", by=by, at=AT),
    "units of KS": lambda by: committee_page("KS", YEAR, language="sv", by=by, at=AT),
    "units of HR": lambda by: committee_page("HR", YEAR, language="sv", by=by, at=AT),
    "summary of KS": lambda by: body_summary("KS", YEAR, language="sv", by=by, at=AT),
    "man-years of HR": lambda by: figure("man_years unit=HR period=2017", by=by, at=AT),
    "staff figures": lambda by: staff_table(by=by, at=AT),
    "try staff figures": lambda by: try_staff(b"", file="p.csv", by=by, at=AT),
    "import staff figures": lambda by: import_staff(b"", file="p.csv", by=by, at=AT),
    "accounts of HR": lambda by: line_accounts("HR", "personnel", YEAR, by=by, at=AT),
    "rows of HR": lambda by: rows_page(PERSONNEL_OF_HR, by=by, at=AT),
    "rows of EKO": lambda by: rows_page(replace(PERSONNEL_OF_HR, unit="EKO"), by=by, at=AT),
    "report of KS": lambda by: build_report("annual", "KS", YEAR, by=by, at=AT),
    "text of KS": lambda by: draft("annual", "KS", YEAR, "result-text", by=by, at=AT),
    "write text of KS": lambda by: save_draft(
        "annual", "KS", YEAR, "result-text", source="x", version=1, by=by, at=AT
    ),
    "batches": lambda by: batches(by=by, at=AT),
    "check": lambda by: check_sie(b"", file="k.se", by=by, at=AT),
    "import ledger": lambda by: import_sie(b"", file="k.se", by=by, at=AT),
    "check list": lambda by: check_list(b"", file="k.csv", by=by, at=AT),
    "column maps": lambda by: list_maps(by=by, at=AT),
    "propose columns": lambda by: propose_map(b"", file="k.csv", by=by, at=AT),
    "save columns": lambda by: save_map("k", MAP, version=0, by=by, at=AT),
    "import list": lambda by: import_list(b"", file="k.csv", name="k", by=by, at=AT),
    "import budget": lambda by: import_budget(b"", file="b.csv", by=by, at=AT),
    "withdraw": lambda by: withdraw(Batch.objects.earliest("id").key, reason="fel", by=by, at=AT),
    "verify": lambda by: verify(by=by, at=AT),
    "doctor": lambda by: examine(by=by, at=AT),
    "mapping": lambda by: set_mapping((), (), by=by, at=AT),
    "rules": lambda by: list_rules(RuleKind.ACCOUNTS, by=by, at=AT),
    "rules as a file": lambda by: rules_file(RuleKind.UNITS, "csv", company="KOMMUN", by=by, at=AT),
    "codes without rule": lambda by: list_unmapped(by=by, at=AT),
    "try a rule": lambda by: try_without(RuleKind.UNITS, place=1, **CHANGE, by=by, at=AT),
    "save rules": lambda by: save_rules(RuleKind.UNITS, "", note="x", **CHANGE, by=by, at=AT),
    "versions": lambda by: list_versions(by=by, at=AT),
    "go back": lambda by: go_back(1, base=1, note="x", by=by, at=AT),
    "statement": lambda by: company_statement(Statement.INCOME, company="KOMMUN", by=by, at=AT),
    "legal entities": lambda by: list_companies(by=by, at=AT),
    "change a legal entity": lambda by: find_company("KOMMUN", by=by, at=AT),
}

ALLOWED = """
                                     Alice Bob Charlie Elsa Folke Astrid Nobody
figure of HR                           x    x     .     x     x     x      .
figure of EKO                          x    .     .     x     x     x      .
figure of KS                           x    .     .     x     x     x      .
figure of KFN                          .    .     x     .     .     x      .
figure of a unit that is not there     .    .     .     .     .     .      .
figure before the unit was there       .    .     .     .     .     .      .
provenance of HR                       x    x     .     x     x     x      .
economy of HR                          x    x     .     x     x     x      .
economy of EKO                         x    .     .     x     x     x      .
units of KS                            x    .     .     x     x     x      .
units of HR                            x    x     .     x     x     x      .
summary of KS                          x    .     .     x     x     x      .
man-years of HR                        x    x     .     .     x     x      .
staff figures                          x    .     x     .     x     x      .
try staff figures                      x    .     x     .     .     x      .
import staff figures                   x    .     x     .     .     x      .
accounts of HR                         x    x     .     x     x     x      .
rows of HR                             x    x     .     .     x     x      .
rows of EKO                            x    .     .     .     x     x      .
report of KS                           x    .     .     x     x     x      .
text of KS                             x    .     .     x     x     x      .
write text of KS                       x    .     .     .     .     .      .
batches                                x    .     x     .     x     x      .
check                                  x    .     x     .     x     x      .
import ledger                          x    .     x     .     .     x      .
check list                             x    .     x     .     x     x      .
column maps                            x    .     x     .     x     x      .
propose columns                        x    .     x     .     .     x      .
save columns                           x    .     x     .     .     x      .
import list                            x    .     x     .     .     x      .
import budget                          x    .     x     .     .     x      .
withdraw                               x    .     x     .     .     x      .
verify                                 x    .     x     .     x     x      .
doctor                                 x    .     x     .     x     x      .
mapping                                .    .     .     .     .     x      .
rules                                  x    .     x     .     x     x      .
rules as a file                        x    .     x     .     x     x      .
codes without rule                     x    .     x     .     x     x      .
try a rule                             .    .     .     .     .     x      .
save rules                             .    .     .     .     .     x      .
versions                               x    .     x     .     x     x      .
go back                                .    .     .     .     .     x      .
statement                              x    .     .     x     x     x      .
legal entities                         x    .     x     .     x     x      .
change a legal entity                  .    .     .     .     .     x      .
"""


def allowed() -> dict[str, dict[str, bool]]:
    head, *rows = ALLOWED.strip("\n").splitlines()
    people = head.split()
    marks = {" ".join(row.split()[: -len(people)]): row.split()[-len(people) :] for row in rows}
    return {
        name: {who: mark == "x" for who, mark in zip(people, found, strict=True)}
        for name, found in marks.items()
    }


def reaches(service: Service, by: Actor) -> bool:
    """Tell whether a person gets through to a service; refused input is through."""
    try:
        service(by)
    except NotFoundError:
        return False
    except RefusedError:
        return True
    return True


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_there_for_those_who_may_and_not_for_others(demo: Path, name: str) -> None:
    expected = allowed()
    assert set(expected) == set(SERVICES)
    others = [who for who, may in expected[name].items() if not may]
    assert {who: reaches(SERVICES[name], PEOPLE[who]) for who in others} == dict.fromkeys(others, False)
    those = [who for who, may in expected[name].items() if may]
    for who in those[:1] if name in ("withdraw", "write text of KS") else those:  # can be done once
        assert reaches(SERVICES[name], PEOPLE[who]), who


def test_what_is_not_ones_own_looks_like_what_does_not_exist(demo: Path) -> None:
    faults = []
    for unit in ("EKO", "NEJ"):
        with pytest.raises(NotFoundError) as raised:
            figure(f"net_cost unit={unit} period=2017", by=BOB, at=AT)
        faults.append(str(raised.value).replace(unit, "_"))
    assert faults[0] == faults[1]


@pytest.mark.parametrize("by", [BOB, CHARLIE, ELSA, FOLKE, ASTRID, NOBODY], ids=lambda by: str(by.name))
def test_only_the_bodys_controller_seals(demo: Path, by: Actor) -> None:
    with pytest.raises(NotFoundError):
        seal_report("annual", "KS", YEAR, by=by, at=AT)
    assert list_editions(by=ALICE, at=AT) == ()


def test_an_elected_representative_sees_figures_but_opens_no_rows(demo: Path) -> None:
    assert not provenance("net_cost unit=HR period=2017", language="sv", by=ELSA, at=AT).may_open_rows
    assert not unit_economy("HR", YEAR, language="sv", by=ELSA, at=AT).may_open_vouchers
    assert provenance("net_cost unit=HR period=2017", language="sv", by=BOB, at=AT).may_open_rows


def test_a_vouchers_rows_of_others_are_counted_and_summed_but_not_shown(demo: Path) -> None:
    """A voucher that Bob reaches from his own unit balances, though he sees only his rows of it."""
    mine = rows_page(PERSONNEL_OF_HR, by=BOB, at=AT).rows[0].row
    seen = voucher(mine.batch, mine.voucher, by=BOB, at=AT)
    whole = voucher(mine.batch, mine.voucher, by=ALICE, at=AT)
    assert {dict(row.codes)["responsibility"][:2] for row in seen.rows} == {"13"}
    assert len(seen.rows) + seen.hidden_rows == len(whole.rows) + whole.hidden_rows
    for opened in (seen, whole):
        assert sum((row.amount for row in opened.rows), Decimal(0)) + opened.hidden_amount == 0
    assert seen.hidden_rows > 0
    assert set(seen.units.values()) == {"HR"}
    with pytest.raises(NotFoundError):
        voucher(mine.batch, mine.voucher, by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        voucher(mine.batch, mine.voucher, by=ELSA, at=AT)


@pytest.mark.parametrize("number", [0, -1, 10**6, 10**30])
def test_a_page_that_is_not_there_is_not_found(demo: Path, number: int) -> None:
    with pytest.raises(NotFoundError):
        rows_page(PERSONNEL_OF_HR, number=number, by=ALICE, at=AT)
