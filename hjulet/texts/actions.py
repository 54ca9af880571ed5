"""Words for actions: how far they have come, where the money stands, what to look at, and their fields."""

from hjulet.domain.actions.action import Financing, Status
from hjulet.domain.actions.lack import Lack
from hjulet.texts.catalogue import N_

STATUSES = {
    Status.NOT_STARTED: ("○", N_("Ej påbörjad")),
    Status.ONGOING: ("◐", N_("Pågår")),
    Status.DONE: ("●", N_("Klar")),
    Status.STOPPED: ("×", N_("Avbruten")),
}
"""Status -> its shape and its word: never told by colour alone."""

FINANCINGS = {
    Financing.NOT_SAID: N_("Inte angivet"),
    Financing.FRAME: N_("Inom enhetens ram"),
    Financing.INVESTMENT: N_("Investeringsprojekt"),
    Financing.GRANT: N_("Statsbidrag"),
    Financing.OTHER: N_("Annat"),
}

LACKS = {
    Lack.LATE: N_("Försenad"),
    Lack.NO_OWNER: N_("Ägaren har slutat"),
    Lack.NO_GOAL: N_("Leder inte till något mål"),
    Lack.NO_INDICATOR: N_("Saknar indikator"),
    Lack.STALE: N_("Inget skrivet på länge"),
}

FIELDS = {
    "name": N_("Åtgärd"),
    "description": N_("Beskrivning"),
    "year": N_("År"),
    "unit": N_("Nämnd eller enhet"),
    "person": N_("Ägare"),
    "role": N_("Roll"),
    "first_day": N_("Från"),
    "last_day": N_("Till och med"),
    "status": N_("Läge"),
    "status_note": N_("Kommentar till läget"),
    "milestones": N_("Milstolpar"),
    "goals": N_("Mål"),
    "themes": N_("Teman"),
    "indicators": N_("Indikatorer"),
    "effect": N_("Förväntad effekt"),
    "cost": N_("Kostnad"),
    "financing": N_("Finansiering"),
    "financed_by": N_("Finansieras av"),
    "origin": N_("Kopierad från"),
}
"""The fields of an action, as what changes is told."""
