"""Legal entities get names, numbers and kinds; a wrong number, and a lost race, are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.org_number import NotAnOrgNumber, org_number
from hjulet.services.companies import (
    CompanyFacts,
    add_company,
    change_company,
    find_company,
    list_companies,
)
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.store.models import AuditEvent, Company
from tests.ledger_text import sie
from tests.services.people import ALICE, ASTRID, AT, BOB, person

OF_KFN = person("Kai", "administrator", "KFN")
TELGE = CompanyFacts(code="TELGE", name="Telge AB", org_number="556000-0167", kind="company")


@pytest.mark.parametrize("text", ["212000-0159", "2120000159", " 212000 0159 "])
def test_a_number_has_one_form(text: str) -> None:
    assert org_number(text) == "212000-0159"


@pytest.mark.parametrize("text", ["212000-0158", "212000-015", "16212000-0159", "", "21200O-0159"])
def test_a_wrong_number_is_no_number(text: str) -> None:
    with pytest.raises(NotAnOrgNumber):
        org_number(text)


def test_an_entity_is_added_and_files_find_it(small: Path) -> None:
    add_company(replace(TELGE, org_number="5560000167"), by=ASTRID, at=AT)
    data = sie("A 1 2017-01-15 Hyra\n  3010 - -5.00\n  1910 - 5.00", org_number="556000-0167")
    outcome = import_sie(data, file="t.se", by=OPERATOR, at=AT)
    assert "unknown-company" not in [problem.code for problem in outcome.facts.problems]
    found = list_companies(by=ALICE, at=AT)
    assert found.companies == ((TELGE, 1),)
    assert not found.may_edit
    assert AuditEvent.objects.filter(action="add-company", object_id="TELGE").count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (replace(TELGE, code="TELGE AB"), "bad-company-code"),
        (replace(TELGE, code="T2", org_number="556000-0168"), "bad-org-number"),
        (TELGE, "company-exists"),
        (replace(TELGE, code="T2"), "company-exists"),
    ],
)
def test_what_cannot_be_added_says_why(small: Path, given: CompanyFacts, code: str) -> None:
    add_company(TELGE, by=ASTRID, at=AT)
    with pytest.raises(RefusedError, match=code):
        add_company(given, by=ASTRID, at=AT)
    assert Company.objects.count() == 1


def test_an_entity_is_changed_but_not_over_somebody_else(small: Path) -> None:
    add_company(TELGE, by=ASTRID, at=AT)
    renamed = replace(TELGE, name="Telge Koncern AB")
    change_company(renamed, was=TELGE, by=ASTRID, at=AT)
    assert find_company("TELGE", by=ASTRID, at=AT) == renamed
    with pytest.raises(ConflictError) as raised:
        change_company(replace(TELGE, name="Telge i Södertälje"), was=TELGE, by=ASTRID, at=AT)
    assert "Telge Koncern AB" in raised.value.theirs
    assert "Telge i Södertälje" in raised.value.mine
    assert find_company("TELGE", by=ASTRID, at=AT) == renamed


def test_only_who_leads_the_installation_names_entities(small: Path) -> None:
    """An administrator of one committee does not: every file of the municipality is known by them."""
    add_company(TELGE, by=ASTRID, at=AT)
    assert list_companies(by=ASTRID, at=AT).may_edit
    assert not list_companies(by=OF_KFN, at=AT).may_edit
    for who in (ALICE, BOB, OF_KFN):
        with pytest.raises(NotFoundError):
            add_company(replace(TELGE, code="T2"), by=who, at=AT)
        with pytest.raises(NotFoundError):
            change_company(TELGE, was=TELGE, by=who, at=AT)
    with pytest.raises(NotFoundError):
        find_company("NEJ", by=ASTRID, at=AT)
