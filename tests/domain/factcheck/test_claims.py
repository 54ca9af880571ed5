"""Claims in running text: each true sentence is left alone, its false twin is found."""

import pytest

from hjulet.domain.problem import Severity
from tests.domain.factcheck.books import alone, judged, rules

PAIRS = [
    # rows 1 and 2: surplus, deficit, and their share of the appropriation
    ("Nämnden redovisar ett underskott på 3,2 mnkr.", "Nämnden redovisar ett överskott på 3,2 mnkr.", "F04"),
    ("Nämnden redovisar ett underskott på 3,2 mnkr.", "Nämnden redovisar ett underskott på 2,3 mnkr.", "F03"),
    ("Nämndens underskott blev 3 200 tkr.", "Nämndens underskott blev 3 200 mnkr.", "F03"),
    (
        "Underskottet motsvarar 1,5 procent av kommunbidraget.",
        "Underskottet motsvarar 2,5 procent av kommunbidraget.",
        "F03",
    ),
    ("Resultatet blev −3,2 mnkr.", "Resultatet blev +3,2 mnkr.", "F03"),
    # row 3: change in kronor and percent
    (
        "Nettokostnaden ökade med 8,4 mnkr eller 4,1 procent.",
        "Nettokostnaden ökade med 8,4 mnkr eller 5,1 procent.",
        "F03",
    ),
    ("Nettokostnaden ökade med 8,4 mnkr.", "Nettokostnaden ökade med 84 mnkr.", "F03"),
    ("Nettokostnaden ökade med 8,4 mnkr.", "Nettokostnaden minskade med 8,4 mnkr.", "F04"),
    ("Nettokostnadsutvecklingen blev 4,1 procent.", "Nettokostnadsutvecklingen blev −4,1 procent.", "F03"),
    (
        "Nettokostnadsökningen på 4,1 procent beror på hyror.",
        "Nettokostnadsminskningen på 4,1 procent beror på hyror.",
        "F04",
    ),
    (
        "Verksamheten har totalt kostat 213,2 mnkr 2031, vilket är 8,4 mnkr mer än 2030.",
        "Verksamheten har totalt kostat 213,2 mnkr 2031, vilket är 4,8 mnkr mer än 2030.",
        "F03",
    ),
    (
        "Den ökade nettokostnaden, 8,4 mnkr, jämfört med 2030 beror på hyror.",
        "Den ökade nettokostnaden, 4,5 mnkr, jämfört med 2030 beror på hyror.",
        "F03",
    ),
    ("Ökningen av nettokostnaden blev 8,4 mnkr.", "Ökningen av nettokostnaden blev 4,8 mnkr.", "F03"),
    (
        "Sedan 2029 har nettokostnaden ökat med 13,2 mnkr.",
        "Sedan 2029 har nettokostnaden ökat med 8,4 mnkr.",
        "F03",
    ),
    ("Kommunbidraget har höjts med 4,0 mnkr.", "Kommunbidraget har sänkts med 4,0 mnkr.", "F04"),
    # levels, and the wrong year's
    ("Nettokostnaden uppgick till 213,2 mnkr.", "Nettokostnaden uppgick till 204,8 mnkr.", "F03"),
    ("Nettokostnaden 2030 var 204,8 mnkr.", "Nettokostnaden 2030 var 213,2 mnkr.", "F03"),
    (
        "Nettokostnaden blev 213,2 mnkr, jämfört med 204,8 mnkr 2030.",
        "Nettokostnaden blev 213,2 mnkr, jämfört med 200,0 mnkr 2030.",
        "F03",
    ),
    ("Personalkostnaderna uppgick till 141 mnkr.", "Personalkostnaderna uppgick till 114 mnkr.", "F03"),
    ("Nämnden fick in 38,0 mnkr i intäkter.", "Nämnden fick in 83,0 mnkr i intäkter.", "F03"),
    # row 4: direction words
    (
        "Intäkterna sjönk jämfört med föregående år.",
        "Intäkterna steg jämfört med föregående år.",
        "F04",
    ),
    ("Intäkterna är lägre än 2030.", "Intäkterna är högre än 2030.", "F04"),
    (
        "Personalkostnaderna är i stort sett oförändrade.",
        "Intäkterna är i stort sett oförändrade.",
        "F04",
    ),
    # another unit than the report's own
    ("Ekonomi redovisar ett överskott på 2,6 mnkr.", "Ekonomi redovisar ett underskott på 2,6 mnkr.", "F04"),
    (
        "Nettokostnaden för Lek och idrott sjönk från 14,9 till 10,0 mnkr.",
        "Nettokostnaden för Lek och idrott steg från 14,9 till 10,0 mnkr.",
        "F04",
    ),
]


@pytest.mark.parametrize(("true", "false", "rule"), PAIRS)
def test_false_twin_is_an_error_and_true_one_is_not(true: str, false: str, rule: str) -> None:
    assert rules(judged(true)) == []
    found = [finding for finding in judged(false).findings if finding.rule == rule]
    assert [finding.severity for finding in found] == [Severity.ERROR]


WITHIN = [
    (
        "Sjukfrånvaron sjönk från 7,1 till 6,8 procent.",
        "Sjukfrånvaron ökade från 7,1 till 6,8 procent.",
        "F04",
    ),
    ("Intäkterna minskade från 41 till 38 mnkr.", "Intäkterna ökade från 41 till 38 mnkr.", "F04"),
    (
        "Index har ökat till 40, jämfört med 2029 då det var 34.",
        "Index har minskat till 40, jämfört med 34.",
        "F04",
    ),
    ("Frånvaron minskade till 6,8 procent (7,1).", "Frånvaron ökade till 6,8 procent (7,1).", "F04"),
    ("Antalet är oförändrat, från 70 till 70.", "Antalet är oförändrat, från 70 till 80.", "F04"),
    (
        "Kostnaden steg från 204,8 till 213,2 mnkr, en ökning med 8,4 mnkr eller 4,1 procent.",
        "Kostnaden steg från 204,8 till 213,2 mnkr, en ökning med 8,4 mnkr eller 5,1 procent.",
        "F03",
    ),
    (
        "Andelen steg från 40,0 till 44,0 procent, en ökning med 4,0 procentenheter.",
        "Andelen steg från 40,0 till 44,0 procent, en ökning med 5,0 procentenheter.",
        "F03",
    ),
]


@pytest.mark.parametrize(("true", "false", "rule"), WITHIN)
def test_sentence_against_itself_is_a_warning(true: str, false: str, rule: str) -> None:
    assert rules(alone(true)) == []
    assert [(finding.rule, finding.severity) for finding in alone(false).findings] == [
        (rule, Severity.WARNING)
    ]


def test_percent_may_mean_percent_or_points_here() -> None:
    # Which of the two is a rule of its own (row 7).
    assert rules(alone("Andelen steg från 40,0 till 44,0 procent, en ökning med 4,0 procent.")) == []
    assert rules(alone("Andelen steg från 40,0 till 44,0 procent, en ökning med 10,0 procent.")) == []
    assert rules(alone("Andelen steg från 40,0 till 44,0 procent, en ökning med 7,0 procent.")) == ["F03"]


def test_finding_tells_claim_data_and_difference() -> None:
    text = "# Ekonomi\n\nInget nytt.\n\nNämnden redovisar ett underskott på 2,3 mnkr."
    (finding,) = judged(text).findings
    assert (finding.line, finding.claim, finding.data, finding.difference) == (
        5,
        "2,3 mnkr",
        "3,2 mnkr",
        "−0,9 mnkr",
    )


def test_same_finding_in_two_places_is_one() -> None:
    sentence = "Nämnden redovisar ett underskott på 2,3 mnkr."
    (finding,) = judged(f"{sentence}\n\nNytt stycke.\n\n{sentence}").findings
    assert finding.lines == (1, 5)


HEDGED = [
    ("Nettokostnaden ökade med drygt 8 mnkr.", True),
    ("Nettokostnaden ökade med drygt 9 mnkr.", False),
    ("Nettokostnaden ökade med knappt 8,5 mnkr.", True),
    ("Nettokostnaden ökade med knappt 8,0 mnkr.", False),
    ("Nettokostnaden ökade med cirka 8,1 mnkr.", True),
    ("Nettokostnaden ökade med cirka 7,5 mnkr.", False),
    ("Nettokostnaden ökade med minst 5 mnkr.", True),
]


@pytest.mark.parametrize(("text", "holds"), HEDGED)
def test_hedges_set_the_tolerance(text: str, holds: bool) -> None:
    assert (rules(judged(text)) == []) == holds


def test_no_percentage_on_a_small_base() -> None:
    answer = judged("Lek och idrott har en budgetavvikelse. Överskottet för Ekonomi ökade med 150 procent.")
    assert rules(answer) == ["F03"]  # 0,9 -> 2,6 mnkr is 189 percent
    none = judged("Överskottet för Lek och idrott ökade med 150 procent.")
    assert [claim.reason for claim in none.unchecked] == ["no-percentage"]
