"""The day's letter about threads: once for each last entry, by kind, and without what was said."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core import mail

from hjulet.domain.task import TaskKind
from hjulet.services.people import OPERATOR, new_person
from hjulet.services.reminders import Choice, save_choice, send_reminders
from hjulet.services.threads import reply, start_thread
from hjulet.store.models import Reminder, ReminderChoice
from tests.services.people import ALICE, AT, BOB, CHARLIE
from tests.services.test_threads import FIGURE, book, read_all

SECRET = "Varför så lågt, @bob?"


@pytest.fixture(autouse=True)
def thread(small: Path, settings: LazySettings) -> int:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "post.example.se", "hjulet@example.se"
    settings.HJULET_URL = "https://hjulet.example.se"
    for actor in (ALICE, BOB, CHARLIE):
        address = f"{actor.id}@example.se"
        new_person(
            by=OPERATOR,
            at=AT,
            username=actor.id,
            name=actor.name,
            password="x",
            grants=actor.grants,
            email=address,
        )
    book("1000.00")
    return start_thread(FIGURE, SECRET, by=ALICE, at=AT)


def send(*, days: int = 0) -> list[tuple[list[str], str]]:
    """Send the letters of a day, and give to whom and their subjects."""
    mail.outbox.clear()
    send_reminders(by=OPERATOR, at=AT + timedelta(days=days))
    return [(letter.to, str(letter.subject)) for letter in mail.outbox]


def test_whoever_is_named_gets_a_letter_that_leads_there_and_tells_nothing(thread: int) -> None:
    assert send() == [(["bob@example.se"], "Påminnelse: Du är nämnd: Kostnader, Personal, HR, 2017")]
    body = str(mail.outbox[0].body)
    assert f"https://hjulet.example.se/samtal/{thread}/" in body
    assert "Varför" not in body
    row = Reminder.objects.get()
    assert (row.kinds, row.tasks) == (["mention"], [[f"thread {thread} 1", "news"]])


def test_it_is_told_once_and_again_when_somebody_has_answered(thread: int) -> None:
    send()
    assert send(days=1) == send(days=10) == []
    reply(thread, "Svar", seen=1, by=BOB, at=AT)
    assert send(days=2) == [
        (["alice@example.se"], "Påminnelse: Nytt i samtal: Kostnader, Personal, HR, 2017")
    ]
    read_all(ALICE)
    reply(thread, "Svar igen", seen=2, by=BOB, at=AT)
    read_all(ALICE)
    assert send(days=3) == []  # what is read is not told


def test_a_letter_names_ten_threads_and_counts_the_others() -> None:
    for _ in range(11):
        start_thread(FIGURE, SECRET, by=ALICE, at=AT)
    ((_, subject),) = send()
    body = str(mail.outbox[0].body)
    assert body.count("• Du är nämnd:") == 10
    assert "\n\nOch 2 till.\n\n" in body
    assert subject.endswith("och 11 saker till")


@pytest.mark.parametrize(("kind", "letters"), [(TaskKind.MENTION, 0), (TaskKind.THREAD, 1)])
def test_each_kind_is_left_out_by_whoever_does_not_want_it(kind: TaskKind, letters: int) -> None:
    save_choice(Choice(without=frozenset({kind})), by=BOB, at=AT)
    assert len(send()) == letters


def test_whoever_had_stopped_all_letters_gets_none_of_the_kinds_that_came(thread: int) -> None:
    old = ["comment", "forecast", "seal", "text"]
    for name, without in (("alice", old[:3]), ("bob", old)):
        ReminderChoice.objects.create(person=name, language="sv", without=without)
    added_by = ("0016_threads", "0020_indicators", "0028_assignments", "0034_answers_and_withdrawals")
    for added in added_by:
        import_module(f"hjulet.store.migrations.{added}").keep_stopped(apps, None)
    assert dict(ReminderChoice.objects.values_list("person", "without")) == {
        "alice": old[:3],
        "bob": sorted(TaskKind),
    }
    assert send() == []
