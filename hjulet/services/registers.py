"""What people have registered of a unit and a period, as a snapshot knows it: for the tables of reports."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain import grant, investment
from hjulet.domain.actions.action import Action
from hjulet.domain.calendar.step import Occurrence
from hjulet.domain.cause import Cause
from hjulet.domain.follow_up import FollowUp
from hjulet.domain.goals.element import ElementKind
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.period import Period
from hjulet.domain.reports.catalogue import (
    OF_ACTIONS,
    OF_ASSESSMENTS,
    OF_ASSIGNMENTS,
    OF_GOALS,
    OF_INDICATORS,
    OF_UNIT,
)
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.scope import Registers, Scope
from hjulet.domain.reports.template import Template
from hjulet.domain.reports.unit_facts import NO_UNIT_FACTS, NOTHING_BESIDE, Beside
from hjulet.domain.saving import Saving
from hjulet.services.figures import Books
from hjulet.services.indicator_lines import observations_of
from hjulet.services.report_actions import actions_of
from hjulet.services.unit_facts import load_unit_facts
from hjulet.store.assessment import load_assessments
from hjulet.store.assignments import load_assignments_known
from hjulet.store.goals import load_goals
from hjulet.store.indicator import load_indicators
from hjulet.store.known import known
from hjulet.store.models import CauseVersion, FollowUpVersion, SavingVersion


def load_registers(
    books: Books,
    unit: str,
    period: Period,
    *,
    tables: Collection[str] = (),
    steps: tuple[Occurrence, ...] = (),
    beside: Beside = NOTHING_BESIDE,
) -> Registers:
    """Load what a snapshot knows of a unit with all below it, in a period or the year that it ends in.

    The goals are loaded where one of ``tables`` (or chapters) shows them, and so is how they go, the actions
    and the assignments. ``steps`` and what is ``beside`` are given, since a snapshot knows neither the
    calendar nor the board nor what people are called.
    """
    known_at, shown = books.snapshot.known_at, set(tables)
    goals = load_goals(at=known_at) if OF_GOALS & shown else GoalNetwork()
    about = Q(body=unit, period=str(period))
    actions = actions_of(books, books.subtree(unit, period), period) if OF_ACTIONS & shown else ()
    return replace(
        load_projects_and_grants(books, unit, period),
        explanations=_causes(books, unit, period),
        savings=_savings(books, unit, period),
        follow_ups=_follow_ups(books, unit, period),
        goals=goals,
        steps=steps,
        assessments=load_assessments(at=known_at, where=about) if OF_ASSESSMENTS & shown else (),
        measured=_measured(goals, books, unit, period) if OF_INDICATORS & shown else {},
        actions=actions,
        indicators=_named(goals, actions, books, unit, period) if OF_ACTIONS & shown else {},
        assignments=load_assignments_known(at=known_at) if OF_ASSIGNMENTS & shown else (),
        known_on=localdate(known_at),
        unit_facts=load_unit_facts(books, unit, period) if OF_UNIT & shown else NO_UNIT_FACTS,
        beside=beside,
    )


def scope_of(
    books: Books,
    unit: str,
    period: Period,
    template: Template,
    *,
    steps: tuple[Occurrence, ...] = (),
    beside: Beside = NOTHING_BESIDE,
) -> Scope:
    """Gather what the tables, charts and chapters of a template are planned of."""
    return Scope(
        unit=unit,
        period=period,
        view=books.view(period),
        registers=load_registers(books, unit, period, tables=template.sources, steps=steps, beside=beside),
        has_unmapped=books.has_unmapped(unit, template.shown(period)),
    )


def _named(
    goals: GoalNetwork, actions: Iterable[Action], books: Books, unit: str, period: Period
) -> dict[str, str]:
    """Name the indicators that commitments and actions are about, of those that the unit may see."""
    committed = (
        id for each in goals.elements if each.kind is ElementKind.COMMITMENT for id in each.indicators
    )
    wanted = {*committed, *(id for each in actions for id in each.indicators)}
    seen = {id for _name, id in books.indicators.within(books.subtree(unit, period))}
    found = load_indicators(at=books.snapshot.known_at, where=Q(key__in=wanted & seen))
    return {id: each.name for id, each in found.items()}


def _measured(goals: GoalNetwork, books: Books, unit: str, period: Period) -> dict[str, Measured]:
    """Load what the goals of a period are measured by: everybody's indicators, and those of the unit."""
    structure = goals.in_force(period.last_day)
    if structure is None or not structure.validity.holds(period.last_day):
        return {}
    named = {id for each in goals.of(structure.key) for id in each.indicators}
    own = {id for _name, id in books.indicators.within(books.subtree(unit, period))}
    indicators = load_indicators(at=books.snapshot.known_at, where=Q(key__in=named & own))
    held = observations_of(indicators.values(), books, only_whole_years=True)
    return {id: Measured(indicator=each, observations=held[id]) for id, each in indicators.items()}


def load_projects_and_grants(books: Books, unit: str, period: Period) -> Registers:
    """Load the projects and grants alone, as their lists need them."""
    units = books.subtree(unit, period)
    return Registers(
        projects=investment.of_units(books.registered.projects, units, period),
        grants=grant.of_units(books.registered.grants, units, period),
    )


def _causes(books: Books, unit: str, period: Period) -> tuple[Cause, ...]:
    rows = CauseVersion.objects.filter(known(at=books.snapshot.known_at), unit=unit, year=period.year)
    return tuple(row.to_domain() for row in rows)


def _savings(books: Books, unit: str, period: Period) -> tuple[Saving, ...]:
    below = books.subtree(unit, period)
    rows = SavingVersion.objects.filter(known(at=books.snapshot.known_at), unit__in=below, year=period.year)
    place = {code: number for number, code in enumerate(below)}
    return tuple(sorted((row.to_domain() for row in rows), key=lambda saving: place[saving.unit]))


def _follow_ups(books: Books, unit: str, period: Period) -> tuple[FollowUp, ...]:
    rows = FollowUpVersion.objects.filter(known(at=books.snapshot.known_at), unit=unit)
    return tuple(found for row in rows if (found := row.to_domain()).holds(period.year))
