"""Åtaganden: the page of a period, writing one, and where it is seen: thread, matrix, map, files."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from hjulet.domain.goals.element import Element, ElementKind, Ref, Scope
from hjulet.services.commitments import add_commitment
from hjulet.services.people import OPERATOR
from hjulet.store.goals import load_goals
from hjulet.store.models import Snapshot
from tests.services.people import AT
from tests.web.test_goals import shown, words

NEW = "/mal/ataganden/2020-2022/mal-3/nytt/"
GIVEN = {
    "under": "mal-3",
    "name": "Fler unga\nläser",
    "lead": "KFN",
    "scope": "own_body",
    "indicators": "N1, N2",
}
MADE = Ref("2020-2022", "atagande-1")
CHANGE = "/mal/ataganden/2020-2022/atagande-1/"


@pytest.fixture
def made(charlie: Client) -> Ref:
    """Give a commitment of KFN, shared with a group of bodies."""
    answer = charlie.post(NEW, GIVEN | {"bodies": ["utbildningsnamnderna", "TELGE"]})
    assert (answer.status_code, answer["Location"]) == (302, "/mal/2020-2022/atagande-1/")
    return MADE


def test_a_committee_writes_what_it_undertakes_and_sees_it(charlie: Client, made: Ref) -> None:
    commitment = load_goals()[made]
    assert (commitment.name, commitment.lead, commitment.scope) == ("Fler unga läser", "KFN", Scope.OWN_BODY)
    assert (commitment.bodies, commitment.indicators) == (("utbildningsnamnderna", "TELGE"), ("N1", "N2"))
    said = words(shown(charlie, "/mal/2020-2022/atagande-1/"))
    assert "Åtagande Fler unga läser" in said
    assert "Delar ansvaret Utbildningsnämnderna, Telge AB" in said
    assert "Omfattning Det egna organet" in said
    assert "! Inget säger" not in said


def test_an_indicator_is_named_to_whom_sees_it_and_is_its_id_to_others(
    charlie: Client, alice: Client
) -> None:
    ids = "NII budget_adherence_board N1"
    assert charlie.post(NEW, GIVEN | {"indicators": ids}).status_code == 302
    unseen = "finns inte bland de indikatorer du ser"
    said = words(shown(alice, "/mal/2020-2022/atagande-1/"))
    assert f"Upplevt inflytande (NII) Kommunstyrelsens budgetföljsamhet N1 {unseen}" in said
    said = words(shown(charlie, "/mal/2020-2022/atagande-1/"))
    assert f"Upplevt inflytande (NII) budget_adherence_board {unseen} N1 {unseen}" in said


def test_it_stands_in_the_thread_of_the_goal_in_the_list_the_matrix_and_the_map(
    charlie: Client, made: Ref
) -> None:
    goal = words(shown(charlie, "/mal/2020-2022/mal-3/"))
    assert "Fler unga läser Kultur- och fritidsnämnden, delat med Utbildningsnämnderna, Telge AB" in goal
    assert "Åtaganden Kultur- och fritidsnämnden&nbsp; (1)" in words(shown(charlie, "/mal/2020-2022/"))
    matrix = words(shown(charlie, "/mal/matris/2020-2022/"))
    assert "○4 ◇1 4 inriktningar, 1 åtagande" in matrix  # KFN, and UN through the group below
    drawn = shown(charlie, "/mal/karta/2020-2022/?oppna=omrade-social+mal-3")
    assert "Åtagande · Kultur- och fritidsnämnden" in drawn
    assert "Fler unga läser" in shown(charlie, "/mal/ataganden/2020-2022/")
    assert "atagande-1;åtagande;;Fler unga läser;mal-3;KFN" in "".join(
        part.decode()
        for part in charlie.get("/mal/2020-2022/mal.csv").streaming_content  # type: ignore[attr-defined]
    )


def test_what_a_plan_lacks_is_told_and_stops_nobody(charlie: Client) -> None:
    charlie.post(NEW, GIVEN | {"indicators": ""})
    assert "! Inget säger hur åtagandet ska mätas" in words(shown(charlie, "/mal/2020-2022/atagande-1/"))
    said = words(shown(charlie, "/mal/ataganden/2020-2022/"))
    assert "Inget av det hindrar er från att gå vidare. 7 mål och åtaganden saknar indikator" in said


def test_a_commitment_is_broken_down_under_the_one_above(charlie: Client, made: Ref) -> None:
    new = "/mal/ataganden/2020-2022/atagande-1/nytt/"
    assert charlie.post(new, GIVEN | {"under": "atagande-1", "name": "Sommarbok"}).status_code == 302
    page = shown(charlie, "/mal/2020-2022/atagande-2/")
    assert re.findall(r'<p class="path">.*?</p>', page, re.DOTALL)[0].count("/mal/2020-2022/") == 5
    assert "2 åtaganden" in words(shown(charlie, "/mal/matris/2020-2022/"))


def test_who_answers_changes_all_who_shares_only_some(charlie: Client, alice: Client, bob: Client) -> None:
    alice.post(NEW, GIVEN | {"lead": "HR", "bodies": ["KFN"]})
    page = shown(charlie, CHANGE)
    assert "HR ansvarar för åtagandet." in page
    assert "Ta bort åtagandet" not in page
    assert len(re.findall(r"<(?:select|textarea)[^>]*disabled", page)) == 5
    version = load_goals()[MADE].version
    sent = {"indicators": "N9", "note": "Vi mäter själva", "name": "Vårt", "version": version}
    assert charlie.post(CHANGE, sent).status_code == 302
    found = load_goals()[MADE]
    assert (found.indicators, found.note, found.name) == (("N9",), "Vi mäter själva", "Fler unga läser")
    assert "Ändra åtagandet" in shown(alice, "/mal/2020-2022/atagande-1/")
    assert "Ändra åtagandet" not in shown(bob, "/mal/2020-2022/atagande-1/")
    assert bob.get(CHANGE).status_code == 404


def test_what_only_a_file_could_say_is_kept_when_the_form_is_saved(alice: Client, charlie: Client) -> None:
    told = Element(ref=MADE, kind=ElementKind.COMMITMENT, name="Ur fil", under="mal-3", bodies=("EKO", "KFN"))
    add_commitment(told, by=OPERATOR, at=AT)
    assert (
        charlie.post(CHANGE, {"indicators": "N9", "version": load_goals()[MADE].version}).status_code == 302
    )
    page = shown(alice, CHANGE)
    assert re.search(r'value="EKO"[^>]*checked', page)
    sent = {"under": "mal-3", "name": "Ur fil", "scope": "municipality", "bodies": ["EKO", "KFN"]}
    assert alice.post(CHANGE, sent | {"version": load_goals()[MADE].version}).status_code == 302
    assert set(load_goals()[MADE].bodies) == {"EKO", "KFN"}


def again(page: str) -> str:
    """Read the version that a page sends when it is saved again."""
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_two_at_once_are_both_shown_and_a_second_save_writes_over(charlie: Client, made: Ref) -> None:
    version = load_goals()[made].version
    assert charlie.post(CHANGE, GIVEN | {"name": "Först", "version": version}).status_code == 302
    bodies = ["utbildningsnamnderna", "TELGE"]
    answer = charlie.post(CHANGE, GIVEN | {"name": "Sedan", "bodies": bodies, "version": version})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nu står där Åtagande: Först. Delar ansvaret: –. Spara igen" in words(page)
    assert "Sedan" in page
    assert set(re.findall(r'name="bodies" value="(\w+)"[^>]*checked', page)) == set(bodies)
    sent = GIVEN | {"name": "Sedan", "version": again(page)}
    assert charlie.post(CHANGE, sent).status_code == 302
    assert load_goals()[made].name == "Sedan"


def test_who_is_overtaken_by_one_that_shares_is_told_what_would_be_written_over(
    charlie: Client, alice: Client
) -> None:
    alice.post(NEW, GIVEN | {"lead": "HR", "bodies": ["KFN"]})
    version = load_goals()[MADE].version
    sent = {"indicators": "N9", "note": "Vi mäter själva", "version": version}
    assert charlie.post(CHANGE, sent).status_code == 302
    mine = GIVEN | {"name": "Fler unga läser", "lead": "HR", "bodies": ["KFN"], "version": version}
    page = alice.post(CHANGE, mine).content.decode()
    assert "Nu står där Indikatorer: N9. Anmärkning: Vi mäter själva. Spara igen" in words(page)
    removed = alice.post(CHANGE, mine | {"remove": "on"})
    assert removed.status_code == 422
    assert "Anmärkning: Vi mäter själva. Ta bort det igen" in words(removed.content.decode())


def test_what_a_file_wrote_otherwise_than_the_form_does_not_hinder_who_shares(charlie: Client) -> None:
    told = Element(
        ref=MADE, kind=ElementKind.COMMITMENT, name="Två  blanksteg", under="mal-3", bodies=("EKO", "KFN")
    )
    add_commitment(replace(told, years=(1900, None)), by=OPERATOR, at=AT)
    sent = {"indicators": "N9", "version": load_goals()[MADE].version}
    assert charlie.post(CHANGE, sent).status_code == 302
    found = load_goals()[MADE]
    assert (found.indicators, found.name, found.years) == (("N9",), "Två  blanksteg", (1900, None))


def test_one_is_taken_away_and_an_older_snapshot_shows_it(charlie: Client, made: Ref) -> None:
    version = load_goals()[made].version
    before = Snapshot.objects.latest("number").number
    assert charlie.post(CHANGE, {"remove": "on", "version": str(version)}).status_code == 302
    address = "/mal/2020-2022/atagande-1/"
    assert charlie.get(address).status_code == 404
    assert "<h1>Fler unga läser</h1>" in shown(charlie, f"{address}?ogonblick={before}")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"lead": "HR"},  # not hers
        {"lead": ""},
        {"under": "fokus-kfn-1"},
        {"bodies": ["nej"]},
        {"scope": "alla"},
        {"first_year": "2022", "last_year": "2020"},
    ],
)
def test_what_cannot_be_is_told_on_the_form_and_nothing_is_written(
    charlie: Client, wrong: dict[str, object]
) -> None:
    assert charlie.post(NEW, GIVEN | wrong).status_code == 422
    assert MADE not in load_goals()


def test_a_programme_shows_its_goals_and_actions_with_who_answers_and_what_became_of_it(
    alice: Client,
) -> None:
    said = words(shown(alice, "/mal/2014-2016/klimatstrategin/"))
    assert "Mål 3 Fossilbränslefri kommun 2030" in said
    assert "Kommunstyrelsen genom Energi- och klimatrådgivningen" in said
    assert "Analys av fjärrvärmesystemet Kommunstyrelsen Telge AB, Telge Nät 2013–2014" in said
    assert "Programmets väg genom perioderna" in said
    assert "↓ slås samman i Miljö- och klimatprogrammet" in said
    assert "△6 6 delar i program" in words(shown(alice, "/mal/matris/2014-2016/"))
