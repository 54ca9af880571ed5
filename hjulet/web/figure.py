"""Where a figure comes from: a page of its own, and a few lines for the margin."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.content import display_text
from hjulet.documents.sources import exact_text
from hjulet.domain.figures import Figure, Filter, Unit
from hjulet.domain.numbers import NO_BREAK_SPACE, format_amount
from hjulet.domain.period import Period, parse_period
from hjulet.domain.register import Entry
from hjulet.services.errors import NotFoundError
from hjulet.services.provenance import Provenance, provenance
from hjulet.services.thread_page import spot_page
from hjulet.texts.catalogue import translate
from hjulet.texts.formulas import formula_words
from hjulet.texts.labels import (
    DECISION_KINDS,
    GRANT_ENTRY_KINDS,
    ITEMS,
    METRICS,
    ORIGINS,
    SOURCES,
    VERSIONS,
    line_label,
    qualifiers,
)
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, SNAPSHOT, figure_url, with_query
from hjulet.web.context import snapshot_number
from hjulet.web.indicator_words import observed_words
from hjulet.web.pivot_query import EVERYTHING, rows_of
from hjulet.web.report_parts import language
from hjulet.web.report_text import FORMS
from hjulet.web.talk_places import Place, figure_place
from hjulet.web.talk_words import thread_lines
from hjulet.web.words import period_words, scale


@dataclass(frozen=True, kw_only=True)
class Input:
    """A figure that another one rests on: what it is and its exact value."""

    address: str
    label: str
    value: str


def figure(request: ActorRequest) -> HttpResponse:
    """Open a figure; with ``fragment=1`` only the few lines that stand in the margin."""
    found = provenance(
        request.GET.get("ref", ""),
        snapshot=snapshot_number(request),
        language=language(),
        by=request.actor,
        at=timezone.now(),
    )
    if request.GET.get("fragment"):
        return render(request, "figure/fragment.html", _places(found))
    place = figure_place(found.figure.ref)
    return render(
        request, "figure/page.html", _places(found) | {"place": place, "talk": _talk(request, place)}
    )


def _talk(request: ActorRequest, place: Place) -> dict[str, object] | None:
    """Give what is said about a figure; None where it is nobody's, or gone by now: there is no talk then."""
    at = timezone.now()
    try:
        said = spot_page(place.spot, language=language(), by=request.actor, at=at)
    except NotFoundError:
        return None
    return {"lines": thread_lines(said.threads, now=at), "about": said.about}


def _places(found: Provenance) -> dict[str, object]:
    shown, counted = found.figure, found.figure.filter
    version, as_of = shown.ref.get("version"), shown.ref.get("as_of")
    return {
        "found": found,
        "figure": shown,
        "name": _named(shown),
        "version": translate(VERSIONS[version], language=language()) if version else "",
        "as_of": date.fromisoformat(as_of) if as_of else None,
        "unit_name": found.unit_names.get(found.unit, ""),
        "period": period_words(parse_period(shown.ref.get("period"))),
        "label": found.labels[shown.ref],
        "exact": exact(shown),
        "rounded": rounded(shown),
        "formula": formula_words(shown.formula, language=language()),
        "inputs": [
            Input(
                address=figure_url(ref, snapshot=shown.snapshot),
                label=found.labels[ref],
                value=exact(found.figures[ref]),
            )
            for ref in shown.inputs
        ],
        "source": translate(SOURCES[counted.source], language=language()) if counted else "",
        "line": line_label(counted.line, language=language()) if counted and counted.line else "",
        "qualifiers": qualifiers(shown.ref, language=language()),
        "internal": translate(ITEMS[counted.items], language=language()) if counted and counted.items else "",
        "today": bool(shown.ref.get("organisation")),
        "units": [(code, found.unit_names.get(code, code)) for code in counted.units] if counted else [],
        "months": _months(counted) if counted else "",
        "origin": translate(ORIGINS[found.origin.status], language=language()) if found.origin else "",
        "reference": _reference(shown),
        "unit_address": _unit_address(found),
        "about": found.about,
        "observed": [(each, observed_words(each)) for each in found.observed],
        "indicator": shown.ref.get("id"),
        "projects": counted.projects if counted else (),
        "entries": [(each.name, each.entry, _entry_kind(shown, each.entry)) for each in found.entries],
        "rows_address": _rows_address(found),
        "accounts": [
            (account, found.account_names.get(account.account, ""), _rows_address(found, account.account))
            for account in found.accounts
        ],
        "budget": [(row, found.unit_names.get(row.unit, row.unit)) for row in found.budget],
    }


def _reference(shown: Figure) -> str:
    """Write a figure's reference as in a text, an amount in the unit in which it reads well."""
    form = FORMS[shown.unit]
    if shown.unit is Unit.KRONOR and shown.value is not None:
        unit, decimals = scale(shown.value)
        form = f"{unit}{decimals}"
    return f"{{{shown.ref} as={form}}}"


def _named(shown: Figure) -> str:
    """Name what the figure is, without whose it is and when: ``Kostnader: Personal``."""
    metric, line = translate(METRICS[shown.ref.metric], language=language()), shown.ref.get("line")
    return f"{metric}: {line_label(line, language=language())}" if line else metric


def exact(shown: Figure) -> str:
    """Write a value exactly, with its unit."""
    return exact_text(shown, missing=_("inget värde"))


def rounded(shown: Figure) -> str:
    """Write a value as documents print it: tkr without decimals, percent with its own."""
    if shown.value is None:
        return display_text(shown)
    if shown.unit is Unit.KRONOR:
        return f"{format_amount(shown.value, unit='tkr')}{NO_BREAK_SPACE}tkr"
    if shown.measure is not None:
        return shown.measure.said(shown.value)
    return f"{display_text(shown)}{NO_BREAK_SPACE}{shown.unit}"


def _months(counted: Filter) -> str:
    return period_words(Period(parse_period(counted.first_month).start, parse_period(counted.last_month).end))


_OF_ROWS = ("ledger", "follow-ups")
"""Sources whose figures open to rows of the ledger."""


def _rows_address(found: Provenance, account: str = "") -> str:
    """Give the page of the ledger rows behind a leaf; empty for other figures, and where it is closed."""
    counted = found.figure.filter
    if counted is None or counted.source not in _OF_ROWS or counted.items or not found.may_open_rows:
        return ""
    shown, is_followed = found.figure, counted.source == "follow-ups"
    accounts = (account,) if account else counted.accounts if is_followed else ()
    months = str(Period(parse_period(counted.first_month).start, parse_period(counted.last_month).end))
    return rows_of(
        unit=found.unit,
        line=EVERYTHING if is_followed else counted.line,
        accounts=accounts,
        company=counted.company,
        projects=counted.projects,
        is_of_today=shown.ref.get("organisation") == "today",
        context={PERIOD: months, SNAPSHOT: str(shown.snapshot)},
    )


def _entry_kind(shown: Figure, entry: Entry) -> str:
    """Name what an entry of a register does."""
    is_grant = shown.filter is not None and shown.filter.source == "grants"
    return translate((GRANT_ENTRY_KINDS if is_grant else DECISION_KINDS)[entry.kind], language=language())


def _unit_address(found: Provenance) -> str:
    """Give the page of the figure's unit, if it is about one."""
    shown = found.figure
    if not found.unit:
        return ""
    query = {PERIOD: shown.ref.get("period"), SNAPSHOT: str(shown.snapshot)}
    return with_query(reverse("unit", kwargs={"unit": found.unit}), query)


urlpatterns = [path("tal/", figure, name="figure")]
