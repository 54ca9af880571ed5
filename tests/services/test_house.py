"""The home's house style, and the doctor's word on it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from hjulet.documents.house import STANDARD
from hjulet.domain.permission import Actor
from hjulet.services.doctor import examine
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.house import HouseText, house_page, house_style, save_house, style_of_pages
from hjulet.services.people import OPERATOR
from hjulet.store.models import AuditEvent, Revision
from tests.services.people import ALICE, ASTRID, BOB, FOLKE

AT = datetime(2018, 4, 6, 12, 0, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path, settings: LazySettings) -> Path:
    """Give the folder of the house style in a home of its own, not made yet."""
    settings.HJULET_HOME = tmp_path
    return tmp_path / "house"


def test_without_a_folder_it_is_standard(house: Path) -> None:
    assert house_style() == STANDARD


def test_the_home_has_its_own(house: Path) -> None:
    house.mkdir()
    (house / "house.toml").write_text('accent = "#003a5d"', encoding="utf-8")
    assert house_style().accent == "#003a5d"


def test_a_faulty_one_is_refused(house: Path) -> None:
    house.mkdir()
    (house / "house.toml").write_text('accent = "vit"', encoding="utf-8")
    with pytest.raises(RefusedError, match="house-bad-colour"):
        house_style()


@pytest.mark.django_db
def test_the_doctor_tells(house: Path) -> None:
    house.mkdir()
    (house / "house.toml").write_text('accent = "vit"\nsans = "Papyrus"', encoding="utf-8")
    assert told_of_the_house() == ["house-bad-colour", "house-unknown-font"]
    (house / "house.toml").unlink()
    assert told_of_the_house() == []


def told_of_the_house() -> list[str]:
    return [one.code for one in examine(by=OPERATOR, at=AT) if one.code.startswith("house-")]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
SAVED = HouseText(
    name='Kommunen "Å"',
    accent="#003a5d",
    accent_dark="#9fd0ee",
    logo=SVG,
    logo_alt="Kommunens vapen",
    no_logo=False,
)


@pytest.mark.django_db
def test_the_administrator_saves_what_documents_and_pages_read(house: Path) -> None:
    house.mkdir()
    (house / "house.toml").write_text('second = "#8c3b00"', encoding="utf-8")
    save_house(SAVED, version=0, by=ASTRID, at=AT)
    style = house_style()
    assert (style.name, style.accent, style.accent_dark) == ('Kommunen "Å"', "#003a5d", "#9fd0ee")
    assert (style.logo, style.second) == (SVG, "#8c3b00")
    assert style_of_pages().name == 'Kommunen "Å"'
    assert AuditEvent.objects.get().action == "set-house"
    assert Revision.objects.get().fields["accent"] == "#003a5d"


@pytest.mark.django_db
def test_a_logo_is_kept_without_a_new_one_and_taken_away_when_asked(house: Path) -> None:
    save_house(SAVED, version=0, by=ASTRID, at=AT)
    save_house(replace(SAVED, logo=None), version=1, by=ASTRID, at=AT)
    assert house_style().logo == SVG
    save_house(replace(SAVED, logo=None, no_logo=True), version=2, by=ASTRID, at=AT)
    assert house_style().logo is None


@pytest.mark.django_db
def test_all_faults_are_told_and_nothing_is_changed(house: Path) -> None:
    save_house(SAVED, version=0, by=ASTRID, at=AT)
    worse = replace(SAVED, accent="#ffd700", logo=b"<svg onload='x'/>")
    with pytest.raises(RefusedError) as told:
        save_house(worse, version=1, by=ASTRID, at=AT)
    assert [problem.code for problem in told.value.problems] == ["house-low-contrast", "house-logo-unsafe"]
    assert house_style().accent == "#003a5d"
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_whoever_read_an_older_version_overwrites_nothing(house: Path) -> None:
    save_house(SAVED, version=0, by=ASTRID, at=AT)
    with pytest.raises(RefusedError, match="house-changed"):
        save_house(replace(SAVED, name="Annan"), version=0, by=ASTRID, at=AT)
    assert house_style().name == 'Kommunen "Å"'


@pytest.mark.django_db
@pytest.mark.parametrize("person", [ALICE, BOB, FOLKE], ids=lambda person: person.name)
def test_it_is_nobody_elses_to_change(house: Path, person: Actor) -> None:
    with pytest.raises(NotFoundError):
        save_house(SAVED, version=0, by=person, at=AT)
    with pytest.raises(NotFoundError):
        house_page(by=person, at=AT)
    assert not house.exists()


@pytest.mark.django_db
def test_a_faulty_folder_is_shown_as_standard_with_its_faults(house: Path) -> None:
    house.mkdir()
    (house / "house.toml").write_text('accent = "vit"', encoding="utf-8")
    found = house_page(by=ASTRID, at=AT)
    assert found.style == STANDARD
    assert [problem.code for problem in found.problems] == ["house-bad-colour"]
