"""Årsarbetare: what is known of the staff month by month, and a file that is shown before it is let in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from hjulet.domain.register import read_year
from hjulet.domain.staff import STAFF_COLUMNS
from hjulet.services.errors import ConflictError
from hjulet.services.staff import StaffTable, StaffTrial, import_staff, staff_table, try_staff
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_words import problem_words
from hjulet.web.table_upload import LetInForm, TableForm, lost_words
from hjulet.web.words import month_name

YEAR = "ar"


def staff(request: ActorRequest) -> HttpResponse:
    """Show a year's staff figures; on POST, show what a file would change."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.table()
        trial = try_staff(data, file=name, by=request.actor, at=timezone.now())
        if trial.accepted:
            return _show(request, trial)
        return _page(request, form, faults=problem_words(trial.problems), status=422)
    return _page(request, form, status=422 if form.errors else 200)


def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a file that was shown; where something else has come in since, show it anew."""
    if request.method != "POST":
        return redirect("staff")
    form = LetInForm(request.POST)
    if not form.is_valid():
        return _page(request, TableForm(), faults=[lost_words()], status=422)
    given, at = form.cleaned_data, timezone.now()
    data = given["text"].encode()
    try:
        import_staff(data, file=given["file"], base=given["base"], by=request.actor, at=at)
    except ConflictError:
        trial = try_staff(data, file=given["file"], by=request.actor, at=at)
        return _show(request, trial, is_overtaken=True, status=409)
    return redirect("staff")


def _page(
    request: ActorRequest, form: TableForm, *, faults: list[str] | None = None, status: int = 200
) -> HttpResponse:
    found = staff_table(read_year(request.GET.get(YEAR, "")), by=request.actor, at=timezone.now())
    places = {
        "found": found,
        "months": _months(found),
        "form": form,
        "faults": faults or [],
        "columns": list(STAFF_COLUMNS.items()),
    }
    return render(request, "staff/page.html", places, status=status)


def _months(found: StaffTable) -> list[str]:
    return [month_name(f"{found.year}-{month:02d}") for month in range(1, 13)]


def _show(
    request: ActorRequest, trial: StaffTrial, *, is_overtaken: bool = False, status: int = 200
) -> HttpResponse:
    changes = [
        (
            change,
            trial.unit_names.get(change.unit, change.unit),
            f"{month_name(change.month)} {change.month[:4]}",
        )
        for change in trial.changes
    ]
    places = {
        "trial": trial,
        "tables": {"text": trial.text},
        "changes": changes,
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "staff/trial.html", places, status=status)


urlpatterns = [
    path("huvudbok/arsarbetare/", staff, name="staff"),
    path("huvudbok/arsarbetare/las-in/", let_in, name="staff-let-in"),
]
