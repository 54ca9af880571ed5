"""``hjulet person``: the first administrator, and a way in for whoever has none."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import authenticate
from django.utils import timezone

from hjulet.cli.main import main
from hjulet.domain.permission import Permission
from hjulet.services.errors import NotFoundError
from hjulet.services.local_people import add_local_person, set_password
from hjulet.services.people import OPERATOR, actor_of
from hjulet.services.person_account import close_account
from hjulet.store.models import AuditEvent, Revision, RoleGrant, User
from tests.command import Command
from tests.services.people import ASTRID, AT

WORDS = "en mening som är lätt att minnas"
Say = Callable[[str], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Let something be what standard input holds."""

    def type_in(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in


def signs_in(username: str, password: str = WORDS) -> bool:
    return authenticate(username=username, password=password) is not None


def test_the_first_administrator_is_made_before_there_is_anything_else(
    db: None, home: Path, hjulet: Command, typed: Say
) -> None:
    typed(f"{WORDS}\n")
    made = hjulet("person", "anna.berg", "--new", "Anna Berg", "--role", "administrator", "--unit", "KS")
    assert (made["status"], made["roles"]) == ("added", [{"role": "administrator", "unit": "KS"}])
    assert signs_in("anna.berg")
    anna = actor_of("anna.berg")
    assert anna is not None
    assert anna.may_anywhere(Permission.MANAGE_SETUP, on=timezone.localdate())
    assert list(AuditEvent.objects.values_list("action", "actor")) == [
        ("add-person", "operator"),
        ("give-role", "operator"),
    ]


def test_a_new_password_ends_the_old_and_is_written_nowhere(demo: Path, hjulet: Command, typed: Say) -> None:
    typed(f"{WORDS}\r\n")
    done = hjulet("person", "bo", "--role", "controller", "--unit", "KS")
    assert (done["status"], done["untied"]) == ("password-set", [])
    assert RoleGrant.objects.filter(user__username="bo").count() == 1  # the role was held already
    assert signs_in("bo")
    kept = str([*AuditEvent.objects.values(), *Revision.objects.values(), *User.objects.values()])
    assert WORDS not in kept
    assert AuditEvent.objects.get(action="set-password").object_id == "bo"


def test_whoever_came_by_a_provider_signs_in_here_and_keeps_no_role_of_its_groups(
    demo: Path, hjulet: Command, typed: Say
) -> None:
    bo = User.objects.get(username="bo")
    SocialAccount.objects.create(user=bo, provider="entra", uid="s-1")
    first = timezone.localdate() - timedelta(days=7)
    RoleGrant.objects.create(user=bo, role="auditor", unit="KS", valid_from=first, provider="entra")
    RoleGrant.objects.create(
        user=bo, role="auditor", unit="HR", valid_from=date(2014, 1, 1), valid_until=first, provider="entra"
    )
    typed(WORDS)
    done = hjulet("person", "bo")
    assert (done["untied"], done["roles"]) == (["entra"], [{"role": "controller", "unit": "KS"}])
    assert not SocialAccount.objects.exists()
    ended = RoleGrant.objects.filter(user=bo, provider="entra").order_by("unit")
    assert [row.valid_until for row in ended] == [first, timezone.localdate()]
    actions = AuditEvent.objects.order_by("-id").values_list("action", flat=True)[:3]
    assert list(actions) == ["end-role", "untie-person", "set-password"]


def test_a_closed_account_stays_closed(
    demo: Path, hjulet: Command, typed: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    close_account("bo", version=1, by=OPERATOR, at=timezone.now())
    typed(WORDS)
    assert hjulet("person", "bo")["is_active"] is False
    assert not signs_in("bo")
    typed(WORDS)
    assert main(["person", "bo"]) == 0
    assert "Kontot är stängt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        (("bo", "--new", "Bo"), WORDS, "person-exists"),
        (("Bo Ek", "--new", "Bo"), WORDS, "bad-username"),
        (("ny", "--new", " "), WORDS, "bad-name"),
        (("ny", "--new", "Ny", "--role", "kung", "--unit", "KS"), WORDS, "unknown-role"),
        (("ny", "--new", "Ny", "--role", "auditor", "--unit", "NEJ"), WORDS, "unknown-unit"),
        (("ny", "--new", "Ny", "--role", "auditor"), WORDS, "half-a-role"),
        (("ny",), WORDS, "not-found"),
        (("bo",), "", "password-too-short"),
        (("bo",), "password123456", "password-too-common"),
        (("bo",), "Bo Talstrand 1", "password-too-similar"),
        (("bo",), "928374650192", "password-entirely-numeric"),
    ],
)
@pytest.mark.usefixtures("demo")
def test_what_cannot_be_done_says_why_and_changes_nothing(
    hjulet: Command, typed: Say, words: tuple[str, ...], text: str, code: str
) -> None:
    before = AuditEvent.objects.count(), User.objects.count()
    typed(text)
    wrong_use = code == "half-a-role"
    assert hjulet("person", *words, exit_code=2 if wrong_use else 1)["error"]["code"] == code
    assert (AuditEvent.objects.count(), User.objects.count()) == before
    assert not signs_in("bo")


def test_nobody_but_the_operator_sets_anothers_password(demo: Path) -> None:
    with pytest.raises(NotFoundError):
        set_password("bo", WORDS, grant=None, by=ASTRID, at=AT)
    with pytest.raises(NotFoundError):
        add_local_person("ny", name="Ny", password=WORDS, grant=None, by=ASTRID, at=AT)
    assert not signs_in("bo")
