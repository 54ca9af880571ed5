"""Investments: projects with an appropriation by year, what changes it, and what is carried over.

An original appropriation and its changes are decisions; what is revised is their sum. A change counts
from the day of its decision, as a changed budget does (DOMAIN 7). What is carried over from a year
counts as a change of the next year's: one decision, written once. A project may lie within a frame,
and the frame's amounts are its own and those of its projects. Appropriations and outcome are positive,
and over-appropriation is outcome less appropriation: plus is overspent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.period import Period
from hjulet.domain.register import Entry, NamedEntry, sum_of


class ProjectKind(StrEnum):
    """Whose investment it is, in the order in which they are listed."""

    KS_KF = "ks_kf"
    COMMITTEE = "committee"
    PROGRAMME = "programme"


class DecisionKind(StrEnum):
    """What a decision does to a year's appropriation."""

    ORIGINAL = "original"
    CHANGE = "change"
    CARRY_OVER = "carry_over"  # of what is left of the year, to the next


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project, or a frame of projects. ``codes`` are its projects in the ledger.

    ``started`` and ``closed`` are years, None where it is not. ``version`` guards a change.
    """

    id: str
    name: str
    kind: ProjectKind
    unit: str
    codes: tuple[str, ...]
    first_year: int
    last_year: int
    frame: str = ""
    started: int | None = None
    closed: int | None = None
    note: str = ""
    decisions: tuple[Entry, ...] = ()
    version: int = 0

    def is_of(self, period: Period) -> bool:
        """Tell whether the project has a year, or a decision about one, in a period."""
        years = years_of(period)
        own = range(self.first_year, self.last_year + 1)
        return bool(years & set(own)) or any(each.year in years for each in self.decisions)

    def has_started(self, year: int) -> bool:
        """Tell whether work had started by a year; before that a missing outcome is no zero."""
        return self.started is not None and self.started <= year

    def ends_with(self, year: int) -> bool:
        """Tell whether the project was closed by a year and nothing of it is carried on."""
        carried = any(each.kind == DecisionKind.CARRY_OVER and each.year == year for each in self.decisions)
        return self.closed is not None and self.closed <= year and not carried


Projects = tuple[Project, ...]


def years_of(period: Period) -> set[int]:
    """Collect the years that a period touches."""
    return {int(month[:4]) for month in period.months}


def with_parts(projects: Projects, id: str) -> Projects:
    """Find a project and those within it; nothing for an id that does not exist."""
    return tuple(each for each in projects if id in (each.id, each.frame))


def of_units(projects: Projects, units: Iterable[str], period: Period) -> Projects:
    """Find the projects of some units in a period."""
    held = set(units)
    return tuple(each for each in projects if each.unit in held and each.is_of(period))


def appropriated(projects: Projects, period: Period, *, version: str) -> tuple[NamedEntry, ...]:
    """List what makes up an appropriation: the original, and unless that is asked for its changes."""
    return tuple(each for kind in kinds_of(version) for each in decided(projects, period, kind=kind))


def kinds_of(version: str) -> tuple[DecisionKind, ...]:
    """Name the kinds of decision that a version of an appropriation is the sum of."""
    original = (DecisionKind.ORIGINAL,)
    return original if version == DecisionKind.ORIGINAL else (*original, DecisionKind.CHANGE)


def decided(projects: Projects, period: Period, *, kind: DecisionKind) -> tuple[NamedEntry, ...]:
    """List the decisions of a kind about a period's years.

    Changes are those decided by the period's last day, with what is carried over from the year before.
    """
    years = years_of(period)
    return tuple(
        NamedEntry(name=project.name, entry=each)
        for project in projects
        for each in project.decisions
        if _does(each, kind, years) and (kind is not DecisionKind.CHANGE or each.on <= period.last_day)
    )


def amount_decided(projects: Projects, period: Period, *, kinds: Iterable[DecisionKind]) -> Decimal | None:
    """Sum the decisions of some kinds; None where nothing at all is decided of one of the years."""
    if not all(_is_decided(projects, year) for year in years_of(period)):
        return None
    return sum_of(each for kind in kinds for each in decided(projects, period, kind=kind))


def carried_over(projects: Projects, period: Period) -> Decimal | None:
    """Sum what is carried over from a period's years; None without a decision."""
    found = decided(projects, period, kind=DecisionKind.CARRY_OVER)
    return sum_of(found) if found else None


def in_order(projects: Projects) -> Projects:
    """Order projects as they are listed: by kind, each frame before what lies within it."""
    kinds = list(ProjectKind)
    ids = {each.id for each in projects}
    tops = sorted(
        (each for each in projects if each.frame not in ids), key=lambda each: kinds.index(each.kind)
    )
    return tuple(each for top in tops for each in (top, *(part for part in projects if part.frame == top.id)))


def _is_decided(projects: Projects, year: int) -> bool:
    return any(
        _does(each, kind, {year})
        for project in projects
        for each in project.decisions
        for kind in (DecisionKind.ORIGINAL, DecisionKind.CHANGE)
    )


def _does(entry: Entry, kind: DecisionKind, years: set[int]) -> bool:
    """Tell whether a decision counts as of a kind in some years."""
    if kind is DecisionKind.CHANGE and entry.kind == DecisionKind.CARRY_OVER:
        return entry.year + 1 in years
    return entry.kind == kind and entry.year in years
