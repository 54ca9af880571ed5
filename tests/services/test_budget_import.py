"""Importing a budget: whole or not at all, once; a later file stands before an earlier one."""

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from hjulet.services.budget import BudgetOutcome, import_budget
from hjulet.services.figures import figure
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.store.models import AuditEvent, BudgetAmount, BudgetImport, Snapshot
from tests.services.at_once import at_once
from tests.services.people import ALICE, AT

HEAD = "unit;line;account;period;amount;version;decided\n"
YEAR = f"{HEAD}HR;appropriation;;2017;347701,00;original;2016-12-12\n"
LATER = f"{HEAD}HR;appropriation;;2017;352701,00;revised;2017-10-02\n"


def take(text: str, *, file: str = "budget.csv") -> BudgetOutcome:
    return import_budget(text.encode("utf-8"), file=file, by=ALICE, at=AT)


def appropriation(period: str, *, snapshot: int | None = None) -> Decimal | None:
    found, _ = figure(f"appropriation unit=HR period={period}", snapshot=snapshot, by=OPERATOR, at=AT)
    return found.value


def test_the_budget_in_force_at_the_periods_end(small: Path) -> None:
    first = take(YEAR)
    second = take(LATER, file="later.csv")
    assert (first.status, second.status) == ("imported", "imported")
    assert appropriation("2017") == Decimal("352701.00")
    assert appropriation("2017", snapshot=first.snapshot) == Decimal("347701.00")
    august = appropriation("2017-01..2017-08")
    assert august is not None
    assert abs(august * 12 - 347701 * 8) < 1
    rows = provenance("appropriation unit=HR period=2017", language="sv", by=ALICE, at=AT).budget
    assert [(row.amount, row.decided, row.file) for row in rows] == [
        (Decimal("352701.00"), date(2017, 10, 2), "later.csv")
    ]


def test_the_same_rows_again_change_nothing(small: Path) -> None:
    first = take(YEAR)
    snapshots = Snapshot.objects.count()
    assert take(YEAR.replace("\n", "\r\n"), file="again.csv").status == "already-imported"
    assert (first.status, BudgetImport.objects.count(), Snapshot.objects.count()) == (
        "imported",
        1,
        snapshots,
    )
    again = take(YEAR)
    assert (again.batch, again.snapshot) == (first.batch, first.snapshot)
    assert first.batch


def test_a_row_given_again_stands_where_it_was_given_last(small: Path) -> None:
    take(YEAR, file="a.csv")
    take(YEAR.replace("347701", "1"), file="b.csv")
    extra = "EKO;appropriation;;2017;5,00;original;2016-12-12\n"
    take(YEAR + extra, file="c.csv")
    assert appropriation("2017") == Decimal("347701.00")
    (row,) = provenance("appropriation unit=HR period=2017", language="sv", by=ALICE, at=AT).budget
    assert (row.amount, row.file) == (Decimal("347701.00"), "c.csv")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("NEJ;appropriation;;2017;1;original;", "unknown-unit"),
        ("HR;nej;;2017;1;original;", "unknown-line"),
        ("HR;appropriation;;2017;ett;original;", "bad-amount"),
        ("HR;appropriation;;17;1;original;", "not-year-or-month"),
    ],
)
def test_one_bad_row_refuses_the_whole_file(small: Path, row: str, code: str) -> None:
    outcome = take(f"{YEAR}{row}\n")
    assert (outcome.status, outcome.snapshot) == ("refused", None)
    assert code in {problem.code for problem in outcome.problems}
    assert not BudgetAmount.objects.exists()
    assert not AuditEvent.objects.filter(action="import-budget").exists()


def test_what_does_not_exist_is_named_once_where_it_first_stands(small: Path) -> None:
    rows = "HR;nej;;2017;1;original;\nNEJ;fees;;2017;1;original;\nNEJ;nej;;2017;1;original;\n"
    found = [(problem.code, problem.place.line) for problem in take(HEAD + rows).problems]
    assert found == [("unknown-line", 2), ("unknown-unit", 3)]


def test_of_ten_imports_of_one_file_at_once_one_comes_in(transactional_db: None, small: Path) -> None:
    results = at_once(*([partial(take, YEAR)] * 10))
    assert all(isinstance(one, BudgetOutcome) for one in results), results
    statuses = sorted(one.status for one in results if isinstance(one, BudgetOutcome))
    assert statuses == ["already-imported"] * 9 + ["imported"]
    assert BudgetAmount.objects.count() == 1
