"""The fixed words of documents: head, foot, contents and appendix, by language.

What a report says comes worded in the report; these are the words around it.
"""

from collections.abc import Mapping

from hjulet.domain.edition import EditionStamp
from hjulet.domain.report import Chart, Decider, Report

WORDS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "accounts": "konto",
        "bridge_better": "bättre",
        "bridge_higher": "högre",
        "bridge_lower": "lägre",
        "bridge_rest": "Övrigt",
        "bridge_worse": "sämre",
        "body": "Organisation",
        "book_says": (
            "Belopp ligger i kronor och ören i cellerna, vilken enhet de än visas i. Summor är "
            "formler. Den grå kolumnen och raden är radernas och kolumnernas id."
        ),
        "company": "juridisk person",
        "chart_source": "Källa: talen i ögonblicksbild {snapshot}.",
        "measured_source": "Källa: {source}. Ögonblicksbild {snapshot}.",
        "contents": "Innehåll",
        "date": "Datum",
        "continued": "forts.",
        "decision": "Beslut",
        "draft": "Arbetsutkast, inte fastställt",
        "edition": "Utgåva",
        "edition_replaces": "ny utgåva, ersätter utgåva",
        "every_number": "Varje tal i tabeller och text är en länk till sin källa, sist i dokumentet.",
        "exact_cells": "Visas i {unit}; cellerna innehåller kronor och ören.",
        "finding": "Faktakontroll",
        "leaf": "Räknat ur:",
        "line": "rad",
        "made_for": "Gjord för PDF/A-2a och PDF/UA-1.",
        "no_rows": "Inga rader.",
        "no_value": "inget värde",
        "notes_say": "Varje tal i löpande text har en fotnot med sin källa och sitt exakta värde.",
        "page": "Sida",
        "period": "Period",
        "preliminary": "Preliminär: böckerna för perioden är inte stängda.",
        "referral": "Remissversion, inte beslutad:",
        "open_point": "Kompletteras senare:",
        "projects": "projekt",
        "rows": "rader",
        "seal": "Försegling",
        "seal_says": (
            "Förseglingen är sha256 av två kontrollsummor i följd: den för föregående utgåvas "
            "manifest.json och den för denna utgåvas content.json. Ändras ett enda tecken blir den "
            "en annan."
        ),
        "share": "Andel av summan",
        "sheets": "Blad",
        "show_table": "Visa som tabell",
        "snapshot": "Ögonblicksbild",
        "source_how": "Så räknas det, eller räknat ur",
        "source_inputs": "Tal i formeln",
        "source_key": "Källa",
        "source_label": "Tal",
        "source_reference": "Referens",
        "source_unit": "Enhet",
        "source_value": "Exakt värde",
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
        "body": "Organisation",
        "book_says": (
            "The cells hold amounts in kronor and öre, whatever unit they are shown in. Sums "
            "are formulas. The grey column and row are the ids of rows and columns."
        ),
        "company": "legal entity",
        "chart_source": "Source: figures of snapshot {snapshot}.",
        "measured_source": "Source: {source}. Snapshot {snapshot}.",
        "contents": "Contents",
        "date": "Date",
        "continued": "continued",
        "decision": "Decision",
        "draft": "Working draft, not decided",
        "edition": "Edition",
        "edition_replaces": "a new edition, replaces edition",
        "every_number": "Every number in tables and text is a link to its source, last in the document.",
        "exact_cells": "Shown in {unit}; the cells hold kronor and öre.",
        "finding": "Fact check",
        "leaf": "Counted from:",
        "line": "line",
        "made_for": "Made for PDF/A-2a and PDF/UA-1.",
        "no_rows": "No rows.",
        "no_value": "no value",
        "notes_say": "Every number in running text has a footnote with its source and its exact value.",
        "page": "Page",
        "period": "Period",
        "preliminary": "Preliminary: the books of the period are not closed.",
        "referral": "Sent for comment, not decided:",
        "open_point": "To be completed later:",
        "projects": "project",
        "rows": "rows",
        "seal": "Seal",
        "seal_says": (
            "The seal is the sha256 of two control sums in a row: that of the previous edition's "
            "manifest.json and that of this edition's content.json. If a single character changes, so "
            "does the seal."
        ),
        "share": "Share of the sum",
        "sheets": "Sheets",
        "show_table": "Show as table",
        "snapshot": "Snapshot",
        "source_how": "How it is computed, or what was counted",
        "source_inputs": "Figures in the formula",
        "source_key": "Source",
        "source_label": "Figure",
        "source_reference": "Reference",
        "source_unit": "Unit",
        "source_value": "Exact value",
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


def reservations(report: Report) -> tuple[str, ...]:
    """Say what a document is not yet: its books are open, it is out for comment, something is left open."""
    words = words_of(report.language)
    preliminary = (words["preliminary"],) if report.preliminary else ()
    referral = (f"{words['referral']} {report.referral}",) if report.referral else ()
    open_points = (f"{words['open_point']} {point}" for point in report.open_points)
    return (*preliminary, *referral, *open_points)


def decision_line(report: Report, decision: str) -> str:
    """Say what a report is decided by; what is confirmed says so itself: ``Fastställd av Cecilia``."""
    if report.decided_by is Decider.MANAGER:
        return decision
    return f"{words_of(report.language)['decision']} {decision}"


def source_line(chart: Chart, words: Mapping[str, str], *, snapshot: int) -> str:
    """Say where a chart's values come from: the books, or what an indicator names."""
    pattern = words["measured_source" if chart.source else "chart_source"]
    return pattern.format(source=chart.source, snapshot=snapshot)


def edition_number(stamp: EditionStamp, *, language: str) -> str:
    """Write an edition's number, and that of the one it replaces: ``3 (ny utgåva, ersätter utgåva 1)``."""
    if stamp.replaces is None:
        return str(stamp.number)
    return f"{stamp.number} ({words_of(language)['edition_replaces']} {stamp.replaces})"


def edition_line(stamp: EditionStamp | None, *, language: str) -> str:
    """Say which edition a document is, or that it is a draft."""
    words = words_of(language)
    return f"{words['edition']} {edition_number(stamp, language=language)}" if stamp else words["draft"]
