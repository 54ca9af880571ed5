"""Notes of one's own: nobody else reads them, and nothing beside them says what they say."""

import json
from pathlib import Path

import pytest

from hjulet.domain.permission import Actor
from hjulet.domain.talk import Part, Spot
from hjulet.services.errors import ConflictError, NotFoundError
from hjulet.services.own_notes import own_notes, save_note
from hjulet.services.thread_page import spot_page
from hjulet.store.models import AuditEvent, Job, OwnNote, Revision
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA
from tests.services.test_threads import book

SPOT = Spot(part=Part.FIGURE, key="costs unit=HR line=personnel period=2017")
SECRET = "Fråga tyst om vakanserna"


def save(text: str, *, version: int = 0, by: Actor = BOB) -> None:
    save_note(SPOT, text, version=version, by=by, at=AT)


def texts(by: Actor) -> list[str]:
    return [note.text for note in own_notes(language="sv", by=by, at=AT)]


@pytest.fixture(autouse=True)
def ledger(small: Path) -> None:
    book("1000.00")


def test_a_note_is_its_writers_alone() -> None:
    save(SECRET)
    assert texts(BOB) == [SECRET]
    for other in (ALICE, ASTRID):
        assert texts(other) == []
        assert spot_page(SPOT, language="sv", by=other, at=AT).about.note.text == ""
    assert spot_page(SPOT, language="sv", by=BOB, at=AT).about.note.text == SECRET


def test_neither_log_nor_revisions_nor_jobs_tell_what_a_note_says() -> None:
    save(SECRET)
    save(f"{SECRET} igen", version=1)
    kept = [list(model.objects.values()) for model in (AuditEvent, Revision, Job)]
    assert SECRET not in json.dumps(kept, default=str, ensure_ascii=False)
    events = AuditEvent.objects.filter(action="write-note")
    assert [(event.actor, event.object_id, event.params) for event in events] == [("bob", "", {})] * 2
    assert OwnNote.objects.get().text == f"{SECRET} igen"  # the positive control: it is kept in one place


def test_who_is_elected_has_notes_without_reading_threads() -> None:
    save("Fråga på nämnden", by=ELSA)
    assert texts(ELSA) == ["Fråga på nämnden"]
    assert spot_page(SPOT, language="sv", by=ELSA, at=AT).about.may_read is False
    with pytest.raises(NotFoundError):
        save("x", by=CHARLIE)


def test_two_windows_of_one_person_lose_no_note() -> None:
    save("ett")
    with pytest.raises(ConflictError) as raised:
        save("två")
    assert (raised.value.theirs, raised.value.mine, raised.value.version) == ("ett", "två", 1)
    with pytest.raises(ConflictError):
        save("", version=7)
    assert texts(BOB) == ["ett"]


def test_an_empty_note_is_taken_away() -> None:
    save("ett")
    save("  ", version=1)
    assert texts(BOB) == []
    note = spot_page(SPOT, language="sv", by=BOB, at=AT).about.note
    assert (note.text, note.version, note.written_at) == ("", 2, None)
    save("på nytt")
    assert texts(BOB) == ["på nytt"]
    with pytest.raises(ConflictError):  # a window from before it was taken away
        save("ett igen", version=1)


def test_nothing_is_logged_where_there_was_no_note_and_none_is_written() -> None:
    logged = AuditEvent.objects.count()
    save("")
    assert (OwnNote.objects.count(), AuditEvent.objects.count()) == (0, logged)
    save("ett")
    save("", version=1)
    assert AuditEvent.objects.count() == logged + 2
    save("", version=2)
    assert AuditEvent.objects.count() == logged + 2


def test_a_note_follows_its_figure_to_the_next_snapshot() -> None:
    save("ett")
    book("900.00", replacing=True)
    (note,) = own_notes(language="sv", by=BOB, at=AT)
    assert (note.label, note.is_gone) == ("Kostnader, Personal, HR, 2017", False)
