"""What a table or a chart of a report is asked about: whose, when, and what people have registered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hjulet.domain.actions.action import Action
from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.calendar.step import Occurrence
from hjulet.domain.cause import Cause
from hjulet.domain.follow_up import FollowUp
from hjulet.domain.goals.assessment import Assessment
from hjulet.domain.goals.element import Element
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.grant import Grants
from hjulet.domain.investment import Projects
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.unit_facts import NO_UNIT_FACTS, NOTHING_BESIDE, Beside, UnitFacts
from hjulet.domain.saving import Saving


@dataclass(frozen=True, kw_only=True)
class Registers:
    """What people have registered of a unit and a period, as a snapshot knows it.

    ``goals`` and ``steps``, those where a report is handled, are there for the kinds that show them, and so
    are the ``assessments`` that the unit has made of the period, and what is ``measured``: indicators by id.
    So are the ``actions`` of the year, the unit's and those below it, with the names of ``indicators`` that
    the unit may see; and the ``assignments`` of the whole municipality. ``known_on`` is the day that all of
    it was known on. ``unit_facts`` are there for a unit's own plan. ``beside`` is what no snapshot knows.
    """

    explanations: tuple[Cause, ...] = ()
    savings: tuple[Saving, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    projects: Projects = ()
    grants: Grants = ()
    goals: GoalNetwork = field(default_factory=GoalNetwork)
    steps: tuple[Occurrence, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    measured: Mapping[str, Measured] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    indicators: Mapping[str, str] = field(default_factory=dict)
    assignments: tuple[Assignment, ...] = ()
    known_on: date = date.max
    unit_facts: UnitFacts = NO_UNIT_FACTS
    beside: Beside = NOTHING_BESIDE


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The unit and period of a report, the organisation of its time, and what people have registered.

    ``has_unmapped`` tells that the unit has rows on accounts that no mapping covers.
    """

    unit: str
    period: Period
    view: OrganisationView
    registers: Registers = field(default_factory=Registers)
    has_unmapped: bool = False

    @property
    def body_of(self) -> Mapping[str, str]:
        """Tell which body that answers to the council each unit belongs to; a unit of none is left out."""
        return self.view.body_of


def judged_on(scope: Scope) -> date:
    """Tell the last day that a report knows of: its period's, or the snapshot's where that comes first."""
    return min(scope.period.last_day, scope.registers.known_on)


def names_of(codes: Iterable[str], scope: Scope) -> str:
    """Name units, in a row; one that the organisation of the time does not have goes by its code."""
    units = scope.view.units
    return ", ".join(units[code].name if code in units else code for code in codes)


def bodies_named(element: Element, scope: Scope) -> tuple[str, ...]:
    """Name the bodies that an element names: those of a group one by one, that of a unit in its place."""
    members = scope.registers.goals.members(element.ref.structure, element.named)
    return tuple(dict.fromkeys(scope.body_of.get(code, code) for code in members))


def others(codes: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """Leave out the unit of the report, what is below it and its body: nothing is shared with oneself."""
    own = {scope.unit, scope.body_of.get(scope.unit), *scope.view.subtree(scope.unit)}
    return tuple(code for code in codes if code not in own)


def years_code(element: Element) -> str:
    """Write the years of an element as a code, ``2013..2016``, which the labels word; either may lack."""
    first, last = element.years
    return f"{first or ''}..{last or ''}" if first or last else ""


def is_for(element: Element, scope: Scope) -> bool:
    """Tell whether an element is for the body: it names it, or names nobody at all."""
    named = bodies_named(element, scope)
    return not named or scope.unit in named
