"""The strategy map of a period: the thread from areas over goals to what supports them, opened step by step.

What is open stands in the address, so that a map can be sent to somebody as one has opened it.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hjulet.domain.goals.element import Element, ElementKind
from hjulet.services.goal_pages import GoalsPage
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address, context_of, with_query
from hjulet.web.goal_frame import MAP, asked_structure, frame
from hjulet.web.goal_words import titled
from hjulet.web.programme_words import programme_line
from hjulet.web.strategy_map import Branch, draw_narrow, draw_wide

OPEN, NOTHING = "oppna", "-"
HOLDERS = (ElementKind.AREA_GROUP, ElementKind.AREA)
DRAWN = (
    *HOLDERS,
    ElementKind.GOAL,
    ElementKind.LONG_DIRECTION,
    ElementKind.PERIOD_DIRECTION,
    ElementKind.FOCUS,
    ElementKind.COMMITMENT,
    ElementKind.PROGRAMME,
    ElementKind.PROGRAMME_GOAL,
    ElementKind.SUB_GOAL,
    ElementKind.ACTION,
)
WIDE, NARROW = "w", "n"
"""Before the ids of the two drawings, of which a page shows one."""


def goal_map(request: ActorRequest, structure: str) -> HttpResponse:
    """Show the map, with the goals of all areas where nothing is said of what is open."""
    found = asked_structure(request, structure)
    elements = found.network.of(structure, *DRAWN)
    holders = frozenset(each.ref.key for each in elements if each.kind in HOLDERS)
    everything = frozenset(each.ref.key for each in elements if _below(found, each))
    asked = request.GET.get(OPEN)
    is_open = holders if asked is None else everything & set(asked.split())
    top = [each for each in elements if not each.under and each.kind in (*HOLDERS, ElementKind.GOAL)]
    steps = {
        _("Områden"): frozenset[str](),
        _("Mål"): holders,
        _("Allt som stöder målen"): everything,
    }
    wide, narrow, whole = (
        [_branch(request, found, each, shown, drawing) for each in top]
        for drawing, shown in ((WIDE, is_open), (NARROW, is_open), ("", everything))
    )
    places = frame(request, found, MAP) | {
        "drawings": [(WIDE, draw_wide(wide)), (NARROW, draw_narrow(narrow))],
        "branches": whole,
        "steps": [(word, _address(request, found, keys), keys == is_open) for word, keys in steps.items()],
    }
    return render(request, "goals/map.html", places)


def _branch(
    request: ActorRequest,
    found: GoalsPage,
    element: Element,
    is_open: frozenset[str],
    drawing: str,
    *,
    above: frozenset[str] = frozenset(),
) -> Branch:
    """Make an element a branch, with those below it where it is open.

    What stands ``above`` is not drawn again: an earlier release let in what supports itself by way of others.
    """
    key, heading = element.ref.key, _heading(found, element)
    over = above | {key}
    below = tuple(each for each in _below(found, element) if each.ref.key not in over)
    shown = below if key in is_open else ()
    toggled = is_open ^ {key}
    number = len(below)
    label = _("Dölj {n} under {name}") if key in is_open else _("Visa {n} under {name}")
    return Branch(
        key=key,
        kind=str(element.kind),
        heading=heading,
        name=element.name,
        label=f"{heading}: {element.name}",
        href=address(request, "goal", structure=element.ref.structure, key=key),
        opens=f"{_address(request, found, toggled)}#{drawing}-{key}" if below else "",
        opens_label=label.format(n=number, name=element.name),
        below=number,
        branches=tuple(_branch(request, found, each, is_open, drawing, above=over) for each in shown),
    )


def _below(found: GoalsPage, element: Element) -> tuple[Element, ...]:
    """List what the map draws below an element: what stands under it, and what supports it."""
    network = found.network
    beside = (*network.below(element.ref), *network.supporting(element.ref))
    return tuple(each for kind in DRAWN for each in beside if each.kind is kind)


def _heading(found: GoalsPage, element: Element) -> str:
    """Say in short what an element is: ``KF-mål 6``, whose focus, the state of a programme."""
    if element.kind is ElementKind.FOCUS:
        return ", ".join(found.names.get(body, body) for body in element.bodies)
    if element.kind in (ElementKind.COMMITMENT, ElementKind.ACTION):
        return f"{titled(element)} · {found.names.get(element.lead, element.lead) or _('Ingen utsedd')}"
    if element.kind is ElementKind.PROGRAMME:
        line = programme_line(element)
        return f"{line.shape} {line.state}"
    if element.ref in found.nobody:
        return f"{titled(element)} · ! {_('Ingen utsedd')}"
    return titled(element)


def _address(request: ActorRequest, found: GoalsPage, keys: frozenset[str]) -> str:
    here = reverse(MAP, kwargs={"structure": found.structure.key})
    return with_query(here, context_of(request) | {OPEN: " ".join(sorted(keys)) or NOTHING})


urlpatterns = [path("mal/karta/<str:structure>/", goal_map, name=MAP)]
