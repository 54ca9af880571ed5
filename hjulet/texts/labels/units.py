"""Kinds of units, structures and legal entities, by code."""

from hjulet.texts.catalogue import N_, translate

KINDS = {
    "council": N_("Kommunfullmäktige"),
    "executive_board": N_("Kommunstyrelse"),
    "committee": N_("Nämnd"),
    "district_committee": N_("Kommundelsnämnd"),
    "group_of_bodies": N_("Grupp av nämnder"),
    "auditors": N_("Revision"),
    "central_finance_unit": N_("Finansförvaltning"),
    "department": N_("Kontor"),
    "unit": N_("Enhet"),
    "result_row": N_("Resultatrad"),
    "function": N_("Funktion"),
    "advisory": N_("Beredning eller råd"),
    "company": N_("Bolag"),
    "association": N_("Kommunalförbund"),
    "external": N_("Extern part"),
}

KIND_WORDS = {"förvaltning": "department"}
"""Other words that people write for a kind of units -> the kind."""

STRUCTURES = {"political": N_("Politisk struktur"), "administrative": N_("Administrativ struktur")}

IN_STRUCTURES = {
    "political": N_("den politiska strukturen"),
    "administrative": N_("den administrativa strukturen"),
}
"""A structure within a sentence: something has a place in it."""

COMPANY_KINDS = {
    "municipality": N_("Kommun"),
    "company": N_("Bolag"),
    "association": N_("Kommunalförbund"),
    "unknown": N_("Inte angivet"),
}


def company_kind_label(kind: str, *, language: str) -> str:
    """Name what a legal entity is to the municipality."""
    return translate(COMPANY_KINDS[kind], language=language)
