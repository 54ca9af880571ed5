"""Imports: what has been read in, a file checked before it is read in, and a batch withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.domain.period import parse_period
from hjulet.domain.problem import Problem
from hjulet.services.errors import RefusedError
from hjulet.services.imports import find_batch, list_imports, require_importer
from hjulet.services.ledger import BatchFacts, withdraw
from hjulet.services.uploads import Checked, check_upload, import_upload, keep
from hjulet.texts.problems import say, sentence, severity_label, status_label
from hjulet.web.actor import ActorRequest
from hjulet.web.report_parts import language
from hjulet.web.words import period_words

SHOWN = 200
"""Problems on a page; beyond that a file has one fault many times over."""


@dataclass(frozen=True, kw_only=True)
class BatchLine:
    """A batch as it is listed, with its words."""

    facts: BatchFacts
    status: str
    is_active: bool
    months: str
    by: str


class UploadForm(forms.Form):
    """A file to read in."""

    file = forms.FileField(
        label=_("Fil"),
        max_length=200,
        help_text=_("SIE 4 (.se, .si, .sie) eller en budget (.csv, .xlsx). Högst 200 MB."),
    )


class ImportForm(forms.Form):
    """The answer to a checked file: whose it is if it does not say, and what it is allowed to do."""

    company = forms.CharField(label=_("Företag"), required=False, max_length=40)
    replacing = forms.BooleanField(required=False)
    unbalanced = forms.BooleanField(required=False)


class WithdrawForm(forms.Form):
    """Why a batch is withdrawn."""

    reason = forms.CharField(label=_("Orsak"), max_length=500)


def ledger(request: ActorRequest) -> HttpResponse:
    """List what has been read in."""
    imports = list_imports(by=request.actor, at=timezone.now())
    places = {
        "imports": imports,
        "batches": [batch_line(batch, imports.people) for batch in imports.batches],
        "budgets": [(one, imports.people.get(one.imported_by, one.imported_by)) for one in imports.budgets],
    }
    return render(request, "ledger/list.html", places)


def upload(request: ActorRequest) -> HttpResponse:
    """Take a file to be checked; nothing is read in yet."""
    at = timezone.now()
    require_importer(by=request.actor, at=at)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return render(request, "ledger/upload.html", {"form": form})
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        key = keep(file.chunks(), file=file.name or "", by=request.actor, at=at)
    except RefusedError as refusal:
        for problem in refusal.problems:
            form.add_error("file", sentence(problem, language=language()))
        return render(request, "ledger/upload.html", {"form": form}, status=422)
    return redirect("upload-check", key=key)


def upload_check(request: ActorRequest, key: str) -> HttpResponse:
    """Show what a kept file holds and what is wrong with it; on POST, read it in."""
    at = timezone.now()
    if request.method != "POST":
        checked = check_upload(key, by=request.actor, at=at)
        return render(request, "ledger/check.html", _checked(checked))
    form = ImportForm(request.POST)
    form.is_valid()
    imported = import_upload(
        key,
        company=form.cleaned_data.get("company", ""),
        replacing=form.cleaned_data.get("replacing", False),
        unbalanced=form.cleaned_data.get("unbalanced", False),
        by=request.actor,
        at=at,
    )
    places = {"imported": imported, "word": status_word(imported.status), **form.cleaned_data}
    status = 422 if imported.status == "refused" else 200
    return render(
        request, "ledger/imported.html", {**places, **problem_rows(imported.problems)}, status=status
    )


def withdraw_batch(request: ActorRequest, batch: str) -> HttpResponse:
    """Say what withdrawing a batch does, ask why, and do it."""
    at = timezone.now()
    found = find_batch(batch, by=request.actor, at=at)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw(batch, reason=form.cleaned_data["reason"], by=request.actor, at=at)
        return redirect("ledger")
    return render(request, "ledger/withdraw.html", {"batch": found, "form": form})


def _checked(checked: Checked) -> dict[str, object]:
    facts = checked.facts
    return {
        "checked": checked,
        "facts": facts,
        "months": months_words(facts.months) if facts else "",
        "needs_company": facts is not None and not facts.org_number,
        **problem_rows(checked.problems),
    }


def batch_line(batch: BatchFacts, people: Mapping[str, str]) -> BatchLine:
    """Word a batch for the list."""
    return BatchLine(
        facts=batch,
        status=status_word(batch.status),
        is_active=batch.status == "active",
        months=months_words(batch.months),
        by=people.get(batch.imported_by, batch.imported_by),
    )


def months_words(months: tuple[str, ...]) -> str:
    """Name the months of a file, from the first to the last."""
    return period_words(parse_period(f"{months[0]}..{months[-1]}")) if months else ""


def problem_rows(problems: tuple[Problem, ...]) -> dict[str, object]:
    """Word the problems of a file: severity, place and sentence, those that refuse first."""
    ordered = sorted(problems, key=lambda problem: (not problem.severity.refuses, problem.place.line or 0))
    return {
        "problems": [
            (
                severity_label(problem.severity, language=language()),
                problem.place.cell or problem.place.line or "",
                say(problem.code, language=language(), **problem.params),
                problem.severity.refuses,
            )
            for problem in ordered[:SHOWN]
        ],
        "more": max(0, len(ordered) - SHOWN),
    }


def status_word(status: str) -> str:
    """Say what has become of a batch or an import."""
    return status_label(status, language=language())


urlpatterns = [
    path("huvudbok/", ledger, name="ledger"),
    path("huvudbok/las-in/", upload, name="upload"),
    path("huvudbok/las-in/<str:key>/", upload_check, name="upload-check"),
    path("huvudbok/<str:batch>/aterkalla/", withdraw_batch, name="withdraw-batch"),
]
