"""The committee's page, the summary that the elected meet, and what a manager's page tells beside."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.visit import SignIn, html_of, links_of, text_of

PAGE = "/namnd/KS/?period=2017-01..2017-08"
ROWS = re.compile(r'<th scope="row">\s*<a href="/enhet/([A-Z-]+)/')


def test_the_page_works_and_says_how_the_body_stands(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(PAGE))
    assert "Kommunstyrelsen har kostat 14,6 mnkr mindre än budget." in shown
    assert "Enheterna januari–augusti 2017 tkr, sorterade efter avvikelse" in shown
    assert "Kommunikation 13 320 12 986 −334 −2,6 över budget 19 479" in shown
    assert "HR 24 651 25 829 1 179 4,6 under budget 38 744 Saknas: HR" in shown


@pytest.mark.parametrize(
    ("order", "first", "sorted_by"),
    [
        ("", "KOM", "Avvikelse"),
        ("avvikelse", "KOM", "Avvikelse"),
        ("procent", "KOM", "Procent"),
        ("namn", "ADM", "Enhet"),
    ],
)
def test_the_table_is_sorted_by_a_link_and_says_by_what(
    sign_in: SignIn, order: str, first: str, sorted_by: str
) -> None:
    page = html_of(sign_in("bo").get(f"{PAGE}&ordning={order}"))
    assert ROWS.findall(page)[0] == first
    heads = re.findall(r'aria-sort="ascending">\s*<a[^>]*>([^<]+)</a>', page)
    assert heads == [sorted_by]
    assert page.count('aria-sort="none"') == 2


def test_an_order_that_does_not_exist_is_the_usual_one(sign_in: SignIn) -> None:
    assert sign_in("bo").get(f"{PAGE}&ordning=nej").status_code == 200


def test_every_amount_opens(sign_in: SignIn) -> None:
    links = links_of(sign_in("bo").get(PAGE))
    assert any(link.startswith("/tal/?ref=net_cost_variance+unit%3DHR") for link in links)
    bo = sign_in("bo")
    for link in (one for one in links if one.startswith("/tal/")):
        assert bo.get(link).status_code == 200, link


@pytest.mark.parametrize("who", ["gun", "cecilia"])
def test_who_does_not_answer_for_the_committee_finds_nothing(sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get(PAGE).status_code == 404


def test_what_is_missing_is_written_from_here_and_then_read_here(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    links = links_of(bo.get(PAGE))
    (write,) = {link for link in links if link.endswith("/text/unit-comments.HR/")}
    assert bo.post(write, {"source": "Två vakanser.", "version": "0"}).status_code == 302
    shown = text_of(bo.get(PAGE))
    assert "under budget 38 744 Läs: HR" in shown
    assert "HR Två vakanser. Bo Talstrand, " in shown
    assert "Gränsen i månadsrapportens mall är 500 tkr." in shown
    assert "Saknas: HR" not in shown


def test_a_span_of_years_has_no_budget_to_stand_against(sign_in: SignIn) -> None:
    assert sign_in("bo").get("/namnd/KS/?period=2016..2017").status_code == 404


def test_the_elected_meet_a_summary(sign_in: SignIn) -> None:
    shown = text_of(sign_in("elsa").get("/?period=2017-01..2017-08"))
    assert "Kommunstyrelsen har kostat 14,6 mnkr mindre än budget" in shown
    assert "Administration och utredning har kostat 6,0 mnkr mindre än budget" in shown
    assert "Årsrapport Kommunstyrelsen 2017" in shown
    assert "kostade 5,0 mnkr mindre än budget" in text_of(sign_in("elsa").get("/?period=2017"))


def test_a_manager_is_told_what_changed_and_what_the_staff_costs(sign_in: SignIn) -> None:
    shown = text_of(sign_in("cecilia").get("/?period=2017-01..2017-08"))
    assert "Augusti kostade 0,2 mnkr mer än juli" in shown
    assert "Inköp, konsulter och it kostade 0,3 mnkr mer än i juli" in shown
    assert "Intäkterna var 61 tkr högre än i juli" in shown
    assert "mer än i augusti 2016" in shown
    assert "38,6 årsarbetare kostar 651 tkr var om året" in shown
    assert "Årsarbetare i genomsnitt 38,56 39,22" in shown


def test_without_staff_figures_nothing_is_said_of_them(sign_in: SignIn) -> None:
    assert "årsarbetare" not in text_of(sign_in("bo").get("/enhet/KS-POL/?period=2017"))


def test_accounts_stand_in_groups_with_plain_names(sign_in: SignIn) -> None:
    shown = text_of(sign_in("cecilia").get("/enhet/HR/rad/personnel/?period=2017-01..2017-08"))
    assert "Löner −11 040 041,18 50110 Månadslön" in shown
    assert "Pensioner −786 811,55 5710" in shown


@pytest.mark.browser
def test_the_table_is_sorted_by_keyboard(enter: Callable[[str], Page]) -> None:
    page = enter("bo")
    page.goto(page.url + PAGE.removeprefix("/"))
    page.get_by_role("columnheader", name="Enhet").get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**ordning=namn*")
    assert page.locator("tbody th").first.inner_text() == "Administration och utredning"
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Enhet")
