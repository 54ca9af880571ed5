"""Two imports at once: the same file is one batch, overlapping files are one, and nothing is left over."""

from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from hjulet.services.batch_register import ImportOutcome
from hjulet.services.figures import open_books
from hjulet.services.ledger import batches, control_faults, import_sie
from hjulet.services.people import OPERATOR
from hjulet.store.ledger.files import EMPTY_FOLDER
from hjulet.store.models import AuditEvent, Batch, Company, Snapshot
from tests.ledger_text import sie
from tests.services.at_once import at_once
from tests.services.people import ALICE, AT

JANUARY = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
LATER = "A 1 2017-01-15 Löner\n  50110 13000 999.00\n  19100 - -999.00"


def take(data: bytes) -> ImportOutcome:
    return import_sie(data, file="k.se", company="KOMMUN", by=ALICE, at=AT)


def statuses(results: list[object]) -> Counter[str]:
    assert all(isinstance(one, ImportOutcome) for one in results), results
    return Counter(one.status for one in results if isinstance(one, ImportOutcome))


def assert_whole(home: Path) -> None:
    """Check that rows, files and snapshots agree, and that numbers follow each other."""
    folders = {path.name for path in (home / "ledger").iterdir()} - {EMPTY_FOLDER}
    assert folders == set(Batch.objects.values_list("folder", flat=True))
    assert control_faults(open_books().ledger.control(), batches(by=OPERATOR, at=AT)) == ()
    numbers = list(Snapshot.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.slow
def test_twenty_imports_of_one_file_at_once_are_one_batch(transactional_db: None, small: Path) -> None:
    results = at_once(*([partial(take, sie(JANUARY))] * 20))
    assert statuses(results) == {"imported": 1, "already-imported": 19}
    assert Company.objects.count() == 1
    assert Batch.objects.count() == 1
    assert AuditEvent.objects.filter(action="import-sie").count() == 1
    assert_whole(small)


def test_of_two_files_of_one_month_at_once_one_comes_in(transactional_db: None, small: Path) -> None:
    results = at_once(partial(take, sie(JANUARY)), partial(take, sie(LATER)))
    assert statuses(results) == {"imported": 1, "refused": 1}
    (refused,) = [one for one in results if isinstance(one, ImportOutcome) and one.status == "refused"]
    assert refused.facts.problems[-1].code == "overlaps-active-batch"
    assert_whole(small)


def test_twelve_months_at_once_all_come_in(transactional_db: None, small: Path) -> None:
    months = [sie(JANUARY.replace("2017-01", f"2017-{month:02d}")) for month in range(1, 13)]
    results = at_once(*(partial(take, month) for month in months))
    assert statuses(results) == {"imported": 12}
    assert open_books().snapshot.batches.count() == 12
    assert_whole(small)
