"""Skriv målen: the outline, the form of an element, its links, its history, and its targets."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from hjulet.domain.goals.element import ElementKind, ProgrammeState, Ref
from hjulet.domain.goals.reduction import Derived, Pace, Per
from hjulet.services.items import set_population
from hjulet.services.people import OPERATOR
from hjulet.store.goals import load_goals
from tests.services.people import AT
from tests.web.test_commitments import again
from tests.web.test_goals import shown, words

NOW, PAST = "2020-2022", "2017-2019"
OUTLINE = f"/mal/skriv/{NOW}/"
PROGRAMME = f"/mal/skriv/{NOW}/nytt/program/?under=mal-6"
GIVEN = {
    "under": "mal-6",
    "name": "Cykel\nplan",
    "state": "in_preparation",
    "first_year": "2020",
    "lead": "TN",
}
MADE = Ref(NOW, "program-1")
CHANGE = f"/mal/skriv/{NOW}/program-1/"


@pytest.fixture
def made(alice: Client) -> Ref:
    """Give a programme in preparation, written on the page."""
    answer = alice.post(PROGRAMME, GIVEN)
    assert (answer.status_code, answer["Location"]) == (302, f"/mal/{NOW}/program-1/")
    return MADE


def test_the_controller_writes_a_programme_and_everybody_sees_it(
    alice: Client, charlie: Client, made: Ref
) -> None:
    programme = load_goals()[made]
    assert (programme.name, programme.state) == ("Cykel plan", ProgrammeState.IN_PREPARATION)
    assert (programme.under, programme.years, programme.lead) == ("mal-6", (2020, None), "TN")
    assert "○ Cykel plan under framtagande från 2020" in words(shown(charlie, f"/mal/{NOW}/"))


@pytest.mark.parametrize(
    ("word", "under", "given", "kind"),
    [
        ("grupp", "", {}, ElementKind.AREA_GROUP),
        ("omrade", "resurser", {}, ElementKind.AREA),
        (
            "mal",
            "omrade-ekologi",
            {"followed_by": "all_committees", "scope": "municipality"},
            ElementKind.GOAL,
        ),
        ("langsiktig-inriktning", "mal-6", {}, ElementKind.LONG_DIRECTION),
        ("inriktning", "mal-6", {}, ElementKind.PERIOD_DIRECTION),
        ("fokus", "mal-6", {"bodies": ["KFN"]}, ElementKind.FOCUS),
        ("prioriterat-omrade", "", {}, ElementKind.PRIORITY_AREA),
        ("uppdrag", "", {"lead": "KFN"}, ElementKind.ASSIGNMENT),
    ],
)
def test_each_kind_has_its_form(
    alice: Client, word: str, under: str, given: dict[str, object], kind: ElementKind
) -> None:
    address = f"/mal/skriv/{NOW}/nytt/{word}/" + (f"?under={under}" if under else "")
    assert "<form" in shown(alice, address)
    answer = alice.post(address, {"name": "Nytt", "under": under, **given})
    assert answer.status_code == 302
    structure, key = answer["Location"].strip("/").split("/")[1:]
    element = load_goals()[Ref(structure, key)]
    assert (element.kind, element.under, element.name) == (kind, under, "Nytt")


def test_years_that_are_turned_are_told_at_the_last_one(alice: Client) -> None:
    answer = alice.post(PROGRAMME, GIVEN | {"last_year": "2019"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"last_year"}


def test_a_programme_is_filled_with_goals_sub_goals_and_actions(alice: Client, made: Ref) -> None:
    for word, under, key in (
        ("programmal", "program-1", "programmal-1"),
        ("delmal", "programmal-1", "delmal-1"),
        ("atgard", "delmal-1", "atgard-1"),
    ):
        answer = alice.post(f"/mal/skriv/{NOW}/nytt/{word}/?under={under}", {"name": key, "under": under})
        assert answer["Location"] == f"/mal/{NOW}/{key}/"
    said = words(shown(alice, f"/mal/{NOW}/program-1/"))
    assert "Mål programmal-1" in said
    assert "Delmål delmal-1" in said
    assert "Åtgärd atgard-1" in said


def test_a_focus_is_addressed_to_somebody_and_a_priority_stands_somewhere(alice: Client) -> None:
    answer = alice.post(f"/mal/skriv/{NOW}/nytt/fokus/?under=mal-6", {"name": "x", "under": "mal-6"})
    assert answer.status_code == 422
    assert alice.get(f"/mal/skriv/{NOW}/nytt/prioritering/").status_code == 200
    assert alice.post(f"/mal/skriv/{NOW}/nytt/prioritering/", {"name": "x", "under": ""}).status_code == 422
    assert alice.get(f"/mal/skriv/{NOW}/nytt/prioritering/?under=mal-6").status_code == 404
    assert alice.get(f"/mal/skriv/{NOW}/nytt/atagande/").status_code == 404


def test_a_committee_writes_its_own_goal_and_only_that(charlie: Client, bob: Client) -> None:
    address = f"/mal/skriv/{NOW}/nytt/mal/"
    page = shown(charlie, OUTLINE)
    assert re.findall(r"/mal/skriv/[^\"]*nytt/[^\"]*", page) == [address]
    given = {"name": "Fler lånar", "lead": "KFN", "scope": "own_body", "followed_by": "not_said"}
    for refused in ({"scope": "municipality"}, {"lead": ""}, {"lead": "HR"}):
        assert charlie.post(address, given | refused).status_code == 422
    assert 'value="municipality"' not in shown(charlie, address)
    assert charlie.post(address, given).status_code == 302
    assert "Eget mål" in words(shown(charlie, f"/mal/{NOW}/mal-9/"))
    assert "/mal/skriv/2020-2022/mal-9/" in shown(charlie, f"/mal/{NOW}/mal-9/")
    assert "/mal/skriv/2020-2022/mal-6/" not in shown(charlie, f"/mal/{NOW}/mal-6/")
    programme = f"/mal/skriv/{NOW}/nytt/program/?under=mal-9"
    assert charlie.post(programme, GIVEN | {"lead": "KFN", "under": ""}).status_code == 422
    assert charlie.post(programme, GIVEN | {"lead": "KFN", "under": "mal-9"}).status_code == 302
    up = re.search(r'<button[^>]*name="upp" value="mal-9"[^>]*>', shown(charlie, OUTLINE))
    assert up and "aria-disabled" in up[0]  # the council's goals stand before
    for not_bobs in (OUTLINE, address, f"/mal/skriv/{NOW}/mal-9/"):
        assert bob.get(not_bobs).status_code == 404
    assert "Skriv målen" not in shown(bob, f"/mal/{NOW}/")


def test_two_at_once_are_both_shown_and_a_second_save_writes_over(alice: Client, made: Ref) -> None:
    version = load_goals()[made].version
    assert (
        alice.post(CHANGE, GIVEN | {"name": "Först", "state": "valid", "version": version}).status_code == 302
    )
    answer = alice.post(CHANGE, GIVEN | {"name": "Sedan", "version": version})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nu står där Lydelse: Först. Läge: ● Gäller. Spara igen" in words(page)
    assert "Sedan" in page
    assert alice.post(CHANGE, GIVEN | {"name": "Sedan", "version": again(page)}).status_code == 302
    assert load_goals()[made].name == "Sedan"
    said = words(shown(alice, f"/mal/{NOW}/program-1/"))
    assert "Historik Lydelse: Först → Sedan Läge: Gäller → Under framtagande" in said
    assert "Första lydelsen" in said


def test_a_decided_wording_asks_why_and_by_which_decision(alice: Client) -> None:
    address = f"/mal/skriv/{PAST}/hallbara-1/"
    page = shown(alice, address)
    version = load_goals()[Ref(PAST, "hallbara-1")].version
    known = load_goals()[Ref(PAST, "hallbara-1")]
    given = {
        "name": "Tryggheten ska öka",
        "under": known.under,
        "number": known.number,
        "followed_by": str(known.followed_by),
        "scope": str(known.scope),
        "indicators": " ".join(known.indicators),
        "version": version,
    }
    assert 'name="reason"' in page
    answer = alice.post(address, given)
    assert answer.status_code == 422
    assert "Perioden har börjat och målen är beslutade." in words(answer.content.decode())
    why = {"reason": "Tydligare", "decision": "KF 2018-03-26 § 40"}
    assert alice.post(address, given | why).status_code == 302
    said = words(shown(alice, f"/mal/{PAST}/hallbara-1/"))
    assert "Tryggheten ska öka KF 2018-03-26 § 40: Tydligare" in said
    assert 'name="reason"' not in shown(alice, f"/mal/skriv/{NOW}/mal-1/")
    answer = alice.post(address, given | why | {"name": "Trygghet"})
    assert answer.status_code == 422
    assert "Nu står där Lydelse: Tryggheten ska öka. Spara igen" in words(answer.content.decode())


def test_what_is_not_used_is_ended_and_what_is_used_tells_why_not(alice: Client, made: Ref) -> None:
    answer = alice.post(
        f"/mal/skriv/{NOW}/mal-1/", {"end": "on", "version": load_goals()[Ref(NOW, "mal-1")].version}
    )
    assert answer.status_code == 422
    said = words(answer.content.decode())
    assert "Det står annat under det här (5). Flytta eller avsluta det först." in said
    assert "Annat stöder det här" in said
    answer = alice.post(CHANGE, {"end": "on", "version": load_goals()[made].version})
    assert (answer.status_code, answer["Location"]) == (302, OUTLINE)
    assert made not in load_goals()


def test_a_goal_is_linked_to_its_predecessor_and_the_thread_shows_it(alice: Client) -> None:
    alice.post(
        f"/mal/skriv/{NOW}/nytt/mal/", {"name": "Nytt", "followed_by": "not_said", "scope": "municipality"}
    )
    address = f"/mal/skriv/{NOW}/mal-9/lankar/"
    assert "Det finns inga länkar än." in shown(alice, address)
    given = {"part": "was", "was-kind": "partly", "was-other": "2018-2020/mal-1", "was-note": "skolan"}
    assert alice.post(address, given).status_code == 302
    answer = alice.post(address, given)
    assert answer.status_code == 422
    assert "Länken finns redan." in answer.content.decode()
    page = shown(alice, address)
    assert "Kommer delvis från Kunskap: resultaten i förskola och skola 2018–2020 (skolan)" in words(page)
    assert "går delvis över i Nytt" in words(shown(alice, f"/mal/{NOW}/mal-9/"))
    (id,) = re.findall(r'name="remove" value="([^"]+)"', page)
    assert alice.post(address, {"remove": id}).status_code == 302
    for part, other, said in (
        ("new", "2018-2020/", "Är nytt, och fanns inte i 2018–2020"),
        ("supports", f"{NOW}/mal-6", "Stöder Södertälje kommun ger"),
    ):
        kind = {f"{part}-kind": part, f"{part}-other": other}
        assert alice.post(address, {"part": part, **kind}).status_code == 302
        assert said in words(shown(alice, address))
    ends = {"part": "ends", "ends-kind": "ends", "ends-other": f"{NOW}/"}
    assert alice.post("/mal/skriv/2018-2020/mal-1/lankar/", ends).status_code == 302


TARGET = f"/mal/skriv/{NOW}/mal-6/malniva/"
LESS = {"name": "Utsläpp", "unit": "ton", "per": "inhabitant", "base": "5,0", "base_year": "2010"}
LESS |= {"percent": "40", "year": "2030", "pace": "evenly", "total": "400 000"}


def test_a_target_per_inhabitant_says_for_how_many_and_what_does_not_follow(alice: Client) -> None:
    set_population([(2019, 100_000, "SCB")], by=OPERATOR, at=AT)
    assert alice.post(TARGET, LESS).status_code == 302
    (target,) = (each for each in load_goals().targets if each.of.structure == NOW)
    assert (target.per, target.pace) == (Per.INHABITANT, Pace.EVENLY)
    assert target.stated == {Derived.TOTAL: 400_000}
    said = words(shown(alice, f"/mal/{NOW}/mal-6/")).replace("\u00a0", " ")
    assert "5 år 2010 (ton per invånare)" in said
    assert "Nivå 2030 3,00" in said
    assert "Nivå 2030 för alla invånare 400 000 300 000 ! 100 000 för högt får vara 269 950–330 050" in said
    assert "med 100 000 invånare 2019, den senast kända folkmängden." in said
    assert "2020 4,00" in said
    change = f"{TARGET}{target.version}/"
    given = LESS | {"inhabitants": "120000", "now": "4,5", "now_year": "2020", "version": target.version}
    assert alice.post(change, given).status_code == 302
    said = words(shown(alice, f"/mal/nivaer/{NOW}/")).replace("\u00a0", " ")
    assert "med 120 000 invånare 2030, en angiven prognos." in said
    assert "! 2020 skulle värdet vara högst 4,00. Det är 4,5." in said
    answer = alice.post(change, given | {"percent": "50"})
    assert answer.status_code == 422
    assert "Nu står där Minskning i procent: 40. Spara igen" in words(answer.content.decode())
    newer = again(answer.content.decode())
    yearly = given | {"pace": "yearly", "percent": "2", "version": newer}
    assert alice.post(change, yearly).status_code == 302
    assert "Utsläpp: −2 procent per år till 2030" in words(shown(alice, f"/mal/{NOW}/mal-6/"))
    answer = alice.post(change, yearly | {"remove": "on", "percent": "3"})
    assert "Nu står där Minskning i procent: 2. Ta bort den igen" in words(answer.content.decode())
    assert alice.post(change, {"remove": "on", "version": again(answer.content.decode())}).status_code == 302
    assert "Målnivåer" not in shown(alice, f"/mal/{NOW}/")
    assert alice.get(change).status_code == 404


def test_a_target_that_cannot_be_read_is_told_at_its_field(alice: Client, charlie: Client) -> None:
    for given, said in (
        ({"base": "mycket"}, "Talet går inte att läsa."),
        ({"base": "1,23456"}, "Skriv ett mindre tal, med högst 4 decimaler."),
        ({"base": "100000000000000"}, "Skriv ett mindre tal, med högst 4 decimaler."),
        ({"percent": "120"}, "ger ingen nivå"),
        ({"now": "3"}, "Senaste värde och senaste år hör ihop."),
    ):
        answer = alice.post(TARGET, LESS | given)
        assert answer.status_code == 422
        assert said in words(answer.content.decode())
    assert charlie.get(TARGET).status_code == 404
    assert "Ny målnivå" not in shown(charlie, f"/mal/{NOW}/mal-6/")


def test_what_a_goal_lacks_is_told_on_its_page_and_where_it_is_written(alice: Client) -> None:
    said = words(shown(alice, f"/mal/{NOW}/mal-1/"))
    assert "! Inget säger hur målet ska mätas" in said
    assert "! Ingen åtgärd leder till målet" in said
    said = words(shown(alice, f"/mal/{PAST}/hallbara-1/"))
    assert "! Inget säger hur målet ska mätas" not in said  # it has NTI
    said = words(shown(alice, OUTLINE))
    assert "Att se över Inget av det hindrar er från att gå vidare." in said
    assert re.search(r"\d mål och åtaganden saknar indikator", said)
    assert re.search(r"\d mål har ingen åtgärd", said)
    alice.post(PROGRAMME, GIVEN)
    alice.post(f"/mal/skriv/{NOW}/nytt/atgard/?under=program-1", {"under": "program-1", "name": "Måla"})
    assert "! Ingen är utsedd att svara för åtgärden" in words(shown(alice, f"/mal/{NOW}/atgard-1/"))


@pytest.mark.browser
def test_moving_by_keyboard_keeps_the_place(enter: Callable[[str], Page]) -> None:
    page = enter("bo")
    page.goto(f"{page.url.rstrip('/')}{OUTLINE}")
    down = page.get_by_role("button", name="Flytta ner Kunskapskommunen Södertälje")
    down.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#ner-omrade-kunskap$"))
    expect(down).to_be_focused()
    names = [each.strip() for each in page.locator(".level-1 .outline-name a").all_inner_texts()]
    assert names[:2] == [
        "Södertäljes medborgare och välfärd – social hållbarhet",
        "Kunskapskommunen Södertälje",
    ]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#upp-omrade-kunskap$"))
    expect(page.get_by_role("button", name="Flytta upp Kunskapskommunen Södertälje")).to_be_focused()
