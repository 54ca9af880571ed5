"""Åtgärder: the list and its files, one action and its form, many at once, the next year, themes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from hjulet.domain.actions.action import Status
from hjulet.readers.actions import read_actions
from hjulet.services.action_pages import MOST_TICKED
from hjulet.services.action_rows import find_action, known_rows
from hjulet.services.actions import change_action
from hjulet.services.indicators import add_indicators
from hjulet.services.people import OPERATOR
from tests.services.test_indicators import NII
from tests.web.test_goals import shown, words

NEW = {
    "name": "Handla upp\nföretagshälsa",
    "unit": "HR",
    "year": "2017",
    "description": "Rad ett\r\nRad två",
    "person": "cecilia",
    "role": "HR  chef",
    "first_day": "2017-03-01",
    "last_day": "2017-12-31",
    "status": "ongoing",
    "status_note": "Underlaget skrivs",
    "goals": ["2017-2019/arbetsgivare-1"],
    "indicators": ["sick_leave"],
    "cost": "1,2 mnkr",
    "financing": "frame",
    "steg-TOTAL_FORMS": "2",
    "steg-INITIAL_FORMS": "0",
    "steg-0-on": "2017-10-31",
    "steg-0-name": "Avtal tecknat",
    "steg-1-on": "2017-05-31",
    "steg-1-name": "Underlag klart",
    "steg-1-done": "2017-05-29",
}


def sent_by(client: Client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_the_list_says_what_is_to_be_done_first_and_what_to_look_at(alice: Client) -> None:
    page = shown(alice, "/atgarder/?ar=2017")
    said = words(page)
    assert "13 åtgärder" in said
    assert "Försenad 2" in said and "Leder inte till något mål 1" in said
    assert said.index("Samla de sociala mediekontona") < said.index("Byt ut kommunens bensin")
    found = words(shown(alice, "/atgarder/?organ=KS&agare=cecilia&q=hög+sjukfrånvaro"))
    assert "1 åtgärd " in found and "Följ upp arbetsplatser" in found
    assert "Ingen åtgärd passar." in words(shown(alice, "/atgarder/?ar=2031&lage=nej"))
    assert "13 åtgärder" in words(shown(alice, "/atgarder/?mal=a/b/c"))  # no goal, so not asked
    for nothing in ("mal=2017-2019/nej", "indikator=a/b"):
        assert "Ingen åtgärd passar." in words(shown(alice, f"/atgarder/?{nothing}"))
    late = shown(alice, "/atgarder/?se-over=late")
    assert "Samla de sociala" in late and "Rätta löneskillnader" not in late


def test_an_action_shows_what_why_who_and_how_far_it_has_come(charlie: Client) -> None:
    said = words(shown(charlie, "/atgarder/A3/"))
    assert "A3 Byt ut kommunens bensin- och dieselbilar när leasingen går ut ◐ Pågår" in said
    assert "2017–2019 / Hållbara Södertälje KF-mål 6 Kommunkoncernen ska bli fossilbränslefri" in said
    assert "31 mars 2017 Lista över leasingavtal som går ut ● 31 mars 2017" in said
    assert "31 augusti 2017 Fler laddplatser vid stadshuset ! Försenad" in said
    assert "Kostnad under året 650 000 kr" in said.replace("\xa0", " ")
    assert "Ändra åtgärden" not in said
    financed = shown(charlie, "/atgarder/A10/")
    assert "Investeringsprojekt: entrance_signs" in words(financed)  # another body's, so no link
    assert charlie.get("/atgarder/A99/").status_code == 404


def test_an_action_is_written_changed_and_taken_away(bob: Client, charlie: Client) -> None:
    wanted = shown(bob, "/atgarder/ny/?organ=KFN&mal=2017-2019/nej&tema=nej&ar=2017")
    assert not [each for each in ("KFN", "2017-2019/nej", "nej") if f'value="{each}"' in wanted]
    answer = bob.post("/atgarder/ny/", NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/atgarder/A14/")
    said = words(shown(bob, "/atgarder/A14/")).replace("\xa0", " ")
    assert "Handla upp företagshälsa ◐ Pågår , nästa datum 31 oktober 2017" in said
    assert "Underlag klart ● 29 maj 2017" in said and "1 200 000 kr" in said
    assert (find_action("A14").description, find_action("A14").role) == ("Rad ett\nRad två", "HR chef")
    change = "/atgarder/A14/andra/"
    assert charlie.get(change).status_code == 404
    version = find_action("A14").version
    sent = NEW | {"status": "done", "version": str(version), "steg-INITIAL_FORMS": "2", "steg-1-remove": "on"}
    assert bob.post(change, sent).status_code == 302
    assert (find_action("A14").status, len(find_action("A14").milestones)) == (Status.DONE, 1)
    late = bob.post(change, sent | {"name": "Sent"})
    assert late.status_code == 422
    overtaken = "Någon annan har ändrat medan du skrev. Nu står där Åtgärd: Handla upp företagshälsa. Spara"
    assert overtaken in late.content.decode()
    late = bob.post(change, sent | {"steg-0-name": "Annat", "remove": "on"})
    overtaken = "Nu står där Milstolpar: 2017-10-31 Avtal tecknat. Ta bort den igen om den ändå ska bort."
    assert (late.status_code, overtaken in late.content.decode()) == (422, True)
    gone = {"remove": "on", "version": str(find_action("A14").version)}
    assert bob.post(change, gone).status_code == 302
    assert bob.get("/atgarder/A14/").status_code == 404
    ownerless = {"person": "", "role": ""}
    for wrong in (ownerless, {"unit": "EKO"}, {"last_day": "2016-12-31"}, {"steg-0-name": "a | b"}):
        assert bob.post("/atgarder/ny/", NEW | wrong).status_code == 422
    assert known_rows().count() == 13


def test_of_many_indicators_the_own_are_ticked_and_others_are_written(bob: Client) -> None:
    assert "Fler indikatorer" not in shown(bob, "/atgarder/ny/?organ=HR")
    many = [replace(NII, id=f"nya_{n}", name=f"Nöjda {n}", owner="KFN") for n in range(MOST_TICKED + 1)]
    add_indicators(many, by=OPERATOR, at=timezone.now())
    page = shown(bob, "/atgarder/ny/?organ=HR&indikator=nya_7")
    ticks = re.findall(r'name="indicators" value="([^"]+)"', page)
    assert ticks[0] == "nya_7" and "sick_leave" in ticks and "nya_8" not in ticks
    assert "Fler indikatorer" in words(page)
    wrong = bob.post("/atgarder/ny/", NEW | {"indicators": ["nya_7"], "other_indicators": "nya_8 nya_x"})
    assert wrong.status_code == 422
    said = wrong.content.decode()
    assert "Indikatorn ”nya_x” finns inte." in said
    assert 'value="nya_8 nya_x"' in said and re.search(r'value="nya_7"[^>]* checked', said)
    sent = NEW | {"indicators": ["sick_leave", "nya_7"], "other_indicators": " nya_8  nya_7"}
    assert bob.post("/atgarder/ny/", sent).status_code == 302
    assert find_action("A14").indicators == ("sick_leave", "nya_7", "nya_8")
    page = shown(bob, "/atgarder/A14/andra/")
    for kept in find_action("A14").indicators:
        assert re.search(rf'value="{kept}"[^>]* checked', page)


def test_many_are_changed_after_they_are_shown(alice: Client, bob: Client) -> None:
    chosen = {"key": ["A5", "A6", "A8"], "status": "done", "status_note": "Klart i år", "organ": "HR"}
    page = alice.post("/atgarder/flera/", chosen)
    said = words(page.content.decode())
    assert "3 åtgärder ändras" in said and "var Pågår → blir Klar" in said
    apply = chosen | {"base": hidden(page.content.decode(), "base"), "apply": "on"}
    answer = alice.post("/atgarder/flera/", apply)
    assert (answer.status_code, answer["Location"]) == (302, "/atgarder/?organ=HR")
    assert {find_action(key).status for key in chosen["key"]} == {Status.DONE}
    again = alice.post("/atgarder/flera/", apply | {"status": "stopped"})
    assert (again.status_code, find_action("A5").status) == (409, Status.DONE)
    every = bob.post("/atgarder/flera/", {"everything": "on", "organ": "KS", "role": "HR-chef"})
    assert "valda åtgärder förs av någon annan och ändras inte." in words(every.content.decode())
    assert alice.post("/atgarder/flera/", {"role": "x"}).status_code == 422


def test_a_file_comes_from_whoever_keeps_actions_and_is_shown_where_it_fits(
    bob: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tried() -> tuple[int, str]:
        file = SimpleUploadedFile("a.csv", "id;läge\nA5;klar\n".encode())
        answer = bob.post("/atgarder/las-in/", {"file": file})
        return answer.status_code, words(answer.content.decode())

    status, said = tried()
    assert status == 200 and "a.csv ändrar 1 åtgärd" in said
    lost = bob.post("/atgarder/las-in/spara/", {"file": "a.csv"})
    assert lost.status_code == 422 and "Tabellen kom inte fram hel" in lost.content.decode()
    assert 'action="/atgarder/las-in/"' in lost.content.decode()  # not where it was lost
    monkeypatch.setattr("hjulet.web.table_upload.LONGEST_TABLE", 20)
    status, said = tried()
    assert status == 422 and "Dela filen i flera" in said


def test_a_list_is_taken_out_changed_and_let_in_again(alice: Client) -> None:
    text = sent_by(alice, "/atgarder/atgarder.csv?organ=HR").decode("utf-8-sig")
    assert len(text.splitlines()) == 5
    same = alice.post("/atgarder/las-in/", {"text": text})
    assert "4 rader i filen är redan som de ska vara" in words(same.content.decode())
    page = alice.post("/atgarder/las-in/", {"text": text.replace("pågår", "klar")}).content.decode()
    assert "Inklistrat ändrar 3 åtgärder" in words(page)
    sent = {"text": hidden(page, "text"), "file": "a.csv", "base": hidden(page, "base")}
    assert alice.post("/atgarder/las-in/spara/", sent).status_code == 302
    assert find_action("A5").status is Status.DONE
    again = sent | {"text": sent["text"].replace("klar", "avbruten")}
    assert alice.post("/atgarder/las-in/spara/", again).status_code == 409
    wrong = alice.post("/atgarder/las-in/", {"text": "id;läge\nA5;snart\nA99;klar\n"})
    assert wrong.status_code == 422
    assert "”snart” går inte att läsa" in wrong.content.decode()
    assert "Åtgärden A99 finns inte" in wrong.content.decode()


def test_a_workbook_comes_back_as_it_went_out(alice: Client) -> None:
    book = sent_by(alice, "/atgarder/atgarder.xlsx")
    known = {action.key: action for action in map(find_action, known_rows().values_list("key", flat=True))}
    content = read_actions(book, file="a.xlsx", find=lambda _keys: known)
    assert (content.problems, len(content.rows)) == ((), 13)
    assert [row.change.fields for row in content.rows if row.change.fields] == []
    chosen = sent_by(alice, "/atgarder/atgarder.xlsx?organ=HR&lage=ongoing")
    asked = CalamineWorkbook.from_filelike(BytesIO(chosen)).get_sheet_by_name("Urval").to_python()
    assert asked[1] == ["Läge", "Pågår"]


def test_what_is_unfinished_goes_on_in_the_next_year(alice: Client) -> None:
    page = shown(alice, "/atgarder/kopiera/?ar=2017")
    assert "Kopiera 10 åtgärder" in words(page)
    sent = {"base": hidden(page, "base")}
    assert alice.post("/atgarder/kopiera/?ar=2017", sent).status_code == 302
    after = words(shown(alice, "/atgarder/kopiera/?ar=2017"))
    assert "Inget återstår att kopiera från 2017." in after and "Redan kopierade till 2018" in after
    assert alice.post("/atgarder/kopiera/?ar=2017", sent).status_code == 302  # a double click
    assert "10 åtgärder" in words(shown(alice, "/atgarder/?ar=2018"))


def test_copies_into_a_new_period_lead_to_the_goals_that_are_ticked(alice: Client) -> None:
    action = replace(find_action("A5"), year=2019, last_day=date(2019, 12, 31))
    change_action(action, by=OPERATOR, at=timezone.now())
    page = shown(alice, "/atgarder/kopiera/?ar=2019")
    assert "Målens period är slut före 2020." in words(page)
    ticked = re.findall(r'name="(mal/A5)" value="([^"]+)" checked', page)
    assert ticked and all(value.startswith("2020-2022/") for _, value in ticked)
    sent = {"base": hidden(page, "base"), "mal/A5": ["2020-2022/nej", ""]}
    wrong = alice.post("/atgarder/kopiera/?ar=2019", sent)
    assert wrong.status_code == 422 and "2020-2022/nej" in wrong.content.decode()
    sent["mal/A5"] = [value for _, value in ticked]
    assert alice.post("/atgarder/kopiera/?ar=2019", sent).status_code == 302
    assert [f"{ref.structure}/{ref.key}" for ref in find_action("A14").goals] == sent["mal/A5"]


def test_a_goal_lists_its_actions_and_one_without_any_is_told(alice: Client) -> None:
    assert "Byt ut kommunens bensin" in shown(alice, "/mal/2017-2019/hallbara-6/")
    said = words(shown(alice, "/atgarder/att-se-over/?ar=2017"))
    assert "KF-mål 5 Valdeltagandet ska öka" in said
    assert "Kommunkoncernen ska bli fossilbränslefri" not in said


def test_a_theme_has_an_owner_goals_and_actions(alice: Client, bob: Client, charlie: Client) -> None:
    said = words(shown(charlie, "/teman/hallbart-arbetsliv/"))
    assert "Ägare Cecilia Låtsberg, HR-chef" in said
    assert "Hållbar arbetshälsa ska öka" in said and "3 åtgärder" in said
    new = {"name": "Barnens väg", "unit": "KFN", "role": "Kulturchef"}
    assert charlie.post("/teman/nytt/", new)["Location"] == "/teman/barnens-vag/"
    assert bob.get("/teman/barnens-vag/andra/").status_code == 404
    assert charlie.post("/teman/nytt/", new | {"unit": "HR"}).status_code == 422
    assert "Barnens väg" in shown(alice, "/teman/")


def test_who_writes_no_actions_meets_no_form(sign_in: Callable[[str], Client]) -> None:
    reader, writer = sign_in("elsa"), sign_in("hanna")
    for page in ("/atgarder/ny/", "/atgarder/las-in/", "/atgarder/kopiera/", "/teman/nytt/"):
        assert reader.get(page).status_code == 404
        assert writer.get(page).status_code == 200  # the positive control
