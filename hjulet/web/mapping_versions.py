"""The mapping's versions: their notes, what differs between two, and going back to one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.services.errors import ConflictError
from hjulet.services.mapping_versions import (
    Comparison,
    TableDifference,
    compare_versions,
    go_back,
    list_versions,
)
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_forms import NoteForm
from hjulet.web.mapping_trial import effect_places
from hjulet.web.mapping_words import COMPANY, TITLES, rule_words, tabs, year_of

AGAINST = "mot"


def versions(request: ActorRequest) -> HttpResponse:
    """List the versions, each to be compared with the one before it."""
    found = list_versions(by=request.actor, at=timezone.now())
    earlier = [version.number for version in found[1:]]
    places = {
        "tabs": tabs("versioner", company=request.GET.get(COMPANY, ""), year=year_of(request)),
        "versions": [(version, before) for version, before in zip(found, [*earlier, None], strict=False)],
        "in_force": found[0].number if found else None,
    }
    return render(request, "mapping/versions.html", places)


def version(request: ActorRequest, earlier: int, later: int) -> HttpResponse:
    """Show what differs between two versions; on POST, go back to the earlier one."""
    at = timezone.now()
    form = NoteForm(request.POST or None)
    status, newer = 422 if form.is_bound else 200, ""
    if form.is_valid():
        given = form.cleaned_data
        try:
            go_back(earlier, base=given["base"], note=given["note"], by=request.actor, at=at)
        except ConflictError as conflict:
            said = _("Version {number} har sparats medan du läste. Se vad som ändras nu, och försök igen.")
            status, newer = 409, said.format(number=conflict.version)
        else:
            return redirect("mapping-versions")
    found = compare_versions(earlier, later, by=request.actor, at=at)
    if newer or not form.is_bound:  # the form goes on from the version in force now
        form = NoteForm(initial={"base": found.base, "note": request.POST.get("note", "")})
    places = {
        "found": found,
        "form": form,
        "newer": newer,
        "tables": _tables(found),
        **effect_places(found.effect),
    }
    return render(request, "mapping/version.html", places, status=status)


def _tables(found: Comparison) -> list[dict[str, object]]:
    return [_table(table, found) for table in found.tables]


def _table(table: TableDifference, found: Comparison) -> dict[str, object]:
    return {
        "company": table.company,
        "title": _(TITLES[table.kind]),
        "added": [rule_words(rule, found.units) for rule in table.changes.added],
        "removed": [rule_words(rule, found.units) for rule in table.changes.removed],
    }


urlpatterns = [
    path("mappning/versioner/", versions, name="mapping-versions"),
    path("mappning/versioner/<int:earlier>-<int:later>/", version, name="mapping-version"),
]
