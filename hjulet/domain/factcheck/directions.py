"""F04: words for a direction, and surplus or deficit, against the sign of what happened.

Against the figures in scope (an error), else against the document's own tables, and within a sentence
that gives both years (both a warning).
``Oförändrad`` is judged with a band: a change of less than one percent.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hjulet.domain.factcheck.amounts import readings
from hjulet.domain.factcheck.claims import Claim, Reader, readers
from hjulet.domain.factcheck.document import Document
from hjulet.domain.factcheck.facts import VARIANCE, Facts
from hjulet.domain.factcheck.marks import Direction, Marked, Metric, mark_sentences
from hjulet.domain.factcheck.model import FactCheck, Finding, Reason
from hjulet.domain.factcheck.pairs import Pair, find_pairs
from hjulet.domain.factcheck.quantities import Kind
from hjulet.domain.factcheck.roles import Role
from hjulet.domain.factcheck.scope import Scope
from hjulet.domain.factcheck.verdicts import Verdict, settle, sources_of
from hjulet.domain.numbers import format_amount, format_number
from hjulet.domain.problem import Severity

RULE = "F04"

UNCHANGED_PERCENT = Decimal(1)
"""A change below this share of the level before may be called unchanged."""

_LEAST = Decimal(500)
"""Kronor: a change that no printed thousand shows points no way."""

_STATED = re.compile(
    r"(?:redovisa\w*|uppvisa\w*|visa\w*|gör|gjorde|gick|går|gav|ger|blev|har|hade|lämna\w*|är|var"
    r"|(?:går|gick|gått) med)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_DIRECTLY = re.compile(r"\s(?:(?:sin|sina|sitt|den|de|även|också|därmed)\s)?")
_TO_YEAR = re.compile(
    r"[^.;]{0,40}\b(?:jämfört med|än|mot|sedan|i förhållande till)\s+(?:(?:år|under|i|för)\s+)*"
    r"(?:(?:19|20)\d\d|föregående|förra|fjol|året (?:innan|före))",
    re.IGNORECASE,
)


def check_directions(document: Document, facts: Facts | None) -> FactCheck:
    """Judge the directions of a document."""
    sentences = mark_sentences(document)
    inside = [found for marked in sentences for found in _inside(marked)]
    against, unchecked = settle(
        verdict
        for source in sources_of(document, facts, sentences)
        for verdict in _verdicts(Scope(document, source.facts), source.sentences)
    )
    told = {(found.line, found.claim): found for found in reversed(against)}
    known = {(found.line, found.quote) for found in against}
    rest = [found for found in inside if (found.line, found.quote) not in known]
    return FactCheck(findings=(*told.values(), *rest), unchecked=tuple(unchecked))


def _verdicts(scope: Scope, sentences: Sequence[Marked]) -> Iterator[Verdict]:
    for reader in readers(scope, sentences):
        yield from _of_amounts(reader)
        for metric, end, sign, word, role in _worded(reader):
            read = reader.trend(metric, end=end, sign=sign, word=word, role=role)
            said = _judge(read, scope.facts) if isinstance(read, Claim) else read
            yield Verdict(key=(reader.marked, metric.start, word), marked=reader.marked, said=said)


def _of_amounts(reader: Reader) -> Iterator[Verdict]:
    """Judge the directions of amounts; that an amount cannot be placed is told by F03."""
    for quantity in reader.marked.quantities:
        claim = reader.claim(quantity)
        if isinstance(claim, Claim) and claim.sign is not None:
            said = _judge(claim, reader.scope.facts)
            if not isinstance(said, Reason):
                yield Verdict(key=(reader.marked, quantity.start), marked=reader.marked, said=said)


def _worded(reader: Reader) -> Iterator[tuple[Metric, int, int, str, Role]]:
    """Find each metric of which a direction is said: where its word ends, its sign, and the word."""
    for metric in reader.marked.metrics:
        if not metric.word.measures:
            continue
        if metric.word.change:
            yield metric, metric.end, metric.word.change, metric.text, Role.CHANGE
        if metric.word.sign and _is_stated(reader.marked, metric):
            yield metric, metric.end, metric.word.sign, metric.text, Role.LEVEL
        direction = None if metric.word.change is not None else _direction_of(reader, metric)
        if direction and not metric.word.sign:
            end = max(direction.end, metric.end)
            yield metric, end, direction.word.sign, direction.text, Role.CHANGE


def _is_stated(marked: Marked, metric: Metric) -> bool:
    """Tell a stated surplus from one that is only mentioned."""
    first = metric.start < 4 and marked.is_definite(metric)
    return first or _STATED.search(marked.text[: metric.start]) is not None


def _direction_of(reader: Reader, metric: Metric) -> Direction | None:
    """Find the direction said of a metric: ``intäkterna sjönk``, ``minskade sin nettokostnad``."""
    marked = reader.marked
    if not marked.is_definite(metric):
        return None
    if whole := marked.change_of(metric):
        return whole
    for direction in marked.directions:
        if direction.word.form == "value" and VARIANCE not in metric.word.measures:
            continue
        if direction.end <= metric.start and direction.word.form == "verb":
            if _DIRECTLY.fullmatch(marked.text[direction.end : metric.start]):
                return direction
        elif direction.start >= metric.end:
            others = [m for m in marked.metrics if metric.end <= m.start < direction.start]
            linked = not others and reader.is_linked(metric, to=direction.start)
            return direction if linked and _points(marked, direction) else None
    return None


def _points(marked: Marked, direction: Direction) -> bool:
    """Tell whether a direction compares with another year; a comparative or a noun has to say so."""
    return direction.word.form in ("verb", "value") or _TO_YEAR.match(marked.text, direction.end) is not None


def _judge(claim: Claim, facts: Facts) -> Finding | Reason | None:
    if claim.sign == 0:
        return _judge_unchanged(claim, facts)
    values = [value for value in readings(claim, facts) if _is_visible(claim, value)]
    if claim.quantity:
        meant = [value for value in values if claim.quantity.magnitude.holds(abs(value))]
        values = meant or values
    if not values:
        return Reason.NO_DATA
    if any((value > 0) == (claim.sign == 1) for value in values):
        return None
    return _finding(claim, _written(claim, values[0]), facts)


def _judge_unchanged(claim: Claim, facts: Facts) -> Finding | Reason | None:
    growths = [
        (growth, facts.growth_margin(measure, unit=unit, year=claim.year, base=claim.base))
        for measure, unit in facts.readings(claim.units, claim.measures)
        if (growth := facts.growth(measure, unit=unit, year=claim.year, base=claim.base)) is not None
    ]
    if claim.role is not Role.CHANGE or not growths:
        return Reason.NO_DATA
    if any(abs(growth) < UNCHANGED_PERCENT + slack for growth, slack in growths):
        return None
    return _finding(claim, f"{format_number(growths[0][0], decimals=1)} procent", facts)


def _is_visible(claim: Claim, value: Decimal) -> bool:
    percent = claim.role is Role.SHARE or (claim.quantity is not None and claim.quantity.kind is Kind.PERCENT)
    return value != 0 if percent else abs(value) >= _LEAST


def _written(claim: Claim, value: Decimal) -> str:
    if claim.quantity:
        return claim.quantity.write(value)
    return f"{format_amount(value, unit='tkr')} tkr"


def _finding(claim: Claim, data: str, facts: Facts) -> Finding:
    return Finding(
        rule=RULE,
        severity=facts.severity,
        lines=(claim.marked.sentence.line,),
        quote=claim.marked.sentence.text,
        claim=claim.word,
        data=data,
        difference="",
    )


def _inside(marked: Marked) -> Iterator[Finding]:
    for pair in find_pairs(marked):
        for direction in pair.directions:
            if _contradicts(pair, direction):
                yield Finding(
                    rule=RULE,
                    severity=Severity.WARNING,
                    lines=(marked.sentence.line,),
                    quote=marked.sentence.text,
                    claim=direction.text,
                    data=pair.now.write(pair.change),
                    difference="",
                )


def _contradicts(pair: Pair, direction: Direction) -> bool:
    if direction.word.sign == 0:
        return abs(pair.change) > abs(pair.then.value) * UNCHANGED_PERCENT / 100
    return pair.change * direction.word.sign < 0
