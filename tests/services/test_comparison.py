"""What differs between two states of the ledger, and who may know."""

from pathlib import Path

import pytest

from hjulet.services.batch_endings import withdraw
from hjulet.services.comparison import (
    Difference,
    batch_difference,
    candidate_difference,
    snapshot_difference,
)
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.ledger import import_sie
from hjulet.services.ledgers import ledger_root
from hjulet.services.people import OPERATOR
from hjulet.store.ledger.codes import CompanyCodes
from hjulet.store.models import Batch
from tests.ledger_text import sie
from tests.services.people import ALICE, AT, BOB, CHARLIE, NOBODY

FIRST = """
A 1 2017-01-15 Löner
  50110 13000  1000.00
  19100 -     -1000.00
A 2 2017-02-20 Hyra
  60100 13000  70.00
  19100 -     -70.00
"""

CORRECTED = """
A 1 2017-01-15 Löner
  50110 12000  1000.00
  19100 -     -1000.00
A 2 2017-02-20 Hyra
  60100 13000  70.00
  19100 -     -70.00
"""


def take(text: str, *, replacing: bool = False) -> tuple[str, int]:
    outcome = import_sie(sie(text), file="k.se", company="KOMMUN", replacing=replacing, by=OPERATOR, at=AT)
    assert outcome.snapshot is not None
    return outcome.batch, outcome.snapshot


def shown(found: Difference) -> list[str]:
    """Write a difference: moves in kronor, then vouchers."""
    moves = [f"{one.unit} {one.line} {one.month} {one.before} > {one.after}" for one in found.moves]
    return [*moves, *(f"{one.change} {one.voucher}" for one in found.vouchers)]


MOVED = [
    "EKO personnel 2017-01 0.00 > -1000.00",
    "HR personnel 2017-01 -1000.00 > 0.00",
    "changed A-1-20170115",
]


def test_a_replacement_moves_the_lines_whose_rows_it_changes(small: Path) -> None:
    _, before = take(FIRST)
    batch, after = take(CORRECTED, replacing=True)
    assert shown(snapshot_difference(before, after, by=ALICE, at=AT)) == MOVED
    assert shown(batch_difference(batch, by=ALICE, at=AT)) == MOVED
    assert snapshot_difference(after, after, by=ALICE, at=AT).is_empty


def test_the_first_batch_differs_from_nothing_and_a_withdrawal_leaves_nothing(small: Path) -> None:
    batch, taken = take(FIRST)
    assert batch_difference(batch, by=ALICE, at=AT).counts == {"new": 2}
    gone = withdraw(batch, reason="fel fil", by=ALICE, at=AT)
    found = snapshot_difference(taken, gone, by=ALICE, at=AT)
    assert found.counts == {"removed": 2}
    assert sum(move.after for move in found.moves) == 0


def test_files_that_are_no_batch_yet_are_compared_with_those_they_would_replace(small: Path) -> None:
    """A candidate's files lie below the ledger's root; here those of a batch that has been withdrawn."""
    batch, _ = take(CORRECTED)
    withdraw(batch, reason="ett utkast", by=ALICE, at=AT)
    candidate = ledger_root() / Batch.objects.get(key=batch).folder
    take(FIRST)
    held = CompanyCodes(
        company="KOMMUN",
        accounts=frozenset({"50110", "60100", "19100"}),
        responsibilities=frozenset({"12000", "13000"}),
        years=frozenset({2017}),
    )
    active = Batch.objects.filter(status="active")
    found = candidate_difference(candidate.name, held, replaced=active, by=ALICE, at=AT)
    assert shown(found) == MOVED
    with pytest.raises(RefusedError, match="outside-scope"):
        candidate_difference(candidate.name, held, replaced=active, by=CHARLIE, at=AT)


@pytest.mark.parametrize("who", [BOB, NOBODY])
def test_whoever_may_not_see_imports_is_told_that_there_is_nothing(small: Path, who: object) -> None:
    batch, number = take(FIRST)
    with pytest.raises(NotFoundError):
        batch_difference(batch, by=who, at=AT)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        snapshot_difference(number - 1, number, by=who, at=AT)  # type: ignore[arg-type]


def test_another_committees_controller_does_not_see_what_moved_here(small: Path) -> None:
    batch, _ = take(FIRST)
    with pytest.raises(NotFoundError):
        batch_difference(batch, by=CHARLIE, at=AT)


def test_what_does_not_exist_is_not_found(small: Path) -> None:
    take(FIRST)
    with pytest.raises(NotFoundError):
        batch_difference("x", by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        snapshot_difference(1, 99, by=ALICE, at=AT)
