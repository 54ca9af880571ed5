"""Analysis: a pivot of the ledger that one drills into, cell by cell, down to the rows."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from hjulet.services.explanation import explain
from hjulet.services.pivot import pivot as make_pivot
from hjulet.web.actor import ActorRequest
from hjulet.web.pivot_form import pivot_form
from hjulet.web.pivot_page import pivot_page
from hjulet.web.pivot_query import Question, is_from_form, pivot_address, read
from hjulet.web.pivot_words import explanation_places, filter_words, places_above
from hjulet.web.words import language


def pivot(request: ActorRequest) -> HttpResponse:
    """Show a pivot; with ``fragment=1`` only what its sum counts, for the margin."""
    question = read(request)
    if is_from_form(request.GET):
        return HttpResponseRedirect(pivot_address(question))
    if request.GET.get("fragment"):
        return explanation(request, question)
    here = question.here
    found = make_pivot(
        question.selection,
        question.layout,
        snapshot=here.snapshot,
        language=language(),
        by=here.by,
        at=here.at,
    )
    source = found.source
    return render(
        request,
        "pivot/page.html",
        {
            "here": here,
            "unit_name": source.unit_name,
            "table": pivot_page(found, question),
            "chosen": filter_words(question, source, to=pivot_address),
            "above": places_above(question, found.above, to=pivot_address),
            **pivot_form(question, companies=source.companies, may_search=source.may_open_rows),
            **explanation_places(source, question),
            "files": [(kind, pivot_address(question, f"pivot-{kind}")) for kind in ("xlsx", "csv")],
            "views": found.views,
            "saved_as": pivot_address(question).partition("?")[2],
        },
    )


def explanation(request: ActorRequest, question: Question) -> HttpResponse:
    """Say in a few lines what a selection sums to and counts."""
    here = question.here
    found = explain(question.selection, snapshot=here.snapshot, by=here.by, at=here.at)
    return render(request, "pivot/fragment.html", explanation_places(found, question))


urlpatterns = [path("huvudbok/analys/", pivot, name="pivot")]
