"""What one should look at in a plan. Nothing of it stops anybody: a plan may be as it is on purpose."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.structure import GoalNetwork

MANY_ELEMENTS = 60
"""So much a body can still follow up; a plan with more is seldom read to its end."""

MEASURED = (ElementKind.GOAL, ElementKind.COMMITMENT)
OWNED = (ElementKind.COMMITMENT, ElementKind.ACTION)


class Lack(StrEnum):
    """What an element or a plan may lack, or have too much of."""

    NO_OWNER = "no-owner"
    NO_INDICATOR = "no-indicator"
    NOTHING_UNDER = "nothing-under"
    MANY_ELEMENTS = "many-elements"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing to look at, and what it is about: elements, or a body and how much its plan holds."""

    lack: Lack
    elements: tuple[Element, ...] = ()
    body: str = ""
    number: int = 0


def remarks(network: GoalNetwork, structure: str) -> tuple[Remark, ...]:
    """List what to look at in a structure; a lack that nothing has is left out."""
    held = {each: lacks(network, each) for each in network.of(structure)}
    about = {lack: tuple(each for each, lacking in held.items() if lack in lacking) for lack in Lack}
    found = [Remark(lack=lack, elements=elements) for lack, elements in about.items() if elements]
    sizes = Counter(each.lead for each in held if each.lead)
    crowded = sorted(body for body, number in sizes.items() if number > MANY_ELEMENTS)
    return (
        *found,
        *(Remark(lack=Lack.MANY_ELEMENTS, body=body, number=sizes[body]) for body in crowded),
    )


def lacks(network: GoalNetwork, element: Element) -> frozenset[Lack]:
    """Tell what an element lacks: who does it, what it is measured by, anything that it is reached by."""
    said = {
        Lack.NO_OWNER: element.kind in OWNED and not element.lead,
        Lack.NO_INDICATOR: element.kind in MEASURED and not element.indicators,
        Lack.NOTHING_UNDER: element.kind is ElementKind.GOAL and not _reached_by(network, element.ref),
    }
    return frozenset(lack for lack, holds in said.items() if holds)


def _reached_by(network: GoalNetwork, ref: Ref) -> tuple[Element, ...]:
    return (*network.below(ref), *network.supporting(ref))
