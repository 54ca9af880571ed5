"""The appendix of sources lists what can be opened, and says how in words."""

from hjulet.documents.sources import source_entries
from tests.documents.sample import ref, sample_report


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
