"""The budget that comes with a ledger file: whose it is, what it gives way to, and how it goes."""

from pathlib import Path

from hjulet.services.batch_endings import undo_import, withdraw
from hjulet.services.budget import import_budget
from hjulet.services.figures import figure
from hjulet.services.ledger import import_sie
from tests.ledger_text import sie
from tests.services.people import ALICE, AT

BOOKS = """
A 1 2017-01-15 Löner
  50110 13000  1000.00
  19100 -     -1000.00
"""
BUDGET = """
#PBUDGET 0 201701 50110 {1 "13000"} 900.00
#PBUDGET 0 201702 50110 {1 "13000"} 950.00
#PBUDGET 0 201701 30100 {1 "13000"} -100.00
#PBUDGET 0 201701 50110 {} 900.00
#PBUDGET 0 201701 50110 {6 "P1"} 900.00
#PBUDGET 0 201701 50110 {1 "99999"} 7.00
#PBUDGET -1 201601 50110 {1 "13000"} 800.00
"""


def take(budget: str = BUDGET, *, replacing: bool = False) -> tuple[str, list[str]]:
    data = sie(BOOKS, balances=budget)
    outcome = import_sie(data, file="k.se", company="KOMMUN", replacing=replacing, by=ALICE, at=AT)
    return outcome.batch, [problem.code for problem in outcome.facts.problems]


def budgeted(period: str, line: str = "personnel") -> str | None:
    metric = "costs" if line == "personnel" else "income"
    value = figure(f"{metric} unit=HR line={line} period={period} version=original", by=ALICE, at=AT)[0].value
    return None if value is None else f"{value:.2f}"


def test_months_of_a_responsibility_become_the_units_budget_with_the_statements_sign(small: Path) -> None:
    _, problems = take()
    assert (budgeted("2017-01"), budgeted("2017-02"), budgeted("2017")) == ("-900.00", "-950.00", "-1850.00")
    assert budgeted("2017-01", "fees") == "100.00"
    assert budgeted("2016") is None  # last year's stands in last year's file
    assert "budget-unmapped" in problems


def test_a_budget_file_goes_before_it_whichever_came_first(small: Path) -> None:
    own = b"unit;line;account;period;amount;version;decided\nHR;personnel;;2017;-12000;original;2016-11-01\n"
    take()
    assert import_budget(own, file="b.csv", by=ALICE, at=AT).status == "imported"
    assert budgeted("2017") == "-12000.00"
    _, problems = take(BUDGET.replace("950.00", "951.00"), replacing=True)
    assert "budget-not-taken" in problems
    assert budgeted("2017") == "-12000.00"


def test_it_goes_and_comes_with_its_batch(small: Path) -> None:
    take()
    second, _ = take(BUDGET.replace("950.00", "951.00"), replacing=True)
    assert budgeted("2017-02") == "-951.00"
    undo_import(second, reason="fel fil", by=ALICE, at=AT.replace(minute=45))
    assert budgeted("2017-02") == "-950.00"
    first, _ = take()
    withdraw(first, reason="fel fil", by=ALICE, at=AT.replace(minute=50))
    assert budgeted("2017-02") is None


def test_a_file_without_a_budget_takes_none(small: Path) -> None:
    _, problems = take("")
    assert budgeted("2017") is None
    assert not {"budget-unmapped", "budget-not-taken"} & set(problems)
