"""Reminders by mail: one digest a person a day, what each person wants of them, and the log of what was sent.

Each digest is claimed by its row before it is sent, and the row says how it went. So two runs at once send
one mail, and a run again sends only what failed, or was stopped on its way. A claim is as old as itself, not
as the run that made it: a run may take an hour, and nobody else sends what it is sending.
"""

import smtplib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import make_msgid
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reminder import Reason, to_remind
from hjulet.domain.task import Task, TaskKind
from hjulet.services.access import require_anywhere, require_centrally
from hjulet.services.changes import audit, update_versioned
from hjulet.services.day import day_of_work
from hjulet.services.duties import Duty
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.task_links import task_path
from hjulet.services.tasks import all_duties
from hjulet.services.thread_news import NEWS, ThreadNews, thread_news
from hjulet.services.work import tasks_of
from hjulet.store.models import Reminder, ReminderChoice, ReminderOutcome, User
from hjulet.texts.catalogue import SWEDISH
from hjulet.texts.reminders import write_letter

ALONE = timedelta(minutes=10)
"""How long a run has a digest to itself; after that it was stopped, and another may send it."""

LONGEST_CAUSE = 300
_ROLES = ("grants", "deputyships__lender__grants")
_SALT = "hjulet.reminders.off"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What somebody wants: the language, the kinds they are not reminded of; version 0 is not chosen yet."""

    language: str = SWEDISH
    without: frozenset[TaskKind] = frozenset()
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class SentReminder:
    """One digest of a run: to whom (username), about what, and how it went."""

    person: str
    kinds: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]
    message_id: str
    outcome: str
    cause: str
    attempts: int


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run did on a day. ``already`` counts those who had their digest before."""

    day: date
    reminders: tuple[SentReminder, ...]
    already: int

    def count(self, outcome: str) -> int:
        """Count the digests with an outcome."""
        return sum(one.outcome == outcome for one in self.reminders)


@dataclass(frozen=True, kw_only=True)
class ChoicePage:
    """A person's page: the choice, the address that mail goes to, and the latest that was sent."""

    choice: Choice
    email: str
    latest: tuple[tuple[date, int, str], ...]


def choice_page(*, by: Actor, at: datetime) -> ChoicePage:
    """Gather what somebody has chosen, and their latest reminders."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    user = User.objects.filter(username=by.id).first()
    rows = Reminder.objects.filter(person=by.id).order_by("-day")[:5]
    return ChoicePage(
        choice=_choices().get(by.id, Choice()),
        email=user.email if user else "",
        latest=tuple((row.day, len(row.tasks), row.outcome) for row in rows),
    )


def save_choice(choice: Choice, *, by: Actor, at: datetime) -> None:
    """Save what somebody wants. Raises RefusedError where it has changed since it was read."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    with transaction.atomic():
        _save(by.id, choice, by=by, at=at)


def stop_token(person: str) -> str:
    """Sign a person's name, for the address in their mail that stops all reminders."""
    return Signer(salt=_SALT).sign(person)


def stop_reminders(token: str, *, at: datetime) -> None:
    """Stop all of a person's reminders, by the address in their mail; NotFoundError for a false one."""
    person = person_of(token)
    with transaction.atomic():
        now = _choices().get(person, Choice())
        by = Actor(id=person, name=person)
        stopped = Choice(language=now.language, without=frozenset(TaskKind), version=now.version)
        _save(person, stopped, by=by, at=at)


def person_of(token: str) -> str:
    """Read whose mail a token stood in; raises NotFoundError for a false one."""
    try:
        return Signer(salt=_SALT).unsign(token)
    except BadSignature as fault:
        raise NotFoundError("token") from fault


def send_reminders(*, by: Actor, at: datetime) -> Run:
    """Send each person what they are to be reminded of today; a second run the same day sends nothing again.

    Raises RefusedError ``mail-not-configured``. A mail that could not be sent is logged and tried again
    by the next run.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    _require_mail()
    day = day_of_work(at)
    sender = _Sender(day, by=by, at=at)
    sent = tuple(sender.run())
    return Run(day=day, reminders=sent, already=sender.already)


@dataclass(frozen=True, kw_only=True)
class _Digest:
    """What one letter tells: tasks with why, and threads with something unread."""

    tasks: tuple[tuple[Task, Reason], ...]
    news: tuple[ThreadNews, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.tasks or self.news)

    @property
    def about(self) -> dict[str, list[str] | list[list[str]]]:
        """Tell what the log keeps of it."""
        kinds = {str(task.kind) for task, _ in self.tasks} | {str(one.kind) for one in self.news}
        tasks = [[task.id, str(reason)] for task, reason in self.tasks]
        return {"kinds": sorted(kinds), "tasks": tasks + [[one.id, NEWS] for one in self.news]}


class _Sender:
    """Sends the digests of one day over one connection."""

    def __init__(self, day: date, *, by: Actor, at: datetime) -> None:
        self.day, self.by, self.at = day, by, at
        self.started = monotonic()
        self.already = 0
        self.connection: BaseEmailBackend | None = None
        self.cause = ""

    def run(self) -> Iterator[SentReminder]:
        """Go through everybody who can be reached."""
        duties, choices = all_duties(self.day).duties, _choices()
        try:
            for user in User.objects.filter(is_active=True).exclude(email="").prefetch_related(*_ROLES):
                choice = choices.get(user.username, Choice())
                digest = self._digest(user, choice, duties)
                if digest.is_empty:
                    continue
                if (row := self._claim(user.username, digest)) is not None:
                    self._send(user, choice, digest, row)
                    yield _as_sent(row)
        finally:
            self._close()

    @property
    def now(self) -> datetime:
        """Tell the time by the clock that was passed, and what the run has taken since."""
        return self.at + timedelta(seconds=monotonic() - self.started)

    def _digest(self, user: User, choice: Choice, duties: tuple[Duty, ...]) -> _Digest:
        """Gather what a person is to be told today."""
        by, told = user.actor(), _told(user.username, before=self.day)
        own = tasks_of(duties, by=by, on=localdate(self.at))
        return _Digest(
            tasks=to_remind(own, self.day, without=choice.without, told=told),
            news=thread_news(without=choice.without, told=told, language=choice.language, by=by, at=self.at),
        )

    def _claim(self, person: str, digest: _Digest) -> Reminder | None:
        """Take a person's digest of the day to send; None where it is sent, or another run has it."""
        now, about = self.now, digest.about
        first = {
            **about,
            "message_id": make_msgid(domain=urlsplit(settings.HJULET_URL).hostname),
            "outcome": ReminderOutcome.SENDING,
            "claimed_at": now,
        }
        with transaction.atomic():
            row, is_new = Reminder.objects.get_or_create(person=person, day=self.day, defaults=first)
            if not is_new:
                free = Q(outcome=ReminderOutcome.FAILED) | Q(
                    outcome=ReminderOutcome.SENDING, claimed_at__lt=now - ALONE
                )
                again = Reminder.objects.filter(free, pk=row.pk, attempts=row.attempts).update(
                    **about,
                    outcome=ReminderOutcome.SENDING,
                    claimed_at=now,
                    attempts=row.attempts + 1,
                )
                if not again:
                    self.already += 1
                    return None
                row.refresh_from_db()
            audit("remind", person, by=self.by, at=self.at, day=self.day.isoformat(), **about)
        return row

    def _send(self, user: User, choice: Choice, digest: _Digest, row: Reminder) -> None:
        """Send a digest, and write in its row how it went."""
        try:
            self._connect()
            _message(user, choice, digest, row, connection=self.connection).send()
        except (smtplib.SMTPException, OSError) as fault:
            row.outcome = ReminderOutcome.FAILED
            row.cause = str(fault).replace(user.email, "…")[:LONGEST_CAUSE]
            self._close()  # it may be gone: the next letter opens another
        else:
            row.outcome, row.cause, row.sent_at = ReminderOutcome.SENT, "", self.now
        own = Reminder.objects.filter(pk=row.pk, attempts=row.attempts)  # another run may have taken it over
        own.update(outcome=row.outcome, cause=row.cause, sent_at=row.sent_at)

    def _connect(self) -> None:
        """Open the connection once; a server that did not answer is not asked again in this run."""
        if self.cause:
            raise ConnectionError(self.cause)
        if self.connection is None:
            connection = get_connection()
            try:
                connection.open()
            except (smtplib.SMTPException, OSError) as fault:
                self.cause = str(fault)
                raise
            self.connection = connection

    def _close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def _message(
    user: User, choice: Choice, digest: _Digest, row: Reminder, *, connection: BaseEmailBackend | None
) -> EmailMessage:
    letter = write_letter(
        [task for task, _ in digest.tasks],
        row.day,
        name=user.shown_name,
        address_of=lambda task: _absolute(task_path(task)),
        work=_absolute(reverse("work")),
        choices=_absolute(reverse("reminders")),
        news=[(one.kind, one.label, _absolute(one.path)) for one in digest.news],
        language=choice.language,
    )
    stop = _absolute(reverse("stop-reminders", args=[stop_token(user.username)]))
    return EmailMessage(
        subject=letter.subject,
        body=letter.text,
        to=[user.email],
        headers={
            "Message-ID": row.message_id,
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": choice.language,
        },
        connection=connection,
    )


def _absolute(path: str) -> str:
    return f"{settings.HJULET_URL.rstrip('/')}{path}"


def _told(person: str, *, before: date) -> set[tuple[str, str]]:
    """Collect what a person has been told on earlier days: of tasks the last eight, of threads ever."""
    rows = Reminder.objects.filter(person=person, day__lt=before, outcome=ReminderOutcome.SENT)
    since = before - timedelta(days=8)
    return {
        (name, reason)
        for day, told in rows.values_list("day", "tasks")
        for name, reason in told
        if reason == NEWS or day >= since
    }


def _choices() -> Mapping[str, Choice]:
    return {
        row.person: Choice(
            language=row.language,
            without=frozenset(TaskKind(kind) for kind in row.without),
            version=row.version,
        )
        for row in ReminderChoice.objects.all()
    }


def _save(person: str, choice: Choice, *, by: Actor, at: datetime) -> None:
    fields = {"language": choice.language, "without": sorted(choice.without)}
    rows = ReminderChoice.objects.filter(person=person)
    if choice.version == 0:
        _, won = ReminderChoice.objects.get_or_create(person=person, defaults=fields)
    else:
        won = update_versioned(rows, version=choice.version, **fields)
    if not won:
        raise refused("choice-changed")
    audit("choose-reminders", person, by=by, at=at, **fields)


def _as_sent(row: Reminder) -> SentReminder:
    return SentReminder(
        person=row.person,
        kinds=tuple(row.kinds),
        tasks=tuple((task, reason) for task, reason in row.tasks),
        message_id=row.message_id,
        outcome=str(row.outcome),
        cause=row.cause,
        attempts=row.attempts,
    )


def _require_mail() -> None:
    """Refuse to send without a server, a sender and the address that links begin with."""
    needed = {
        "HJULET_SMTP_HOST": settings.EMAIL_HOST,
        "HJULET_MAIL_FROM": settings.DEFAULT_FROM_EMAIL,
        "HJULET_URL": settings.HJULET_URL,
    }
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise refused("mail-not-configured", cause=", ".join(missing))
