"""What changed in a month, as sentences to fill: ``Lokaler kostade {amount} mer än i juli``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hjulet.domain.figures import FigureRef
from hjulet.domain.period import Period
from hjulet.services.unit_changes import Comparison, LineChange, MonthChanges
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import PLAIN_CHANGES
from hjulet.web.words import language, month_name

COST = (
    gettext_noop("{line} kostade {amount} mer än i {month}"),
    gettext_noop("{line} kostade {amount} mindre än i {month}"),
)
INCOME = (
    gettext_noop("{line} var {amount} lägre än i {month}"),
    gettext_noop("{line} var {amount} högre än i {month}"),
)
MONTH = (
    gettext_noop("{this} kostade {amount} mer än {month}"),
    gettext_noop("{this} kostade {amount} mindre än {month}"),
)
"""Sentences of what got dearer, and of what got cheaper."""

Values = Mapping[FigureRef, Decimal | None]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A sentence with ``{amount}`` to fill, and its figure; ``side`` marks what costs more."""

    ref: FigureRef
    sentence: str
    side: str


@dataclass(frozen=True, kw_only=True)
class ComparisonSaid:
    """A month against another: their sentence, and what moved it."""

    other: str
    whole: Said
    lines: tuple[Said, ...]


@dataclass(frozen=True, kw_only=True)
class ChangesSaid:
    """A month's changes: the comparisons that there are figures for, the month before first."""

    month: str
    net_cost: FigureRef
    against: tuple[ComparisonSaid, ...]


def changes_said(changes: MonthChanges, values: Values) -> ChangesSaid | None:
    """Say what changed; None where no other month can be compared with."""
    known = [each for each in (changes.before, changes.last_year) if values[each.net_cost] is not None]
    if not known:
        return None
    return ChangesSaid(
        month=month_name(changes.month.last_month),
        net_cost=changes.net_cost,
        against=tuple(_comparison(each, changes.month, values) for each in known),
    )


def _comparison(each: Comparison, month: Period, values: Values) -> ComparisonSaid:
    other = _other(each.other, month)
    worse = (values[each.net_cost] or Decimal(0)) > 0
    this = month_name(month.last_month).capitalize()
    return ComparisonSaid(
        other=other,
        whole=Said(
            ref=each.net_cost,
            sentence=_of(MONTH, worse=worse).format(this=this, amount="{amount}", month=other),
            side="deficit" if worse else "",
        ),
        lines=_lines(each.lines, other, values),
    )


def _lines(lines: Sequence[LineChange], other: str, values: Values) -> tuple[Said, ...]:
    return tuple(_line(line, other, worse=(values[line.change] or Decimal(0)) < 0) for line in lines)


def _line(line: LineChange, other: str, *, worse: bool) -> Said:
    sentences = INCOME if line.line == "total_income" else COST
    name = translate(PLAIN_CHANGES[line.line], language=language())
    return Said(
        ref=line.change,
        sentence=_of(sentences, worse=worse).format(line=name, amount="{amount}", month=other),
        side="deficit" if worse else "",
    )


def _of(sentences: tuple[str, str], *, worse: bool) -> str:
    return _(sentences[0] if worse else sentences[1])


def _other(other: Period, month: Period) -> str:
    """Name the other month, with its year where that is another."""
    name = month_name(other.last_month)
    return name if other.year == month.year else f"{name} {other.year}"
