"""Threads on stable keys: who reads and writes, what is unread, and what a corrected file tells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hjulet.domain.permission import Actor
from hjulet.domain.talk import EntryKind, Part, Spot
from hjulet.services import snapshots, thread_reading, threads
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.jobs import ask
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR, new_person
from hjulet.services.setup import set_organisation
from hjulet.services.thread_page import EntryView, spot_page, thread_page
from hjulet.services.thread_reading import list_threads, mark_all_read, mark_read, marks, unread_threads
from hjulet.services.threads import (
    change_remark,
    reopen_thread,
    reply,
    settle_thread,
    start_thread,
    withdraw_remark,
)
from hjulet.store.models import AuditEvent, Batch, Edition, Job, Revision, Snapshot, Thread, ThreadEntry, User
from tests.ledger_text import sie
from tests.services.at_once import at_once
from tests.services.job_helper import work_off
from tests.services.people import (
    ALICE,
    ASTRID,
    AT,
    BOB,
    CHARLIE,
    ELSA,
    FOLKE,
    ORGANISATION,
    person,
)

DISA = person("Disa", "controller", "KS")
PAY = "costs unit=HR line=personnel period=2017"
FIGURE = Spot(part=Part.FIGURE, key=PAY)
ROW = Spot(part=Part.ROW, key=PAY)
TEXT = Spot(part=Part.TEXT, key="annual KS 2017 result-text")
COMMENT = Spot(part=Part.TEXT, key="month KS 2017-08 unit-comments.HR")


def book(amount: str, *, replacing: bool = False) -> None:
    """Read a ledger file in, in which HR has paid this much."""
    text = f"A 1 2017-01-15 Löner\n  50110 13000 {amount}\n  19100 - -{amount}"
    outcome = import_sie(sie(text), file="k.se", company="KOMMUN", replacing=replacing, by=ALICE, at=AT)
    assert outcome.status == ("replaced" if replacing else "imported")


@pytest.fixture
def people(small: Path) -> None:
    """Let the people of the tests exist, in a home whose ledger says that HR has paid 1 234 000."""
    for actor in (ALICE, BOB, CHARLIE, DISA, ELSA):
        new_person(by=OPERATOR, at=AT, username=actor.id, name=actor.name, password="x", grants=actor.grants)
    book("1234000.00")


@pytest.fixture
def thread(people: None) -> int:
    return start_thread(FIGURE, "Varför så lågt, @bob?", by=ALICE, at=AT)


def entries(thread: int, by: Actor = ALICE) -> tuple[EntryView, ...]:
    return thread_page(thread, language="sv", by=by, at=AT).entries


def unread(by: Actor) -> list[tuple[int, int, bool]]:
    found = list_threads(language="sv", by=by, at=AT).lines
    return [(line.id, line.unread, line.is_mentioned) for line in found if line.unread]


def read_all(by: Actor) -> None:
    lines = list_threads(language="sv", by=by, at=AT).lines
    mark_all_read({line.id: line.last for line in lines}, by=by, at=AT)


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as refusal:
        action()
    return refusal.value.problems[0].code


def test_one_writes_the_other_answers_and_each_reads_both(thread: int) -> None:
    reply(thread, "Två vakanser.", seen=1, by=BOB, at=AT)
    assert [(entry.by, entry.source) for entry in entries(thread, by=BOB)] == [
        ("Alice", "Varför så lågt, @bob?"),
        ("Bob", "Två vakanser."),
    ]
    page = thread_page(thread, language="sv", by=BOB, at=AT)
    assert (page.about.label, page.about.subject.unit_name) == ("Kostnader, Personal, HR, 2017", "HR")


READS = {"alice": True, "bob": True, "charlie": False, "elsa": False, "folke": True, "astrid": True}
WRITES = {**READS, "folke": False, "astrid": False}


@pytest.mark.parametrize("by", [ALICE, BOB, CHARLIE, ELSA, FOLKE, ASTRID], ids=lambda actor: actor.id)
def test_who_reads_and_who_writes(thread: int, by: Actor) -> None:
    acts: dict[str, tuple[bool, list[Callable[[], object]]]] = {
        "reads": (
            READS[by.id],
            [partial(entries, thread, by=by), lambda: mark_read(thread, to=1, by=by, at=AT)],
        ),
        "writes": (
            WRITES[by.id],
            [
                lambda: start_thread(FIGURE, "x", by=by, at=AT),
                lambda: reply(thread, "x", seen=1, by=by, at=AT),
                lambda: settle_thread(thread, seen=2, by=by, at=AT),
                lambda: reopen_thread(thread, seen=3, by=by, at=AT),
            ],
        ),
    }
    for allowed, actions in acts.values():
        for action in actions:
            if allowed:
                action()
            else:
                with pytest.raises(NotFoundError):
                    action()
    counted = marks({"row": [PAY]}, by=by, at=AT).get("row")
    assert bool(counted and counted.remarks) is READS[by.id]


def test_talk_of_the_staff_is_for_those_who_see_the_staff(people: None) -> None:
    spot = Spot(part=Part.FIGURE, key="man_years unit=HR period=2017")
    thread = start_thread(spot, "Stämmer det?", by=ALICE, at=AT)
    assert entries(thread, by=BOB)
    writer = person("Vera", "contributor", "HR")
    with pytest.raises(NotFoundError):
        entries(thread, by=writer)
    with pytest.raises(NotFoundError):  # nor through a row that shows it beside what they may see
        start_thread(ROW, "x", figures=(spot.key,), by=writer, at=AT)
    assert start_thread(ROW, "x", by=writer, at=AT)  # the positive control


@pytest.mark.parametrize("beside", ["man_years unit=HR period=2017", "was_once_counted unit=HR period=2017"])
def test_a_row_that_can_be_read_no_more_is_for_those_who_saw_its_staff(people: None, beside: str) -> None:
    thread = start_thread(ROW, "Stämmer det?", by=ALICE, at=AT)
    writer = person("Vera", "contributor", "HR")
    assert entries(thread, by=writer)  # the positive control
    Thread.objects.update(key="was_once_known unit=HR period=2017", figures=[PAY])
    with pytest.raises(NotFoundError):  # nobody can tell what it was about
        entries(thread, by=writer)
    Thread.objects.update(key=PAY, figures=[PAY, beside])
    with pytest.raises(NotFoundError):
        entries(thread, by=writer)
    assert entries(thread, by=BOB)


def test_a_mention_of_who_may_not_read_is_refused_like_one_of_nobody(thread: int) -> None:
    for name in ("charlie", "elsa", "ingen"):
        assert code_of(lambda: reply(thread, f"Titta @{name}.", seen=1, by=ALICE, at=AT)) == "no-such-reader"  # noqa: B023
    assert ThreadEntry.objects.count() == 1
    page = thread_page(thread, language="sv", by=ALICE, at=AT)
    assert set(page.about.readers) == {"alice", "bob", "disa"}  # nobody else's name is on the page
    User.objects.filter(username="disa").update(is_protected=True)
    assert set(thread_page(thread, language="sv", by=ALICE, at=AT).about.readers) == {"alice", "bob"}
    User.objects.update(is_protected=False)
    assert reply(thread, "Titta @disa. Eller skriv till bob@charlie.se", seen=1, by=ALICE, at=AT) == 2


def test_what_is_unread_is_each_persons_own(thread: int) -> None:
    assert unread(BOB) == [(thread, 1, True)]
    assert unread(ALICE) == unread(DISA) == []
    reply(thread, "Svar", seen=1, by=BOB, at=AT)
    assert (unread(BOB), unread(ALICE)) == ([], [(thread, 1, False)])
    read_all(ALICE)
    assert unread(ALICE) == []


def test_what_came_while_one_wrote_stays_unread(thread: int) -> None:
    reply(thread, "emellan", seen=1, by=BOB, at=AT)
    reply(thread, "såg inte Bobs", seen=1, by=ALICE, at=AT)
    assert unread(ALICE) == [(thread, 2, False)]
    mark_read(thread, to=2, by=ALICE, at=AT)
    mark_read(thread, to=1, by=ALICE, at=AT)  # an older page that is sent late takes nothing back
    assert unread(ALICE) == [(thread, 1, False)]


def test_what_came_after_the_list_was_shown_stays_unread(thread: int) -> None:
    reply(thread, "emellan", seen=1, by=ALICE, at=AT)
    later = start_thread(ROW, "ett till, @bob", by=ALICE, at=AT)
    mark_all_read({thread: 1}, by=BOB, at=AT)
    assert sorted(unread(BOB)) == [(thread, 1, False), (later, 1, True)]
    mark_all_read({thread: 99, later: 1}, by=BOB, at=AT)  # no further than there is
    reply(thread, "sist", seen=2, by=ALICE, at=AT)
    assert unread(BOB) == [(thread, 1, False)]


def test_whoever_settles_or_opens_has_not_read_what_came_meanwhile(thread: int) -> None:
    reply(thread, "emellan", seen=1, by=BOB, at=AT)
    settle_thread(thread, seen=1, by=ALICE, at=AT)
    assert unread(ALICE) == [(thread, 2, False)]
    reopen_thread(thread, seen=3, by=ALICE, at=AT)
    assert unread(ALICE) == []


def test_more_threads_take_no_more_questions_to_the_database(people: None) -> None:
    def begin() -> None:
        for spot in (FIGURE, TEXT, COMMENT):
            start_thread(spot, "Varför?", by=ALICE, at=AT)
        gone = start_thread(FIGURE, "Och nu?", by=ALICE, at=AT)
        Thread.objects.filter(pk=gone).update(key="was_once_known unit=HR period=2017")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert list_threads(is_all=True, language="sv", by=DISA, at=AT).unread == Thread.objects.count()
        return len(asked)

    begin()
    few = questions()
    begin()
    assert questions() == few


def test_what_is_read_takes_no_place_from_what_is_not(thread: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thread_reading, "MOST", 1)
    reply(start_thread(ROW, "läst", by=BOB, at=AT), "läst", seen=1, by=BOB, at=AT + timedelta(hours=1))
    assert [line.id for line in unread_threads(language="sv", by=BOB, at=AT)] == [thread]


def test_a_mention_that_is_added_later_is_unread_again(thread: int) -> None:
    reply(thread, "Svar", seen=1, by=BOB, at=AT)
    assert unread(DISA) == []
    change_remark(thread, 2, "Svar, @disa", version=1, by=BOB, at=AT)
    assert [(number, is_mentioned) for number, _, is_mentioned in unread(DISA)] == [(thread, True)]


def test_whoever_is_named_no_more_is_named_where_they_last_were(thread: int) -> None:
    reply(thread, "Och du, @bob och @disa?", seen=1, by=ALICE, at=AT)
    withdraw_remark(thread, 2, version=1, by=ALICE, at=AT)
    assert (unread(BOB), unread(DISA)) == ([(thread, 2, True)], [])
    change_remark(thread, 1, "Varför så lågt?", version=1, by=ALICE, at=AT)
    assert unread(BOB) == [(thread, 2, False)]


def test_a_remark_that_names_who_has_left_can_still_be_changed(thread: int) -> None:
    reply(thread, "Svar", seen=1, by=BOB, at=AT)
    User.objects.filter(username="bob").update(is_active=False)
    change_remark(thread, 1, "Varför så lågt, @bob? Vet du, @disa?", version=1, by=ALICE, at=AT)
    assert (unread(BOB), unread(DISA)) == ([], [(thread, 2, True)])  # Bob has read that he is named
    assert code_of(lambda: reply(thread, "@bob", seen=2, by=ALICE, at=AT)) == "no-such-reader"


def test_ones_own_remark_is_changed_with_its_versions(thread: int) -> None:
    change_remark(thread, 1, "Varför så högt?", version=1, by=ALICE, at=AT)
    (entry,) = entries(thread)
    assert (entry.source, entry.earlier) == ("Varför så högt?", ("Varför så lågt, @Bob?",))
    User.objects.filter(username="bob").update(is_protected=True, display_name="Handläggare 1")
    assert entries(thread)[0].earlier == ("Varför så lågt, @Handläggare 1?",)
    with pytest.raises(ConflictError) as raised:
        change_remark(thread, 1, "från en gammal sida", version=1, by=ALICE, at=AT)
    assert raised.value.theirs == "Varför så högt?"
    with pytest.raises(NotFoundError):
        change_remark(thread, 1, "inte min", version=2, by=BOB, at=AT)


def test_a_withdrawn_remark_leaves_a_mark_and_says_nothing(thread: int) -> None:
    change_remark(thread, 1, "Hemligt, @bob", version=1, by=ALICE, at=AT)
    withdraw_remark(thread, 1, version=2, by=ALICE, at=AT)
    (entry,) = entries(thread, by=BOB)
    assert (entry.is_withdrawn, entry.source, entry.earlier, entry.moved) == (True, "", (), ())
    refusal = code_of(lambda: change_remark(thread, 1, "tillbaka", version=3, by=ALICE, at=AT))
    assert refusal == "remark-withdrawn"
    assert unread(BOB) == [(thread, 1, False)]


def test_a_settled_thread_takes_no_answer_until_it_is_opened(thread: int) -> None:
    settle_thread(thread, seen=1, by=BOB, at=AT)
    settle_thread(thread, seen=2, by=ALICE, at=AT)  # it is settled already
    assert code_of(lambda: reply(thread, "x", seen=2, by=ALICE, at=AT)) == "thread-settled"
    assert code_of(lambda: change_remark(thread, 1, "x", version=1, by=ALICE, at=AT)) == "thread-settled"
    reopen_thread(thread, seen=2, by=ALICE, at=AT)
    assert reply(thread, "x", seen=3, by=ALICE, at=AT) == 4
    assert [entry.kind for entry in entries(thread)] == ["said", "settled", "reopened", "said"]


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty-remark"), ("  \n", "empty-remark"), ("x" * 4001, "long-remark")]
)
def test_a_remark_says_something_and_not_a_book(thread: int, text: str, code: str) -> None:
    assert code_of(lambda: reply(thread, text, seen=1, by=BOB, at=AT)) == code


def test_each_change_is_logged_with_its_revision_and_without_its_words(thread: int) -> None:
    reply(thread, "Svar", seen=1, by=BOB, at=AT)
    change_remark(thread, 2, "Annat svar", version=1, by=BOB, at=AT)
    logged = AuditEvent.objects.filter(action__endswith="remark") | AuditEvent.objects.filter(
        action="start-thread"
    )
    assert [(event.action, event.actor) for event in logged] == [
        ("start-thread", "alice"),
        ("reply-remark", "bob"),
        ("change-remark", "bob"),
    ]
    assert "svar" not in str([event.params for event in logged]).lower()
    kept = Revision.objects.filter(noun="thread-entry", object_id=f"{thread} 2")
    assert [row.fields["text"] for row in kept] == ["Svar", "Annat svar"]


def test_ten_who_answer_at_once_get_ten_numbers(transactional_db: None, thread: int) -> None:
    results = at_once(*(partial(reply, thread, f"svar {n}", seen=1, by=BOB, at=AT) for n in range(10)))
    assert sorted(results, key=str) == sorted(range(2, 12), key=str)
    assert [entry.number for entry in entries(thread)] == list(range(1, 12))


# --- stable keys ---


def test_a_corrected_file_loses_no_remark_and_tells_what_changed(thread: int) -> None:
    row = start_thread(ROW, "Raden också", figures=(f"{PAY} version=budget",), by=BOB, at=AT)
    read_all(BOB)
    read_all(ALICE)
    first = Batch.objects.get()
    book("1200000.00", replacing=True)
    assert Batch.objects.get(status="active") != first  # another batch, another snapshot: the same figure
    work_off()
    for number in (thread, row):
        said, told = entries(number)
        assert said.kind is EntryKind.SAID
        assert told.kind is EntryKind.CHANGED
        (then,), (now,) = said.moved, told.moved
        assert (then.before, then.after) == (now.before, now.after) == (Decimal(-1234000), Decimal(-1200000))
    assert sorted(unread(BOB)) == [(thread, 1, False), (row, 1, False)]
    assert (thread, 1, False) in unread(ALICE)


def test_the_control_without_the_job_of_the_snapshot_nobody_is_told(
    thread: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_tell_threads", lambda *_given, **_named: None)
    read_all(BOB)
    book("1200000.00", replacing=True)
    work_off()
    (said,) = entries(thread)  # the remark is there, and its own figure says what it is now
    assert [one.after for one in said.moved] == [Decimal(-1200000)]
    assert unread(BOB) == []


def test_a_change_is_told_once_however_often_the_job_runs(thread: int) -> None:
    book("1200000.00", replacing=True)
    assert [(job.state, job.actor) for job in Job.objects.filter(kind="tell-changes")] == [
        ("waiting", "operator")
    ]
    work_off()
    with transaction.atomic():
        ask("tell-changes", title="", params={}, by=OPERATOR, at=AT)
    work_off()
    assert [entry.kind for entry in entries(thread)] == ["said", "changed"]


def test_a_snapshot_that_changes_nothing_here_tells_nothing(thread: int) -> None:
    set_organisation(
        replace(ORGANISATION, units=(*ORGANISATION.units, replace(ORGANISATION.units[-1], code="NY"))),
        by=OPERATOR,
        at=AT,
    )
    work_off()
    assert len(entries(thread)) == 1


def test_a_thread_that_begins_beside_a_snapshot_follows_it(
    people: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The snapshot comes after the value was read: the thread begins with the new one."""
    real = threads.spot_values
    raced: list[bool] = []

    def values(*given: object) -> object:
        found = real(*given)  # type: ignore[arg-type]
        if not raced:
            raced.append(True)
            book("1200000.00", replacing=True)
        return found

    monkeypatch.setattr(threads, "spot_values", values)
    thread = start_thread(FIGURE, "Lågt", by=ALICE, at=AT)
    assert Thread.objects.get(pk=thread).told == {PAY: "-1200000.00"}
    work_off()
    assert len(entries(thread)) == 1


def test_a_unit_that_is_gone_keeps_its_threads_and_they_say_so(thread: int) -> None:
    without = replace(
        ORGANISATION,
        units=tuple(unit for unit in ORGANISATION.units if unit.code != "HR"),
        links=tuple(link for link in ORGANISATION.links if link.child != "HR"),
    )
    set_organisation(without, by=OPERATOR, at=AT + timedelta(days=1))
    work_off()
    page = thread_page(thread, language="sv", by=ALICE, at=AT)
    assert page.about.subject.is_gone
    assert page.about.subject.unit_name == "HR"
    assert [line.is_gone for line in list_threads(is_all=True, language="sv", by=ALICE, at=AT).lines] == [
        True
    ]
    assert page.entries[-1].kind is EntryKind.CHANGED
    with pytest.raises(NotFoundError):
        thread_page(thread, language="sv", by=CHARLIE, at=AT)  # still nobody else's
    with pytest.raises(NotFoundError):
        start_thread(FIGURE, "En till", by=ALICE, at=AT)  # there is nothing to begin about


# --- texts ---


def test_a_text_is_talked_about_where_it_is_written(people: None) -> None:
    own = start_thread(TEXT, "Skriv mer här", by=ALICE, at=AT)
    about_hr = start_thread(COMMENT, "Tack, men varför?", by=ALICE, at=AT)
    assert entries(about_hr, by=BOB)
    with pytest.raises(NotFoundError):
        entries(own, by=BOB)  # the report's own text is a draft of the committee's
    assert spot_page(TEXT, language="sv", by=ALICE, at=AT).threads[0].id == own


@pytest.mark.parametrize(
    "key",
    [
        "annual KS 2017 no-such-text",
        "annual KFN 2017 unit-comments.HR",
        "nej KS 2017 result-text",
        "x",
        "annual KS x y",
    ],
)
def test_a_text_that_is_not_there_is_not_talked_about(people: None, key: str) -> None:
    with pytest.raises(NotFoundError):
        start_thread(Spot(part=Part.TEXT, key=key), "x", by=OPERATOR, at=AT)


@pytest.mark.parametrize(
    "key", ["no_such unit=HR period=2017", "costs unit=HR", "costs unit=NEJ line=personnel period=2017"]
)
def test_a_figure_that_is_not_there_is_not_talked_about(people: None, key: str) -> None:
    with pytest.raises(NotFoundError):
        start_thread(Spot(part=Part.FIGURE, key=key), "x", by=OPERATOR, at=AT)


def test_talk_about_a_decided_text_is_only_read(people: None) -> None:
    thread = start_thread(TEXT, "Före beslutet", by=ALICE, at=AT)
    Edition.objects.create(
        number=1,
        kind="annual",
        unit="KS",
        period="2017",
        snapshot=Snapshot.objects.latest("number"),
        sealed_by="alice",
        sealed_at=AT,
    )
    assert len(entries(thread)) == 1
    for write in (
        lambda: reply(thread, "Efter", seen=1, by=ALICE, at=AT),
        lambda: start_thread(TEXT, "Efter", by=ALICE, at=AT),
        lambda: settle_thread(thread, seen=1, by=ALICE, at=AT),
    ):
        assert code_of(write) == "remarks-shut"
    Thread.objects.update(key="annual KS 2017 taken-away")
    ThreadEntry.objects.update(figures={"version": 1})
    assert thread_page(thread, language="sv", by=ALICE, at=AT).about.subject.is_gone
    assert [entry.text_version for entry in entries(thread)] == [0]
    assert code_of(lambda: reply(thread, "Efter", seen=1, by=ALICE, at=AT)) == "remarks-shut"
