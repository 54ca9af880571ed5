"""What has been read in: the list, a batch with its history, and how it comes to count no more."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.services.batch_endings import undo_import, withdraw
from hjulet.services.budget import withdraw_budget
from hjulet.services.errors import NotFoundError
from hjulet.services.imports import (
    BudgetFacts,
    find_batch,
    find_batch_to_end,
    find_budget_to_end,
    list_imports,
)
from hjulet.services.ledger import BatchFacts
from hjulet.web.actor import ActorRequest
from hjulet.web.ledger_words import months_words, status_word
from hjulet.web.problem_list import problem_row

SHOWN = 200
"""Problems on a page; beyond that a file has one fault many times over."""


@dataclass(frozen=True, kw_only=True)
class ImportLine:
    """A batch or a budget as it is listed, with its words."""

    facts: BatchFacts | BudgetFacts
    status: str
    is_active: bool
    about: str  # its months, or its years
    by: str


class ReasonForm(forms.Form):
    """Why a batch shall count no more."""

    reason = forms.CharField(label=_("Orsak"), max_length=500)


def ledger(request: ActorRequest) -> HttpResponse:
    """List what has been read in."""
    imports = list_imports(by=request.actor, at=timezone.now())
    places = {
        "imports": imports,
        "batches": [batch_line(batch, imports.people) for batch in imports.batches],
        "budgets": [_line(one, ", ".join(one.years), one.status, imports.people) for one in imports.budgets],
    }
    return render(request, "ledger/list.html", places)


def batch_page(request: ActorRequest, batch: str) -> HttpResponse:
    """Show a batch: where it came from, what it holds, what became of it, and what stands on it."""
    found = find_batch(batch, by=request.actor, at=timezone.now())
    places = {
        "batch": found,
        "line": batch_line(found.facts, found.people),
        "ended_by": found.people.get(found.ended.by, found.ended.by) if found.ended else "",
        "replaced": [batch_line(one, found.people) for one in found.replaced],
        "problems": [problem_row(problem) for problem in found.problems[:SHOWN]],
        "more": max(0, len(found.problems) - SHOWN),
    }
    return render(request, "ledger/batch.html", places)


def withdraw_batch(request: ActorRequest, batch: str) -> HttpResponse:
    """Say what withdrawing a batch does, ask why, and do it."""
    at = timezone.now()
    found = find_batch_to_end(batch, by=request.actor, at=at)
    form = _reason(request)
    if form.is_valid():
        withdraw(batch, reason=form.cleaned_data["reason"], by=request.actor, at=at)
        return redirect("batch", batch=batch)
    return render(request, "ledger/withdraw.html", {"batch": found, "form": form})


def undo_batch(request: ActorRequest, batch: str) -> HttpResponse:
    """Say what undoing an import does, ask why, and do it."""
    at = timezone.now()
    found = find_batch_to_end(batch, by=request.actor, at=at)
    if not found.replaced:
        raise NotFoundError(batch)
    form = _reason(request)
    if form.is_valid():
        undo_import(batch, reason=form.cleaned_data["reason"], by=request.actor, at=at)
        return redirect("batch", batch=batch)
    restored = [batch_line(one, found.people) for one in found.replaced]
    return render(request, "ledger/undo.html", {"batch": found, "restored": restored, "form": form})


def withdraw_budget_file(request: ActorRequest, batch: str) -> HttpResponse:
    """Say what withdrawing a budget does, ask why, and do it."""
    at = timezone.now()
    found, editions = find_budget_to_end(batch, by=request.actor, at=at)
    form = _reason(request)
    if form.is_valid():
        withdraw_budget(batch, reason=form.cleaned_data["reason"], by=request.actor, at=at)
        return redirect("ledger")
    places = {"budget": found, "editions": editions, "form": form}
    return render(request, "ledger/withdraw_budget.html", places)


def batch_line(batch: BatchFacts, people: Mapping[str, str]) -> ImportLine:
    """Word a batch."""
    return _line(batch, months_words(batch.months), batch.status, people)


def _line(facts: BatchFacts | BudgetFacts, about: str, status: str, people: Mapping[str, str]) -> ImportLine:
    return ImportLine(
        facts=facts,
        status=status_word(status),
        is_active=status == "active",
        about=about,
        by=people.get(facts.imported_by, facts.imported_by),
    )


def _reason(request: ActorRequest) -> ReasonForm:
    return ReasonForm(request.POST if request.method == "POST" else None)


urlpatterns = [
    path("huvudbok/", ledger, name="ledger"),
    path("huvudbok/sats/<str:batch>/", batch_page, name="batch"),
    path("huvudbok/sats/<str:batch>/aterkalla/", withdraw_batch, name="withdraw-batch"),
    path("huvudbok/sats/<str:batch>/angra/", undo_batch, name="undo-batch"),
    path("huvudbok/budget/<str:batch>/aterkalla/", withdraw_budget_file, name="withdraw-budget"),
]
