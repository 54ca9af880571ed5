"""The steps of the year that an operating plan shows, and keeps: the calendar goes on after it is sealed."""

from collections.abc import Iterable, Mapping
from typing import Any

from hjulet.domain.calendar.step import Occurrence
from hjulet.domain.period import Period
from hjulet.domain.reports.catalogue import OF_STEPS
from hjulet.domain.reports.plan_calendar import follow_ups_of
from hjulet.domain.reports.template import Template
from hjulet.services.access import organisation
from hjulet.services.calendar import settled_steps
from hjulet.store.calendar import step_fields
from hjulet.store.models import CalendarStep


def steps_now(template: Template, unit: str, period: Period) -> tuple[Occurrence, ...]:
    """Give the steps of a report as the calendar has them now; none where its template shows none."""
    if not OF_STEPS & template.tables:
        return ()
    view = organisation().as_of(period.last_day)
    return follow_ups_of(settled_steps(period.year, period.year + 1), unit, period, view)


def steps_document(steps: Iterable[Occurrence]) -> list[dict[str, Any]]:
    """Write steps as plain values, to be kept beside an edition."""
    return [{"year": one.year, "is_settled": one.is_settled, "step": step_fields(one.step)} for one in steps]


def parse_steps(documents: Iterable[Mapping[str, Any]]) -> tuple[Occurrence, ...]:
    """Read what ``steps_document`` wrote."""
    return tuple(_occurrence(document) for document in documents)


def _occurrence(document: Mapping[str, Any]) -> Occurrence:
    step, year = CalendarStep(**document["step"]).to_domain(), document["year"]
    return Occurrence(step=step, year=year, days=step.when.in_year(year), is_settled=document["is_settled"])
