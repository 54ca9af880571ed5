"""A goal's series: what it was before, and what became of it, through all structures.

Links lead forward in time only (``faults`` refuses others), so a series ends. From a goal that several were
merged into one does not go back and down to the others' own successors: those are other series.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hjulet.domain.goals.element import Link, LinkKind, Ref
from hjulet.domain.goals.structure import GoalNetwork

LINEAGE = frozenset({LinkKind.SUCCESSOR, LinkKind.PARTLY, LinkKind.MERGED})
"""Links with an element at both ends, in different structures."""

EDGE = frozenset({LinkKind.NEW, LinkKind.ENDS})


@dataclass(frozen=True, kw_only=True)
class Series:
    """All that an element has been and has become. ``links`` are those passed on the way, with the edges.

    ``before`` and ``after`` hold no ref twice, the nearest first; neither holds ``of`` itself.
    """

    of: Ref
    before: tuple[Ref, ...]
    after: tuple[Ref, ...]
    links: tuple[Link, ...]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """List the whole series, from the oldest structure to the latest."""
        return (*reversed(self.before), self.of, *self.after)


def series_of(network: GoalNetwork, ref: Ref) -> Series:
    """Follow an element backwards and forwards through all structures."""
    before = predecessors(network, ref)
    after = successors(network, ref)
    held = {ref, *before, *after}
    return Series(of=ref, before=before, after=after, links=tuple(_between(network, held)))


def successors(network: GoalNetwork, ref: Ref) -> tuple[Ref, ...]:
    """List what became of an element, the nearest first."""
    return reached(ref, lambda at: (link.target for link in _lineage(network.links_from(at))))


def predecessors(network: GoalNetwork, ref: Ref) -> tuple[Ref, ...]:
    """List what an element was before, the nearest first."""
    return reached(ref, lambda at: (link.source for link in _lineage(network.links_to(at))))


def _lineage(links: Iterable[Link]) -> Iterable[Link]:
    return (link for link in links if link.kind in LINEAGE)


def reached(ref: Ref, next_of: Callable[[Ref], Iterable[Ref | None]]) -> tuple[Ref, ...]:
    """List what is reached from an element step by step, the nearest first; each once, also in a circle."""
    found = {ref: None}
    waiting = [ref]
    for at in waiting:
        for other in next_of(at):
            if other is not None and other not in found:
                found[other] = None
                waiting.append(other)
    return tuple(found)[1:]


def _between(network: GoalNetwork, held: set[Ref]) -> Iterable[Link]:
    """Give the links within a series, and what says that one of it is new or ends."""
    for link in network.links:
        is_inside = link.source in held and link.target in held
        is_edge = link.kind in EDGE and (link.source in held or link.target in held)
        if (link.kind in LINEAGE and is_inside) or is_edge:
            yield link
