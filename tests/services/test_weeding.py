"""What has been kept long enough goes, and nothing that is decided, sealed or somebody's history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django_tasks_db.models import DBTaskResult

from hjulet.domain.permission import Grant
from hjulet.domain.personal_data import TREATMENTS, Treatment
from hjulet.domain.validity import Validity
from hjulet.domain.weeding import READS, RULES, SIGN_INS, months_before
from hjulet.services import weeding
from hjulet.services.errors import NotFoundError
from hjulet.services.people import OPERATOR, new_person, people_names
from hjulet.services.person_account import close_account
from hjulet.services.weeding import KEYS, OWN, ROWS, preview_weeding, weed
from hjulet.store.models import (
    AuditEvent,
    CacheEntry,
    Deputy,
    Reminder,
    ReminderChoice,
    ReportText,
    Revision,
    RoleGrant,
    SavedView,
    SetAsideText,
    User,
)
from hjulet.store.personal_data import personal_columns
from tests.command import Command
from tests.full_disk import NoLog
from tests.services.people import ALWAYS, BOB
from tests.tables import state

NOW = datetime(2018, 4, 6, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
PLACE = {"kind": "annual", "unit": "HR", "period": "2017", "section": "result-text", "source": "x"}


@pytest.mark.parametrize(
    ("moment", "months", "day"),
    [
        (NOW, 0, date(2018, 4, 6)),
        (NOW, 4, date(2017, 12, 6)),
        (datetime(2018, 3, 31, tzinfo=UTC), 1, date(2018, 2, 28)),
        (datetime(2018, 1, 15, tzinfo=UTC), 1, date(2017, 12, 15)),
        (datetime(2018, 12, 31, tzinfo=UTC), 12, date(2017, 12, 31)),
    ],
)
def test_months_are_counted_backwards(moment: datetime, months: int, day: date) -> None:
    assert months_before(moment, months).date() == day


def ended(kind: str, at: datetime) -> None:
    """Make one row of a kind that ended at a moment."""
    match kind:
        case "sessions":
            Session.objects.create(session_key=f"s{at.timestamp():.0f}", session_data="", expire_date=at)
        case "visits":
            UserSession.objects.bulk_create(
                [
                    UserSession(
                        user=User.objects.get(username="astrid"),
                        session_key=f"v{at.timestamp():.0f}",
                        ip="127.0.0.1",
                        last_seen_at=at,
                    )
                ]
            )
        case "attempts":
            CacheEntry.objects.create(cache_key=f"c{at.timestamp():.0f}", value="", expires=at)
        case "sign-ins":
            AuditEvent.objects.create(
                action=SIGN_INS[0], object_id="astrid", params={}, actor="astrid", at=at
            )
        case "reads":
            AuditEvent.objects.create(action=READS[0], object_id="bob", params={}, actor="astrid", at=at)
        case "reminders":
            Reminder.objects.create(
                person="astrid",
                day=at.date(),
                kinds=[],
                tasks=[],
                message_id="m",
                outcome="failed",
                claimed_at=at,
            )
        case "set-aside":
            SetAsideText.objects.create(**PLACE, actor="astrid", at=at, settled_at=at)
        case "queue":
            DBTaskResult.objects.create(
                args_kwargs={}, task_path="x", backend_name="default", run_after=at, finished_at=at
            )
        case "accounts":
            username = f"p{at.timestamp():.0f}"
            role = Grant(role="controller", unit="HR", validity=Validity(date(2014, 1, 1), at.date()))
            new_person(
                by=OPERATOR,
                at=NOW,
                username=username,
                name="Pia",
                email="p@kommun.se",
                password="x",
                grants=(role,),
            )


@pytest.fixture
def office(small: Path) -> Path:
    """Give a home with a person at work, and one row of each kind on either side of its limit."""
    role = Grant(role="administrator", unit="KF", validity=ALWAYS)
    new_person(
        by=OPERATOR,
        at=NOW,
        username="astrid",
        name="Astrid",
        email="a@kommun.se",
        password="x",
        grants=(role,),
    )
    for kind, rule in RULES.items():
        limit = months_before(NOW, rule.months)
        ended(kind, limit - 2 * DAY)
        ended(kind, limit + 2 * DAY)
    return small


def test_each_rule_reaches_what_is_older_and_leaves_what_is_younger(office: Path) -> None:
    found = {each.kind: each for each in preview_weeding(by=OPERATOR, at=NOW)}
    assert {kind: each.count for kind, each in found.items()} == dict.fromkeys(RULES, 1)
    assert found["reads"].oldest == months_before(NOW, 60) - 2 * DAY
    assert weed(by=OPERATOR, at=NOW) == tuple(found.values())
    assert [each.count for each in preview_weeding(by=OPERATOR, at=NOW)] == [0] * len(RULES)
    (event,) = AuditEvent.objects.filter(action="weed")
    assert event.params == {"count": len(RULES), "kinds": dict.fromkeys(RULES, 1)}


def test_a_preview_changes_nothing_and_a_second_weeding_logs_nothing(office: Path) -> None:
    before = state()
    preview_weeding(by=OPERATOR, at=NOW)
    assert state() == before
    weed(by=OPERATOR, at=NOW)
    weed(by=OPERATOR, at=NOW)
    assert AuditEvent.objects.filter(action="weed").count() == 1


def test_without_a_log_nothing_is_removed(office: Path, no_log: NoLog) -> None:
    before = state()
    no_log(weeding)
    with pytest.raises(DatabaseError):
        weed(by=OPERATOR, at=NOW)
    assert state() == before


def test_nothing_else_is_touched_ever(office: Path) -> None:
    Revision.objects.create(noun="text", object_id="x", version=1, fields={}, actor="astrid", at=NOW)
    ReportText.objects.create(**PLACE, saved_by="Astrid", saved_at=NOW)
    SetAsideText.objects.create(**PLACE, actor="astrid", at=NOW)  # nobody has chosen yet
    AuditEvent.objects.create(action="seal-report", object_id="1", params={}, actor="astrid", at=NOW)
    done = AuditEvent.objects.exclude(action__in=(*SIGN_INS, *READS, "weed")).order_by("pk").values()
    at_work = User.objects.filter(username="astrid").values()  # whoever has a role is not closed
    before, staying = state(), [*done.all(), *at_work.all()]
    weed(by=OPERATOR, at=NOW + 36_500 * DAY)
    changed = {table for table, sum_of in state().items() if sum_of != before[table]}
    reached = {rows(NOW).model._meta.db_table for rows in ROWS.values()}
    assert changed <= reached | {RoleGrant._meta.db_table, User._meta.db_table}
    assert [*done.all(), *at_work.all()] == staying
    assert "seal-report" in {row.get("action") for row in staying}
    assert not AuditEvent.objects.filter(action__in=(*SIGN_INS, *READS)).exists()
    assert SetAsideText.objects.get().settled_at is None


def test_of_a_closed_account_the_name_stays_and_what_lets_in_goes(office: Path) -> None:
    gone = User.objects.get(username=f"p{(months_before(NOW, 24) - 2 * DAY).timestamp():.0f}")
    Authenticator.objects.bulk_create([Authenticator(user=gone, type="totp", data={})])
    SocialAccount.objects.create(user=gone, provider="idp", uid="1")
    ReminderChoice.objects.create(person=gone.username, language="sv")
    SavedView.objects.create(owner=gone.username, name="x", query="", updated_at=NOW)
    EmailAddress.objects.create(user=gone, email="p@kommun.se")
    for actor in (gone.username, "astrid"):
        SetAsideText.objects.create(**PLACE, actor=actor, at=NOW)  # neither has chosen yet
    weed(by=OPERATOR, at=NOW)
    gone.refresh_from_db()
    assert (gone.name, gone.email, gone.has_usable_password()) == ("Pia", "", False)
    assert people_names()[gone.username] == "Pia"
    for model in (Authenticator, EmailAddress, SocialAccount, ReminderChoice, SavedView):
        assert not model._default_manager.exists()
    waiting = SetAsideText.objects.filter(settled_at__isnull=True)
    assert [text.actor for text in waiting] == ["astrid"]  # who is not gone


@pytest.mark.parametrize(
    ("until", "last_login", "count"),
    [
        (date(2015, 1, 1), None, 1),
        (date(2015, 1, 1), NOW - DAY, 0),  # has been here since
        (None, None, 0),
        (date(2019, 1, 1), None, 0),
    ],
)
def test_an_account_is_closed_when_its_last_role_has_ended(
    small: Path, until: date | None, last_login: datetime | None, count: int
) -> None:
    roles = (
        Grant(role="controller", unit="HR", validity=Validity(date(2014, 1, 1), date(2014, 6, 1))),
        Grant(role="controller", unit="KS", validity=Validity(date(2014, 1, 1), until)),
    )
    new_person(by=OPERATOR, at=NOW, username="pia", name="Pia", password="x", grants=roles)
    new_person(by=OPERATOR, at=NOW, username="ny", name="Ny", password="x", grants=())  # somebody new
    User.objects.filter(username="pia").update(last_login=last_login)
    found = {each.kind: each.count for each in preview_weeding(by=OPERATOR, at=NOW)}
    assert found["accounts"] == count


def test_so_is_one_that_an_administrator_closed_whatever_its_roles_say(office: Path) -> None:
    role = Grant(role="controller", unit="HR", validity=ALWAYS)
    limit = months_before(NOW, RULES["accounts"].months)
    weed(by=OPERATOR, at=NOW)
    for username, at in (("mia", limit - DAY), ("dan", limit + DAY)):
        new_person(by=OPERATOR, at=NOW, username=username, name="Mia", password="x", grants=(role,))
        close_account(username, version=1, by=OPERATOR, at=at)
    found = {each.kind: each for each in weed(by=OPERATOR, at=NOW)}["accounts"]
    assert (found.count, found.oldest) == (1, limit - DAY)
    lets_in = [User.objects.get(username=name).has_usable_password() for name in ("mia", "dan")]
    assert lets_in == [False, True]
    assert {each.count for each in preview_weeding(by=OPERATOR, at=NOW)} == {0}


@pytest.mark.parametrize(("is_closed", "count"), [(True, 1), (False, 0)])
def test_and_one_that_never_had_a_role(small: Path, is_closed: bool, count: int) -> None:
    new_person(by=OPERATOR, at=NOW, username="ny", name="Ny", email="n@kommun.se", password="x")
    limit = months_before(NOW, RULES["accounts"].months)
    if is_closed:
        close_account("ny", version=1, by=OPERATOR, at=limit - DAY)
    counts = [{each.kind: each.count for each in weed(by=OPERATOR, at=NOW)}["accounts"] for _ in range(2)]
    assert counts == [count, 0]  # what is empty is not emptied again
    assert bool(User.objects.get(username="ny").email) is not is_closed


@pytest.mark.parametrize(
    ("last_login", "provider", "is_active", "count"),
    [
        (NOW - 800 * DAY, "idp", True, 1),
        (NOW - 700 * DAY, "idp", True, 0),
        (None, "idp", True, 1),  # since the role was given, long ago
        (NOW - 800 * DAY, "", True, 0),  # given by hand: somebody ends it
        (NOW - 800 * DAY, "", False, 1),
    ],
)
def test_a_role_that_a_provider_gave_ends_with_the_last_time_one_came(
    small: Path, last_login: datetime | None, provider: str, is_active: bool, count: int
) -> None:
    new_person(
        by=OPERATOR,
        at=NOW,
        username="pia",
        name="Pia",
        password="x",
        grants=(Grant(role="controller", unit="HR", validity=ALWAYS),),
    )
    User.objects.update(last_login=last_login, is_active=is_active)
    RoleGrant.objects.update(provider=provider)
    found = {each.kind: each.count for each in preview_weeding(by=OPERATOR, at=NOW)}
    assert found["accounts"] == count


def unreached(treatments: Iterable[Treatment]) -> set[str]:
    """List the tables of weeded treatments that no rule reaches, though all of it is said to go."""
    gone = {rows(NOW).model for rows in ROWS.values()} | {model for model, _column in OWN}
    gone |= {*KEYS, RoleGrant, Deputy, User, SocialToken, EmailConfirmation}  # the last two with theirs
    reached = {model._meta.label_lower for model in gone}
    whole = {each.id for each in treatments if each.weeded_by and not each.keeps_rest}
    return {column.table for column in personal_columns() if column.treatment in whole} - reached


def test_what_the_register_says_is_weeded_is_reached_by_a_rule() -> None:
    assert unreached(TREATMENTS.values()) == set()
    control = replace(TREATMENTS["work"], keeps_rest=False)
    assert unreached([control]) == {"store.job", "store.upload"}


def test_whoever_does_not_run_the_installation_weeds_nothing(office: Path) -> None:
    for step in (preview_weeding, weed):
        with pytest.raises(NotFoundError):
            step(by=BOB, at=NOW)


def test_the_command_shows_first_and_removes_when_told(hjulet: Command, office: Path) -> None:
    shown = hjulet("weed")
    assert shown["removed"] is False
    counts = {rule["kind"]: rule["count"] for rule in shown["rules"]}
    assert counts["sign-ins"] == 2  # all of it is old by now
    done = hjulet("weed", "--yes")
    assert {rule["kind"]: rule["count"] for rule in done["rules"]} == counts
    assert {rule["count"] for rule in hjulet("weed")["rules"]} == {0}
