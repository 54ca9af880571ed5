"""Bedömningar: who is without, what a body says of its goals in a year, writing one, and where it is seen."""

from django.test import Client

from hjulet.domain.goals.element import Ref
from hjulet.domain.period import year_period
from hjulet.services.assessments import assessment_page
from hjulet.services.people import OPERATOR
from tests.services.people import AT
from tests.web.test_goals import shown, words

BODY = "/mal/bedomningar/2017-2019/KS/2018/"
ONE = f"{BODY}hallbara-3/"
GIVEN = {"level": "lacking", "reason": " Fler barn\när fattiga. ", "source": "SCB"}


def test_each_year_leads_to_its_goals_and_says_which_the_report_follows(alice: Client) -> None:
    said = words(shown(alice, "/mal/bedomningar/2017-2019/"))
    assert "Kommunstyrelsen 18 av 18 Kommunstyrelsen 2017 – Kommunstyrelsen 2018" in said
    assert alice.get("/mal/bedomningar/2017-2019/?ogonblick=999").status_code == 404
    body = words(shown(alice, BODY))
    assert "18 av 18 mål är inte bedömda." in body
    assert "Rapporten för 2018 följer målen 2018–2020." in body


def test_an_assessment_is_written_with_its_reason_and_seen_on_the_goal(alice: Client, bob: Client) -> None:
    answer = alice.post(ONE, GIVEN | {"version": "0"})
    assert (answer.status_code, answer["Location"]) == (302, BODY)
    said = words(shown(alice, BODY))
    assert "17 av 18 mål är inte bedömda. Rapporten för 2018 följer målen 2018–2020. Resultat exkl." in said
    assert "○ Har brister Barn och ungas livsvillkor ska förbättras Fler barn är fattiga." in said
    goal = words(shown(alice, "/mal/2017-2019/hallbara-3/"))
    assert "Bedömningar ○ Har brister Fler barn är fattiga. Kommunstyrelsen 2018 ○ Har brister" in goal
    assert "Fler barn är fattiga." not in shown(bob, "/mal/2017-2019/hallbara-3/")


def test_a_changed_one_keeps_its_history_and_a_lost_race_is_told(alice: Client) -> None:
    alice.post(ONE, GIVEN | {"version": "0"})
    answer = alice.post(ONE, GIVEN | {"reason": "En annan.", "version": "0"})
    assert answer.status_code == 422
    assert "Någon annan har ändrat till ”Fler barn\när fattiga.”" in answer.content.decode()
    page = assessment_page(Ref("2017-2019", "hallbara-3"), "KS", year_period(2018), by=OPERATOR, at=AT)
    assert page.now is not None
    alice.post(ONE, GIVEN | {"level": "fair", "version": page.now.version})
    history = words(shown(alice, ONE)).partition("Historik")[2]
    assert history.index("◐ Ok") < history.index("○ Har brister")


def test_a_wrong_one_is_taken_back_and_stands_in_the_history(alice: Client, bob: Client) -> None:
    assert alice.get(f"{ONE}ta-tillbaka/").status_code == 404  # nothing to take back yet
    alice.post(ONE, GIVEN | {"version": "0"})
    assert "Ta tillbaka bedömningen" in shown(alice, ONE)
    form = alice.get(f"{ONE}ta-tillbaka/")
    taken = {"reason": "Fel mål.", "version": form.context["form"].initial["version"]}
    assert bob.post(f"{ONE}ta-tillbaka/", taken).status_code == 404
    assert alice.post(f"{ONE}ta-tillbaka/", taken | {"reason": ""}).status_code == 422
    answer = alice.post(f"{ONE}ta-tillbaka/", taken)
    assert (answer.status_code, answer["Location"]) == (302, BODY)
    assert "18 av 18 mål är inte bedömda." in words(shown(alice, BODY))
    history = words(shown(alice, ONE)).partition("Historik")[2]
    assert history.index("Tillbakatagen Fel mål.") < history.index("○ Har brister Fler barn")
    page = alice.get(ONE)
    again = GIVEN | {"version": page.context["form"].initial["version"]}
    assert alice.post(ONE, again).status_code == 302
    assert "17 av 18 mål är inte bedömda." in words(shown(alice, BODY))


def test_a_part_of_the_year_has_its_page(alice: Client) -> None:
    overview = shown(alice, "/mal/bedomningar/2017-2019/?del=T2")
    assert 'href="/mal/bedomningar/2017-2019/KS/2017-T2/"' in overview
    assert "Kommunstyrelsen 0 av 18" in words(overview)
    part = "/mal/bedomningar/2017-2019/KS/2017-T2/"
    said = shown(alice, part)
    assert "18 av 18 mål är inte bedömda." in words(said)
    assert f'<a href="{part}" aria-current="page">Tertial 2</a>' in said
    assert 'href="/mal/bedomningar/2017-2019/KS/2018-T2/">2018<' in said
    assert 'href="/mal/bedomningar/2017-2019/?del=T2"' in said  # back to what one came from
    alice.post(f"{part}hallbara-3/", GIVEN | {"version": "0"})
    assert "1 av 18" in words(shown(alice, "/mal/bedomningar/2017-2019/?del=T2"))
    assert "18 av 18" in words(shown(alice, "/mal/bedomningar/2017-2019/?del=nej"))  # that is the year


def test_without_a_reason_or_a_level_nothing_is_saved(alice: Client) -> None:
    for lacking in ("reason", "level"):
        answer = alice.post(ONE, GIVEN | {lacking: "", "version": "0"})
        assert answer.status_code == 422
    assert "Bedöm" in words(shown(alice, BODY))
    for period in ("2016", "2010..2018"):
        outside = f"/mal/bedomningar/2017-2019/KS/{period}/"
        assert alice.get(outside).status_code == 404
        assert alice.post(f"{outside}hallbara-3/", GIVEN).status_code == 404
