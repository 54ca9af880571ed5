"""Words for the plans of units and companies: how one is confirmed, their tables."""

from datetime import date

from hjulet.domain.planning import BODY_PLAN, BUSINESS_PLAN, WORK_PLAN, PlanState
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.days import day_words

CONFIRMED = N_("Fastställd av {name} den {day}")


PLAN_STATES = {
    PlanState.MISSING: ("○", N_("Saknas")),
    PlanState.BEGUN: ("◔", N_("Påbörjad")),
    PlanState.REFERRED: ("◐", N_("På remiss")),
    PlanState.DECIDED: ("●", N_("Fastställd eller beslutad")),
}
"""State of a plan -> its shape and its word."""

DECIDED_WORDS = {
    BODY_PLAN: N_("Beslutad"),
    WORK_PLAN: N_("Fastställd"),
    BUSINESS_PLAN: N_("Beslutad"),
}
"""Kind of plan -> what is said of one that is decided."""

COMPANIES = N_("Bolag")
NOBODYS = N_("Utan nämnd")


def confirmed_words(name: str, day: date, *, language: str) -> str:
    """Say by whom and when a plan was confirmed: ``Fastställd av Cecilia Låtsberg den 14 januari 2017``."""
    said = day_words(day, language=language)
    return translate(CONFIRMED, language=language).format(name=name, day=said)
