"""Editions: sealing a report, reading it as it was sealed, and what is said when a file has been changed."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from tests.web.visit import SignIn, latest, links_of, text_of

REPORT = "/rapport/annual/KS/2017/"
DECISION = "KS 2018-04-06 § 61"


@pytest.fixture(autouse=True)
def _no_editions_stay(demo: None) -> Iterator[None]:
    """Take away what a test has sealed: the folder does not roll back with the database."""
    yield
    shutil.rmtree(settings.HJULET_HOME / "editions", ignore_errors=True)


def seal(client: Client, **given: str) -> str:
    answer = client.post(f"{REPORT}forsegla/", {"decision": DECISION, **given})
    assert answer.status_code == 302
    return str(answer["Location"])


def content_of(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return bytes(answer.content)


def test_before_the_first_sealing_the_list_says_how_one_comes_about(alice: Client) -> None:
    assert "Det finns ingen utgåva som du får se än." in text_of(alice.get("/utgavor/"))


def test_the_form_says_what_will_happen(alice: Client) -> None:
    shown = text_of(alice.get(f"{REPORT}forsegla/"))

    assert f"alla tal från ögonblicksbild {latest()}" in shown
    assert "En utgåva kan inte ändras eller tas bort." in shown
    assert "Faktakontrollen har inte funnit några fel." in shown


def test_a_sealed_report_is_an_edition_with_decision_seal_and_files(alice: Client) -> None:
    address = seal(alice)

    assert address == "/utgavor/1/"
    shown = text_of(alice.get(address))
    assert "Utgåvan är hel" in shown
    assert DECISION in shown
    assert "report.pdf" in shown
    assert "Kedjan är hel: 1 utgåva prövad." in text_of(alice.get("/utgavor/"))
    assert "Förseglad: utgåva 1" in text_of(alice.get(REPORT))
    assert "utgåva 1" in text_of(alice.get("/rapporter/"))


def test_what_is_left_open_is_completed_on_the_editions_page(alice: Client, bob: Client) -> None:
    address = seal(alice, open_points="Utfall lämnas senare\r\n\r\nTrender kan räknas om")
    supplement = f"{address}komplettera/2/"
    assert "◐ Inte kompletterad än. Komplettera: Utfall lämnas senare" in text_of(alice.get(address))
    assert "Trender kan räknas om" in text_of(alice.get(supplement))
    given = {"text": "Inga trender är ändrade.", "decided_by": "KS § 12", "decided_on": "2018-05-04"}
    assert alice.post(supplement, given | {"decided_on": ""}).status_code == 422
    assert alice.post(supplement, given)["Location"] == address
    shown = text_of(alice.get(address))
    assert "Inga trender är ändrade." in shown
    assert "● Komplettering 1, beslutad av KS § 12 den 4 maj 2018." in shown
    assert "Utgåvan är hel" in shown
    assert "Punkten är redan kompletterad" in text_of(alice.post(supplement, given))
    assert bob.get(f"{address}komplettera/1/").status_code == 404


def test_the_files_are_served_as_they_lie(alice: Client) -> None:
    address = seal(alice)
    folder = settings.HJULET_HOME / "editions" / "0001"

    for path, kind in (
        ("report.html", "text/html; charset=utf-8"),
        ("report.pdf", "application/pdf"),
        ("content.json", "application/json"),
        ("manifest.json", "application/json"),
        ("charts/net-cost-bridge-chart.svg", "image/svg+xml"),
        ("tables/income-statement.csv", "text/csv; charset=utf-8"),
    ):
        assert content_of(alice, address + path) == (folder / path).read_bytes()
        assert alice.get(address + path)["Content-Type"] == kind


def test_a_sealed_page_may_carry_its_style_and_run_nothing(alice: Client) -> None:
    policy = alice.get(f"{seal(alice)}report.html")["Content-Security-Policy"]

    assert "style-src 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in alice.get("/utgavor/1/")["Content-Security-Policy"]
    assert "unsafe-inline" not in alice.get("/utgavor/1/content.json")["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["../../secret-key", "..%2F..%2Fsecret-key", "nothing.pdf", "charts", "/etc/passwd"]
)
def test_nothing_outside_the_edition_is_served(alice: Client, path: str) -> None:
    assert alice.get(seal(alice) + path).status_code == 404


def test_a_changed_file_is_said(alice: Client) -> None:
    address = seal(alice)
    (settings.HJULET_HOME / "editions" / "0001" / "report.pdf").write_bytes(b"another")

    assert "report.pdf i utgåva 1 har ändrats sedan förseglingen." in text_of(alice.get(address))
    shown = text_of(alice.get("/utgavor/"))
    assert "Något är fel." in shown
    assert "report.pdf i utgåva 1 har ändrats" in shown


def test_the_same_report_again_is_the_same_edition(alice: Client) -> None:
    assert seal(alice) == seal(alice) == "/utgavor/1/"


def test_a_new_edition_says_which_one_it_replaces_and_the_old_one_leads_to_it(alice: Client) -> None:
    first, second = seal(alice), seal(alice, decision="KF 2018-04-23 § 40")

    assert "Ny utgåva: ersätter utgåva 1." in text_of(alice.get(second))
    assert "rapporten finns i en nyare utgåva, nummer 2." in text_of(alice.get(first))
    assert "ersatt av utgåva 2" in text_of(alice.get("/utgavor/"))


def test_errors_of_the_fact_check_must_have_been_read(alice: Client) -> None:
    alice.post(f"{REPORT}text/result-text/", {"source": "HR:s nettokostnad blev 45,0 mnkr.", "version": 1})

    shown = text_of(alice.get(f"{REPORT}forsegla/"))
    assert "Texten säger 45,0 mnkr" in shown
    assert alice.post(f"{REPORT}forsegla/", {"decision": DECISION}).status_code == 200
    assert "Det finns ingen utgåva som du får se än." in text_of(alice.get("/utgavor/"))
    assert alice.post(f"{REPORT}forsegla/", {"do": "refer", "referral": "Nämnderna"}).status_code == 200
    assert seal(alice, seen="on") == "/utgavor/1/"


def test_a_text_with_a_reference_that_cannot_be_read_is_not_sealed(alice: Client) -> None:
    alice.post(f"{REPORT}text/result-text/", {"source": "{net_kost}", "version": 1})

    shown = text_of(alice.post(f"{REPORT}forsegla/", {"decision": DECISION}))

    assert "kan inte förseglas" in shown
    assert f"{REPORT}text/result-text/" in links_of(alice.get(f"{REPORT}forsegla/"))


def test_another_committee_neither_sees_nor_seals(alice: Client, charlie: Client) -> None:
    address = seal(alice)

    for path in (address, f"{address}report.pdf", f"{address}report.html", f"{REPORT}forsegla/"):
        assert charlie.get(path).status_code == 404
    assert "årsrapport" not in text_of(charlie.get("/utgavor/"))


def test_an_elected_representative_reads_but_neither_seals_nor_verifies(
    alice: Client, sign_in: SignIn
) -> None:
    address, elsa = seal(alice), sign_in("elsa")

    shown = text_of(elsa.get(address))
    assert DECISION in shown
    assert "Utgåvan är hel" not in shown
    assert elsa.get(f"{REPORT}forsegla/").status_code == 404
    assert elsa.post(f"{REPORT}forsegla/", {"decision": "Egen"}).status_code == 404


@pytest.mark.parametrize("path", ["", "1/", "1/report.pdf", "1/report.html"])
def test_whoever_has_not_signed_in_is_sent_to_do_so(path: str) -> None:
    assert Client().get(f"/utgavor/{path}")["Location"].startswith("/logga-in/?next=")


PLAN = "/rapport/plan/KS/2014/"


def test_a_plan_is_sent_for_comment_decided_and_compared_with_what_was_sent(alice: Client) -> None:
    assert "○ Arbetsutkast, inte fastställt." in text_of(alice.get(PLAN))
    assert "Detta fält måste fyllas i" in text_of(alice.post(f"{PLAN}forsegla/", {"do": "refer"}))
    sent = alice.post(f"{PLAN}forsegla/", {"do": "refer", "referral": "Nämnderna, svar i november"})
    assert sent["Location"] == "/utgavor/1/"
    assert "På remiss till Nämnderna, svar i november" in text_of(alice.get("/utgavor/1/"))
    assert "◐ På remiss: utgåva 1, Nämnderna, svar i november." in text_of(alice.get(PLAN))
    assert "På remiss: utgåva 1" in text_of(alice.get("/rapporter/"))
    assert "Ingenting skiljer" in text_of(alice.get(f"{PLAN}jamfor/"))

    alice.post(f"{PLAN}text/staff-text/", {"source": "Kontoret har 181 anställda.", "version": 1})
    compared = text_of(alice.get(f"{PLAN}jamfor/?fran=1&till=0"))
    assert "Anställda" in compared
    assert "181" in compared
    assert "179" in compared
    assert alice.get(f"{PLAN}jamfor/?fran=7&till=0").status_code == 404


def test_a_report_that_is_not_sealed_has_nothing_to_be_compared_with(alice: Client) -> None:
    assert alice.get(f"{REPORT}jamfor/").status_code == 404
