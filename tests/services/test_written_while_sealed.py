"""A text that is saved while its report is sealed is in the edition, or refused: on both databases."""

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, transaction

from hjulet.domain.edition import MANIFEST
from hjulet.domain.period import parse_period
from hjulet.services import drafts, edition
from hjulet.services.drafts import draft, save_draft
from hjulet.services.edition import seal_report
from hjulet.services.editions import EditionFacts, editions_root
from hjulet.services.errors import DecidedError, RefusedError
from hjulet.services.report import build_report, made_from_now
from hjulet.store.models import Edition
from tests.services.at_once import at_once
from tests.services.people import ALICE, AT

pytestmark = pytest.mark.slow

REPORT = ("annual", "KS", parse_period("2017"))
SECTION = "result-text"
PATIENCE = 120.0  # seconds


def seal() -> EditionFacts:
    return seal_report(*REPORT, by=ALICE, at=AT)


def stored() -> tuple[str, int]:
    now = draft(*REPORT, SECTION, by=ALICE, at=AT)
    return now.source, now.version


def write(text: str) -> None:
    save_draft(*REPORT, SECTION, source=text, version=stored()[1], by=ALICE, at=AT)


def wait_for(what: str) -> Path:
    """Wait until a sealing has come so far that something of it lies in the folder of editions."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := list(editions_root().glob(what)):
            return found[0]
        time.sleep(0.005)
    raise TimeoutError(f"no {what} in the folder of editions")


def write_while_it_is_rendered() -> None:
    wait_for(".tmp-*")
    write("Skrivet medan rapporten gjordes.")


def write_until_it_is_rendered() -> None:
    """Keep a save open from before the report is built until its sealing wants to register it."""
    with transaction.atomic():
        write("Skrivet och inte sparat än.")
        built = wait_for(f".tmp-*/{MANIFEST}")
        while built.exists() and not _is_waited_for():
            time.sleep(0.005)


def _is_waited_for() -> bool:
    """Tell whether somebody waits for a lock. SQLite does not say, and lets one writer in at a time."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def is_in_the_edition(writing: Callable[[], None]) -> bool:
    """Write and seal at once, and tell whether what is stored is what was sealed."""
    sealed, written = at_once(seal, writing)
    assert isinstance(sealed, EditionFacts), sealed
    assert written is None, written
    return bool(Edition.objects.get().made_from["texts"][SECTION]["source"] == stored()[0])


@pytest.mark.parametrize("writing", [write_while_it_is_rendered, write_until_it_is_rendered])
def test_what_is_saved_while_its_report_is_sealed_is_in_the_edition(
    transactional_db: None, demo: Path, writing: Callable[[], None]
) -> None:
    assert is_in_the_edition(writing)
    with pytest.raises(DecidedError):
        write("Efteråt.")


def test_without_a_look_at_what_it_was_built_from_a_text_is_in_no_edition(
    transactional_db: None, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: the sealing takes what it built for what is stored."""
    built = made_from_now(*REPORT)
    monkeypatch.setattr(edition, "made_from_now", lambda *_: built)
    assert not is_in_the_edition(write_while_it_is_rendered)


def test_without_the_lock_a_save_on_its_way_is_in_no_edition(
    transactional_db: None, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control where several write at once: the texts are not held."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time")
    for module in (drafts, edition):
        monkeypatch.setattr(module, "hold_texts", lambda *_: None)
    assert not is_in_the_edition(write_until_it_is_rendered)


def test_a_report_that_is_written_each_time_it_is_built_is_not_sealed(
    transactional_db: None, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "TRIES", 2)
    number = count()

    def build_and_write(*words: object, **more: object) -> object:
        built = build_report(*words, **more)  # type: ignore[arg-type]
        write(f"Text {next(number)}.")
        return built

    monkeypatch.setattr(edition, "build_report", build_and_write)
    with pytest.raises(RefusedError, match="report-being-written"):
        seal()
    assert not Edition.objects.exists()
    assert list(editions_root().glob(".tmp-*")) == []
