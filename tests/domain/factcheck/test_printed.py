"""Sentences against the document's own tables: only where subject, measure and year are certain."""

import pytest

from hjulet.domain.problem import Severity
from tests.domain.factcheck.books import alone, rules

UNITS = """# Årsredovisning 2018

Nettokostnad per enhet, mnkr

Enhet\tNettokostnad 2018\tNettokostnad 2017\tNettokostnad 2016
Stab\t18,4\t17,1\t16,0
Gata\t42,7\t35,0\t34,1
Park\t21,9\t22,6\t20,0
Kultur\t9,9\t9,1\t9,0

"""

WRONG = [
    ("Gata ökade sin nettokostnad med 7,7 mnkr eller 32,0 procent.", "F03"),
    ("Gata ökade sin nettokostnad med 6,8 mnkr sedan 2016.", "F03"),
    ("Nettokostnaden för Park var 26,2 mnkr föregående år.", "F03"),
    ("Stabens nettokostnad uppgick till 14,8 mnkr.", "F03"),
    ("Kultur ökade sin nettokostnad med 0,8 mnkr och Stab med 3,1 mnkr.", "F03"),
    ("Nettokostnaden för Gata ökade med 7,7 mnkr och för Stab med 3,1 mnkr.", "F03"),
    ("Nettokostnaden för Kultur är oförändrad.", "F04"),
    ("Inom Gata sjönk nettokostnaden med 7,7 mnkr.", "F04"),
]

TRUE = [
    "Gata ökade sin nettokostnad med 8,6 mnkr sedan 2016.",
    "Nettokostnaden för Gata ökade från 34,1 mnkr 2016 till 42,7 mnkr 2018.",
    "Parks nettokostnad ökade 2017.",
    "Parks nettokostnad minskade 2018, efter att ha ökat året innan.",
    "Gata och Park ökade sin nettokostnad med 7,0 mnkr tillsammans.",
    "Både Stab och Gata ökade sin nettokostnad, med 1,3 respektive 7,7 mnkr.",
    "Nettokostnaden för Stab och Kultur ökade med 1,3 respektive 0,8 mnkr.",
    "Gatans nettokostnad för vinterväghållning ökade med 3,1 mnkr.",
    "Nettokostnaden för Gata, exklusive vinterväghållning, ökade med 4,6 mnkr.",
    "Kultur- och fritidsnämndens nettokostnad uppgick till 101,2 mnkr.",
    "Nettokostnaden för Kultur och fritid blev 30,4 mnkr.",
    "Gata fick en nettokostnad som är 2,1 mnkr högre än Park hade budgeterat.",
    "Gata har en nettokostnad på 812 kronor per invånare.",
    "Stabens nettokostnad är 3,5 mnkr lägre än Parks.",
    "Nettokostnaden för Park var 22,6 mnkr föregående år.",
    "Nettokostnaden för Park minskade med 0,7 mnkr eller 3,1 procent.",
    "Av ökningen av nettokostnaden för Gata svarar löner för 2,2 mnkr.",
    "Gata minskade kostnaderna för konsulter med 1,2 mnkr.",
    "Gata redovisar ett underskott på 2,4 mnkr.",
    "Nettokostnaden per plats för Park minskade med 4 procent.",
    "Gata hade under hösten 2018 en nettokostnad på 20,1 mnkr.",
    "Stab har ökat nettokostnaden med i genomsnitt 7 procent per år sedan 2016.",
    "Gata, som tidigare tillhörde Park, hade 2015 en nettokostnad på 30,0 mnkr.",
    "Den ökade nettokostnaden för Gata motsvarar 77 öre i skatt.",
    "Nettokostnaden för Gata blev 42,7 mnkr, vilket är 1,7 mnkr mer än budget.",
    "Nettokostnaden för Park i södra kommundelen minskade med 0,2 mnkr.",
    "I Parks nettokostnad på 21,9 mnkr ingår hyror med 2,0 mnkr.",
    "Stabens nettokostnad ökade lika mycket som 2017, det vill säga med drygt en miljon kronor.",
    "Nettokostnaden för Gata ökade mer än för Park, som minskade med 0,7 mnkr.",
    "Parks nettokostnad har minskat, medan Gatas har ökat med 7,7 mnkr.",
    "Kultur ökade sin nettokostnad med 0,8 mnkr och Stab med 1,3 mnkr.",
    "För Gata uppgick nettokostnaden till 42,7 mnkr och för Park till 21,9 mnkr.",
    "Nettokostnaden blev 42,7 mnkr för Gata, 21,9 mnkr för Park och 18,4 mnkr för Stab.",
    # printed with one decimal: the exact change may be 7 790 tkr
    "Gata ökade sin nettokostnad med 7 790 tkr.",
]


@pytest.mark.parametrize(("sentence", "rule"), WRONG)
def test_contradiction_is_a_warning(sentence: str, rule: str) -> None:
    assert [(found.rule, found.severity) for found in alone(UNITS + sentence).findings] == [
        (rule, Severity.WARNING)
    ]


@pytest.mark.parametrize("sentence", TRUE)
def test_what_is_true_or_uncertain_is_left_alone(sentence: str) -> None:
    assert rules(alone(UNITS + sentence)) == []


def test_what_no_table_tells_is_said_to_be_unchecked() -> None:
    answer = alone(UNITS + "Stabens personalkostnader ökade med 3,0 mnkr.")
    assert [claim.reason for claim in answer.unchecked] == ["no-data"]


CLAIM = "\nGata ökade sin nettokostnad med 9,9 mnkr.\n"
ROW = "Gata\t42,7\t35,0\n"

HEADS = [
    ("Enhet, mnkr\tNettokostnad 2018\tNettokostnad 2017\n", True),
    ("Nettokostnad (mnkr)\tBokslut 2018\tUtfall 2017\n", True),
    ("Enhet\tNettokostnad 2018\tNettokostnad 2017\n", False),  # which unit
    ("Enhet, mnkr\tUtfall 2018\tUtfall 2017\n", False),  # which measure
    ("Enhet, mnkr\tNettokostnad 2018\tPrognos nettokostnad 2017\n", False),
    ("Enhet, mnkr\tNettokostnad jan-aug 2018\tNettokostnad jan-aug 2017\n", False),
    ("Enhet, mnkr\tKostnader 2018\tKostnader 2017\n", False),  # gross, not net
    ("Enhet, mnkr\tNettokostnad\tNettokostnad\n", False),  # which years
]


@pytest.mark.parametrize(("head", "certain"), HEADS)
def test_heads_must_tell_measure_year_and_unit(head: str, certain: bool) -> None:
    assert (rules(alone(head + ROW + CLAIM)) == ["F03"]) == certain


@pytest.mark.parametrize(("year", "certain"), [("2018", True), ("2019", False)])
def test_an_older_table_does_not_judge_this_years_text(year: str, certain: bool) -> None:
    text = f"# Årsredovisning {year}\n\n{HEADS[0][0]}{ROW}{CLAIM}"
    assert (rules(alone(text)) == ["F03"]) == certain


def test_a_claim_that_one_of_two_tables_confirms_is_left_alone() -> None:
    other = f"\nEfter omorganisation\n\n{HEADS[0][0]}Gata\t44,9\t35,0\n"
    assert rules(alone(HEADS[0][0] + ROW + other + CLAIM)) == []


VARIANCES = [
    ("Gata\t45,6\t46,8\t−1,2", ["F04"]),  # the row proves that minus is a deficit
    ("Gata\t45,6\t46,8\t1,2", []),  # here plus may be an excess
    ("Gata\t45,6\t44,4\t1,2", []),
]


@pytest.mark.parametrize(("row", "expected"), VARIANCES)
def test_sign_of_a_variance_must_be_proved_by_its_row(row: str, expected: list[str]) -> None:
    heads = "Enhet, mnkr\tBudget 2018\tUtfall 2018\tAvvikelse 2018\n"
    assert rules(alone(f"{heads}{row}\n\nGata redovisar ett överskott på 1,2 mnkr.")) == expected


STATEMENT = "Resultaträkning, mnkr\t2018\t2017\nIntäkter\t38,2\t41,0\nPersonalkostnader\t–112,4\t–108,9\n"


def test_rows_of_a_statement_judge_only_their_own_chapter() -> None:
    claim = "Intäkterna ökade jämfört med föregående år."
    assert rules(alone(f"# Nämnden\n\n{STATEMENT}\n{claim}")) == ["F04"]
    assert rules(alone(f"# Nämnden\n\n{STATEMENT}\n# Simhallen\n\n{claim}")) == []
