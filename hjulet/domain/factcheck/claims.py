"""What a sentence claims: which figure, of whom, when, and how much or which way.

A quantity belongs to the nearest word for a metric on its left, unless a cause or a part begins
between them. What cannot be placed with certainty is returned as unchecked, with the reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hjulet.domain.factcheck.facts import Measure
from hjulet.domain.factcheck.marks import Marked, Metric
from hjulet.domain.factcheck.model import Reason, Unchecked
from hjulet.domain.factcheck.quantities import Kind, Quantity
from hjulet.domain.factcheck.roles import Role, is_variance, read_role
from hjulet.domain.factcheck.scope import Scope
from hjulet.domain.factcheck.years import years_of


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim that can be judged. ``sign``: +1 or -1 as worded, 0 unchanged, none if not said.

    ``units`` holds every reading of the subject, the likeliest first. Without ``quantity`` only
    the direction is claimed.
    """

    marked: Marked
    role: Role
    measures: tuple[Measure, ...]
    units: tuple[str, ...]
    year: int
    base: int
    quantity: Quantity | None
    sign: int | None
    word: str


_IN_METRIC = re.compile(r"\s+i\s+(?:totala?\s+|ökade?\s+)?$", re.IGNORECASE)
_FAR = 130
"""Characters between a metric and its number beyond which the link is too weak."""


@dataclass(frozen=True)
class Reader:
    """Reads claims out of one sentence; ``before`` are the paragraph's earlier ones, nearest first."""

    scope: Scope
    marked: Marked
    before: Sequence[Marked]

    def claim(self, quantity: Quantity) -> Claim | Reason | None:
        """Read the claim that a quantity makes; none if it makes no claim of this kind."""
        if quantity.kind not in (Kind.KRONOR, Kind.PERCENT):
            return None
        metric = self._metric_of(quantity)
        if metric is None or not metric.word.measures:
            return Reason.NO_METRIC
        reason = self._barrier(quantity.start) or self._barrier(metric.start)
        if reason:
            return reason
        placed = read_role(self.marked, quantity, metric)
        if placed is None or (metric.end <= quantity.start and not self.is_linked(metric, to=quantity.start)):
            return Reason.SEVERAL_READINGS
        role, sign, word = placed
        end = len(self.marked.text) if role is Role.SHARE else max(quantity.end, metric.end)
        return self._finished(metric, at=end, role=role, quantity=quantity, sign=sign, word=word)

    def trend(self, metric: Metric, *, end: int, sign: int, word: str, role: Role) -> Claim | Reason:
        """Make the claim of a direction, whose word ends at a place, without any number."""
        reason = self._barrier(metric.start)
        if reason:
            return reason
        return self._finished(metric, at=end, role=role, quantity=None, sign=sign, word=word)

    def _finished(
        self, metric: Metric, *, at: int, role: Role, quantity: Quantity | None, sign: int | None, word: str
    ) -> Claim | Reason:
        place = quantity.start if quantity else metric.start
        if not is_variance(metric.word) and self.marked.mentions_budget(place) and role is not Role.SHARE:
            return Reason.SEVERAL_READINGS
        units = self.scope.subject(self.marked, at=place, end=at, metric=metric, before=self.before)
        if not units:
            return Reason.NO_SUBJECT
        if not self._is_whole(metric) and not self._names_subject(place):
            return Reason.SEVERAL_READINGS
        compared = quantity is not None and role is Role.LEVEL and self.marked.is_compared(quantity.start)
        years = years_of(self.marked, at=at, own=self.scope.facts.period.year, compared=compared)
        if years is None:
            return Reason.NO_PERIOD
        return Claim(
            marked=self.marked,
            role=role,
            measures=metric.word.measures,
            units=units,
            year=years[0],
            base=years[1],
            quantity=quantity,
            sign=sign,
            word=word,
        )

    def _barrier(self, at: int) -> Reason | None:
        return self.marked.barrier(at, period_word=_period_word(self.scope))

    def _names_subject(self, at: int) -> bool:
        return any(actor.units and actor.start < at for actor in self.scope.actors(self.marked))

    def is_linked(self, metric: Metric, *, to: int) -> bool:
        """Tell whether a metric and what is said of it later have only linking words between them."""
        named = [(actor.start, actor.end) for actor in self.scope.actors(self.marked)]
        return self.marked.is_linked(metric.end, to, named=named)

    def _is_whole(self, metric: Metric) -> bool:
        """Tell a word for the whole from ``kostnader på 3 mnkr``, which may be any part."""
        plural = metric.text.lower().endswith(("er", "ar"))
        return self.marked.is_definite(metric) or not plural or metric.word.change is not None

    def _metric_of(self, quantity: Quantity) -> Metric | None:
        after = [m for m in self.marked.metrics if m.start >= quantity.end]
        if after and _IN_METRIC.fullmatch(self.marked.text[quantity.end : after[0].start]):
            return after[0]
        near = [m for m in self.marked.metrics if 0 <= quantity.start - m.end < _FAR]
        meant = [m for m in near if m.word.measures or not self.marked.is_compared(m.start)]
        return meant[-1] if meant else None


def readers(scope: Scope, sentences: Sequence[Marked]) -> list[Reader]:
    """Make a reader for each sentence, which knows the earlier ones of its paragraph."""
    made = []
    for place, marked in enumerate(sentences):
        before = [
            earlier
            for earlier in reversed(sentences[max(place - 4, 0) : place])
            if earlier.sentence.paragraph == marked.sentence.paragraph
        ]
        made.append(Reader(scope, marked, before))
    return made


def not_checked(marked: Marked, reason: Reason) -> Unchecked:
    """Say that a claim of a sentence was not judged."""
    return Unchecked(line=marked.sentence.line, quote=marked.sentence.text, reason=reason)


def _period_word(scope: Scope) -> str:
    """Name the last month of a report that is not a whole year's: it is the report's own period."""
    months = "januari februari mars april maj juni juli augusti september oktober november december".split()
    period = scope.facts.period
    return "" if period.is_year else months[int(period.last_month[-2:]) - 1]
