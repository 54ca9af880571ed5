"""Where a figure comes from: step by step down to the accounts, the budget rows and the files."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from hjulet.texts.formulas import formula_words
from tests.web.visit import SignIn, html_of, latest, links_of, text_of

pytestmark = pytest.mark.usefixtures("demo")


def tal(ref: str, **query: str) -> str:
    return f"/tal/?{urlencode({'ref': ref, **query})}"


def test_a_formula_is_said_in_words_with_its_inputs_as_links(sign_in: SignIn) -> None:
    answer = sign_in("bo").get(tal("net_cost unit=HR period=2017"))

    shown = text_of(answer)
    assert "38 698 000,00 kr" in shown
    assert "I tabeller: 38 698 tkr" in shown
    assert "Nettokostnad = −(Verksamhetens nettokostnad + Räntenetto)" in shown
    assert tal("operating_net_cost unit=HR period=2017", ogonblick=str(latest())) in links_of(answer)
    assert "{net_cost unit=HR period=2017}" in shown


def test_one_comes_step_by_step_from_a_result_to_the_rows_of_an_account(sign_in: SignIn) -> None:
    client = sign_in("cecilia")
    address = tal("net_cost unit=HR period=2017")
    for wanted in ("operating_net_cost", "costs", "line%3Dpersonnel"):
        address = next(link for link in links_of(client.get(address)) if wanted in link)

    leaf = client.get(address)
    shown = text_of(leaf)
    assert "50110 Månadslön" in shown
    assert "Filer: 2017.se." in shown
    rows = next(link for link in links_of(leaf) if "konto=50110" in link)
    assert rows.startswith("/huvudbok/analys/rader/?period=2017&")
    assert "enhet=HR&rad=personnel" in rows
    assert client.get(rows).status_code == 200


def test_the_sum_of_the_accounts_is_the_figure(sign_in: SignIn) -> None:
    shown = text_of(sign_in("cecilia").get(tal("costs unit=HR line=personnel period=2017")))

    assert shown.count("−25 539 664,68") == 2  # the value, and the foot of the table of accounts


def test_a_leaf_of_the_budget_lists_the_rows_in_force(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(tal("appropriation unit=ADM period=2017")))

    assert "Administration och utredning 2017 reviderad 30 oktober 2017 2017.csv 133 239 000,00" in shown


def test_the_original_budget_is_another_figure(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(tal("appropriation unit=ADM period=2017 version=original")))

    assert "128 239 000,00 kr" in shown
    assert "reviderad" not in shown


def test_what_is_left_in_august_opens_to_the_budget_of_august(sign_in: SignIn) -> None:
    client = sign_in("bo")
    before = client.get(tal("remaining unit=ADM period=2017-01..2017-08"))
    budget = next(link for link in links_of(before) if "appropriation" in link)

    shown = text_of(client.get(budget))
    assert "beslutat till och med 31 augusti 2017" in shown
    assert "2017.csv 128 239 000,00" in shown
    assert "reviderad" not in shown


def test_in_the_margin_stand_label_value_formula_and_nothing_more(sign_in: SignIn) -> None:
    answer = sign_in("bo").get(tal("net_cost unit=HR period=2017", fragment="1"))

    assert "<html" not in html_of(answer)
    assert text_of(answer) == (
        "Nettokostnad, HR, 2017 38 698 000,00 kr "
        f"= −(Verksamhetens nettokostnad + Räntenetto) Ögonblicksbild {latest()}"
    )


def test_in_the_margin_a_leaf_names_its_source(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(tal("costs unit=HR line=personnel period=2017", fragment="1")))

    assert "Huvudboken, Personal, 2017, konto 50-59. 144 rader." in shown


def test_a_figure_without_value_says_so(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(tal("net_cost unit=HR period=2014")))

    assert "inget värde" in shown


def test_swedish_names_open_the_same_figure(sign_in: SignIn) -> None:
    answer = sign_in("bo").get(tal("nettokostnad enhet=HR period=2017"))

    assert "38 698 000,00 kr" in text_of(answer)


@pytest.mark.parametrize("ref", ["", "nonsense", "net_cost unit=HR", "net_cost unit=HR period=2017-13"])
def test_a_reference_that_cannot_be_read_is_refused_calmly(sign_in: SignIn, ref: str) -> None:
    answer = sign_in("bo").get(tal(ref))

    assert answer.status_code == 422
    assert "Det går inte" in text_of(answer)


def test_an_old_snapshot_is_asked_for_by_its_number(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(tal("net_cost unit=HR period=2017", ogonblick="2")))

    assert "inget värde" in shown  # before the ledger of 2017 was read in
    assert "ögonblicksbild 2" in shown


@pytest.mark.parametrize("number", ["99", "x", "-1", "1" * 30])
def test_a_snapshot_that_does_not_exist_is_not_found(sign_in: SignIn, number: str) -> None:
    assert sign_in("bo").get(tal("net_cost unit=HR period=2017", ogonblick=number)).status_code == 404


def test_another_committee_is_told_that_the_unit_does_not_exist(sign_in: SignIn) -> None:
    assert sign_in("gun").get(tal("net_cost unit=HR period=2017")).status_code == 404
    assert sign_in("cecilia").get(tal("net_cost unit=EKO period=2017")).status_code == 404


def test_an_elected_representative_sees_the_accounts_but_no_way_to_the_rows(sign_in: SignIn) -> None:
    answer = sign_in("elsa").get(tal("costs unit=HR line=personnel period=2017"))

    assert "50110 Månadslön" in text_of(answer)
    assert not [link for link in links_of(answer) if "/rader/" in link]


def test_whoever_has_not_signed_in_is_sent_to_do_so() -> None:
    answer = Client().get(tal("net_cost unit=HR period=2017"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/logga-in/?next=")


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("appropriation - net_cost", "Kommunbidrag − Nettokostnad"),
        ("-(operating_net_cost + net_interest)", "−(Verksamhetens nettokostnad + Räntenetto)"),
        ("costs[personnel] + costs[premises]", "Personal + Lokaler och anläggningar"),
        ("net_cost - net_cost[previous]", "Nettokostnad − Nettokostnad året innan"),
        ("appropriation[year] - net_cost[to date]", "Kommunbidrag hela året − Nettokostnad hittills i år"),
        ("outcome - budget", "Utfall − Budget"),
        (
            "(appropriation - net_cost) / appropriation * 100",
            "(Kommunbidrag − Nettokostnad) / Kommunbidrag × 100",
        ),
    ],
)
def test_formulas_in_words(formula: str, words: str) -> None:
    assert formula_words(formula, language="sv") == words
