"""The assignments among a period's goals: each leads to the register, which tells where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.domain.goals.element import Element, ElementKind
from hjulet.services.assignment_lines import assignments_of_goals
from hjulet.services.goal_pages import GoalsPage
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import with_query
from hjulet.web.assignment_form import GOAL_KEY, GOAL_STRUCTURE
from hjulet.web.assignment_words import receiver_words, standing_words, written


@dataclass(frozen=True, kw_only=True)
class AssignmentOfGoals:
    """An element that is an assignment: whose, where it stands, or where it is put into the register."""

    element: Element
    who: str
    shape: str = ""
    standing: str = ""
    href: str = ""
    register_href: str = ""


def assignment_lines(
    request: ActorRequest, found: GoalsPage, elements: Sequence[Element]
) -> list[AssignmentOfGoals]:
    """Word those of some elements that are assignments; the register is asked only where there are any."""
    given = [each for each in elements if each.kind is ElementKind.ASSIGNMENT]
    if not given:
        return []
    held = assignments_of_goals(
        found.structure.key, known_at=found.known_at, by=request.actor, at=timezone.now()
    )
    dated = _("läget den {day}").format(day=written(held.day)) if found.known_at else ""
    lines = []
    for element in given:
        line = held.lines.get(element.ref.key)
        if line is None:
            query = {GOAL_STRUCTURE: element.ref.structure, GOAL_KEY: element.ref.key}
            href = with_query(reverse("new-assignment"), query) if held.may_register else ""
            who = found.names.get(element.lead, element.lead)
            lines.append(AssignmentOfGoals(element=element, who=who, register_href=href))
            continue
        words = standing_words(line, held.day)
        lines.append(
            AssignmentOfGoals(
                element=element,
                who=receiver_words(line),
                shape=words.shape,
                standing=" ".join(filter(None, (words.word, words.beside, dated))),
                href=reverse("assignment", args=[line.assignment.number]),
            )
        )
    return lines
