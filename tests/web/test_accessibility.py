"""The accessibility statement: read by all, in both languages, with where to turn."""

import pytest
from django.conf import LazySettings
from django.test import Client

from hjulet.services.accessibility import DEMO_CONTACT
from tests.web.visit import html_of, links_of, text_of

STATEMENT = "/tillganglighet/"
PARTS = (
    "Södertälje kommun (demo) svarar för webbplatsen",
    "delvis förenlig med lagens krav",
    "WCAG 2.1 på nivå AA",
    "Ingen har gått igenom den med en skärmläsare.",
    "märkta som vanliga celler (TD)",
    "Digg, har tillsyn över lagen",
    "självskattning",
    "gicks igenom den 25 november 2026",
)
"""What the law and the authority's list ask of it."""


@pytest.mark.parametrize("part", PARTS)
def test_it_says_what_it_must_to_whoever_has_not_signed_in(demo: None, client: Client, part: str) -> None:
    assert part in text_of(client.get(STATEMENT))


def test_every_page_leads_to_it_signed_in_or_not(demo: None, client: Client, alice: Client) -> None:
    for answer in (
        client.get("/logga-in/"),
        client.get(STATEMENT),
        alice.get("/"),
        alice.get("/finns-inte/"),
    ):
        assert STATEMENT in links_of(answer)


def test_it_leads_to_an_address_of_the_demo_and_to_the_authority(demo: None, client: Client) -> None:
    links = links_of(client.get(STATEMENT))
    assert f"mailto:{DEMO_CONTACT}" in links
    assert "https://www.digg.se/tdosanmalan" in links


def test_the_address_is_the_one_that_is_set(demo: None, client: Client, settings: LazySettings) -> None:
    settings.HJULET_ACCESSIBILITY_CONTACT = "webb@kommunen.example"
    links = links_of(client.get(STATEMENT))
    assert [link for link in links if link.startswith("mailto:")] == ["mailto:webb@kommunen.example"]


def test_before_there_is_an_address_it_names_the_switchboard(db: None, client: Client) -> None:
    answer = client.get(STATEMENT)
    assert "Vänd dig till kommunens växel." in text_of(answer)
    assert "Kommunen svarar för webbplatsen" in text_of(answer)
    assert "mailto:" not in html_of(answer)


def test_it_is_read_in_english(demo: None, client: Client) -> None:
    answer = client.get(STATEMENT, headers={"accept-language": "en"})
    assert "conforms partially" in text_of(answer)
    assert "Nobody has gone through it with a screen reader." in text_of(answer)


def test_its_words_to_the_left_are_for_those_who_are_signed_in(
    demo: None, client: Client, alice: Client
) -> None:
    assert 'class="words"' not in html_of(client.get(STATEMENT))
    assert 'class="words"' in html_of(alice.get(STATEMENT))
