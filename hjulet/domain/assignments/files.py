"""Files of assignments: what a register needs of each, by the heads of its columns."""

from hjulet.domain.assignments.assignment import Origin

ASSIGNMENT_COLUMNS = {
    "number": "nummer",
    "name": "uppdrag",
    "origin": "kommer ur",
    "decision": "beslut",
    "given": "givet",
    "giver": "givet av",
    "receiver": "givet till",
    "first_due": "första slutdag",
}
"""Column -> its Swedish head, as the list's own file has it. A row without a number is a new assignment."""

MAY_BE_EMPTY = ("number", "origin", "decision", "first_due")

LONGEST = {"name": 200, "decision": 200}
"""Characters that a cell may hold, by its column."""

ORIGINS = {
    "beslut": Origin.DECISION,
    "mål och budget": Origin.GOALS,
    "verksamhetsplan": Origin.PLAN,
    "motion": Origin.MOTION,
    "medborgarförslag": Origin.PROPOSAL,
    "revisionens anmärkning": Origin.AUDIT,
    "åtgärd i intern kontroll": Origin.CONTROL,
}
"""Words of a file -> what an assignment started as; an empty cell is a decision."""
