"""Reminders, sent to a real mail server: who gets what, once; failures tried again; what people choose."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.test import override_settings

from hjulet.domain.permission import Actor
from hjulet.domain.task import TaskKind
from hjulet.services import day as days
from hjulet.services import reminders
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.people import OPERATOR, actor_of
from hjulet.services.reminders import (
    Choice,
    Run,
    choice_page,
    save_choice,
    send_reminders,
    stop_reminders,
    stop_token,
)
from hjulet.store.models import AuditEvent, Reminder, ReminderOutcome, User
from tests.services.at_once import at_once
from tests.services.people import ALICE, AT, CHARLIE
from tests.services.smtp import Post, mail_settings, post_office

BO, CECILIA, DAVID, HANNA = (f"{name}@example.se" for name in ("bo", "cecilia", "david", "hanna"))


@pytest.fixture(autouse=True)
def _no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run take no time: what it writes down is the moment that it was given."""
    monkeypatch.setattr(reminders, "monotonic", lambda: 0.0)


@pytest.fixture
def post(demo: Path) -> Iterator[Post]:
    """Run a mail server beside the example."""
    with post_office() as office:
        yield office


@pytest.fixture
def stand_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Let the example stand at another day."""

    def at(text: str) -> None:
        monkeypatch.setattr(days, "DEMO_DAY", date.fromisoformat(text))

    yield at


def send(at: datetime = AT) -> Run:
    return send_reminders(by=OPERATOR, at=at)


def person(username: str) -> Actor:
    found = actor_of(username)
    assert found is not None
    return found


def test_each_person_with_something_to_do_gets_one_letter(post: Post) -> None:
    run = send()
    assert post.to == [BO, CECILIA, DAVID, HANNA]
    assert (run.count("sent"), run.count("failed"), run.already) == (4, 0, 0)


def test_the_letter_says_what_to_do_and_leads_to_the_field(post: Post) -> None:
    send()
    letter = post.letter_to(CECILIA)
    assert letter["Subject"].strip() == "Påminnelse: Kommentera HR – Månadsrapport, augusti 2017"
    assert letter["From"] == "Planeringshjulet <hjulet@example.se>"
    text = letter.get_content().replace("\r\n", "\n")
    assert "Hej Cecilia Låtsberg!" in text
    assert "• Kommentera HR – Månadsrapport, augusti 2017\n  senast 13 september 2017, om 2 dagar\n" in text
    assert "  https://hjulet.example.se/rapport/month/KS/2017-08/text/unit-comments.HR/#source\n" in text
    assert "https://hjulet.example.se/mitt-arbete/paminnelser/" in text
    assert letter.get_content_type() == "text/plain"


def test_one_letter_holds_all_tasks_the_nearest_first(post: Post) -> None:
    send()
    text = post.letter_to(BO).get_content()
    assert text.count("• ") == 9
    assert text.index("7 april 2017") < text.index("13 september 2017")
    assert post.letter_to(BO)["Subject"].endswith(", och 8 saker till")


def test_a_second_run_the_same_day_sends_nothing_again(post: Post) -> None:
    send()
    again = send(AT + timedelta(hours=1))
    assert len(post.letters) == 4
    assert (again.reminders, again.already) == ((), 4)


def test_the_log_says_to_whom_what_when_and_how_it_went(post: Post) -> None:
    send()
    row = Reminder.objects.get(person="cecilia")
    assert (row.outcome, row.kinds) == ("sent", ["comment"])
    assert row.sent_at and AT <= row.claimed_at <= row.sent_at < AT + timedelta(hours=1)
    assert row.tasks == [["comment month KS 2017-08 unit-comments.HR", "week"]]
    assert row.message_id == post.letter_to(CECILIA)["Message-ID"]
    assert row.message_id.endswith("@hjulet.example.se>")
    assert AuditEvent.objects.filter(action="remind", object_id="cecilia", actor=OPERATOR.id).count() == 1


def test_a_reminder_of_the_week_is_not_repeated_but_the_day_before_is(post: Post, stand_at: object) -> None:
    send()
    stand_at("2017-09-12")  # type: ignore[operator]
    send(AT + timedelta(days=1))
    stand_at("2017-09-13")  # type: ignore[operator]
    send(AT + timedelta(days=2))
    stand_at("2017-09-14")  # type: ignore[operator]
    send(AT + timedelta(days=3))
    stand_at("2017-09-15")  # type: ignore[operator]
    send(AT + timedelta(days=4))
    told = Reminder.objects.filter(person="cecilia").values_list("day", "tasks")
    assert [(str(day), tasks[0][1]) for day, tasks in told] == [
        ("2017-09-11", "week"),
        ("2017-09-12", "day"),
        ("2017-09-14", "overdue"),
        ("2017-09-15", "overdue"),
    ]


def test_a_letter_that_was_refused_is_logged_and_sent_by_the_next_run(post: Post) -> None:
    post.refuses = {CECILIA}
    first = send()
    assert (first.count("sent"), first.count("failed")) == (3, 1)
    row = Reminder.objects.get(person="cecilia")
    assert (row.outcome, row.attempts, row.sent_at) == ("failed", 1, None)
    assert "450" in row.cause
    assert CECILIA not in row.cause  # the log keeps no addresses
    post.refuses = set()
    again = send(AT + timedelta(minutes=5))
    assert [(one.person, one.outcome, one.attempts) for one in again.reminders] == [("cecilia", "sent", 2)]
    assert (post.to, again.already) == ([BO, CECILIA, DAVID, HANNA], 3)
    row.refresh_from_db()
    assert (row.outcome, row.cause, row.message_id) == ("sent", "", post.letter_to(CECILIA)["Message-ID"])


def test_a_server_that_does_not_answer_is_asked_once_and_everything_is_logged(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    really_open = EmailBackend.open

    def counted(backend: EmailBackend) -> object:
        opened.append(backend)
        return really_open(backend)

    monkeypatch.setattr(EmailBackend, "open", counted)
    with mail_settings(port=9):  # nothing listens there
        run = send()
    assert (run.count("failed"), len(opened)) == (4, 1)
    with post_office() as office:
        assert send(AT + timedelta(hours=1)).count("sent") == 4
        assert office.to == [BO, CECILIA, DAVID, HANNA]


def test_a_run_that_was_stopped_is_taken_up_after_a_while(post: Post) -> None:
    send()
    Reminder.objects.filter(person="cecilia").update(outcome=ReminderOutcome.SENDING, sent_at=None)
    assert send(AT + timedelta(minutes=9)).reminders == ()
    assert [one.person for one in send(AT + timedelta(minutes=11)).reminders] == ["cecilia"]


def test_what_a_long_run_sends_late_is_its_own_for_as_long(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count(step=400)
    monkeypatch.setattr(reminders, "monotonic", lambda: next(seconds))
    send()
    latest = Reminder.objects.get(person="david")
    assert latest.claimed_at > AT + timedelta(minutes=30)
    Reminder.objects.update(outcome=ReminderOutcome.SENDING, sent_at=None)  # as while it is being sent
    monkeypatch.setattr(reminders, "monotonic", lambda: 0)
    again = send(latest.claimed_at + timedelta(minutes=9))
    assert "david" not in [one.person for one in again.reminders]
    assert [one.person for one in again.reminders] == ["bo", "cecilia"]  # the control: claims that were left


def test_a_run_that_has_lost_a_digest_to_another_does_not_write_how_it_went(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_over(*_words: object, **_more: object) -> object:
        Reminder.objects.update(attempts=2, outcome=ReminderOutcome.SENT, sent_at=AT)
        raise SMTPServerDisconnected("too late")

    monkeypatch.setattr(reminders, "_message", taken_over)
    send()
    row = Reminder.objects.get(person="bo")
    assert (row.outcome, row.sent_at, row.attempts) == ("sent", AT, 2)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_letter_once(
    home: Path, demo_data: object, transactional_db: None
) -> None:
    demo_data.put_into(home)  # type: ignore[attr-defined]
    with post_office() as office:
        runs = at_once(send, send)
    assert [run for run in runs if not isinstance(run, Run)] == []
    assert office.to == [BO, CECILIA, DAVID, HANNA]


def test_what_one_does_not_want_is_left_out(post: Post) -> None:
    save_choice(Choice(without=frozenset({TaskKind.COMMENT})), by=person("cecilia"), at=AT)
    save_choice(Choice(without=frozenset({TaskKind.SEAL}), language="en"), by=person("bo"), at=AT)
    send()
    assert post.to == [BO, DAVID, HANNA]
    text = post.letter_to(BO).get_content()
    assert "Seal" not in text
    assert "Comment on Administration och utredning – Month report, August 2017" in text
    assert post.letter_to(BO)["Content-Language"] == "en"


def test_the_address_in_the_letter_stops_all_reminders(post: Post) -> None:
    send()
    letter = post.letter_to(CECILIA)
    token = str(letter["List-Unsubscribe"]).rstrip("/>").rsplit("/", 1)[-1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop_reminders(token, at=AT)
    assert choice_page(by=person("cecilia"), at=AT).choice.without == frozenset(TaskKind)
    Reminder.objects.all().delete()
    send(AT + timedelta(days=1))
    assert CECILIA not in post.to[4:]
    assert len(post.letters) == 7


def test_a_false_address_stops_nothing(post: Post) -> None:
    for token in ("cecilia", "cecilia:x", stop_token("cecilia").replace("cecilia", "bo")):
        with pytest.raises(NotFoundError):
            stop_reminders(token, at=AT)
    assert choice_page(by=person("bo"), at=AT).choice == Choice()


def test_a_choice_that_has_changed_meanwhile_is_refused(post: Post) -> None:
    save_choice(Choice(), by=person("bo"), at=AT)
    with pytest.raises(RefusedError, match="choice-changed"):
        save_choice(Choice(), by=person("bo"), at=AT)
    save_choice(Choice(version=1, language="en"), by=person("bo"), at=AT)
    assert choice_page(by=person("bo"), at=AT).choice == Choice(version=2, language="en")


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_who_cannot_be_reached_is_left_out(post: Post, change: dict[str, object]) -> None:
    User.objects.filter(username="cecilia").update(**change)
    send()
    assert CECILIA not in post.to
    assert BO in post.to


@pytest.mark.parametrize("by", [ALICE, CHARLIE])
def test_only_who_runs_the_installation_sends(post: Post, by: Actor) -> None:
    with pytest.raises(NotFoundError):
        send_reminders(by=by, at=AT)


@pytest.mark.parametrize("missing", ["EMAIL_HOST", "DEFAULT_FROM_EMAIL", "HJULET_URL"])
def test_without_its_settings_nothing_is_sent(post: Post, missing: str) -> None:
    with override_settings(**{missing: ""}), pytest.raises(RefusedError, match="mail-not-configured"):
        send()
    assert Reminder.objects.count() == 0
