"""How a quantity is meant: as a level, a change since the base year, or a share of the appropriation."""

import re
from enum import StrEnum

from hjulet.domain.factcheck.facts import VARIANCE
from hjulet.domain.factcheck.marks import Direction, Marked, Metric
from hjulet.domain.factcheck.quantities import Kind, Quantity
from hjulet.domain.factcheck.words import MetricWord


class Role(StrEnum):
    """How a quantity is meant: a level, a change since the base year, a share of the appropriation."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"


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
    r"(?P<lead>[^\s\d]+)\s+(?:(?:cirka|ca\.?|c:a|drygt|lite|knappt|nästan|närmare|omkring|runt"
    r"|ungefär|hela|totalt"
    r"|sammanlagt|netto|i stort sett|plus|minus|därmed|således)\s+)*$|(?P<bracket>\()\s*$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\s*(?:,|\()?\s*(?:eller|motsvarande|vilket motsvarar|dvs\.?|det vill säga|och)?\s*(?:cirka|ca"
    r"|drygt|knappt|omkring)?\s*",
    re.IGNORECASE,
)
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
_NEAR = 60
_LEVEL_LEADS = frozenset(
    "till från på om är var blev blir mot än ( : och visar visade utgör utgjorde".split()
)


def read_role(marked: Marked, quantity: Quantity, metric: Metric) -> tuple[Role, int | None, str] | None:
    """Tell how a quantity is meant, which way it is worded, and by which word; none if unclear."""
    tail = marked.text[quantity.end :]
    if quantity.kind is Kind.PERCENT and (_SHARE.match(tail) or _OTHER_SHARE.match(tail)):
        whole = _SHARE.match(tail) and is_variance(metric.word)
        return (Role.SHARE, metric.word.sign, metric.text) if whole else None
    if comparative := _COMPARATIVE.match(tail):
        word = comparative["word"].lower()
        than_year = _THAN_YEAR.match(tail, comparative.end())
        return (Role.CHANGE, _BETTER[word], word) if than_year else None
    if metric.word.change is not None:
        return Role.CHANGE, metric.word.change or None, metric.text
    change = _change(marked, quantity, metric)
    if change:
        return Role.CHANGE, change.word.sign, change.text
    if quantity.kind is Kind.PERCENT or not _is_level(marked, quantity, metric):
        return None
    return Role.LEVEL, metric.word.sign, metric.text


def _is_level(marked: Marked, quantity: Quantity, metric: Metric) -> bool:
    """Tell whether the word before a quantity makes it a level: ``uppgick till``, ``nettokostnaden, 5,0``."""
    lead = lead_word(marked.text, quantity)
    if lead == "med":
        return is_variance(metric.word) or marked.is_compared(quantity.start)
    return lead in _LEVEL_LEADS or metric.start >= quantity.end or metric.text.lower().endswith(lead)


def _change(marked: Marked, quantity: Quantity, metric: Metric) -> Direction | None:
    """Find the direction that makes a quantity a change: ``ökade med 8,4``, ``en ökning på 8,4``."""
    text = marked.text
    first = _pair_of(marked, quantity)
    lead = lead_word(text, first)
    between = [d for d in marked.directions if metric.end <= d.start < first.start]
    if not is_variance(metric.word):
        between = [d for d in between if d.word.form != "value"]
    definite = marked.is_definite(metric)
    if whole := marked.change_of(metric):
        return whole
    adjective = (
        [d for d in marked.directions if definite and _RIGHT_BEFORE.fullmatch(text[d.end : metric.start])]
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


def _pair_of(marked: Marked, quantity: Quantity) -> Quantity:
    """Find the first of a pair: of ``8,4 mnkr eller 4,1 procent``, the amount."""
    others = [q for q in marked.quantities if q.end <= quantity.start and q.kind != quantity.kind]
    if others and _PAIR.fullmatch(marked.text[others[-1].end : quantity.start]):
        return others[-1]
    return quantity


def lead_word(text: str, quantity: Quantity) -> str:
    """Tell the word before a quantity, hedges passed over: ``med``, ``till``, ``från``, ``på``, ``(``."""
    match = _LEAD.search(text[max(quantity.start - _NEAR, 0) : quantity.start])
    if match is None:
        return ""
    return (match["lead"] or match["bracket"]).lower().strip(",")


def is_variance(word: MetricWord) -> bool:
    """Tell a word for surplus, deficit or result from the others."""
    return VARIANCE in word.measures
