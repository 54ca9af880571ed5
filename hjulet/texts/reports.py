"""The fixed words of reports: titles, headings, notes and the sentences of charts."""

from datetime import date

from hjulet.domain.period import Period, parse_period
from hjulet.texts.catalogue import N_, SWEDISH, translate
from hjulet.texts.days import day_words
from hjulet.texts.labels import TABLES
from hjulet.texts.periods import period_words

ROUNDED = N_("Belopp är avrundade; summor kan avvika.")
UNCHANGED = N_("Oförändrat sedan {month}.")
NOTES = {
    "typed_costs": N_(
        "Kostnaderna har angetts av dem som ansvarar för åtgärderna. "
        "De kommer inte från bokföringen eller budgeten."
    ),
    "judged_on": N_("Läget är det som gällde den {day}."),
}
"""Code of a table's note -> what is said under it; a day may stand after the code."""

NO_VALUE = "–"
"""Shown in a text for a figure that has no value: never a zero."""

OWNER = "{owner}"
"""What a title says where the owner's name is to stand."""

EMPTY = {
    "": N_("Det finns inget att redovisa för {period}."),
    "growth-explanations": N_("Orsakerna till förändringen {period} är inte registrerade."),
    "decided-savings": N_("Inga effektiviseringar är beslutade för {period}."),
    "special-follow-ups": N_("Inga särskilda uppföljningar är begärda för {period}."),
    "investments": N_("Det finns inga investeringar att redovisa för {period}."),
    "government-grants": N_("Det finns inga statsbidrag att redovisa för {period}."),
    "internal-budget": N_("Det finns ingen beslutad budget för {period}."),
    "investment-budget": N_("Inga investeringar är budgeterade för {period}."),
    "plan-goals": N_("Det finns inga mål för kommunen som nämnden svarar för {period}."),
    "plan-own-goals": N_("Nämnden har inga egna mål för {period}."),
    "plan-indicators": "",
    "plan-own-indicators": "",
    "plan-actions": N_("Inga åtaganden eller åtgärder är registrerade för {period}."),
    "plan-own-actions": "",
    "body-assignments": N_("Det finns inga uppdrag att redovisa för {period}."),
    "plan-programmes": N_("Inga program berör nämnden {period}."),
    "goals-overview": N_("Det finns inga mål för {period}."),
    "council-goals": "",
    "council-assignments": N_("Det finns inga uppdrag för {period}."),
    "priority-areas": N_("Det finns inga prioriterade områden för {period}."),
    "committee-focus": N_("Det finns ingen inriktning för enskilda nämnder {period}."),
    "goal-assessments": N_("Det finns inga mål som nämnden svarar för {period}."),
    "goal-chapters": "",
    "asked-of-unit": N_("Inga mål och åtaganden ovanför nämner enheten {period}."),
    "asked-of-company": N_("Inga av kommunens mål nämner bolaget {period}."),
    "goal-work": N_("Inga åtgärder eller åtaganden är registrerade för {period}."),
    "company-programmes": N_("Inga program nämner bolaget {period}."),
    "unit-assignments": N_("Det finns inga uppdrag {period}."),
    "unit-indicators": N_("Inga indikatorer hör hit {period}."),
    "unit-budget": N_(
        "Enheten har ingen egen budget {period}. Pengarna står i budgeten för det som enheten är en del av."
    ),
    "company-budget": N_("Bolagets budget {period} är inte inläst. Bolaget har sin egen bokföring."),
    "unit-board": N_("Det finns inget på förbättringstavlan för {period}."),
    "follow-up-calendar": N_("Det är inte bestämt när {period} följs upp."),
}
"""Table -> the sentence that stands in its place when it has no rows; the first one for the others.

An empty one is none: the table before it has said it."""

ROWS = {
    "group": N_("Totalt {name}"),
    "body": N_("Nämnden totalt"),
    "all_years": N_("Alla år"),
    "other_grants": N_("Övriga driftbidrag"),
    "total_grants": N_("Summa driftbidrag"),
}


def owned(title: str, unit_name: str, *, language: str) -> str:
    """Put the owner's name into a title: ``Kommunstyrelsens årsrapport``, ``HR:s årsrapport``."""
    owner = _genitive(unit_name) if language == SWEDISH else unit_name
    return title.replace(OWNER, owner)


def unchanged_words(month: str, *, language: str) -> str:
    """Say since when a comment is carried on unchanged."""
    words = period_words(parse_period(month), language=language)
    return translate(UNCHANGED, language=language).format(month=words)


def empty_sentence(table: str, *, period: Period, language: str) -> str:
    """Say that a table has nothing to show; empty where nothing is said of it."""
    sentence = EMPTY.get(table, EMPTY[""])
    if not sentence:
        return ""
    return translate(sentence, language=language).format(period=period_words(period, language=language))


def table_note(note: str, *, language: str) -> str:
    """Say what stands under a table: ``judged_on 2017-12-31`` is ``Läget är det som gällde den …``."""
    code, _, day = note.partition(" ")
    said = day_words(date.fromisoformat(day), language=language) if day else ""
    return translate(NOTES[code], language=language).format(day=said)


def table_caption(table: str, *, period: Period, unit_name: str, language: str) -> str:
    """Give the caption of a table, with its period, and its unit where the table is about another."""
    caption = translate(TABLES[table], language=language).format(unit=in_sentence(unit_name))
    return f"{caption} {period_words(period, language=language)}"


def _genitive(name: str) -> str:
    if name[-1:] in "sxzSXZ":
        return name
    return f"{name}:s" if name[-1:].isupper() else f"{name}s"


def in_sentence(name: str) -> str:
    """Lower a name's first letter inside a sentence, unless it is an abbreviation."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
