"""A unit's economy: what is left, the statement, and the way down to the voucher."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from hjulet.domain.numbers import parse_number
from hjulet.domain.permission import Grant
from hjulet.domain.validity import Validity
from hjulet.services.people import OPERATOR, new_person

LINE = "/enhet/HR/rad/personnel/"
ROWS = "/huvudbok/analys/rader/?enhet=HR&rad=personnel"
FIRST_VOUCHER = re.compile(r'href="(/verifikat/[^"]+)"')
AMOUNTS = re.compile(r'<td class="num">(−?[\d\u00a0]+,\d\d)</td>')


def see(client: Client, address: str) -> str:
    """Give a page as text, its markup left in."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def words(page: str) -> str:
    """Give a page's words without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def amounts(page: str) -> list[Decimal]:
    return [parse_number(found) for found in AMOUNTS.findall(page)]


class TestStart:
    """The start page."""

    def test_a_manager_sees_what_is_left(self, bob: Client) -> None:
        page = words(see(bob, "/?period=2017-01..2017-08"))
        assert "Du har 14,1 mnkr kvar till årets slut" in page
        assert "Kommunbidraget för 2017 är 38,7 mnkr . Till och med augusti är 24,7 mnkr använt." in page

    def test_without_a_period_the_ledgers_latest_is_shown(self, bob: Client) -> None:
        assert "Du hade 46 tkr kvar när 2017 var slut" in words(see(bob, "/"))

    def test_overspending_is_said_without_a_minus(self, alice: Client) -> None:
        page = words(see(alice, "/?enhet=KSK-EGET&period=2017"))
        assert re.search(r"använde [\d,]+ (mnkr|tkr) mer än ramen för 2017", page)

    def test_somebody_elses_money_is_named(self, alice: Client) -> None:
        assert "Kommunstyrelsen har 130,5 mnkr kvar" in words(see(alice, "/?period=2017-01..2017-08"))

    def test_costs_stand_in_plain_words_and_as_positive_numbers(self, bob: Client) -> None:
        page = words(see(bob, "/"))
        assert "Löner och personal 24 804 25 540 −736" in page
        assert "Köpt verksamhet" not in page  # neither budget nor outcome

    def test_months_to_come_have_a_budget_and_no_outcome(self, bob: Client) -> None:
        page = see(bob, "/?period=2017-01..2017-08")
        assert "net_cost unit=HR period=2017-09 version=budget" in page
        assert 'net_cost unit=HR period=2017-09"' not in page

    def test_a_controller_sees_the_units_below_with_what_they_have_left(self, alice: Client) -> None:
        page = words(see(alice, "/"))
        assert "Enheterna under" in page
        assert "Politisk ledning" in page

    def test_a_unit_without_any_amount_says_so(self, charlie: Client) -> None:
        assert "Inga belopp för Kultur- och fritidsnämnden" in words(see(charlie, "/"))

    def test_every_amount_leads_to_its_source(self, bob: Client) -> None:
        page = see(bob, "/")
        assert 'href="/tal/?ref=remaining+unit%3DHR+period%3D2017&ogonblick=' in page
        assert 'aria-label="46\u00a0tkr, Kvar att använda, HR, 2017"' in page


class TestUnit:
    """A unit's own page."""

    def test_the_statement_opens_line_by_line(self, bob: Client) -> None:
        page = see(bob, "/enhet/HR/?period=2017")
        assert 'href="/enhet/HR/rad/personnel/?period=2017"' in page
        assert "SUMMA KOSTNADER −42 410 −40 973 −41 302 −329" in words(page)

    def test_the_way_up_is_a_link_only_where_one_may_go(self, bob: Client, alice: Client) -> None:
        assert 'href="/enhet/KSK/"' not in see(bob, "/enhet/HR/")
        assert 'href="/enhet/KSK/"' in see(alice, "/enhet/HR/")

    def test_economy_leads_to_the_first_unit(self, bob: Client) -> None:
        assert bob.get("/ekonomi/").headers["Location"] == "/enhet/HR/"

    @pytest.mark.parametrize(
        "address",
        ["/enhet/KS/", "/enhet/EKO/", "/enhet/NEJ/", "/enhet/HR/?period=nej", "/enhet/HR/?ogonblick=999"],
    )
    def test_what_is_not_bobs_does_not_exist(self, bob: Client, address: str) -> None:
        answer = bob.get(address)
        assert answer.status_code == 404
        assert "Sidan finns inte" in answer.content.decode()

    @pytest.mark.parametrize("address", ["/enhet/HR/", LINE, ROWS])
    def test_charlie_of_another_committee_finds_nothing(self, charlie: Client, address: str) -> None:
        assert charlie.get(address).status_code == 404

    def test_an_older_snapshot_is_said_and_kept(self, bob: Client) -> None:
        page = see(bob, "/enhet/HR/?period=2016&ogonblick=7")
        assert "Du ser en äldre ögonblicksbild." in words(page)
        assert "/enhet/HR/rad/personnel/?period=2016&ogonblick=7" in page


class TestWayDown:
    """From a line to its accounts, rows and voucher."""

    def test_the_accounts_add_up_to_the_line(self, bob: Client) -> None:
        page = see(bob, LINE)
        assert "50110 Månadslön 24 −16 345 385,39" in words(page)
        assert f"{sum(amounts(page)):.2f}" == "-25539664.68"
        assert "−25 539 664,68" in words(page)

    def test_the_rows_add_up_to_the_account(self, bob: Client) -> None:
        page = see(bob, f"{ROWS}&konto=50110")
        assert "24 rader, tillsammans −16 345 385,39 kr." in words(page)
        assert f"{sum(amounts(page)):.2f}" == "-16345385.39"

    def test_rows_are_paged(self, bob: Client) -> None:
        first, last = see(bob, ROWS), see(bob, f"{ROWS}&sida=3")
        assert "Sida 1 av 3" in words(first)
        assert "sida=2" in first
        assert "Sida 3 av 3" in words(last)
        assert len(amounts(first)) == 50
        assert bob.get(f"{ROWS}&sida=4").status_code == 404
        assert bob.get(f"{ROWS}&sida=0").status_code == 404

    def test_a_voucher_says_that_it_balances_and_where_it_stands(self, bob: Client) -> None:
        address = FIRST_VOUCHER.findall(see(bob, f"{ROWS}&konto=50110"))[0]
        page = see(bob, address)
        assert "Debet och kredit är lika stora" in words(page)
        assert "1 rad som hör till en annan enhet eller till balansräkningen" in words(page)
        assert "Ur filen 2017.se, rad 13 242" in words(page)
        assert amounts(page)[-1] == 0
        assert sum(amounts(page)[:-1]) == 0

    def test_charlie_cannot_open_the_voucher(self, bob: Client, charlie: Client) -> None:
        address = FIRST_VOUCHER.findall(see(bob, ROWS))[0]
        assert charlie.get(address).status_code == 404

    def test_an_elected_representative_sees_accounts_and_no_vouchers(
        self, sign_in: Callable[[str], Client]
    ) -> None:
        elsa = sign_in("elsa")
        page = see(elsa, "/enhet/KS/rad/personnel/")
        assert "Månadslön" in page
        assert "/analys/rader/" not in page
        assert elsa.get("/huvudbok/analys/rader/?enhet=KS&rad=personnel").status_code == 404

    @pytest.mark.parametrize("line", ["total_costs", "nej"])
    def test_a_sum_has_no_accounts_of_its_own(self, bob: Client, line: str) -> None:
        assert bob.get(f"/enhet/HR/rad/{line}/").status_code == 404


class TestContext:
    """The bar at the top and the words to the left."""

    def test_the_menus_keep_the_page(self, alice: Client) -> None:
        page = see(alice, "/enhet/HR/rad/personnel/?period=2017")
        assert 'href="/enhet/EKO/rad/personnel/?period=2017"' in page
        assert 'href="/enhet/HR/rad/personnel/?period=2017-01..2017-08"' in page
        assert 'href="/enhet/HR/rad/personnel/?period=2017&ogonblick=18"' in page

    def test_another_year_keeps_the_months(self, alice: Client) -> None:
        page = see(alice, "/enhet/HR/?period=2017-01..2017-08")
        assert 'href="/enhet/HR/?period=2016-01..2016-08"' in page

    def test_an_analysis_keeps_what_it_asks_for_in_another_unit_but_not_its_page(self, alice: Client) -> None:
        page = see(alice, f"{ROWS}&period=2017&sida=2")
        assert 'href="/huvudbok/analys/rader/?rad=personnel&period=2017&enhet=EKO"' in page

    def test_the_words_to_the_left_are_what_one_may_do(self, alice: Client, bob: Client) -> None:
        assert 'href="/huvudbok/"' in see(alice, "/")
        assert 'href="/huvudbok/"' not in see(bob, "/")
        assert 'href="/huvudbok/analys/"' in see(bob, "/")

    @pytest.mark.parametrize(("role", "may_import"), [("controller", True), ("unit_manager", False)])
    def test_before_the_first_import_the_page_says_what_to_do(
        self, db: None, client: Client, role: str, may_import: bool
    ) -> None:
        grant = Grant(role=role, unit="KS", validity=Validity(date(2014, 1, 1), None))
        new_person(username="ny", name="Ny", password="prov", grants=(grant,), by=OPERATOR, at=timezone.now())
        assert client.login(username="ny", password="prov")
        answer = client.get("/")
        assert answer.status_code == 422
        assert "Inget är inläst än" in answer.content.decode()
        assert ('href="/huvudbok/las-in/"' in answer.content.decode()) is may_import


class TestSearch:
    """Finding a unit."""

    @pytest.mark.parametrize("query", ["ekon", "EKO", " eko "])
    def test_units_are_found_by_name_and_code(self, alice: Client, query: str) -> None:
        page = see(alice, f"/sok/?q={query}")
        assert 'href="/enhet/EKO/"' in page

    def test_nothing_found_says_what_to_try(self, bob: Client) -> None:
        page = see(bob, "/sok/?q=<b>nej")
        assert "Ingen enhet med det namnet" in page
        assert "<b>nej" not in bob.get("/sok/?q=<b>nej").content.decode()
