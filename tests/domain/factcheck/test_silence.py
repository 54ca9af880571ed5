"""What must never be flagged, and what is said instead."""

import pytest

from tests.domain.factcheck.books import alone, judged, rules

NEVER = [
    # rounding within tolerance
    ("Nettokostnaden ökade med 8 mnkr.", None),
    ("Nettokostnaden ökade med 4 procent.", None),
    ("Underskottet är 2 procent av kommunbidraget.", None),
    # another scope that the sentence names
    ("Kommunen totalt redovisar ett överskott på 94 mnkr.", "no-subject"),
    ("Telge redovisar ett överskott på 12 mnkr.", "no-subject"),
    ("Skolans nettokostnad ökade med 1,1 mnkr.", "no-subject"),
    ("Projektets kostnader uppgick till 3,2 mnkr.", "no-subject"),
    ("Kostnaderna för inhyrd personal ökade med 3,2 mnkr.", "several-readings"),
    ("Nettokostnaden ökade med 1,1 mnkr inom skötseln.", "no-subject"),
    ("Hemtjänsten gick med ett underskott på 9 mnkr.", "no-subject"),
    ("De externa intäkterna ökade med 2,0 mnkr.", "no-metric"),
    # a part is not the whole
    ("Kostnader på 2,4 mnkr har uppstått.", "several-readings"),
    ("Nettokostnadsökningen beror på hyror 4,4 mnkr och löner 2,0 mnkr.", "explanation"),
    ("Av nettokostnaden på 213,2 mnkr avser 73,4 mnkr personal.", "explanation"),
    ("Lönerevisionen innebar att personalkostnaderna ökade med 9,1 mnkr.", "explanation"),
    ("Kommunbidraget har fördelats på parker och lek med 12 mnkr var.", "explanation"),
    # forecasts, budgets and plans
    ("Enligt augustiprognosen blir överskottet 7,7 mnkr.", "forecast"),
    ("Resultatet är 2,7 mnkr sämre än prognosen.", "forecast"),
    ("Nettokostnaden blev 9,0 mnkr lägre än budgeterat.", "several-readings"),
    ("Nettokostnaden ska öka till 260 mnkr.", "planned"),
    ("Nettokostnaden väntas minska med 20 mnkr.", "planned"),
    ("Nästa år minskar kommunbidraget med 9 mnkr.", "planned"),
    ("Exklusive engångsposter blev nettokostnaden 199 mnkr.", "several-readings"),
    ("Per den 31 augusti var nettokostnaden 140 mnkr.", "no-period"),
    ("Nettokostnaden 2012 var 120 mnkr.", "no-data"),
    # the council's own words
    ("Målet ”nettokostnaden minskade med 2,0 procent” har utgått.", "quoted"),
]


@pytest.mark.parametrize(("text", "reason"), NEVER)
def test_is_not_flagged(text: str, reason: str | None) -> None:
    answer = judged(text)
    assert rules(answer) == []
    assert reason is None or reason in [claim.reason for claim in answer.unchecked]


NUMBERS_THAT_CLAIM_NOTHING = [
    "Enligt 11 kap. 5 § kommunallagen (2017:725) och KL 11:12 ska resultatet återställas.",
    "Dnr PN 31/98, § 61, sidan 12, telefon 08-555 017 76.",
    "Mötet hölls den 27-29 september kl. 13.00, se bilaga 3 och avsnitt 1.1.2.",
    "Antalet besökare var 12 500, eller 4,5 per invånare.",
    "Ökningen består av löner 2,1, hyror 0,9 och övrigt 0,4 mnkr, totalt 4,3 mnkr.",
]


@pytest.mark.parametrize("text", NUMBERS_THAT_CLAIM_NOTHING)
def test_numbers_that_claim_nothing(text: str) -> None:
    assert rules(judged(text)) == []
    assert rules(alone(text)) == []


def test_each_silence_has_a_twin_that_speaks() -> None:
    """Guards against a check that is silent about everything."""
    spoken = [
        "Nettokostnaden ökade med 9,4 mnkr.",
        "Nämndens nettokostnad ökade med 1,1 mnkr.",
        "Nettokostnaden var 260 mnkr.",
        "Nettokostnaden per den 31 december var 140 mnkr.",
        "Nettokostnaden minskade med 2,0 procent.",
    ]
    assert all(rules(judged(text)) for text in spoken)


def test_what_is_too_long_to_be_a_sentence_is_said_to_be_unchecked() -> None:
    answer = judged("Nettokostnaden ökade med 9,4 mnkr " * 60)
    assert answer.findings == ()
    assert [claim.reason for claim in answer.unchecked] == ["several-readings"]
