"""The page Utseende does not fall behind, and no page leaves the tokens."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hjulet.domain.permission import Grant
from hjulet.domain.validity import Validity
from hjulet.services.demo import PASSWORD
from hjulet.services.people import OPERATOR, new_person
from hjulet.texts.help import HELP, help_text
from hjulet.texts.tour import TOURS
from hjulet.web.design import COMPONENTS, FOLDER
from hjulet.web.design_tokens import read_tokens, tokens

WEB = Path(__file__).resolve().parents[2] / "hjulet" / "web"
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in (WEB / "static/css").glob("*.css")}
SHARED = ("page.css", "tables.css", "forms.css", "components.css")
"""The sheets of every page: what they style is the design system. Other sheets belong to a page each."""

ELSEWHERE = set(
    "away errors floating context closing menu menu-sheet menu-word choices choices-short table-tools".split()
)
"""Classes of shared sheets shown where they belong: the bar's menus, what scripts add, pages of faults."""

CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
NAMED = (
    "white|black|silver|gr[ae]y|red|maroon|yellow|olive|lime|green|aqua|teal|blue|navy|fuchsia|purple|orange"
)
RAW_COLOUR = re.compile(
    rf"#[0-9a-fA-F]{{3,8}}\b|\b(?:(?:rgb|hsl)a?|hwb|(?:ok)?(?:lab|lch)|color)\(|:[^;]*(?<![\w-])(?:{NAMED})(?![\w-])"
)
RAW_SIZE = re.compile(r"font(?:-size)?:[^;]*?\b\d*\.?\d+(?:px|r?em|pt|%)[^;]*")

DRAWN = re.compile(r"text|\.hub|\.months \.value")
"""Selectors of a drawing's own text."""


def rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    """Give the rules of a sheet: selector and declarations, comments left out."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return ((found[1].strip(), found[2]) for found in re.finditer(r"([^{}]+)\{([^{}]*)\}", plain))


def classes_of(sheet: str) -> set[str]:
    return {name for selector, _ in rules_of(sheet) for name in CLASS.findall(selector)}


def classes_in(page: str) -> set[str]:
    return {name for words in re.findall(r'class="([^"{]*)"', page) for name in words.split()}


def raw_values(sheets: Mapping[str, str]) -> list[str]:
    """List colours and sizes of type that are no tokens; a drawing's own text is in its own units."""
    found = []
    for name, sheet in sheets.items():
        for selector, body in rules_of(sheet):
            is_raw_size = RAW_SIZE.search(body) and not DRAWN.search(selector)
            if RAW_COLOUR.search(body) or is_raw_size:
                found.append(f"{name}: {selector}")
    return found


def test_every_class_of_the_shared_sheets_is_on_the_page(alice: Client) -> None:
    page = alice.get(reverse("design")).content.decode()
    styled = set().union(*(classes_of(SHEETS[name]) for name in SHARED))
    assert styled - classes_in(page) - ELSEWHERE == set()


def test_every_component_is_a_file_and_every_file_is_on_the_page() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(COMPONENTS)


def test_the_page_shows_the_markup_as_it_is_written(alice: Client) -> None:
    page = alice.get(reverse("design")).content.decode()
    assert "&lt;button class=&quot;primary&quot; type=&quot;button&quot;&gt;" in page


def test_no_sheet_leaves_the_tokens() -> None:
    others = {name: sheet for name, sheet in SHEETS.items() if name not in ("tokens.css", "fonts.css")}
    on_paper, beside_its_text = "page.css: body", "components.css: code"  # in points, and a little smaller
    assert sorted(raw_values(others)) == [beside_its_text, on_paper]


@pytest.mark.parametrize(
    "planted",
    [
        ".x { color: #123456; }",
        ".x { background: rgb(1 2 3); }",
        ".x { color: oklch(60% 0.1 250); }",
        ".x { border: 1px solid silver; }",
        ".x { font-size: 17px; }",
        ".x { font: 1.2em serif; }",
        ".x { font-size: 120%; }",
    ],
)
def test_a_planted_raw_value_is_found(planted: str) -> None:
    assert raw_values({"x.css": planted}) == ["x.css: .x"]


def test_no_sheet_chooses_by_a_part_of_an_address() -> None:
    """A link whose address happens to hold the same letters is taken too; a class says what is meant."""
    fragment = re.compile(r"\[(?:href|src|action)[*^$~|]=")
    assert [name for name, sheet in SHEETS.items() if fragment.search(sheet)] == []
    assert fragment.search('a[href*="ny"]')  # the control


def test_no_two_sheets_style_one_component() -> None:
    """A class by itself is styled in one sheet; a page's sheet may say how it is within that page."""
    alone = defaultdict(set)
    for name, sheet in SHEETS.items():
        for selector, _ in rules_of(sheet):
            for part in selector.split(","):
                if re.fullmatch(r"[a-z]*\.[\w-]+", part.strip()):
                    alone[part.strip()].add(name)
    twice = {part: names for part, names in alone.items() if len(names) > 1 and names & set(SHARED)}
    assert twice == {}


def test_text_can_be_read_in_light_and_dark() -> None:
    found = {colour.name: colour for colour in tokens().colours}
    for name in ("ink", "quiet", "accent", "surplus", "deficit"):
        assert min(found[name].contrast_light, found[name].contrast_dark) >= 4.5, name
    for name in ("rule", "dots"):  # edges of fields and marks: 1.4.11
        assert min(found[name].contrast_light, found[name].contrast_dark) >= 3, name


def test_tokens_are_read_from_the_sheet() -> None:
    light, dark = read_tokens(
        ":root { --a: #fff; } @media (prefers-color-scheme: dark) { :root { --a: #000; } }"
    )
    assert (light, dark) == ({"a": "#fff"}, {"a": "#000"})


def test_every_explanation_is_shown_somewhere() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (WEB / "templates").rglob("*.html"))
    shown = {
        key for words in re.findall(r'{% help(?:_words)? "([^"]*)" %}', written) for key in words.split()
    }
    for path in WEB.glob("*.py"):
        for pairs in re.findall(r"explains: ClassVar = {([^}]*)}", path.read_text(encoding="utf-8")):
            shown |= set(re.findall(r': "([\w-]+)"', pairs))
    assert shown == set(HELP)


def test_an_explanation_is_written_by_the_controller_and_read_by_all(alice: Client, bob: Client) -> None:
    address = reverse("help-text", args=["work"])
    assert help_text("work", language="sv") in bob.get(reverse("work")).content.decode()
    answer = alice.post(address, {"text": "Vår egen.", "text_en": "", "version": "0"})
    assert answer.status_code == 302
    assert "Vår egen." in bob.get(reverse("work")).content.decode()
    assert bob.get(address).status_code == 404
    assert alice.post(address, {"text": "Senare.", "text_en": "", "version": "0"}).status_code == 422


def test_the_steps_are_ticked_and_put_away(bob: Client) -> None:
    assert "Kom igång" in bob.get("/").content.decode()
    back = bob.post(reverse("tour"), {"mark": "forecast", "next": "/?period=2017"})
    assert (back.status_code, back["Location"]) == (302, "/?period=2017")
    assert '<li class="done">' in bob.get("/").content.decode()
    assert bob.post(reverse("tour"), {"mark": "away", "next": "https://example.se/"})["Location"] == "/"
    assert "Kom igång" not in bob.get("/").content.decode()
    bob.post(reverse("tour-again"))
    assert "Kom igång" in bob.get("/").content.decode()


@pytest.mark.parametrize("role", TOURS)
def test_every_step_leads_where_its_role_may_go(demo: Path, role: str) -> None:
    grant = Grant(role=role, unit="KS", validity=Validity(date(2014, 1, 1)))
    new_person(
        by=OPERATOR, at=datetime.now(UTC), username="ny", name="Ny", password=PASSWORD, grants=(grant,)
    )
    client = Client()
    assert client.login(username="ny", password=PASSWORD)
    for step in TOURS[role]:
        answer = client.get(reverse(step.page), follow=True)
        assert answer.status_code == 200, (step.id, answer.status_code)


def test_the_municipalitys_name_and_colour_are_on_every_page(sign_in: Callable[[str], Client]) -> None:
    astrid = sign_in("astrid")
    form = {"name": "Exempelkommunen", "accent": "#5a1d6b", "accent_dark": "#d9a5e8", "version": "0"}
    assert astrid.post(reverse("house"), form).status_code == 302
    page = astrid.get(reverse("roles")).content.decode()
    sheet = re.search(r'href="(/tema/[0-9a-f]{16}\.css)"', page)
    assert sheet and "Exempelkommunen" in page
    answer = Client().get(sheet[1])
    assert "--accent: #5a1d6b" in answer.content.decode()
    assert answer["Content-Type"] == "text/css"
    assert Client().get("/tema/0123456789abcdef.css").status_code == 404
    assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_a_colour_that_cannot_be_read_is_refused_beside_its_field(sign_in: Callable[[str], Client]) -> None:
    form = {"name": "", "accent": "#ffd700", "accent_dark": "#d9a5e8", "version": "0"}
    answer = sign_in("astrid").post(reverse("house"), form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Färg i ljust läge #ffd700 har kontrasten 1,29:1 mot papperet" in page
    assert "Närmaste färg som räcker är #" in page
