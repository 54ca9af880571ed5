"""The words of templates: what a block is, which tables and charts there are, what period a kind is about."""

from hjulet.texts.catalogue import N_, translate
from hjulet.texts.charts import SHOWN
from hjulet.texts.labels import TABLES

BLOCKS = {
    "heading": N_("Rubrik"),
    "text": N_("Text"),
    "table": N_("Tabell"),
    "chart": N_("Diagram"),
    "comments": N_("Kommentarer till en tabell"),
    "chapters": N_("Kapitel av det som är registrerat"),
}

PERIODS = {
    "year": N_("ett år"),
    "month": N_("en månad, med året hittills"),
    "ahead": N_("ett år framåt, innan bokföringen har börjat"),
}


def block_word(block: str, *, language: str) -> str:
    """Name a kind of block."""
    return translate(BLOCKS[block], language=language)


def period_word(period: str, *, language: str) -> str:
    """Say what period a kind of report is about."""
    return translate(PERIODS[period], language=language)


def table_word(table: str, *, language: str) -> str:
    """Name a table of the catalogue."""
    return translate(TABLES[table], language=language).replace("{unit}", "…")


def chart_word(chart: str, *, language: str) -> str:
    """Name a chart of the catalogue."""
    return translate(SHOWN[chart], language=language)
