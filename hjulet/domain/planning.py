"""Which units are to have a plan of their own for a year, body by body, and how far each plan has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hjulet.domain.organisation import OrganisationView, Structure

BODY_PLAN, WORK_PLAN, BUSINESS_PLAN = "plan", "work_plan", "business_plan"
"""The kinds of report that a body, a department or unit, and a company has for a plan."""

TEAMS = frozenset({"department", "unit"})
COMPANY = "company"


class PlanState(StrEnum):
    """How far the plan of a year has come, what is missing first."""

    MISSING = "missing"
    BEGUN = "begun"
    REFERRED = "referred"
    DECIDED = "decided"  # by a body or a board, or confirmed by a manager


@dataclass(frozen=True, kw_only=True)
class PlanPlace:
    """A unit that is to have a plan of a kind. ``level`` is how far below its group it stands.

    ``body`` is whose group it stands in: a body's code, ``COMPANY`` for the companies, "" for nobody's.
    ``also`` are further committees that a department serves.
    """

    unit: str
    kind: str
    body: str
    level: int
    also: tuple[str, ...] = ()


def plan_places(view: OrganisationView) -> tuple[PlanPlace, ...]:
    """List who is to have a plan: each body with its departments and units, then companies, each unit once.

    A department stands under the body that it is part of, else under the first committee that it serves.
    """
    found: dict[str, PlanPlace] = {}
    for places in (_bodies(view), _alone(view), _companies(view)):
        for place in places:
            found.setdefault(place.unit, place)
    return tuple(found.values())


def teams_under(body: str, view: OrganisationView) -> tuple[str, ...]:
    """List the departments and units that are a body's to plan, in the order that they are displayed."""
    return tuple(each.unit for each in plan_places(view) if each.body == body and each.kind == WORK_PLAN)


def _bodies(view: OrganisationView) -> Iterator[PlanPlace]:
    for code in view.answering:
        yield PlanPlace(unit=code, kind=BODY_PLAN, body=code, level=0)
        yield from _teams_of(code, view)


def _alone(view: OrganisationView) -> Iterator[PlanPlace]:
    """Walk all departments and units, for those that serve nobody: as they stand in the administration.

    Those that stand nowhere there come after, such as the auditors' office. A company's own units are part of
    its plan.
    """
    for top in view.tops(Structure.ADMINISTRATIVE):
        for unit, level in _below(top, Structure.ADMINISTRATIVE, view):
            yield PlanPlace(unit=unit, kind=WORK_PLAN, body="", level=level)
    companies = {code for code, unit in view.units.items() if unit.kind == COMPANY}
    for code, each in view.units.items():
        if each.kind in TEAMS and not companies & view.above(code):
            yield PlanPlace(unit=code, kind=WORK_PLAN, body="", level=0)


def _companies(view: OrganisationView) -> Iterator[PlanPlace]:
    """Walk the companies, from those that no other company owns."""
    is_company = {code: unit.kind == COMPANY for code, unit in view.units.items()}
    for top in view.units:
        if is_company[top] and not any(is_company[over] for over in view.parents(top)):
            for unit, level in view.levels(top, Structure.POLITICAL):
                if is_company[unit]:
                    yield PlanPlace(unit=unit, kind=BUSINESS_PLAN, body=COMPANY, level=level)


def _teams_of(body: str, view: OrganisationView) -> Iterator[PlanPlace]:
    """Walk the body's own departments and units, then the departments that serve it first of all."""
    for unit, level in _below(body, Structure.POLITICAL, view):
        yield PlanPlace(unit=unit, kind=WORK_PLAN, body=body, level=level)
    for service in view.services:
        served = view.committees_served(service.department)
        if service.department in view and served[0] == body:
            for unit, level in _below(service.department, Structure.ADMINISTRATIVE, view):
                also = served[1:] if unit == service.department else ()
                yield PlanPlace(unit=unit, kind=WORK_PLAN, body=body, level=level + 1, also=also)


def _below(code: str, structure: Structure, view: OrganisationView) -> Iterator[tuple[str, int]]:
    """Walk the departments and units from a unit on, itself too; the level counts what stands between."""
    for unit, level in view.levels(code, structure):
        if view.units[unit].kind in TEAMS:
            yield unit, level
