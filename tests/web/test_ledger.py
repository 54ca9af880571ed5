"""Imports as a controller meets them: check, read in, replace, withdraw; and what nobody else may do."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from hjulet.services.demo import FOLDER
from tests.web.visit import SignIn, links_of, text_of

pytestmark = pytest.mark.usefixtures("demo")

SIE = (FOLDER / "sie" / "2017.se").read_bytes()
BUDGET = "unit;line;account;period;amount;version;decided\nHR;appropriation;;2018;1000;original;2017-12-01\n"


def upload(client: Client, data: bytes, *, name: str = "ny.se") -> Any:
    file = BytesIO(data)
    file.name = name
    return client.post("/huvudbok/las-in/", {"file": file}, follow=True)


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


def test_the_list_has_file_months_sums_and_who(alice: Client) -> None:
    shown = text_of(alice.get("/huvudbok/"))

    assert "2017.se KOMMUN 2017 2 282 6 196 2 432 136 025,50 ● Gäller 1 februari 2018, Driften" in shown
    assert "2014.csv 2014 7 1 februari 2018, Driften" in shown


def test_a_file_is_checked_before_it_is_read_in(alice: Client) -> None:
    answer = upload(alice, NEW.encode())

    shown = text_of(answer)
    assert "Godkänd. Ingenting är inläst än." in shown
    assert "Räkenskapsår 2018-01-01–2018-12-31" in shown
    assert "Rader 2" in shown
    assert "ny.se" not in text_of(alice.get("/huvudbok/"))


def test_a_checked_file_is_read_in_by_one_more_button(alice: Client) -> None:
    address = upload(alice, NEW.encode()).redirect_chain[-1][0]

    shown = text_of(alice.post(address))

    assert "Inläst. Talen visas nu i ögonblicksbild 9." in shown
    assert "ny.se KOMMUN januari 2018" in text_of(alice.get("/huvudbok/"))
    assert alice.get(address).status_code == 404


def test_the_same_content_again_changes_nothing(alice: Client) -> None:
    address = upload(alice, SIE).redirect_chain[-1][0]

    assert "Ingenting är ändrat." in text_of(alice.post(address))


def test_overlapping_months_say_which_batch_would_be_replaced(alice: Client) -> None:
    changed = SIE.replace("Månadslön".encode("cp437"), b"Lon")
    answer = upload(alice, changed.replace(b"#TRANS 50110", b"#TRANS 50111", 1))

    shown = text_of(answer)
    assert "2017.se, 2017-01–2017-12: 6 196 rader, kontrollsumma 2 432 136 025,50 kr" in shown
    address = answer.redirect_chain[-1][0]
    refused = alice.post(address)
    assert (refused.status_code, "Ersätt och läs in" in text_of(refused)) == (422, True)
    assert "Ersatt" in text_of(alice.post(address, {"replacing": "on"}))
    assert "○ Ersatt" in text_of(alice.get("/huvudbok/"))


def test_a_file_with_faults_is_refused_with_all_of_them(alice: Client) -> None:
    broken = NEW.encode().replace(b"-10.00", b"-9.00") + b'#VER A 2 20180199 "Prov"\n{\n}\n'

    shown = text_of(upload(alice, broken))

    assert "Avvisad. Ingenting är inläst." in shown
    assert "balanserar inte" in shown
    assert "20180199" in shown
    assert "Läs in och" not in shown


def test_unbalanced_vouchers_come_in_by_an_explicit_choice(alice: Client) -> None:
    answer = upload(alice, NEW.replace("-10.00", "-9.00").encode())
    assert "Släpp in verifikaten som inte balanserar." in text_of(answer)
    address = answer.redirect_chain[-1][0]

    assert alice.post(address).status_code == 422
    assert "Inläst." in text_of(alice.post(address, {"unbalanced": "on"}))


def test_a_file_without_organisation_number_asks_whose_it_is(alice: Client) -> None:
    nameless = NEW.replace("#ORGNR 212000-0159\n", "").encode()
    answer = upload(alice, nameless)

    assert "Filen har inget organisationsnummer." in text_of(answer)
    address = answer.redirect_chain[-1][0]
    assert alice.post(address).status_code == 422
    assert "Inläst." in text_of(alice.post(address, {"company": "KOMMUN"}))


def test_a_budget_is_read_in_the_same_way(alice: Client) -> None:
    answer = upload(alice, BUDGET.encode(), name="2018.csv")

    assert "Filtyp Budget Rader 1" in text_of(answer)
    assert "Inläst." in text_of(alice.post(answer.redirect_chain[-1][0]))
    assert "2018.csv 2018 1" in text_of(alice.get("/huvudbok/"))


def test_a_budget_of_a_unit_that_does_not_exist_is_refused(alice: Client) -> None:
    answer = upload(alice, BUDGET.replace("HR", "XYZ").encode(), name="2018.csv")
    refused = alice.post(answer.redirect_chain[-1][0])

    assert refused.status_code == 422
    assert "XYZ" in text_of(refused)


def test_no_file_at_all_is_said_beside_the_field(alice: Client) -> None:
    answer = alice.post("/huvudbok/las-in/", {})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_a_batch_is_withdrawn_with_a_reason(alice: Client) -> None:
    address = next(link for link in links_of(alice.get("/huvudbok/")) if link.endswith("/aterkalla/"))

    shown = text_of(alice.get(address))
    assert "Återkalla 2017.se" in shown
    assert "6 196 rader slutar räknas" in shown
    assert alice.post(address, {"reason": "  "}).status_code == 200
    assert alice.post(address, {"reason": "Fel fil"}).status_code == 302
    assert "2017.se KOMMUN 2017 2 282 6 196 2 432 136 025,50 ○ Återkallad" in text_of(alice.get("/huvudbok/"))


def test_a_manager_neither_sees_nor_makes_imports(bob: Client) -> None:
    for address in ("/huvudbok/", "/huvudbok/las-in/", f"/huvudbok/las-in/{'0' * 64}/"):
        assert bob.get(address).status_code == 404
    assert bob.post("/huvudbok/las-in/", {"file": BytesIO(SIE)}).status_code == 404


def test_nobody_opens_the_upload_of_another(alice: Client, charlie: Client) -> None:
    address = upload(alice, NEW.encode()).redirect_chain[-1][0]

    assert charlie.get(address).status_code == 404
    assert charlie.post(address).status_code == 404


def test_an_auditor_reads_the_list_and_changes_nothing(sign_in: SignIn) -> None:
    folke = sign_in("folke")
    shown = text_of(folke.get("/huvudbok/"))

    assert "2017.se" in shown
    assert "Läs in en fil" not in shown
    assert "Återkalla" not in shown
    assert folke.get("/huvudbok/las-in/").status_code == 404


@pytest.mark.parametrize("path", ["", "las-in/", "abc/aterkalla/"])
def test_whoever_has_not_signed_in_is_sent_to_do_so(path: str) -> None:
    assert Client().get(f"/huvudbok/{path}")["Location"].startswith("/logga-in/?next=")
