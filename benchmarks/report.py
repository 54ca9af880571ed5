"""How long a report of forty pages with twenty charts takes in each format, and twenty at once as jobs.

    python -m benchmarks.report [--jobs N]

Cold: no child has started and nothing is kept. Warm: the children wait. The yardstick of the same run is an
empty page by typst and an empty document by pandoc, each in a process of its own. Held: PDF, Word and HTML
together 4 seconds cold; as a job 10 seconds for 19 of 20. The home is removed afterwards.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

import django

from benchmarks.report_made import made_labels, made_report
from benchmarks.served import own_home

ROOT = Path(__file__).resolve().parent.parent
DATE = date(2018, 4, 6)
HELD = ("pdf", "docx", "html")
KIND = "render-made"
EMPTY = {
    "typst, an empty page": "import typst; typst.compile(b'#set document(title: [x])\\n')",
    "pandoc, an empty document": (
        "import pypandoc, subprocess; subprocess.run([pypandoc.get_pandoc_path(), '-t', 'docx', '-o', '-'],"
        "input=b'', stdout=subprocess.DEVNULL, check=True)"
    ),
    "vl-convert, one bar": (
        "import vl_convert; vl_convert.vegalite_to_svg({'data': {'values': [{'x': 1}]}, 'mark': 'bar'})"
    ),
}


def main() -> None:
    """Make the home, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=20)
    parser.add_argument("--worker", action="store_true", help="be the worker of such a run")
    given = parser.parse_args()
    if given.worker:
        work()
        return
    with own_home():
        django.setup()
        import_module("hjulet.services.homes").make_ready()
        empty = sum(yardsticks())
        formats_alone()
        together(empty)
        jobs_at_once(given.jobs)


def yardsticks() -> list[float]:
    """Time what the programs cost when they do nothing, each in a new process."""
    print(f"{'yardstick, a new process':34}{'s':>7}")
    found = []
    for name, program in EMPTY.items():
        command = [sys.executable, "-c", program]
        seconds = best(lambda command=command: subprocess.run(command, check=True), times=3)
        print(f"  {name:32}{seconds:7.2f}")
        found.append(seconds)
    return found


def formats_alone() -> None:
    """Time each format by itself, and tell how much memory its process has used."""
    from hjulet.documents.formats import FORMATS  # noqa: PLC0415 - after the settings

    print(f"\n{'40 pages, 20 charts':34}{'cold':>7}{'warm':>7}{'kept':>7}  s{'MB':>7}{'kB':>8}")
    for name, one in FORMATS.items():
        cold = timed([name], start="cold")
        warm = min(timed([name], start="warm") for _ in range(3))
        kept = min(timed([name], start="kept") for _ in range(3))
        peak = "" if one.is_light else f"{peak_of(name) / 1e6:7.0f}"
        size = sum(len(content) for content in rendered([name])[name].values())
        print(f"  {name:32}{cold:7.2f}{warm:7.2f}{kept:7.3f}   {peak:>7}{size / 1000:8.0f}")


def together(empty: float) -> None:
    """Time the formats that the design has a number for, together."""
    from hjulet.documents.formats import FORMATS  # noqa: PLC0415 - after the settings

    names = [name for name in HELD if name in FORMATS]
    before = processor_seconds()
    cold = timed(names, start="cold")
    spent = processor_seconds() - before
    warm = timed(names, start="warm")
    print(f"  {' + '.join(names):32}{cold:7.2f}{warm:7.2f}")
    print(f"  {'processor time, cold':32}{spent:7.2f}   on two free cores: {spent / 2:.1f} to {spent:.1f} s")
    drawn = timed(names, start="drawn")
    print(f"  {'the same, charts drawn before':32}{'':7}{drawn:7.2f}")
    print(f"  cold against 4 s: {cold / 4:.2f}; against the empty programs together: {cold / empty:.1f}")
    pdf = rendered(["pdf"])["pdf"]["report.pdf"]
    print(f"  pages: {pdf.count(b'/Type/Page/') + pdf.count(b'/Type /Page ')}")


def timed(names: Sequence[str], *, start: str) -> float:
    """Time a rendering: cold, warm, with the charts ``drawn``, or with all of it ``kept``."""
    from hjulet.services.kept_files import rendered_root  # noqa: PLC0415 - after the settings
    from hjulet.services.render_child import CHILDREN_HERE  # noqa: PLC0415

    if start == "cold":
        CHILDREN_HERE.close()
    if start in ("cold", "warm"):
        shutil.rmtree(rendered_root())
    words = f" Prövning {time.monotonic_ns()}." if start == "drawn" else ""
    began = time.perf_counter()
    rendered(names, words=words)
    return time.perf_counter() - began


def rendered(names: Sequence[str], *, number: int = 0, words: str = "", progress: Any = None) -> Any:
    """Render the report as the services do."""
    from django.utils import timezone  # noqa: PLC0415 - after the settings

    from hjulet.documents.formats import Frame  # noqa: PLC0415
    from hjulet.domain.progress import no_progress  # noqa: PLC0415
    from hjulet.services.rendering import render  # noqa: PLC0415

    report = made_report(number=number, words=words)
    frame = Frame(date=DATE, labels=made_labels(report))
    return render(report, frame, formats=names, at=timezone.now(), progress=progress or no_progress)


def peak_of(name: str) -> int:
    """Tell the most memory that a new child, or a program that it starts, takes for one file, in bytes."""
    from hjulet.documents.formats import Frame  # noqa: PLC0415 - after the settings
    from hjulet.documents.render_orders import Write  # noqa: PLC0415
    from hjulet.services.render_child import Child, Limits  # noqa: PLC0415

    report = made_report()
    child = Child(Limits())
    with tempfile.TemporaryDirectory() as folder:
        frame = Frame(date=DATE, labels=made_labels(report))
        done = child.do(Write(report=report, frame=frame, format=name, folder=folder), stop=Event())
    child.close()
    return done.peak


def processor_seconds() -> float:
    """Tell the processor time of this process and of the children that it has had, which are ended."""
    from hjulet.services.render_child import CHILDREN_HERE  # noqa: PLC0415 - after the settings

    CHILDREN_HERE.close()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def best(what: Callable[[], object], *, times: int) -> float:
    """Give the shortest time of several."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        what()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


# --- as jobs ---


def work() -> None:
    """Be a worker that knows how to render what was made here."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after the settings

    from hjulet.services.jobs import KINDS  # noqa: PLC0415

    KINDS[KIND] = "benchmarks.report.render_made"
    call_command("db_worker", interval=0.5, startup_delay=False, reload=False, verbosity=0)


def render_made(job: Any) -> dict[str, Any]:
    """Do a job of the benchmark: all held formats of one report."""
    from hjulet.documents.formats import FORMATS  # noqa: PLC0415 - after the settings

    names = [name for name in HELD if name in FORMATS]
    rendered(names, number=job.params["number"], words=job.params["words"], progress=job.tell)
    return {}


def jobs_at_once(count: int) -> None:
    """Ask for many at once and tell how long each one waited for its files."""
    print(f"\n{f'{count} at once as jobs, s':34}{'median':>7}{'p95':>7}{'last':>7}")
    from hjulet.cli.serve import WORKERS  # noqa: PLC0415 - after the settings

    command = [sys.executable, "-m", "benchmarks.report", "--worker"]
    workers = [subprocess.Popen(command, cwd=ROOT) for _ in range(WORKERS)]
    try:
        seconds_of([(-1 - n, "värm upp") for n in range(2 * WORKERS)])
        for name, asked in (
            ("the same report", [(1, "")] * count),
            ("one report, texts of their own", [(2, f" Utkast {n}.") for n in range(count)]),
            ("reports of their own", [(3 + n, "") for n in range(count)]),
        ):
            seconds = sorted(seconds_of(asked))
            p95 = seconds[max(0, round(0.95 * len(seconds)) - 1)]
            print(f"  {name:32}{statistics.median(seconds):7.1f}{p95:7.1f}{seconds[-1]:7.1f}", end="")
            print(f"   p95 against 10 s: {p95 / 10:.2f}")
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(30)


def seconds_of(asked: Sequence[tuple[int, str]]) -> list[float]:
    """Ask for jobs at once and give the seconds from asking to the end of each."""
    from django.db import transaction  # noqa: PLC0415 - after the settings
    from django.utils import timezone  # noqa: PLC0415

    from hjulet.services.jobs import ask  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415
    from hjulet.store.models import Job  # noqa: PLC0415

    at = timezone.now()
    with transaction.atomic():
        for number, words in asked:
            params = {"number": number, "words": words}
            ask(KIND, title="made", params=params, by=OPERATOR, at=at)
    while Job.objects.filter(state__in=("waiting", "running")).exists():
        time.sleep(0.2)
    failed = [job.result for job in Job.objects.exclude(state="done")]
    if failed:
        raise RuntimeError(failed)
    latest = Job.objects.order_by("-id")[: len(asked)]
    return [(job.finished_at - at).total_seconds() for job in latest if job.finished_at]


if __name__ == "__main__":
    main()
