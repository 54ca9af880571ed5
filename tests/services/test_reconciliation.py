"""Is it the same money all the way: files, ledger, cubes, reports, editions; and what tells if it is not."""

from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hjulet.domain.elimination import remainder
from hjulet.domain.ledger import Elimination
from hjulet.domain.period import year_period
from hjulet.services.drafts import save_draft
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError
from hjulet.services.internal import internal_items
from hjulet.services.ledger import import_sie
from hjulet.services.ledgers import ledger_root
from hjulet.services.people import OPERATOR
from hjulet.services.reconciliation import Reconciliation, reconcile
from hjulet.services.setup import set_mapping
from hjulet.store.ledger.files import CUBE_FILE, SUMS_FILE
from hjulet.store.models import Batch
from tests.ledger_text import MAPPING, internal, sie
from tests.services.people import ALICE, AT, BOB, CHARLIE, FOLKE

BOOKS = """
A 1 2017-01-15 Löner
  50110 13000  1000.00
  19100 -     -1000.00
A 2 2017-02-20 Hyra internt
  60100 13000,22=120  70.00
  30100 12000,22=130 -65.00
  19100 -             -5.00
"""


def take(text: str = BOOKS, *, replacing: bool = False) -> None:
    outcome = import_sie(sie(text), file="k.se", company="KOMMUN", replacing=replacing, by=OPERATOR, at=AT)
    assert outcome.status in ("imported", "replaced")


def seal() -> None:
    year = year_period(2017)
    save_draft("annual", "KS", year, "result-text", source="Bra.", version=0, by=ALICE, at=AT)
    seal_report("annual", "KS", year, by=ALICE, at=AT)


def check(*, by: object = ALICE) -> Reconciliation:
    return reconcile(2017, by=by, at=AT)  # type: ignore[arg-type]


def test_a_sound_ledger_agrees_all_the_way(small: Path) -> None:
    take()
    seal()
    found = check()
    assert found.holds
    assert [(m.month, str(m.turnover), str(m.ledger), str(m.reports)) for m in found.months] == [
        ("2017-01", "2000.00", "1000.00", "1000.00"),
        ("2017-02", "140.00", "5.00", "5.00"),
    ]
    assert {(e.unit, str(e.sealed), e.holds) for e in found.editions} >= {("KS", "1005.00", True)}


@pytest.mark.parametrize("file", [CUBE_FILE, SUMS_FILE])
def test_a_cube_that_differs_from_its_rows_is_seen(small: Path, file: str) -> None:
    take()
    cube = ledger_root() / Batch.objects.get().folder / file
    pq.write_table(pq.read_table(cube).slice(1), cube)
    found = check()
    assert not found.holds
    assert [file.holds for file in found.files] == [False]


def test_money_that_no_rule_covers_is_told_month_by_month(small: Path) -> None:
    take(BOOKS + "A 3 2017-02-21 Okänt\n  70000 13000 9.00\n  50110 99999 3.00\n  19100 - -12.00\n")
    found = check()
    assert [(m.month, str(m.unmapped), m.holds) for m in found.months] == [
        ("2017-01", "0.00", True),
        ("2017-02", "12.00", True),
    ]
    assert not found.holds


def test_an_edition_that_the_ledger_has_left_behind_is_seen(small: Path) -> None:
    take()
    seal()
    take(BOOKS.replace("1000.00", "1001.00"), replacing=True)
    (ks,) = [one for one in check().editions if one.unit == "KS"]
    assert (str(ks.sealed), str(ks.now), ks.holds) == ("1005.00", "1006.00", False)


def test_it_takes_the_sight_of_all_that_the_files_are_about(small: Path) -> None:
    take()
    assert check(by=FOLKE).files
    assert not check(by=CHARLIE).files
    assert not check(by=CHARLIE).months
    with pytest.raises(NotFoundError):
        check(by=BOB)


def test_what_does_not_cancel_out_is_shown_pair_by_pair(small: Path) -> None:
    set_mapping(
        MAPPING.accounts,
        MAPPING.units,
        (
            internal("counterparty", "12", "12", "own", "EKO"),
            internal("counterparty", "13", "13", "own", "HR"),
        ),
        by=OPERATOR,
        at=AT,
    )
    take()
    found = internal_items("KS", year_period(2017), by=ALICE, at=AT)
    (pair,) = found.pairs
    assert (pair.unit, pair.other, pair.remainder) == ("EKO", "HR", Decimal("5.00"))
    assert remainder(found.pairs, Elimination.OWN) == found.remainder == Decimal("5.00")
    lines = {part.line: (part.gross, part.own, part.external) for part in found.lines}
    assert lines["premises"] == (Decimal("-70.00"), Decimal("-70.00"), Decimal("0.00"))
    assert lines["personnel"] == (Decimal("-1000.00"), Decimal("0.00"), Decimal("-1000.00"))
    # From below, the partner's side is still seen.
    (of_hr,) = internal_items("HR", year_period(2017), by=BOB, at=AT).pairs
    assert of_hr.remainder == Decimal("5.00")
    with pytest.raises(NotFoundError):
        internal_items("HR", year_period(2017), by=CHARLIE, at=AT)
