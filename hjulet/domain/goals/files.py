"""The files of a goal structure: their columns with Swedish heads, and the words for what they hold."""

from dataclasses import dataclass

from hjulet.domain.goals.element import ElementKind, FollowedBy, LinkKind, ProgrammeState, Scope
from hjulet.domain.goals.reduction import Pace, Per

STRUCTURE_COLUMNS = {
    "first_year": "första år",
    "last_year": "sista år",
    "name": "namn",
    "decided": "beslutad",
    "source": "källa",
    "note": "anmärkning",
}

GROUP_COLUMNS = {"structure": "period", "key": "nyckel", "name": "namn", "members": "organ"}

ELEMENT_COLUMNS = {
    "structure": "period",
    "key": "nyckel",
    "kind": "slag",
    "number": "nummer",
    "name": "namn",
    "under": "under",
    "lead": "ansvarig",
    "through": "genom",
    "bodies": "delar ansvaret",
    "followed_by": "följs upp av",
    "scope": "omfattning",
    "state": "läge",
    "first_year": "första år",
    "last_year": "sista år",
    "indicators": "indikatorer",
    "place": "ställe",
    "note": "anmärkning",
}

LINK_COLUMNS = {
    "from_structure": "från period",
    "from_key": "från nyckel",
    "to_structure": "till period",
    "to_key": "till nyckel",
    "kind": "slag",
    "note": "anmärkning",
}

TARGET_COLUMNS = {
    "structure": "period",
    "key": "nyckel",
    "name": "vad",
    "unit": "enhet",
    "base_year": "basår",
    "base": "basvärde",
    "percent": "minskning i procent",
    "year": "målår",
    "now_year": "senaste år",
    "now": "senaste värde",
    "change": "angiven minskning hittills",
    "level": "angiven nivå",
    "remaining": "angivet kvar",
    "total": "angivet för alla invånare",
    "per": "räknat per",
    "pace": "takt",
    "inhabitants": "invånare målåret",
    "note": "anmärkning",
}

LATER_COLUMNS = ("total", "per", "pace", "inhabitants")
"""Columns of targets that files from before them do not have."""

KINDS = {
    "områdesgrupp": ElementKind.AREA_GROUP,
    "målområde": ElementKind.AREA,
    "mål": ElementKind.GOAL,
    "långsiktig inriktning": ElementKind.LONG_DIRECTION,
    "inriktning": ElementKind.PERIOD_DIRECTION,
    "nämndspecifik inriktning": ElementKind.FOCUS,
    "prioriterat område": ElementKind.PRIORITY_AREA,
    "prioritering": ElementKind.PRIORITY,
    "uppdrag": ElementKind.ASSIGNMENT,
    "program": ElementKind.PROGRAMME,
    "programmål": ElementKind.PROGRAMME_GOAL,
    "delmål": ElementKind.SUB_GOAL,
    "åtgärd": ElementKind.ACTION,
    "åtagande": ElementKind.COMMITMENT,
}
FOLLOWED = {
    "alla nämnder": FollowedBy.ALL_COMMITTEES,
    "kommunstyrelsen": FollowedBy.EXECUTIVE_BOARD,
    "": FollowedBy.NOT_SAID,
}
SCOPES = {"hela kommunen": Scope.MUNICIPALITY, "egna organet": Scope.OWN_BODY, "": Scope.MUNICIPALITY}
STATES = {
    "gäller": ProgrammeState.VALID,
    "revidering pågår": ProgrammeState.UNDER_REVISION,
    "under framtagande": ProgrammeState.IN_PREPARATION,
    "tills vidare": ProgrammeState.UNTIL_FURTHER_NOTICE,
    "": ProgrammeState.NOT_SAID,
}
LINKS = {
    "efterföljare": LinkKind.SUCCESSOR,
    "delvis": LinkKind.PARTLY,
    "sammanslaget": LinkKind.MERGED,
    "ny": LinkKind.NEW,
    "upphör": LinkKind.ENDS,
    "stöder": LinkKind.SUPPORTS,
}
PERS = {"hela": Per.WHOLE, "invånare": Per.INHABITANT, "": Per.WHOLE}
PACES = {
    "lika mycket varje år": Pace.EVENLY,
    "lika många procent varje år": Pace.SAME_RATE,
    "procent per år": Pace.YEARLY,
    "": Pace.EVENLY,
}
"""Words of a file -> what they mean; the ids themselves are understood too."""

LONGEST_NAME = 300
LONGEST_TEXT = 500
LONGEST_KEY = 40
LONGEST_UNIT = 40


@dataclass(frozen=True, kw_only=True)
class GoalFiles:
    """The four files, each as (content, name), and the fifth with targets, which may be left out."""

    structures: tuple[bytes, str]
    groups: tuple[bytes, str]
    elements: tuple[bytes, str]
    links: tuple[bytes, str]
    targets: tuple[bytes, str] | None = None
