"""What the doctor says about signing in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from hjulet.services.doctor import examine
from hjulet.services.errors import RefusedError
from hjulet.services.identity import identity_problems
from hjulet.services.people import OPERATOR
from hjulet.services.safety import require_safe, start_problems
from hjulet.store.models import RoleGrant, User

AT = datetime(2018, 3, 1, tzinfo=UTC)
FILE = """
[provider.entra]
kind = "oidc"
name = "Kommunkonto"
metadata = "https://login.example"
client_id = "abc"
secret_env = "PATH"

[[provider.entra.role]]
group = "grupp"
role = "controller"
unit = "FINNS-INTE"
"""


def codes(home: Path, text: str) -> list[str]:
    (home / "identity.toml").write_text(text, encoding="utf-8")
    return [problem.code for problem in identity_problems(at=AT)]


def test_a_unit_that_does_not_exist_is_told(demo: Path) -> None:
    assert codes(demo, FILE) == ["identity-unknown-unit"]
    assert codes(demo, FILE.replace("FINNS-INTE", "KS")) == []


def test_roles_of_a_provider_that_is_gone_are_told(demo: Path) -> None:
    user = User.objects.get(username="bo")
    RoleGrant.objects.create(
        user=user, role="controller", unit="KS", valid_from=date(2017, 1, 1), provider="adfs"
    )
    assert codes(demo, FILE.replace("FINNS-INTE", "KS")) == ["identity-roles-left"]
    assert codes(demo, FILE.replace("FINNS-INTE", "KS").replace("provider.entra", "provider.adfs")) == []


def test_roles_that_are_over_are_nobodys_to_take_back(demo: Path) -> None:
    RoleGrant.objects.create(
        user=User.objects.get(username="bo"),
        role="controller",
        unit="KS",
        valid_from=date(2017, 1, 1),
        valid_until=AT.date(),
        provider="adfs",
    )
    assert codes(demo, FILE.replace("FINNS-INTE", "KS")) == []


def test_the_doctor_says_it_too(demo: Path) -> None:
    (demo / "identity.toml").write_text(FILE, encoding="utf-8")
    assert "identity-unknown-unit" in [problem.code for problem in examine(by=OPERATOR, at=AT)]


def test_the_example_is_not_started_from_a_home_that_does_not_know_it(
    demo: Path, settings: LazySettings
) -> None:
    """As after a restore: the database has the invented people, whose passwords everybody knows."""
    with pytest.raises(RefusedError, match="demo-without-mark"):
        require_safe()
    settings.HJULET_DEMO, settings.ALLOWED_HOSTS = True, ["localhost"]
    require_safe()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"SECRET_KEY": "kort"}, ["weak-key"]),
        ({"DEBUG": True}, ["debug-on"]),
        ({"DEBUG": True, "SECRET_KEY": "kort"}, ["debug-on", "weak-key"]),
        ({"HJULET_DEMO": True, "ALLOWED_HOSTS": ["localhost"], "SECRET_KEY": "kort"}, []),
        ({"HJULET_DEMO": True, "ALLOWED_HOSTS": ["localhost", "plan.se"]}, ["demo-not-on-loopback"]),
    ],
)
def test_what_is_not_safe_to_start_is_told(
    settings: LazySettings, changed: dict[str, object], found: list[str]
) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    assert [problem.code for problem in start_problems()] == found
