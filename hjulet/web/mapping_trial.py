"""A change of the mapping: a rule, a table or a year is tried, shown, and then saved with a note."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.domain.mapping import RuleKind
from hjulet.domain.mapping_changes import RULE_COLUMNS, RULE_HEADS
from hjulet.domain.text_difference import difference
from hjulet.services.errors import ConflictError, NotFoundError
from hjulet.services.mapping import (
    Placing,
    RuleDraft,
    Trial,
    draft_rule,
    save_rules,
    start_from,
    try_new_year,
    try_rule,
    try_table,
    try_without,
)
from hjulet.services.mapping_effect import Effect
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_forms import EditionForm, RulesForm, SaveForm, rule_form
from hjulet.web.mapping_words import (
    BASE,
    CODE,
    COMPANY,
    PLACE,
    SAVED,
    TITLES,
    kind_of,
    move_words,
    problem_words,
    rule_words,
    rules_url,
    word_of,
    year_of,
)

LISTED = 200
"""Moves in a table; beyond that the totals tell."""


def rule(request: ActorRequest, kind: str) -> HttpResponse:
    """Ask for a rule, new or at a place; on POST, try it."""
    which, at = kind_of(kind), timezone.now()
    company, base = request.GET.get(COMPANY, ""), _number(request.GET.get(BASE, ""))
    place = _number(request.GET[PLACE]) if request.GET.get(PLACE) else None
    faults: list[str] = []
    if request.method == "POST":
        fields = {name: request.POST[name].strip() for name in RULE_COLUMNS[which] if name in request.POST}
        trial = try_rule(which, fields, company=company, base=base, place=place, by=request.actor, at=at)
        if trial.effect is not None:
            return _show(request, trial)
        faults = problem_words(trial.problems)
    draft = draft_rule(which, company=company, base=base, place=place, by=request.actor, at=at)
    form = rule_form(which, draft.units, data=request.POST or None, initial=_initial(request, which, draft))
    places = {**_head(kind, company), "form": form, "place": place, "faults": faults}
    return render(request, "mapping/rule.html", places, status=422 if faults else 200)


def several(request: ActorRequest, kind: str) -> HttpResponse:
    """Ask for a table of rules, pasted or in a file; on POST, try it."""
    which, at = kind_of(kind), timezone.now()
    company, base = request.GET.get(COMPANY, ""), _number(request.GET.get(BASE, ""))
    form = RulesForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if form.is_valid():
        data, name = form.table()
        trial = try_table(
            which,
            data,
            company=company,
            base=base,
            placing=Placing(form.cleaned_data["placing"]),
            file=name,
            by=request.actor,
            at=at,
        )
        if trial.effect is not None:
            return _show(request, trial)
        faults = problem_words(trial.problems)
    else:
        draft_rule(which, company=company, base=base, place=None, by=request.actor, at=at)
    places = {**_head(kind, company), "form": form, "faults": faults, "columns": _columns(which)}
    return render(request, "mapping/several.html", places, status=422 if form.is_bound else 200)


def remove(request: ActorRequest, kind: str) -> HttpResponse:
    """Try to remove a rule."""
    return _try(
        request,
        lambda company, base: try_without(
            kind_of(kind),
            company=company,
            base=base,
            place=_number(request.POST.get(PLACE, "")),
            by=request.actor,
            at=timezone.now(),
        ),
    )


def new_year(request: ActorRequest, kind: str) -> HttpResponse:
    """Try to give a year rules of its own, copied from the year before."""
    return _try(
        request,
        lambda company, base: try_new_year(
            kind_of(kind),
            company=company,
            base=base,
            year=_number(request.POST.get("ar", "")),
            by=request.actor,
            at=timezone.now(),
        ),
    )


def again(request: ActorRequest, kind: str) -> HttpResponse:
    """Try a whole table: after somebody else has saved, on what is saved now."""
    return _try(
        request,
        lambda company, base: try_table(
            kind_of(kind),
            request.POST.get("text", "").encode(),
            company=company,
            base=base,
            placing=Placing.REPLACE,
            by=request.actor,
            at=timezone.now(),
        ),
    )


def save(request: ActorRequest, kind: str) -> HttpResponse:
    """Save a table that was tried as a new version."""
    which, company, at = kind_of(kind), request.GET.get(COMPANY, ""), timezone.now()
    form = SaveForm(request.POST)
    if not form.is_valid():
        base = _number(request.POST.get("base", ""))
        text = request.POST.get("text", "").encode()
        trial = try_table(
            which, text, company=company, base=base, placing=Placing.REPLACE, by=request.actor, at=at
        )
        return _show(request, trial, form=form, status=422)
    given = form.cleaned_data
    try:
        snapshot = save_rules(
            which,
            given["text"],
            company=company,
            base=given["base"],
            note=given["note"],
            by=request.actor,
            at=at,
        )
    except ConflictError as conflict:
        places = {"conflict": conflict, "pieces": difference(conflict.theirs, conflict.mine)}
        return render(request, "mapping/conflict.html", {**_head(kind, company), **places}, status=409)
    return redirect(rules_url("mapping-rules", which, company=company, query={SAVED: str(snapshot)}))


def edition(request: ActorRequest) -> HttpResponse:
    """Ask for an edition of Kommun-Bas to start from; on POST, try its rules."""
    at, company, base = timezone.now(), request.GET.get(COMPANY, ""), _number(request.GET.get(BASE, ""))
    form = EditionForm(request.POST or None, initial={"edition": "21", "first": year_of(request)})
    if form.is_valid():
        given = form.cleaned_data
        years = (given["first"], given["last"])
        trial = start_from(given["edition"], company=company, base=base, years=years, by=request.actor, at=at)
        return _show(request, trial)
    draft_rule(RuleKind.ACCOUNTS, company=company, base=base, place=None, by=request.actor, at=at)
    places = {**_head("konton", company), "form": form}
    return render(request, "mapping/edition.html", places, status=422 if form.is_bound else 200)


def _try(request: ActorRequest, action: Callable[[str, int], Trial]) -> HttpResponse:
    """Do a trial that takes nothing but a button."""
    trial = action(request.GET.get(COMPANY, ""), _number(request.POST.get("base", "")))
    return _show(request, trial)


def _show(
    request: ActorRequest, trial: Trial, *, form: SaveForm | None = None, status: int = 200
) -> HttpResponse:
    """Show what a change would do, with the form that saves it."""
    effect = trial.effect
    units = effect.units if effect else {}
    places = {
        **_head(word_of(trial.kind), trial.company),
        "trial": trial,
        "form": form or SaveForm(initial={"text": trial.text, "base": trial.base}),
        "warnings": problem_words(trial.problems),
        "added": [rule_words(one, units) for one in trial.changes.added],
        "removed": [rule_words(one, units) for one in trial.changes.removed],
        **effect_places(trial.effect),
    }
    return render(request, "mapping/trial.html", places, status=status)


def effect_places(effect: Effect | None) -> dict[str, object]:
    """Word what a change would do, for its tables."""
    if effect is None:
        return {"effect": None}
    return {
        "effect": effect,
        "totals": move_words(effect.totals, effect),
        "moves": move_words(effect.moves[:LISTED], effect),
        "internal_moves": move_words(effect.internal[:LISTED], effect),
        "more": max(0, len(effect.moves) - LISTED),
    }


def _head(kind: str, company: str) -> dict[str, object]:
    which = kind_of(kind)
    return {
        "kind": kind,
        "company": company,
        "title": _(TITLES[which]),
        "back": rules_url("mapping-rules", which, company=company),
        "save_url": rules_url("mapping-save", which, company=company),
        "remove_url": rules_url("mapping-remove", which, company=company),
        "again_url": rules_url("mapping-again", which, company=company),
    }


def _initial(request: ActorRequest, kind: RuleKind, draft: RuleDraft) -> dict[str, str]:
    """Fill a form: the rule's own fields, or of a new one the year and the code that one came for."""
    if request.GET.get(PLACE):
        return dict(draft.fields)
    code = request.GET.get(CODE, "")[:40]
    first, last = ("account_from", "account_to") if kind is RuleKind.ACCOUNTS else ("code_from", "code_to")
    return {**draft.fields, "valid_from": str(year_of(request) or ""), first: code, last: code}


def _columns(kind: RuleKind) -> list[tuple[str, str]]:
    """Name the columns of a table by id and in Swedish."""
    return [(column, RULE_HEADS[column]) for column in RULE_COLUMNS[kind]]


def _number(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and len(text) < 10):
        raise NotFoundError(text)
    return int(text)


urlpatterns = [
    path("mappning/kommun-bas/", edition, name="mapping-edition"),
    path("mappning/<str:kind>/regel/", rule, name="mapping-rule"),
    path("mappning/<str:kind>/flera/", several, name="mapping-several"),
    path("mappning/<str:kind>/ta-bort/", remove, name="mapping-remove"),
    path("mappning/<str:kind>/nytt-ar/", new_year, name="mapping-new-year"),
    path("mappning/<str:kind>/prova/", again, name="mapping-again"),
    path("mappning/<str:kind>/spara/", save, name="mapping-save"),
]
