"""Words for assignments: what they started as, what happens to them, and where they stand."""

from hjulet.domain.assignments.assignment import Happening, Origin, Outcome
from hjulet.domain.assignments.selection import Show
from hjulet.domain.assignments.standing import State
from hjulet.texts.catalogue import N_

ORIGINS = {
    Origin.DECISION: N_("Beslut"),
    Origin.GOALS: N_("Mål och budget"),
    Origin.PLAN: N_("Verksamhetsplan"),
    Origin.MOTION: N_("Motion"),
    Origin.PROPOSAL: N_("Medborgarförslag"),
    Origin.AUDIT: N_("Revisionens anmärkning"),
    Origin.CONTROL: N_("Åtgärd i intern kontroll"),
}

OUTCOMES = {
    Outcome.DONE: N_("Genomfört"),
    Outcome.NO_ACTION: N_("Avslutat utan åtgärd"),
    Outcome.REPLACED: N_("Ersatt av ett annat uppdrag"),
}

HAPPENINGS = {
    Happening.REPORTED: N_("Rapporterat"),
    Happening.DAY_ASKED: N_("Ny slutdag begärd"),
    Happening.EXTENDED: N_("Slutdagen flyttad"),
    Happening.CLOSING_PROPOSED: N_("Avslut föreslaget"),
    Happening.DECLINED: N_("Avböjt"),
    Happening.UPHELD: N_("Ligger fast"),
    Happening.CLOSED: N_("Avslutat"),
    Happening.STRUCK: N_("Struket"),
}

STATES = {
    State.DECLINED: ("◇", N_("Avböjt")),
    State.OVERDUE: ("▲", N_("Försenat")),
    State.DUE_SOON: ("◆", N_("Snart slutdag")),
    State.NO_DAY: ("□", N_("Utan slutdag")),
    State.IN_TIME: ("○", N_("I tid")),
    State.NOT_GIVEN: ("–", N_("Inte givet än")),
    State.CLOSED_LATE: ("●", N_("Avslutat sent")),
    State.CLOSED: ("●", N_("Avslutat")),
}
"""Where an assignment stands -> its shape and its word: never told by colour alone."""

SHOWS = {
    Show.OPEN: N_("Pågår"),
    Show.DECLINED: N_("Avböjda"),
    Show.OVERDUE: N_("Försenade"),
    Show.SLIPPED: N_("Flyttade"),
    Show.DUE_SOON: N_("Snart slutdag"),
    Show.ASKED: N_("Väntar på beslut"),
    Show.NO_DAY: N_("Utan slutdag"),
    Show.CLOSED: N_("Avslutade"),
    Show.ALL: N_("Alla"),
}

FIELDS = {
    "name": N_("Namn"),
    "text": N_("Vad som ska göras"),
    "origin": N_("Kommer ur"),
    "reference": N_("Underlag"),
    "giver": N_("Givet av"),
    "receiver": N_("Givet till"),
    "official": N_("Tjänsteperson"),
    "given": N_("Givet"),
    "decision": N_("Beslut"),
    "first_due": N_("Första slutdag"),
    "goal": N_("Bland målen"),
}
"""What an assignment says, by the names of its fields."""
