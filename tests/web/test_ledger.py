"""Imports as a controller meets them: check, read in, replace, undo, withdraw; and who may not."""

from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from hjulet.domain.period import parse_period
from hjulet.services.demo import FOLDER
from hjulet.services.edition import seal_report
from hjulet.services.jobs import restart_lost
from hjulet.services.people import OPERATOR
from hjulet.store.models import Batch, Job
from tests.demo_home import LOADED_AT
from tests.services.job_helper import work_off
from tests.web.visit import SignIn, latest, links_of, text_of

pytestmark = pytest.mark.usefixtures("demo")

SIE = (FOLDER / "sie" / "2017.se").read_bytes()
BUDGET = "unit;line;account;period;amount;version;decided\nHR;appropriation;;2018;1000;original;2017-12-01\n"


def send(client: Client, *contents: bytes, name: str = "ny.se") -> Any:
    """Send files in, and go where that leads."""
    files = []
    for content in contents:
        file = BytesIO(content)
        file.name = name
        files.append(file)
    return client.post("/huvudbok/las-in/", {"chosen": files}, follow=True)


def check(client: Client, content: bytes, *, name: str = "ny.se") -> tuple[str, Any]:
    """Send a file in, let it be checked, and give the address of its page and the page."""
    address = send(client, content, name=name).redirect_chain[-1][0]
    work_off()
    return address, client.get(address)


def take(client: Client, address: str, **answers: str) -> Any:
    """Read a checked file in, and give its page."""
    assert client.post(address, answers).status_code == 302
    work_off()
    return client.get(address)


NEW = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Prov" 1
#GEN 20180131
#FNAMN "Provkommunen"
#ORGNR 212000-0159
#RAR 0 20180101 20181231
#KONTO 50110 "Lon"
#KONTO 1930 "Bank"
#VER A 1 20180115 "Lon"
{
#TRANS 50110 {} 10.00
#TRANS 1930 {} -10.00
}
"""
CHANGED = SIE.replace("Månadslön".encode("cp437"), b"Lon").replace(b"#TRANS 50110", b"#TRANS 50111", 1)


# --- the list, and a batch ---


def test_the_list_has_file_months_sums_and_who(alice: Client) -> None:
    shown = text_of(alice.get("/huvudbok/"))

    assert "2017.se KOMMUN 2017 2 282 6 196 2 432 136 025,50 ● Gäller 1 februari 2018, Driften" in shown
    assert "2014.csv 2014 7 ● Gäller 1 februari 2018, Driften" in shown


def test_a_batch_has_its_fingerprint_its_sums_its_problems_and_who(alice: Client) -> None:
    batch = Batch.objects.get(file="2017.se")

    shown = text_of(alice.get(f"/huvudbok/sats/{batch.key}/"))

    assert batch.sha256 in shown
    assert "Kontrollsumma 2 432 136 025,50 kr Inläst 1 februari 2018 13.00, Driften" in shown
    assert "Ingen utgåva står på den." in shown


# --- sent in, and checked ---


def test_a_file_is_checked_before_it_is_read_in(alice: Client) -> None:
    answer = send(alice, NEW.encode())
    assert "Väntar på sin tur" in text_of(answer)
    assert "Läs in de" not in text_of(answer)

    work_off()
    shown = text_of(alice.get(answer.redirect_chain[-1][0]))

    assert "Godkänd. Ingenting är inläst än." in shown
    assert "Räkenskapsår 2018-01-01–2018-12-31" in shown
    assert "Rader 2" in shown
    assert "1 nytt verifikat, 0 ändrade, 0 borttagna." in shown
    assert "ny.se" not in text_of(alice.get("/huvudbok/"))


def test_a_checked_file_is_read_in_by_one_more_button(alice: Client) -> None:
    address, page = check(alice, NEW.encode())
    assert page.content.decode().count('class="primary"') == 1

    shown = text_of(take(alice, address))

    assert f"Inläst. Talen visas nu i ögonblicksbild {latest()}." in shown
    assert "ny.se KOMMUN januari 2018" in text_of(alice.get("/huvudbok/"))


def test_several_files_are_sent_at_once_and_read_in_by_one_button(alice: Client) -> None:
    february = NEW.replace("20180115", "20180215").encode()
    answer = send(alice, NEW.encode(), february, NEW.replace("-10.00", "-9.00").encode())
    address = answer.redirect_chain[-1][0]
    assert text_of(answer).count("Väntar på sin tur") == 3

    work_off()
    shown = text_of(alice.get(address))
    assert "2 filer kan läsas in utan fler frågor." in shown
    assert "Avvisad – öppna och svara" in shown
    alice.post(address)
    work_off()
    assert text_of(alice.get(address)).count("● Inläst") == 2


def test_the_same_content_again_changes_nothing(alice: Client) -> None:
    address, _ = check(alice, SIE)

    shown = text_of(take(alice, address, replacing="on"))
    assert "Samma innehåll var redan inläst. Ingenting är ändrat." in shown


def test_a_file_with_faults_is_refused_with_all_of_them(alice: Client) -> None:
    broken = NEW.encode().replace(b"-10.00", b"-9.00") + b'#VER A 2 20180199 "Prov"\n{\n}\n'

    _, page = check(alice, broken)
    shown = text_of(page)

    assert "Avvisad. Ingenting är inläst." in shown
    assert "balanserar inte" in shown
    assert "20180199" in shown
    assert "Välj en annan fil" in shown


def test_problems_are_chosen_by_severity_and_code_and_had_as_csv(alice: Client) -> None:
    odd = NEW.replace("-10.00", "-9.00") + "#OKAND 1\n=1+1\n"
    address, page = check(alice, odd.encode())
    assert "Fel 1" in text_of(page)

    chosen = text_of(alice.get(f"{address}?grad=info"))
    assert "#OKAND är okänd" in chosen
    assert "balanserar inte" not in chosen

    whole = alice.get(f"{address}anmarkningar.csv")
    lines = b"".join(whole.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "Grad;Kod;Rad eller cell;Vad"
    assert lines[1].startswith("Fel;unbalanced-voucher;11;")
    few = alice.get(f"{address}anmarkningar.csv?kod=unknown-label")
    assert b"".join(few.streaming_content).count(b"\n") == 2  # type: ignore[attr-defined]


def test_unbalanced_vouchers_come_in_by_an_explicit_choice(alice: Client) -> None:
    address, page = check(alice, NEW.replace("-10.00", "-9.00").encode())
    assert "Släpp in verifikaten som inte balanserar." in text_of(page)

    assert "Avvisad. Ingenting är ändrat." in text_of(take(alice, address))
    assert "Inläst." in text_of(take(alice, address, unbalanced="on"))


def test_a_file_without_organisation_number_asks_whose_it_is(alice: Client) -> None:
    address, page = check(alice, NEW.replace("#ORGNR 212000-0159\n", "").encode())

    assert "Filen har inget organisationsnummer." in text_of(page)
    assert "Avvisad." in text_of(take(alice, address))
    assert "Inläst." in text_of(take(alice, address, company="KOMMUN"))


def test_a_budget_is_read_in_the_same_way(alice: Client) -> None:
    address, page = check(alice, BUDGET.encode(), name="2018.csv")

    assert "Filtyp Budget Rader 1" in text_of(page)
    assert "Inläst." in text_of(take(alice, address))
    assert "2018.csv 2018 1" in text_of(alice.get("/huvudbok/"))


def test_a_budget_of_a_unit_that_does_not_exist_is_refused(alice: Client) -> None:
    _, page = check(alice, BUDGET.replace("HR", "XYZ").encode(), name="2018.csv")

    assert "XYZ" in text_of(page)
    assert "Avvisad. Ingenting är inläst." in text_of(page)


def test_no_file_at_all_is_said_beside_the_field(alice: Client) -> None:
    answer = alice.post("/huvudbok/las-in/", {})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_while_it_comes_in(
    alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hjulet.web.upload_handler.MAX_BYTES", 100)
    answer = send(alice, NEW.encode())

    assert answer.status_code == 422
    assert "Filen är för stor" in text_of(answer)
    assert not Job.objects.exists()
    assert list((settings.HJULET_HOME / "uploads" / "arriving").iterdir()) == []


def test_nothing_is_written_for_whoever_may_not_send(sign_in: SignIn) -> None:
    assert sign_in("elsa").post("/huvudbok/las-in/", {"chosen": BytesIO(SIE)}).status_code == 404
    assert not (settings.HJULET_HOME / "uploads").exists()


# --- replaced, undone, withdrawn ---


def test_overlapping_months_say_what_would_be_replaced_and_what_changes(alice: Client) -> None:
    address, page = check(alice, CHANGED)

    shown = text_of(page)
    assert "2017.se, 2017-01–2017-12: 6 196 rader, kontrollsumma 2 432 136 025,50 kr" in shown
    assert "0 nya verifikat, 1 ändrat, 0 borttagna." in shown
    refused = text_of(take(alice, address))
    assert "Avvisad. Ingenting är ändrat." in refused
    assert "Ersätt och läs in" in refused
    assert "Ersatt." in text_of(take(alice, address, replacing="on"))
    assert "○ Ersatt" in text_of(alice.get("/huvudbok/"))


def test_an_import_is_undone_and_what_it_replaced_counts_again(alice: Client) -> None:
    address, _ = check(alice, CHANGED)
    page = take(alice, address, replacing="on")
    batch = next(link for link in links_of(page) if link.startswith("/huvudbok/sats/"))
    undo = next(link for link in links_of(alice.get(batch)) if link.endswith("/angra/"))

    assert "2017.se gäller igen: 2017, 6 196 rader, kontrollsumma 2 432 136 025,50 kr" in text_of(
        alice.get(undo)
    )
    assert alice.post(undo, {"reason": "  "}).status_code == 200
    assert alice.post(undo, {"reason": "Fel fil"}).status_code == 302
    shown = text_of(alice.get("/huvudbok/"))
    assert "2017.se KOMMUN 2017 2 282 6 196 2 432 136 025,50 ● Gäller" in shown
    assert "○ Återkallad" in shown
    assert "”Fel fil”" in text_of(alice.get(batch))
    assert alice.get(undo).status_code == 404


def test_a_batch_is_withdrawn_with_a_reason(alice: Client) -> None:
    batch = f"/huvudbok/sats/{Batch.objects.get(file='2017.se').key}/"

    shown = text_of(alice.get(f"{batch}aterkalla/"))
    assert "Återkalla 2017.se" in shown
    assert "6 196 rader slutar räknas" in shown
    assert alice.post(f"{batch}aterkalla/", {"reason": "  "}).status_code == 200
    assert alice.post(f"{batch}aterkalla/", {"reason": "Fel fil"}).status_code == 302
    assert "2017.se KOMMUN 2017 2 282 6 196 2 432 136 025,50 ○ Återkallad" in text_of(alice.get("/huvudbok/"))


def test_the_editions_that_stand_on_a_batch_are_named_before_it_is_withdrawn(alice: Client) -> None:
    seal_report("annual", "KS", parse_period("2017"), by=OPERATOR, at=LOADED_AT)
    batch = f"/huvudbok/sats/{Batch.objects.get(file='2017.se').key}/"

    for page in (batch, f"{batch}aterkalla/"):
        shown = text_of(alice.get(page))
        assert "En utgåva står på den. Den är förseglad och ändras inte: Utgåva 1," in shown


def test_a_budget_is_withdrawn_with_a_reason(alice: Client) -> None:
    address = next(link for link in links_of(alice.get("/huvudbok/")) if "/budget/" in link)

    assert "rader slutar räknas" in text_of(alice.get(address))
    assert alice.post(address, {"reason": "Fel fil"}).status_code == 302
    assert "○ Återkallad 1 februari 2018, Driften" in text_of(alice.get("/huvudbok/"))


# --- jobs ---


def test_work_under_way_is_listed_and_cancelled(alice: Client) -> None:
    address = send(alice, NEW.encode()).redirect_chain[-1][0]
    assert "Kontroll av fil ny.se" in text_of(alice.get("/jobb/"))
    number = Job.objects.get().pk

    assert alice.get(f"/jobb/{number}/avbryt/").status_code == 405
    assert alice.post(f"/jobb/{number}/avbryt/", {"back": address})["Location"] == address
    assert "Avbruten. Ingenting är inläst." in text_of(alice.get(address))
    assert "Avbrutet" in text_of(alice.get("/jobb/"))


@pytest.mark.parametrize("back", ["https://ont.example/", "//ont.example/", ""])
def test_cancelling_leads_nowhere_else(alice: Client, back: str) -> None:
    send(alice, NEW.encode())
    assert alice.post(f"/jobb/{Job.objects.get().pk}/avbryt/", {"back": back})["Location"] == "/jobb/"


def test_a_job_that_failed_says_why(alice: Client) -> None:
    address = send(alice, NEW.encode()).redirect_chain[-1][0]
    Job.objects.update(attempt=4, state="running", started_at=LOADED_AT, heartbeat_at=LOADED_AT)
    restart_lost(at=Job.objects.get().created_at)
    shown = text_of(alice.get(address))
    assert "Arbetet blev inte klart. Ingenting är ändrat." in shown
    assert "processen dog varje gång" in shown


# --- and what nobody else may do ---


def test_a_manager_neither_sees_nor_makes_imports(bob: Client) -> None:
    batch = Batch.objects.get(file="2017.se").key
    for address in (
        "/huvudbok/",
        "/huvudbok/las-in/",
        f"/huvudbok/las-in/{'0' * 32}/",
        f"/huvudbok/las-in/filer/{'0' * 32}/",
        f"/huvudbok/sats/{batch}/",
        f"/huvudbok/sats/{batch}/angra/",
    ):
        assert bob.get(address).status_code == 404


def test_nobody_opens_the_upload_or_the_job_of_another(alice: Client, charlie: Client) -> None:
    address = send(alice, NEW.encode()).redirect_chain[-1][0]

    assert charlie.get(address).status_code == 404
    assert charlie.post(address).status_code == 404
    assert charlie.get(f"{address}anmarkningar.csv").status_code == 404
    assert charlie.post(f"/jobb/{Job.objects.get().pk}/avbryt/").status_code == 404
    assert "ny.se" not in text_of(charlie.get("/jobb/"))


def test_an_auditor_reads_the_list_and_changes_nothing(sign_in: SignIn) -> None:
    folke = sign_in("folke")
    batch = f"/huvudbok/sats/{Batch.objects.get(file='2017.se').key}/"
    shown = text_of(folke.get("/huvudbok/"))

    assert "2017.se" in shown
    assert "Läs in filer" not in shown
    assert "Återkalla" not in shown
    assert "Återkalla" not in text_of(folke.get(batch))
    assert folke.get("/huvudbok/las-in/").status_code == 404
    assert folke.get(f"{batch}aterkalla/").status_code == 404


@pytest.mark.parametrize("path", ["huvudbok/", "huvudbok/las-in/", "huvudbok/sats/abc/", "jobb/"])
def test_whoever_has_not_signed_in_is_sent_to_do_so(path: str) -> None:
    assert Client().get(f"/{path}")["Location"].startswith("/logga-in/?next=")
