"""Importing a ledger: the same content once, no month twice, nothing lost by a replacement."""

import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.progress import CancelledError, Progress
from hjulet.services.batch_endings import withdraw
from hjulet.services.batch_register import ImportOutcome
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import figure, open_books
from hjulet.services.ledger import (
    batches,
    check_sie,
    control_faults,
    import_sie,
    sweep_orphans,
)
from hjulet.services.people import OPERATOR
from hjulet.store.ledger.files import EMPTY_FOLDER
from hjulet.store.models import AuditEvent, Batch, Company, Snapshot
from tests.ledger_text import sie
from tests.readers.sie_texts import BALANCES
from tests.services.people import ALICE, AT

JANUARY = """
A 1 2017-01-15 Löner
  50110 13000  100.00 Januari
  19100 -     -100.00
A 2 2017-01-20 Avgifter
  19100 -       30.00
  30100 13000  -30.00
"""
BOTH = """
A 1 2017-01-15 Löner
  50110 13000  110.00
  19100 -     -110.00
A 3 2017-02-15 Löner
  50110 13000  200.00
  19100 -     -200.00
"""
FEBRUARY = """
A 3 2017-02-15 Löner
  50110 13000  200.00
  19100 -     -200.00
"""
UNBALANCED = """
A 1 2017-01-15 Löner
  50110 13000  100.00
  19100 -      -99.00
"""


def take(
    data: str | bytes,
    *,
    file: str = "kommun.se",
    replacing: bool = False,
    unbalanced: bool = False,
    company: str = "KOMMUN",
) -> ImportOutcome:
    raw = sie(data) if isinstance(data, str) else data
    return import_sie(
        raw, file=file, company=company, replacing=replacing, unbalanced=unbalanced, by=ALICE, at=AT
    )


def listed() -> list[tuple[str, str]]:
    """List the batches as (first month..last month, status)."""
    return [(f"{one.months[0]}..{one.months[-1]}", one.status) for one in batches(by=OPERATOR, at=AT)]


def net_cost(period: str = "2017", *, snapshot: int | None = None) -> Decimal | None:
    found, _ = figure(f"net_cost unit=HR period={period}", snapshot=snapshot, by=OPERATOR, at=AT)
    return found.value


def codes(outcome: ImportOutcome) -> list[str]:
    return [problem.code for problem in outcome.facts.problems]


def folders(home: Path) -> set[str]:
    return {path.name for path in (home / "ledger").iterdir()} - {EMPTY_FOLDER}


def test_a_file_becomes_a_batch_a_snapshot_and_an_audit_row(small: Path) -> None:
    outcome = take(JANUARY)
    assert (outcome.status, outcome.facts.control_sum) == ("imported", Decimal("260.00"))
    (batch,) = Batch.objects.all()
    assert (batch.key, batch.rows, batch.vouchers, batch.months) == (outcome.batch, 4, 2, ["2017-01"])
    assert batch.accounts == {"19100": "Konto 19100", "30100": "Konto 30100", "50110": "Konto 50110"}
    assert (batch.imported_by, batch.imported_at) == ("alice", AT)
    assert [one.key for one in open_books(outcome.snapshot).snapshot.batches.all()] == [batch.key]
    event = AuditEvent.objects.get(action="import-sie")
    assert (event.actor, event.at, event.params["snapshot"]) == ("alice", AT, outcome.snapshot)
    assert net_cost() == Decimal("70.00")


def swapped(text: str) -> str:
    first, second = text.strip().split("\nA 2")
    return f"A 2{second}\n{first}"


@pytest.mark.parametrize(
    "again",
    [
        sie(JANUARY),
        sie(JANUARY).replace(b"\n", b"\r\n"),
        sie(JANUARY).decode("cp437").encode("utf-8"),
        sie(JANUARY).replace(b"#GEN 20180110", b"#GEN 20190909"),
        sie(swapped(JANUARY)),
    ],
    ids=["the same bytes", "other line ends", "another encoding", "another day", "another order"],
)
def test_the_same_content_again_changes_nothing_and_says_so(small: Path, again: bytes) -> None:
    first = take(JANUARY)
    snapshots, kept = Snapshot.objects.count(), folders(small)
    outcome = take(again, file="again.se")
    assert (outcome.status, outcome.batch, outcome.snapshot) == (
        "already-imported",
        first.batch,
        first.snapshot,
    )
    assert Batch.objects.count() == 1
    assert Snapshot.objects.count() == snapshots
    assert folders(small) == kept


def test_a_month_of_an_active_batch_is_refused_and_leaves_no_trace(small: Path) -> None:
    take(JANUARY)
    kept = folders(small)
    outcome = take(BOTH)
    assert (outcome.status, codes(outcome)[-1]) == ("refused", "overlaps-active-batch")
    assert listed() == [("2017-01..2017-01", "active")]
    assert folders(small) == kept
    assert net_cost() == Decimal("70.00")


def test_a_replacement_takes_the_place_of_what_it_covers(small: Path) -> None:
    take(JANUARY)
    before = take(FEBRUARY).snapshot
    outcome = take(BOTH, replacing=True)
    assert outcome.status == "replaced"
    assert listed() == [
        ("2017-01..2017-01", "replaced"),
        ("2017-02..2017-02", "replaced"),
        ("2017-01..2017-02", "active"),
    ]
    assert {one.reason for one in Batch.objects.filter(status="replaced")} == {outcome.batch}
    assert net_cost() == Decimal("310.00")
    assert net_cost(snapshot=before) == Decimal("270.00")


def test_a_replacement_that_would_lose_months_is_refused(small: Path) -> None:
    take(BOTH)
    outcome = take(JANUARY, replacing=True)
    assert (outcome.status, codes(outcome)) == ("refused", ["replacement-loses-months"])
    (problem,) = outcome.facts.problems
    assert dict(problem.params)["from"] == "2017-02"
    assert net_cost() == Decimal("310.00")


def test_the_other_months_of_a_year_and_another_company_are_no_overlap(small: Path) -> None:
    assert take(JANUARY).status == "imported"
    assert take(FEBRUARY).status == "imported"
    other = sie(JANUARY, org_number="556000-0000", name="Bolaget")
    outcome = import_sie(other, file="bolag.se", by=ALICE, at=AT)
    assert (outcome.status, codes(outcome)) == ("imported", ["unknown-company"])
    assert [company.code for company in Company.objects.order_by("id")] == ["KOMMUN", "556000-0000"]


def test_a_company_is_found_by_its_number_whatever_code_is_given(small: Path) -> None:
    take(JANUARY)
    assert import_sie(sie(FEBRUARY), file="f.se", company="ANNAT", by=ALICE, at=AT).status == "imported"
    assert Company.objects.count() == 1


def test_a_file_without_a_number_needs_a_code(small: Path) -> None:
    outcome = take(sie(JANUARY, org_number=""), company="")
    assert (outcome.status, codes(outcome)[-1]) == ("refused", "missing-company")
    assert take(sie(JANUARY, org_number="")).status == "imported"


def test_a_file_of_balances_holds_its_year(small: Path) -> None:
    assert take(BALANCES.encode("cp437")).status == "imported"
    assert listed() == [("2017-01..2017-12", "active")]
    assert codes(take(JANUARY)) == ["overlaps-active-batch"]
    assert net_cost() is None


def test_an_unbalanced_voucher_is_refused_unless_let_in_and_then_it_is_told(small: Path) -> None:
    refused = take(UNBALANCED)
    assert (refused.status, codes(refused)) == ("refused", ["unbalanced-voucher"])
    assert Batch.objects.count() == 0
    outcome = take(UNBALANCED, unbalanced=True)
    assert outcome.status == "imported"
    assert {problem.severity for problem in outcome.facts.problems} == {"warning"}
    assert Batch.objects.get().warnings[0]["code"] == "unbalanced-voucher"
    assert AuditEvent.objects.get(action="import-sie").params["unbalanced"] is True


def test_a_withdrawn_batch_is_out_of_new_snapshots_and_in_the_old(small: Path) -> None:
    outcome = take(JANUARY)
    after = withdraw(outcome.batch, reason="fel fil", by=ALICE, at=AT)
    assert listed() == [("2017-01..2017-01", "withdrawn")]
    batch = Batch.objects.get()
    assert (batch.ended_by, batch.ended_at, batch.reason) == ("alice", AT, "fel fil")
    assert net_cost() is None
    assert net_cost(snapshot=after) is None
    assert net_cost(snapshot=outcome.snapshot) == Decimal("70.00")
    assert folders(small) == {batch.folder}


def test_what_was_withdrawn_can_come_back_as_a_batch_of_its_own(small: Path) -> None:
    keys = []
    for _ in range(3):
        outcome = take(JANUARY)
        keys.append(outcome.batch)
        withdraw(outcome.batch, reason="om igen", by=ALICE, at=AT)
    assert keys == [keys[0], f"{keys[0]}-2", f"{keys[0]}-3"]
    assert take(JANUARY).status == "imported"
    assert net_cost() == Decimal("70.00")


@pytest.mark.parametrize(("reason", "code"), [("", "missing-reason"), ("  ", "missing-reason")])
def test_a_withdrawal_needs_a_reason(small: Path, reason: str, code: str) -> None:
    outcome = take(JANUARY)
    with pytest.raises(RefusedError) as raised:
        withdraw(outcome.batch, reason=reason, by=ALICE, at=AT)
    assert [problem.code for problem in raised.value.problems] == [code]


def test_a_batch_is_withdrawn_once_and_an_unknown_one_is_not_found(small: Path) -> None:
    outcome = take(JANUARY)
    withdraw(outcome.batch, reason="fel", by=ALICE, at=AT)
    with pytest.raises(RefusedError):
        withdraw(outcome.batch, reason="fel", by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        withdraw("nej", reason="fel", by=ALICE, at=AT)


def test_checking_changes_nothing(small: Path) -> None:
    facts = check_sie(sie(JANUARY), file="k.se", by=ALICE, at=AT)
    assert facts.accepted
    assert not Batch.objects.exists()
    assert not (small / "ledger").exists()


def test_the_control_sums_of_all_batches_are_those_of_their_files(small: Path) -> None:
    take(JANUARY)
    take(FEBRUARY)
    expected = batches(by=OPERATOR, at=AT)
    stored = open_books().ledger.control()
    assert control_faults(stored, expected) == ()
    assert control_faults(stored[:1], expected) == (stored[1].batch,)


def test_names_may_be_long_and_strange(small: Path) -> None:
    """Nothing that stands in a file, or is one's name, is too long for the database."""
    long = "Å" * 400
    data = sie(JANUARY, org_number="2" * 60, name=long).replace(b"Januari", b"Jan'uari; DROP")
    outcome = import_sie(data, file=f"{long}.se", company="", by=ALICE, at=AT)
    assert outcome.status == "imported"
    assert Company.objects.get().name == long


def test_an_import_sweeps_what_a_killed_one_left_long_ago(small: Path) -> None:
    left = small / "ledger" / ".tmp-killed"
    left.mkdir(parents=True)
    long_ago = datetime(2018, 1, 1, tzinfo=UTC).timestamp()
    os.utime(left, (long_ago, long_ago))
    take(JANUARY)
    assert not left.exists()
    assert sweep_orphans() == ()


def stop_at(wanted: str) -> Progress:
    """Make a progress that cancels as soon as a step begins."""

    def progress(step: str, done: int, total: int) -> None:
        if step == wanted:
            raise CancelledError

    return progress


@pytest.mark.parametrize("step", ["reading", "writing"])
def test_a_cancelled_import_leaves_nothing_behind(small: Path, step: str) -> None:
    with pytest.raises(CancelledError):
        import_sie(sie(JANUARY), file="k.se", company="KOMMUN", progress=stop_at(step), by=ALICE, at=AT)
    assert folders(small) == set()
    assert not Batch.objects.exists()


def test_a_refused_file_leaves_nothing_behind(small: Path) -> None:
    assert take(UNBALANCED).status == "refused"
    assert folders(small) == set()


def test_a_file_is_imported_from_where_it_lies(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "kommun.se"
    path.write_bytes(sie(JANUARY))
    steps: list[tuple[str, int, int]] = []
    outcome = import_sie(
        path, file=path.name, company="KOMMUN", progress=lambda *now: steps.append(now), by=ALICE, at=AT
    )
    assert outcome.status == "imported"
    assert ("reading", path.stat().st_size, path.stat().st_size) in steps
    assert steps[-1] == ("writing", 4, 4)


def test_a_company_is_known_by_its_number_with_or_without_hyphen(small: Path) -> None:
    first = take(JANUARY)
    bare = import_sie(sie(FEBRUARY, org_number="2120000159"), file="k.se", company="ANNAN", by=ALICE, at=AT)
    assert Batch.objects.get(key=bare.batch).company == Batch.objects.get(key=first.batch).company
    assert "company-differs" not in [problem.code for problem in bare.facts.problems]
