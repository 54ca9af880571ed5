"""The report page: text, figures that lead on, findings in the margin, files; and writing its text."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from hjulet.documents.charts import DARK
from hjulet.documents.sheet_cells import XLSX
from hjulet.domain.period import parse_period
from hjulet.services.context import Surroundings
from hjulet.web.context import Asked
from hjulet.web.report_parts import last_month
from tests.documents.word_file import body, paragraphs
from tests.services.people import ALICE, AT
from tests.web.visit import SignIn, html_of, latest, links_of, text_of

pytestmark = pytest.mark.usefixtures("demo")

REPORT = "/rapport/annual/KS/2017/"
CHART = "/diagram/KS/2017/net-cost-bridge.svg"


def write(client: Client, source: str, *, version: int) -> Any:
    return client.post(f"{REPORT}text/result-text/", {"source": source, "version": version})


def test_the_report_says_what_the_year_came_to(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(REPORT))

    assert "Kommunstyrelsens årsrapport 2017" in shown
    assert "Arbetsutkast, inte fastställt" in shown
    assert "Nettokostnaden blev 347,7 mnkr." in shown
    assert "RESULTAT 5 361 0 5 030 5 030" in shown


def test_every_number_of_the_text_leads_to_its_source_in_the_same_snapshot(sign_in: SignIn) -> None:
    client = sign_in("bo")
    sources = [link for link in links_of(client.get(REPORT)) if link.startswith("/tal/")]

    assert len(sources) > 100
    assert {link.rpartition("=")[2] for link in sources} == {str(latest())}
    assert client.get(sources[0]).status_code == 200


def test_the_fact_check_says_that_nothing_contradicts(sign_in: SignIn) -> None:
    assert "Faktakontroll: ingen uppgift motsäger talen." in text_of(sign_in("bo").get(REPORT))


def test_a_contradiction_stands_in_the_margin_of_its_paragraph(sign_in: SignIn) -> None:
    client = sign_in("bo")
    write(client, "En inledning.\n\nHR:s nettokostnad blev 45,0 mnkr.\n", version=1)

    answer = client.get(REPORT)

    assert "1 uppgift motsäger talen" in text_of(answer)
    passage = html_of(answer).split('id="result-text-2"')[1].split("</div>")[0]
    assert '<aside class="margin">' in passage
    assert "Texten säger 45,0 mnkr" in passage


def test_the_report_can_be_had_as_a_word_file(sign_in: SignIn) -> None:
    client = sign_in("bo")

    made = client.get(f"{REPORT}rapport.docx")
    assert made["Content-Type"].endswith("wordprocessingml.document")
    assert made["Content-Disposition"] == f'inline; filename="annual-KS-2017-{latest()}.docx"'
    assert paragraphs(body(made.content), "Title") == ["Kommunstyrelsens årsrapport"]
    assert f"{REPORT}rapport.docx" in " ".join(links_of(client.get(REPORT)))


def test_the_report_can_be_had_as_a_pdf_and_as_json(sign_in: SignIn) -> None:
    client = sign_in("bo")

    made = client.get(f"{REPORT}rapport.pdf")
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")
    document = json.loads(client.get(f"{REPORT}rapport.json").content)
    assert document["schema"] == "report/1"
    assert document["figures"]["net_cost unit=HR period=2017"]["value"] == "38698000.00"


def test_the_report_can_be_had_as_a_workbook_from_its_page(sign_in: SignIn) -> None:
    client = sign_in("bo")
    address = next(link for link in links_of(client.get(REPORT)) if "rapport.xlsx" in link)

    made = client.get(address)
    assert made["Content-Type"] == XLSX
    assert made["Content-Disposition"] == f'inline; filename="annual-KS-2017-{latest()}.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(made.content))
    first, *tables, last = book.sheet_names
    assert (first, last) == ("Innehåll", "Källor")
    assert tables[0] == "Resultat 2017"
    assert {"Resultaträkning 2017", "Investeringar 2017"} <= set(tables)


def test_the_chart_is_a_picture_of_its_own(sign_in: SignIn) -> None:
    client = sign_in("bo")
    drawn = client.get(f"{CHART}?ogonblick={latest()}")

    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")
    assert f"{CHART}?ogonblick={latest()}" in html_of(client.get(REPORT))
    assert client.get("/diagram/KS/2017/no-such-chart.svg").status_code == 404


def test_the_page_offers_the_chart_in_the_colours_of_a_dark_screen(sign_in: SignIn) -> None:
    client = sign_in("bo")
    address = f"{CHART}?ogonblick={latest()}&tema=mork"

    assert address.replace("&", "&amp;") in html_of(client.get(REPORT))
    assert DARK.paper in client.get(address).content.decode()
    assert DARK.paper not in client.get(address.replace("mork", "annat")).content.decode()


def test_the_list_has_each_year_of_the_ledger_and_plans_of_each_with_a_budget(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get("/rapporter/"))

    assert shown.index("Årsrapport Kommunstyrelsen 2017") < shown.index("Årsrapport Kommunstyrelsen 2015")
    assert "Årsrapport Kommunstyrelsen 2014" not in shown  # it has a budget, and no books
    assert "Verksamhetsplan Kommunstyrelsen 2014 Utkast." in shown


def test_a_year_is_wanted(sign_in: SignIn) -> None:
    answer = sign_in("bo").get("/rapport/annual/KS/2017-08/")

    assert answer.status_code == 422
    assert "helt år" in text_of(answer)


FILES = [f"{REPORT}rapport.{suffix}" for suffix in ("pdf", "docx", "xlsx", "json")]


@pytest.mark.parametrize("address", [REPORT, *FILES, f"{REPORT}text/", CHART])
def test_another_committee_is_told_that_the_report_does_not_exist(sign_in: SignIn, address: str) -> None:
    assert sign_in("gun").get(address).status_code == 404


def test_another_committee_has_no_report_in_its_list(sign_in: SignIn) -> None:
    assert REPORT not in links_of(sign_in("gun").get("/rapporter/"))


def test_an_elected_representative_reads_but_does_not_write(sign_in: SignIn) -> None:
    client = sign_in("elsa")

    assert "Skriv text" not in text_of(client.get(REPORT))
    assert client.get(f"{REPORT}text/result-text/").status_code == 404
    assert write(client, "Min text", version=1).status_code == 404


@pytest.mark.parametrize(
    "path", ["", "rapport.pdf", "rapport.docx", "rapport.xlsx", "rapport.json", "text/", "forsegla/"]
)
def test_whoever_has_not_signed_in_is_sent_to_do_so(path: str) -> None:
    answer = Client().get(REPORT + path)

    assert (answer.status_code, answer["Location"].startswith("/logga-in/?next=")) == (302, True)


def test_what_is_written_is_saved_and_shown_with_its_numbers(sign_in: SignIn) -> None:
    client = sign_in("bo")
    answer = write(client, "# Året\r\n\r\nHR kostade {net_cost unit=HR as=mnkr1}.", version=1)

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{REPORT}text/result-text/?sparad=")
    shown = text_of(client.get(answer["Location"]))
    assert "Sparat" in shown
    assert "HR kostade 38,7 mnkr." in shown


def test_a_reference_that_cannot_be_read_is_said_with_its_line(sign_in: SignIn) -> None:
    client = sign_in("bo")
    write(client, "Ett stycke.\n\nHR kostade {net_kost unit=HR}.", version=1)

    shown = text_of(client.get(f"{REPORT}text/result-text/"))
    assert "1 referens går inte att läsa." in shown
    assert "Rad 3:" in shown
    assert "Talet ”net_kost” finns inte." in shown
    beside = html_of(client.get(REPORT)).split('id="result-text-2"')[1].split("</div>")[0]
    assert "Talet ”net_kost” finns inte." in beside


def test_the_references_beside_the_text_give_what_they_say(sign_in: SignIn) -> None:
    client = sign_in("bo")
    shown = text_of(client.get(f"{REPORT}text/result-text/"))
    assert "{net_cost unit=HR as=mnkr1} 38,7 mnkr" in shown
    assert "{net_cost unit=HR period=this-1 as=mnkr1} 39,9 mnkr" in shown
    assert "{net_cost_growth as=pct1} 5,3 procent" in shown

    write(client, "{net_cost unit=HR period=this-1 as=mnkr1} {net_cost_growth as=pct1}", version=1)
    assert "39,9 mnkr 5,3 procent" in text_of(client.get(REPORT))


def test_of_two_who_write_at_once_nobody_loses_a_word(sign_in: SignIn) -> None:
    alice, administrator = sign_in("bo"), sign_in("bo")
    write(alice, "Lika.\nAlices rad.", version=1)

    answer = write(administrator, "Lika.\nBos rad.", version=1)

    assert answer.status_code == 409
    shown = text_of(answer)
    assert "Det finns en nyare text" in shown
    assert "[borttaget: Alices ] [tillagt: Bos ] rad." in shown
    assert write(administrator, "Lika.\nBos rad.\nAlices rad.", version=2).status_code == 302


def test_a_form_without_its_version_gives_the_text_back(sign_in: SignIn) -> None:
    answer = sign_in("bo").post(f"{REPORT}text/result-text/", {"source": "Min text"})

    assert answer.status_code == 422
    assert "Min text" in text_of(answer)


def test_words_of_the_text_are_never_marks_of_the_page(sign_in: SignIn) -> None:
    client = sign_in("bo")
    write(client, "<script>alert(1)</script> & </textarea>", version=1)

    for page in (REPORT, f"{REPORT}text/result-text/"):
        assert "<script>alert" not in html_of(client.get(page))
        assert "&lt;script&gt;alert(1)" in html_of(client.get(page))


def test_what_a_report_waits_for_is_its_last_month(demo: Path) -> None:
    around = Surroundings(months=("2017-09", "2017-10"))
    here = Asked(unit="KS", period=parse_period("2017"), snapshot=None, by=ALICE, at=AT, around=around)
    assert last_month(here) == "oktober 2017"
    assert last_month(replace(here, is_ahead=True)) == ""
