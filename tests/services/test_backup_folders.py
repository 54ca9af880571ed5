"""Each folder of the home is in a backup, or said not to be: a new one is decided on, not forgotten."""

import re
from pathlib import Path

from hjulet.services.backup import IN_BACKUP, NOT_IN_BACKUP

HJULET = Path(__file__).resolve().parents[2] / "hjulet"
NAMED = re.compile(r'(?:HJULET_HOME\)?|\bhome) / "([\w.-]+)"')


def folders_named() -> set[str]:
    """Find the names of what the program keeps in a home; settings are of processes, and of tests."""
    sources = [path for path in HJULET.rglob("*.py") if path.parent.name != "settings"]
    return {name for path in sources for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def test_every_folder_of_the_home_is_decided_on() -> None:
    assert folders_named() - {*IN_BACKUP, *NOT_IN_BACKUP} == set()


def test_there_are_folders_to_decide_on() -> None:
    assert {"ledger", "editions", "uploads", "rendered", "house"} <= folders_named()
