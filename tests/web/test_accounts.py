"""Signing in and out, the demo's invented persons, and the language."""

import pytest
from django.test import Client
from django.urls import reverse

from hjulet.services.demo import PASSWORD


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_the_invented_persons_are_listed_with_role_and_unit(demo: None, client: Client) -> None:
    page = text_of(client.get("/logga-in/"))
    assert "Cecilia Låtsberg" in page
    assert "Enhetschef, HR" in page
    assert "personerna är påhittade" in page


def test_outside_the_demo_no_persons_are_listed_and_none_can_be_chosen(db: None, client: Client) -> None:
    page = text_of(client.get("/logga-in/"))
    assert "påhittade" not in page
    assert 'name="password"' in page
    assert client.post("/logga-in/exempel/", {"username": "bo"}).status_code == 404


def test_choosing_a_person_signs_in_and_leads_on(demo: None, client: Client) -> None:
    answer = client.post("/logga-in/exempel/", {"username": "cecilia", "next": "/enhet/HR/?period=2017"})
    assert answer.headers["Location"] == "/enhet/HR/?period=2017"
    assert "Cecilia Låtsberg" in text_of(client.get("/"))


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_signing_in_never_leads_to_another_site(demo: None, client: Client, elsewhere: str) -> None:
    answer = client.post("/logga-in/exempel/", {"username": "cecilia", "next": elsewhere})
    assert answer.headers["Location"] == "/mitt-arbete/"


def test_choosing_wants_a_form_of_ours(demo: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/logga-in/exempel/", {"username": "bo"})
    assert answer.status_code == 403
    assert "Det gick inte att ta emot" in text_of(answer)


def test_username_and_password_sign_in(demo: None, client: Client) -> None:
    answer = client.post("/logga-in/", {"username": "bo", "password": PASSWORD})
    assert answer.headers["Location"] == "/mitt-arbete/"


def test_a_wrong_password_is_said_calmly(demo: None, client: Client) -> None:
    answer = client.post("/logga-in/", {"username": "bo", "password": "fel"})
    assert answer.status_code == 200
    assert "hör inte ihop" in text_of(answer)


def test_signing_out_is_a_post(bob: Client) -> None:
    assert bob.get("/logga-ut/").status_code == 405
    assert bob.post("/logga-ut/").headers["Location"] == "/logga-in/"
    assert bob.get("/").status_code == 302


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("start", {}),
        ("economy", {}),
        ("unit", {"unit": "HR"}),
        ("line", {"unit": "HR", "line": "personnel"}),
        ("pivot", {}),
        ("pivot-rows", {}),
        ("pivot-rows-csv", {}),
        ("saved-views", {}),
        ("voucher", {"batch": "x", "key": "y"}),
        ("search", {}),
    ],
)
def test_whoever_has_not_signed_in_is_asked_to(
    demo: None, client: Client, name: str, places: dict[str, str]
) -> None:
    address = reverse(name, kwargs=places)
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/logga-in/?next=%2F")


def test_the_language_is_switched_and_kept(bob: Client) -> None:
    bob.post("/sprak/", {"language": "en", "next": "/"})
    page = text_of(bob.get("/"))
    assert '<html lang="en">' in page
    assert "You had" in page
