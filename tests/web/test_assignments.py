"""Uppdrag: the register and its files, one with its timeline, writing what happens, and the goals' page."""

import csv
import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from hjulet.domain.assignments.assignment import Assignment, Origin
from hjulet.services.assignments import find_assignment, register_assignment
from hjulet.services.people import OPERATOR
from hjulet.store.models import Snapshot
from tests.services.people import AT
from tests.web.test_goals import shown, words

LEAVE = Assignment(
    name="Minska sjukfrånvaron",
    origin=Origin.MOTION,
    giver="KS",
    receiver="HR",
    given=date(2017, 1, 1),
    first_due=date(2017, 12, 31),
)
OWN = 11
"""The number after the example's ten."""


@pytest.fixture
def given(demo: object) -> str:
    """Give the address of an assignment from KS to HR."""
    assert register_assignment(LEAVE, by=OPERATOR, at=AT) == OWN
    return f"/uppdrag/{OWN}/"


STEPS = {
    "rapport": True,
    "begar-ny-dag": True,
    "foresla-avslut": True,
    "avboj": True,
    "ny-dag": False,
    "avsluta": False,
}
"""What may be written of one that lives -> whether the receiver may."""


def version() -> int:
    return find_assignment(OWN).version


def test_the_register_tells_first_what_is_late_and_what_has_slipped(charlie: Client) -> None:
    said = words(shown(charlie, "/uppdrag/"))
    assert "Försenade 2 Flyttade 2 Väntar på beslut 1 Utan slutdag 6" in said
    assert "10 uppdrag läget den 25 november 2019" in said
    assert (
        "1 Riktlinjer för god ekonomisk hushållning Kommunstyrelsens verksamhetsplan 2014 "
        "▲ Försenat 329 dagar sedan 31 december 2018 → Flyttat 2 gånger, 1 280 dagar"
    ) in said
    assert "Föreslås bli avslutat. Väntar på Kommunstyrelsen." in said
    assert "Stadsdirektören, Kommunstyrelsens kontor" in said
    assert "Nytt uppdrag" in said
    then = words(shown(charlie, "/uppdrag/?dag=2017-09-11"))
    assert "2 uppdrag läget den 11 september 2017" in then
    assert "8 uppdrag gavs efter den dagen. Visa läget den 25 november 2019" in then
    assert "senast 31 december 2017 → Flyttat 1 gång, 915 dagar" in then
    late = shown(charlie, "/uppdrag/?dag=2017-09-11&visa=overdue&fran=KF")
    assert 'href="/uppdrag/?fran=KF&amp;visa=overdue&amp;dag=2019-11-25"' in late  # what was chosen stays


ASKED = {
    "visa=overdue": "1 3",
    "visa=slipped": "1 2",
    "fran=KF&visa=no_day": "6 7 8 9 10",
    "till=KFN": "5",
    "ursprung=decision": "3 4",
    "ar=2014": "1",
    "q=sydpoolen": "7",
    "q=finns+inte": "",
    "ar=٢٠١٤": "1 3 4 6 7 8 9 10 2 5",  # a year is of plain digits
    "visa=nej&ursprung=nej&ar=x&dag=x&sida=x": "1 3 4 6 7 8 9 10 2 5",
}
"""What the address asks -> the numbers in the order of the list."""


def content(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_the_list_and_its_files_hold_what_is_asked_for(charlie: Client) -> None:
    for query, numbers in ASKED.items():
        text = content(charlie.get(f"/uppdrag/uppdrag.csv?{query}")).decode("utf-8-sig")
        rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
        assert " ".join(row["Nummer"] for row in rows) == numbers, query
        page = shown(charlie, f"/uppdrag/?{query}")
        assert re.findall(r'<a href="/uppdrag/(\d+)/"', page) == numbers.split(), query
    late = content(charlie.get("/uppdrag/uppdrag.csv?visa=overdue")).decode("utf-8-sig").splitlines()[1]
    assert ";2015-06-30;2018-12-31;2;1280;Försenat;329;" in late
    assert content(charlie.get("/uppdrag/uppdrag.xlsx?visa=overdue")).startswith(b"PK")
    with ZipFile(BytesIO(content(charlie.get("/uppdrag/uppdrag.xlsx?fran=KF&till=KSK")))) as book:
        chosen = "".join(book.read(each).decode() for each in book.namelist() if "sheet" in each)
    for name in ("Kommunfullmäktige", "Kommunstyrelsens kontor"):  # not the codes
        assert f">{name}<" in chosen
    assert ">KSK<" not in chosen
    named = charlie.get("/uppdrag/uppdrag.csv?dag=2019-12-31")["Content-Disposition"]
    assert "uppdrag-2019-12-31.csv" in named


def test_one_shows_its_life_with_each_last_day_that_went_by(charlie: Client) -> None:
    said = words(shown(charlie, "/uppdrag/1/"))
    assert "Kommunstyrelsen till Kommunstyrelsens kontor" in said
    assert (
        "1 januari 2014 ○ Givet, ska vara klart 30 juni 2015 30 juni 2015 ▲ Slutdagen passerade "
        "1 januari 2017 → Slutdagen flyttad: 31 december 2017, 915 dagar senare"
    ) in said
    assert "Rapportera" not in said.partition("Vad som har hänt")[0]
    assert charlie.get("/uppdrag/99999999999999999999/").status_code == 404


def test_the_receiver_reports_and_asks_and_the_giver_decides(bob: Client, alice: Client, given: str) -> None:
    page = words(shown(bob, given))
    assert "Rapportera Begär ny slutdag Föreslå avslut" in page
    write = f"{given}skriv/"
    sent = {"on": "2018-01-10", "text": "Vi hinner inte i tid", "due": "2018-06-30", "version": version()}
    ahead = sent | {"on": "2024-01-10", "due": "2024-06-30"}
    assert bob.post(f"{write}begar-ny-dag/", ahead).status_code == 422  # the example stands before that
    assert bob.post(f"{write}begar-ny-dag/", sent).status_code == 302
    assert "Begär ny slutdag, 30 juni 2018. Väntar på Kommunstyrelsen." in words(shown(alice, given))
    sent = {"on": "2018-01-20", "text": "Fler behövs", "due": "2018-06-30", "version": version()}
    assert alice.post(f"{write}ny-dag/", sent).status_code == 422  # by which decision?
    assert alice.post(f"{write}ny-dag/", sent | {"decision": "KS § 7"}).status_code == 302
    sent = {"on": "2018-06-01", "text": "Klart", "outcome": "done", "decision": "KS § 44"}
    assert alice.post(f"{write}avsluta/", sent | {"version": version()}).status_code == 302
    said = words(shown(bob, given))
    assert "● Genomfört 1 juni 2018" in said
    assert "KS § 44. Skrivet av Bo Talstrand" in said
    assert "Rapportera" not in said.partition("Vad som har hänt")[0]


def test_another_committee_writes_nothing_and_the_receiver_decides_nothing(
    charlie: Client, bob: Client, alice: Client, given: str
) -> None:
    sent = {"on": "2018-01-20", "text": "x", "due": "2018-06-30", "decision": "x", "outcome": "done"}
    for step, bobs in STEPS.items():
        write = f"{given}skriv/{step}/"
        assert charlie.get(write).status_code == 404
        assert charlie.post(write, sent | {"version": version()}).status_code == 404
        assert (bob.get(write).status_code == 200) is bobs
    assert find_assignment(OWN).events == ()
    for step in STEPS:  # the positive control
        assert alice.post(f"{given}skriv/{step}/", sent | {"version": version()}).status_code == 302
    assert len(find_assignment(OWN).events) == len(STEPS)


def test_two_at_once_are_both_shown_and_a_second_save_writes_both(
    bob: Client, alice: Client, given: str
) -> None:
    read = version()
    write = f"{given}skriv/rapport/"
    sent = {"on": "2018-01-10", "version": read}
    assert bob.post(write, sent | {"text": "Vi har börjat"}).status_code == 302
    answer = alice.post(write, sent | {"text": "De har börjat"})
    assert answer.status_code == 422
    assert "Någon annan skrev ”Vi har börjat” samtidigt." in words(answer.content.decode())
    assert alice.post(write, sent | {"text": "De har börjat", "version": version()}).status_code == 302
    assert [each.text for each in find_assignment(OWN).events] == ["Vi har börjat", "De har börjat"]
    assert bob.post(write, {"on": "2018-01-10", "text": "x"}).status_code == 422  # of what version?


def test_the_receiver_declines_with_why_and_the_giver_lets_it_stand(
    bob: Client, alice: Client, charlie: Client, given: str
) -> None:
    assert "Låt det ligga fast" not in shown(alice, given)
    page = words(bob.get(f"{given}skriv/avboj/").content.decode())
    assert "Avböj uppdrag 11 Minska sjukfrånvaron" in page
    assert "Varför ni inte tar uppdraget" in page
    sent = {"on": "2018-01-10", "text": "Det är inte vår uppgift", "version": version()}
    assert bob.post(f"{given}skriv/avboj/", sent | {"text": ""}).status_code == 422
    assert bob.post(f"{given}skriv/avboj/", sent).status_code == 302
    said = words(shown(charlie, given))
    assert "◇ Avböjt försenat 694 dagar sedan 31 december 2017" in said
    assert "Vill inte ta uppdraget. Väntar på Kommunstyrelsen." in said
    assert "Avböjda 1 Försenade 3" in words(shown(charlie, "/uppdrag/"))
    assert "Låt det ligga fast" in shown(alice, given)
    assert "Låt det ligga fast" not in shown(bob, given)
    decided = {"on": "2018-01-20", "text": "Det är det", "decision": "KS § 7", "version": version()}
    assert bob.post(f"{given}skriv/ligger-fast/", decided).status_code == 404
    assert alice.post(f"{given}skriv/ligger-fast/", decided).status_code == 302
    said = words(shown(bob, given))
    assert "20 januari 2018 = Ligger fast Det är det KS § 7. Skrivet av" in said
    assert "Avböjda" not in words(shown(charlie, "/uppdrag/")).partition("Sök")[0]


def test_a_mistake_is_struck_and_stays_to_be_read(bob: Client, charlie: Client, given: str) -> None:
    sent = {"on": "2018-01-10", "text": "Hör till nummer 3", "version": version()}
    bob.post(f"{given}skriv/rapport/", sent)
    strike = f"{given}stryk/1/"
    assert charlie.get(strike).status_code == 404
    assert bob.get(f"{given}stryk/2/").status_code == 404
    assert bob.post(strike, {"text": "Fel uppdrag", "version": version()}).status_code == 302
    page = shown(charlie, given)
    assert "<s>Hör till nummer 3</s>" in page
    assert "Struket: Fel uppdrag" in page
    assert bob.get(strike).status_code == 404


def test_one_is_registered_and_corrected_on_a_form(alice: Client, charlie: Client) -> None:
    sent = {"name": "x", "origin": "audit", "giver": "KF", "receiver": "KFN", "given": "2018-02-01"}
    assert (
        alice.post("/uppdrag/nytt/", sent | {"receiver": "KF"}).status_code == 422
    )  # it gives, and gets none
    assert charlie.post("/uppdrag/nytt/", sent).status_code == 422  # the council's is not hers to register
    answer = alice.post("/uppdrag/nytt/", sent | {"official": "Kulturchefen"})
    assert answer["Location"] == "/uppdrag/11/"
    change = "/uppdrag/11/ratta/"
    assert "Revisionens anmärkning" in words(shown(charlie, "/uppdrag/11/"))
    assert charlie.get(change).status_code == 404
    assert alice.post(change, sent | {"name": "Bättre koll", "version": 1}).status_code == 302
    assert (find_assignment(11).name, find_assignment(11).official) == ("Bättre koll", "")
    said = words(shown(charlie, "/uppdrag/11/"))
    assert "Rättat Namn: x → Bättre koll Tjänsteperson: Kulturchefen → – Skrivet av" in said
    late = alice.post(change, sent | {"name": "Koll", "text": "Allt", "version": 1})
    assert "Nu står där Namn: Bättre koll. Vad som ska göras: –." in words(late.content.decode())
    assert find_assignment(11).name == "Bättre koll"
    assert alice.post(change, sent | {"first_due": "2018-01-01", "version": 2}).status_code == 422
    closed = {"on": "2018-03-01", "text": "x", "decision": "KF § 1", "outcome": "replaced", "version": 2}
    assert alice.post("/uppdrag/11/skriv/avsluta/", closed).status_code == 422  # by which?
    assert alice.post("/uppdrag/11/skriv/avsluta/", closed | {"replaced_by": 5}).status_code == 302
    assert "Ersatt av uppdrag 5" in words(shown(charlie, "/uppdrag/11/"))
    assert "Ersätter Bättre koll" in words(shown(charlie, "/uppdrag/5/"))


def test_the_goals_lead_to_the_register_and_one_that_is_not_there_is_put_into_it(
    alice: Client, charlie: Client
) -> None:
    said = words(shown(charlie, "/mal/2020-2022/"))
    assert "Nytt badhus (ersätter Sydpoolen) Kommunstyrelsen □ Utan slutdag" in said
    last = Snapshot.objects.latest("number").number
    then = words(shown(alice, f"/mal/2020-2022/uppdrag-nytt-badhus/?ogonblick={last}"))
    assert "Uppdraget står inte i registret än." in then  # the snapshot is older than the assignment
    assert "För in det" not in then
    assert 'href="/uppdrag/7/"' in shown(charlie, "/mal/2020-2022/uppdrag-nytt-badhus/")
    assert 'href="/mal/2020-2022/uppdrag-nytt-badhus/"' in shown(charlie, "/uppdrag/7/")
    taken = {"period": "2020-2022", "mal": "uppdrag-nytt-badhus"}
    form = alice.get("/uppdrag/nytt/", taken)
    assert "Nytt badhus (ersätter Sydpoolen)</textarea>" in form.content.decode()
    sent = {"name": "Bad", "giver": "KF", "receiver": "KS", "given": "2018-02-01"}
    answer = alice.post("/uppdrag/nytt/?period=2020-2022&mal=uppdrag-nytt-badhus", sent)
    assert "Det står redan i registret, som uppdrag 7" in words(answer.content.decode())


TABLE = """Nummer;Uppdrag;Kommer ur;Beslut;Givet;Givet av;Givet till;Första slutdag
;Friskare;Motion;KS § 9;2017-01-10;Kommunstyrelsen;HR;2017-12-31
11;Sänk sjukfrånvaron;Motion;;2017-01-01;KS;HR;2017-12-31
"""


def test_assignments_are_read_in_from_a_file_that_is_shown_first(
    alice: Client, bob: Client, given: str
) -> None:
    assert bob.get("/uppdrag/las-in/").status_code == 404
    assert 'href="/uppdrag/las-in/"' in shown(alice, "/uppdrag/")
    wrong = alice.post("/uppdrag/las-in/", {"text": TABLE.replace("2017-01-10", "i går")})
    assert wrong.status_code == 422
    assert "rad 2" in words(wrong.content.decode())
    page = alice.post("/uppdrag/las-in/", {"text": TABLE})
    said = words(page.content.decode())
    assert "Inklistrat ändrar 2 uppdrag 1 av dem är nytt." in said
    assert "nytt Friskare Kommer ur: Motion Givet av: Kommunstyrelsen" in said
    assert "11 Minska sjukfrånvaron Namn: Minska sjukfrånvaron → Sänk sjukfrånvaron" in said
    trial = page.context["trial"]
    sent = {"text": trial.text, "file": trial.file, "base": trial.base}
    late = alice.post("/uppdrag/las-in/spara/", sent | {"base": trial.base + 1})
    assert late.status_code == 409
    assert "Uppdrag har ändrats sedan du såg filen." in words(late.content.decode())
    assert alice.post("/uppdrag/las-in/spara/", sent).status_code == 302
    assert find_assignment(OWN).name == "Sänk sjukfrånvaron"
    assert find_assignment(OWN + 1).name == "Friskare"
    lost = alice.post("/uppdrag/las-in/spara/", {"text": ""})
    assert lost.status_code == 422
    assert 'action="/uppdrag/las-in/"' in lost.content.decode()  # not where it was lost
