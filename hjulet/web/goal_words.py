"""Goals in words: an element's facts, what its links say, and the thread through the periods."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.goals.element import (
    Element,
    ElementKind,
    Link,
    LinkKind,
    Ref,
    Scope,
)
from hjulet.domain.goals.series import EDGE
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.services.goal_pages import ElementPage, GoalsPage
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import (
    BECAME,
    ENDS,
    FOLLOWED,
    KINDS,
    NEW,
    NEW_PROGRAMME,
    OWN_GOAL,
    PROGRAMME_ENDS,
    SCOPES,
)
from hjulet.web.programme_words import years_words
from hjulet.web.words import language

SHARING = (
    ElementKind.GOAL,
    ElementKind.COMMITMENT,
    ElementKind.PROGRAMME_GOAL,
    ElementKind.SUB_GOAL,
    ElementKind.ACTION,
)
"""What several bodies answer for together; anything else is addressed to them."""


@dataclass(frozen=True, kw_only=True)
class LinkLine:
    """What a link says: ``slås samman i``, what is at its other end, and what changed on the way."""

    words: str
    other: Element
    note: str


@dataclass(frozen=True, kw_only=True)
class ThreadGoal:
    """A goal of the thread: what became of it within the thread, and what is said where it begins or ends."""

    element: Element
    is_here: bool
    became: tuple[LinkLine, ...]
    edges: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ThreadPeriod:
    """A period of the thread with its goals; none where the thread has nothing there."""

    word: str
    goals: tuple[ThreadGoal, ...]


def kind_word(kind: ElementKind) -> str:
    """Name a kind of element."""
    return translate(KINDS[kind], language=language())


def period_word(key: str) -> str:
    """Write a structure's key as a text does: ``2020–2022``."""
    return key.replace("-", "–")


def titled(element: Element) -> str:
    """Name an element with its number: ``KF-mål 6``; without one, its kind alone."""
    is_own = element.kind is ElementKind.GOAL and element.scope is Scope.OWN_BODY
    word = translate(OWN_GOAL, language=language()) if is_own else kind_word(element.kind)
    return f"{word} {element.number}".strip()


def facts(page: ElementPage) -> list[tuple[str, str]]:
    """List what is known of an element as words and values; what is not said is left out."""
    element, names = page.element, page.within.names
    shared = ", ".join(names.get(body, body) for body in element.bodies)
    is_goal = element.kind is ElementKind.GOAL
    is_scoped = is_goal or element.kind is ElementKind.COMMITMENT
    given = [
        (_("Ansvarig"), names.get(element.lead, element.lead)),
        (_("Genom"), names.get(element.through, element.through)),
        (_("Delar ansvaret") if element.kind in SHARING else _("Riktas till"), shared),
        (_("Uppföljning"), translate(FOLLOWED[element.followed_by], language=language()) if is_goal else ""),
        (_("Omfattning"), translate(SCOPES[element.scope], language=language()) if is_scoped else ""),
        (_("År"), years_words(element)),
        (_("Anmärkning"), element.note),
    ]
    return [(word, value) for word, value in given if value]


def thread(page: ElementPage) -> list[ThreadPeriod]:
    """Lay an element's series out over all periods, the oldest first."""
    network = page.within.network
    return [
        ThreadPeriod(
            word=period_word(structure.key),
            goals=tuple(
                _thread_goal(network, page, each.ref)
                for each in network.of(structure.key)
                if each.ref in page.series.refs
            ),
        )
        for structure in network.structures
    ]


def _thread_goal(network: GoalNetwork, page: ElementPage, ref: Ref) -> ThreadGoal:
    own = [link for link in page.series.links if ref in (link.source, link.target)]
    return ThreadGoal(
        element=network[ref],
        is_here=ref == page.element.ref,
        became=tuple(_became(network, (link for link in own if link.source == ref))),
        edges=tuple(_edge(link, network[ref].kind) for link in own if link.kind in EDGE),
    )


def _became(network: GoalNetwork, links: Iterable[Link]) -> Iterable[LinkLine]:
    """Word what became of an element by the links that leave it."""
    for link in links:
        if link.kind in BECAME and link.target is not None:
            said = translate(BECAME[link.kind], language=language())
            yield LinkLine(words=said, other=network[link.target], note=link.note)


def _edge(link: Link, kind: ElementKind) -> str:
    """Say that an element is new or ends, with the note as a sentence of its own."""
    new, ends = (NEW_PROGRAMME, PROGRAMME_ENDS) if kind is ElementKind.PROGRAMME else (NEW, ENDS)
    sentence = translate(new if link.kind is LinkKind.NEW else ends, language=language())
    here = link.target or link.source
    said = sentence.format(
        structure=period_word(here.structure) if here else "", absent=period_word(link.absent_in)
    )
    return f"{said} {link.note[0].upper()}{link.note[1:]}.".replace("..", ".") if link.note else said


def answering_words(page: GoalsPage, goal: Element) -> str:
    """Say who answers for a goal: ``Bara kommunstyrelsen följer upp målet``."""
    said = translate(FOLLOWED[goal.followed_by], language=language())
    if goal.lead:
        lead = page.names.get(goal.lead, goal.lead)
        return _("{body} ansvarar. {followed}.").format(body=lead, followed=said)
    return f"{said}."


def counts(page: GoalsPage) -> str:
    """Say how much a structure holds: ``8 mål, 6 målområden, 26 program``."""
    held = page.network.count(page.structure.key)
    n = {kind: held[kind] for kind in ElementKind}
    said = {
        ElementKind.GOAL: ngettext("{n} mål", "{n} mål", n[ElementKind.GOAL]),
        ElementKind.AREA: ngettext("{n} målområde", "{n} målområden", n[ElementKind.AREA]),
        ElementKind.PRIORITY: ngettext("{n} prioritering", "{n} prioriteringar", n[ElementKind.PRIORITY]),
        ElementKind.FOCUS: ngettext(
            "{n} nämndspecifik inriktning", "{n} nämndspecifika inriktningar", n[ElementKind.FOCUS]
        ),
        ElementKind.PROGRAMME: ngettext("{n} program", "{n} program", n[ElementKind.PROGRAMME]),
        ElementKind.ASSIGNMENT: ngettext("{n} uppdrag", "{n} uppdrag", n[ElementKind.ASSIGNMENT]),
        ElementKind.COMMITMENT: ngettext("{n} åtagande", "{n} åtaganden", n[ElementKind.COMMITMENT]),
    }
    return ", ".join(words.format(n=n[kind]) for kind, words in said.items() if n[kind])
