"""What hangs on a unit that ends or goes away: rules, roles, amounts and texts that are about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hjulet.domain.validity import Validity


class UseKind(StrEnum):
    """What hangs on a unit."""

    MAPPING = "mapping"
    ROLES = "roles"
    BUDGET = "budget"
    TEXTS = "texts"
    EDITIONS = "editions"
    FORECASTS = "forecasts"
    STAFF = "staff"
    REGISTERS = "registers"
    GOALS = "goals"
    CALENDAR = "calendar"
    INDICATORS = "indicators"
    TALK = "talk"
    BOARDS = "boards"
    ACTIONS = "actions"
    ASSIGNMENTS = "assignments"
    ASSESSMENTS = "assessments"


class Fate(StrEnum):
    """What becomes of a unit: it is not there at all any more, not all the time, or nobody ever named it."""

    GONE = "gone"
    ENDS = "ends"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Hanging:
    """A unit that ends or goes away, and how much of each kind is about the time that is lost.

    ``lost`` are the spans in which it existed and does not any more; none for one that nobody ever named.
    """

    unit: str
    fate: Fate
    lost: tuple[Validity, ...]
    uses: Mapping[UseKind, int]
