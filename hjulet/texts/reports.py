"""The fixed words of reports: titles, headings, notes and the sentences of charts."""

from hjulet.texts.catalogue import N_, translate
from hjulet.texts.labels import TABLES

TITLE = N_("{unit}s årsrapport")
ROUNDED = N_("Belopp är avrundade; summor kan avvika.")

HEADINGS = {
    "result": N_("Resultat och nettokostnad"),
    "units": N_("Enheterna"),
    "statement": N_("Resultaträkning"),
}

ROWS = {
    "group": N_("Totalt {name}"),
    "body": N_("Nämnden totalt"),
}

CHART = {
    "title": N_("{unit} ökade mest"),
    "alone": N_("Nettokostnad per enhet"),
    "flat": N_("Ingen enhet ökade sin nettokostnad"),
    "subtitle": N_("Nettokostnad per enhet {before} och {year}"),
    "alt": N_("Stapeldiagram över nettokostnaden per enhet {before} och {year}; talen står i tabellen."),
}


def heading(code: str, *, language: str) -> str:
    """Give a heading of a report."""
    return translate(HEADINGS[code], language=language)


def table_caption(table: str, *, period: str, language: str) -> str:
    """Give the caption of a table, with its period."""
    return f"{translate(TABLES[table], language=language)} {period}"
