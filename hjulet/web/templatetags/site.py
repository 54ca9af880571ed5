"""The few tags that all pages share: a figure, an amount, the bar at the top, the words to the left."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hjulet.documents.content import value_text
from hjulet.documents.house_page import PageStyle
from hjulet.documents.variance import side_of
from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.numbers import NO_BREAK_SPACE, format_amount, format_number
from hjulet.domain.period import Period
from hjulet.domain.report import Cell, ShownFigure, Words
from hjulet.domain.reports.month import KIND as MONTH
from hjulet.domain.reports.plan import display
from hjulet.services.committee import Committee, CommitteeUnit
from hjulet.services.house import style_of_pages
from hjulet.services.indicator_charts import outcome_ref
from hjulet.services.indicator_lines import IndicatorLine
from hjulet.web.addresses import address, figure_url, here_but
from hjulet.web.context import asked_of
from hjulet.web.menus import menus, nav
from hjulet.web.talk_places import TalkMark
from hjulet.web.words import closing_words, month_name, period_words, scale

register = template.Library()


@register.filter
def month_word(period: Period) -> str:
    """Name a period's last month: ``augusti``."""
    return month_name(period.last_month)


@register.simple_tag
def figure(
    ref: FigureRef,
    figures: Mapping[FigureRef, Figure],
    labels: Mapping[FigureRef, str],
    *,
    unit: str = "tkr",
    decimals: int = 0,
    sign: str = "",
) -> SafeString:
    """Show a figure in a table, as a link to where it comes from; nothing where there is no value.

    ``unit`` is kr, tkr or mnkr; a percentage ignores it. ``sign="turned"`` shows a cost, which is
    negative in a statement, as a positive number. The link says in words what the number is.
    """
    found = figures[ref]
    if sign == "turned" and found.value is not None:
        found = replace(found, value=-found.value)
    if found.unit is Unit.KRONOR and found.value is not None:
        shown = format_amount(found.value, unit=unit, decimals=decimals)
    else:
        shown = display(found, unit=unit)
    suffix = unit if found.unit is Unit.KRONOR else found.unit_word
    return _link(found, shown, f"{shown}{NO_BREAK_SPACE}{suffix}", labels) if shown else SafeString("")


@register.simple_tag
def figure_said(
    ref: FigureRef, figures: Mapping[FigureRef, Figure], labels: Mapping[FigureRef, str], sign: str = ""
) -> SafeString:
    """Show a figure in a sentence, an amount with the unit in which it reads well: ``14,1 mnkr``.

    ``sign="none"`` leaves the minus out, where the sentence says which way it went.
    """
    found = figures[ref]
    if found.value is None:
        return SafeString("–")
    value = abs(found.value) if sign == "none" else found.value
    if found.measure is not None:
        shown = found.measure.said(value)
        return _link(found, shown, shown, labels)
    if found.unit is not Unit.KRONOR:
        shown = f"{format_number(value, decimals=1)}{NO_BREAK_SPACE}{found.unit}"
        return _link(found, shown, shown, labels)
    unit, decimals = scale(found.value)
    shown = f"{format_amount(value, unit=unit, decimals=decimals)}{NO_BREAK_SPACE}{unit}"
    return _link(found, shown, shown, labels)


@register.simple_tag
def indicator_figure(
    line: IndicatorLine, figures: Mapping[FigureRef, Figure], labels: Mapping[FigureRef, str]
) -> SafeString:
    """Show an indicator's last value with its unit, as a link to where it comes from."""
    if line.last is None:
        return SafeString("–")
    return figure_said(outcome_ref(line.indicator, line.last.period), figures, labels)


@register.simple_tag
def cell(
    shown: Cell, figures: Mapping[FigureRef, Figure], labels: Mapping[FigureRef, str], *, unit: str = ""
) -> SafeString | str:
    """Show a cell of a filled table as it is printed; an amount is a link to where it comes from."""
    if shown.figure is None or not shown.display:
        return shown.display
    return _link(figures[shown.figure], shown.display, f"{shown.display}{NO_BREAK_SPACE}{unit}", labels)


@register.simple_tag
def inline(
    part: Words | ShownFigure, figures: Mapping[FigureRef, Figure], labels: Mapping[FigureRef, str]
) -> SafeString:
    """Show a part of a written text: its words, or a figure as the text writes it, as a link."""
    if isinstance(part, Words):
        return format_html("{}", part.text)
    return _link(figures[part.figure], part.display, part.display, labels)


def _link(found: Figure, shown: str, in_words: str, labels: Mapping[FigureRef, str]) -> SafeString:
    return format_html(
        '<a class="figure" href="{}" data-figure="{}" data-value="{}" aria-label="{}">{}</a>',
        figure_url(found.ref, snapshot=found.snapshot),
        found.ref,
        value_text(found) or "",
        f"{in_words}, {labels.get(found.ref, str(found.ref))}",
        shown,
    )


@register.simple_tag
def said(sentence: str, **parts: str) -> SafeString:
    """Fill a sentence, so that a figure in it stays a link."""
    return format_html(sentence, **parts)


@register.simple_tag
def unit_link(name: str, href: str) -> SafeString:
    """Name a unit in a sentence, as a link to its page."""
    return format_html('<a href="{}">{}</a>', href, name)


@register.inclusion_tag("_parts/talk_mark.html")
def talk_mark(marks: Mapping[str, TalkMark], id: str) -> dict[str, TalkMark | None]:
    """Show what is said at a row; nothing to whoever reads no threads."""
    return {"mark": marks.get(id)}


@register.simple_tag(takes_context=True)
def to(context: template.Context, page: str, **places: str) -> str:
    """Give the address of a page in the context of this one: unit, period and snapshot come along."""
    return address(context["request"], page, **places)


@register.simple_tag
def comment_address(found: Committee, unit: CommitteeUnit) -> str:
    """Give the page where a unit's month is commented on, in its body's month report."""
    places = {"kind": MONTH, "unit": found.body, "period": found.period.last_month}
    return reverse("report-text", kwargs={**places, "section": unit.section})


@register.filter
def in_words(period: Period) -> str:
    """Name a period: ``januari–augusti 2017``."""
    return period_words(period)


@register.simple_tag
def side(ref: FigureRef, figures: Mapping[FigureRef, Figure]) -> str:
    """Tell which side a deviation is on, as a class of its cell: surplus, deficit or nothing."""
    return side_of(figures[ref])


@register.filter
def amount(value: Decimal | None, decimals: int = 2) -> str:
    """Write kronor that are no figure (a row of a voucher): ``1 234,50``."""
    return "" if value is None else format_number(value, decimals=decimals)


@register.filter
def count(value: int) -> str:
    """Write a number of things: ``13 682``."""
    return format_number(Decimal(value))


@register.inclusion_tag("_parts/context_bar.html", takes_context=True)
def context_bar(context: template.Context) -> dict[str, Any]:
    """Show where one is and when, each part a menu; nothing on pages that are about no period."""
    request = context["request"]
    asked = asked_of(request)
    return {
        "menus": menus(request, asked) if asked else (),
        "is_old": bool(asked and asked.snapshot and asked.snapshot != asked.around.latest),
        "latest": here_but(request, snapshot="") if asked else "",
        "closing": closing_words(asked.around.closing) if asked and not asked.is_ahead else "",
    }


@register.inclusion_tag("_parts/nav.html", takes_context=True)
def nav_words(context: template.Context) -> dict[str, Any]:
    """Show the words to the left that the actor may follow."""
    request = context["request"]
    actor = getattr(request, "actor", None)
    return {"choices": nav(request, actor) if actor else []}


@register.simple_tag
def page_style() -> PageStyle:
    """Give the municipality's name, logo and colours, as every page takes them."""
    return style_of_pages()


@register.simple_tag
def has_fonts() -> bool:
    """Tell whether set-up has copied the fonts; without them the system's own are used."""
    return bool(settings.STATICFILES_DIRS)
