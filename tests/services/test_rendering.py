"""Files of a report: made in a process of their own, kept by content, stopped where they cost too much."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event, Timer

import pytest

from hjulet.documents.formats import FORMATS, Frame
from hjulet.documents.render_key import file_key, report_key
from hjulet.documents.render_orders import Done, Draw, Order, Write
from hjulet.domain.progress import CancelledError
from hjulet.domain.report import Report, Table
from hjulet.services import kept_files, rendering
from hjulet.services.errors import RefusedError
from hjulet.services.render_child import WRITINGS, Child, Children, Limits
from hjulet.services.rendering import render
from tests.documents.sample import figure_labels, sample_report
from tests.services.at_once import at_once
from tests.services.people import AT

ROOT = Path(__file__).resolve().parents[2]
REPORT = sample_report()
FRAME = Frame(date=date(2018, 4, 6), labels=figure_labels(REPORT))
BAR = {"data": {"values": [{"x": 1}]}, "mark": "bar"}

pytestmark = pytest.mark.usefixtures("home")


def repeated(times: int) -> Report:
    """Give the report with its tables' rows again and again."""

    def longer(table: Table) -> Table:
        return replace(
            table,
            rows=tuple(
                replace(row, id=f"{row.id}-{number}") for number in range(times) for row in table.rows
            ),
        )

    blocks = tuple(longer(block) if isinstance(block, Table) else block for block in REPORT.blocks)
    return replace(REPORT, blocks=blocks)


@contextmanager
def children(**limits: int) -> Iterator[Children]:
    """Render with processes that have other limits, and end them."""
    made = Children(Limits(**limits))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "CHILDREN_HERE", made)
        try:
            yield made
        finally:
            made.close()


def code_of(report: Report, *formats: str) -> str:
    """Tell what a rendering was refused with."""
    with pytest.raises(RefusedError) as refusal:
        render(report, FRAME, formats=formats, at=AT)
    return refusal.value.problems[0].code


def pdf_of(report: Report = REPORT) -> bytes:
    return render(report, FRAME, formats=["pdf"], at=AT)["pdf"]["report.pdf"]


def is_gone(pid: int) -> bool:
    """Wait for a process to end, a few seconds at most."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z" and len(list(Path(f"/proc/{pid}/task").glob("*"))) <= 1:
            return True  # and no thread of it is left
        time.sleep(0.1)
    return False


# --- made and kept ---


def test_another_process_makes_the_very_bytes_that_this_one_does() -> None:
    made = render(REPORT, FRAME, formats=list(FORMATS), at=AT)
    assert made == {name: one.files(REPORT, FRAME) for name, one in FORMATS.items()}


def test_what_is_kept_is_read_and_made_by_nobody() -> None:
    with children() as made:
        first = pdf_of()
        assert made.warm == 1
        made.close()
        assert pdf_of() == first
        assert made.warm == 0
        assert pdf_of(replace(REPORT, unit_name="En annan nämnd")) != first
        assert made.warm == 1  # the control: what is not kept needs a child


def test_what_has_been_damaged_is_made_anew() -> None:
    first = pdf_of()
    place = kept_files.rendered_root() / file_key(report_key(REPORT, FRAME), name="pdf") / "report.pdf"
    place.write_bytes(first[:1000])
    assert pdf_of() == first
    assert place.read_bytes() == first


def test_of_several_that_ask_at_once_one_makes_it() -> None:
    told: list[str] = []

    def ask() -> bytes:
        progress = lambda step, done, total: told.append(f"{step} {done}")  # noqa: E731
        return render(REPORT, FRAME, formats=["pdf"], at=AT, progress=progress)["pdf"]["report.pdf"]

    answers = at_once(*[ask] * 4)
    assert len(set(answers)) == 1
    assert told.count("rendering 1") == 1
    assert "waiting 0" in told


def test_a_folder_that_only_its_owner_can_read() -> None:
    pdf_of()
    assert kept_files.rendered_root().stat().st_mode & 0o777 == 0o700


def test_what_nobody_has_asked_for_in_a_month_is_swept() -> None:
    first, now = pdf_of(), AT.timestamp()
    for path in kept_files.rendered_root().iterdir():
        os.utime(path, (now, now))
    kept_files.sweep(now=now + 29 * 86400)
    key = file_key(report_key(REPORT, FRAME), name="pdf")
    assert kept_files.is_kept(key)
    kept_files.sweep(now=now + 31 * 86400)
    assert not kept_files.is_kept(key)
    assert pdf_of() == first


def test_beyond_the_size_those_go_first_that_were_asked_for_longest_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_files, "MOST_BYTES", 2500)
    root, now = kept_files.rendered_root(), AT.timestamp()
    for age, name in enumerate("abcd"):
        (root / name).mkdir()
        (root / name / "report.pdf").write_bytes(b"x" * 1000)
        os.utime(root / name, (now - age, now - age))
    kept_files.sweep(now=now)
    assert sorted(path.name for path in root.iterdir()) == ["a", "b"]


def test_what_was_left_unfinished_is_swept_after_an_hour() -> None:
    root, now = kept_files.rendered_root(), AT.timestamp()
    (root / ".tmp-left").mkdir()
    os.utime(root / ".tmp-left", (now, now))
    kept_files.sweep(now=now + 3599)
    assert (root / ".tmp-left").exists()
    kept_files.sweep(now=now + 3601)
    assert not (root / ".tmp-left").exists()


# --- limits ---


@pytest.mark.slow
def test_a_report_made_to_take_long_is_stopped() -> None:
    with children(seconds=3):
        assert code_of(repeated(400), "pdf") == "rendering-too-slow"
        assert pdf_of().startswith(b"%PDF")  # the control: a child of the same limits makes the plain one


@pytest.mark.slow
def test_a_report_made_to_take_memory_is_stopped() -> None:
    with children(memory=900 << 20, seconds=600, wait=600):
        assert code_of(repeated(100), "pdf") == "rendering-stopped"
        assert pdf_of().startswith(b"%PDF")


def test_files_that_become_too_large_are_not_kept() -> None:
    with children(size=10_000):
        assert code_of(REPORT, "pdf") == "rendering-too-large"
    assert not [path for path in kept_files.rendered_root().iterdir() if (path / "report.pdf").exists()]


def test_a_process_that_says_nothing_is_given_up() -> None:
    child = Child(Limits(wait=1))
    os.kill(child.pid, signal.SIGSTOP)
    with pytest.raises(RefusedError, match="rendering-too-slow"):
        child.do(Draw(spec=BAR), stop=Event())
    assert is_gone(child.pid)


def test_a_report_that_cannot_be_set_says_so() -> None:
    broken = replace(REPORT, blocks=tuple(replace(one, alt="") for one in REPORT.charts))
    assert code_of(broken, "pdf") == "rendering-failed"


# --- warm, replaced, stopped ---


def test_a_process_that_was_killed_is_replaced() -> None:
    with children() as made:
        with made.one() as child:
            pid = child.pid
            child.do(Draw(spec=BAR), stop=Event())
        with made.one() as child:
            assert child.pid == pid  # the control: a good one stays
        os.kill(pid, signal.SIGKILL)
        assert is_gone(pid)
        with made.one() as child:
            assert child.pid != pid
            assert child.do(Draw(spec=BAR), stop=Event()).svg.startswith("<svg")


def test_a_process_that_dies_at_its_work_is_a_sentence() -> None:
    child = Child(Limits())
    timer = Timer(0.3, partial(os.kill, child.pid, signal.SIGKILL))
    timer.start()
    with pytest.raises(RefusedError, match="rendering-stopped"):
        child.do(Write(report=repeated(200), frame=FRAME, format="pdf"), stop=Event())
    timer.join()


@pytest.mark.parametrize("has_made_others", [True, False])
def test_what_a_process_died_of_that_had_made_others_is_made_by_a_new_one(
    monkeypatch: pytest.MonkeyPatch, has_made_others: bool
) -> None:
    do, died = Child.do, list[int]()

    def die_once(child: Child, order: Order, *, stop: Event) -> Done:
        if not died:
            died.append(child.pid)
            os.kill(child.pid, signal.SIGKILL)
        return do(child, order, stop=stop)

    with children():
        if has_made_others:
            pdf_of()
        monkeypatch.setattr(Child, "do", die_once)
        other = replace(REPORT, unit_name="En annan nämnd")
        if has_made_others:
            assert pdf_of(other).startswith(b"%PDF")
        else:
            assert code_of(other, "pdf") == "rendering-stopped"
    assert len(died) == 1


def test_a_process_is_replaced_when_it_has_made_enough(tmp_path: Path) -> None:
    child = Child(Limits())
    for number in range(WRITINGS):
        assert child.is_good
        folder = tmp_path / str(number)
        child.do(Write(report=REPORT, frame=FRAME, format="html", folder=str(folder)), stop=Event())
    assert not child.is_good
    child.close()


@pytest.mark.parametrize(("grown", "is_good"), [(1 << 30, True), (1 << 20, False)])
def test_a_process_that_has_grown_is_given_no_more_work(grown: int, is_good: bool) -> None:
    child = Child(Limits(grown=grown))
    child.do(Draw(spec=BAR), stop=Event())
    assert child.is_good == is_good
    child.close()


def test_whoever_cancels_stops_the_process_too() -> None:
    def progress(step: str, done: int, total: int) -> None:
        if step == "rendering":
            raise CancelledError

    with children() as made:
        with pytest.raises(CancelledError):
            render(repeated(100), FRAME, formats=["pdf"], at=AT, progress=progress)
        assert made.warm == 0
    assert [path for path in kept_files.rendered_root().iterdir() if path.name.startswith(".tmp-")] == []


def test_a_process_ends_with_the_one_that_started_it(run_python: Callable[[str], str]) -> None:
    pid = run_python(
        "from hjulet.services.render_child import *; import os, time; child = Child(Limits());"
        "print(child.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    assert is_gone(int(pid))


@pytest.fixture
def run_python() -> Callable[[str], str]:
    """Run a program of a line in a process of its own that has the test's settings; give what it prints."""

    def run(program: str) -> str:
        settings = {"DJANGO_SETTINGS_MODULE": "hjulet.config.settings.test"}
        command = [sys.executable, "-c", program]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | settings, capture_output=True, check=False, text=True
        )
        return done.stdout

    return run


def test_a_child_of_a_large_process_is_not_taken_for_large() -> None:
    """The system counts a new program's peak from that of the process that started it."""
    held = b"x" * (600 << 20)
    child = Child(Limits(grown=500 << 20))
    try:
        child.do(Draw(spec=BAR), stop=Event())
        assert child.is_good
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10 >= len(held)  # the control
    finally:
        child.close()
