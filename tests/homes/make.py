"""Stores a small home of the present release as text, for the releases to come to open.

    python -m tests.homes.make VERSION

Run once when a release is made, never again for the same one: what it wrote is what that release wrote.
The database becomes SQL, the ledger's files become base64, and a backup's manifest says what it all came to.
"""

import os
import sqlite3
import sys
import tempfile
from base64 import b64encode
from contextlib import closing
from json import dumps
from pathlib import Path
from shutil import copyfile

HOMES = Path(__file__).resolve().parent
LEDGER = (
    "A 1 2017-01-15 Löner januari\n  50110 13000 26250000.00\n  19100 - -26250000.00\n"
    "A 2 2017-08-31 Hyra\n  60110 12000 120000.50\n  19100 - -120000.50\n"
)
BUDGET = (
    "unit;line;account;period;amount;version;decided\nHR;appropriation;;2017;347701,00;original;2016-12-12\n"
)


def main(version: str) -> None:
    """Make the home, and store it."""
    folder = HOMES / version
    folder.mkdir()
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "hjulet.config.settings.staff",
            "HJULET_HOME": f"{place}/home",
        }
        fill(Path(place) / "backup")
        store(Path(place) / "backup", folder)


def fill(backup: Path) -> None:
    """Make a home with an organisation, a mapping, a batch, a budget and a person, and back it up."""
    import django  # noqa: PLC0415 - the home must be named first

    django.setup()
    from hjulet.domain.permission import Grant  # noqa: PLC0415
    from hjulet.services import homes  # noqa: PLC0415
    from hjulet.services.backup import make_backup  # noqa: PLC0415
    from hjulet.services.budget import import_budget  # noqa: PLC0415
    from hjulet.services.ledger import import_sie  # noqa: PLC0415
    from hjulet.services.people import OPERATOR, new_person  # noqa: PLC0415
    from hjulet.services.setup import set_mapping, set_organisation  # noqa: PLC0415
    from tests.ledger_text import MAPPING, sie  # noqa: PLC0415
    from tests.services.people import ALWAYS, AT, ORGANISATION  # noqa: PLC0415

    homes.make_ready()
    set_organisation(ORGANISATION, by=OPERATOR, at=AT)
    set_mapping(MAPPING.accounts, MAPPING.units, by=OPERATOR, at=AT)
    grant = Grant(role="controller", unit="KS", validity=ALWAYS)
    new_person(username="alice", name="Alice", password="only-for-tests", grants=(grant,), by=OPERATOR, at=AT)
    import_sie(sie(LEDGER), file="2017.se", company="KOMMUN", by=OPERATOR, at=AT)
    import_budget(BUDGET.encode(), file="budget.csv", by=OPERATOR, at=AT)
    make_backup(backup, by=OPERATOR, at=AT)


def store(backup: Path, folder: Path) -> None:
    """Write a backup as text."""
    with closing(sqlite3.connect(backup / "database" / "hjulet.sqlite3")) as opened:
        (folder / "hjulet.sql").write_text("\n".join([*opened.iterdump(), ""]), encoding="utf-8")
    files = {
        place.relative_to(backup).as_posix(): b64encode(place.read_bytes()).decode()
        for place in sorted((backup / "ledger").rglob("*.parquet"))
    }
    (folder / "files.json").write_text(dumps(files, indent=1) + "\n", encoding="utf-8")
    copyfile(backup / "manifest.json", folder / "manifest.json")


if __name__ == "__main__":
    main(sys.argv[1])
