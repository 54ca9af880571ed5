"""What changed since one was on a page, and the mark that one has seen it now."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.numbers import NO_BREAK_SPACE, format_amount
from hjulet.domain.period import parse_period
from hjulet.services.errors import NotFoundError
from hjulet.services.page_changes import ChangedText, Page, Since
from hjulet.services.visits import record_visit, since_last_visit
from hjulet.texts.labels import line_label
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, with_query
from hjulet.web.context import Asked, is_latest, read_period
from hjulet.web.words import language, period_words


@dataclass(frozen=True, kw_only=True)
class SinceWords:
    """A sentence, and what it counts as (words, address, more).

    The page is seen as it was shown: at ``shown_at``, with what ``snapshot`` knew.
    """

    page: Page
    shown_at: datetime
    snapshot: int
    sentence: str
    items: tuple[tuple[str, str, str], ...]


class VisitForm(forms.Form):
    """Which page was shown, when, and with what snapshot."""

    unit = forms.CharField(max_length=40)
    period = forms.CharField(max_length=20)
    kind = forms.CharField(max_length=40, required=False)
    at = forms.DateTimeField()
    snapshot = forms.IntegerField(min_value=1)


def visit(request: ActorRequest) -> HttpResponse:
    """Mark a page as seen; sent by its button, and by the page itself after a while."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = VisitForm(request.POST)
    if not form.is_valid():
        raise NotFoundError("visit")
    given = form.cleaned_data
    page = Page(unit=given["unit"], period=read_period(given["period"]), kind=given["kind"])
    record_visit(page, shown_at=given["at"], snapshot=given["snapshot"], by=request.actor, at=timezone.now())
    if page.kind:
        return redirect("report", kind=page.kind, unit=page.unit, period=str(page.period))
    return HttpResponseRedirect(with_query(reverse("unit", args=[page.unit]), {PERIOD: str(page.period)}))


def since_words(here: Asked, unit: str, *, kind: str = "") -> SinceWords | None:
    """Say what changed on a page since the last visit; nothing on a page that shows what was known before."""
    if not is_latest(here) or here.around.latest is None:
        return None
    page = Page(unit=unit, period=here.period, kind=kind)
    found = since_last_visit(page, language=language(), by=here.by, at=here.at)
    return SinceWords(
        page=page,
        shown_at=here.at,
        snapshot=here.around.latest,
        sentence=_sentence(found, now=here.at),
        items=tuple(_items(found, page)),
    )


def _sentence(found: Since, *, now: datetime) -> str:
    if found.at is None:
        return ""
    when = _day(found.at, now=now)
    if found.is_empty:
        return _("Inget nytt sedan du var här {when}").format(when=when)
    parts = []
    if found.texts:
        count = len(found.texts)
        parts.append(ngettext("{count} text ändrad", "{count} texter ändrade", count).format(count=count))
    if found.lines:
        count = len(found.lines)
        said = ngettext("{count} rad ändrad", "{count} rader ändrade", count).format(count=count)
        if found.rows:
            more = ngettext("{count} ny bokföringsrad", "{count} nya bokföringsrader", found.rows)
            said = f"{more.format(count=found.rows)}, {said}"
        parts.append(said)
    if found.threads:
        count = found.entries
        said = ngettext("{count} ny händelse i samtal", "{count} nya händelser i samtal", count)
        parts.append(said.format(count=count))
    return _("Sedan du var här {when}: {what}").format(when=when, what=", ".join(parts))


def _day(then: datetime, *, now: datetime) -> str:
    local, today = timezone.localtime(then), timezone.localtime(now)
    if local.date() == today.date():
        return _("i dag kl. {clock}").format(clock=f"{local:%H.%M}")
    return date_format(local, "j F" if local.year == today.year else "j F Y")


def _items(found: Since, page: Page) -> list[tuple[str, str, str]]:
    """List what changed: texts, lines of the statement, threads."""
    period = {PERIOD: str(page.period)}
    lines = [
        (
            line_label(line.line, language=language()),
            with_query(reverse("line", args=[page.unit, line.line]), period),
            _moved(line.amount),
        )
        for line in found.lines
    ]
    threads = [
        (
            one.label,
            reverse("thread", args=[one.id]),
            ngettext("{count} ny", "{count} nya", one.entries).format(count=one.entries),
        )
        for one in found.threads
    ]
    texts = [(text.label, _text_address(text), _text_period(text, page)) for text in found.texts]
    return [*texts, *lines, *threads]


def _moved(amount: Decimal) -> str:
    sign = "+" if amount > 0 else ""
    return f"{sign}{format_amount(amount, unit='tkr')}{NO_BREAK_SPACE}tkr"


def _text_period(text: ChangedText, page: Page) -> str:
    """Name the period of another report than the page's own."""
    return "" if page.kind else period_words(parse_period(text.period))


def _text_address(text: ChangedText) -> str:
    place = [text.kind, text.unit, text.period]
    if text.is_comment:
        return reverse("report-text", args=[*place, text.section])
    return reverse("report", args=place)


urlpatterns = [path("besok/", visit, name="visit")]
