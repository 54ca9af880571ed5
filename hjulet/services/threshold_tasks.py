"""The tasks that indicators open: of a value beyond a threshold, somebody says what is done about it."""

from collections.abc import Iterator
from datetime import date, timedelta

from hjulet.domain.organisation import OrganisationView
from hjulet.domain.permission import Permission
from hjulet.domain.task import Task, TaskKind
from hjulet.services.duties import Duty, Holders
from hjulet.services.indicator_actions import Beyond, all_beyond
from hjulet.texts.catalogue import LANGUAGES

WITHIN = timedelta(days=30)
"""How long after a value is known it is to be said what is done about it."""


def threshold_duties(
    first: date,
    last: date,
    *,
    day: date,
    bodies: frozenset[str] | None,
    view: OrganisationView,
    holders: Holders,
) -> Iterator[Duty]:
    """Make the tasks that are due between two days, to a service that asks for permission itself.

    ``view`` is the organisation of the ``day``, ``bodies`` the units whose indicators are looked at; None for
    everybody's.
    """
    for found, known_on in all_beyond():
        owner = found.indicator.owner
        if owner not in view or (bodies is not None and owner not in bodies):
            continue
        task = _task(found, unit_name=view.units[owner].name, due=known_on + WITHIN)
        if first <= task.due <= last:
            nearest = holders.nearest(Permission.EDIT_INDICATORS, owner, view=view, on=day)
            yield Duty(task=task, permission=Permission.EDIT_INDICATORS, holders=nearest)


def _task(found: Beyond, *, unit_name: str, due: date) -> Task:
    indicator, action = found.indicator, found.action
    return Task(
        kind=TaskKind.THRESHOLD,
        report="",
        report_names=dict.fromkeys(LANGUAGES, ""),
        body=indicator.owner,
        unit=indicator.owner,
        unit_name=unit_name,
        period=found.observation.period,
        section=indicator.id,
        labels=dict.fromkeys(LANGUAGES, indicator.name),
        due=due,
        done_at=action.at if action else None,
        done_by=action.by if action else "",
    )
