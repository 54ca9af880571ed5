"""Words of the pages that once were wrong: periods, numbers, genitives, and ways back."""

import re
from pathlib import Path

import pytest
from django.test import Client

from hjulet.services.demo import FOLDER
from tests.services.job_helper import work_off
from tests.web.visit import SignIn, html_of, links_of, text_of

REPORT = "/rapport/annual/KS/2017/"


def upload(client: Client, data: bytes, tmp_path: Path, *, name: str) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with path.open("rb") as file:
        address = client.post("/huvudbok/las-in/", {"chosen": file}, follow=True).redirect_chain[-1][0]
    work_off()
    return text_of(client.get(address))


def test_a_part_of_a_year_is_named_in_words_and_has_no_closing(alice: Client) -> None:
    page = text_of(alice.get("/enhet/HR/?period=2017-01..2017-08"))
    assert "Resultaträkning januari–augusti 2017" in page
    assert "Utfall 2017" in page
    assert "Bokslut" not in page
    assert "helår" not in page
    assert "2017-01.." not in page


def test_a_whole_year_has_its_closing(alice: Client) -> None:
    assert "Bokslut 2017" in text_of(alice.get("/enhet/HR/?period=2017"))


def test_figures_of_a_part_of_a_year_are_named_in_words(alice: Client) -> None:
    page = text_of(alice.get("/tal/?ref=net_cost+unit%3DHR+period%3D2017-01..2017-08"))
    assert "Räntenetto, HR, januari–augusti 2017" in page


def test_a_period_over_several_years_has_no_statement(alice: Client) -> None:
    assert alice.get("/enhet/KS/?period=2016-01..2017-12").status_code == 404


@pytest.mark.parametrize("page", ["", "text/", "forsegla/", "rapport.pdf", "rapport.docx", "rapport.json"])
def test_a_year_without_a_ledger_has_no_report(alice: Client, page: str) -> None:
    answer = alice.get(f"/rapport/annual/KS/2014/{page}")
    assert answer.status_code == 422


def test_a_report_of_a_year_without_a_ledger_says_why(alice: Client) -> None:
    assert "Huvudboken för 2014 är inte inläst." in text_of(alice.get("/rapport/annual/KS/2014/"))


def test_an_abbreviation_owns_its_report_with_a_colon(alice: Client) -> None:
    assert "HR:s årsrapport 2017" in text_of(alice.get("/rapport/annual/HR/2017/"))


def test_a_voucher_leads_back_to_where_one_came_from(alice: Client) -> None:
    rows = "/huvudbok/analys/rader/?enhet=HR&rad=personnel&konto=50110&period=2017-01..2017-08"
    voucher = next(link for link in links_of(alice.get(rows)) if link.startswith("/verifikat/"))
    page = alice.get(voucher)
    assert re.search(r"<h1>Verifikat L \d+</h1>", html_of(page))
    back = [link for link in links_of(page) if link.startswith("/huvudbok/analys/rader/?")]
    assert back
    assert "rad=personnel" in back[0]
    assert "konto=50110" in back[0]
    assert "period=2017-01..2017-08" in back[0]
    assert [alice.get(link).status_code for link in back] == [200]


def test_of_a_conflict_one_can_leave_without_saving(alice: Client) -> None:
    alice.post(f"{REPORT}text/result-text/", {"source": "Först.\n\nSedan.", "version": "1"})
    page = alice.post(f"{REPORT}text/result-text/", {"source": "Nu.\n\nDå.", "version": "1"})
    assert f"{REPORT}text/result-text/" in links_of(page)
    assert not re.search(r"<(ins|del)></", html_of(page))


def test_amounts_of_a_file_are_written_as_swedes_write_them(alice: Client, tmp_path: Path) -> None:
    sie = (FOLDER / "sie" / "2017.se").read_bytes()
    page = upload(alice, sie.replace(b"} 217.49\r", b"} 99999.00\r", 1), tmp_path, name="fel.se")
    assert "skillnaden är 99 781,51 kr" in page


def test_of_a_file_that_is_nothing_no_empty_facts_are_listed(alice: Client, tmp_path: Path) -> None:
    page = upload(alice, b"%PDF-1.4 hej", tmp_path, name="brev.pdf")
    assert "ingen SIE-fil" in page
    assert "Räkenskapsår" not in page


def test_a_budget_of_a_unit_that_does_not_exist_fails_its_check(alice: Client, tmp_path: Path) -> None:
    budget = (FOLDER / "budget" / "2017.csv").read_bytes()
    page = upload(alice, budget.replace(b"\nHR;", b"\nHX;"), tmp_path, name="fel.csv")
    assert "Avvisad" in page
    assert "HX" in page


def test_a_direction_is_set_against_a_signed_figure(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    bo.post(f"{REPORT}text/result-text/", {"source": "HR gick med underskott 2017.", "version": "1"})
    assert "Texten säger underskott, men talen ger +46 tkr" in text_of(bo.get(REPORT))


@pytest.mark.parametrize("page", ["", "forsegla/"])
def test_the_menus_of_a_report_lead_to_reports_that_can_be_opened(alice: Client, page: str) -> None:
    menus = html_of(alice.get(f"{REPORT}{page}")).partition("<main")[0]
    periods = re.findall(r'href="(/rapport/annual/KS/[^"]+)"', menus)
    assert {link.partition("?")[0] for link in periods} == {
        f"/rapport/annual/KS/{year}/{page}" for year in (2015, 2016, 2017)
    }
    assert [alice.get(link).status_code for link in periods] == [200] * len(periods)
