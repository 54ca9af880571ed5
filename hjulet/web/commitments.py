"""Åtaganden: what the bodies undertake in a period, and writing one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.domain.goals.commitment import WRITTEN
from hjulet.domain.goals.element import Element, ElementKind
from hjulet.services.action_remarks import goals_left
from hjulet.services.commitments import (
    CommitmentPage,
    add_commitment,
    change_commitment,
    commitment_page,
    new_commitment_page,
    remove_commitment,
)
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.element_form import HALVES, ElementForm
from hjulet.web.goal_frame import COMMITMENTS, asked_structure, frame
from hjulet.web.goal_words import titled
from hjulet.web.plan_words import body_words, left_lines, remark_lines
from hjulet.web.register_forms import refuse, tell_overtaken, version_of


class CommitmentForm(ElementForm):
    """A commitment: under what, whose, with whom, whom it is about, how it is measured."""

    def __init__(self, data: object, page: CommitmentPage) -> None:
        """Close the fields that are another body's."""
        super().__init__(data, page.commitment, WRITTEN, page.above, page.choices, within=page.within)
        self.fields["name"].label = _("Åtagande")
        self.fields["name"].help_text = _("Vad ni ska uppnå, i en mening.")
        self.fields["lead"].required = "lead" in page.open and not page.choices.is_central
        self.close(set(WRITTEN) - page.open)


def commitments(request: ActorRequest, structure: str) -> HttpResponse:
    """Show what the bodies undertake in a period, and what to look at in their plans."""
    found = asked_structure(request, structure)
    held: dict[str, list[tuple[Element, str, list[Element]]]] = {}
    for each in found.network.of(structure, ElementKind.COMMITMENT):
        above = [over for over in found.network.above(each) if over.kind is ElementKind.GOAL]
        held.setdefault(each.lead, []).append((each, body_words(found, each), above))
    in_order = sorted(held, key=lambda code: list(found.names).index(code) if code in found.names else -1)
    places = frame(request, found, COMMITMENTS) | {
        "bodies": [(found.names.get(code, code), held[code]) for code in in_order],
        "remarks": [*remark_lines(found), *left_lines(goals_left(found.network, structure))],
        "goals": [
            (titled(goal), goal) for goal in found.network.of(structure, ElementKind.GOAL) if found.may_commit
        ],
    }
    return render(request, "goals/commitments.html", places)


def new_commitment(request: ActorRequest, structure: str, under: str) -> HttpResponse:
    """Make a commitment under a goal or another commitment."""
    by, at = request.actor, timezone.now()
    page = new_commitment_page(structure, under, by=by, at=at)
    form = CommitmentForm(request.POST or None, page)
    if request.method == "POST" and form.is_valid():
        try:
            ref = add_commitment(form.element(page.commitment), by=by, at=at)
            return redirect("goal", structure=ref.structure, key=ref.key)
        except RefusedError as fault:
            refuse(form, fault)
    return _show(request, page, form, title=_("Nytt åtagande"), back=_goal(request, structure, under))


def change(request: ActorRequest, structure: str, key: str) -> HttpResponse:
    """Change a commitment, or take it away."""
    by, at = request.actor, timezone.now()
    page = commitment_page(structure, key, by=by, at=at)
    form = CommitmentForm(request.POST or None, page)
    known = page.commitment
    try:
        if request.method == "POST" and "remove" in request.POST:
            version = version_of(request.POST.get("version", ""))
            remove_commitment(known.ref, version=version, by=by, at=at)
            return redirect("goal", structure=structure, key=known.under)
        if request.method == "POST" and form.is_valid():
            change_commitment(form.element(known), by=by, at=at)
            return redirect("goal", structure=structure, key=key)
    except RefusedError as fault:
        refuse(form, fault)
    except ConflictError as fault:
        again = _("Ta bort det igen om det ändå ska bort.") if "remove" in request.POST else ""
        tell_overtaken(form, fault, again=again)
    return _show(request, page, form, title=known.name, back=_goal(request, structure, key))


def _show(
    request: ActorRequest, page: CommitmentPage, form: CommitmentForm, *, title: str, back: str
) -> HttpResponse:
    names = page.within.names
    places = {
        "page": page,
        "form": form,
        "title": title,
        "back": back,
        "owner": names.get(page.commitment.lead, page.commitment.lead),
        "is_whole": page.open == frozenset(WRITTEN),
        "halves": HALVES,
        "is_new": not page.commitment.version,
    }
    return render(request, "goals/commitment.html", places, status=422 if form.errors else 200)


def _goal(request: ActorRequest, structure: str, key: str) -> str:
    return address(request, "goal", structure=structure, key=key)


urlpatterns = [
    path("mal/ataganden/<str:structure>/", commitments, name=COMMITMENTS),
    path("mal/ataganden/<str:structure>/<str:under>/nytt/", new_commitment, name="new-commitment"),
    path("mal/ataganden/<str:structure>/<str:key>/", change, name="commitment"),
]
