"""A controller of one committee neither sees nor touches another's ledger and budget."""

from pathlib import Path

import pytest

from hjulet.services.batch_endings import withdraw
from hjulet.services.budget import import_budget
from hjulet.services.errors import NotFoundError
from hjulet.services.imports import find_batch, list_imports
from hjulet.services.ledger import batches, import_sie
from hjulet.services.people import OPERATOR
from hjulet.store.models import Batch, BudgetImport
from tests.ledger_text import sie
from tests.services.people import ALICE, AT, CHARLIE

LEDGER = sie("A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00")
BUDGET = b"unit;line;account;period;amount;version;decided\nHR;appropriation;;2017;100;original;2016-12-01\n"


def test_anothers_ledger_is_not_imported(small: Path) -> None:
    outcome = import_sie(LEDGER, file="k.se", company="KOMMUN", by=CHARLIE, at=AT)
    (problem,) = [one for one in outcome.facts.problems if one.severity.refuses]
    assert (outcome.status, problem.code, problem.params) == ("refused", "outside-scope", {"units": "HR"})
    assert not Batch.objects.exists()
    assert import_sie(LEDGER, file="k.se", company="KOMMUN", by=ALICE, at=AT).status == "imported"


def test_anothers_batches_are_not_there(demo: Path) -> None:
    key = batches(by=ALICE, at=AT)[0].batch
    assert batches(by=CHARLIE, at=AT) == ()
    assert find_batch(key, by=ALICE, at=AT).facts.batch == key
    with pytest.raises(NotFoundError):
        find_batch(key, by=CHARLIE, at=AT)
    with pytest.raises(NotFoundError):
        withdraw(key, reason="fel", by=CHARLIE, at=AT)
    assert withdraw(key, reason="fel", by=ALICE, at=AT)


def test_anothers_budget_is_neither_imported_nor_listed(small: Path) -> None:
    refused = import_budget(BUDGET, file="b.csv", by=CHARLIE, at=AT)
    assert (refused.status, refused.problems[-1].code) == ("refused", "outside-scope")
    assert not BudgetImport.objects.exists()
    assert import_budget(BUDGET, file="b.csv", by=ALICE, at=AT).status == "imported"
    assert len(list_imports(by=ALICE, at=AT).budgets) == 1
    assert list_imports(by=CHARLIE, at=AT).budgets == ()


def test_a_replacement_may_not_take_anothers_rows_away(demo: Path) -> None:
    own = sie("A 1 2017-01-15 Utan enhet\n  50110 - 100.00\n  19100 - -100.00")
    outcome = import_sie(own, file="k.se", company="KOMMUN", replacing=True, by=CHARLIE, at=AT)
    assert outcome.status == "refused"
    assert Batch.objects.filter(status="active").count() == 3


def test_the_operator_may_all(demo: Path) -> None:
    assert len(batches(by=OPERATOR, at=AT)) == 3
