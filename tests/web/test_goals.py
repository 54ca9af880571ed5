"""Mål: the list, one goal with its thread, the matrix, the map, the files, and which wording holds."""

import csv
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.html import escape
from playwright.sync_api import Page, expect

from hjulet.domain.goals.element import Link, LinkKind, Ref
from hjulet.domain.goals.files import GoalFiles
from hjulet.readers.goals import read_goals
from hjulet.services.goal_differences import What
from hjulet.services.goal_questions import answer_wording
from hjulet.services.goals import import_goals, try_goals
from hjulet.services.people import OPERATOR
from hjulet.store.goals import link_fields, load_goals
from hjulet.store.models import GoalLink, GoalQuestion, Snapshot
from tests.demo.books import DEMO
from tests.services.people import AT

TABLE = "Södertälje kommun ger medborgare och företag förutsättningar att kunna leva ekologiskt hållbart"
SIX = "/mal/2020-2022/mal-6/"


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    """Read what a page says, blanks evened out."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_list_opens_at_the_period_in_force_and_leads_to_the_others(alice: Client) -> None:
    page = shown(alice, "/mal/")
    assert "<h1>Mål 2017–2019</h1>" in page
    periods = {"/mal/2014-2016/", "/mal/2018-2020/", "/mal/2020-2022/"}
    assert periods <= set(re.findall('href="([^"]+)"', page))
    assert "18 mål, 4 målområden." in words(page)


def test_a_period_shows_groups_areas_goals_programmes_priorities_and_focus(alice: Client) -> None:
    said = words(shown(alice, "/mal/2020-2022/"))
    assert (
        "8 mål, 6 målområden, 23 prioriteringar, 35 nämndspecifika inriktningar, 26 program, 6 uppdrag."
        in said
    )
    assert "Gemensam framtid Kunskapskommunen Södertälje KF-mål 1" in said
    assert "◐ Folkhälsoprogrammet revidering pågår" in said
    assert "■ Vattenplan gäller tills vidare från 2018" in said
    assert "Undantas från generell effektivisering: äldreomsorgen." in said
    assert "Ges till stadsdirektören, inte till en nämnd." in said
    assert "Bara kommunstyrelsen följer upp målet." in said


@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_the_councils_goals_are_the_same_for_everybody(who: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert escape(TABLE) in shown(client, "/mal/2020-2022/")
    assert client.get("/mal/2019-2021/").status_code == 404
    assert client.get("/mal/2020-2022/nej/").status_code == 404


def test_a_goals_thread_leads_to_what_it_was_and_became(alice: Client) -> None:
    page = shown(alice, "/mal/2017-2019/hallbara-6/").partition('class="thread"')[2]
    links = re.findall(r'href="(/mal/[^"]+)"', page)
    assert {"/mal/2014-2016/hallbarhet-1/", "/mal/2018-2020/mal-6/", SIX} <= set(links)
    said = words(page)
    assert "fortsätter som Kommunkoncernen ska bli fossilbränslefri (vidgad till koncernen)" in said
    assert "slås samman i Ekologiskt hållbar kommun" in said


def test_a_thread_says_where_a_goal_begins_and_ends(alice: Client) -> None:
    ended = words(shown(alice, "/mal/2014-2016/arbetsgivare-2/"))
    assert "Målet upphör. Det har ingen efterföljare i perioden 2017–2019." in ended
    assert "Inget i den här kedjan" in ended
    began = words(shown(alice, "/mal/2017-2019/hallbara-4/"))
    assert "Målet är nytt för perioden 2017–2019. Det fanns inte 2014–2016." in began


def test_a_programmes_thread_calls_it_a_programme_and_keeps_the_letters_of_a_note(alice: Client) -> None:
    files = {name: own_file(name) for name in ("structures", "groups", "elements")}
    rows, name = own_file("links")
    began = "2014-2016;;2018-2020;folkhalsoprogrammet;ny;enligt KF och SKL\n"
    import_goals(GoalFiles(**files, links=(rows + began.encode(), name)), by=OPERATOR, at=AT)
    said = words(shown(alice, "/mal/2018-2020/folkhalsoprogrammet/"))
    assert "Programmet är nytt för perioden 2018–2020. Det fanns inte 2014–2016. Enligt KF och SKL." in said


def test_a_goal_of_the_body_itself_says_what_it_supports(alice: Client) -> None:
    said = words(shown(alice, "/mal/2014-2016/arbetsgivare-8/"))
    assert "Eget mål 8" in said
    assert "Omfattning Det egna organet" in said
    assert "Stöder Sjukfrånvaron ska minska varje år, på sikt högst 5 %" in said


def test_a_goal_leads_to_what_it_is_measured_by(alice: Client) -> None:
    page = shown(alice, "/mal/2017-2019/ekonomi-4/")
    assert '<a href="/indikatorer/equity_ratio/">Kommunkoncernens soliditet, inklusive pensioner</a>' in page
    assert '<a href="/mal/2017-2019/ekonomi-4/">' in shown(alice, "/indikatorer/equity_ratio/")


def test_goals_that_nobody_answers_for_stand_out_in_the_matrix(alice: Client) -> None:
    page = shown(alice, "/mal/matris/2018-2020/")
    assert page.count('<tr class="nobody">') == 8
    assert "8 mål har ingen som är utsedd att svara för dem." in words(page)
    page = shown(alice, "/mal/matris/2020-2022/")
    assert '<tr class="nobody">' not in page
    assert "Varje mål har någon som är utsedd att svara för det." in words(page)
    row = page.partition("mal-1/")[2].partition("</tr>")[0]
    assert words(row).count("○2 2 inriktningar") == 5  # the committee and four district committees
    assert "Utan något mål: Valnämnden, Överförmyndarnämnden." in words(page)


def nodes(page: str, drawing: str = "wide-map") -> list[str]:
    svg = page.partition(f'class="goal-map {drawing}"')[2].partition("</svg>")[0]
    return re.findall(r'class="node [^"]*" href="[^"]*/([^"/]+)/"', svg)


def test_the_map_opens_step_by_step_and_both_drawings_show_the_same(alice: Client) -> None:
    closed = shown(alice, "/mal/karta/2020-2022/?oppna=-")
    assert nodes(closed) == ["gemensam-framtid", "resurser"]
    (opens,) = re.findall(r'id="w-resurser" href="([^"]+)"', closed)
    opened = shown(alice, opens.replace("&amp;", "&"))
    assert nodes(opened) == ["gemensam-framtid", "resurser", "omrade-ekonomi", "omrade-arbetsgivare"]
    assert "Dölj 2 under Resurser" in opened
    start = shown(alice, "/mal/karta/2020-2022/")
    assert sum(each.startswith("mal-") for each in nodes(start)) == 8
    whole = shown(alice, re.findall(r'href="([^"]+)">Allt som stöder målen', start)[0])
    assert len(nodes(whole)) == len(nodes(whole, "narrow-map")) == 2 + 6 + 8 + 4 + 35 + 26
    assert set(nodes(whole)) == set(nodes(whole, "narrow-map"))


def test_what_once_was_let_in_to_support_itself_is_drawn_once(alice: Client) -> None:
    goal, programme = Ref("2018-2020", "mal-2"), Ref("2018-2020", "strategin-for-demokratiutveckling")
    for source, target in ((goal, programme), (programme, goal)):
        fields = link_fields(Link(kind=LinkKind.SUPPORTS, source=source, target=target))
        GoalLink.objects.create(**fields, known_from=AT, set_by="x")
    page = shown(alice, "/mal/karta/2018-2020/?oppna=mal-2+strategin-for-demokratiutveckling")
    assert nodes(page).count("mal-2") == 1


def test_the_map_is_written_as_svg_reads_it_and_without_style(alice: Client) -> None:
    page = shown(alice, "/mal/karta/2014-2016/?oppna=omrade-hallbarhet")
    drawing = page.partition("<svg")[2].partition("</svg>")[0]
    assert re.search(r'x="\d+\.\d+"', drawing)
    assert not re.search(r'[a-z0-9]+="-?\d+,\d+', drawing)
    assert " style=" not in page
    assert nodes(shown(alice, "/mal/karta/2018-2020/?oppna=nej")) == [f"mal-{n}" for n in range(1, 9)]


def test_two_wordings_are_asked_about_until_somebody_answers(
    alice: Client, bob: Client, charlie: Client
) -> None:
    assert "? Två lydelser, och ingen har sagt vilken som gäller:" in words(shown(bob, "/mal/2020-2022/"))
    page = words(shown(bob, SIX))
    assert "Att avgöra: vilken lydelse gäller?" in page
    assert f"Lydelse 1, tabellen över målen {TABLE}" in page
    given = {"chosen": "2", "reason": "Kapitlet är beslutat", "version": "1"}
    for other in (bob, charlie):
        assert "Lydelse 2 gäller" not in shown(other, SIX)
        assert other.post(f"{SIX}lydelse/", given).status_code == 404
    assert GoalQuestion.objects.get().chosen == ""
    before = Snapshot.objects.latest("number").number
    assert alice.post(f"{SIX}lydelse/", given).status_code == 302
    settled = words(shown(bob, SIX))
    assert "✓ gäller" in settled
    assert "Kapitlet är beslutat Bo Talstrand" in settled
    assert load_goals()[Ref("2020-2022", "mal-6")].name.startswith("Södertälje kommun minskar sina utsläpp")
    assert f"<h1>{escape(TABLE)}</h1>" in shown(bob, f"{SIX}?ogonblick={before}")
    assert "ögonblicksbild" in words(shown(bob, f"/mal/2020-2022/?ogonblick={before}"))
    assert alice.post(f"{SIX}lydelse/", given).status_code == 422  # somebody has answered


def own_file(name: str) -> tuple[bytes, str]:
    """Give one of the example's own files."""
    return (DEMO / "goals" / f"{name}.csv").read_bytes(), f"{name}.csv"


SAVED = {
    "structures": "period.csv",
    "groups": "grupper.csv",
    "elements": "mal.csv",
    "links": "lankar.csv",
    "targets": "malnivaer.csv",
}


def saved_files(client: Client) -> dict[str, tuple[bytes, str]]:
    """Save all periods, and put the files of each kind together under one head."""
    files = {}
    for kind, name in SAVED.items():
        texts = [
            b"".join(client.get(f"/mal/{each.key}/{name}")).decode("utf-8-sig").partition("\r\n")
            for each in load_goals().structures
        ]
        files[kind] = ("".join([texts[0][0], "\n", *(below for _, _, below in texts)]).encode(), name)
    return files


def test_what_is_saved_as_files_is_the_same_when_it_is_let_in_again(alice: Client) -> None:
    files = saved_files(alice)
    again = try_goals(GoalFiles(**files), by=OPERATOR, at=AT)
    assert [each.code for each in again.problems] == ["two-wordings"]
    assert (again.changes, again.is_reordered) == ((), False)
    noted = {kind: (data.rstrip() + b"x\n", name) for kind, (data, name) in files.items()}
    groups = files["groups"][0].replace("nämnderna".encode(), b"")
    told = try_goals(GoalFiles(**noted | {"groups": (groups, "g.csv")}), by=OPERATOR, at=AT).changes
    assert {each.what for each in told} == {
        What.STRUCTURE,
        What.ELEMENT,
        What.LINK,
        What.TARGET,
    }  # the control
    assert {name for each in told for name in each.columns} == {"note", "groups"}
    answer_wording(Ref("2020-2022", "mal-6"), "2", version=1, by=OPERATOR, at=AT)
    rows = b"".join(alice.get("/mal/2020-2022/mal.csv")).decode("utf-8-sig").splitlines()
    assert sum(row["nyckel"] == "mal-6" for row in csv.DictReader(rows, delimiter=";")) == 1


def test_the_workbook_holds_the_same_rows(alice: Client) -> None:
    data = b"".join(alice.get("/mal/2018-2020/mal.xlsx"))
    others = {name: own_file(name) for name in ("structures", "groups", "links")}
    found = read_goals(GoalFiles(**others, elements=(data, "mal.xlsx")))
    assert found.problems == ()
    assert len(found.network.elements) == 28


@pytest.mark.browser
def test_the_map_is_opened_by_keyboard_and_stays_where_one_was(enter: Callable[[str], Page]) -> None:
    page = enter("bo")
    page.goto(f"{page.url.rstrip('/')}/mal/karta/2020-2022/?oppna=-")
    toggle = page.locator("#w-resurser")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wide-map .node.area")).to_have_count(2)
    expect(toggle).to_have_attribute("aria-label", "Dölj 2 under Resurser")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.wide-map') !== null")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".narrow-map")).to_be_visible()
    expect(page.locator(".wide-map")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
