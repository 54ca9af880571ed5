"""What the plan of a unit or a company rests on beside goals and money, loaded and kept.

The actions are those that the snapshot knows. Assignments, the board and what people are called are as they
are now, and are kept beside an edition.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Q

from hjulet.domain.board.improvement import Step
from hjulet.domain.period import Period
from hjulet.domain.reports.catalogue import OF_UNIT
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.template import Template
from hjulet.domain.reports.unit_facts import (
    Beside,
    BoardRow,
    BoardStep,
    GivenAssignment,
    UnitFacts,
    assignments_in,
    board_rows,
    board_steps,
)
from hjulet.domain.reports.unit_goals import own_units
from hjulet.services.access import organisation
from hjulet.services.figures import Books
from hjulet.services.indicator_lines import observations_of
from hjulet.services.people import people_names
from hjulet.store.action import to_actions
from hjulet.store.assignments import load_assignments
from hjulet.store.board import load_board
from hjulet.store.indicator import load_indicators
from hjulet.store.known import known
from hjulet.store.models import ActionVersion

NOTHING = Beside()


def load_unit_facts(books: Books, unit: str, period: Period, *, beside: Beside) -> UnitFacts:
    """Load what a snapshot knows of a unit's own plan: its actions of the year, and its indicators."""
    own, known_at = own_units(unit, books.view(period)), books.snapshot.known_at
    actions = ActionVersion.objects.filter(known(at=known_at), year=period.year, unit__in=own)
    indicators = load_indicators(at=known_at, where=Q(owner__in=own))
    followed = {id: each for id, each in indicators.items() if _is_followed(each.last_year, period)}
    held = observations_of(followed.values(), books, only_whole_years=True)
    return UnitFacts(
        actions=tuple(sorted(to_actions(actions), key=lambda each: (each.last_day, each.key))),
        measured=tuple(Measured(indicator=each, observations=held[id]) for id, each in followed.items()),
        beside=beside,
    )


def beside_now(template: Template, unit: str, period: Period) -> Beside:
    """Give what no snapshot knows of a unit's plan as it is now; nothing where its template shows none."""
    if not OF_UNIT & template.sources:
        return NOTHING
    view = organisation().as_of(period.last_day)
    if unit not in view:
        return NOTHING
    own = own_units(unit, view)
    board = load_board(unit)
    improvements = board_steps(board, period)
    owners = ActionVersion.objects.filter(year=period.year, unit__in=own).order_by()
    people = {*owners.values_list("person", flat=True).distinct(), *(each.person for each in improvements)}
    names = people_names(people)
    return Beside(
        assignments=assignments_in(load_assignments(where=Q(receiver__in=own)), own, period),
        rows=board_rows(board, period),
        improvements=improvements,
        people={id: names[id] for id in sorted(people) if id in names},
    )


def beside_document(beside: Beside) -> dict[str, Any]:
    """Write what is beside as plain values, to be kept with an edition."""
    return {
        "assignments": [_plain(asdict(each)) for each in beside.assignments],
        "rows": [{**asdict(each), "deviations": list(each.deviations)} for each in beside.rows],
        "improvements": [_plain(asdict(each)) for each in beside.improvements],
        "people": dict(beside.people),
    }


def parse_beside(document: Mapping[str, Any]) -> Beside:
    """Read what ``beside_document`` wrote; nothing of an edition that has none."""
    if not document:
        return NOTHING
    return Beside(
        assignments=tuple(
            GivenAssignment(**{**each, "given": date.fromisoformat(each["given"]), "due": _day(each["due"])})
            for each in document["assignments"]
        ),
        rows=tuple(
            BoardRow(**{**each, "deviations": tuple(each["deviations"])}) for each in document["rows"]
        ),
        improvements=tuple(
            BoardStep(**{**each, "step": Step(each["step"]), "due": _day(each["due"])})
            for each in document["improvements"]
        ),
        people=document["people"],
    )


def _is_followed(last_year: int | None, period: Period) -> bool:
    return last_year is None or last_year >= period.year


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if name == "step" else value
        for name, value in fields.items()
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
