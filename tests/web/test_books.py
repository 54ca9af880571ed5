"""The pages about the books: reconciliation, periods and internal items."""

import pytest
from django.test import Client

from hjulet.domain.closing import PeriodState
from hjulet.domain.period import year_period
from hjulet.services.figures import open_books
from tests.web.visit import SignIn, html_of, text_of

BOOKS = ("/huvudbok/avstamning/", "/huvudbok/perioder/", "/huvudbok/internt/")


def test_the_demo_agrees_all_the_way(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get("/huvudbok/avstamning/?period=2017"))
    assert "Allt stämmer på öret" in shown
    assert "januari ● stängd 460 183 376 070,90 183 376 070,90" in shown
    assert "2017 ● stängd 6 196 2 432 136 025,50" in shown


def test_periods_are_opened_and_closed_on_the_page(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    address = "/huvudbok/perioder/?foretag=KOMMUN&ar=2017"
    assert "december ● stängd" in text_of(bo.get(address))
    answer = bo.post(address, {"months": ["2017-12", "2017-13"], "state": "preliminary"})
    assert answer.status_code == 302
    shown = text_of(bo.get(address))
    assert "december ◐ preliminär" in shown
    assert "november ● stängd" in shown
    assert open_books().closing(year_period(2017)) is PeriodState.PRELIMINARY
    assert "preliminär" in html_of(bo.get("/?period=2017")).split("</header>")[0]
    assert "preliminär" not in html_of(bo.get("/?period=2016")).split("</header>")[0]
    assert "preliminär" not in html_of(
        bo.get("/rapport/plan/KS/2017/text/budget-text/")
    )  # it rests on no books


def test_a_report_on_such_books_says_that_it_is_preliminary(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    report = "/rapport/annual/KS/2017/"
    assert "Preliminär:" not in text_of(bo.get(report))
    bo.post("/huvudbok/perioder/?foretag=KOMMUN&ar=2017", {"months": ["2017-05"], "state": "open"})
    assert "Preliminär: böckerna för perioden är inte stängda." in text_of(bo.get(report))
    assert "Utgåvan märks som preliminär." in text_of(bo.get(f"{report}forsegla/"))


@pytest.mark.parametrize(
    "sent", [{}, {"months": ["2016-01"], "state": "open"}, {"months": ["2017-01"], "state": "x"}]
)
def test_what_cannot_be_chosen_changes_nothing(sign_in: SignIn, sent: dict[str, object]) -> None:
    before = open_books().number
    sign_in("bo").post("/huvudbok/perioder/?foretag=KOMMUN&ar=2017", sent)
    assert open_books().number == before


@pytest.mark.parametrize("query", ["foretag=ANNAT", "ar=17", "ar=9999", "ar=x"])
def test_periods_that_do_not_exist_are_not_found(sign_in: SignIn, query: str) -> None:
    assert sign_in("bo").get(f"/huvudbok/perioder/?{query}").status_code == 404


def test_internal_trade_is_shown_with_what_cannot_be_judged(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get("/huvudbok/internt/?period=2017"))
    assert "tar ut varandra" in shown
    assert "Administration och utredning HR inom kommunen 24 −700 000,00 700 000,00 0,00" in shown
    assert "Telge Fastigheter inom koncernen 120 36 887 100,00" in shown
    assert "Lokaler och anläggningar −50 553 000,00 −5 466 360,00 −36 887 100,00 −8 199 540,00" in shown


def test_the_books_are_read_by_those_who_see_imports(sign_in: SignIn) -> None:
    for address in BOOKS[:2]:
        assert sign_in("folke").get(address).status_code == 200
        assert sign_in("cecilia").get(address).status_code == 404
        assert sign_in("elsa").get(address).status_code == 404
    folke: Client = sign_in("folke")
    assert "Stäng valda" not in text_of(folke.get(BOOKS[1]))
    answer = folke.post(f"{BOOKS[1]}?foretag=KOMMUN&ar=2017", {"months": ["2017-01"], "state": "open"})
    assert answer.status_code == 404


def test_another_committees_controller_sees_nothing_of_these_books(sign_in: SignIn) -> None:
    gun = sign_in("gun")
    assert "Det finns ingenting att stämma av" in text_of(gun.get("/huvudbok/avstamning/?period=2017"))
    assert "Ingenting är inläst för dina enheter än." in text_of(gun.get("/huvudbok/perioder/"))
    assert gun.get("/huvudbok/internt/?enhet=KS&period=2017").status_code == 404


def test_two_snapshots_are_compared_line_by_line(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    latest = open_books().number
    shown = text_of(bo.get(f"/huvudbok/skillnad/?fran={latest}&till={latest}"))
    assert "Ingenting: raderna är desamma" in shown
    first = text_of(bo.get("/huvudbok/skillnad/?fran=5&till=6"))
    assert "nya verifikat" in first
    assert "Rader som ändras" in first
    assert bo.get("/huvudbok/skillnad/?fran=1&till=9999").status_code == 404
    assert bo.get("/huvudbok/skillnad/?fran=x&till=1").status_code == 422


def test_a_batch_tells_what_it_changed(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    batch = open_books().batches[-1].key
    shown = text_of(bo.get(f"/huvudbok/sats/{batch}/andringar/"))
    assert "Det här ändrade inläsningen" in shown
    assert "2 282 nya verifikat" in shown
    for other in ("gun", "cecilia"):
        assert sign_in(other).get(f"/huvudbok/sats/{batch}/andringar/").status_code == 404
        assert sign_in(other).get("/huvudbok/skillnad/?fran=5&till=6").status_code == 404
