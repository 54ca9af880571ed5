"""An element of a goal structure, and the links between elements.

Every council goal weighs the same (DOMAIN 13): an element has no weight and no rank.
"""

from dataclasses import dataclass
from enum import StrEnum


class ElementKind(StrEnum):
    """What an element is, by the words of the glossary."""

    AREA_GROUP = "area_group"
    AREA = "area"
    GOAL = "goal"
    LONG_DIRECTION = "long_direction"
    PERIOD_DIRECTION = "period_direction"
    FOCUS = "focus"
    PRIORITY_AREA = "priority_area"
    PRIORITY = "priority"
    ASSIGNMENT = "assignment"
    PROGRAMME = "programme"
    PROGRAMME_GOAL = "programme_goal"
    SUB_GOAL = "sub_goal"
    ACTION = "action"
    COMMITMENT = "commitment"


class Scope(StrEnum):
    """Whom an element is about (DOMAIN 3): a body may follow up both, and mean different things."""

    MUNICIPALITY = "municipality"
    OWN_BODY = "own_body"


class FollowedBy(StrEnum):
    """Who follows a goal up. A structure whose source does not tell says so, rather than guess."""

    ALL_COMMITTEES = "all_committees"
    EXECUTIVE_BOARD = "executive_board"
    NOT_SAID = "not_said"


class ProgrammeState(StrEnum):
    """Where a related programme stands; ``NOT_SAID`` where its source gives neither state nor years."""

    VALID = "valid"
    UNDER_REVISION = "under_revision"
    IN_PREPARATION = "in_preparation"
    UNTIL_FURTHER_NOTICE = "until_further_notice"
    NOT_SAID = "not_said"


class LinkKind(StrEnum):
    """What a link says of its two ends. The first five lead from one structure to a later one.

    ``NEW`` has no beginning and ``ENDS`` no end: somebody looked, and there is nothing there.
    ``SUPPORTS`` stays within a structure: a programme, a focus or an own goal serves a goal.
    """

    SUCCESSOR = "successor"
    PARTLY = "partly"
    MERGED = "merged"
    NEW = "new"
    ENDS = "ends"
    SUPPORTS = "supports"


@dataclass(frozen=True, order=True)
class Ref:
    """Names an element: its structure, and its key there."""

    structure: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Element:
    """An element of a structure, as it is known now. ``version`` guards a change.

    ``under`` is the key of what it stands under, empty at the top. ``lead`` is the body that answers
    first, ``through`` the unit by which it does so, ``bodies`` those that share it: codes of the
    organisation, or of the structure's own groups.
    ``years`` of a programme are (first, last), either None where it is not said. ``indicators`` are ids.
    """

    ref: Ref
    kind: ElementKind
    name: str
    number: str = ""
    under: str = ""
    lead: str = ""
    through: str = ""
    bodies: tuple[str, ...] = ()
    followed_by: FollowedBy = FollowedBy.NOT_SAID
    scope: Scope = Scope.MUNICIPALITY
    state: ProgrammeState = ProgrammeState.NOT_SAID
    years: tuple[int | None, int | None] = (None, None)
    indicators: tuple[str, ...] = ()
    note: str = ""
    version: int = 0

    @property
    def titled(self) -> str:
        """Give its name after its number: ``3. Barn och ungas livsvillkor ska förbättras``."""
        return f"{self.number}. {self.name}" if self.number else self.name

    @property
    def named(self) -> tuple[str, ...]:
        """List the bodies and units that it names, with groups as they stand: lead, through, bodies."""
        return tuple(each for each in (self.lead, self.through, *self.bodies) if each)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link between elements; ``source`` is None for what is new, ``target`` for what ends.

    ``absent_in`` is then the structure that was looked in and has nothing. ``note`` says what changed.
    """

    kind: LinkKind
    source: Ref | None
    target: Ref | None
    absent_in: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, Ref | None, Ref | None, str]:
        """Tell what the link is about: it says so once."""
        return self.kind, self.source, self.target, self.absent_in

    @property
    def structure(self) -> str:
        """Name the structure whose link it is: the later of its two ends."""
        return self.target.structure if self.target else self.absent_in
