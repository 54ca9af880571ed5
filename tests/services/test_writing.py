"""Writing without loss: races, texts that lost one, the history of a text, and back to how it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import models

from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.services import text_place
from hjulet.services.drafts import Draft, TextConflictError, draft, save_draft
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.report_text import drop_set_aside
from hjulet.services.set_aside import waiting
from hjulet.services.text_history import TextHistory, restore_version, text_history
from hjulet.services.text_place import TextPlace
from hjulet.store.models import AuditEvent, ReportText, Revision, SetAsideText
from tests.services.at_once import at_once
from tests.services.people import ALICE, AT, CHARLIE, person

YEAR = parse_period("2017")
PLACE = TextPlace("annual", "KS", YEAR, "result-text")
WRITERS = 20
PATIENCE = 120  # seconds
DISA = person("Disa", "controller", "KS")


def save(source: str, *, version: int, by: Actor = ALICE, minutes: float = 0, settles: int = 0) -> Draft:
    at = AT + timedelta(minutes=minutes)
    return save_draft(
        "annual", "KS", YEAR, "result-text", source=source, version=version, by=by, at=at, settles=settles
    )


def stored() -> Draft:
    return draft("annual", "KS", YEAR, "result-text", by=ALICE, at=AT)


def history(*versions: int, by: Actor = ALICE) -> TextHistory:
    chosen = (versions[0], versions[1]) if versions else None
    return text_history("annual", "KS", YEAR, "result-text", versions=chosen, language="sv", by=by, at=AT)


def write_until_saved(text: str, *, begun: Barrier) -> tuple[int, list[str]]:
    """Add a text to what stands there, as a person does who sees both after each lost race.

    All have read before anybody saves, however fast a save is.
    """
    read, lost = stored(), list[str]()
    begun.wait(timeout=PATIENCE)
    while True:
        mine = f"{read.source} {text}".strip()
        try:
            return save(mine, version=read.version).version, lost
        except TextConflictError as conflict:
            lost.append(mine)
            read = conflict.stored


def check_twenty_writers() -> None:
    """Let twenty write one text at once, and demand that each word and each version is there."""
    words = [f"ord{number}" for number in range(WRITERS)]
    begun = Barrier(WRITERS)
    results = at_once(*(partial(write_until_saved, word, begun=begun) for word in words))
    assert [result for result in results if isinstance(result, Exception)] == []
    acknowledged = [result[0] for result in results if isinstance(result, tuple)]
    assert sorted(acknowledged) == list(range(1, WRITERS + 1))
    assert sorted(stored().source.split()) == sorted(words)
    revisions = {row.version: row.fields["source"] for row in PLACE.revisions}
    assert list(revisions) == list(range(1, WRITERS + 1))
    for result, word in zip(results, words, strict=True):
        assert isinstance(result, tuple)
        assert revisions[result[0]].split()[-1] == word
    lost = {text for result in results if isinstance(result, tuple) for text in result[1]}
    assert {row.source for row in SetAsideText.objects.all()} == lost


def test_twenty_who_write_one_text_at_once_lose_no_word(transactional_db: None, small: Path) -> None:
    check_twenty_writers()


def test_without_the_version_in_the_update_words_are_lost(
    transactional_db: None, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: the condition is taken out of the UPDATE, and nothing else."""

    def update_unchecked(rows: models.QuerySet[Any], *, version: int, **fields: Any) -> bool:
        return rows.update(version=version + 1, **fields) == 1

    monkeypatch.setattr(text_place, "update_versioned", update_unchecked)
    with pytest.raises((AssertionError, ExceptionGroup)):
        check_twenty_writers()


def test_a_save_that_was_not_heard_of_is_asked_again_and_counts_once(small: Path) -> None:
    first = save("ett", version=0)
    assert save("ett", version=0) == first
    assert Revision.objects.filter(noun="report-text").count() == 1
    assert not SetAsideText.objects.exists()


def test_one_text_sent_twice_at_once_is_saved_once(transactional_db: None, small: Path) -> None:
    save("grund", version=0)
    for version in range(1, 6):
        results = at_once(*([partial(save, f"text {version}", version=version)] * 2))
        assert [each.version for each in results if isinstance(each, Draft)] == [version + 1] * 2
    assert not SetAsideText.objects.exists()


def test_a_text_that_lost_waits_for_its_writer_and_for_nobody_else(small: Path) -> None:
    save("grund", version=0)
    save("Bobs", version=1, by=DISA)
    with pytest.raises(TextConflictError) as raised:
        save("Alices", version=1)
    assert (raised.value.stored.saved_by, raised.value.theirs) == (DISA.name, "Bobs")
    waits = waiting(PLACE, by=ALICE)
    assert waits and (waits.source, waits.number) == ("Alices", raised.value.set_aside)
    assert waiting(PLACE, by=DISA) is None


def test_a_namesake_who_saved_is_somebody_else_and_another_window_is_not(small: Path) -> None:
    save("grund", version=0)
    save("Namnens", version=1, by=replace(DISA, name=ALICE.name))
    with pytest.raises(TextConflictError) as raised:
        save("Alices", version=1)
    assert (raised.value.stored.saved_by, raised.value.is_own) == (ALICE.name, False)
    save("Alices", version=2)
    with pytest.raises(TextConflictError) as raised:
        save("Alices andra", version=2)
    assert raised.value.is_own


def test_the_same_text_is_set_aside_once_and_another_beside_it(small: Path) -> None:
    save("grund", version=0)
    for mine in ("a", "a", "a b"):
        with pytest.raises(TextConflictError):
            save(mine, version=0)
    assert [row.source for row in SetAsideText.objects.all()] == ["a", "a b"]
    assert AuditEvent.objects.filter(action="set-text-aside").count() == 2


def test_a_writer_who_goes_on_after_a_lost_race_has_one_text_waiting(small: Path) -> None:
    save("grund", version=0)
    number = 0
    for mine in ("a", "a b", "a b", "a b c"):
        with pytest.raises(TextConflictError) as raised:
            save(mine, version=0, settles=number)
        number = raised.value.set_aside
    assert [row.source for row in SetAsideText.objects.filter(settled_at=None)] == ["a b c"]
    assert [lost.source for lost in history().lost] == ["a b c", "a b", "a"]


def test_mine_on_top_of_theirs_settles_what_was_set_aside(small: Path) -> None:
    save("grund", version=0)
    with pytest.raises(TextConflictError) as raised:
        save("min", version=0)
    save("grund och min", version=1, settles=raised.value.set_aside)
    assert waiting(PLACE, by=ALICE) is None
    assert [lost.source for lost in history().lost] == ["min"]  # still to be read


def test_what_is_saved_stands_and_what_lost_stays_in_the_history(small: Path) -> None:
    save("grund", version=0)
    with pytest.raises(TextConflictError) as raised:
        save("min", version=0)
    drop_set_aside("annual", "KS", YEAR, "result-text", number=raised.value.set_aside, by=DISA, at=AT)
    assert waiting(PLACE, by=ALICE)  # nobody else settles it
    drop_set_aside("annual", "KS", YEAR, "result-text", number=raised.value.set_aside, by=ALICE, at=AT)
    assert waiting(PLACE, by=ALICE) is None
    assert [lost.source for lost in history().lost] == ["min"]


def test_saves_without_a_pause_are_one_line_of_the_history(small: Path) -> None:
    save("ett", version=0)
    save("ett två", version=1, minutes=9)
    save("ett två tre", version=2, minutes=18)
    save("ett tre", version=3, minutes=40)
    save("ett tre fyra", version=4, minutes=41, by=DISA)
    found = [
        (
            line.sitting.first.version,
            line.sitting.last.version,
            line.sitting.last.by,
            line.added,
            line.removed,
        )
        for line in history().lines
    ]
    assert found == [(5, 5, "disa", 1, 0), (4, 4, "alice", 0, 1), (1, 3, "alice", 3, 0)]


def test_the_latest_line_is_compared_and_any_two_versions(small: Path) -> None:
    save("ett två", version=0)
    save("ett tre", version=1, minutes=20)
    compared = history().compared
    assert compared
    assert [(piece.side, piece.text) for piece in compared.pieces] == [
        ("both", "ett "),
        ("old", "två"),
        ("new", "tre"),
    ]
    for_whole = history(2, 0).compared
    assert for_whole and [(piece.side, piece.text) for piece in for_whole.pieces] == [("new", "ett tre")]
    with pytest.raises(NotFoundError):
        history(1, 9)


def test_an_earlier_version_comes_back_as_a_version_of_its_own(small: Path) -> None:
    save("bra text", version=0)
    save("", version=1, minutes=1)
    restored = restore_version(
        "annual", "KS", YEAR, "result-text", restore=1, version=2, by=ALICE, at=AT + timedelta(minutes=2)
    )
    assert (restored.source, restored.version) == ("bra text", 3)
    assert [row.version for row in PLACE.revisions] == [1, 2, 3]
    assert AuditEvent.objects.filter(action="save-text").last().params == {"version": 3, "restored": 1}  # type: ignore[union-attr]
    assert history().lines[0].sitting.last.restored == 1
    restore_version("annual", "KS", YEAR, "result-text", restore=2, version=3, by=ALICE, at=AT)  # and undone
    assert stored().source == ""


def test_a_version_is_not_restored_over_what_somebody_wrote_meanwhile(small: Path) -> None:
    save("ett", version=0)
    save("två", version=1)
    save("tre", version=2, by=DISA)
    with pytest.raises(TextConflictError):
        restore_version("annual", "KS", YEAR, "result-text", restore=1, version=2, by=ALICE, at=AT)
    assert stored().source == "tre"


@pytest.mark.parametrize(
    ("role", "reads", "restores"),
    [
        ("controller", True, True),
        ("auditor", True, False),
        ("administrator", True, False),
        ("unit_manager", False, False),
        ("elected_representative", False, False),
    ],
)
def test_who_reads_the_history_and_who_changes_it(
    small: Path, role: str, reads: bool, restores: bool
) -> None:
    save("ett", version=0)
    save("två", version=1)
    somebody = person("Somebody", role, "KS")
    allowed(lambda: history(by=somebody), reads)
    allowed(
        lambda: restore_version(
            "annual", "KS", YEAR, "result-text", restore=1, version=2, by=somebody, at=AT
        ),
        restores,
    )


def allowed(action: Callable[[], object], allows: bool) -> None:
    if allows:
        action()
    else:
        with pytest.raises(NotFoundError):
            action()


def test_another_committees_controller_finds_nothing(small: Path) -> None:
    save("ett", version=0)
    with pytest.raises(NotFoundError):
        history(by=CHARLIE)
    with pytest.raises(NotFoundError):
        save("två", version=1, by=CHARLIE)


def test_a_text_for_a_period_that_its_report_is_not_about_is_refused(small: Path) -> None:
    with pytest.raises(RefusedError, match="text-without-place"):
        save_draft("month", "KS", YEAR, "result-text", source="x", version=0, by=ALICE, at=AT)
    assert not ReportText.objects.exists()
