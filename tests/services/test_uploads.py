"""Uploaded files: kept for their sender only, checked apart under limits, imported as they were checked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from hjulet.domain.ledger import Change
from hjulet.domain.permission import Actor
from hjulet.services import upload_jobs
from hjulet.services.demo import FOLDER
from hjulet.services.errors import NotFoundError
from hjulet.services.job_run import JobRun
from hjulet.services.jobs import cancel
from hjulet.services.people import OPERATOR
from hjulet.services.upload_child import Limits
from hjulet.services.upload_problems import ProblemFilter
from hjulet.services.uploads import (
    Sent,
    Uploaded,
    arrivals,
    ask_import,
    find_changes,
    find_problems,
    find_sending,
    find_upload,
    folder_of,
    send,
)
from hjulet.store.models import Batch, Company, Job, Upload
from tests.ledger_text import ORG_NUMBER, sie
from tests.services.job_helper import work_off
from tests.services.people import ALICE, AT, CHARLIE, ELSA

SIE = (FOLDER / "sie" / "2017.se").read_bytes()
JANUARY = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
UNBALANCED = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -99.00"
BUDGET = b"unit;line;account;period;amount;version;decided\nHR;personnel;;2017;1000;original;2016-12-01\n"
ALL = ProblemFilter()

pytestmark = pytest.mark.usefixtures("small")


def send_in(*contents: bytes, file: str = "2017.se", by: Actor = OPERATOR, at: datetime = AT) -> str:
    """Send files in, as the site does when they have arrived."""
    sent = []
    for number, content in enumerate(contents):
        path = arrivals() / f"{number}"
        path.write_bytes(content)
        sent.append(Sent(path=path, file=file))
    return send(sent, by=by, at=at)


def checked(content: bytes, *, file: str = "2017.se", by: Actor = OPERATOR) -> Uploaded:
    """Send a file in and let it be checked."""
    sending = send_in(content, file=file, by=by)
    work_off()
    (found,) = find_sending(sending, by=by, at=AT)
    return found


def taken(found: Uploaded, *, by: Actor = OPERATOR, **answers: str | bool) -> Uploaded:
    """Read a checked file in."""
    ask_import([found.key], by=by, at=AT, **answers)  # type: ignore[arg-type]
    work_off()
    return find_upload(found.key, by=by, at=AT)


def codes(found: Uploaded) -> list[str]:
    return [one.code for one in find_problems(found.key, asked=ALL, by=OPERATOR, at=AT)]


def kept(found: Uploaded) -> set[str]:
    return {path.name for path in folder_of(found.key).iterdir()}


@contextmanager
def limits(**given: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upload_jobs, "LIMITS", Limits(**given))
        yield


# --- checked, and read in ---


def test_a_file_is_judged_before_anything_is_stored() -> None:
    found = checked(sie(JANUARY))
    assert found.verdict is not None
    assert (found.verdict.accepted, found.verdict.rows) == (True, 2)
    assert found.verdict.facts is not None
    assert found.verdict.facts.control_sum == Decimal("200.00")
    assert found.is_ready
    assert Batch.objects.count() == 0


def test_a_checked_file_is_read_in_and_its_bytes_are_no_longer_kept() -> None:
    found = taken(checked(sie(JANUARY)))
    assert found.outcome is not None
    assert (found.outcome.status, found.is_in) == ("imported", True)
    assert Batch.objects.get().key == found.outcome.batch
    assert "data" not in kept(found)


def test_many_files_are_sent_together_and_those_without_a_question_read_in_at_once() -> None:
    february = JANUARY.replace("2017-01", "2017-02")
    sending = send_in(sie(JANUARY), sie(february), sie(UNBALANCED))
    work_off()
    files = find_sending(sending, by=OPERATOR, at=AT)
    ready = [one.key for one in files if one.is_ready]
    assert len(ready) == 2
    ask_import(ready, by=OPERATOR, at=AT)
    work_off()
    assert [one.is_in for one in find_sending(sending, by=OPERATOR, at=AT)] == [True, True, False]
    assert Batch.objects.count() == 2


def test_asked_twice_a_file_is_read_in_once() -> None:
    found = checked(sie(JANUARY))
    for _ in range(3):
        ask_import([found.key], by=OPERATOR, at=AT)
    assert Job.objects.filter(kind="import-upload").count() == 1
    work_off()
    ask_import([found.key], by=OPERATOR, at=AT)
    assert Job.objects.filter(kind="import-upload").count() == 1


def test_a_budget_goes_the_same_way() -> None:
    found = taken(checked(BUDGET, file="2017.csv"))
    assert found.outcome is not None
    assert (found.kind, found.outcome.status) == ("budget", "imported")


def test_a_budget_of_a_unit_that_does_not_exist_is_refused_by_the_check() -> None:
    found = checked(BUDGET.replace(b"HR", b"XX"), file="2017.csv")
    assert codes(found) == ["unknown-unit"]
    assert not found.may_be_taken


def test_unbalanced_vouchers_come_in_by_an_explicit_answer() -> None:
    found = checked(sie(UNBALANCED))
    assert (found.may_be_taken, found.is_ready) == (True, False)
    refused = taken(found)
    assert refused.outcome is not None
    assert [one.code for one in refused.outcome.refusals] == ["unbalanced-voucher"]
    assert taken(refused, unbalanced=True).is_in


# --- what would change ---


def test_what_a_new_month_brings_is_shown_before_it_is_let_in() -> None:
    Company.objects.create(code="KOMMUN", org_number=ORG_NUMBER, name="Kommunen")
    changes = find_changes(checked(sie(JANUARY)).key, by=OPERATOR, at=AT)
    assert changes is not None
    assert changes.counts == {Change.NEW: 1}
    moved = {(one.unit, one.line): (one.before, one.after) for one in changes.moves}
    assert moved["HR", "personnel"] == (Decimal("0.00"), Decimal("-100.00"))


def test_a_corrected_month_shows_the_batch_it_replaces_and_what_differs() -> None:
    taken(checked(sie(JANUARY)), company="KOMMUN")
    found = checked(sie(JANUARY.replace("100.00", "150.00")))
    assert [one.file for one in found.overlaps] == ["2017.se"]
    assert not found.is_ready
    changes = find_changes(found.key, by=OPERATOR, at=AT)
    assert changes is not None
    assert changes.counts == {Change.CHANGED: 1}
    moved = {(one.unit, one.line): one.difference for one in changes.moves}
    assert moved["HR", "personnel"] == Decimal("-50.00")
    assert kept(found) == {"data", "problems.jsonl", "changes.json"}
    assert taken(found, replacing=True).is_in


# --- problems ---


def test_problems_are_counted_and_found_by_severity_and_code() -> None:
    found = checked(sie(UNBALANCED) + b"#OKAND 1\n#OKAND 2\n")
    assert found.verdict is not None
    counted = {one.code: one.count for one in found.verdict.counts}
    assert counted["unbalanced-voucher"] == 1
    for asked, expected in (
        (ProblemFilter(severity="error"), {"unbalanced-voucher"}),
        (ProblemFilter(code="unknown-label"), {"unknown-label"}),
        (ProblemFilter(severity="error", code="unknown-label"), set()),
    ):
        problems = find_problems(found.key, asked=asked, by=OPERATOR, at=AT)
        assert {one.code for one in problems} == expected


def test_those_that_refuse_come_first() -> None:
    assert codes(checked(b"#OKAND 1\n" + sie(UNBALANCED)))[0] == "unbalanced-voucher"


# --- whose it is ---


def test_nobody_else_opens_or_reads_in_a_file() -> None:
    found = checked(sie(JANUARY), by=ALICE)
    for other in (CHARLIE, OPERATOR):
        with pytest.raises(NotFoundError):
            find_upload(found.key, by=other, at=AT)
        with pytest.raises(NotFoundError):
            find_sending(found.sending, by=other, at=AT)
        with pytest.raises(NotFoundError):
            ask_import([found.key], by=other, at=AT)
        with pytest.raises(NotFoundError):
            list(find_problems(found.key, asked=ALL, by=other, at=AT))
        with pytest.raises(NotFoundError):
            find_changes(found.key, by=other, at=AT)


@pytest.mark.parametrize("key", ["", "..", "../../secret-key", "0" * 32, "x" * 65])
def test_a_key_leads_to_nothing_but_uploads(key: str) -> None:
    with pytest.raises(NotFoundError):
        find_upload(key, by=OPERATOR, at=AT)


def test_whoever_may_not_import_may_not_send() -> None:
    with pytest.raises(NotFoundError):
        send_in(sie(JANUARY), by=ELSA)


# --- kept for a day, removed when cancelled ---


def test_what_was_sent_is_kept_for_a_day_and_for_its_owner_only() -> None:
    first = checked(sie(JANUARY))
    assert all((path.stat().st_mode & 0o077) == 0 for path in folder_of("").iterdir())
    old = (AT - timedelta(days=2)).timestamp()
    os.utime(folder_of(first.key), (old, old))
    send_in(b"another", at=AT + timedelta(days=1, seconds=1))
    assert not Upload.objects.filter(key=first.key).exists()
    assert not folder_of(first.key).exists()


def test_a_file_that_waits_for_its_job_is_kept_however_old(small: Path) -> None:
    sending = send_in(sie(JANUARY))
    send_in(b"another", at=AT + timedelta(days=2))
    assert find_sending(sending, by=OPERATOR, at=AT)


def test_a_cancelled_check_leaves_no_process_and_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    sending = send_in(SIE)
    number = Job.objects.get().pk
    seen = JobRun.tell

    def tell(self: JobRun, *come: object) -> None:
        cancel(number, by=OPERATOR, at=AT)
        self._told_at = None
        seen(self, *come)  # type: ignore[arg-type]

    monkeypatch.setattr(JobRun, "tell", tell)
    work_off()
    (found,) = find_sending(sending, by=OPERATOR, at=AT)
    assert (found.check.state, found.verdict) == ("cancelled", None)
    assert kept(found) == {"data"}


def test_a_cancelled_import_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = checked(SIE)
    ask_import([found.key], by=OPERATOR, at=AT)
    number = Job.objects.get(kind="import-upload").pk
    seen = JobRun.tell

    def tell(self: JobRun, step: str, done: int, total: int) -> None:
        if step == "writing":
            cancel(number, by=OPERATOR, at=AT)
        self._told_at = None
        seen(self, step, done, total)

    monkeypatch.setattr(JobRun, "tell", tell)
    work_off()
    again = find_upload(found.key, by=OPERATOR, at=AT)
    assert again.job.state == "cancelled"
    assert Batch.objects.count() == 0
    assert [path for path in (settings.HJULET_HOME / "ledger").iterdir() if "empty" not in path.name] == []
    assert again.may_be_taken


# --- limits ---


def test_a_file_made_to_take_long_is_stopped() -> None:
    head, body = SIE[: SIE.index(b"#VER")], SIE[SIE.index(b"#VER") :]
    with limits(seconds=2):
        found = checked(head + body * 30)  # every voucher is a duplicate: half a minute of problems
    assert codes(found) == ["reading-too-slow"]
    assert not found.may_be_taken


def test_a_reader_that_wants_too_much_memory_is_stopped() -> None:
    with limits(memory=50_000_000):
        assert codes(checked(SIE)) == ["reading-stopped"]


def test_the_same_file_within_the_limits_is_read() -> None:
    found = checked(SIE)
    assert found.verdict is not None
    assert found.verdict.rows == 6196


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"#FLAGGA 0\n#VER", b"PK\x03\x04"])
@pytest.mark.parametrize("file", ["x.se", "x.xlsx"])
def test_rubbish_is_refused_with_a_reason(data: bytes, file: str) -> None:
    found = checked(data, file=file)
    assert codes(found)
    assert not found.may_be_taken


@pytest.mark.parametrize(
    ("file", "name"), [("../../x.se", "x.se"), ("/etc/x.se", "x.se"), ("å" * 300 + ".se", "å" * 200)]
)
def test_a_name_is_a_name_and_no_path(file: str, name: str) -> None:
    assert checked(sie(JANUARY), file=file).file == name


# --- started again ---


def test_an_import_that_is_run_again_comes_to_the_same() -> None:
    found = taken(checked(sie(JANUARY)))
    Job.objects.filter(kind="import-upload").update(state="waiting", finished_at=None)
    work_off()
    again = find_upload(found.key, by=OPERATOR, at=AT)
    assert (again.job.state, again.outcome) == ("done", found.outcome)
    assert Batch.objects.count() == 1
