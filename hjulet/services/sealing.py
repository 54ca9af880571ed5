"""Who may seal a report: what is a unit's or a company's own is sealed by those who answer for it."""

from datetime import datetime

from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reports.template import Template
from hjulet.services.access import may, organisation, require
from hjulet.services.templates import template_of


def sealed_with(template: Template) -> Permission:
    """Tell which permission, over the report's unit, a report of a kind is sealed and opened again with."""
    return Permission.CONFIRM_PLAN if template.is_of_unit else Permission.SEAL_REPORT


def require_sealer(kind: str, unit: str, period: Period, *, by: Actor, at: datetime) -> None:
    """Let through whoever may seal a report; else NotFoundError. Raises RefusedError for an unknown kind."""
    permission = sealed_with(template_of(kind, period.year))
    require(permission, unit, by=by, at=at, view=organisation().as_of(period.last_day))


def may_seal(kind: str, unit: str, period: Period, *, by: Actor, at: datetime) -> bool:
    """Tell the same. Raises RefusedError for a kind that does not exist."""
    permission = sealed_with(template_of(kind, period.year))
    return may(permission, unit, by=by, at=at, view=organisation().as_of(period.last_day))
