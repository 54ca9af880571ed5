"""Words for goals: kinds, states, who follows up, and what a link says in each direction."""

from hjulet.domain.goals.assessment import Level, Part
from hjulet.domain.goals.element import ElementKind, FollowedBy, LinkKind, ProgrammeState, Scope
from hjulet.domain.goals.reduction import Pace, Per, Verdict
from hjulet.texts.catalogue import N_

KINDS = {
    ElementKind.AREA_GROUP: N_("Grupp av målområden"),
    ElementKind.AREA: N_("Målområde"),
    ElementKind.GOAL: N_("KF-mål"),
    ElementKind.LONG_DIRECTION: N_("Långsiktig inriktning"),
    ElementKind.PERIOD_DIRECTION: N_("Inriktning under perioden"),
    ElementKind.FOCUS: N_("Nämndspecifik inriktning"),
    ElementKind.PRIORITY_AREA: N_("Prioriterat område"),
    ElementKind.PRIORITY: N_("Prioritering"),
    ElementKind.ASSIGNMENT: N_("Uppdrag"),
    ElementKind.PROGRAMME: N_("Program eller plan"),
    ElementKind.PROGRAMME_GOAL: N_("Mål i ett program"),
    ElementKind.SUB_GOAL: N_("Delmål"),
    ElementKind.ACTION: N_("Åtgärd"),
    ElementKind.COMMITMENT: N_("Åtagande"),
}

NEW_KINDS = {
    ElementKind.AREA_GROUP: N_("Ny grupp av målområden"),
    ElementKind.AREA: N_("Nytt målområde"),
    ElementKind.GOAL: N_("Nytt mål"),
    ElementKind.LONG_DIRECTION: N_("Ny långsiktig inriktning"),
    ElementKind.PERIOD_DIRECTION: N_("Ny inriktning under perioden"),
    ElementKind.FOCUS: N_("Ny nämndspecifik inriktning"),
    ElementKind.PRIORITY_AREA: N_("Nytt prioriterat område"),
    ElementKind.PRIORITY: N_("Ny prioritering"),
    ElementKind.ASSIGNMENT: N_("Nytt uppdrag"),
    ElementKind.PROGRAMME: N_("Nytt program eller ny plan"),
    ElementKind.PROGRAMME_GOAL: N_("Nytt mål i programmet"),
    ElementKind.SUB_GOAL: N_("Nytt delmål"),
    ElementKind.ACTION: N_("Ny åtgärd i programmet"),
}
"""What one writes anew of each kind."""

OWN_GOAL = N_("Eget mål")
"""A goal whose scope is the body itself: the council has not decided it."""

STATES = {
    ProgrammeState.VALID: ("●", N_("Gäller")),
    ProgrammeState.UNTIL_FURTHER_NOTICE: ("■", N_("Gäller tills vidare")),
    ProgrammeState.UNDER_REVISION: ("◐", N_("Revidering pågår")),
    ProgrammeState.IN_PREPARATION: ("○", N_("Under framtagande")),
    ProgrammeState.NOT_SAID: ("–", N_("Läget står inte i källan")),
}
"""State of a programme -> its shape and its word: never told by colour alone."""

LEVELS = {
    Level.GOOD: ("●", N_("Bra")),
    Level.FAIR: ("◐", N_("Ok")),
    Level.LACKING: ("○", N_("Har brister")),
    Level.NONE: ("–", N_("Ingen bedömning")),
}
"""Level of an assessment -> its shape and its word: never told by colour alone."""

PARTS = {
    Part.YEAR: N_("Helåret"),
    Part.FIRST_THIRD: N_("Tertial 1"),
    Part.SECOND_THIRD: N_("Tertial 2"),
    Part.LAST_THIRD: N_("Tertial 3"),
    Part.FIRST_HALF: N_("Första halvåret"),
    Part.LAST_HALF: N_("Andra halvåret"),
}
"""What of a year is assessed."""

FOLLOWED = {
    FollowedBy.ALL_COMMITTEES: N_("Alla nämnder följer upp målet"),
    FollowedBy.EXECUTIVE_BOARD: N_("Bara kommunstyrelsen följer upp målet"),
    FollowedBy.NOT_SAID: N_("Källan säger inte vem som följer upp målet"),
}

SCOPES = {
    Scope.MUNICIPALITY: N_("Hela kommunen"),
    Scope.OWN_BODY: N_("Det egna organet"),
}

PERS = {
    Per.WHOLE: N_("Hela kommunen eller organet"),
    Per.INHABITANT: N_("En invånare"),
}
"""What the amounts of a target are of."""

PACES = {
    Pace.EVENLY: N_("Hela minskningen, lika mycket varje år"),
    Pace.SAME_RATE: N_("Hela minskningen, lika många procent varje år"),
    Pace.YEARLY: N_("Minskningen varje år"),
}
"""What the percentage of a target is of, and how one gets there."""

VERDICTS = {
    Verdict.FOLLOWS: N_("✓ Stämmer"),
    Verdict.NOT_STATED: N_("– Anges inte"),
    Verdict.UNKNOWN: N_("– Går inte att räkna ut"),
}
"""Verdict on a stated figure -> its shape and words; of one that differs one says by how much."""

BECAME = {
    LinkKind.SUCCESSOR: N_("fortsätter som"),
    LinkKind.PARTLY: N_("går delvis över i"),
    LinkKind.MERGED: N_("slås samman i"),
}
"""A link read forwards."""

CAME = {
    LinkKind.SUCCESSOR: N_("Fortsätter från"),
    LinkKind.PARTLY: N_("Kommer delvis från"),
    LinkKind.MERGED: N_("Är sammanslaget av"),
    LinkKind.NEW: N_("Är nytt, och fanns inte i"),
    LinkKind.ENDS: N_("Upphör, och har ingen efterföljare i"),
    LinkKind.SUPPORTS: N_("Stöder"),
}
"""A link as it is written on an element."""

NEW = N_("Målet är nytt för perioden {structure}. Det fanns inte {absent}.")
ENDS = N_("Målet upphör. Det har ingen efterföljare i perioden {absent}.")
NEW_PROGRAMME = N_("Programmet är nytt för perioden {structure}. Det fanns inte {absent}.")
PROGRAMME_ENDS = N_("Programmet upphör. Det har ingen efterföljare i perioden {absent}.")
