"""What every page of the goals shows around its own: the periods, and the ways to look at one."""

from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.services.errors import NotFoundError
from hjulet.services.goal_pages import GoalsPage, goals_page
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.context import snapshot_number
from hjulet.web.goal_words import period_word

LIST, MATRIX, MAP, COMMITMENTS = "goals", "goal-matrix", "goal-map", "commitments"
TARGETS, ASSESSMENTS = "goal-targets", "assessments"


def asked_goals(request: ActorRequest, structure: str | None = None) -> GoalsPage | None:
    """Gather what a page of the goals is about, as it is known now or was in the snapshot asked for."""
    return goals_page(structure, snapshot=snapshot_number(request), by=request.actor, at=timezone.now())


def asked_structure(request: ActorRequest, structure: str) -> GoalsPage:
    """Gather the same of a structure that must exist; raises NotFoundError."""
    found = asked_goals(request, structure)
    if found is None:
        raise NotFoundError(structure)
    return found


def frame(request: ActorRequest, found: GoalsPage, way: str) -> dict[str, object]:
    """Give the periods to choose between and the ways to look at one; ``way`` is the one that is shown.

    Another period is shown the same way. An element's page is none of the ways: it belongs to one period.
    """
    key = found.structure.key
    ways = {LIST: _("Lista"), MATRIX: _("Mål och nämnder"), MAP: _("Karta"), COMMITMENTS: _("Åtaganden")}
    ways[ASSESSMENTS] = _("Bedömningar")
    if found.targets or way == TARGETS:
        ways[TARGETS] = _("Målnivåer")
    return {
        "found": found,
        "period": period_word(key),
        "periods": [
            (period_word(each.key), address(request, way or LIST, structure=each.key), each.key == key)
            for each in found.network.structures
        ],
        "ways": [(word, address(request, name, structure=key), name == way) for name, word in ways.items()],
        "snapshot": snapshot_number(request),
    }
