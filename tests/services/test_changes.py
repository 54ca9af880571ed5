"""A change, its revision and its audit row are one transaction; of two writers at once none loses a text."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from hjulet.domain.period import parse_period
from hjulet.services.batch_endings import withdraw
from hjulet.services.changes import NotInTransactionError, audit, revise
from hjulet.services.drafts import Draft, draft, save_draft
from hjulet.services.errors import ConflictError
from hjulet.services.ledger import import_sie
from hjulet.services.setup import set_mapping
from hjulet.store.lock import hold
from hjulet.store.models import AuditEvent, Batch, Lock, MappingVersion, ReportText, Revision, Snapshot
from tests.ledger_text import MAPPING, sie
from tests.services.at_once import at_once
from tests.services.people import ALICE, ASTRID, AT

YEAR = parse_period("2017")
LEDGER = sie("A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00")


def save(source: str, *, version: int) -> Draft:
    return save_draft("annual", "KS", YEAR, "result-text", source=source, version=version, by=ALICE, at=AT)


def stored() -> tuple[str, int]:
    found = draft("annual", "KS", YEAR, "result-text", by=ALICE, at=AT)
    return found.source, found.version


@contextmanager
def refusing(table: str) -> Iterator[None]:
    """Let the database itself refuse every new row of a table, as a full disk or a lost right would."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
        else:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT refuse CHECK (id < 0) NOT VALID")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            sqlite = connection.vendor == "sqlite"
            cursor.execute("DROP TRIGGER refuse" if sqlite else f"ALTER TABLE {table} DROP CONSTRAINT refuse")


def test_a_change_leaves_a_revision_and_an_audit_row(small: Path) -> None:
    save("ett", version=0)
    save("två", version=1)
    key = "annual KS 2017 result-text"
    revisions = Revision.objects.filter(noun="report-text", object_id=key)
    assert [(one.version, one.fields["source"], one.actor, one.at) for one in revisions] == [
        (1, "ett", "alice", AT),
        (2, "två", "alice", AT),
    ]
    events = AuditEvent.objects.filter(action="save-text", object_id=key)
    assert [(one.params["version"], one.actor) for one in events] == [(1, "alice"), (2, "alice")]


def test_logging_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(NotInTransactionError):
        audit("save-text", "x", by=ALICE, at=AT)
    with pytest.raises(NotInTransactionError):
        revise("report-text", "x", version=1, fields={}, by=ALICE, at=AT)
    with transaction.atomic():
        audit("save-text", "x", by=ALICE, at=AT)  # the positive control
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("table", ["store_auditevent", "store_revision"])
def test_a_text_whose_log_cannot_be_written_is_not_changed(
    transactional_db: None, small: Path, table: str
) -> None:
    save("före", version=0)
    logged = AuditEvent.objects.count()
    with refusing(table), pytest.raises(DatabaseError):
        save("efter", version=1)
    assert stored() == ("före", 1)
    assert Revision.objects.filter(noun="report-text").count() == 1
    assert AuditEvent.objects.count() == logged
    assert save("efter", version=1).version == 2  # the positive control: nothing but the log stood in the way


def _import() -> object:
    return import_sie(LEDGER, file="k.se", company="KOMMUN", by=ALICE, at=AT).status


def _remap() -> object:
    return set_mapping(MAPPING.accounts[:1], (), by=ASTRID, at=AT)


CHANGES: dict[str, Callable[[], object]] = {"import": _import, "mapping": _remap}


@pytest.mark.parametrize("change", CHANGES)
def test_no_batch_mapping_or_snapshot_without_its_audit_row(
    transactional_db: None, small: Path, change: str
) -> None:
    def state() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (Batch, MappingVersion, Snapshot, AuditEvent))

    before = state()
    with refusing("store_auditevent"), pytest.raises(DatabaseError):
        CHANGES[change]()
    assert state() == before
    assert CHANGES[change]()  # the positive control
    assert state() != before


def test_a_withdrawal_without_its_audit_row_leaves_the_batch_active(
    transactional_db: None, small: Path
) -> None:
    _import()
    batch = Batch.objects.get()
    with refusing("store_auditevent"), pytest.raises(DatabaseError):
        withdraw(batch.key, reason="fel", by=ALICE, at=AT)
    batch.refresh_from_db()
    assert (batch.status, batch.ended_by) == ("active", "")
    withdraw(batch.key, reason="fel", by=ALICE, at=AT)
    batch.refresh_from_db()
    assert batch.status == "withdrawn"


def test_a_text_saved_on_an_old_version_gives_both_texts_and_loses_none(small: Path) -> None:
    save("första", version=0)
    save("hennes", version=1)
    with pytest.raises(ConflictError) as raised:
        save("min", version=1)
    assert (raised.value.theirs, raised.value.mine, raised.value.version) == ("hennes", "min", 2)
    assert stored() == ("hennes", 2)


@pytest.mark.parametrize("version", [-1, 1, 7])
def test_a_version_that_never_was_is_a_conflict(small: Path, version: int) -> None:
    with pytest.raises(ConflictError) as raised:
        save("min", version=version)
    assert (raised.value.theirs, raised.value.version) == ("", 0)


@pytest.mark.parametrize("version", [0, 1])
def test_of_two_who_save_at_once_one_wins_and_the_other_gets_both_texts(
    transactional_db: None, small: Path, version: int
) -> None:
    if version:
        save("grund", version=0)
    for turn in range(5):
        at = version + turn if version or turn else 0
        texts = [f"{turn}a", f"{turn}b"]
        first, second = at_once(*(partial(save, text, version=at) for text in texts))
        (won,) = [one for one in (first, second) if isinstance(one, Draft)]
        (lost,) = [one for one in (first, second) if isinstance(one, ConflictError)]
        assert {won.source, lost.mine} == set(texts)
        assert lost.theirs == won.source == stored()[0]
    assert Revision.objects.filter(noun="report-text").count() == 5 + bool(version)


def test_without_the_version_a_text_would_be_lost_and_nobody_told(
    transactional_db: None, small: Path
) -> None:
    """The positive control: read, then write what was read, as an update without version does."""
    save("grund", version=0)
    both_have_read = threading.Barrier(2)

    def append(text: str) -> str:
        row = ReportText.objects.get(kind="annual")
        both_have_read.wait()
        ReportText.objects.filter(pk=row.pk).update(source=f"{row.source} {text}")
        return text

    assert at_once(lambda: append("a"), lambda: append("b")) == ["a", "b"]  # both were told that all is well
    assert stored()[0] in ("grund a", "grund b")


def test_the_lock_lets_one_in_at_a_time(transactional_db: None) -> None:
    Lock.objects.all().delete()
    results = at_once(*([_count_under_lock] * 6))
    assert sorted(results, key=str) == [1, 2, 3, 4, 5, 6]


def _count_under_lock() -> int:
    with transaction.atomic():
        hold("test")
        audit("load-demo", "x", by=ALICE, at=AT)
        return AuditEvent.objects.filter(action="load-demo").count()
