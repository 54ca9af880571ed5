"""Two levels in one sentence, and the changes that are said of them.

``ökade från 41 till 38``, ``ökade till 40, jämfört med 34``, ``minskade till 6,8 procent (7,1)``:
such a sentence can be judged alone, whatever it is about.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.factcheck.marks import Direction, Marked
from hjulet.domain.factcheck.model import Reason
from hjulet.domain.factcheck.quantities import Kind, Quantity, inherit_unit
from hjulet.domain.factcheck.roles import lead_word

_COMPARED = re.compile(
    r"[^;]{0,40}?(?:jämfört med|jämföra med|från|mot|gentemot)\b[^;\d]{0,60}(?:(?:19|20)\d\d[^;\d]{0,50})?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\($")
_CHANGE_LEADS = ("med", "på", "om", "(", "eller", "motsvarande", "är")
_LINKS = re.compile(r"[\s,(]*(?:eller|motsvarande|vilket motsvarar|dvs\.?|det vill säga)?\s*", re.IGNORECASE)
_SUMMED_UP = re.compile(
    r",?\s*(?:alltså|således|det vill säga|dvs\.?|d\.v\.s\.)?\s*(?:med|om)\s+"
    r"(?:(?:cirka|ca|drygt|knappt|omkring|nästan|hela)\s+)?",
    re.IGNORECASE,
)
"""Between the two levels and the change that sums them up: ``, alltså med``."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A level before and a level after, the directions said of them, and the stated changes."""

    then: Quantity
    now: Quantity
    directions: tuple[Direction, ...]
    changes: tuple[Quantity, ...]

    @property
    def change(self) -> Decimal:
        """Give the change as printed."""
        return self.now.value - self.then.value

    @property
    def growth(self) -> Decimal:
        """Give the change in percent of the level before, which is above zero."""
        return self.change / self.then.value * 100

    @property
    def change_range(self) -> tuple[Decimal, Decimal]:
        """Give the size that the change may have, rounding allowed for."""
        low, high = self.now.low - self.then.high, self.now.high - self.then.low
        return (Decimal(0) if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))

    @property
    def growth_range(self) -> tuple[Decimal, Decimal] | None:
        """Give the size that the change in percent may have; none on a base of zero or below."""
        if self.then.low <= 0:
            return None
        low, high = self.change_range
        return low / self.then.high * 100, high / self.then.low * 100


def find_pairs(marked: Marked) -> list[Pair]:
    """Find the pairs of levels in a sentence that can be judged alone."""
    return [
        pair
        for first, second in zip(marked.quantities, marked.quantities[1:], strict=False)
        for pair in _pair(marked, first, second)
        if not _is_barred(marked, first) and not _is_barred(marked, second)
    ]


def _is_barred(marked: Marked, quantity: Quantity) -> bool:
    """Tell whether a level is kept from being judged; its period does not matter to its own sentence."""
    return marked.barrier(quantity.start) not in (None, Reason.NO_PERIOD)


def _pair(marked: Marked, first: Quantity, second: Quantity) -> list[Pair]:
    text = marked.text
    between = text[first.end : second.start]
    first_lead, second_lead = lead_word(text, first), lead_word(text, second)
    if first_lead == "från" and second_lead == "till" and len(between) < 50:
        then, now = first, second
    elif first_lead == "till" and (_COMPARED.fullmatch(between) or _BRACKET.fullmatch(between)):
        then, now = second, first
    else:
        return []
    then, now = inherit_unit(then, source=now), inherit_unit(now, source=then)
    directions = [d for d in marked.directions if d.word.form != "comparative"]
    before = [d for d in directions if d.end <= first.start]
    if then.kind is not now.kind or _has_later_base(marked, first, second, then_first=then.start < now.start):
        return []
    after = [d for d in directions if d.start >= second.end and d.word.form == "noun"]
    changes = _changes(marked, then, now) if before or after else ()
    return [Pair(then=then, now=now, directions=(*before[-1:], *after[:1]), changes=changes)]


def _has_later_base(marked: Marked, first: Quantity, second: Quantity, *, then_first: bool) -> bool:
    """Tell a pair whose years run backwards: ``från 41 (2017) till 38 (2016)``."""
    after = [mark.year for mark in marked.years if first.end <= mark.start < second.start and mark.year]
    last = [mark.year for mark in marked.years if second.end <= mark.start <= second.end + 12 and mark.year]
    return bool(then_first and after and last and after[0] > last[0])


def _changes(marked: Marked, then: Quantity, now: Quantity) -> tuple[Quantity, ...]:
    """Find the stated changes: led by ``med`` after a direction, or coupled to such a one."""
    found: list[Quantity] = []
    for quantity in marked.quantities:
        if quantity.start in (then.start, now.start) or not _fits(quantity, then):
            continue
        led = any(
            _leads(marked.text[d.end : quantity.start]) for d in marked.directions if d.end < quantity.start
        )
        led = led or _SUMMED_UP.fullmatch(marked.text[max(then.end, now.end) : quantity.start]) is not None
        coupled = bool(found) and _LINKS.fullmatch(marked.text[found[-1].end : quantity.start]) is not None
        if led or coupled:
            found.append(quantity)
    return tuple(found)


def _leads(between: str) -> bool:
    words = [word for word in re.findall(r"[\w(]+", between) if word not in _HEDGES]
    return len(words) <= 1 and all(word in _CHANGE_LEADS for word in words) and bool(words)


_HEDGES = frozenset("cirka ca drygt knappt omkring runt nästan närmare hela".split())


def _fits(quantity: Quantity, level: Quantity) -> bool:
    if quantity.kind is Kind.PERCENT:
        return True
    return quantity.kind is (Kind.POINTS if level.kind is Kind.PERCENT else level.kind)
