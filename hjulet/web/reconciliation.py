"""Avstämning: files, ledger, cubes, reports and sealed editions beside each other, month by month."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from hjulet.services.reconciliation import EditionCheck, MonthCheck, reconcile
from hjulet.web.actor import ActorRequest
from hjulet.web.context import asked
from hjulet.web.words import month_name, state_words


def reconciliation(request: ActorRequest) -> HttpResponse:
    """Show whether it is the same money all the way, for the year that one looks at."""
    here = asked(request)
    found = reconcile(here.period.year, snapshot=here.snapshot, by=here.by, at=here.at)
    names = {unit.code: unit.name for unit in here.around.units}
    return render(
        request,
        "reconciliation/page.html",
        {
            "found": found,
            "months": [_month(check, month_name(check.month)) for check in found.months],
            "whole": _month(found.whole_year, str(found.year)) if found.whole_year else None,
            "tops": ", ".join(names.get(unit, unit) for unit in found.tops),
            "editions": [_edition(check, names) for check in found.editions],
        },
    )


def _month(check: MonthCheck, name: str) -> dict[str, object]:
    return {
        "check": check,
        "name": name,
        "state": state_words(check.state),
        "difference": check.ledger - check.reports - check.unmapped,
    }


def _edition(check: EditionCheck, names: dict[str, str]) -> dict[str, object]:
    now = check.now
    return {
        "check": check,
        "unit": names.get(check.unit, check.unit),
        "difference": None if now is None else now - check.sealed,
    }


urlpatterns = [path("huvudbok/avstamning/", reconciliation, name="reconciliation")]
