"""Planer: the page of who is without a plan, its filter and its file; and confirming a work plan."""

import csv
import io
import re
from collections.abc import Callable

from django.test import Client

from hjulet.services.editions import list_editions
from hjulet.services.people import OPERATOR
from tests.services.people import AT
from tests.web.test_goals import shown, words

PLAN = "/rapport/work_plan/HR/2017/"


def test_the_page_tells_the_state_by_shape_and_word_and_leads_to_the_plan(
    alice: Client, demo: object
) -> None:
    page = shown(alice, "/planer/?ar=2017")
    said = words(page)
    assert "Planer 2017" in said
    assert "○ Saknas 8 ◔ Påbörjad 1 ◐ På remiss 0 ● Fastställd eller beslutad 0" in said
    assert "HR Arbetsplan ◔ Påbörjad" in said
    assert f'href="{PLAN}"' in page
    assert 'href="/rapport/work_plan/EKO/2017/text/"' in page  # one that is missing is begun
    assert 'aria-current="page"' in page


def test_the_filter_and_the_years_keep_what_is_asked_for(alice: Client, demo: object) -> None:
    page = shown(alice, "/planer/?ar=2017&lage=begun&namnd=KS")
    assert "Arbetsplan" in page
    assert "EKO" not in re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL)
    assert 'href="/planer/?ar=2018&amp;namnd=KS&amp;lage=begun"' in page
    assert "Ingen plan passar." in shown(alice, "/planer/?ar=2017&lage=decided")


def test_what_cannot_be_read_is_not_asked(alice: Client, demo: object) -> None:
    for query in ("ar=²017", "ar=0000", "ar=99999", "lage=nej", "namnd=", "ar=1997"):
        assert alice.get(f"/planer/?{query}").status_code == 200


def test_the_file_has_a_row_for_each_unit(alice: Client, demo: object) -> None:
    answer = alice.get("/planer/planer.csv?ar=2017")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Nämnd eller bolag", "Kod", "Enhet", "Plan", "År", "Läge", "Dag", "Utgåva"]
    assert ["Kommunstyrelsen", "EKO", "Ekonomi", "Arbetsplan", "2017", "Saknas", "", ""] in rows


def test_a_manager_sees_the_unit_alone_writes_its_plan_and_confirms_it(bob: Client, demo: object) -> None:
    said = words(shown(bob, "/planer/?ar=2017"))
    assert "HR Arbetsplan" in said
    assert "Ekonomi Arbetsplan" not in said
    report = words(shown(bob, PLAN))
    assert "Skriv text" in report
    assert "Fastställ" in report
    asked = shown(bob, f"{PLAN}forsegla/")
    assert "Planen fastställs av enhetens chef." in asked
    assert 'name="decision"' not in asked
    answer = bob.post(f"{PLAN}forsegla/", {"do": "decide"})
    (edition,) = list_editions(by=OPERATOR, at=AT)
    assert answer.headers["Location"] == f"/utgavor/{edition.number}/"
    assert edition.decision.startswith("Fastställd av ")
    assert "● Fastställd" in words(shown(bob, "/planer/?ar=2017"))
    after = shown(bob, PLAN)
    assert f'href="{PLAN}forsegla/"' not in after  # it is opened again before it is confirmed anew
    assert "Öppna för en ny utgåva" in after


def test_a_company_is_asked_for_its_boards_decision(alice: Client, sign_in: Callable[[str], Client]) -> None:
    plan = "/rapport/business_plan/TELGE-ENE/2017/"
    assert alice.get(f"{plan}forsegla/").status_code == 404
    karl = sign_in("karl")
    karl.post(f"{plan}text/directives-text/", {"source": "Leverera fjärrvärme.", "version": "0"})
    assert "Styrelsens beslut" in shown(karl, f"{plan}forsegla/")
    karl.post(f"{plan}forsegla/", {"do": "decide", "decision": ""})
    assert list_editions(by=OPERATOR, at=AT) == ()
    karl.post(f"{plan}forsegla/", {"do": "decide", "decision": "Styrelsen 2016-12-09 § 84"})
    (edition,) = list_editions(by=OPERATOR, at=AT)
    assert edition.decision == "Styrelsen 2016-12-09 § 84"


def test_the_plan_may_be_sent_for_comment(bob: Client, demo: object) -> None:
    bob.post(f"{PLAN}forsegla/", {"do": "refer", "referral": "Facken, svar senast 1 mars"})
    assert "◐ På remiss" in words(shown(bob, "/planer/?ar=2017"))
