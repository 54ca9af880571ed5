"""The tasks that actions open: a milestone is reached by its day, and who owns the action says so."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from hjulet.domain.actions.action import ENDED, Milestone
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Permission
from hjulet.domain.task import Task, TaskKind
from hjulet.services.action_rows import known_rows
from hjulet.services.duties import Duty, Holders
from hjulet.store.action import to_milestones
from hjulet.store.models import ActionVersion
from hjulet.texts.catalogue import LANGUAGES


def action_duties(
    first: date,
    last: date,
    *,
    day: date,
    bodies: frozenset[str] | None,
    view: OrganisationView,
    holders: Holders,
) -> Iterator[Duty]:
    """Make the tasks of milestones due between two days, to a service that asks for permission itself.

    A milestone that is done is no task, nor is one of an action that has ended. Whoever owns the action has
    them, also where it is another body's; one that only a role owns, or somebody who has left, is for who
    writes actions nearest its unit. What took over from a unit that has ended has its actions. ``bodies`` and
    ``view`` are as for indicators.
    """
    here = Q() if bodies is None else Q(unit__in=_units(view, bodies)) | ~Q(person="")
    rows = known_rows().filter(here, due__lte=last, last_day__gte=first).exclude(status__in=ENDED)
    for action in rows.only("key", "name", "unit", "person", "milestones"):
        steps = [step for step in to_milestones(action) if step.done is None and first <= step.on <= last]
        if not steps:
            continue
        carried = view.history.carried_by(action.unit, on=view.day)
        unit = carried[0] if carried else action.unit
        owner = frozenset({action.person}) & holders.names.keys()
        nearest = owner or holders.nearest(Permission.EDIT_ACTIONS, unit, view=view, on=day)
        for step in steps:
            task = _task(action, step, unit=unit, name=view.history.names.get(unit, unit))
            yield Duty(task=task, permission=Permission.EDIT_ACTIONS, holders=nearest)


def _units(view: OrganisationView, bodies: frozenset[str]) -> frozenset[str]:
    """Collect some units, and those that have ended and that they took over from."""
    ended = {each.predecessor for each in view.history.successions}
    return bodies | {
        code for code in ended if not bodies.isdisjoint(view.history.carried_by(code, on=view.day))
    }


def _task(action: ActionVersion, step: Milestone, *, unit: str, name: str) -> Task:
    return Task(
        kind=TaskKind.MILESTONE,
        report="",
        report_names=dict.fromkeys(LANGUAGES, action.name),
        body=unit,
        unit=unit,
        unit_name=name,
        period=parse_period(f"{step.on:%Y-%m}"),
        section=f"{action.key} {step.name}",
        labels=dict.fromkeys(LANGUAGES, step.name),
        due=step.on,
    )
