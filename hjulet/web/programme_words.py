"""Programmes in words: state and years of one, and its goals and actions with who answers for each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjulet.domain.goals.element import Element, ElementKind, ProgrammeState
from hjulet.services.goal_pages import GoalsPage
from hjulet.texts import periods
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import STATES
from hjulet.web.plan_words import body_words
from hjulet.web.words import language

HOLDING = (ElementKind.PROGRAMME, ElementKind.PROGRAMME_GOAL, ElementKind.SUB_GOAL)
"""What has a table of what it holds."""


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """A programme: its state as shape and word, its years, and what is said in one: ``gäller 2018–2021``."""

    element: Element
    shape: str
    state: str
    years: str
    said: str


@dataclass(frozen=True, kw_only=True)
class PartLine:
    """A goal, sub-goal or action of a programme: how deep it stands, who answers, with whom, and when."""

    element: Element
    depth: int
    word: str
    body: str
    shared: str
    years: str


def programme_line(element: Element) -> ProgrammeLine:
    """Word a programme."""
    shape, word = STATES[element.state]
    state, years = translate(word, language=language()), years_words(element)
    is_said = element.state is not ProgrammeState.NOT_SAID
    said = f"{state[:1].lower()}{state[1:]} {years}".strip() if is_said else years
    return ProgrammeLine(element=element, shape=shape, state=state, years=years, said=said)


def part_lines(found: GoalsPage, element: Element) -> list[PartLine]:
    """List what a programme or a goal of one holds, each part followed by its own."""
    if element.kind not in HOLDING:
        return []
    top = len(found.network.above(element)) + 1
    return [
        PartLine(
            element=each,
            depth=len(found.network.above(each)) - top,
            word=_numbered(each),
            body=body_words(found, each),
            shared=", ".join(found.names.get(body, body) for body in each.bodies),
            years=years_words(each),
        )
        for each in found.network.broken_down(element.ref)
    ]


def _numbered(element: Element) -> str:
    word = {
        ElementKind.PROGRAMME_GOAL: _("Mål"),
        ElementKind.SUB_GOAL: _("Delmål"),
        ElementKind.ACTION: _("Åtgärd"),
    }[element.kind]
    return f"{word} {element.number}".strip()


def years_words(element: Element) -> str:
    """Write the years of an element: ``2013–2016``, ``från 2018``, ``till 2016``; empty for none."""
    first, last = (str(year or "") for year in element.years)
    return periods.years_words(first, last, language=language())
