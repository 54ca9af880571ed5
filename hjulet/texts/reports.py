"""The fixed words of reports: titles, headings, notes and the sentences of charts."""

from hjulet.domain.period import Period
from hjulet.texts.catalogue import N_, SWEDISH, translate
from hjulet.texts.labels import TABLES
from hjulet.texts.periods import period_words

TITLE = N_("{owner} årsrapport")
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


def report_title(unit_name: str, *, language: str) -> str:
    """Title a report with its owner's name: ``Kommunstyrelsens årsrapport``, ``HR:s årsrapport``."""
    owner = _genitive(unit_name) if language == SWEDISH else unit_name
    return translate(TITLE, language=language).format(owner=owner)


def _genitive(name: str) -> str:
    if name[-1:] in "sxzSXZ":
        return name
    return f"{name}:s" if name[-1:].isupper() else f"{name}s"


def heading(code: str, *, language: str) -> str:
    """Give a heading of a report."""
    return translate(HEADINGS[code], language=language)


def table_caption(table: str, *, period: Period, language: str) -> str:
    """Give the caption of a table, with its period."""
    return f"{translate(TABLES[table], language=language)} {period_words(period, language=language)}"
