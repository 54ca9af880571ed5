"""Making a report's files: what is kept is read, the rest is made in processes of its own and kept.

Whoever calls this has built the report for somebody who may see it.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Event
from typing import TypeVar

from hjulet.documents.drawn import Drawn, Spec, spec_key
from hjulet.documents.formats import FORMATS, Files, Frame
from hjulet.documents.listed_files import write_listed
from hjulet.documents.render_key import chart_key, file_key, report_key
from hjulet.documents.render_orders import Draw, Write
from hjulet.domain.progress import Progress, no_progress
from hjulet.domain.report import Report
from hjulet.services import kept_files
from hjulet.services.disk import refused_when_full
from hjulet.services.errors import RefusedError
from hjulet.services.render_child import CHILDREN, CHILDREN_HERE, STOPPED

_FEW_CHARTS = 6
"""As many are drawn by one child before a second one has started."""

_QUICK = 3.0
_SECONDS_A_CHART, _SECONDS_A_FIGURE = 0.06, 0.0015
"""What a request may wait for, and what a file takes, measured warm."""

_TELL_EVERY = 0.5
_CHART = "chart.svg"

T = TypeVar("T")


def render(
    report: Report, frame: Frame, *, formats: Sequence[str], at: datetime, progress: Progress = no_progress
) -> dict[str, Files]:
    """Give a report's files by format, and make those that are not kept.

    ``progress`` is told of charts (``drawing``) and files (``rendering``); when it raises, the work stops.
    Of several that ask for the same at once one makes it. Raises RefusedError as ``Child.do`` does.
    """
    key = report_key(report, frame)
    keys = {name: file_key(key, name=name) for name in formats}
    made = {name: kept_files.find(kept) for name, kept in keys.items()}
    if None in made.values():
        with refused_when_full(), kept_files.alone(key, wait=lambda: progress("waiting", 0, 0)):
            missing = {name: kept for name, kept in keys.items() if kept_files.find(kept) is None}
            if missing:
                _make(report, frame, missing, progress)
            made = {name: kept_files.find(kept) for name, kept in keys.items()}
        kept_files.sweep(now=at.timestamp())
    return {name: _there(files, name) for name, files in made.items()}


def is_quick(report: Report, frame: Frame, *, formats: Sequence[str]) -> bool:
    """Tell whether a request may wait for these files: they are kept, or one small one has to be made."""
    key = report_key(report, frame)
    missing = [
        name
        for name in formats
        if not FORMATS[name].is_light and not kept_files.is_kept(file_key(key, name=name))
    ]
    charts = {spec_key(spec) for name in missing for spec in FORMATS[name].specs(report, frame)}
    undrawn = [key for key in charts if not kept_files.is_kept(chart_key(key))]
    writing = len(missing) * _SECONDS_A_FIGURE * len(report.figures)
    return writing + _SECONDS_A_CHART * len(undrawn) <= _QUICK


def chart_picture(spec: Spec) -> str:
    """Give a chart as SVG: kept, and then kept for the report's files too, else drawn by a child."""
    key = spec_key(spec)
    kept = kept_files.find(chart_key(key))
    return kept[_CHART].decode() if kept else _draw_one(spec, key, Event())[1]


def _there(files: Files | None, name: str) -> Files:
    if files is None:
        raise FileNotFoundError(f"{name} was made and is not kept")
    return files


def _make(report: Report, frame: Frame, missing: Mapping[str, str], progress: Progress) -> None:
    """Make files by format and key and keep them: the charts first, which they share."""
    drawn = _draw([spec for name in missing for spec in FORMATS[name].specs(report, frame)], progress)
    orders = {name: Write(report=report, frame=frame, format=name, drawn=drawn) for name in missing}
    tasks = [partial(_write, order, missing[name]) for name, order in orders.items()]
    _each(tasks, at_once=CHILDREN, tell=lambda done: progress("rendering", done, len(tasks)))


def _draw(charts: Sequence[Spec], progress: Progress) -> Drawn:
    """Draw the charts that are not kept, each once."""
    specs = {spec_key(spec): spec for spec in charts}
    kept = {key: kept_files.find(chart_key(key)) for key in specs}
    missing = [(key, spec) for key, spec in specs.items() if kept[key] is None]
    drawn = _each(
        [partial(_draw_one, spec, key) for key, spec in missing],
        at_once=CHILDREN if len(missing) > _FEW_CHARTS else 1,
        tell=lambda done: progress("drawing", len(specs) - len(missing) + done, len(specs)),
    )
    return {key: files[_CHART].decode() for key, files in kept.items() if files} | dict(drawn)


def _draw_one(spec: Spec, key: str, stop: Event) -> tuple[str, str]:
    with CHILDREN_HERE.one() as child:
        svg = child.do(Draw(spec=spec), stop=stop).svg
    with kept_files.arriving() as folder:
        write_listed(folder, {_CHART: svg.encode()})
        kept_files.keep(folder, key=chart_key(key))
    return key, svg


def _write(order: Write, key: str, stop: Event) -> None:
    """Write a file where it is light, else have it written, and keep it."""
    with kept_files.arriving() as folder:
        if (light := FORMATS[order.format]).is_light:
            write_listed(folder, light.files(order.report, order.frame))
        else:
            while not _have_written(replace(order, folder=str(folder)), stop):
                pass  # a process that is new tells the truth about a document
        kept_files.keep(folder, key=key)


def _have_written(order: Write, stop: Event) -> bool:
    """Have a file written; False where a process died of it that others' documents had made heavy.

    What a process keeps of each document may be what this one lacks. So only one that was new says of it
    that it costs too much: RefusedError ``rendering-stopped``, and what ``Child.do`` raises else.
    """
    with CHILDREN_HERE.one() as child:
        was_new = child.is_new
        try:
            child.do(order, stop=stop)
        except RefusedError as refusal:
            if was_new or refusal.problems[0].code != STOPPED:
                raise
            return False
    return True


def _each(tasks: Sequence[Callable[[Event], T]], *, at_once: int, tell: Callable[[int], None]) -> Sequence[T]:
    """Do tasks in threads, and tell now and then how many are done; the first fault stops them all."""
    stop = Event()
    with ThreadPoolExecutor(at_once) as threads:
        futures = [threads.submit(task, stop) for task in tasks]
        pending = set(futures)
        try:
            tell(0)
            while pending:
                done, pending = wait(pending, timeout=_TELL_EVERY, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                tell(len(futures) - len(pending))
        except BaseException:
            stop.set()
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    return [future.result() for future in futures]
