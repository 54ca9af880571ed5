"""Files on their way into the ledger: chosen, checked, looked at, and read in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hjulet.services.errors import RefusedError
from hjulet.services.uploads import (
    Sent,
    Uploaded,
    ask_import,
    find_changes,
    find_problems,
    find_sending,
    find_upload,
    require_importer,
    send,
)
from hjulet.texts.problems import sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.change_words import changes_words
from hjulet.web.job_lines import job_line
from hjulet.web.problem_list import asked_for, asked_query, choices, csv_lines, problem_row
from hjulet.web.upload_handler import ArrivedFile
from hjulet.web.upload_lines import upload_line
from hjulet.web.words import language

SHOWN = 200
"""Problems on a page; the csv has them all."""


class ManyFiles(forms.FileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files, none of them empty."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[ArrivedFile]:
        """Judge each file by itself."""
        files = data or [None]
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    """Files to read in."""

    chosen = ManyFilesField(
        label=_("Filer"),
        max_length=200,
        allow_empty_file=True,
        help_text=_(
            "SIE (.se, .si, .sie), verifikatlista, saldolista eller budget (.csv, .xlsx). "
            "Du kan välja flera. Högst 1 GB per fil."
        ),
    )


class ImportForm(forms.Form):
    """The answer to a checked file: whose it is if it does not say, and what it is allowed to do."""

    company = forms.CharField(required=False, max_length=40)
    replacing = forms.BooleanField(required=False)
    unbalanced = forms.BooleanField(required=False)


def upload(request: ActorRequest) -> HttpResponse:
    """Take files to be checked; nothing is read in yet."""
    at = timezone.now()
    require_importer(by=request.actor, at=at)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return render(request, "ledger/upload.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        sending = send(_arrived(form.cleaned_data["chosen"]), by=request.actor, at=at)
    except RefusedError as refusal:
        for problem in refusal.problems:
            form.add_error("chosen", sentence(problem, language=language()))
        return render(request, "ledger/upload.html", {"form": form}, status=422)
    return redirect("sending", sending=sending)


def _arrived(files: Sequence[ArrivedFile]) -> list[Sent]:
    """List the files that have come in whole; raises RefusedError where one has not."""
    for one in files:
        one.require_whole()
    return [Sent(path=one.path, file=one.name or "") for one in files]


def sending(request: ActorRequest, sending: str) -> HttpResponse:
    """Show the files that were sent together; on POST, read in all that need no answer."""
    at = timezone.now()
    if request.method == "POST":
        ready = [one.key for one in find_sending(sending, by=request.actor, at=at) if one.is_ready]
        ask_import(ready, by=request.actor, at=at)
        return redirect("sending", sending=sending)
    files = find_sending(sending, by=request.actor, at=at)
    if len(files) == 1:
        return redirect("upload-check", key=files[0].key)
    lines = [upload_line(one, at=at) for one in files]
    places = {
        "sending": sending,
        "lines": lines,
        "ready": sum(one.is_ready for one in files),
        "is_live": any(not one.job.is_over for one in files),
    }
    return render(request, "ledger/sending.html", places)


def upload_check(request: ActorRequest, key: str) -> HttpResponse:
    """Show how far a file has come, what it holds and what is wrong with it; on POST, read it in."""
    at = timezone.now()
    if request.method == "POST":
        form = ImportForm(request.POST)
        form.is_valid()
        ask_import([key], **form.cleaned_data, by=request.actor, at=at)
        return redirect("upload-check", key=key)
    found = find_upload(key, by=request.actor, at=at)
    return render(request, "ledger/check.html", _page(found, request, at=at))


def _page(found: Uploaded, request: ActorRequest, *, at: datetime) -> dict[str, object]:
    asked = asked_for(request.GET.dict())
    problems = find_problems(found.key, asked=asked, limit=SHOWN, by=request.actor, at=at)
    changes = find_changes(found.key, by=request.actor, at=at)
    severities, codes = choices(found.verdict.counts, asked) if found.verdict else ([], [])
    return {
        "upload": found,
        "line": upload_line(found, at=at),
        "job": job_line(found.job, at=at),
        "facts": found.verdict.facts if found.verdict else None,
        "changes": changes_words(changes) if changes and found.may_be_taken else None,
        "problems": [problem_row(problem) for problem in problems],
        "severities": severities,
        "codes": codes,
        "asked": asked,
        "asked_query": asked_query(asked),
    }


def upload_problems(request: ActorRequest, key: str) -> StreamingHttpResponse:
    """Give all the problems of a file as csv, those that a filter keeps."""
    asked = asked_for(request.GET.dict())
    problems = find_problems(key, asked=asked, by=request.actor, at=timezone.now())
    heads = (gettext("Grad"), gettext("Kod"), gettext("Rad eller cell"), gettext("Vad"))
    answer = StreamingHttpResponse(csv_lines(problems, heads), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="anmarkningar.csv"'
    return answer


urlpatterns = [
    path("huvudbok/las-in/", upload, name="upload"),
    path("huvudbok/las-in/filer/<str:sending>/", sending, name="sending"),
    path("huvudbok/las-in/<str:key>/", upload_check, name="upload-check"),
    path("huvudbok/las-in/<str:key>/anmarkningar.csv", upload_problems, name="upload-problems"),
]
