"""The manual's pictures: each is there, shown, described and light; each role has a page with one."""

import re
from pathlib import Path

import pytest

from hjulet.domain.permission import ROLES
from hjulet.texts.labels import ROLES as ROLE_WORDS
from tools.pictures import FOLDER, LARGEST, PICTURES

MANUAL = FOLDER.parent
SHOWN = re.compile(r"!\[([^\]]*)\]\((bilder/[^)]+)\)")

PAGES = {
    "elected_representative": "fortroendevald.md",
    "party_group": "partigrupp.md",
    "public_editor": "webbredaktor.md",
    "contributor": "medarbetare.md",
    "company_representative": "bolag.md",
    "unit_manager": "enhetschef.md",
    "controller": "controller.md",
    "auditor": "revisor.md",
    "administrator": "administrator.md",
}


def pictures_of(page: Path) -> list[tuple[str, str]]:
    """List the pictures of a page: the text for those who do not see, and the file."""
    return SHOWN.findall(page.read_text(encoding="utf-8"))


def test_each_picture_that_is_shown_is_taken_and_no_other_lies_there() -> None:
    shown = {Path(file).name for page in MANUAL.glob("*.md") for _, file in pictures_of(page)}
    assert shown == set(PICTURES) == {path.name for path in FOLDER.iterdir()}


def test_each_picture_is_described_where_it_is_shown() -> None:
    described = [text for page in MANUAL.glob("*.md") for text, _ in pictures_of(page)]
    assert min(map(len, described)) >= 30


@pytest.mark.parametrize("file", PICTURES)
def test_a_picture_is_light_to_fetch(file: str) -> None:
    content = (FOLDER / file).read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(content) <= LARGEST


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_a_page_with_a_picture(role: str) -> None:
    assert pictures_of(MANUAL / PAGES[role])
    index = (MANUAL / "index.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {ROLE_WORDS[role].lower()} \|.*{PAGES[role]}", index, flags=re.MULTILINE)
