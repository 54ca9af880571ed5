"""A report's files: at once or as a job, to whoever may see the report, made once however it goes."""

import json
import signal
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone

from hjulet.documents.formats import FORMATS
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.services import jobs, kept_files, rendering
from hjulet.services.drafts import draft, save_draft
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.job_run import JobRun
from hjulet.services.render_child import Children, Limits
from hjulet.services.report_files import (
    ALL,
    ReportAsked,
    ReportFile,
    find_render_job,
    job_file,
    report_file,
)
from hjulet.store.models import Job
from tests.services.job_helper import work_off
from tests.services.people import ASTRID, AT, BOB, CHARLIE, ELSA, person
from tests.services.test_import_jobs import worker

pytestmark = pytest.mark.usefixtures("demo")

ALICE = person("Bo", "controller", "KS")
"""As the example has her: a job runs with what its actor may do when it runs."""

ASKED = ReportAsked(
    kind="annual",
    unit="KS",
    period="2017",
    snapshot=None,
    language="sv",
    base_url="http://127.0.0.1:8000/tal/?ogonblick={snapshot}&ref=",
)


@pytest.fixture
def nothing_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file that is not kept be made as a job."""
    monkeypatch.setattr(rendering, "_QUICK", 0)


def given(name: str, *, by: Actor = ALICE) -> ReportFile:
    found = report_file(ASKED, name, by=by, at=AT)
    assert isinstance(found, ReportFile)
    return found


def asked_for(name: str, *, by: Actor = ALICE) -> int:
    number = report_file(ASKED, name, by=by, at=AT)
    assert isinstance(number, int)
    return number


def unzipped(file: ReportFile) -> dict[str, bytes]:
    with ZipFile(BytesIO(file.content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# --- at once ---


def test_a_small_file_is_given_at_once() -> None:
    file = given("pdf")
    assert (file.media, file.content[:5]) == ("application/pdf", b"%PDF-")
    assert file.name == f"annual-KS-2017-{json.loads(given('json').content)['snapshot']}.pdf"
    assert Job.objects.count() == 0


def test_its_numbers_lead_to_the_snapshot_that_they_are_of() -> None:
    number = json.loads(given("json").content)["snapshot"]
    assert f"ogonblick={number}".encode() in given("pdf").content


def test_a_page_comes_with_its_charts_as_a_zip() -> None:
    file = given("html")
    assert (file.media, file.name[-4:]) == ("application/zip", ".zip")
    others = set(unzipped(file)) - {"report.html"}
    assert others
    assert all(path.startswith("charts/") for path in others)


def test_a_format_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        report_file(ASKED, "odt", by=ALICE, at=AT)


# --- as a job ---


@pytest.mark.usefixtures("nothing_is_quick")
def test_what_takes_long_is_a_job_and_comes_to_the_same_bytes() -> None:
    number = asked_for("pdf")
    assert find_render_job(number, by=ALICE, at=AT).files == ()
    work_off()
    job = find_render_job(number, by=ALICE, at=AT)
    assert (job.facts.state, [one.format for one in job.files]) == ("done", ["pdf"])
    made = job_file(number, "pdf", by=ALICE, at=AT)
    assert len(made.content) == job.files[0].size
    assert given("pdf") == made  # kept now, and given at once


@pytest.mark.usefixtures("nothing_is_quick")
def test_all_formats_are_one_job_and_one_zip() -> None:
    number = asked_for(ALL)
    work_off()
    files = unzipped(job_file(number, ALL, by=ALICE, at=AT))
    assert {f"report.{name}" for name in FORMATS} < set(files)
    assert any(path.startswith("charts/") for path in files)
    assert files["report.pdf"] == job_file(number, "pdf", by=ALICE, at=AT).content
    with pytest.raises(NotFoundError):
        job_file(number, "odt", by=ALICE, at=AT)


@pytest.mark.usefixtures("nothing_is_quick")
def test_who_asks_twice_has_one_job() -> None:
    assert asked_for("pdf") == asked_for("pdf")
    assert asked_for("html") != asked_for("pdf")
    assert asked_for("pdf", by=ELSA) != asked_for("pdf")  # a job is one person's
    assert Job.objects.count() == 3


@pytest.mark.usefixtures("nothing_is_quick")
def test_the_same_for_two_people_is_made_once() -> None:
    numbers = asked_for("pdf"), asked_for("pdf", by=ELSA)
    told: list[tuple[int, str]] = []
    tell = JobRun.tell

    def noted(self: JobRun, step: str, done: int, total: int) -> None:
        told.append((self.id, step))
        tell(self, step, done, total)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JobRun, "tell", noted)
        work_off()
    assert {number for number, step in told if step == "rendering"} == {numbers[0]}
    files = [job_file(number, "pdf", by=by, at=AT) for number, by in zip(numbers, (ALICE, ELSA), strict=True)]
    assert files[0] == files[1]


@pytest.mark.usefixtures("nothing_is_quick")
def test_another_text_is_another_file() -> None:
    number = asked_for("pdf")
    work_off()
    before = job_file(number, "pdf", by=ALICE, at=AT)
    year = parse_period("2017")
    version = draft("annual", "KS", year, "result-text", by=ALICE, at=AT).version
    save_draft(
        "annual", "KS", year, "result-text", source="Ett nytt stycke.", version=version, by=ALICE, at=AT
    )
    again = asked_for("pdf")
    work_off()
    assert job_file(again, "pdf", by=ALICE, at=AT).content != before.content
    assert job_file(number, "pdf", by=ALICE, at=AT) == before


@pytest.mark.usefixtures("nothing_is_quick")
def test_a_file_that_is_not_kept_any_more_is_asked_for_anew() -> None:
    number = asked_for("pdf")
    work_off()
    kept_files.sweep(now=(timezone.now() + timedelta(days=31)).timestamp())
    with pytest.raises(RefusedError, match="file-not-kept"):
        job_file(number, "pdf", by=ALICE, at=AT)
    assert asked_for("pdf") != number


@pytest.mark.usefixtures("nothing_is_quick")
def test_a_job_that_is_cancelled_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    number, tell = asked_for("pdf"), JobRun.tell

    def regret(self: JobRun, step: str, done: int, total: int) -> None:
        if step == "rendering":
            jobs.cancel(number, by=ALICE, at=AT)
            self._told_at = None
        tell(self, step, done, total)

    monkeypatch.setattr(JobRun, "tell", regret)
    work_off()
    job = find_render_job(number, by=ALICE, at=AT)
    assert (job.facts.state, job.files) == ("cancelled", ())
    assert list(kept_files.rendered_root().glob(".tmp-*")) == []


@pytest.mark.usefixtures("nothing_is_quick")
def test_a_job_that_costs_too_much_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Children(Limits(size=1000))
    monkeypatch.setattr(rendering, "CHILDREN_HERE", small)
    number = asked_for("pdf")
    work_off()
    small.close()
    facts = find_render_job(number, by=ALICE, at=AT).facts
    assert (facts.state, [one["code"] for one in facts.result["problems"]]) == (
        "failed",
        ["rendering-too-large"],
    )


@pytest.mark.slow
@pytest.mark.parametrize("point", ["drawing", "rendering"])
def test_a_job_whose_worker_is_killed_is_done_again_and_once(
    transactional_db: None, demo: Path, nothing_is_quick: None, point: str
) -> None:
    number = asked_for("pdf")
    assert worker(demo, point) == -signal.SIGKILL
    assert Job.objects.get(pk=number).state == "running"
    assert jobs.restart_lost(at=timezone.now() + timedelta(seconds=61)) == (number,)
    assert worker(demo) == 0
    job = Job.objects.get(pk=number)
    assert (job.state, job.attempt) == ("done", 2)
    assert job_file(number, "pdf", by=ALICE, at=AT).content.startswith(b"%PDF-")
    assert len(list(kept_files.rendered_root().glob("[0-9a-f]*/report.pdf"))) == 1


# --- whose they are ---


@pytest.mark.parametrize("name", [*FORMATS, ALL])
def test_another_committee_is_given_nothing_also_when_it_is_kept(name: str) -> None:
    given(name if name != ALL else "pdf")
    for other in (CHARLIE, BOB):
        with pytest.raises(NotFoundError):
            report_file(ASKED, name, by=other, at=AT)
    assert Job.objects.count() == 0


@pytest.mark.usefixtures("nothing_is_quick")
def test_a_job_and_its_files_are_their_owners_as_long_as_the_report_is() -> None:
    number = asked_for("pdf")
    work_off()
    for other in (ELSA, CHARLIE):
        with pytest.raises(NotFoundError):
            job_file(number, "pdf", by=other, at=AT)
    assert job_file(number, "pdf", by=ASTRID, at=AT).content  # an administrator of all sees all jobs
    gone = Actor(id=ALICE.id, name=ALICE.name)
    for ask in (find_render_job, lambda job, **who: job_file(job, "pdf", **who)):
        with pytest.raises(NotFoundError):
            ask(number, by=gone, at=AT)


def test_a_job_of_another_kind_has_no_files() -> None:
    Job.objects.create(kind="check-upload", title="", params={}, actor=ALICE.id, created_at=AT)
    with pytest.raises(NotFoundError):
        find_render_job(Job.objects.get().pk, by=ALICE, at=AT)


def test_they_lie_in_the_home() -> None:
    given("pdf")
    assert (settings.HJULET_HOME / "rendered").is_dir()
