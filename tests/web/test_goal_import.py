"""Läs in mål: what four files change is shown first, then let in, by nobody but whoever writes the goals."""

import html
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hjulet.domain.goals.element import Ref
from hjulet.services.goal_questions import answer_wording
from hjulet.services.people import OPERATOR
from hjulet.store.goals import load_goals
from tests.demo.books import DEMO
from tests.services.people import AT

PAGE = "/mal/las-in/"
NAMES = ("structures", "groups", "elements", "links")


def files(**changed: tuple[str, str]) -> dict[str, SimpleUploadedFile]:
    """Give the example's files as a browser sends them; of some, one text in the place of another."""
    given = {}
    for name in NAMES:
        text = (DEMO / "goals" / f"{name}.csv").read_text("utf-8")
        old, new = changed.get(name, ("", ""))
        assert old in text
        given[name] = SimpleUploadedFile(
            f"{name}.csv", text.replace(old, new, 1).encode() if old else text.encode()
        )
    return given


RENAMED = {"elements": ("Medborgarna har goda livsvillkor", "Alla har goda livsvillkor")}
ENDED = {"links": ("2018-2020;mal-8;2020-2022;mal-8;efterföljare;\n", "")}


def kept(page: str) -> dict[str, str]:
    """Read what the page keeps of the files that it shows."""
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="(tables|base)" value="([^"]*)"', page)
    }


def test_changes_are_shown_and_only_then_let_in(alice: Client) -> None:
    answer = alice.post(PAGE, files(**RENAMED, **ENDED))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Filerna ändrar 2 saker" in page
    assert "<td>Medborgarna har goda livsvillkor</td><td>Alla har goda livsvillkor</td>" in page
    assert "tas bort" in page
    three = Ref("2020-2022", "mal-3")
    assert load_goals()[three].name == "Medborgarna har goda livsvillkor"
    assert alice.post(f"{PAGE}spara/", kept(page)).status_code == 302
    assert load_goals()[three].name == "Alla har goda livsvillkor"
    again = alice.post(PAGE, files(**RENAMED, **ENDED)).content.decode()
    assert "Filerna ändrar 0 saker" in again


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_saved(alice: Client) -> None:
    wrong = files(
        elements=("mal-1;mål;1;Resultaten", "mal-1;dröm;1;Resultaten"),
        links=("2018-2020;mal-8;2020-2022;mal-8", "2020-2022;mal-8;2018-2020;mal-8"),
    )
    answer = alice.post(PAGE, wrong)
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert "”dröm” går inte att läsa i kolumnen kind. Skriv något av: områdesgrupp, målområde, mål" in page
    assert "Länken går från 2020-2022 till 2018-2020." in page
    assert len(load_goals().structures) == 4


def test_who_saw_the_goals_before_they_changed_sees_them_anew(alice: Client) -> None:
    page = alice.post(PAGE, files(**RENAMED)).content.decode()
    answer_wording(Ref("2020-2022", "mal-6"), "2", version=1, by=OPERATOR, at=AT + timedelta(days=1))
    answer = alice.post(f"{PAGE}spara/", kept(page))
    assert answer.status_code == 409
    assert "Målen har ändrats sedan du såg filerna." in answer.content.decode()
    assert alice.post(f"{PAGE}spara/", kept(answer.content.decode())).status_code == 302


@pytest.mark.parametrize(
    "sent", ["", "x", "[]", "{}", '{"structures": [1, 2]}', '{"structures": ["å", "x"]}']
)
def test_what_no_page_has_sent_is_let_in_by_nobody(alice: Client, sent: str) -> None:
    answer = alice.post(f"{PAGE}spara/", {"tables": sent, "base": "0"})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)


def test_the_page_is_its_writers_alone(alice: Client, bob: Client, charlie: Client) -> None:
    assert alice.get(PAGE).status_code == 200
    assert "Läs in mål" in alice.get("/mal/").content.decode()
    for other in (bob, charlie):
        assert "Läs in mål" not in other.get("/mal/").content.decode()
        assert (other.get(PAGE).status_code, other.post(PAGE, files()).status_code) == (404, 404)
        assert other.post(f"{PAGE}spara/", {}).status_code == 404


def test_a_file_that_is_too_large_or_left_out_is_told_at_its_field(alice: Client) -> None:
    given = files() | {"groups": SimpleUploadedFile("g.csv", b"x" * 400_001)}
    given.pop("links")
    answer = alice.post(PAGE, given)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors["groups"] == ["Filen är större än 400 kB."]
    assert "links" in form.errors
