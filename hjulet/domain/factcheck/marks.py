"""A sentence with its marks: quantities, words for metrics, directions, years, and barriers.

Reading is done once here; what the marks mean together is decided in ``claims``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from hjulet.domain.factcheck.document import Document, Sentence
from hjulet.domain.factcheck.model import Reason
from hjulet.domain.factcheck.quantities import Quantity, blank_noise, find_quantities
from hjulet.domain.factcheck.words import (
    BARRIERS,
    BUDGET,
    CLAUSE,
    COMPARED,
    DIRECTION_WORDS,
    EXPLANATION,
    LAST_YEAR,
    METRIC_WORDS,
    DirectionWord,
    MetricWord,
    only_links,
)

LONGEST_SENTENCE = 1000
"""Characters beyond which a stretch of text is no sentence that anybody means as one."""

_NEAR = 80
_QUOTED = re.compile(r"”[^”]*”|“[^”“]*[”“]|\"[^\"]*\"|»[^«»]*[«»]")
_YEAR = re.compile(r"(?<![\w.,:/-])((?:19|20)\d\d)(?![\w:/]|[.,]\d|\s?(?:tkr|mnkr|mkr|kr|kronor|procent|%))")
_DEFINITE = re.compile(r"(?:en|na|et|ens|ets|nas|at|ade)$", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"\b(?:\w+(?:ens|ets|ings|rnas)|\w+:s|sin|sina|sitt|totala|samlade|\d{4} års)\s(?:(?:totala"
    r"|samlade)\s)?$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:av|i)\s(?:(?:den|de|årets|totala|samlade)\s)*", re.IGNORECASE)
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?(?:[-–]|och|till)\s?((?:19|20)\d\d)\b")


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A word for a metric at its place."""

    word: MetricWord
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Direction:
    """A word for a direction at its place."""

    word: DirectionWord
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class YearMark:
    """A year at its place; ``base``: it is what something is compared with. None: the year before."""

    year: int | None
    base: bool
    start: int
    end: int


@dataclass(frozen=True)
class Marked:
    """A sentence and what was found in it; positions are in ``text``."""

    sentence: Sentence

    @cached_property
    def text(self) -> str:
        """Give the sentence with noise blanked, every other character in its place."""
        return blank_noise(self.sentence.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """List the quantities from the left."""
        return tuple(find_quantities(self.text))

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """List the words for metrics from the left; where two overlap, the preferred one."""
        found: list[Metric] = []
        for word in METRIC_WORDS:
            for match in word.pattern.finditer(self.text):
                if not any(match.start() < known.end and known.start < match.end() for known in found):
                    found.append(Metric(word=word, start=match.start(), end=match.end(), text=match[0]))
        return tuple(sorted(found, key=lambda metric: metric.start))

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """List the words for directions from the left."""
        found = [
            Direction(word=word, start=match.start(), end=match.end(), text=match[0])
            for word in DIRECTION_WORDS
            for match in word.pattern.finditer(self.text)
        ]
        return tuple(sorted(found, key=lambda direction: direction.start))

    @cached_property
    def years(self) -> tuple[YearMark, ...]:
        """List the years from the left, and words for the year before."""
        marks = [
            YearMark(
                year=int(match[1]), base=self.is_compared(match.start()), start=match.start(), end=match.end()
            )
            for match in _YEAR.finditer(self.text)
        ]
        marks += [
            YearMark(year=None, base=self.is_compared(match.start()), start=match.start(), end=match.end())
            for match in LAST_YEAR.finditer(self.text)
        ]
        return tuple(sorted(marks, key=lambda mark: mark.start))

    @cached_property
    def _quotes(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    @cached_property
    def _cause(self) -> int:
        """Tell where causes and parts begin: the end of the text where there are none."""
        match = EXPLANATION.search(self.text)
        return match.start() if match else len(self.text)

    @cached_property
    def _clauses(self) -> tuple[int, ...]:
        return (0, *(match.start() for match in CLAUSE.finditer(self.text)))

    @property
    def span_of_years(self) -> tuple[int, int] | None:
        """Tell the two years of ``mellan 2015 och 2017`` or ``2015-2017``."""
        match = _YEARS.search(self.text)
        return (int(match[1]), int(match[2])) if match else None

    def is_compared(self, at: int) -> bool:
        """Tell whether what stands at a place is what something else is compared with."""
        return COMPARED.search(self.text[max(at - _NEAR, 0) : at]) is not None

    def is_definite(self, metric: Metric) -> bool:
        """Tell ``kostnaderna`` and ``årets kostnader`` from ``kostnader``, which may be any part."""
        own = _DEFINITE.search(metric.text) or _POSSESSIVE.search(self.text[: metric.start])
        return own is not None

    def change_of(self, metric: Metric) -> Direction | None:
        """Find the noun that makes a metric's word a word for its change: ``ökningen av nettokostnaden``."""
        nouns = (direction for direction in self.directions if direction.word.form == "noun")
        return next((d for d in nouns if _OF.fullmatch(self.text[d.end : metric.start])), None)

    def is_linked(self, start: int, end: int, *, named: Iterable[tuple[int, int]]) -> bool:
        """Tell whether nothing but marks, names and linking words stand between two places."""
        known = [
            *((mark.start, mark.end) for mark in self.quantities),
            *((mark.start, mark.end) for mark in self.years),
            *((mark.start, mark.end) for mark in self.metrics),
            *((mark.start, mark.end) for mark in self.directions),
            *named,
        ]
        letters = list(self.text)
        for begin, stop in known:
            letters[begin:stop] = " " * (stop - begin)
        return only_links("".join(letters[start:end]))

    def clause(self, at: int) -> tuple[int, int]:
        """Tell where the clause around a place begins and ends."""
        start = max(place for place in self._clauses if place <= at)
        return start, min((place for place in self._clauses if place > at), default=len(self.text))

    def barrier(self, at: int, *, period_word: str = "") -> Reason | None:
        """Tell what keeps the clause at a place from being judged; none if nothing does.

        ``period_word`` is a word for the report's own period (``augusti``) that is no barrier.
        """
        if any(start <= at < end for start, end in self._quotes):
            return Reason.QUOTED
        if self._cause < at:
            return Reason.EXPLANATION
        start, end = self.clause(at)
        end = min(end, self._cause)
        for reason, pattern in BARRIERS:
            for match in pattern.finditer(self.text, start, end):
                if match[0].lower() != period_word:
                    return reason
        return None

    def mentions_budget(self, at: int) -> bool:
        """Tell whether the clause speaks of a budget or of others' level."""
        start, end = self.clause(at)
        return BUDGET.search(self.text, start, end) is not None


def mark_sentences(document: Document) -> list[Marked]:
    """Mark the sentences of a document; what is too long to be one is left out."""
    return [Marked(sentence) for sentence in document.sentences if len(sentence.text) <= LONGEST_SENTENCE]
