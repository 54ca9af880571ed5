"""The page of Kolada's catalogue: searched, filtered, in pages, and one click away from an indicator."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.indicators.catalogue import Kpi
from hjulet.store.catalogue import replace_catalogue
from hjulet.store.models import Job
from tests.web.test_look import WIDTHS, look
from tests.web.visit import SignIn, links_of, text_of

FETCHED = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)
PAGE = "/indikatorer/katalog/"
LEAVE = Kpi(
    id="N00090",
    title="Sjukfrånvaro totalt bland anställda, kommun, andel (%)",
    description="Antal sjuktimmar delat med tillgänglig arbetstid.",
    municipality_type="K",
    by_gender=True,
    area="Personal",
    publication_date="2027-03-06",
    groups=("Arbetsgivare",),
)
SOME = [
    replace(LEAVE, id=f"N{number:05}", title=f"Utsläpp {number:02}, ton", area="Miljö", municipality_type="A")
    for number in range(60)
]


@pytest.fixture
def fetched(demo: object) -> None:
    """Give a catalogue of 61 key figures."""
    replace_catalogue([LEAVE, *SOME], at=FETCHED)


def test_it_says_of_each_what_it_is_and_of_all_when_they_were_fetched(fetched: None, alice: Client) -> None:
    shown = text_of(alice.get(PAGE))
    for words in (
        "61 av 61 nyckeltal",
        "Sjukfrånvaro totalt bland anställda, kommun, andel (%) N00090 Kommuner, efter kön",
        "nytt värde 2027-03-06",
        "Antal sjuktimmar delat med tillgänglig arbetstid.",
        "Källa: Kolada, hämtad 2 april 2026 11.30.",
    ):
        assert words in shown, words


def test_it_is_searched_filtered_and_shown_in_pages_that_keep_the_filter(
    fetched: None, alice: Client
) -> None:
    assert "1 av 61 nyckeltal" in text_of(alice.get(PAGE, {"q": "ARBETSGIVARE sjuk"}))
    first = alice.get(PAGE, {"typ": "A", "omrade": "Miljö"})
    assert "60 av 61 nyckeltal" in text_of(first) and "Utsläpp 59" not in text_of(first)
    (after,) = [link for link in links_of(first) if "sida=2" in link]
    assert "typ=A" in after
    last = text_of(alice.get(after))
    assert "Utsläpp 59" in last and "Sjukfrånvaro" not in last and "Föregående" in last
    assert "Inget nyckeltal passar." in text_of(alice.get(PAGE, {"q": "finns inte"}))
    assert "Utsläpp 59" in text_of(alice.get(PAGE, {"sida": "99"}))


def test_one_click_makes_an_indicator_and_another_says_that_there_is_one(fetched: None, bob: Client) -> None:
    given = {"kpi": "N00090", "owner": "HR"}
    made = bob.post(f"{PAGE}folj/", given)
    assert made.headers["Location"] == "/indikatorer/N00090/"
    page = text_of(bob.get("/indikatorer/N00090/"))
    assert "Kolada N00090" in page and "Kön: Kvinnor, Män" in page
    assert "Följs Sjukfrånvaro totalt" in text_of(bob.get(PAGE, {"q": "sjuk"}))
    again = bob.post(f"{PAGE}folj/", given)
    assert again.status_code == 422
    assert "Beteckningen N00090 finns eller har funnits." in text_of(again)
    assert bob.post(f"{PAGE}folj/", given | {"kpi": "N00001", "owner": "EKO"}).status_code == 404
    assert bob.post(f"{PAGE}folj/", {}).headers["Location"] == PAGE


def test_it_is_fetched_only_where_that_is_on(demo: object, sign_in: SignIn, settings: LazySettings) -> None:
    bo = sign_in("bo")
    assert "Katalogen är inte hämtad än. Kommunens nummer är inte satt" in text_of(bo.get(PAGE))
    settings.HJULET_MUNICIPALITY = "0181"
    assert "Hämta katalogen från Kolada" in text_of(bo.get(PAGE))
    assert bo.post(f"{PAGE}hamta/").headers["Location"] == "/jobb/"
    assert Job.objects.latest("id").kind == "fetch-catalogue"
    assert "Hämtning av Koladas katalog" in text_of(bo.get("/jobb/"))


@pytest.mark.browser
def test_it_is_accessible_on_any_screen(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[..., list[str]]
) -> None:
    page = enter("bo")
    replace_catalogue([LEAVE, *SOME], at=FETCHED)
    for width, height in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{demo_server.url}{PAGE}")
        assert page.locator("tbody tr").count() == 50
        assert look(page, axe) == []
