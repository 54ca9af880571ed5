"""What one should look at in a plan, in words; and the tree of what a goal is broken down into."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.goals.element import Element, ElementKind, Scope
from hjulet.domain.goals.plan import MANY_ELEMENTS, Lack, Remark, lacks
from hjulet.services.goal_pages import GoalsPage


@dataclass(frozen=True, kw_only=True)
class RemarkLine:
    """One thing to look at, and the elements that it is about."""

    words: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, kw_only=True)
class CommitmentLine:
    """A commitment: whose it is, with whom, whom it is about, and the commitments under it."""

    element: Element
    body: str
    shared: str
    is_own_body: bool
    below: "tuple[CommitmentLine, ...]"


def remark_lines(found: GoalsPage) -> list[RemarkLine]:
    """Word what to look at in a structure."""
    return [RemarkLine(words=_remark(remark, found), elements=remark.elements) for remark in found.remarks]


def left_lines(goals: Sequence[Element]) -> list[RemarkLine]:
    """Say that no action leads to some goals; nothing where there are none."""
    words = ngettext("{n} mål har ingen åtgärd", "{n} mål har ingen åtgärd", len(goals))
    return [RemarkLine(words=words.format(n=len(goals)), elements=tuple(goals))] if goals else []


def _remark(remark: Remark, found: GoalsPage) -> str:
    n = len(remark.elements)
    said = {
        Lack.NO_OWNER: ngettext("{n} sak saknar ansvarig", "{n} saker saknar ansvarig", n),
        Lack.NO_INDICATOR: ngettext(
            "{n} mål eller åtagande saknar indikator", "{n} mål och åtaganden saknar indikator", n
        ),
        Lack.NOTHING_UNDER: ngettext(
            "{n} mål saknar något som leder till det", "{n} mål saknar något som leder till dem", n
        ),
        Lack.MANY_ELEMENTS: _("{body} har {number} saker i sin plan. Fler än {most} är svårt att följa upp."),
    }[remark.lack]
    body = found.names.get(remark.body, remark.body)
    return said.format(n=n, body=body, number=remark.number, most=MANY_ELEMENTS)


def lack_words(found: GoalsPage, element: Element, left: Sequence[Element] = ()) -> list[str]:
    """Say what an element lacks; ``left`` are the goals that no action leads to."""
    held = lacks(found.network, element)
    owner, indicator = Lack.NO_OWNER in held, Lack.NO_INDICATOR in held
    is_goal, is_action = (element.kind is kind for kind in (ElementKind.GOAL, ElementKind.ACTION))
    said = {
        _("! Ingen är utsedd att svara för åtgärden"): owner and is_action,
        _("! Ingen är utsedd att svara för åtagandet"): owner and not is_action,
        _("! Inget säger hur målet ska mätas"): indicator and is_goal,
        _("! Inget säger hur åtagandet ska mätas"): indicator and not is_goal,
        _("! Ingen åtgärd leder till målet"): element in left,
    }
    return [words for words, holds in said.items() if holds]


def commitment_lines(found: GoalsPage, element: Element) -> tuple[CommitmentLine, ...]:
    """List the commitments under an element, with those under each of them."""
    below = found.network.below(element.ref)
    return tuple(_line(found, each) for each in below if each.kind is ElementKind.COMMITMENT)


def _line(found: GoalsPage, element: Element) -> CommitmentLine:
    return CommitmentLine(
        element=element,
        body=body_words(found, element),
        shared=", ".join(found.names.get(body, body) for body in element.bodies),
        is_own_body=element.scope is Scope.OWN_BODY,
        below=commitment_lines(found, element),
    )


def body_words(found: GoalsPage, element: Element) -> str:
    """Say who does something: ``Kommunstyrelsen genom Ekonomi``; empty where nobody is named."""
    lead = found.names.get(element.lead, element.lead)
    through = found.names.get(element.through, element.through)
    return _("{body} genom {unit}").format(body=lead, unit=through) if through else lead
