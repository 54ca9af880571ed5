"""Whose figure a claim is about.

A claim may be read as about the unit that is named, the one whose heading it stands under, or the
report's own. It is wrong only if it is wrong under every such reading. Where the words before it
name somebody that we have no data for, it is not judged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hjulet.domain.factcheck.document import Document
from hjulet.domain.factcheck.facts import Facts
from hjulet.domain.factcheck.marks import Marked, Metric
from hjulet.domain.factcheck.words import only_links

_CONTEXT = r"(?:enhet|avdelning|verksamhet|kontor|förvaltning|nämnd|organisation)(?:en|et)s?"
_ORGANISATIONS = (
    r"[\w-]*(?:nämnden|nämnderna|styrelsen|förvaltningen|förvaltningarna|bolaget|bolagen|koncernen|kommunen"
    r"|kommuner|kommunerna|förbundet|regionen|landstinget|riket|länet|staten|verket|myndigheten"
    r"|skolan|skolorna"
    r"|omsorgen|vården|tjänsten|sektorn|projekte[tn]|enheten|enheterna|avdelningen|avdelningarna"
    r"|kontoret|kontoren"
    r"|fonden|stiftelsen|föreningen|verksamheterna|området|områdena|biblioteket|förskolan|teatern"
    r"|museet|gruppen)s?"
)
_FOREIGN = re.compile(rf"(?<![\w-])(?:{_ORGANISATIONS})(?!\w)", re.IGNORECASE)
_GENERIC = re.compile(rf"(?<![\w-])(?:{_CONTEXT})(?!\w)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,] )[A-ZÅÄÖ][\w&-]+")
_NO_NAMES = frozenset("KF KS MoB VP IT EU AB Mkr Mnkr Tkr MSEK Kr".split())
_VERB = (
    r"(?:redovisa|uppvisa|visa|ha|få|gör|gå|lämna|öka|minska|sjunk|stig|växe|bli|uppgå)(?:r|de|t|er)?"
    r"|hade|fick|gjorde|gick|blev|var|är|gav|ger|sjönk|steg|växte|uppgick|kostade|landade|hamnade"
)
_NOUN_FIRST = re.compile(rf"\W*(?P<noun>[A-ZÅÄÖ][\w-]+)\s+(?:{_VERB})\b")
_PLACE_FIRST = re.compile(r"\W*(?:Inom|I|På|Vid|Hos|För|Från)\s+(?P<noun>[\w-]+)")
_QUALIFIED = re.compile(
    r"\s+(?:för|från|av|avseende|inom|på|vid|hos|i|gällande|rörande|till)\s+(?P<noun>[^\s,.]+)"
)
_QUALIFIED_AFTER = re.compile(
    r"(?:\s*(?:eller|,|\()\s*[\d,\s]+(?:procent|%|mnkr|mkr|tkr)\)?)?"
    r"(?:\s+(?:mest|särskilt|framför allt|främst))?\s+(?:för|inom|vid|hos|på|i|avseende|gällande"
    r"|rörande|av)\s+(?:den\s)?(?P<noun>[^\s,.]+)"
)
_OWNER = re.compile(r"(?P<noun>[\w-]+s)\s+(?:(?:totala|samlade|ökade|minskade|egna|ekonomiska)\s+)*$")
_OWNED = re.compile(r"\s(?P<noun>[a-zåäö]+)(?=\s+(?:i|på|vid|som)\s)")
_LISTED = re.compile(r"(?:\b(?:och|samt|men|medan|respektive)|,)\s+(?:för|inom|i|på|vid|hos)\s+$")
_RELATIVE = re.compile(r",?\s+(?:som|vilken|vilket|där)\b")
_JOINS = re.compile(r"\s*(?:,|och|samt|,?\s*liksom|respektive)\s*")
_NEUTRAL = re.compile(
    r"[-−–+]?\d.*|år(?:et|ets|s)?|helår(?:et|ets)?|period(?:en|ens)?|bokslut(?:et)?|jämförelse"
    r"|förhållande|relation|sig|nivå"
    r"|samma|drygt|knappt|cirka|ca\.?|omkring|runt|nästan|närmare|hela|totalt|sammanlagt|netto|motsvarande"
    r"|föregående|förra|fjolårets|fjol|genomsnitt|stort|det|detta|den|denna|de|båda|dess|samtliga"
    r"|samlade|totala"
    r"|verksamhetens|samtidigt|därmed|således|sedan|sammantaget|dock|även|också|här|slutligen|vidare|däremot"
    r"|under|trots|jämfört|både|utfallet|årsredovisningen|kommunfullmäktige|ungefär|minst|högst"
    r"|minus|plus|en|ett"
    r"|tre|två|hittills|nu|vi|ekonomiskt|resultatmässigt|tillsammans|räknat|mätt|procentuellt|kronor"
    r"|väsentligen"
    r"|grund|huvudsak|helårsbasis|bokslutet|driften|driftredovisningen|all|alla|efter|som|att"
    r"|budget(?:en)?|tkr|mnkr|mkr",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody named in a sentence. ``units``: their codes; empty if we have no data for them."""

    start: int
    end: int
    units: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """Resolves subjects in a document, by the names in the facts."""

    document: Document
    facts: Facts

    @cached_property
    def _names(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        longest_first = sorted(self.facts.names.items(), key=lambda item: -len(item[0]))
        return tuple((_name_pattern(name), code) for name, code in longest_first)

    def unit_called(self, text: str) -> str | None:
        """Find the unit of which a text is the whole name."""
        return next((code for pattern, code in self._names if pattern.fullmatch(text.strip())), None)

    def actors(self, marked: Marked) -> tuple[Actor, ...]:
        """List who is named in a sentence, from the left."""
        found: list[Actor] = []

        def add(start: int, end: int, units: tuple[str, ...]) -> None:
            if not any(start < known.end and known.start < end for known in found):
                found.append(Actor(start=start, end=end, units=units))

        for pattern, code in self._names:
            for match in pattern.finditer(marked.text):
                add(match.start(), match.end(), () if _owns_another(marked, match.end()) else (code,))
        for match in _GENERIC.finditer(marked.text):
            add(match.start(), match.end(), self._by_heading(marked))
        for match in _FOREIGN.finditer(marked.text):
            add(match.start(), match.end(), ())
        for start, end in _unknown_nouns(marked):
            add(start, end, ())
        return tuple(sorted(found, key=lambda actor: actor.start))

    def subject(
        self, marked: Marked, *, at: int, end: int, metric: Metric, before: Sequence[Marked]
    ) -> tuple[str, ...]:
        """Tell which units a claim at a place may be about; none if it is somebody unknown.

        The claim ends at ``end``; ``before`` are the earlier sentences of the paragraph, nearest first.
        """
        actors = self.actors(marked)
        for qualifier in (
            _QUALIFIED.match(marked.text, metric.end),
            _QUALIFIED_AFTER.match(marked.text, end),
        ):
            if qualifier and not self._is_no_place(marked, qualifier):
                named = next((actor for actor in actors if _covers(actor, qualifier.start("noun"))), None)
                return _last_listed(marked, actors, at=at, first=named).units if named else ()
        owner = _OWNER.search(marked.text[: metric.start])
        if owner and not _NEUTRAL.fullmatch(owner["noun"]):
            named = next((actor for actor in actors if _covers(actor, owner.end("noun") - 1)), None)
            if named is None or not named.units:
                return ()
        before_claim = [actor for actor in actors if actor.start < max(at, metric.start)]
        left = [actor for actor in before_claim if actor.units or ": " not in marked.text[actor.end : at]]
        if left:
            return () if _is_joint(marked, actors, actors.index(left[-1])) else left[-1].units
        return self._inherited(marked, before)

    @staticmethod
    def _is_no_place(marked: Marked, qualifier: re.Match[str]) -> bool:
        """Tell ``på 5,0`` and ``av kommunbidraget`` from ``på förskolan``."""
        at = qualifier.start("noun")
        metric = any(m.start <= at < m.end and m.word.measures for m in marked.metrics)
        return metric or _NEUTRAL.fullmatch(qualifier["noun"]) is not None

    def _inherited(self, marked: Marked, before: Sequence[Marked]) -> tuple[str, ...]:
        """Take the subject from the paragraph's earlier sentences, its heading, or the report."""
        by_heading = self._by_heading(marked)
        if self._is_firm(self._unit_heading(marked.sentence.heading)):
            return by_heading
        for earlier in before:
            topic = next(iter(self.actors(earlier)), None)
            if topic and topic.start < 20:
                return tuple(dict.fromkeys((*topic.units, *by_heading))) if topic.units else ()
        return by_heading

    def _by_heading(self, marked: Marked) -> tuple[str, ...]:
        index = self._unit_heading(marked.sentence.heading)
        own = self.facts.unit
        unit = self.unit_called(self.document.headings[index].text) if index >= 0 else None
        if unit is None or unit == own:
            return (own,)
        return (unit,) if self._is_firm(index) else (unit, own)

    def _unit_heading(self, index: int) -> int:
        """Climb from a heading to the nearest one above it that is a unit's name; -1 if none is."""
        headings = self.document.headings
        level = headings[index].level + 1 if index >= 0 else 0
        for at in range(index, -1, -1):
            if headings[at].level < level:
                level = headings[at].level
                if self.unit_called(headings[at].text):
                    return at
        return -1

    def _is_firm(self, index: int) -> bool:
        """Tell a run of units' headings from a chapter that happens to be called ``Ekonomi``."""
        headings = self.document.headings
        if index < 0 or self.unit_called(headings[index].text) is None:
            return False
        level = headings[index].level
        siblings = [at for at, heading in enumerate(headings) if heading.level == level]
        place = siblings.index(index)
        beside = siblings[max(place - 1, 0) : place] + siblings[place + 1 : place + 2]
        return any(self.unit_called(headings[at].text) for at in beside)


def _last_listed(marked: Marked, actors: Sequence[Actor], *, at: int, first: Actor) -> Actor:
    """Find whom a claim is about of ``för A med 6,4 mnkr och för B med 7,4``, ``än för B, som minskade``."""
    listed = [
        actor
        for actor in actors
        if first.end <= actor.start < at
        and (_LISTED.search(marked.text[first.end : actor.start]) or _RELATIVE.match(marked.text, actor.end))
    ]
    return listed[-1] if listed else first


def _is_joint(marked: Marked, actors: Sequence[Actor], place: int) -> bool:
    """Tell ``A och B ökade``, of which the amount may be said of both together, from ``B ökade``."""
    if place == 0:
        return False
    before, actor = actors[place - 1], actors[place]
    return _JOINS.fullmatch(marked.text[before.end : actor.start]) is not None


def _owns_another(marked: Marked, end: int) -> bool:
    """Tell ``kulturskolans filial``, which is somebody else, from ``kulturskolans nettokostnad``."""
    follows = _OWNED.match(marked.text, end)
    if marked.text[end - 1] != "s" or not follows:
        return False
    at = follows.start("noun")
    known = [(mark.start, mark.end) for mark in marked.metrics]
    known += [(mark.start, mark.end) for mark in marked.directions]
    return not any(start <= at < stop for start, stop in known) and not only_links(follows["noun"])


def _name_pattern(name: str) -> re.Pattern[str]:
    """Match a name and its genitive; a single word that is also a common noun keeps its capital."""
    common = re.fullmatch(r"[A-ZÅÄÖ]\w*", name) and not re.search(r"(?:nämnden|styrelsen|kontoret)$", name)
    flags = re.NOFLAG if common else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?::?s)?(?![\w-])", flags)


def _unknown_nouns(marked: Marked) -> list[tuple[int, int]]:
    """Find names with a capital, and nouns that open the sentence as its subject or place."""
    text = marked.text
    spans = [match.span() for match in _NAME.finditer(text) if match[0] not in _NO_NAMES]
    first = [match for pattern in (_NOUN_FIRST, _PLACE_FIRST) if (match := pattern.match(text))]
    spans += [match.span("noun") for match in first if not _NEUTRAL.fullmatch(match["noun"])]
    metrics = [(metric.start, metric.end) for metric in marked.metrics]
    return [
        (start, end)
        for start, end in spans
        if not any(start < stop and begin < end for begin, stop in metrics)
    ]


def _covers(actor: Actor, at: int) -> bool:
    return actor.start <= at < actor.end
