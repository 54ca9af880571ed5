"""F03: amounts and percentages, of levels, shares and changes between years.

Against the figures in scope where there are any (an error), else against the document's own tables,
and within a sentence that gives both years (both a warning):
``från 204,9 till 213,3 mnkr, en ökning med 8,4 mnkr eller 4,1 procent``.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hjulet.domain.factcheck.claims import Claim, not_checked, readers
from hjulet.domain.factcheck.document import Document
from hjulet.domain.factcheck.facts import Facts, Measure
from hjulet.domain.factcheck.marks import LONGEST_SENTENCE, Marked, mark_sentences
from hjulet.domain.factcheck.model import FactCheck, Finding, Reason, Unchecked
from hjulet.domain.factcheck.pairs import Pair, find_pairs
from hjulet.domain.factcheck.quantities import Kind, Quantity
from hjulet.domain.factcheck.roles import Role
from hjulet.domain.factcheck.scope import Scope
from hjulet.domain.factcheck.verdicts import Verdict, settle, sources_of
from hjulet.domain.problem import Severity

RULE = "F03"


def check_amounts(document: Document, facts: Facts | None) -> FactCheck:
    """Judge the amounts and percentages of a document."""
    sentences = mark_sentences(document)
    inside = [found for marked in sentences for found in _inside(marked)]
    sources = sources_of(document, facts, sentences)
    against, unchecked = settle(
        verdict
        for source in sources
        for verdict in _verdicts(Scope(document, source.facts), source.sentences)
    )
    unchecked += _too_long(document) if sources else []
    known = {(found.line, found.claim) for found in against}
    rest = [found for found in inside if (found.line, found.claim) not in known]
    alone = {marked.sentence.text for marked in sentences if find_pairs(marked)}
    silent = tuple(claim for claim in unchecked if claim.quote not in alone)
    return FactCheck(findings=(*against, *rest), unchecked=silent)


def _too_long(document: Document) -> list[Unchecked]:
    return [
        not_checked(Marked(sentence), Reason.SEVERAL_READINGS)
        for sentence in document.sentences
        if len(sentence.text) > LONGEST_SENTENCE
    ]


def _verdicts(scope: Scope, sentences: Sequence[Marked]) -> Iterator[Verdict]:
    for reader in readers(scope, sentences):
        for quantity in reader.marked.quantities:
            claim = reader.claim(quantity)
            if claim is not None:
                said = _judge(claim, scope.facts) if isinstance(claim, Claim) else claim
                yield Verdict(key=(reader.marked, quantity.start), marked=reader.marked, said=said)


def readings(claim: Claim, facts: Facts) -> list[Decimal]:
    """Give what the data says under every reading of a claim, the likeliest first."""
    return [value for value, _ in _with_slack(claim, facts)]


def _with_slack(claim: Claim, facts: Facts) -> list[tuple[Decimal, Decimal]]:
    """Give the values of every reading, each with how far it may be off."""
    return [
        (value, _slack(claim, measure, unit, facts))
        for measure, unit in facts.readings(claim.units, claim.measures)
        if (value := _value(claim, measure, unit, facts)) is not None
    ]


def _value(claim: Claim, measure: Measure, unit: str, facts: Facts) -> Decimal | None:
    if claim.role is Role.LEVEL:
        return facts.level(measure, unit=unit, year=claim.year)
    if claim.role is Role.SHARE:
        return facts.share(measure, unit=unit, year=claim.year)
    percent = claim.quantity is not None and claim.quantity.kind is Kind.PERCENT
    ask = facts.growth if percent else facts.change
    return ask(measure, unit=unit, year=claim.year, base=claim.base)


def _slack(claim: Claim, measure: Measure, unit: str, facts: Facts) -> Decimal:
    """Tell how far a figure may be off that is read from print."""
    percent = claim.quantity is not None and claim.quantity.kind is Kind.PERCENT
    if claim.role is Role.CHANGE and percent:
        return facts.growth_margin(measure, unit=unit, year=claim.year, base=claim.base)
    if claim.role is Role.SHARE:
        return facts.share_margin(measure, unit=unit, year=claim.year)
    return facts.margin * (2 if claim.role is Role.CHANGE else 1)


def _judge(claim: Claim, facts: Facts) -> Finding | Reason | None:
    """Compare magnitudes; the sign of a worded direction is F04's."""
    quantity = claim.quantity
    if quantity is None:
        return None
    values = _with_slack(claim, facts)
    if not values:
        percent = claim.role is Role.CHANGE and quantity.kind is Kind.PERCENT
        return Reason.NO_PERCENTAGE if percent else Reason.NO_DATA
    worded = claim.sign is not None and claim.sign != 0
    if any(_agrees(quantity, value, slack, by_magnitude=worded) for value, slack in values):
        return None
    return finding(claim.marked, quantity, value=values[0][0], severity=facts.severity)


def _agrees(quantity: Quantity, value: Decimal, slack: Decimal, *, by_magnitude: bool) -> bool:
    if by_magnitude or not quantity.signed:
        quantity, value = quantity.magnitude, abs(value)
    return quantity.low - slack <= value <= quantity.high + slack


def finding(marked: Marked, quantity: Quantity, *, value: Decimal, severity: Severity) -> Finding:
    """Make a finding about an amount or a percentage; the difference is claim less data."""
    shown = value if quantity.signed else abs(value)
    return Finding(
        rule=RULE,
        severity=severity,
        lines=(marked.sentence.line,),
        quote=marked.sentence.text,
        claim=quantity.write(quantity.value),
        data=quantity.write(shown),
        difference=quantity.write(quantity.value - shown),
    )


def _inside(marked: Marked) -> Iterator[Finding]:
    for pair in find_pairs(marked):
        for quantity in pair.changes:
            wrong = _wrong_in_pair(pair, quantity)
            if wrong is not None:
                yield finding(marked, quantity, value=wrong, severity=Severity.WARNING)


def _wrong_in_pair(pair: Pair, quantity: Quantity) -> Decimal | None:
    """Give what a change should be by the two levels of its sentence; none if it is right.

    Where the levels are percentages, a change in ``procent`` may mean either percent or points.
    """
    low, high = pair.change_range
    amount = quantity.magnitude
    absolute = _overlap(amount, low, high)
    if quantity.kind is not Kind.PERCENT:
        return None if absolute else pair.change
    relative = pair.growth_range
    if relative is None or _overlap(amount, *relative):
        return None
    if pair.now.kind is Kind.PERCENT and absolute:
        return None
    return pair.growth


def _overlap(quantity: Quantity, low: Decimal, high: Decimal) -> bool:
    return quantity.low <= high and low <= quantity.high
