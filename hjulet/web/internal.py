"""Interna poster: what is left when internal items are taken out, and whether both sides booked the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from hjulet.domain.elimination import Pair
from hjulet.domain.ledger import Elimination
from hjulet.services.internal import internal_items
from hjulet.texts.labels import line_label
from hjulet.web.actor import ActorRequest
from hjulet.web.context import asked
from hjulet.web.words import language


@dataclass(frozen=True, kw_only=True)
class PairLine:
    """A pair as it is listed, with its words."""

    pair: Pair
    unit: str
    other: str
    kind: str


def internal(request: ActorRequest) -> HttpResponse:
    """Show the internal items of the unit and period that one looks at."""
    here = asked(request)
    found = internal_items(here.unit, here.period, snapshot=here.snapshot, by=here.by, at=here.at)
    return render(
        request,
        "internal/page.html",
        {
            "here": here,
            "found": found,
            "unit_name": found.names.get(here.unit, here.unit),
            "lines": [(line_label(part.line, language=language()), part) for part in found.lines],
            "pairs": [_pair(pair, found.names) for pair in found.pairs if pair.is_whole],
            "unjudged": [
                (found.names.get(each.partner, each.partner), _kind(each.kind), each)
                for each in found.unjudged
            ],
        },
    )


def _pair(pair: Pair, names: Mapping[str, str]) -> PairLine:
    return PairLine(
        pair=pair,
        unit=names.get(pair.unit, pair.unit),
        other=names.get(pair.other, pair.other) if pair.other else _("utan motpart, enligt kontot"),
        kind=_kind(pair.kind),
    )


def _kind(kind: Elimination) -> str:
    return _("inom kommunen") if kind is Elimination.OWN else _("inom koncernen")


urlpatterns = [path("huvudbok/internt/", internal, name="internal")]
