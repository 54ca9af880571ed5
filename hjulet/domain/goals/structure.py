"""The structure of a planning period, and all structures as one network with the questions it answers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hjulet.domain.goals.element import Element, ElementKind, FollowedBy, Link, LinkKind, Ref
from hjulet.domain.goals.reduction import Reduction
from hjulet.domain.validity import Validity


@dataclass(frozen=True, kw_only=True)
class BodyGroup:
    """Several bodies that a structure addresses together, such as "utbildningsnämnderna"."""

    structure: str
    key: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Structure:
    """The goals of a planning period, ``first_year`` to ``last_year``.

    Periods may overlap: the council decides a new one each year. ``source`` names the document, ``note``
    what of it is here.
    """

    first_year: int
    last_year: int
    name: str
    decided: date | None = None
    source: str = ""
    note: str = ""
    groups: tuple[BodyGroup, ...] = ()
    version: int = 0

    @property
    def key(self) -> str:
        """Give what it is called by: its years, such as 2020-2022."""
        return f"{self.first_year}-{self.last_year}"

    @property
    def validity(self) -> Validity:
        """Tell when the structure holds: whole years."""
        return Validity(date(self.first_year, 1, 1), date(self.last_year + 1, 1, 1))

    def is_decided(self, *, on: date) -> bool:
        """Tell whether it binds on a day: it has begun, and a decision or the decided document is named."""
        return self.validity.start <= on and bool(self.decided or self.source)

    def nearest(self, day: date) -> date:
        """Give the day of the period that is nearest to a day: that day itself while the period lasts."""
        return min(max(day, date(self.first_year, 1, 1)), date(self.last_year, 12, 31))


@dataclass(frozen=True, kw_only=True)
class GoalNetwork:
    """All structures with their elements, in order of display, the links between them, and their targets."""

    structures: tuple[Structure, ...] = ()
    elements: tuple[Element, ...] = ()
    links: tuple[Link, ...] = ()
    targets: tuple[Reduction, ...] = ()

    def __contains__(self, ref: object) -> bool:
        """Tell whether there is such an element."""
        return ref in self._by_ref

    def __getitem__(self, ref: Ref) -> Element:
        """Give an element; raises KeyError where there is none."""
        return self._by_ref[ref]

    def structure(self, key: str) -> Structure:
        """Give a structure; raises KeyError where there is none."""
        return self._structures[key]

    def in_force(self, day: date) -> Structure | None:
        """Give the structure that holds on a day: of several the one that began last.

        Where none holds, the one that ended last before, else the first to come.
        """
        in_turn = sorted(self.structures, key=lambda each: (each.first_year, each.last_year))
        holding = [each for each in in_turn if each.validity.holds(day)]
        begun = [each for each in in_turn if each.validity.start <= day]
        found = holding or begun or in_turn[:1]
        return found[-1] if found else None

    def of(self, structure: str, *kinds: ElementKind) -> tuple[Element, ...]:
        """List the elements of a structure, in order of display; of some kinds, if any are named."""
        held = self._of.get(structure, ())
        return tuple(each for each in held if not kinds or each.kind in kinds)

    def below(self, ref: Ref) -> tuple[Element, ...]:
        """List what stands directly under an element."""
        return self._under.get(ref, ())

    def broken_down(self, ref: Ref) -> tuple[Element, ...]:
        """List all that stands under an element, each followed by what stands under it."""
        return tuple(found for each in self.below(ref) for found in (each, *self.broken_down(each.ref)))

    def above(self, element: Element) -> tuple[Element, ...]:
        """List what an element stands under, the nearest first."""
        found: list[Element] = []
        over = self._by_ref.get(Ref(element.ref.structure, element.under))
        while over is not None and over not in found:
            found.append(over)
            over = self._by_ref.get(Ref(over.ref.structure, over.under))
        return tuple(found)

    def supporting(self, ref: Ref) -> tuple[Element, ...]:
        """List what supports an element, in order of display."""
        sources = {link.source for link in self._to.get(ref, ()) if link.kind is LinkKind.SUPPORTS}
        return tuple(each for each in self.of(ref.structure) if each.ref in sources)

    def supported(self, ref: Ref) -> tuple[Element, ...]:
        """List what an element supports, in order of display."""
        targets = {link.target for link in self._from.get(ref, ()) if link.kind is LinkKind.SUPPORTS}
        return tuple(each for each in self.of(ref.structure) if each.ref in targets)

    def targets_of(self, element: Element) -> tuple[Reduction, ...]:
        """List the targets of an element."""
        return tuple(target for target in self.targets if target.of == element.ref)

    def count(self, structure: str) -> Mapping[ElementKind, int]:
        """Count the elements of a structure by kind; a kind that is not there counts 0."""
        return Counter(each.kind for each in self.of(structure))

    def members(self, structure: str, codes: Iterable[str]) -> tuple[str, ...]:
        """Name the single bodies behind some codes: a group of the structure is its members."""
        groups = {each.key: each.members for each in self.structure(structure).groups}
        return tuple(dict.fromkeys(body for code in codes for body in groups.get(code, (code,))))

    def links_from(self, ref: Ref) -> tuple[Link, ...]:
        """List the links that leave an element."""
        return self._from.get(ref, ())

    def links_to(self, ref: Ref) -> tuple[Link, ...]:
        """List the links that reach an element."""
        return self._to.get(ref, ())

    @cached_property
    def _structures(self) -> dict[str, Structure]:
        return {each.key: each for each in self.structures}

    @cached_property
    def _by_ref(self) -> dict[Ref, Element]:
        return {each.ref: each for each in self.elements}

    @cached_property
    def _of(self) -> dict[str, tuple[Element, ...]]:
        """Index the elements once: a page asks for what is under each of them."""
        found: dict[str, list[Element]] = {}
        for each in self.elements:
            found.setdefault(each.ref.structure, []).append(each)
        return {key: tuple(held) for key, held in found.items()}

    @cached_property
    def _under(self) -> dict[Ref, tuple[Element, ...]]:
        """Index the elements by what they stand under."""
        found: dict[Ref, list[Element]] = {}
        for each in self.elements:
            if each.under:
                found.setdefault(Ref(each.ref.structure, each.under), []).append(each)
        return {ref: tuple(held) for ref, held in found.items()}

    @cached_property
    def _from(self) -> dict[Ref, tuple[Link, ...]]:
        return _gathered((link.source, link) for link in self.links)

    @cached_property
    def _to(self) -> dict[Ref, tuple[Link, ...]]:
        return _gathered((link.target, link) for link in self.links)


def _gathered(ends: Iterable[tuple[Ref | None, Link]]) -> dict[Ref, tuple[Link, ...]]:
    found: dict[Ref, list[Link]] = {}
    for end, link in ends:
        if end is not None:
            found.setdefault(end, []).append(link)
    return {end: tuple(links) for end, links in found.items()}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Why a body answers for a goal: it leads, it shares, it follows it up alone, or something of its own.

    ``through`` are the elements that name the body and support the goal: a focus, a commitment.
    """

    leads: bool = False
    shares: bool = False
    follows_alone: bool = False
    through: tuple[Element, ...] = ()


def answers(
    network: GoalNetwork, goal: Element, *, board: str, body_of: Mapping[str, str]
) -> dict[str, Answer]:
    """Tell which bodies answer for a goal, and why: code -> answer; empty where the goal has nobody.

    That all committees follow a goal up names none of them. ``board`` is the executive board's code,
    ``body_of`` tells which body a unit belongs to: what a unit leads, shares or undertakes, its body
    answers for.
    """
    structure = goal.ref.structure
    leads = _bodies(network, structure, (goal.lead,), body_of)
    shares = tuple(body for body in _bodies(network, structure, goal.bodies, body_of) if body not in leads)
    alone = (board,) if goal.followed_by is FollowedBy.EXECUTIVE_BOARD else ()
    through = _through(network, goal, body_of)
    return {
        body: Answer(
            leads=body in leads,
            shares=body in shares,
            follows_alone=body in alone,
            through=through.get(body, ()),
        )
        for body in dict.fromkeys((*leads, *shares, *alone, *through))
    }


def with_nobody(network: GoalNetwork, structure: str, *, board: str) -> tuple[Element, ...]:
    """List the goals of a structure that no body answers for."""
    goals = network.of(structure, ElementKind.GOAL)
    return tuple(goal for goal in goals if not answers(network, goal, board=board, body_of={}))


def _through(
    network: GoalNetwork, goal: Element, body_of: Mapping[str, str]
) -> dict[str, tuple[Element, ...]]:
    """Give the bodies named by what a goal is broken down into or supported by, each with what names it."""
    named: dict[str, tuple[Element, ...]] = {}
    for each in (*network.broken_down(goal.ref), *network.supporting(goal.ref)):
        for body in _bodies(network, goal.ref.structure, (each.lead, *each.bodies), body_of):
            named[body] = (*named.get(body, ()), each)
    return named


def _bodies(
    network: GoalNetwork, structure: str, codes: Iterable[str], body_of: Mapping[str, str]
) -> tuple[str, ...]:
    """Name the bodies behind codes, of groups and of units alike; a code that is empty names none."""
    members = network.members(structure, (code for code in codes if code))
    return tuple(dict.fromkeys(body_of.get(code, code) for code in members))
