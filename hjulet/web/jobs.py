"""Long work that is under way: one's own, and everybody's for an administrator."""

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from hjulet.services.jobs import cancel, list_jobs
from hjulet.web.actor import ActorRequest
from hjulet.web.job_lines import job_line


def jobs(request: ActorRequest) -> HttpResponse:
    """List the latest jobs."""
    at = timezone.now()
    listed = list_jobs(by=request.actor, at=at)
    places = {
        "lines": [(job_line(job, at=at), listed.people.get(job.actor, job.actor)) for job in listed.jobs],
        "is_live": any(not job.is_over for job in listed.jobs),
    }
    return render(request, "jobs/list.html", places)


def cancel_job(request: ActorRequest, job: int) -> HttpResponse:
    """Cancel a job, and go back to the page that showed it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    cancel(job, by=request.actor, at=timezone.now())
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "jobs")


urlpatterns = [
    path("jobb/", jobs, name="jobs"),
    path("jobb/<int:job>/avbryt/", cancel_job, name="cancel-job"),
]
