"""Länkar: what an element was in earlier periods, that it is new or ends, and what it supports."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.goals.element import Element, Link, LinkKind, Ref
from hjulet.domain.goals.files import LONGEST_TEXT
from hjulet.services.errors import RefusedError
from hjulet.services.goal_links import LinkPage, add_link, link_page, remove_link
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import CAME
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.goal_words import period_word, titled
from hjulet.web.register_forms import refuse
from hjulet.web.words import language

LINKS = "goal-links"
_APART = "/"

Grouped = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A link that is there: what it says, its other end if there is one, and what a form calls it."""

    words: str
    other: Element | None
    period: str
    note: str
    id: str


class LinkForm(forms.Form):
    """A link to make: its kind, the other end, and what changed on the way."""

    kind = forms.ChoiceField(label=gettext_lazy("Hur"))
    other = forms.ChoiceField(label=gettext_lazy("Vad"))
    note = forms.CharField(label=gettext_lazy("Vad som ändrades"), max_length=LONGEST_TEXT, required=False)

    def __init__(self, data: object, part: str, kinds: Iterable[LinkKind], others: Grouped) -> None:
        """Let the kinds and the other ends of one part of the page be chosen."""
        super().__init__(data, prefix=part, label_suffix="")  # type: ignore[arg-type]
        self.part = part
        held = list(kinds)
        words = [(str(kind), translate(CAME[kind], language=language())) for kind in held]
        self.fields["kind"].choices = words  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", "–"), *others]  # type: ignore[attr-defined]
        if len(held) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = str(held[0])

    def link(self, ref: Ref) -> Link:
        """Give the link that was chosen, written on an element."""
        given = self.cleaned_data
        return _link(ref, LinkKind(given["kind"]), given["other"], note=given["note"])


def links(request: ActorRequest, structure: str, key: str) -> HttpResponse:
    """Show the links of an element; make one, or take one away."""
    by, at, ref = request.actor, timezone.now(), Ref(structure, key)
    page = link_page(ref, by=by, at=at)
    given = request.POST
    if removed := given.get("remove", ""):
        line = next((each for each in page.links if _id(each) == removed), None)
        if line is not None:
            remove_link(ref, line, by=by, at=at)
        return redirect(LINKS, structure=structure, key=key)
    forms_of = _forms(page, given)
    for form in forms_of:
        if form.is_bound and form.is_valid():
            try:
                add_link(ref, form.link(ref), by=by, at=at)
                return redirect(LINKS, structure=structure, key=key)
            except RefusedError as fault:
                refuse(form, fault)
    places = {
        "page": page,
        "title": titled(page.element),
        "lines": [_line(page, link) for link in page.links],
        "forms": [(_heading(form.part), form) for form in forms_of],
        "back": address(request, "goal", structure=structure, key=key),
    }
    is_refused = any(form.errors for form in forms_of)
    return render(request, "goals/links.html", places, status=422 if is_refused else 200)


def _forms(page: LinkPage, given: dict[str, str]) -> list[LinkForm]:
    """Make a form for each way in which the element may be linked; none where there is nothing to choose."""
    offered: list[tuple[str, tuple[LinkKind, ...], Grouped]] = [
        ("was", (LinkKind.SUCCESSOR, LinkKind.PARTLY, LinkKind.MERGED), _by_period(page.earlier)),
        ("new", (LinkKind.NEW,), _periods(page, LinkKind.NEW)),
        ("ends", (LinkKind.ENDS,), _periods(page, LinkKind.ENDS)),
        ("supports", (LinkKind.SUPPORTS,), _by_kind(page.supportable)),
    ]
    return [
        LinkForm(given if given.get("part") == part else None, part, kinds, others)
        for part, kinds, others in offered
        if others
    ]


def _heading(part: str) -> str:
    return {
        "was": _("Vad det var förut"),
        "new": _("Nytt för perioden"),
        "ends": _("Upphör"),
        "supports": _("Vad det stöder"),
    }[part]


def _by_period(elements: Iterable[Element]) -> Grouped:
    """Group what may have come before by its period."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in elements:
        found.setdefault(period_word(each.ref.structure), []).append(_choice(each))
    return list(found.items())


def _by_kind(elements: Iterable[Element]) -> Grouped:
    """Group what may be supported by its kind."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in elements:
        found.setdefault(titled(replace(each, number="")), []).append(_choice(each))
    return list(found.items())


def _periods(page: LinkPage, kind: LinkKind) -> Grouped:
    """Offer the periods that it was not in before, or is not in afterwards."""
    held = page.before if kind is LinkKind.NEW else page.after
    said = _("Fanns inte i") if kind is LinkKind.NEW else _("Har ingen efterföljare i")
    return [(said, [(f"{each.key}{_APART}", period_word(each.key)) for each in held])] if held else []


def _choice(element: Element) -> tuple[str, str]:
    return f"{element.ref.structure}{_APART}{element.ref.key}", element.titled


def _link(ref: Ref, kind: LinkKind, other: str, *, note: str = "") -> Link:
    structure, _apart, key = other.partition(_APART)
    end = Ref(structure, key) if key else None
    is_end = kind in (LinkKind.ENDS, LinkKind.SUPPORTS)
    return Link(
        kind=kind,
        source=ref if is_end else end,
        target=end if is_end else ref,
        absent_in="" if end else structure,
        note=note,
    )


def _other(link: Link, ref: Ref) -> Ref | None:
    return link.target if link.source == ref else link.source


def _id(link: Link) -> str:
    ends = (link.source, link.target)
    return " ".join(
        (link.kind, *(f"{end.structure}{_APART}{end.key}" for end in ends if end), link.absent_in)
    )


def _line(page: LinkPage, link: Link) -> Line:
    other = _other(link, page.element.ref)
    element = page.within.network[other] if other else None
    return Line(
        words=translate(CAME[link.kind], language=language()),
        other=element,
        period=period_word(other.structure if other else link.absent_in),
        note=link.note,
        id=_id(link),
    )


urlpatterns = [path("mal/skriv/<str:structure>/<str:key>/lankar/", links, name=LINKS)]
