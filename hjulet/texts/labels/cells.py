"""Words of cells that hold codes."""

from collections.abc import Mapping

from hjulet.domain.indicators.trend import Movement
from hjulet.domain.period import parse_period
from hjulet.domain.reports.goal_measures import NOT_BOOKED
from hjulet.texts.boards import STEPS
from hjulet.texts.catalogue import N_, shaped, translate
from hjulet.texts.days import days_words
from hjulet.texts.goals import KINDS as ELEMENT_KINDS
from hjulet.texts.goals import LEVELS, SCOPES
from hjulet.texts.indicators import BETTER, EXPECTED, MOVEMENTS
from hjulet.texts.periods import period_words, years_words
from hjulet.texts.steering_cells import steering_cell

CellWords = str | tuple[str, ...]
"""Words of a cell: a message, or a shape and the messages that stand after it."""

DURATIONS = {"": N_("–"), "one-off": N_("Tillfällig"), "lasting": N_("Varaktig")}
SAVING_STATES = {
    "decided": N_("Beslutad"),
    "under-way": N_("Pågår"),
    "done": N_("Genomförd"),
    "not-reached": N_("Når inte målet"),
}
LEVEL_WORDS: Mapping[str, CellWords] = {
    **{str(level): said for level, said in LEVELS.items()},
    "not_assessed": N_("Inte bedömt"),
}
TREND_WORDS: Mapping[str, CellWords] = {
    **{str(movement): said for movement, said in MOVEMENTS.items()},
    **{
        f"{movement}-{way}": (*MOVEMENTS[movement], BETTER[is_better])
        for movement in (Movement.UP, Movement.DOWN)
        for way, is_better in (("better", True), ("worse", False))
    },
}
EXPECTED_WORDS: Mapping[str, CellWords] = {str(trend): said for trend, said in EXPECTED.items()}
NOT_BOOKED_WORDS = {NOT_BOOKED: N_("–")}
GOAL_ANSWERS = {"all_committees": N_("Alla nämnder")}
KIND_OF_ELEMENT = {str(kind): words for kind, words in ELEMENT_KINDS.items()}
WHY_ASKED = {"named": N_("Nämner enheten"), "by_actions": N_("Genom egna åtgärder")}
BOARD_STEPS = {str(step): words for step, words in STEPS.items()}
GOAL_SCOPES = {str(scope): words for scope, words in SCOPES.items()}
CELL_WORDS: Mapping[tuple[str, str], Mapping[str, CellWords]] = {
    ("growth-explanations", "duration"): DURATIONS,
    ("decided-savings", "status"): SAVING_STATES,
    ("plan-goals", "bodies"): GOAL_ANSWERS,
    ("plan-own-goals", "bodies"): GOAL_ANSWERS,
    ("plan-indicators", "expected"): EXPECTED_WORDS,
    ("plan-own-indicators", "expected"): EXPECTED_WORDS,
    ("goals-overview", "followed_by"): {"executive_board": N_("Bara kommunstyrelsen")},
    ("expected-trends", "expected"): EXPECTED_WORDS,
    ("expected-trends", "latest"): NOT_BOOKED_WORDS,
    ("goal-indicators", "value"): NOT_BOOKED_WORDS,
    ("goal-assessments", "about"): GOAL_SCOPES,
    ("goal-assessments", "level"): LEVEL_WORDS,
    ("goal-indicators", "trend"): TREND_WORDS,
    ("asked-of-unit", "kind"): KIND_OF_ELEMENT,
    ("asked-of-company", "kind"): KIND_OF_ELEMENT,
    ("asked-of-unit", "why"): WHY_ASKED,
    ("asked-of-company", "why"): {**WHY_ASKED, "named": N_("Nämner bolaget")},
    ("unit-indicators", "expected"): EXPECTED_WORDS,
    ("board-rows", "deviations"): {"normal": N_("● Som det ska")},
    ("board-improvements", "step"): BOARD_STEPS,
    ("follow-up-calendar", "note"): {"not_settled": N_("Inte avgjort")},
}
"""Table and column whose cells hold codes -> their words, or a shape and its words.

Other words in cells stand as they are.
"""


def cell_words(table: str, column: str, word: str, *, language: str) -> str:
    """Say what stands in a cell of words: a code of the column in words, else what somebody has written."""
    if column.startswith("when_"):
        return days_words(word, language=language)
    if column == "of":
        return period_words(parse_period(word), language=language)
    if column == "years":
        first, _, last = word.partition("..")
        return years_words(first, last, language=language)
    if said := steering_cell(table, column, word, language=language):
        return said
    base = column.rpartition("_")[0] if column[-1:].isdecimal() else column  # the column of one year
    named = CELL_WORDS.get((table, base), {}).get(word)
    if not named:
        return word
    return translate(named, language=language) if isinstance(named, str) else shaped(named, language=language)
