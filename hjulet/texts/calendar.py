"""The calendar in words: kinds of step, days, laws, and what is wrong with a date."""

from datetime import date

from hjulet.domain.calendar.step import StepKind, What
from hjulet.domain.calendar.weekday import is_weekday
from hjulet.domain.problem import Problem
from hjulet.domain.task import TaskKind
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.days import day_words
from hjulet.texts.problems import say

KINDS = {
    StepKind.MEETING: N_("Sammanträde"),
    StepKind.REPORT: N_("Rapport"),
    StepKind.BUDGET: N_("Mål och budget"),
    StepKind.CONTROL: N_("Kontroll"),
    StepKind.OTHER: N_("Övrigt"),
}

WHATS = {
    What.NOTHING: N_("Inget mer än datumet"),
    What.TEXTS: N_("Texterna ska vara klara (ger uppgifter)"),
    What.FORECAST: N_("Prognosen ska vara gjord (ger uppgifter)"),
    What.SEAL: N_("Rapporten ska förseglas (ger en uppgift)"),
    What.HANDLED: N_("Organet behandlar rapporten"),
    What.DELIVERED: N_("Styrelsen lämnar rapporten till fullmäktige och revisorerna"),
    What.PROPOSED: N_("Styrelsen lägger fram budgetförslaget"),
    What.TAX_PROPOSED: N_("Styrelsen föreslår skattesatsen före budgeten"),
    What.TAX_SET: N_("Fullmäktige fastställer skattesatsen före budgeten"),
    What.DECIDED: N_("Fullmäktige beslutar om budgeten"),
}

REPORTS = {
    "month": N_("Månadsrapport"),
    "interim": N_("Delårsrapport"),
    "annual": N_("Årsrapport eller årsredovisning"),
    "environment": N_("Miljöbokslut"),
    "budget": N_("Mål och budget"),
    "plan": N_("Verksamhetsplan"),
    "work_plan": N_("Arbetsplan"),
}
"""The reports that a step can be about; a municipality's own kinds go by their templates' names."""

TASK_KINDS = {
    TaskKind.TEXT: N_("Texter i rapporter"),
    TaskKind.COMMENT: N_("Kommentarer till avvikelser"),
    TaskKind.FORECAST: N_("Prognoser"),
    TaskKind.SEAL: N_("Försegling"),
    TaskKind.PLAN: N_("Den egna planen"),
    TaskKind.THRESHOLD: N_("Indikatorer utanför sin gräns"),
    TaskKind.ASSIGNMENT: N_("Uppdrag"),
    TaskKind.ANSWER: N_("Uppdrag som väntar på besked"),
    TaskKind.MILESTONE: N_("Milstolpar i mina åtgärder"),
    TaskKind.MENTION: N_("Samtal där någon nämner mig"),
    TaskKind.THREAD: N_("Annat nytt i mina samtal"),
}

OUTCOMES = {"sending": N_("påbörjat"), "sent": N_("skickat"), "failed": N_("gick inte att skicka")}
"""How the sending of a reminder went."""

RULES = {
    "budget-proposal": N_("Budgetförslaget"),
    "budget-decision": N_("Budgetbeslutet"),
    "interim": N_("Delårsrapporten"),
    "annual": N_("Årsredovisningen"),
}

LAWS = {
    "kl-1991": N_("Kommunallagen (1991:900)"),
    "kl-2017": N_("Kommunallagen (2017:725)"),
}

MISSING = {
    "proposal": N_("ett datum för styrelsens budgetförslag"),
    "decision": N_("ett datum för fullmäktiges budgetbeslut"),
    "interim": N_("ett datum när delårsrapporten lämnas (den ska täcka minst sex och högst åtta månader)"),
    "annual": N_("ett datum när årsredovisningen lämnas"),
}

WEEKDAYS = (
    N_("måndag"),
    N_("tisdag"),
    N_("onsdag"),
    N_("torsdag"),
    N_("fredag"),
    N_("lördag"),
    N_("söndag"),
)

HOLIDAY = N_("helgdag")
_SATURDAY = 5

FEED_NAME = N_("Planeringshjulet: året")
DAY_NOT_SET = N_("Dagen är inte satt")
NOT_SETTLED = N_("Inte avgjort")

_CHAPTER = N_("{law} {chapter} kap. {section} §")


def breach_words(problem: Problem, *, step: str, language: str) -> str:
    """Say what the law says of a date; ``step`` is the step's title in the language."""
    law, ref = problem.params["law"].split(" ")
    chapter, section = ref.split(":")
    named = translate(_CHAPTER, language=language).format(
        law=law_name(law, language=language), chapter=chapter, section=section
    )
    values = {"law": named, "step": step}
    for name in ("limit", "date"):
        if name in problem.params:
            day = date.fromisoformat(problem.params[name])
            values["day" if name == "limit" else name] = day_words(day, language=language)
    if "what" in problem.params:
        values["what"] = translate(MISSING[problem.params["what"]], language=language)
    return say(problem.code, language=language, **values)


def law_name(law: str, *, language: str) -> str:
    """Name a law edition."""
    return translate(LAWS[law], language=language)


def kind_word(kind: StepKind, *, language: str) -> str:
    """Name a kind of step."""
    return translate(KINDS[kind], language=language)


def weekday_name(day: date, *, language: str) -> str:
    """Name the weekday of a day: ``fredag``."""
    return translate(WEEKDAYS[day.weekday()], language=language)


def day_off_words(day: date, *, language: str) -> str:
    """Say what day it is that is no weekday: ``lördag``, ``söndag`` or ``helgdag``; empty for a weekday."""
    if is_weekday(day):
        return ""
    return (
        weekday_name(day, language=language)
        if day.weekday() >= _SATURDAY
        else translate(HOLIDAY, language=language)
    )
