"""The register of assignments as a list: on any day, by what is asked for, what asks for attention first.

Assignments are given in decisions that anybody may read: whoever sees the figures of any unit reads them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.assignments.selection import STANDING_OUT, Asked, Show, is_asked, urgency
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.assignment_lines import AssignmentLine, line_of, register_day
from hjulet.services.assignment_rights import Choices, givers_of
from hjulet.services.paging import place_of
from hjulet.store.assignments import load_assignments
from hjulet.store.models import RegisteredAssignment

SHOWN = 100
"""Assignments on a page."""


@dataclass(frozen=True, kw_only=True)
class AssignmentList:
    """A page of the assignments on a ``day``; ``count`` fit what was asked for, ``lines`` are on the page.

    ``counts`` tells how many of those that the other choices leave stand out, by why. ``later`` are given
    after the day, ``last_day`` is the day that the register stands at.
    """

    lines: tuple[AssignmentLine, ...]
    count: int
    pages: int
    day: date
    counts: Mapping[Show, int]
    givers: Choices
    receivers: Choices
    years: tuple[int, ...]
    later: int
    last_day: date
    may_register: bool


@dataclass(frozen=True, kw_only=True)
class AllLines:
    """All assignments that are asked for on a ``day``; ``giver`` and ``receiver`` name the bodies chosen."""

    lines: tuple[AssignmentLine, ...]
    day: date
    giver: str
    receiver: str


def assignment_list(asked: Asked, *, page: int = 1, by: Actor, at: datetime) -> AssignmentList:
    """List a page of the assignments that are asked for; raises NotFoundError for whoever sees no unit."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    known, last_day = organisation(), register_day(at)
    day, names = asked.day or last_day, known.names
    fitting = _fitting(asked, day, known, at=at)
    shown = _shown(asked, fitting)
    first, pages = place_of(page, count=len(shown), shown=SHOWN)
    given = RegisteredAssignment.objects.filter(given__lte=day)
    return AssignmentList(
        lines=shown[first : first + SHOWN],
        count=len(shown),
        pages=pages,
        day=day,
        counts={show: sum(show.holds(each.standing) for each in fitting) for show in STANDING_OUT},
        givers=_chosen(given.values_list("giver", flat=True), names),
        receivers=_chosen(given.values_list("receiver", flat=True), names),
        years=tuple(each.year for each in given.dates("given", "year", order="DESC")),
        later=RegisteredAssignment.objects.filter(given__gt=day).count(),
        last_day=last_day,
        may_register=bool(givers_of(by=by, at=at, known=known)),
    )


def all_lines(asked: Asked, *, by: Actor, at: datetime) -> AllLines:
    """List all that is asked for, as files hold it. Raises as ``assignment_list`` does."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    known, day = organisation(), asked.day or register_day(at)
    return AllLines(
        lines=_shown(asked, _fitting(asked, day, known, at=at)),
        day=day,
        giver=known.names.get(asked.giver, asked.giver),
        receiver=known.names.get(asked.receiver, asked.receiver),
    )


def _fitting(asked: Asked, day: date, known: Organisation, *, at: datetime) -> list[AssignmentLine]:
    """List what is asked for, wherever it stands on a day."""
    found = load_assignments(where=_where(asked.show, day))
    below = frozenset[str]()
    if asked.receiver:
        below = _below(asked.receiver, {each.receiver for each in found}, known, on=localdate(at))
    return [line_of(each, day, known) for each in found if is_asked(asked, each, below=below)]


def _below(above: str, codes: Iterable[str], known: Organisation, *, on: date) -> frozenset[str]:
    """Name those of some units that are another or below it; an ended one by its heirs, or as it was."""
    now = frozenset(known.as_of(on).subtree(above)) | {above}
    return frozenset(
        code
        for code in codes
        if not now.isdisjoint((code, *known.carried_by(code, on=on)))
        or code in known.last_seen(code, by=on).subtree(above)
    )


def _shown(asked: Asked, fitting: Iterable[AssignmentLine]) -> tuple[AssignmentLine, ...]:
    shown = [each for each in fitting if asked.show.holds(each.standing)]
    return tuple(sorted(shown, key=lambda each: urgency(each.assignment, each.standing)))


def _where(show: Show, day: date) -> Q:
    """Select those given by a day; the closed ones, most of a register, only where they are asked for."""
    given = Q(given__lte=day)
    if show in (Show.CLOSED, Show.ALL):
        return given
    return given & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def _chosen(codes: Iterable[str], names: Mapping[str, str]) -> Choices:
    return tuple(sorted(((code, names.get(code, code)) for code in set(codes)), key=lambda each: each[1]))
