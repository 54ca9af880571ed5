"""A report's files: given at once, or made as a job with a page where one follows it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from hjulet.services.report_files import ReportAsked, ReportFile, find_render_job, job_file, report_file
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import SNAPSHOT, with_query
from hjulet.web.context import asked_of_report
from hjulet.web.job_lines import job_line
from hjulet.web.report_parts import language


def file(request: ActorRequest, kind: str, unit: str, period: str, name: str) -> HttpResponse:
    """Give a report's file, a working draft; one that takes long is made as a job, whose page is shown."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    asked = ReportAsked(
        kind=kind,
        unit=unit,
        period=str(here.period),
        snapshot=here.snapshot,
        language=language(),
        base_url=request.build_absolute_uri(reverse("figure")) + f"?{SNAPSHOT}={{snapshot}}&ref=",
    )
    given = report_file(asked, name, by=here.by, at=here.at)
    return _download(given) if isinstance(given, ReportFile) else redirect("render-job", job=given)


def job(request: ActorRequest, job: int) -> HttpResponse:
    """Show how far a job that makes files has come, and what it has made."""
    at = timezone.now()
    found = find_render_job(job, by=request.actor, at=at)
    asked = found.asked
    back = reverse("report", args=[asked.kind, asked.unit, asked.period])
    places = {
        "found": found,
        "line": job_line(found.facts, at=at),
        "report": with_query(back, {SNAPSHOT: str(asked.snapshot)}),
    }
    return render(request, "report/files.html", places)


def made(request: ActorRequest, job: int, name: str) -> HttpResponse:
    """Give a file that a job has made."""
    return _download(job_file(job, name, by=request.actor, at=timezone.now()))


def _download(given: ReportFile) -> HttpResponse:
    disposition = f'inline; filename="{given.name}"'
    return HttpResponse(given.content, content_type=given.media, headers={"Content-Disposition": disposition})


urlpatterns = [
    path("rapport/<str:kind>/<str:unit>/<str:period>/rapport.<str:name>", file, name="report-file"),
    path("rapporter/filer/<int:job>/", job, name="render-job"),
    path("rapporter/filer/<int:job>/rapport.<str:name>", made, name="job-file"),
]
