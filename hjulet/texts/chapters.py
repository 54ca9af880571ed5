"""The words of chapters: their slots, what stands after a point of a list, and how a goal goes."""

from hjulet.domain.goals.assessment import Assessment
from hjulet.domain.goals.element import Scope
from hjulet.domain.reports.chapters import Slot, Title
from hjulet.domain.reports.goal_actions import OTHER_ACTIONS
from hjulet.texts.catalogue import N_, shaped, translate
from hjulet.texts.goals import LEVELS, OWN_GOAL, STATES
from hjulet.texts.labels import GOAL_ANSWERS, TABLE_ROWS
from hjulet.texts.reports import in_sentence

SLOTS = {
    Slot.FOLLOW_UP: N_("Uppföljning av målet"),
    Slot.ASSESSMENT: N_("Lägesbedömning"),
    Slot.DIRECTION: N_("Inriktning och uppföljning av den"),
    Slot.ACTIONS: N_("Åtgärder och uppföljning av dem"),
    Slot.OTHER: N_("Övriga inriktningar"),
    Slot.TOGETHER: N_("Området sammantaget"),
    Slot.WHAT: N_("Vad det handlar om"),
    Slot.PRIORITIES: N_("Prioriteringar"),
    Slot.FOCUS: N_("Inriktning"),
    Slot.PROGRAMMES: N_("Program och planer"),
    Slot.ASSIGNMENTS: N_("Uppdrag"),
    Slot.COMMITMENTS: N_("Åtaganden"),
    Slot.WITHOUT_GOAL: N_("Åtgärder utan mål"),
}

CHAPTERS = {
    "goal-chapters": N_("Målkapitel: varje mål och hur det går"),
    "priority-areas": N_("Prioriterade områden med prioriteringar"),
    "council-goals": N_("Fullmäktiges mål, område för område"),
    "committee-focus": N_("Inriktning för varje nämnd"),
    "goal-work": N_("Enhetens åtaganden och åtgärder, mål för mål"),
    "unit-board": N_("Förbättringstavlan"),
}
"""The chapters of the catalogue, as whoever edits a template chooses them."""

NOT_ASSESSED = N_("Målet är inte bedömt.")

_TITLE_NOTES = {**GOAL_ANSWERS, str(Scope.OWN_BODY): OWN_GOAL, OTHER_ACTIONS: TABLE_ROWS[OTHER_ACTIONS]}

_NOTES = {str(code): words for code, words in (*LEVELS.items(), *STATES.items())}


def slot_words(slot: Slot, *, language: str) -> str:
    """Name a slot."""
    return translate(SLOTS[slot], language=language)


def place_words(about: str, slot: Slot, *, language: str) -> str:
    """Name a place of a text: ``Upplevd trygghet ska öka: lägesbedömning``."""
    return f"{about}: {in_sentence(slot_words(slot, language=language))}"


def chapters_word(chapters: str, *, language: str) -> str:
    """Name chapters of the catalogue."""
    return translate(CHAPTERS[chapters], language=language)


def title_words(title: Title, *, language: str) -> str:
    """Word a heading: ``5. HME-index ska öka (eget mål)``, or its note alone where it has no name."""
    if not title.note:
        return title.text
    note = translate(_TITLE_NOTES[title.note], language=language)
    return f"{title.text} ({in_sentence(note)})" if title.text else note


def note_words(note: str, *, language: str) -> str:
    """Say what stands after a point: the shape and word of a code, else the words as they are."""
    if note not in _NOTES:
        return note
    return shaped(_NOTES[note], language=language)


def verdict_words(said: Assessment | None, *, language: str) -> str:
    """Say how something goes, and why: ``● Bra. Målet är nått``."""
    if said is None:
        return translate(NOT_ASSESSED, language=language)
    return f"{note_words(said.level, language=language)}. {said.reason}"
