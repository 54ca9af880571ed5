"""The analysis: a pivot one drills into, its filters as words, its files, and one's saved views."""

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from hjulet.domain.numbers import parse_number
from tests.web.visit import html_of, links_of, text_of

PIVOT = "/huvudbok/analys/"
ROWS = f"{PIVOT}rader/"
HR = "?enhet=HR&period=2017"
TOTAL = re.compile(r'<td class="num whole">(?:<a[^>]*>)?([^<]+)')


def see(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html_of(answer)


def opened(client: Client, address: str, *, of: str) -> str:
    """Follow the link with a text, on the page itself."""
    main = see(client, address).partition("<main")[2]
    found = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>{re.escape(of)}</a>', main)
    assert found, of
    return unescape(found[1])


def download(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def total_of(page: str) -> Decimal:
    return parse_number(TOTAL.findall(page)[-1].strip())


class TestPivot:
    """The page itself."""

    def test_without_a_choice_it_shows_the_result_by_line_and_month(self, alice: Client) -> None:
        page = text_of(alice.get(f"{PIVOT}?period=2017"))
        assert "Resultatet per rad och månad" in page
        assert "Kommunstyrelsen tkr, kostnader är negativa" in page
        assert "Personal −11 659 −11 643" in page
        assert "Belopp är avrundade; summor kan avvika." in page
        assert "Anläggningstillgångar" not in re.sub(r"Ändra.*?Sparade vyer", "", page)

    def test_one_drills_from_the_result_to_the_rows(self, bob: Client) -> None:
        unit_by_line = opened(bob, f"{PIVOT}{HR}&belopp=kr", of="Personal")
        accounts = see(bob, unit_by_line)
        assert "Belopp per konto och månad" in accounts
        assert total_of(accounts) == Decimal("-25539664.68")
        rows = text_of(bob.get(opened(bob, unit_by_line, of="Månadslön")))
        assert "24 rader, tillsammans −16 345 385,39 kr." in rows

    def test_a_units_own_and_those_below_it_open_a_level_down(self, alice: Client) -> None:
        first = f"{PIVOT}?rader=enhet&period=2017&belopp=kr"
        office = opened(alice, first, of="Kommunstyrelsens kontor")
        page = see(alice, office)
        assert "Resultatet per enhet och månad" in page
        assert "Destination Södertälje" in page
        assert total_of(page) == Decimal("4991500.00")
        assert "Resultatet per rad och månad" in see(alice, opened(alice, office, of="HR"))

    @pytest.mark.parametrize(("share", "total"), [("rad", "100"), ("kolumn", "100"), ("total", "100")])
    def test_shares_sum_to_a_hundred(self, alice: Client, share: str, total: str) -> None:
        assert total_of(see(alice, f"{PIVOT}?andel={share}&period=2017")) == Decimal(total)

    @pytest.mark.parametrize("scale", ["kr", "tkr", "mnkr"])
    def test_amounts_are_rounded_only_when_shown(self, alice: Client, scale: str) -> None:
        shown = total_of(see(alice, f"{PIVOT}?belopp={scale}&period=2017"))
        assert shown == {"kr": Decimal("5030150.00"), "tkr": Decimal(5030), "mnkr": Decimal("5.0")}[scale]

    def test_a_sorted_column_is_said_and_turned(self, alice: Client) -> None:
        address = f"{PIVOT}?period=2017&kolumner=inga&sortera=summa"
        page = see(alice, address)
        assert 'aria-sort="descending"' in page
        assert "sorterat efter summa, störst först" in page
        assert page.index("Kommunbidrag</a>") < page.index("Räntenetto</a>")
        turned = see(alice, opened(alice, address, of="Summa"))
        assert 'aria-sort="ascending"' in turned
        assert turned.index("Räntenetto</a>") < turned.index("Kommunbidrag</a>")

    def test_filters_are_words_that_can_be_taken_away(self, alice: Client) -> None:
        address = f"{PIVOT}{HR}&rad=personnel&konto=50-56&projekt=(utan)&manad=2017-03&interna=utan-egna"
        page = html_of(alice.get(address))
        removals = {
            unescape(label): unescape(href)
            for href, label in re.findall(r'href="([^"]+)" aria-label="Ta bort ([^"]+)"', page)
        }
        assert list(removals) == [
            "Månad mars 2017",
            "Interna poster utan poster inom den egna organisationen",
            "Rad Personal",
            "Konto 50-56",
            "Projekt Utan projekt",
        ]
        assert "konto=" not in removals["Konto 50-56"]
        assert "rad=personnel" in removals["Konto 50-56"]
        assert total_of(see(alice, removals["Konto 50-56"])) != total_of(page)

    def test_the_form_leads_to_the_address_that_says_the_same(self, alice: Client) -> None:
        sent = {
            "enhet": "HR",
            "fran": "2017-08",
            "till": "2017-03",
            "rader": "konto",
            "kolumner": "inga",
            "belopp": "tkr",
            "rad": "resultat",
            "konto": "50-56, 7",
            "projekt": "",
            "text": "",
            "interna": "",
        }
        answer = alice.get(PIVOT, sent)
        assert answer.status_code == 302
        assert unescape(answer["Location"]) == (
            f"{PIVOT}?enhet=HR&period=2017-03..2017-08&konto=50-56&konto=7&rader=konto&kolumner=inga"
        )
        assert "Resultatet per konto" in see(alice, answer["Location"])

    def test_nothing_found_says_what_to_try(self, alice: Client) -> None:
        assert "Bara resultaträkningens rader räknas" in text_of(alice.get(f"{PIVOT}?konto=15"))
        assert "konto=15" in see(alice, f"{PIVOT}?konto=15&rad=balans&rader=konto")

    @pytest.mark.parametrize(
        "query",
        [
            "rader=nej",
            "kolumner=nej",
            "sortera=nej",
            "sida=x",
            "manad=2016-12&period=2017",
            "fran=x",
            "andel=y",
            "konto=" + "5" * 201,
        ],
    )
    def test_what_cannot_be_read_does_not_exist(self, alice: Client, query: str) -> None:
        assert alice.get(f"{PIVOT}?{query}").status_code == 404

    def test_nothing_of_the_address_becomes_markup(self, alice: Client) -> None:
        page = html_of(alice.get(f'{PIVOT}?konto=<script>alert(1)</script>&projekt="><b>x'))
        assert "<script>alert" not in page
        assert "<b>x" not in page


class TestExplanation:
    """What is this?"""

    def test_the_page_says_what_it_counts(self, alice: Client) -> None:
        page = text_of(alice.get(f"{PIVOT}{HR}&rad=nettokostnad"))
        assert "samma som talet Nettokostnad med omvänt tecken" in page
        assert (
            "Bara enheter som du får se räknas. Organisationen är den som gällde när perioden slutade."
            in page
        )
        assert "Filer 2017.se Ögonblicksbild" in page
        links = links_of(alice.get(f"{PIVOT}{HR}&rad=nettokostnad"))
        assert any(link.startswith("/tal/?ref=net_cost+unit%3DHR+period%3D2017&ogonblick=") for link in links)

    def test_a_cell_says_so_in_the_margin(self, bob: Client) -> None:
        page = see(bob, f"{PIVOT}{HR}&belopp=kr")
        cell = unescape(re.findall(r'<td class="num"><a class="figure" data-figure href="([^"]+)"', page)[0])
        note = html_of(bob.get(f"{cell}&fragment=1"))
        assert "<html" not in note
        assert "HR, mars 2017" in note
        assert "1 rad i huvudboken" in note
        assert "Samma som talet" in note

    def test_todays_organisation_is_said(self, alice: Client) -> None:
        page = text_of(alice.get(f"{PIVOT}{HR}&organisation=idag"))
        assert "Organisation som den är i dag" in page
        assert "Organisationen är den som gäller i dag" in page


class TestRows:
    """Rows and vouchers."""

    def test_they_are_searched_and_sorted(self, bob: Client) -> None:
        page = text_of(bob.get(f"{ROWS}{HR}&text=LÖNESYSTEM&ordning=storst"))
        assert "Text ”LÖNESYSTEM”" in page
        assert "kr, kostnader är negativa; störst först" in page

    def test_one_goes_from_voucher_to_voucher_and_back_to_the_list(self, bob: Client) -> None:
        address = f"{ROWS}{HR}&konto=50110&ordning=aldst"
        first = next(link for link in links_of(bob.get(address)) if link.startswith("/verifikat/"))
        assert "plats=0" in first
        assert 'rel="prev"' not in see(bob, first)
        second = bob.get(opened(bob, first, of="Nästa"))["Location"]
        assert "plats=1" in second
        assert bob.get(opened(bob, second, of="Föregående"))["Location"] == first
        last = second.replace("plats=1", "plats=23")
        assert bob.get(opened(bob, last, of="Nästa"))["Location"] == opened(
            bob, last, of="Rader i huvudboken"
        )

    def test_a_voucher_in_the_margin(self, bob: Client) -> None:
        first = next(link for link in links_of(bob.get(f"{ROWS}{HR}")) if link.startswith("/verifikat/"))
        note = html_of(bob.get(f"{first}&fragment=1"))
        assert "Verifikat" in note
        assert "Ur filen 2017.se" in note
        assert "<html" not in note

    def test_the_rows_lead_back_to_the_analysis(self, bob: Client) -> None:
        back = opened(bob, f"{ROWS}{HR}&konto=50110", of="Analysera")
        assert back == f"{PIVOT}?period=2017&konto=50110"


class TestFiles:
    """csv and xlsx."""

    def test_a_workbook_holds_the_whole_pivot_exactly(self, alice: Client) -> None:
        data = download(alice, f"{PIVOT}analys.xlsx?period=2017&rader=konto&kolumner=enhet")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        table = book.get_sheet_by_name("Analys").to_python()
        assert table[0] == [
            "Konto, kod",
            "Konto",
            "KSK Kommunstyrelsens kontor",
            "KS-POL Politisk ledning",
            "Summa",
        ]
        assert table[1][:2] == ["3110", "Avgifter för kopior och handlingar"]
        assert table[-1][-1] == 5030150.0
        asked = {str(word): str(value) for word, value in book.get_sheet_by_name("Urval").to_python()}
        assert asked["Visar"] == "Resultatet per konto och enhet"
        assert asked["Period"] == "2017"
        assert re.match(r"\d+, 2018-02-01", asked["Ögonblicksbild"])
        assert asked["Hämtat"].endswith("Bo Talstrand")

    def test_csv_has_codes_and_names_in_columns_of_their_own(self, bob: Client) -> None:
        head, first, *_rest = csv_rows(download(bob, f"{PIVOT}analys.csv{HR}&rader=konto&kolumner=inga"))
        assert head == ["Konto, kod", "Konto", "Summa"]
        assert re.fullmatch(r"-?\d+,\d\d", first[2])

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_the_rows_of_a_file_sum_to_the_page(self, bob: Client, kind: str) -> None:
        data = download(bob, f"{ROWS}rader.{kind}{HR}&konto=50110")
        if kind == "csv":
            head, *rows = csv_rows(data)
            amounts = [Decimal(row[head.index("Belopp")].replace(",", ".")) for row in rows]
        else:
            head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()  # type: ignore[assignment]
            *amounts, carried = [Decimal(str(row[head.index("Belopp")])) for row in rows]
            assert carried == Decimal("-16345385.39")
        assert sum(amounts) == Decimal("-16345385.39")
        assert {"Ansvar", "Ansvar, namn", "Verifikat", "Sats", "Fil", "Rad i filen"} <= set(head)

    @pytest.mark.parametrize("file", ["analys.csv", "analys.xlsx", "rader/rader.csv", "rader/rader.xlsx"])
    def test_a_file_is_no_way_round_a_permission(
        self, bob: Client, charlie: Client, sign_in: Callable[[str], Client], file: str
    ) -> None:
        elsa, address = sign_in("elsa"), f"{PIVOT}{file}"
        assert status(bob, f"{address}{HR}") == 200
        assert status(bob, f"{address}?enhet=EKO") == 404
        assert status(charlie, f"{address}{HR}") == 404
        assert status(elsa, f"{address}{HR}&text=lön") == 404
        assert status(elsa, f"{address}{HR}") == (404 if "rader" in file else 200)


class TestPermissions:
    """Who sees which page."""

    @pytest.mark.parametrize("page", [PIVOT, ROWS])
    def test_a_unit_that_is_not_ones_own_does_not_exist(
        self, bob: Client, charlie: Client, page: str
    ) -> None:
        assert bob.get(f"{page}{HR}").status_code == 200
        assert bob.get(f"{page}?enhet=KS").status_code == 404
        assert charlie.get(f"{page}{HR}").status_code == 404
        assert bob.get(f"{page}?enhet=EKO&fragment=1").status_code == 404

    def test_without_the_permission_to_see_vouchers_nothing_leads_to_rows(
        self, sign_in: Callable[[str], Client]
    ) -> None:
        elsa = sign_in("elsa")
        page = see(elsa, f"{PIVOT}?rader=konto&period=2017")
        assert "/analys/rader/" not in page
        assert "Text i verifikaten" not in page
        assert elsa.get(f"{PIVOT}?text=lön").status_code == 404
        assert elsa.get(ROWS).status_code == 404


class TestViews:
    """Saved views."""

    def save(self, client: Client, name: str, query: str) -> str:
        answer = client.post(f"{PIVOT}vyer/", {"name": name, "query": query})
        assert answer.status_code == 302
        return str(answer["Location"])

    def test_a_view_is_saved_opened_renamed_and_removed(self, alice: Client) -> None:
        there = self.save(alice, "Löner", "enhet=HR&rad=personnel&rader=konto&sida=3&next=x")
        assert there == f"{PIVOT}?enhet=HR&rad=personnel&rader=konto"
        assert opened(alice, PIVOT, of="Löner") == there
        page = html_of(alice.get(f"{PIVOT}vyer/"))
        change = re.findall(r'action="([^"]+vyer/\d+/)"', page)[0]
        assert alice.post(change, {"name": "Lön", "version": 1}).status_code == 302
        assert opened(alice, f"{PIVOT}vyer/", of="Lön") == there
        stale = alice.post(change, {"name": "Annat", "version": 1})
        assert stale.status_code == 422
        assert "Vyn ”Lön” har ändrats" in text_of(stale)
        assert alice.post(change, {"version": 2, "remove": "on"}).status_code == 302
        assert "Du har inga sparade vyer" in text_of(alice.get(f"{PIVOT}vyer/"))

    def test_anothers_view_does_not_exist(self, alice: Client, bob: Client) -> None:
        self.save(alice, "Löner", "rader=konto")
        change = re.findall(r'action="([^"]+vyer/\d+/)"', html_of(alice.get(f"{PIVOT}vyer/")))[0]
        assert "Löner" not in text_of(bob.get(f"{PIVOT}vyer/"))
        assert bob.post(change, {"name": "Min", "version": 1}).status_code == 404
        assert bob.post(change, {"version": 1, "remove": "on"}).status_code == 404

    @pytest.mark.parametrize("name", ["", "x" * 81])
    def test_a_name_is_asked_for(self, alice: Client, name: str) -> None:
        assert alice.post(f"{PIVOT}vyer/", {"name": name, "query": ""}).status_code == 422
