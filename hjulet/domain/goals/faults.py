"""What is wrong with a network of goals: rules that hold for a file and for a change alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hjulet.domain.goals.element import Element, ElementKind, Link, LinkKind, Ref
from hjulet.domain.goals.reduction import Reduction
from hjulet.domain.goals.series import LINEAGE, reached
from hjulet.domain.goals.structure import BodyGroup, GoalNetwork, Structure

HOLDERS = {
    ElementKind.AREA: {ElementKind.AREA_GROUP},
    ElementKind.GOAL: {ElementKind.AREA},
    ElementKind.PRIORITY: {ElementKind.PRIORITY_AREA},
    ElementKind.LONG_DIRECTION: {ElementKind.GOAL, ElementKind.AREA},
    ElementKind.PERIOD_DIRECTION: {ElementKind.GOAL, ElementKind.AREA},
    ElementKind.FOCUS: {ElementKind.GOAL},
    ElementKind.ASSIGNMENT: {ElementKind.GOAL},
    ElementKind.PROGRAMME: {ElementKind.GOAL, ElementKind.AREA},
    ElementKind.PROGRAMME_GOAL: {ElementKind.PROGRAMME},
    ElementKind.SUB_GOAL: {ElementKind.PROGRAMME_GOAL},
    ElementKind.ACTION: {ElementKind.PROGRAMME, ElementKind.PROGRAMME_GOAL, ElementKind.SUB_GOAL},
    ElementKind.COMMITMENT: {ElementKind.GOAL, ElementKind.COMMITMENT},
}
"""What each kind may stand under; a kind that is not here stands at the top."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong: its code, what it is about, and its values."""

    code: str
    of: Structure | BodyGroup | Element | Link | Reduction
    params: dict[str, str] = field(default_factory=dict)


def faults(network: GoalNetwork, bodies: frozenset[str]) -> Iterator[Fault]:
    """List all that is wrong with a network; ``bodies`` are the organisation's codes at any time.

    ``years-turned``, ``unknown-goal-period``, ``unknown-above``, ``cannot-stand-under``,
    ``goal-under-itself``, ``commitment-stands-alone``, ``unknown-body``, ``unknown-element``,
    ``link-backwards``, ``link-to-itself``, ``link-lacks-end``, ``support-elsewhere``, ``support-in-circle``,
    ``target-not-below``, ``value-without-year``.
    """
    for structure in network.structures:
        if structure.first_year > structure.last_year:
            yield _turned(structure, structure.first_year, structure.last_year)
        for group in structure.groups:
            yield from (_unknown(group, body) for body in group.members if body not in bodies)
    for element in network.elements:
        yield from _of_element(network, element, bodies)
    for link in network.links:
        yield from _of_link(network, link)
    for target in network.targets:
        yield from _of_target(network, target)


def _of_element(network: GoalNetwork, element: Element, bodies: frozenset[str]) -> Iterator[Fault]:
    key = element.ref.structure
    known = {each.key: each for each in network.structures}
    if key not in known:
        yield Fault(code="unknown-goal-period", of=element, params={"value": key})
        return
    if element.under:
        over = Ref(key, element.under)
        if over not in network:
            yield Fault(code="unknown-above", of=element, params={"value": element.under})
        elif network[over].kind not in HOLDERS.get(element.kind, set()):
            params = {"kind": str(element.kind), "above": str(network[over].kind)}
            yield Fault(code="cannot-stand-under", of=element, params=params)
        elif element in network.above(element):
            yield Fault(code="goal-under-itself", of=element, params={"value": element.name})
    elif element.kind is ElementKind.COMMITMENT:
        yield Fault(code="commitment-stands-alone", of=element)
    first, last = element.years
    if first is not None and last is not None and first > last:
        yield _turned(element, first, last)
    groups = {group.key for group in known[key].groups}
    yield from (_unknown(element, body) for body in element.named if body not in bodies | groups)


def _of_link(network: GoalNetwork, link: Link) -> Iterator[Fault]:
    unknown = [end for end in (link.source, link.target) if end is not None and end not in network]
    for end in unknown:
        yield Fault(code="unknown-element", of=link, params={"value": f"{end.structure} {end.key}"})
    if unknown:
        return
    if _lacks_end(link):
        yield Fault(code="link-lacks-end", of=link, params={"kind": link.kind})
    elif link.source is not None and link.source == link.target:
        yield Fault(code="link-to-itself", of=link, params={"value": link.source.key})
    elif link.source is not None and link.target is not None:
        yield from _of_way(network, link, link.source, link.target)
    else:
        yield from _of_edge(network, link)


def _of_way(network: GoalNetwork, link: Link, source: Ref, target: Ref) -> Iterator[Fault]:
    if link.kind is LinkKind.SUPPORTS:
        if source.structure != target.structure:
            yield Fault(code="support-elsewhere", of=link, params={"value": target.structure})
        elif source in reached(target, lambda ref: _over(network, ref)):
            params = {"value": source.key, "above": target.key}
            yield Fault(code="support-in-circle", of=link, params=params)
        return
    yield from _backwards(network, link, source.structure, target.structure)


def _over(network: GoalNetwork, ref: Ref) -> Iterator[Ref | None]:
    """Give what a map draws an element below: what it stands under, and what it supports."""
    if ref in network and network[ref].under:
        yield Ref(ref.structure, network[ref].under)
    yield from (link.target for link in network.links_from(ref) if link.kind is LinkKind.SUPPORTS)


def _of_edge(network: GoalNetwork, link: Link) -> Iterator[Fault]:
    """Judge where somebody looked in vain: before the period of what is new, after that of what ends."""
    if link.absent_in not in {each.key for each in network.structures}:
        yield Fault(code="unknown-goal-period", of=link, params={"value": link.absent_in})
    elif link.target is not None:
        yield from _backwards(network, link, link.absent_in, link.target.structure)
    elif link.source is not None:
        yield from _backwards(network, link, link.source.structure, link.absent_in)


def _backwards(network: GoalNetwork, link: Link, first: str, last: str) -> Iterator[Fault]:
    if network.structure(first).first_year >= network.structure(last).first_year:
        yield Fault(code="link-backwards", of=link, params={"first": first, "last": last})


def _of_target(network: GoalNetwork, target: Reduction) -> Iterator[Fault]:
    if target.of not in network:
        params = {"value": f"{target.of.structure} {target.of.key}"}
        yield Fault(code="unknown-element", of=target, params=params)
    if target.base <= 0 or not 0 < target.percent <= 100:
        params = {"base": str(target.base), "percent": str(target.percent)}
        yield Fault(code="target-not-below", of=target, params=params)
    if (target.now is None) != (target.now_year is None):
        yield Fault(code="value-without-year", of=target)
    for first, last in ((target.base_year, target.year), (target.base_year, target.now_year)):
        if last is not None and first > last:
            yield _turned(target, first, last)


def _lacks_end(link: Link) -> bool:
    has: dict[LinkKind, Callable[[], bool]] = {
        LinkKind.NEW: lambda: link.source is None and link.target is not None,
        LinkKind.ENDS: lambda: link.source is not None and link.target is None,
    }
    needs_both = link.kind in LINEAGE or link.kind is LinkKind.SUPPORTS
    return not (link.source is not None and link.target is not None if needs_both else has[link.kind]())


def _turned(of: Structure | Element | Reduction, first: int, last: int) -> Fault:
    return Fault(code="years-turned", of=of, params={"first": str(first), "last": str(last)})


def _unknown(of: BodyGroup | Element, body: str) -> Fault:
    return Fault(code="unknown-body", of=of, params={"value": body})
