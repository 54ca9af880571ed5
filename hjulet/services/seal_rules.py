"""What a report must be to be sealed: by whom it is decided, to whom it is sent, and what it rests on."""

from datetime import datetime

from django.utils import timezone

from hjulet.domain.budget import BudgetVersion
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.permission import Actor
from hjulet.domain.report import Decider
from hjulet.domain.reports.catalogue import rests_on_goals
from hjulet.services.errors import refused
from hjulet.services.figures import open_books
from hjulet.services.people import people_names
from hjulet.services.report import BuiltReport
from hjulet.services.snapshots import find_snapshot
from hjulet.store.goals import load_goals
from hjulet.texts.catalogue import SWEDISH
from hjulet.texts.unit_plans import confirmed_words


def decided_words(decider: Decider, decision: str, *, by: Actor, at: datetime) -> str:
    """Tell what a report is decided by, in the words that are printed.

    What is confirmed is confirmed by whoever seals it; a board that meets elsewhere must be named.
    """
    if decider is Decider.MANAGER:
        if decision:
            raise refused("confirmed-without-decision")
        name = people_names({by.id}).get(by.id, by.name)
        return confirmed_words(name, timezone.localdate(at), language=SWEDISH)
    if decider is Decider.BOARD and not decision.strip():
        raise refused("decided-by-board")
    return decision


def recipient_of(referral: str | None, *, decision: str) -> str:
    """Tell to whom a report is sent; empty where it is decided."""
    if referral is None:
        return ""
    if decision:
        raise refused("referral-is-no-decision")
    if not referral.strip():
        raise refused("referral-to-nobody")
    return referral.strip()


def require_outcome(built: BuiltReport) -> None:
    """Refuse a report on a period that the ledger does not have: the chain keeps what it is given.

    A plan rests on what the body was first given: it is refused without an original appropriation. A decision
    on goals rests on them, and the plan of a unit, which may have no money of its own, on none of these.
    """
    template = built.made_from.template
    if template.is_of_unit:
        return
    if rests_on_goals(template):
        _require_goals(built)
        return
    unit, period = built.report.unit, str(built.report.period)
    place = {"unit": unit, "period": period}
    if template.is_ahead:
        original = {**place, "version": str(BudgetVersion.ORIGINAL)}
        code, ref = "no-budget", REGISTRY.ref("appropriation", original)
    else:
        code, ref = "no-outcome", REGISTRY.ref("net_cost", place)
    if open_books(built.report.snapshot).resolve([ref])[ref].value is None:
        raise refused(code, unit=unit, period=period)


def _require_goals(built: BuiltReport) -> None:
    """Refuse a decision on goals of a year that none begin in: those that hold were decided before."""
    report = built.report
    known = load_goals(at=find_snapshot(report.snapshot).known_at)
    found = known.in_force(report.period.last_day)
    if found is None or found.first_year != report.period.year:
        raise refused("no-goals", period=str(report.period))
