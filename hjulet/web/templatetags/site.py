"""The few tags that all pages share: a figure, an amount, the bar at the top, the words to the left."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hjulet.documents.variance import side_of
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.numbers import NO_BREAK_SPACE, SCALES, format_amount, format_number
from hjulet.domain.reports.plan import display
from hjulet.web.addresses import figure_url, here_but
from hjulet.web.context import asked_of
from hjulet.web.menus import menus, nav

register = template.Library()


@register.simple_tag
def figure(
    ref: FigureRef,
    figures: Mapping[FigureRef, Figure],
    labels: Mapping[FigureRef, str],
    unit: str = "tkr",
    decimals: int = 0,
) -> SafeString:
    """Show a figure as a link to where it comes from; nothing where there is no value.

    ``unit`` is kr, tkr or mnkr; a percentage ignores it. The link says in words what the number is.
    """
    found = figures[ref]
    shown = _shown(found, unit, decimals)
    if not shown:
        return SafeString("")
    in_words = f"{shown}{NO_BREAK_SPACE}{unit if found.unit == 'kr' else found.unit}"
    return format_html(
        '<a class="figure" href="{}" data-figure="{}" aria-label="{}">{}</a>',
        figure_url(ref, snapshot=found.snapshot),
        ref,
        f"{in_words}, {labels.get(ref, ref)}",
        shown,
    )


def _shown(found: Figure, unit: str, decimals: int) -> str:
    if found.value is not None and unit in SCALES and found.unit == "kr":
        return format_amount(found.value, unit=unit, decimals=decimals)
    return display(found, unit=unit)


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
    }


@register.inclusion_tag("_parts/nav.html", takes_context=True)
def nav_words(context: template.Context) -> dict[str, Any]:
    """Show the words to the left that the actor may follow."""
    request = context["request"]
    actor = getattr(request, "actor", None)
    return {"choices": nav(request, actor) if actor else []}


@register.simple_tag
def has_fonts() -> bool:
    """Tell whether set-up has copied the fonts; without them the system's own are used."""
    return bool(settings.STATICFILES_DIRS)
