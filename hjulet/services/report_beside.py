"""What no snapshot knows of a report: what stands on a team's board, and what people are called.

A draft has it as it is now. An edition keeps it beside its texts, so that the report can be made again.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Q

from hjulet.domain.board.improvement import Step
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.reports.catalogue import OF_ACTIONS, OF_UNIT
from hjulet.domain.reports.template import Template
from hjulet.domain.reports.unit_facts import (
    NOTHING_BESIDE,
    Beside,
    BoardRow,
    BoardStep,
    board_rows,
    board_steps,
)
from hjulet.domain.reports.unit_goals import own_units
from hjulet.services.access import organisation
from hjulet.services.people import people_names
from hjulet.store.board import load_board
from hjulet.store.models import ActionVersion


def beside_now(template: Template, unit: str, period: Period) -> Beside:
    """Give what no snapshot knows of a report as it is now; nothing where its template shows none of it."""
    if not (OF_UNIT | OF_ACTIONS) & template.sources:
        return NOTHING_BESIDE
    view = organisation().as_of(period.last_day)
    if unit not in view:
        return NOTHING_BESIDE
    board = load_board(unit) if OF_UNIT & template.sources else None
    improvements = board_steps(board, period)
    people = {*_owners(template, unit, period, view), *(each.person for each in improvements)} - {""}
    names = people_names(people) if people else {}
    return Beside(
        rows=board_rows(board, period),
        improvements=improvements,
        people={id: names[id] for id in sorted(people) if id in names},
    )


def beside_document(beside: Beside) -> dict[str, Any]:
    """Write what is beside as plain values, to be kept with an edition."""
    return {
        "rows": [{**asdict(each), "deviations": list(each.deviations)} for each in beside.rows],
        "improvements": [
            {**asdict(each), "step": str(each.step), "due": each.due.isoformat() if each.due else None}
            for each in beside.improvements
        ],
        "people": dict(beside.people),
    }


def parse_beside(document: Mapping[str, Any]) -> Beside:
    """Read what ``beside_document`` wrote; nothing of an edition that has none."""
    if not document:
        return NOTHING_BESIDE
    return Beside(
        rows=tuple(
            BoardRow(**{**each, "deviations": tuple(each["deviations"])}) for each in document["rows"]
        ),
        improvements=tuple(
            BoardStep(**{**each, "step": Step(each["step"]), "due": _day(each["due"])})
            for each in document["improvements"]
        ),
        people=document["people"],
    )


def _owners(template: Template, unit: str, period: Period, view: OrganisationView) -> set[str]:
    """Collect who has owned an action that the report may name.

    A unit's own plan names the person beside the role; the report of a body where no role is told.
    """
    shown = Q(pk__in=())
    if OF_UNIT & template.sources:
        shown |= Q(unit__in=own_units(unit, view))
    if OF_ACTIONS & template.sources:
        shown |= Q(unit__in=view.subtree(unit), role="")
    owned = ActionVersion.objects.filter(shown, year=period.year).order_by()
    return set(owned.values_list("person", flat=True).distinct())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
