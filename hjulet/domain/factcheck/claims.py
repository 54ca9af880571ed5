"""What a sentence claims: which figure, of whom, when, and how much or which way.

A quantity belongs to the nearest word for a metric on its left, unless a cause or a part begins
between them. What cannot be placed with certainty is returned as unchecked, with the reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hjulet.domain.factcheck.facts import VARIANCE, Measure
from hjulet.domain.factcheck.marks import Direction, Marked, Metric
from hjulet.domain.factcheck.model import Reason, Unchecked
from hjulet.domain.factcheck.quantities import Kind, Quantity
from hjulet.domain.factcheck.scope import Scope, years_of
from hjulet.domain.factcheck.words import MetricWord


class Role(StrEnum):
    """How a quantity is meant: a level, a change since the base year, a share of the appropriation."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"


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


_SHARE = re.compile(
    r"\s+av\s+(?:\w+\s+){0,2}?(?:kommunbidrag|nämndbidrag|budget|anslag)(?:et|en)?\b", re.IGNORECASE
)
_OTHER_SHARE = re.compile(r"\s+av\s|\s+(?:i|på)\s+\w+andel", re.IGNORECASE)
_COMPARATIVE = re.compile(
    r"\)?(?:\s*\([^)]*\)|\s+eller\s+[\d,]+\s?(?:procent|%))?"
    r"\s+(?P<word>mer|mindre|högre|lägre|bättre|sämre|större|dyrare|billigare)\b",
    re.IGNORECASE,
)
_THAN_YEAR = re.compile(
    r"[\w\s]*?\b(?:än|jämfört med|mot)\s+(?:(?:under|år|i|för|utfallet|bokslutet)\s+)*"
    r"(?:(?:19|20)\d\d|föregående|förra|fjol|året (?:innan|före))",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?P<lead>[^\s\d]+)\s+(?:(?:cirka|ca\.?|c:a|drygt|lite|knappt|nästan|närmare|omkring|runt|ungefär|hela|totalt"
    r"|sammanlagt|netto|i stort sett|plus|minus|därmed|således)\s+)*$|(?P<bracket>\()\s*$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\s*(?:,|\()?\s*(?:eller|motsvarande|vilket motsvarar|dvs\.?|det vill säga|och)?\s*(?:cirka|ca|drygt|knappt|omkring)?\s*",
    re.IGNORECASE,
)
_IN_METRIC = re.compile(r"\s+i\s+(?:totala?\s+|ökade?\s+)?$", re.IGNORECASE)
_BETTER = {
    "mer": 1,
    "högre": 1,
    "större": 1,
    "dyrare": 1,
    "bättre": 1,
    "mindre": -1,
    "lägre": -1,
    "billigare": -1,
    "sämre": -1,
}
_RIGHT_BEFORE = re.compile(r"\s(?:(?:sin|sina|sitt)\s)?", re.IGNORECASE)
_LEVEL_LEADS = frozenset(
    "till från på om är var blev blir mot än ( : och visar visade utgör utgjorde".split()
)
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
        placed = self._role(quantity, metric)
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
        if not _is_variance(metric.word) and self.marked.mentions_budget(place) and role is not Role.SHARE:
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

    def _role(self, quantity: Quantity, metric: Metric) -> tuple[Role, int | None, str] | None:
        """Tell how a quantity is meant, which way it is worded, and by which word; none if unclear."""
        tail = self.marked.text[quantity.end :]
        if quantity.kind is Kind.PERCENT and (_SHARE.match(tail) or _OTHER_SHARE.match(tail)):
            whole = _SHARE.match(tail) and _is_variance(metric.word)
            return (Role.SHARE, metric.word.sign, metric.text) if whole else None
        if comparative := _COMPARATIVE.match(tail):
            word = comparative["word"].lower()
            than_year = _THAN_YEAR.match(tail, comparative.end())
            return (Role.CHANGE, _BETTER[word], word) if than_year else None
        if metric.word.change is not None:
            return Role.CHANGE, metric.word.change or None, metric.text
        change = self._change(quantity, metric)
        if change:
            return Role.CHANGE, change.word.sign, change.text
        if quantity.kind is Kind.PERCENT or not self._is_level(quantity, metric):
            return None
        return Role.LEVEL, metric.word.sign, metric.text

    def _is_level(self, quantity: Quantity, metric: Metric) -> bool:
        """Tell whether the word before a quantity makes it a level: ``uppgick till``, ``nettokostnaden, 5,0``."""
        lead = lead_word(self.marked.text, quantity)
        if lead == "med":
            return _is_variance(metric.word) or self.marked.is_compared(quantity.start)
        return lead in _LEVEL_LEADS or metric.start >= quantity.end or metric.text.lower().endswith(lead)

    def _change(self, quantity: Quantity, metric: Metric) -> Direction | None:
        """Find the direction that makes a quantity a change: ``ökade med 8,4``, ``en ökning på 8,4``."""
        text = self.marked.text
        first = self._pair_of(quantity)
        lead = lead_word(text, first)
        between = [d for d in self.marked.directions if metric.end <= d.start < first.start]
        if not _is_variance(metric.word):
            between = [d for d in between if d.word.form != "value"]
        definite = self.marked.is_definite(metric)
        if whole := self.marked.change_of(metric):
            return whole
        adjective = (
            [
                d
                for d in self.marked.directions
                if definite and _RIGHT_BEFORE.fullmatch(text[d.end : metric.start])
            ]
            if metric.end <= quantity.start
            else []
        )
        if lead in ("till", "från") and not (between and between[-1].word.form == "noun" and lead == "till"):
            return None
        for direction in reversed(between):
            led = lead in ("med", "(", "på", "hela", direction.text.lower())
            if direction.word.form == "noun" or (direction.word.form in ("verb", "value") and led):
                return direction
        return adjective[-1] if adjective and not between else None

    def _pair_of(self, quantity: Quantity) -> Quantity:
        """Find the first of a pair: of ``8,4 mnkr eller 4,1 procent``, the amount."""
        others = [q for q in self.marked.quantities if q.end <= quantity.start and q.kind != quantity.kind]
        if others and _PAIR.fullmatch(self.marked.text[others[-1].end : quantity.start]):
            return others[-1]
        return quantity


def lead_word(text: str, quantity: Quantity) -> str:
    """Tell the word before a quantity, hedges passed over: ``med``, ``till``, ``från``, ``på``, ``(``."""
    match = _LEAD.search(text[: quantity.start])
    if match is None:
        return ""
    return (match["lead"] or match["bracket"]).lower().strip(",")


def read_claims(scope: Scope, sentences: Sequence[Marked]) -> tuple[list[Claim], list[Unchecked]]:
    """Read all the claims that the quantities of a document make, and what could not be read."""
    claims: list[Claim] = []
    unchecked: list[Unchecked] = []
    for reader in readers(scope, sentences):
        for quantity in reader.marked.quantities:
            read = reader.claim(quantity)
            if isinstance(read, Claim):
                claims.append(read)
            elif read is not None:
                unchecked.append(not_checked(reader.marked, read))
    return claims, unchecked


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


def _is_variance(word: MetricWord) -> bool:
    return VARIANCE in word.measures


def _period_word(scope: Scope) -> str:
    """Name the last month of a report that is not a whole year's: it is the report's own period."""
    months = "januari februari mars april maj juni juli augusti september oktober november december".split()
    period = scope.facts.period
    return "" if period.is_year else months[int(period.last_month[-2:]) - 1]
