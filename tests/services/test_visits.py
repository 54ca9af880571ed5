"""What changed since one was on a page: rows of the ledger, texts and remarks, each visit an hour apart."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.services.drafts import save_draft
from hjulet.services.errors import NotFoundError
from hjulet.services.page_changes import Page, Since
from hjulet.services.snapshots import find_snapshot
from hjulet.services.threads import reply, start_thread
from hjulet.services.visits import record_visit, since_last_visit
from hjulet.store.models import AuditEvent, PageVisit
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA
from tests.services.test_threads import FIGURE, TEXT, book

YEAR = parse_period("2017")
UNIT = Page(unit="HR", period=YEAR)
REPORT = Page(unit="KS", period=YEAR, kind="annual")


def after(hours: float) -> datetime:
    return AT + timedelta(hours=hours)


def visit(
    page: Page = UNIT, *, by: Actor = BOB, hours: float = 0, sent: float = 0, snapshot: int = 999
) -> None:
    """Visit a page at an hour, and send so this many hours later."""
    record_visit(page, shown_at=after(hours), snapshot=snapshot, by=by, at=after(hours + sent))


def since(page: Page = UNIT, *, by: Actor = BOB, hours: float = 24) -> Since:
    return since_last_visit(page, language="sv", by=by, at=after(hours))


@pytest.fixture(autouse=True)
def ledger(small: Path) -> None:
    book("1000.00")


def test_the_first_time_there_is_nothing_to_tell() -> None:
    assert since() == Since(at=None)
    visit()
    assert since().at == AT
    assert since().is_empty


def test_a_corrected_file_is_told_by_its_lines() -> None:
    visit()
    book("900.00", replacing=True)
    (line,) = since().lines
    assert (line.line, line.rows, line.amount) == ("personnel", 0, Decimal(100))


def test_remarks_of_others_are_told_and_ones_own_are_not() -> None:
    visit()
    visit(by=ALICE)
    thread = start_thread(FIGURE, "Varför?", by=ALICE, at=after(2))
    reply(thread, "Därför", seen=1, by=BOB, at=after(3))
    reply(thread, "Jaså", seen=2, by=ALICE, at=after(4))
    assert [(one.id, one.entries) for one in since().threads] == [(thread, 2)]
    assert since(by=ALICE).entries == 1
    visit(by=ELSA)
    assert since(by=ELSA).threads == ()  # who reads no threads is told of none


def test_texts_that_others_have_written_are_told() -> None:
    for reader in (ALICE, ELSA):
        visit(REPORT, by=reader)
    save_draft("annual", "KS", YEAR, "result-text", source="ny", version=0, by=ALICE, at=after(2))
    (text,) = since(REPORT, by=ELSA).texts
    assert (text.section, text.spot) == ("result-text", TEXT)
    assert since(REPORT, by=ALICE).texts == ()


def test_pages_within_an_hour_are_one_visit() -> None:
    visit()
    start_thread(FIGURE, "Varför?", by=ALICE, at=after(2))
    visit(hours=10)
    visit(hours=10.5)
    assert since(hours=10.6).at == AT  # loaded again, it still tells what was new
    assert since(hours=10.6).entries == 1
    assert since(hours=20).at == after(10.5)
    assert since(hours=20).is_empty


def test_what_came_while_the_page_was_shown_is_still_new() -> None:
    known = find_snapshot().number
    start_thread(FIGURE, "Varför?", by=ALICE, at=after(2))
    book("900.00", replacing=True)
    visit(hours=1, sent=2, snapshot=known)
    assert (since().at, since().entries, len(since().lines)) == (after(1), 1, 1)
    visit(hours=30, sent=-20)  # a clock that is ahead sees nothing of what is to come
    assert since(hours=40).at == after(10)


def test_a_visit_that_is_told_late_takes_nothing_back() -> None:
    visit(hours=5)
    visit(hours=1)
    assert since().at == after(5)


def test_a_page_that_is_not_ones_own_is_not_there_and_visits_are_not_logged() -> None:
    with pytest.raises(NotFoundError):
        visit(by=CHARLIE)
    with pytest.raises(NotFoundError):
        since(by=CHARLIE)
    logged = AuditEvent.objects.count()
    visit()
    assert PageVisit.objects.count() == 1
    assert AuditEvent.objects.count() == logged
