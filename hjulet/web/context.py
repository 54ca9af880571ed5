"""Where one is and when: the unit, period and snapshot of a page, and the menus that change them.

A view calls ``asked`` once, before its service; the bar at the top then shows the same choice.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.domain.permission import Actor
from hjulet.services.context import Surroundings, surroundings
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.templates import waits_for_books
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, SNAPSHOT, UNIT


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a page is about. ``snapshot`` is None for the latest; ``around`` is what else one can choose.

    ``is_ahead``: it is a plan, which no books are waited for.
    """

    unit: str
    period: Period
    snapshot: int | None
    by: Actor
    at: datetime
    around: Surroundings
    is_ahead: bool = False


def asked(request: ActorRequest, *, unit: str = "", period: str = "") -> Asked:
    """Read what a page is about, from its path (``unit``, ``period``), else its query, else the latest.

    Raises NotFoundError for a period or snapshot that cannot be read, and RefusedError ``no-data``
    before the first import.
    """
    at = timezone.now()
    text = period or request.GET.get(PERIOD, "")
    around = surroundings(period=read_period(text) if text else None, by=request.actor, at=at)
    if around.period is None:
        raise refused("no-data")
    found = Asked(
        unit=unit or request.GET.get(UNIT, "") or around.home,
        period=around.period,
        snapshot=snapshot_number(request),
        by=request.actor,
        at=at,
        around=around,
    )
    request.asked = found  # type: ignore[attr-defined]
    return found


def asked_in_one_year(request: ActorRequest, *, unit: str = "") -> Asked:
    """Read what a page is about that has one budget: a statement over several years would add them up."""
    here = asked(request, unit=unit)
    if here.period.first_month[:4] != here.period.last_month[:4]:
        raise NotFoundError(str(here.period))
    return here


def asked_of_ledger(request: ActorRequest, *, unit: str, period: str) -> Asked:
    """Read what a report is about; raises RefusedError ``no-ledger`` for a year that the ledger lacks."""
    here = asked(request, unit=unit, period=period)
    if not any(here.period.contains(month) for month in here.around.months):
        raise refused("no-ledger", period=str(here.period))
    return here


def asked_of_report(request: ActorRequest, *, kind: str, unit: str, period: str) -> Asked:
    """Read what a report of a kind is about; raises as ``asked_of_ledger`` where the kind rests on books."""
    if waits_for_books(kind, read_period(period)):
        return asked_of_ledger(request, unit=unit, period=period)
    found = replace(asked(request, unit=unit, period=period), is_ahead=True)
    request.asked = found  # type: ignore[attr-defined]
    return found


def asked_of(request: HttpRequest) -> Asked | None:
    """Give what the view has asked; None on pages that are about no unit or period."""
    return getattr(request, "asked", None)


def is_latest(here: Asked) -> bool:
    """Tell whether a page shows what is known now: only there is anything written."""
    return here.snapshot is None or here.snapshot == here.around.latest


def require_latest(here: Asked) -> None:
    """Refuse to write from a page that shows what was known before."""
    if not is_latest(here):
        raise refused("old-snapshot")


def snapshot_number(request: HttpRequest) -> int | None:
    """Read the number of the snapshot asked for; None for the latest. Raises NotFoundError for no number."""
    text = request.GET.get(SNAPSHOT, "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise NotFoundError(text)
    return int(text)


def read_period(text: str) -> Period:
    """Read a period of an address; raises NotFoundError for one that cannot be read."""
    try:
        return parse_period(text)
    except NotAPeriod as fault:
        raise NotFoundError(text) from fault
