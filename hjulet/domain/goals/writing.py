"""Writing one element of a structure: which fields a kind has, who writes it, and what moves along.

The council's structure is written by whoever writes all goals. A body's own goal, with what stands under it,
is also written by whoever writes the goals of that body (DOMAIN 3).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from hjulet.domain.goals.element import Element, ElementKind, LinkKind, Ref, Scope
from hjulet.domain.goals.faults import HOLDERS
from hjulet.domain.goals.structure import GoalNetwork

_PART = ("under", "number", "name", "lead", "through", "bodies", "years", "indicators", "note")

WRITTEN: Mapping[ElementKind, tuple[str, ...]] = MappingProxyType(
    {
        ElementKind.AREA_GROUP: ("name", "note"),
        ElementKind.AREA: ("under", "number", "name", "note"),
        ElementKind.GOAL: (
            *("under", "number", "name", "lead", "bodies", "followed_by", "scope", "indicators", "note"),
        ),
        ElementKind.LONG_DIRECTION: ("under", "name", "note"),
        ElementKind.PERIOD_DIRECTION: ("under", "name", "note"),
        ElementKind.FOCUS: ("under", "name", "bodies", "note"),
        ElementKind.PRIORITY_AREA: ("name", "note"),
        ElementKind.PRIORITY: ("under", "name", "note"),
        ElementKind.ASSIGNMENT: ("under", "name", "lead", "bodies", "years", "note"),
        ElementKind.PROGRAMME: ("under", "name", "lead", "bodies", "state", "years", "indicators", "note"),
        ElementKind.PROGRAMME_GOAL: _PART,
        ElementKind.SUB_GOAL: _PART,
        ElementKind.ACTION: _PART,
    }
)
"""The fields that somebody writes of each kind, in the order of a form. A commitment has its own page."""

PREFIXES: Mapping[ElementKind, str] = MappingProxyType(
    {
        ElementKind.AREA_GROUP: "grupp",
        ElementKind.AREA: "omrade",
        ElementKind.GOAL: "mal",
        ElementKind.LONG_DIRECTION: "langsiktig-inriktning",
        ElementKind.PERIOD_DIRECTION: "inriktning",
        ElementKind.FOCUS: "fokus",
        ElementKind.PRIORITY_AREA: "prioriterat-omrade",
        ElementKind.PRIORITY: "prioritering",
        ElementKind.ASSIGNMENT: "uppdrag",
        ElementKind.PROGRAMME: "program",
        ElementKind.PROGRAMME_GOAL: "programmal",
        ElementKind.SUB_GOAL: "delmal",
        ElementKind.ACTION: "atgard",
        ElementKind.COMMITMENT: "atagande",
    }
)
"""What the key of a new element begins with, before its number."""

MUST_STAND_UNDER = frozenset(
    {
        ElementKind.LONG_DIRECTION,
        ElementKind.PERIOD_DIRECTION,
        ElementKind.PRIORITY,
        ElementKind.PROGRAMME_GOAL,
        ElementKind.SUB_GOAL,
        ElementKind.ACTION,
        ElementKind.COMMITMENT,
    }
)
"""Kinds that say nothing alone: a new one is put under something."""


@dataclass(frozen=True, kw_only=True)
class OutlineRow:
    """An element where it stands: how deep, and its neighbours of the same kind, None at an end."""

    element: Element
    depth: int
    before: Ref | None
    after: Ref | None


def next_key(kind: ElementKind, used: Collection[str]) -> str:
    """Give the key of a new element of a kind: the first number above all that its kind has had."""
    prefix = f"{PREFIXES[kind]}-"
    numbers = (key.removeprefix(prefix) for key in used if key.startswith(prefix))
    return f"{prefix}{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1}"


def changed_fields(before: Element, after: Element) -> frozenset[str]:
    """Name the fields of two versions that differ; the version itself is none."""
    named = {field.name for field in fields(Element)} - {"version"}
    return frozenset(name for name in named if getattr(before, name) != getattr(after, name))


def is_own(element: Element) -> bool:
    """Tell whether an element is a body's own goal: it is about the body, and the body answers for it."""
    return element.kind is ElementKind.GOAL and element.scope is Scope.OWN_BODY and bool(element.lead)


def own_goal(network: GoalNetwork, element: Element) -> Element | None:
    """Find the body's own goal that an element is or stands under; None for what is the council's."""
    return next((each for each in (element, *network.above(element)) if is_own(each)), None)


def may_write(
    element: Element, network: GoalNetwork, *, writes_for: Callable[[str], bool], is_central: bool
) -> bool:
    """Tell whether somebody writes an element, as it is or would be; a commitment is judged elsewhere.

    ``writes_for`` tells whether they write the goals of a body; ``is_central`` that they write all goals.
    """
    if element.kind not in WRITTEN:
        return False
    own = own_goal(network, element)
    return is_central or (own is not None and writes_for(own.lead))


def kinds_under(kind: ElementKind | None) -> tuple[ElementKind, ...]:
    """List the kinds that are written under an element of a kind, or at the top (None)."""
    if kind is None:
        return tuple(
            each for each in WRITTEN if each not in MUST_STAND_UNDER and each is not ElementKind.FOCUS
        )
    return tuple(each for each in WRITTEN if kind in HOLDERS.get(each, ()))


def holders(network: GoalNetwork, element: Element) -> tuple[Element, ...]:
    """List what an element may stand under: of the right kind, and not below itself."""
    own = {element.ref, *_held(network, element)}
    kinds = HOLDERS.get(element.kind)
    held = network.of(element.ref.structure, *kinds) if kinds else ()
    return tuple(each for each in held if each.ref not in own)


def outline(network: GoalNetwork, structure: str) -> tuple[OutlineRow, ...]:
    """List the written elements of a structure as they stand: each followed by what stands under it.

    Of what stands side by side each kind keeps together, in the order of display.
    """
    return tuple(_outlined(network, _siblings(network, structure, ""), depth=0))


def beside(network: GoalNetwork, element: Element) -> tuple[Element, ...]:
    """List what stands where an element stands and is of its kind, the element itself among it."""
    held = _siblings(network, element.ref.structure, element.under)
    return tuple(each for each in held if each.kind is element.kind)


def exchanged(network: GoalNetwork, first: Element, second: Element) -> dict[Ref, Ref]:
    """Tell what takes whose place where two neighbours change places: what stands under them goes along.

    A kind is displayed in one order over the whole structure, so each kind changes places among its own.
    """
    earlier_first = sorted((first, second), key=network.of(first.ref.structure, first.kind).index)
    back, front = ({each.ref, *_held(network, each)} for each in earlier_first)
    places: dict[Ref, Ref] = {}
    for kind in ElementKind:
        slots = [
            each.ref
            for each in network.of(first.ref.structure, kind)
            if each.ref in front or each.ref in back
        ]
        wanted = [ref for ref in slots if ref in front] + [ref for ref in slots if ref in back]
        places |= dict(zip(wanted, slots, strict=True))
    return {ref: slot for ref, slot in places.items() if ref != slot}


def leads_on(network: GoalNetwork, ref: Ref) -> bool:
    """Tell whether an element goes on in a later structure."""
    return any(
        link.target is not None and link.kind is not LinkKind.SUPPORTS for link in network.links_from(ref)
    )


def _held(network: GoalNetwork, element: Element) -> Iterator[Ref]:
    return (each.ref for each in network.broken_down(element.ref))


def _siblings(network: GoalNetwork, structure: str, under: str) -> tuple[Element, ...]:
    held = network.below(Ref(structure, under)) if under else network.of(structure)
    order = list(WRITTEN)
    found = (each for each in held if each.kind in WRITTEN and each.under == under)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _outlined(network: GoalNetwork, held: tuple[Element, ...], *, depth: int) -> Iterator[OutlineRow]:
    for each in held:
        same = [other.ref for other in held if other.kind is each.kind]
        place = same.index(each.ref)
        yield OutlineRow(
            element=each,
            depth=depth,
            before=same[place - 1] if place else None,
            after=same[place + 1] if place + 1 < len(same) else None,
        )
        below = _siblings(network, each.ref.structure, each.ref.key)
        yield from _outlined(network, below, depth=depth + 1)
