"""The appendix of sources lists what can be opened, and says how in words."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from hjulet.documents.content import figure_document
from hjulet.documents.sources import source_entries
from hjulet.domain.figures import Filter
from hjulet.domain.report import Report
from hjulet.texts.labels import LINES, SOURCES
from tests.documents.sample import ref, sample_report

COSTS = ref("costs unit=KS line=personnel period=2017")
PLAIN = Filter(
    source="ledger",
    line="personnel",
    units=("KS",),
    accounts=("5010-5099",),
    first_month="2017-01",
    last_month="2017-12",
)
CHANGES: dict[str, tuple[str | tuple[str, ...], str]] = {
    "source": ("forecast", "Registrerade prognoser"),
    "line": ("premises", "rad Lokaler och anläggningar"),
    "units": (("HR", "EKO"), "enhet HR, EKO"),
    "accounts": (("6110",), "konto 6110"),
    "first_month": ("2017-03", "2017-03–2017-12"),
    "last_month": ("2017-08", "2017-01–2017-08"),
    "items": ("external", "utan egna interna poster"),
    "company": ("TELGE", "juridisk person TELGE"),
    "projects": (("1001", "1002"), "projekt 1001, 1002"),
}
"""Field of a filter -> another value, and how it is printed."""


def counting(counted: Filter, *, language: str = "sv") -> Report:
    """Give a report of which one figure was counted as said."""
    report = sample_report(language=language)
    return replace(
        report, figures={**report.figures, COSTS: replace(report.figures[COSTS], filter=counted, rows=1312)}
    )


def counted_words(counted: Filter, *, language: str = "sv") -> tuple[str, ...]:
    return source_entries(counting(counted, language=language))[COSTS].counted


def test_a_leaf_that_counted_nothing_has_no_entry_unless_it_is_shown() -> None:
    report = sample_report()
    entries = source_entries(report)
    unseen = ref("income unit=HR line=fees period=2017")
    shown = ref("mediated_grants unit=KS period=2017")
    assert report.figures[unseen].rows == 0
    assert unseen not in entries
    assert report.figures[shown].rows == 0
    assert shown in entries


def test_inputs_lead_only_to_entries() -> None:
    entries = source_entries(sample_report())
    inputs = {needed for entry in entries.values() for needed in entry.inputs}
    assert len(inputs) > 100
    assert inputs <= set(entries)


def test_a_formula_is_said_in_the_language_of_the_report() -> None:
    variance = ref("budget_variance unit=HR period=2017")
    assert source_entries(sample_report())[variance].formula == "Kommunbidrag − Nettokostnad"
    assert source_entries(sample_report(language="en"))[variance].formula == "Appropriation − Net cost"


def test_what_a_leaf_counted_is_said_in_words() -> None:
    assert counted_words(PLAIN) == (
        "Huvudboken",
        "rad Personal",
        "enhet KS",
        "konto 5010-5099",
        "2017-01–2017-12",
        "1\u00a0312\u00a0rader",
    )
    assert counted_words(PLAIN, language="en")[:2] == ("The general ledger", "line Personnel")


@pytest.mark.parametrize("field", [field.name for field in fields(Filter)])
def test_every_limit_of_a_leaf_is_printed_and_sealed(field: str) -> None:
    value, words = CHANGES[field]
    limited = replace(PLAIN, **{field: value})  # type: ignore[arg-type]
    assert words in counted_words(limited)
    assert words not in counted_words(PLAIN)
    plain, changed = (
        figure_document(report.figures[COSTS], report.figures)["provenance"]["filter"]
        for report in (counting(PLAIN), counting(limited))
    )
    assert plain != changed


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_is_named_in_words(source: str) -> None:
    swedish, english = (
        counted_words(replace(PLAIN, source=source, line=""), language=language)[0]
        for language in ("sv", "en")
    )
    assert source != swedish != english != source


@pytest.mark.parametrize("unknown", [replace(PLAIN, source="weather"), replace(PLAIN, line="rain")])
def test_what_has_no_name_is_not_printed_as_its_id(unknown: Filter) -> None:
    assert unknown.line in LINES or unknown.source in SOURCES
    with pytest.raises(KeyError):
        counted_words(unknown)


def test_the_schema_of_a_figure_knows_the_sources() -> None:
    schema = json.loads(Path("docs/schemas/figure.json").read_text(encoding="utf-8"))
    shape = schema["properties"]["provenance"]["properties"]["filter"]["anyOf"][1]["properties"]
    assert shape["source"]["enum"] == list(SOURCES)
