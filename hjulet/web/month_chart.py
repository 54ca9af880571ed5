"""The months of a unit's year, net cost beside budget: their bars, and the finding in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.figures import FigureRef
from hjulet.domain.numbers import format_amount
from hjulet.services.unit_figures import MonthPair
from hjulet.web.bars import Pair, month_pairs
from hjulet.web.words import month_name

STEP, HEIGHT = 60, 160
"""The months' chart: units between two months, and the height of the largest bar."""


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of the chart and of its table."""

    label: str
    pair: MonthPair
    drawn: Pair
    shown: str  # the outcome in tkr, above its bar


def chart_months(pairs: Sequence[MonthPair], values: Mapping[FigureRef, Decimal | None]) -> list[Month]:
    """Draw the months of a year, budget beside outcome."""
    amounts = [(values[pair.budget], values[pair.outcome] if pair.outcome else None) for pair in pairs]
    drawn = month_pairs(amounts, step=STEP, height=HEIGHT)
    return [
        Month(
            label=month_name(pair.month),
            pair=pair,
            drawn=each,
            shown="" if outcome is None else format_amount(outcome, unit="tkr"),
        )
        for pair, each, (_budget, outcome) in zip(pairs, drawn, amounts, strict=True)
    ]


def months_sentence(pairs: Sequence[MonthPair], values: Mapping[FigureRef, Decimal | None]) -> str:
    """Say the chart's finding: in how many months the net cost was above the budget."""
    known = [
        (budget, outcome)
        for pair in pairs
        if (budget := values[pair.budget]) is not None
        and pair.outcome
        and (outcome := values[pair.outcome]) is not None
    ]
    over = sum(outcome > budget for budget, outcome in known)
    if not known:
        return _("Nettokostnad månad för månad")
    if not over:
        return _("Ingen månad kostade mer än budget")
    return ngettext(
        "{over} av {months} månad kostade mer än budget",
        "{over} av {months} månader kostade mer än budget",
        len(known),
    ).format(over=over, months=len(known))
