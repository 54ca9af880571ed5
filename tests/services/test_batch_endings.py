"""A batch withdrawn, an import undone, a budget withdrawn: the ledger is what it was, and says by whom."""

from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.services.batch_endings import undo_import, withdraw
from hjulet.services.batch_register import end_batch
from hjulet.services.budget import import_budget, withdraw_budget
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import open_books
from hjulet.services.ledger import batches, import_sie
from hjulet.services.people import OPERATOR
from hjulet.store.models import AuditEvent, Batch, BatchStatus, BudgetImport, Snapshot
from tests.ledger_text import sie
from tests.services.people import ALICE, AT, BOB, CHARLIE, FOLKE

JANUARY = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
FEBRUARY = JANUARY.replace("2017-01", "2017-02")
BUDGET = b"unit;line;account;period;amount;version;decided\nHR;personnel;;2017;1000;original;2016-12-01\n"


def take(text: str, *, replacing: bool = False) -> str:
    taken = import_sie(sie(text), file="k.se", company="KOMMUN", replacing=replacing, by=ALICE, at=AT)
    assert taken.status in ("imported", "replaced"), taken.facts.problems
    return taken.batch


def turnover() -> Decimal:
    return sum((one.turnover for one in open_books().ledger.control()), Decimal(0))


def statuses() -> dict[str, str]:
    return dict(Batch.objects.values_list("key", "status"))


def refusal(call: object) -> list[str]:
    with pytest.raises(RefusedError) as refused:
        call()  # type: ignore[operator]
    return [problem.code for problem in refused.value.problems]


def test_undone_the_ledger_is_what_it_was_to_the_ore(small: Path) -> None:
    first, other = take(JANUARY), take(FEBRUARY)
    before = turnover()
    whole = take(f"{JANUARY}\n{FEBRUARY}".replace("100.00", "77.77"), replacing=True)
    assert statuses() == {first: "replaced", other: "replaced", whole: "active"}

    undone = undo_import(whole, reason="Fel fil", by=ALICE, at=AT)

    assert set(undone.restored) == {first, other}
    assert statuses() == {first: "active", other: "active", whole: "withdrawn"}
    assert turnover() == before
    assert set(Snapshot.objects.get(number=undone.snapshot).batches.values_list("key", flat=True)) == {
        first,
        other,
    }
    event = AuditEvent.objects.get(action="undo-import")
    assert (event.actor, event.object_id, event.params["reason"]) == ("alice", whole, "Fel fil")


def test_one_step_is_undone_at_a_time(small: Path) -> None:
    first = take(JANUARY)
    second = take(JANUARY.replace("100.00", "200.00"), replacing=True)
    third = take(JANUARY.replace("100.00", "300.00"), replacing=True)
    assert refusal(lambda: undo_import(second, reason="fel", by=ALICE, at=AT)) == ["not-active"]
    assert undo_import(third, reason="fel", by=ALICE, at=AT).restored == (second,)
    assert undo_import(second, reason="fel", by=ALICE, at=AT).restored == (first,)
    assert statuses()[first] == "active"


def test_what_replaced_nothing_is_withdrawn_by_being_undone(small: Path) -> None:
    batch = take(JANUARY)
    assert undo_import(batch, reason="fel", by=ALICE, at=AT).restored == ()
    assert statuses() == {batch: "withdrawn"}


def test_it_is_not_undone_where_a_later_batch_has_the_months(small: Path) -> None:
    """No import leads here: two batches would count the same months, so the guard is shown by hand."""
    first = take(JANUARY)
    second = take(JANUARY.replace("100.00", "200.00"), replacing=True)
    later = take(FEBRUARY)
    Batch.objects.filter(key=later).update(months=["2017-01"])
    assert refusal(lambda: undo_import(second, reason="fel", by=ALICE, at=AT)) == ["later-batch-overlaps"]
    assert statuses()[first] == "replaced"
    assert not AuditEvent.objects.filter(action="undo-import").exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_asked_for(small: Path, reason: str) -> None:
    batch = take(JANUARY)
    for call in (undo_import, withdraw):
        assert refusal(lambda call=call: call(batch, reason=reason, by=ALICE, at=AT)) == ["missing-reason"]


def test_nobody_undoes_what_is_not_theirs(small: Path) -> None:
    take(JANUARY)
    second = take(JANUARY.replace("100.00", "200.00"), replacing=True)
    for other in (BOB, CHARLIE, FOLKE):
        with pytest.raises(NotFoundError):
            undo_import(second, reason="fel", by=other, at=AT)
    with pytest.raises(NotFoundError):
        undo_import("finns-inte", reason="fel", by=ALICE, at=AT)


def test_the_budget_that_came_with_a_batch_ends_and_returns_with_it(small: Path) -> None:
    first = take(JANUARY)
    key = import_budget(BUDGET, file="b.csv", by=ALICE, at=AT).batch
    BudgetImport.objects.update(batch=first)
    assert refusal(lambda: withdraw_budget(key, reason="fel", by=ALICE, at=AT)) == ["budget-of-batch"]

    second = take(JANUARY.replace("100.00", "200.00"), replacing=True)
    assert BudgetImport.objects.get().status == "withdrawn"
    undo_import(second, reason="fel", by=ALICE, at=AT)
    assert BudgetImport.objects.get().status == "active"


def test_a_budget_is_withdrawn_and_may_come_again(small: Path) -> None:
    key = import_budget(BUDGET, file="b.csv", by=ALICE, at=AT).batch
    number = withdraw_budget(key, reason="Fel år", by=ALICE, at=AT)
    assert Snapshot.objects.get(number=number).budgets.count() == 0
    ended = BudgetImport.objects.get()
    assert (ended.status, ended.ended_by, ended.reason) == ("withdrawn", "alice", "Fel år")
    assert AuditEvent.objects.get(action="withdraw-budget").object_id == key
    assert refusal(lambda: withdraw_budget(key, reason="fel", by=ALICE, at=AT)) == ["not-active"]
    assert import_budget(BUDGET, file="b.csv", by=ALICE, at=AT).status == "imported"
    assert withdraw_budget(key, reason="fel", by=ALICE, at=AT)


def test_nobody_withdraws_anothers_budget(small: Path) -> None:
    key = import_budget(BUDGET, file="b.csv", by=ALICE, at=AT).batch
    for other in (BOB, CHARLIE, FOLKE):
        with pytest.raises(NotFoundError):
            withdraw_budget(key, reason="fel", by=other, at=AT)
    for nothing in ("", key[:5], "0" * 12):
        with pytest.raises(NotFoundError):
            withdraw_budget(nothing, reason="fel", by=ALICE, at=AT)


def test_an_ended_batch_is_still_listed(small: Path) -> None:
    batch = Batch.objects.get(key=take(JANUARY))
    end_batch(batch, BatchStatus.WITHDRAWN, reason="fel", by=OPERATOR, at=AT)
    assert [one.status for one in batches(by=ALICE, at=AT)] == ["withdrawn"]
