"""Skillnader: what differs between two snapshots, and what a batch changed when it was read in."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.services.comparison import batch_difference, snapshot_difference
from hjulet.services.context import surroundings
from hjulet.services.errors import refused
from hjulet.services.imports import find_batch
from hjulet.services.line_moves import changes_of
from hjulet.web.actor import ActorRequest
from hjulet.web.change_words import changes_words


class SnapshotsForm(forms.Form):
    """Two snapshots by their numbers."""

    fran = forms.IntegerField(label=_("Från ögonblicksbild"), min_value=1, max_value=999_999_999)
    till = forms.IntegerField(label=_("Till ögonblicksbild"), min_value=1, max_value=999_999_999)


def differences(request: ActorRequest) -> HttpResponse:
    """Ask for two snapshots, the latest and the one before unless others are chosen, and compare them."""
    at = timezone.now()
    latest = surroundings(by=request.actor, at=at).latest
    if latest is None:
        raise refused("no-data")
    first = {"fran": max(1, latest - 1), "till": latest}
    form = SnapshotsForm(request.GET if "till" in request.GET else first)
    places: dict[str, object] = {"form": form}
    if form.is_valid():
        earlier, later = form.cleaned_data["fran"], form.cleaned_data["till"]
        found = snapshot_difference(earlier, later, by=request.actor, at=at)
        places |= {"changes": changes_words(changes_of(found)), "earlier": earlier, "later": later}
    return render(request, "difference/page.html", places, status=200 if form.is_valid() else 422)


def batch_changes(request: ActorRequest, batch: str) -> HttpResponse:
    """Show what a batch changed when it was read in."""
    at = timezone.now()
    found = find_batch(batch, by=request.actor, at=at)
    changes = changes_words(changes_of(batch_difference(batch, by=request.actor, at=at)))
    return render(request, "difference/batch.html", {"batch": found, "changes": changes})


urlpatterns = [
    path("huvudbok/skillnad/", differences, name="differences"),
    path("huvudbok/sats/<str:batch>/andringar/", batch_changes, name="batch-changes"),
]
