"""Judges the home that a killed process leaves, by what the product itself says, and by what must hold.

A home is whole if it is what it was before the work or what it is after it: the same batches and editions in
the same states, the same active rows to the öre; and rows, files, snapshots and audit rows agree.
"""

import contextlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarks import kill_homes as homes

from django.utils import timezone  # isort: skip - homes has set Django up

from hjulet.cli.main import main as hjulet
from hjulet.services.figures import open_books
from hjulet.services.ledger import batches, control_faults
from hjulet.services.people import OPERATOR
from hjulet.store.models import AuditEvent, Batch, BatchStatus, Edition, Snapshot


@dataclass(frozen=True)
class State:
    """What a home holds: batches and editions, and what the active rows come to (rows, kronor)."""

    batches: tuple[tuple[str, str], ...]
    editions: int
    rows: int
    turnover: Decimal


def say(*words: str) -> tuple[int, dict[str, Any]]:
    """Run the command in this process and give its exit code and document."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = hjulet([*words, "--json"])
    document: dict[str, Any] = json.loads(printed.getvalue())
    return code, document


def state_of(home: str) -> State:
    """Read what a home holds."""
    homes.use(home)
    counted = open_books().ledger.control()
    return State(
        batches=tuple(Batch.objects.order_by("key").values_list("key", "status")),
        editions=Edition.objects.count(),
        rows=sum(one.rows for one in counted),
        turnover=sum((one.turnover for one in counted), Decimal(0)),
    )


def faults() -> list[str]:
    """Name what is half in the home that is looked at."""
    return [*_row_faults(), *_doctor_faults(), *_edition_faults()]


def _row_faults() -> Iterator[str]:
    ended = Batch.objects.filter(status=BatchStatus.WITHDRAWN).count()
    for action, count in (
        (("import-sie",), Batch.objects.count()),
        (("seal-report",), Edition.objects.count()),
        (("withdraw-batch", "undo-import"), ended),
    ):
        if AuditEvent.objects.filter(action__in=action).count() != count:
            yield f"audit events of {action} differ"
    active = Batch.objects.filter(status=BatchStatus.ACTIVE)
    if set(Snapshot.objects.latest("number").batches.all()) != set(active):
        yield "the latest snapshot is not of the active batches"
    months = [(batch.company_id, month) for batch in active for month in batch.months]
    if len(months) != len(set(months)):
        yield "a month counts twice"
    numbers = list(Snapshot.objects.values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"snapshots {numbers}"


def _doctor_faults() -> Iterator[str]:
    """Ask the doctor, who compares files with rows; then compare once more, without the doctor."""
    code, doctor = say("doctor")
    found = [problem["code"] for problem in doctor.get("problems", ()) if problem["severity"] == "error"]
    if code > 1 or found:
        yield f"doctor: {found or doctor}"
    if "batch-files-missing" not in found:
        active = [one for one in batches(by=OPERATOR, at=timezone.now()) if one.status == "active"]
        for key in control_faults(open_books().ledger.control(), active):
            yield f"sums of {key}"


def _edition_faults() -> Iterator[str]:
    code, verified = say("verify", "--rebuild")
    if code or verified["editions"] != Edition.objects.count():
        yield f"verify: {verified.get('faults') or verified}"
