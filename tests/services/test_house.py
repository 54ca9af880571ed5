"""The home's house style, and the doctor's word on it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from hjulet.documents.house import STANDARD
from hjulet.services.doctor import examine
from hjulet.services.errors import RefusedError
from hjulet.services.house import house_style
from hjulet.services.people import OPERATOR

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
    found = [problem.code for problem in examine(by=OPERATOR, at=AT)]
    assert found == ["house-bad-colour", "house-unknown-font"]
    (house / "house.toml").unlink()
    assert examine(by=OPERATOR, at=AT) == ()
