"""Planer: who has a plan for a year and who is without, as a page and as a file."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Kind, Sheet, SheetColumn
from hjulet.domain.planning import COMPANY, PlanState
from hjulet.domain.reports.template import FIRST_YEAR, LAST_YEAR
from hjulet.services.plan_overview import PlanFilter, PlanGroup, PlanLine, PlanOverview, plan_overview
from hjulet.texts.catalogue import translate
from hjulet.texts.unit_plans import COMPANIES, DECIDED_WORDS, NOBODYS, PLAN_STATES
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import with_query
from hjulet.web.export import csv_file
from hjulet.web.words import language

YEAR, BODY, STATE = "ar", "namnd", "lage"
DEEPEST = 4
"""How far in the page sets a unit at most."""


def plans(request: ActorRequest) -> HttpResponse:
    """List who has a plan for a year and who is without."""
    asked = _asked(request)
    found = plan_overview(asked, language=language(), by=request.actor, at=timezone.now())
    year = found.period.year
    places = {
        "found": found,
        "asked": asked,
        "year": year,
        "groups": [(_group_name(group), [_line(each) for each in group.lines]) for group in found.groups],
        "bodies": [(code, name or _company_word(code)) for code, name in found.bodies],
        "states": [(str(state), *_state(state), found.counts[state]) for state in PlanState],
        "before_href": _href(request, year - 1) if year > FIRST_YEAR else "",
        "after_href": _href(request, year + 1) if year < LAST_YEAR else "",
        "file_href": with_query(reverse("plans-csv"), _query(request, year)),
    }
    return render(request, "plans/list.html", places)


def plans_csv(request: ActorRequest) -> StreamingHttpResponse:
    """Give the same list as csv."""
    found = plan_overview(_asked(request), language=language(), by=request.actor, at=timezone.now())
    return csv_file(_sheet(found), f"planer-{found.period.year}")


def _asked(request: ActorRequest) -> PlanFilter:
    """Read what is asked for; what cannot be read is not asked."""
    given = request.GET
    year, state = given.get(YEAR, ""), given.get(STATE, "")
    is_year = year.isascii() and year.isdigit() and len(year) == len("2017")
    return PlanFilter(
        year=int(year) if is_year and FIRST_YEAR <= int(year) <= LAST_YEAR else None,
        body=given.get(BODY, ""),
        state=PlanState(state) if state in set(PlanState) else None,
    )


def _query(request: ActorRequest, year: int) -> dict[str, str]:
    kept = {name: value for name in (BODY, STATE) if (value := request.GET.get(name, ""))}
    return {YEAR: str(year), **kept}


def _href(request: ActorRequest, year: int) -> str:
    return with_query(request.path, _query(request, year))


def _line(line: PlanLine) -> dict[str, object]:
    """Put a line in words: where it leads, and what one may do there."""
    place = line.place
    shape, word = _state(line.state, kind=place.kind)
    return {
        "line": line,
        "kind": place.kind,
        "unit": place.unit,
        "level": min(place.level, DEEPEST),
        "shape": shape,
        "word": word,
        "is_missing": line.state is PlanState.MISSING,
        "also": _("betjänar också {names}").format(names=", ".join(line.also)) if line.also else "",
    }


def _state(state: PlanState, *, kind: str = "") -> tuple[str, str]:
    """Give the shape and the word of a state; what a body or a board decides is decided, not confirmed."""
    shape, word = PLAN_STATES[state]
    if state is PlanState.DECIDED and kind in DECIDED_WORDS:
        word = DECIDED_WORDS[kind]
    return shape, translate(word, language=language())


def _group_name(group: PlanGroup) -> str:
    return group.name or _company_word(group.code)


def _company_word(code: str) -> str:
    return translate(COMPANIES if code == COMPANY else NOBODYS, language=language())


def _sheet(found: PlanOverview) -> Sheet:
    """Make the sheet of the plans: one row for each unit."""
    return Sheet(
        name=_("Planer"),
        columns=(
            SheetColumn(label=_("Nämnd eller bolag")),
            SheetColumn(label=_("Kod")),
            SheetColumn(label=_("Enhet")),
            SheetColumn(label=_("Plan")),
            SheetColumn(label=_("År"), kind=Kind.COUNT),
            SheetColumn(label=_("Läge")),
            SheetColumn(label=_("Dag"), kind=Kind.DATE),
            SheetColumn(label=_("Utgåva"), kind=Kind.COUNT),
        ),
        rows=[
            (
                _group_name(group),
                line.place.unit,
                line.name,
                line.kind_name,
                found.period.year,
                _state(line.state, kind=line.place.kind)[1],
                line.on,
                line.edition,
            )
            for group in found.groups
            for line in group.lines
        ],
        total="",
        asked_name=_("Om listan"),
        asked=(
            (_("År"), str(found.period.year)),
            (_("Hämtat"), f"{timezone.localtime(timezone.now()):%Y-%m-%d %H.%M}"),
        ),
    )


urlpatterns = [
    path("planer/", plans, name="plans"),
    path("planer/planer.csv", plans_csv, name="plans-csv"),
]
