"""The fixed words of documents: head, foot, contents and appendix, by language.

What a report says comes worded in the report; these are the words around it.
"""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "accounts": "konto",
        "bridge_better": "bättre",
        "bridge_higher": "högre",
        "bridge_lower": "lägre",
        "bridge_rest": "Övrigt",
        "bridge_worse": "sämre",
        "chart_source": "Källa: bokförda tal i ögonblicksbild {snapshot}.",
        "contents": "Innehåll",
        "continued": "forts.",
        "decision": "Beslut",
        "draft": "Arbetsutkast, inte fastställt",
        "edition": "Utgåva",
        "every_number": "Varje tal i tabeller och text är en länk till sin källa, sist i dokumentet.",
        "finding": "Faktakontroll",
        "leaf": "Räknat ur:",
        "line": "rad",
        "made_for": "Gjord för PDF/A-2a och PDF/UA-1.",
        "no_rows": "Inga rader.",
        "no_value": "inget värde",
        "page": "Sida",
        "preliminary": "Preliminär: böckerna för perioden är inte stängda.",
        "rows": "rader",
        "seal": "Försegling",
        "seal_says": (
            "Förseglingen är sha256 av två kontrollsummor i följd: den för föregående utgåvas "
            "manifest.json och den för denna utgåvas content.json. Ändras ett enda tecken blir den "
            "en annan."
        ),
        "share": "Andel av summan",
        "show_table": "Visa som tabell",
        "snapshot": "Ögonblicksbild",
        "source.budget": "budgeten",
        "source.items": "särskilda poster",
        "source.ledger": "huvudboken",
        "source.opening": "ingående balanser",
        "source.population": "folkmängden",
        "sources": "Källor",
        "sources_say": (
            "Här öppnas varje tal, i bokstavsordning: hur det är räknat, av vilka andra tal, eller ur "
            "vilka rader i huvudboken och budgeten. Belopp i kronor; intäkter är positiva och "
            "kostnader negativa, men nettokostnad är positiv."
        ),
        "units": "enhet",
    },
    "en": {
        "accounts": "account",
        "bridge_better": "better",
        "bridge_higher": "higher",
        "bridge_lower": "lower",
        "bridge_rest": "Other",
        "bridge_worse": "worse",
        "chart_source": "Source: figures of snapshot {snapshot}.",
        "contents": "Contents",
        "continued": "continued",
        "decision": "Decision",
        "draft": "Working draft, not decided",
        "edition": "Edition",
        "every_number": "Every number in tables and text is a link to its source, last in the document.",
        "finding": "Fact check",
        "leaf": "Counted from:",
        "line": "line",
        "made_for": "Made for PDF/A-2a and PDF/UA-1.",
        "no_rows": "No rows.",
        "no_value": "no value",
        "page": "Page",
        "preliminary": "Preliminary: the books of the period are not closed.",
        "rows": "rows",
        "seal": "Seal",
        "seal_says": (
            "The seal is the sha256 of two control sums in a row: that of the previous edition's "
            "manifest.json and that of this edition's content.json. If a single character changes, so "
            "does the seal."
        ),
        "share": "Share of the sum",
        "show_table": "Show as table",
        "snapshot": "Snapshot",
        "source.budget": "the budget",
        "source.items": "named items",
        "source.ledger": "the general ledger",
        "source.opening": "opening balances",
        "source.population": "the population",
        "sources": "Sources",
        "sources_say": (
            "Here every number opens, in alphabetical order: how it is computed, from which other "
            "numbers, or from which rows of the ledger and the budget. Amounts in kronor; income is "
            "positive and costs negative, but net cost is positive."
        ),
        "units": "unit",
    },
}


def words_of(language: str) -> Mapping[str, str]:
    """Give the words of a language, ``sv`` or ``en``; raises KeyError for another."""
    return WORDS[language]
