"""A report's files for whoever may see it: at once where that is quick, else as a job to follow."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hjulet.documents.bundle import bundle
from hjulet.documents.formats import FORMATS, Files, Frame
from hjulet.documents.render_key import file_key, report_key
from hjulet.domain.job import DONE, UNDER_WAY, JobFacts
from hjulet.domain.permission import Actor, Permission
from hjulet.services import kept_files
from hjulet.services.access import organisation, require
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.house import house_style
from hjulet.services.job_run import JobRun
from hjulet.services.jobs import ask, find_job
from hjulet.services.rendering import is_quick, render
from hjulet.services.report import BuiltReport, build_report, parse_report_period
from hjulet.store.models import Job

KIND = "render-report"
ALL = "alla"
"""Stands for every format, as one zip."""

_ZIP = "application/zip"


@dataclass(frozen=True, kw_only=True)
class ReportAsked:
    """Which report, in plain values; ``snapshot`` None is the latest.

    ``base_url`` is a figure's address before its reference, with ``{snapshot}`` for the number.
    """

    kind: str
    unit: str
    period: str
    snapshot: int | None
    language: str
    base_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportFile:
    """A file to give: its name, type and bytes."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class MadeFile:
    """A file that a job has made; ``size`` in bytes, of all that belongs to it.

    ``has_more`` if other files lie beside it, so that it is given as a zip.
    """

    format: str
    label: str
    size: int
    has_more: bool


@dataclass(frozen=True, kw_only=True)
class RenderJob:
    """A job that makes a report's files. ``files`` are there once it is done."""

    facts: JobFacts
    asked: ReportAsked
    files: tuple[MadeFile, ...]


def formats_of(name: str) -> tuple[str, ...]:
    """Read a format's name, or ``alla``; raises NotFoundError for one that is not built."""
    if name == ALL:
        return tuple(FORMATS)
    if name not in FORMATS:
        raise NotFoundError(name)
    return (name,)


def report_file(asked: ReportAsked, name: str, *, by: Actor, at: datetime) -> ReportFile | int:
    """Give a report's file in a format, or in all of them as a zip, or the number of the job that makes it.

    Raises as ``build_report`` and ``render`` do.
    """
    formats = formats_of(name)
    built, frame = _built(asked, on=timezone.localdate(at), by=by, at=at)
    asked = replace(asked, snapshot=built.report.snapshot)
    if is_quick(built.report, frame, formats=formats):
        made = render(built.report, frame, formats=formats, at=at)
        return _as_file(asked, name, made)
    return _ask(asked, built.report.title, formats, by=by, at=at)


def render_files(
    built: BuiltReport, *, formats: Sequence[str], at: datetime, frame: Frame | None = None
) -> dict[str, Files]:
    """Give a built report's files by format, as a draft of today or as ``frame`` says."""
    drafted = frame or Frame(date=timezone.localdate(at), labels=built.labels, style=house_style())
    return render(built.report, drafted, formats=formats, at=at)


def render_report(work: JobRun) -> dict[str, Any]:
    """Make the files that a job was asked for. Those that an earlier attempt has made are kept already."""
    asked, formats = ReportAsked(**work.params["report"]), work.params["formats"]
    built, frame = _built(asked, on=date.fromisoformat(work.params["date"]), by=work.by, at=work.at)
    made = render(built.report, frame, formats=formats, at=work.at, progress=work.tell)
    key = report_key(built.report, frame)
    return {
        "report": key,
        "files": {name: sum(len(one) for one in files.values()) for name, files in made.items()},
    }


def find_render_job(number: int, *, by: Actor, at: datetime) -> RenderJob:
    """Find a job of the actor's that makes files, of a report that they may see; raises NotFoundError."""
    facts = find_job(number, by=by, at=at)
    if facts.kind != KIND:
        raise NotFoundError(number)
    asked = ReportAsked(**Job.objects.get(pk=number).params["report"])
    _require_seen(asked, by=by, at=at)
    sizes: dict[str, int] = facts.result.get("files", {}) if facts.state == DONE else {}
    files = tuple(
        MadeFile(format=name, label=one.label, size=sizes[name], has_more=not one.is_offered)
        for name, one in FORMATS.items()
        if name in sizes
    )
    return RenderJob(facts=facts, asked=asked, files=files)


def job_file(number: int, name: str, *, by: Actor, at: datetime) -> ReportFile:
    """Give a file that a job has made, or all of them as a zip.

    Raises NotFoundError, and RefusedError ``file-not-kept`` where it has been swept since.
    """
    job = find_render_job(number, by=by, at=at)
    wanted = [one.format for one in job.files if name in (one.format, ALL)]
    if not wanted:
        raise NotFoundError(name)
    key = job.facts.result["report"]
    made = {one: kept_files.find(file_key(key, name=one)) for one in wanted}
    there = {one: files for one, files in made.items() if files is not None}
    if len(there) < len(made):
        raise refused("file-not-kept")
    return _as_file(job.asked, name, there)


def _as_file(asked: ReportAsked, name: str, made: Mapping[str, Files]) -> ReportFile:
    """Give one file, or several as a zip: a format whose main file needs others beside it, or all formats."""
    files = {path: content for of_format in made.values() for path, content in of_format.items()}
    stem = f"{asked.kind}-{asked.unit}-{asked.period}-{asked.snapshot}"
    if len(files) == 1:
        return ReportFile(name=f"{stem}.{name}", media=FORMATS[name].media, content=files[FORMATS[name].file])
    return ReportFile(name=f"{stem}.zip", media=_ZIP, content=bundle(files))


def _ask(asked: ReportAsked, title: str, formats: Sequence[str], *, by: Actor, at: datetime) -> int:
    """Ask for the job, unless the actor has asked for the same and it is under way."""
    params = {"report": asdict(asked), "formats": list(formats), "date": timezone.localdate(at).isoformat()}
    with transaction.atomic():
        under_way = Job.objects.filter(kind=KIND, actor=by.id, state__in=UNDER_WAY, cancel_asked=False)
        same = next((job.pk for job in under_way if job.params == params), None)
        return same or ask(KIND, title=f"{title} {asked.period}", params=params, by=by, at=at)


def _built(asked: ReportAsked, *, on: date, by: Actor, at: datetime) -> tuple[BuiltReport, Frame]:
    built = build_report(
        asked.kind,
        asked.unit,
        parse_report_period(asked.period),
        snapshot=asked.snapshot,
        language=asked.language,
        by=by,
        at=at,
    )
    base_url = asked.base_url.replace("{snapshot}", str(built.report.snapshot))
    return built, Frame(date=on, labels=built.labels, base_url=base_url, style=house_style())


def _require_seen(asked: ReportAsked, *, by: Actor, at: datetime) -> None:
    view = organisation().as_of(parse_report_period(asked.period).last_day)
    require(Permission.VIEW_FIGURES, asked.unit, by=by, at=at, view=view)
