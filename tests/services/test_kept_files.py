"""Files kept by content: whoever keeps the same at once, one entry is left, and it is whole."""

from functools import partial
from pathlib import Path

import pytest

from hjulet.documents.listed_files import LISTING, read_listed, write_listed
from hjulet.services import kept_files
from tests.services.at_once import at_once

KEY = "0" * 64
FILES = {"chart.svg": b"<svg/>"}
AT_ONCE = 4

pytestmark = pytest.mark.usefixtures("home")


def keep_one() -> None:
    with kept_files.arriving() as folder:
        write_listed(folder, FILES)
        kept_files.keep(folder, key=KEY)


def keep_at_once(place: Path) -> None:
    """Let several have their files made, and then keep them in the same moment."""
    folders = [place / str(number) for number in range(AT_ONCE)]
    for folder in folders:
        folder.mkdir(parents=True)
        write_listed(folder, FILES)
    results = at_once(*(partial(kept_files.keep, folder, key=KEY) for folder in folders))
    assert results == [None] * AT_ONCE
    assert kept_files.find(KEY) == FILES


@pytest.mark.parametrize("damaged", [False, True])
def test_the_same_files_are_kept_at_once(damaged: bool, tmp_path: Path) -> None:
    kept = kept_files.rendered_root() / KEY
    for number in range(40):
        if damaged:
            kept.mkdir(exist_ok=True)
            (kept / "chart.svg").write_bytes(b"half")
            (kept / LISTING).unlink(missing_ok=True)
        elif kept.exists():
            kept.rename(tmp_path / f"used-{number}")
        keep_at_once(tmp_path / str(number))


def test_a_whole_entry_is_left_and_a_damaged_one_makes_room() -> None:
    keep_one()
    kept = kept_files.rendered_root() / KEY
    before = kept.stat().st_ino
    keep_one()
    assert kept.stat().st_ino == before
    (kept / "chart.svg").write_bytes(b"half")
    keep_one()
    assert read_listed(kept) == FILES
    assert kept.stat().st_ino != before
