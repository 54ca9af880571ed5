"""An assessment: how far a goal has come in a period, as a body sees it, and why.

It is entered by hand with a reason. What nobody could assess is a fourth state, which is no level and is
never counted as Ok (DOMAIN 13).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hjulet.domain.goals.element import Element, ElementKind, FollowedBy, Ref
from hjulet.domain.goals.structure import GoalNetwork, Structure, answers
from hjulet.domain.period import Period, parse_period, year_period

LONGEST_REASON = 2000


class Level(StrEnum):
    """How far something has come. ``NONE`` says that it cannot be assessed, and why."""

    GOOD = "good"
    FAIR = "fair"
    LACKING = "lacking"
    NONE = "none"


class Part(StrEnum):
    """What of a year is assessed: all of it, a third or a half, as periods are written."""

    YEAR = ""
    FIRST_THIRD = "T1"
    SECOND_THIRD = "T2"
    LAST_THIRD = "T3"
    FIRST_HALF = "H1"
    LAST_HALF = "H2"

    @classmethod
    def of(cls, period: Period) -> "Part":
        """Tell which part of its year a period is; raises ValueError for another one."""
        if period.is_year:
            return cls.YEAR
        return cls(str(period).removeprefix(f"{period.year}-"))

    def in_year(self, year: int) -> Period:
        """Give the part of a year."""
        return parse_period(f"{year}-{self}") if self else year_period(year)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """An assessment as it is known now. ``body`` is who assesses, ``source`` what it was taken from.

    ``version`` guards a change; it is 0 for one that is not written yet.
    """

    of: Ref
    body: str
    period: Period
    level: Level
    reason: str
    source: str = ""
    version: int = 0


def assessed_by(
    network: GoalNetwork, structure: str, body: str, *, board: str, body_of: Mapping[str, str]
) -> tuple[Element, ...]:
    """List what a body assesses of a structure, in order of display: areas, each with its goals.

    Its goals are those that it answers for, and those that every committee follows up; an area is there for
    a goal in it. ``board`` is the executive board's code, ``body_of`` tells which body a unit belongs to.
    """
    goals = [
        goal
        for goal in network.of(structure, ElementKind.GOAL)
        if is_held(network, goal, body=body, board=board, body_of=body_of)
    ]
    areas = {goal.under for goal in goals if goal.under}
    found: list[Element] = []
    for area in network.of(structure, ElementKind.AREA):
        if area.ref.key in areas:
            found += [area, *(goal for goal in goals if goal.under == area.ref.key)]
    return (*found, *(goal for goal in goals if not goal.under))


def is_held(
    network: GoalNetwork, goal: Element, *, body: str, board: str, body_of: Mapping[str, str]
) -> bool:
    """Tell whether a body answers for a goal; one that all committees follow up is everybody's."""
    if goal.followed_by is FollowedBy.ALL_COMMITTEES:
        return True
    return body in answers(network, goal, board=board, body_of=body_of)


def is_assessed_in(structure: Structure, period: Period) -> bool:
    """Tell whether goals are assessed in a period: a year of theirs, or a third or a half of one."""
    try:
        Part.of(period)
    except ValueError:
        return False
    return structure.validity.holds(period.last_day)


def periods_of(structure: Structure, part: Part) -> tuple[Period, ...]:
    """List the years that a structure holds, or the same part of each."""
    return tuple(part.in_year(year) for year in range(structure.first_year, structure.last_year + 1))


def by_element(assessments: Iterable[Assessment]) -> dict[Ref, Assessment]:
    """Find the assessments of one body and period by what they are of."""
    return {each.of: each for each in assessments}
