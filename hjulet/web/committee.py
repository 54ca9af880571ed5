"""A committee's units in one table for its controller: sorted by a link, with comments and who is missing."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.numbers import format_amount
from hjulet.services.committee import Committee, CommitteeUnit, Order, UnitToDate, committee_page
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import ORDER, address
from hjulet.web.bars import Bar, variance_bars
from hjulet.web.context import asked_in_one_year
from hjulet.web.deviation_words import against_budget, deviation_sentence, side_of_variance
from hjulet.web.talk_places import unit_marks
from hjulet.web.words import language, month_name

ORDERS = {"": Order.VARIANCE, "avvikelse": Order.VARIANCE, "procent": Order.SHARE, "namn": Order.NAME}
"""What the address says -> what the units are sorted by."""

SORTED = {
    Order.VARIANCE: gettext_lazy("sorterade efter avvikelse, det största underskottet först"),
    Order.SHARE: gettext_lazy("sorterade efter avvikelse i procent, det största underskottet först"),
    Order.NAME: gettext_lazy("sorterade efter namn"),
}


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column's head: its words, where it sorts, and how it is sorted now."""

    label: str
    href: str
    aria_sort: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A unit's row: what it is, which side of the budget, in a word, and its bar."""

    unit: CommitteeUnit
    side: str
    word: str
    bar: Bar | None


def committee(request: ActorRequest, unit: str) -> HttpResponse:
    """Show a committee's units from the year's beginning, in the order that the address says."""
    here = asked_in_one_year(request, unit=unit)
    order = ORDERS.get(request.GET.get(ORDER, ""), Order.VARIANCE)
    found = committee_page(
        unit,
        here.period,
        order=order,
        snapshot=here.snapshot,
        language=language(),
        by=here.by,
        at=here.at,
    )
    places = {
        "found": found,
        "may_see": {choice.code for choice in here.around.units},
        "lines": _lines(found),
        "whole_side": side_of_variance(_variance(found.whole, found)),
        "whole_word": against_budget(_variance(found.whole, found)),
        "sentence": deviation_sentence(_variance(found.whole, found), found.period),
        "talk": unit_marks((each.to_date for each in found.units), found.period, by=here.by, at=here.at),
        "heads": _heads(request, found),
        "sorted": SORTED[order],
        "to_month": month_name(found.period.last_month),
        "year": str(found.period.year),
        "over": format_amount(found.rule.over, unit="tkr") if found.rule.over else "",
        "said": [line for line in found.units if line.comment],
    }
    return render(request, "committee/page.html", places)


def _lines(found: Committee) -> list[Line]:
    variances = [_variance(each.to_date, found) for each in found.units]
    return [
        Line(unit=unit, side=side_of_variance(variance), word=against_budget(variance), bar=bar)
        for unit, variance, bar in zip(found.units, variances, variance_bars(variances), strict=True)
    ]


def _variance(row: UnitToDate, found: Committee) -> Decimal | None:
    return found.figures[row.variance].value


def _heads(request: ActorRequest, found: Committee) -> dict[str, Head]:
    """Make the heads that sort; the one sorted by says so."""
    words = {"namn": _("Enhet"), "avvikelse": _("Avvikelse"), "procent": _("Procent")}
    return {
        word: Head(
            label=label,
            href=address(request, "committee", unit=found.whole.unit.code, **{ORDER: word}),
            aria_sort="ascending" if ORDERS[word] is found.order else "none",
        )
        for word, label in words.items()
    }


urlpatterns = [path("namnd/<str:unit>/", committee, name="committee")]
