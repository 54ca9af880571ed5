"""Läs in mål: what four files change is shown first, then let in, by nobody but whoever writes the goals."""

import base64
import html
import json
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.services.commitments import add_commitment
from hjulet.services.goal_questions import answer_wording
from hjulet.services.people import OPERATOR
from hjulet.store.goals import load_goals
from hjulet.web.goal_import import MAX_BYTES
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


THREE = Ref("2020-2022", "mal-3")
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
    assert load_goals()[THREE].name == "Medborgarna har goda livsvillkor"
    assert alice.post(f"{PAGE}spara/", kept(page)).status_code == 302
    assert load_goals()[THREE].name == "Alla har goda livsvillkor"
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


def spoilt(tables: str) -> str:
    """Give what a page keeps of the files, with a fault in the file of elements."""
    held = json.loads(tables)
    text = base64.urlsafe_b64decode(held["elements"][0]).replace(";mål;".encode(), b";dream;", 1)
    held["elements"][0] = base64.urlsafe_b64encode(text).decode()
    return json.dumps(held)


def test_files_that_are_refused_when_they_are_let_in_are_told_and_change_nothing(alice: Client) -> None:
    given = kept(alice.post(PAGE, files(**RENAMED)).content.decode())
    answer = alice.post(f"{PAGE}spara/", given | {"tables": spoilt(given["tables"])})
    assert answer.status_code == 422
    assert "”dream” går inte att läsa" in html.unescape(answer.content.decode())
    assert load_goals()[THREE].name == "Medborgarna har goda livsvillkor"
    assert alice.post(f"{PAGE}spara/", given).status_code == 302  # the control: it was the fault


MORE = ("2020-2022;mal-8;mål;8;", "2020-2022;mal-9;mål;9;Nio;;;;;;;;;;;;\n2020-2022;mal-8;mål;8;")


def test_files_that_are_overtaken_and_no_longer_fit_are_not_shown_as_if_they_did(alice: Client) -> None:
    more = kept(alice.post(PAGE, files(elements=MORE)).content.decode())
    assert alice.post(f"{PAGE}spara/", more).status_code == 302
    given = kept(alice.post(PAGE, files()).content.decode())
    under = Element(
        ref=Ref("2020-2022", ""), kind=ElementKind.COMMITMENT, name="Läsa", under="mal-9", lead="KS"
    )
    add_commitment(under, by=OPERATOR, at=AT + timedelta(days=1))
    answer = alice.post(f"{PAGE}spara/", given)
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert "mal-9 finns inte i perioden." in page
    assert 'name="tables"' not in page


def test_rows_that_only_change_their_order_can_be_let_in(alice: Client) -> None:
    rows = (DEMO / "goals" / "elements.csv").read_text("utf-8").splitlines(keepends=True)
    first, second = [row for row in rows if row.startswith("2020-2022;barn-och-unga-")][:2]
    page = alice.post(PAGE, files(elements=(first + second, second + first))).content.decode()
    assert "Några rader byter ordning." in page
    assert alice.post(f"{PAGE}spara/", kept(page)).status_code == 302
    priorities = [each.ref.key for each in load_goals().of("2020-2022", ElementKind.PRIORITY)]
    assert priorities[:2] == ["barn-och-unga-2", "barn-och-unga-1"]


def test_a_question_that_the_files_no_longer_leave_open_is_shown_as_a_change(alice: Client) -> None:
    rows = (DEMO / "goals" / "elements.csv").read_text("utf-8").splitlines(keepends=True)
    (_, other) = [row for row in rows if row.startswith("2020-2022;mal-6;")]
    page = alice.post(PAGE, files(elements=(other, ""))).content.decode()
    assert "Filerna ändrar 1 sak" in page
    assert "<td>Fråga om lydelse</td>" in page
    assert 'name="tables"' in page


def test_a_row_that_changes_its_name_and_more_says_all_of_it(alice: Client) -> None:
    both = ("mål;3;Medborgarna har goda livsvillkor", "mål;33;Alla har goda livsvillkor")
    page = alice.post(PAGE, files(elements=both)).content.decode()
    assert "<td>Alla har goda livsvillkor (ändrat: nummer)</td>" in page


def test_five_files_of_the_largest_size_come_back_whole(alice: Client) -> None:
    largest = base64.urlsafe_b64encode(b"\xfb\xff" * (MAX_BYTES // 2)).decode()
    tables = json.dumps({name: [largest, "å" * 200] for name in (*NAMES, "targets")})
    body = urlencode({"tables": tables, "base": "0"})
    answer = alice.post(f"{PAGE}spara/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422  # they are no tables, but they have arrived


@pytest.mark.parametrize(
    "sent", ["", "x", "[]", "{}", '{"structures": [1, 2]}', '{"structures": ["å", "x"]}']
)
def test_what_no_page_has_sent_is_let_in_by_nobody(alice: Client, sent: str) -> None:
    answer = alice.post(f"{PAGE}spara/", {"tables": sent, "base": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Filerna kom inte fram hela" in page
    assert f'action="{PAGE}"' in page  # where they are sent again


def test_the_page_is_its_writers_alone(alice: Client, bob: Client, charlie: Client) -> None:
    assert alice.get(PAGE).status_code == 200
    assert "Läs in mål" in alice.get("/mal/").content.decode()
    for other in (bob, charlie):
        assert "Läs in mål" not in other.get("/mal/").content.decode()
        assert (other.get(PAGE).status_code, other.post(PAGE, files()).status_code) == (404, 404)
        assert other.post(f"{PAGE}spara/", {}).status_code == 404


def test_a_file_that_is_too_large_or_left_out_is_told_at_its_field(alice: Client) -> None:
    given = files() | {"groups": SimpleUploadedFile("g.csv", b"x" * (MAX_BYTES + 1))}
    given.pop("links")
    answer = alice.post(PAGE, given)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors["groups"] == [f"Filen är större än {MAX_BYTES // 1000} kB."]
    assert "links" in form.errors
