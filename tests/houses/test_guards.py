"""What guards the staff site outside the example, and what it refuses to start with."""

from pathlib import Path

import pytest

from tests.houses.test_settings import run_python

KEY = "k3yW1thM4nyL3tt3rs-" * 4
MIGRATE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.staff"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
COOKIES = """
from django.conf import settings
from django.test import Client
answer = Client().get("/logga-in/", secure={secure}, headers={headers})
print(answer.status_code)
print(sorted(answer.cookies))
cookies = answer.cookies.values()
print([bool(cookie["secure"]) for cookie in cookies], [cookie["path"] for cookie in cookies])
print(answer.headers.get("Strict-Transport-Security"))
print(settings.SESSION_COOKIE_NAME, settings.HJULET_DEVICE_COOKIE, settings.SESSION_COOKIE_DOMAIN)
"""
START = "from hjulet.config.wsgi import application; print('started')"


def site(*, home: Path, secure: bool, host: str, **environment: str) -> list[str]:
    """Ask a staff site of its own for the sign-in page; give what it says, line by line."""
    code = MIGRATE + COOKIES.format(secure=secure, headers={"host": host})
    answer = run_python(code=code, home=home, **environment)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.splitlines()


def test_outside_the_example_cookies_belong_to_this_host_alone_and_https_is_kept(tmp_path: Path) -> None:
    said = site(home=tmp_path, secure=True, host="plan.exempel.se", HJULET_HOSTS="plan.exempel.se")
    assert said == [
        "200",
        "['__Host-csrf']",
        "[True] ['/']",
        "max-age=31536000",
        "__Host-session __Host-device None",
    ]


def test_plain_http_is_led_to_https(tmp_path: Path) -> None:
    said = site(home=tmp_path, secure=False, host="plan.exempel.se", HJULET_HOSTS="plan.exempel.se")
    assert said[0] == "301"


def test_a_proxy_of_ours_says_that_https_was_used(tmp_path: Path) -> None:
    code = MIGRATE + COOKIES.format(
        secure=False, headers={"host": "plan.exempel.se", "x-forwarded-proto": "https"}
    )
    trusted = run_python(code=code, home=tmp_path, HJULET_HOSTS="plan.exempel.se", HJULET_PROXIES="1")
    untrusted = run_python(code=code, home=tmp_path, HJULET_HOSTS="plan.exempel.se")
    assert trusted.stdout.splitlines()[0] == "200"
    assert untrusted.stdout.splitlines()[0] == "301"


def test_the_example_has_plain_cookies_on_this_machine(tmp_path: Path) -> None:
    (tmp_path / "demo").touch()
    said = site(home=tmp_path, secure=False, host="127.0.0.1")
    assert said == ["200", "['csrftoken']", "[False] ['/']", "None", "sessionid device None"]


@pytest.mark.parametrize(
    ("environment", "marked", "said"),
    [
        ({"HJULET_SECRET_KEY": "hemlig"}, False, "HJULET_SECRET_KEY"),
        ({"HJULET_SECRET_KEY": "django-insecure-" + KEY}, False, "HJULET_SECRET_KEY"),
        ({"HJULET_SECRET_KEY": "x" * 60}, False, "HJULET_SECRET_KEY"),
        ({"HJULET_HOSTS": "plan.exempel.se"}, True, "plan.exempel.se"),
    ],
)
def test_what_is_not_safe_is_not_started(
    tmp_path: Path, environment: dict[str, str], marked: bool, said: str
) -> None:
    if marked:
        (tmp_path / "demo").touch()
    answer = run_python(code=START, home=tmp_path, **environment)
    assert answer.returncode == 1
    assert said in answer.stderr
    assert "hemlig\n" not in answer.stderr


CHECK = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.staff"
{first}
import django
django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""


@pytest.mark.parametrize(
    ("first", "code", "said"),
    [("", 0, ""), ("from hjulet.config.settings import staff; staff.SECURE_HSTS_SECONDS = 0", 1, "W004")],
)
def test_djangos_own_check_of_a_site_finds_nothing(tmp_path: Path, first: str, code: int, said: str) -> None:
    answer = run_python(
        code=CHECK.format(first=first), home=tmp_path, HJULET_HOSTS="plan.exempel.se", HJULET_SECRET_KEY=KEY
    )
    assert answer.returncode == code, answer.stderr
    assert said in answer.stderr


def test_debug_is_not_started(tmp_path: Path) -> None:
    code = "from hjulet.config.settings import staff; staff.DEBUG = True; " + START
    answer = run_python(code=code, home=tmp_path, HJULET_SECRET_KEY=KEY)
    assert answer.returncode == 1
    assert "DEBUG" in answer.stderr


@pytest.mark.parametrize("environment", [{}, {"HJULET_SECRET_KEY": KEY}, {"HJULET_HOSTS": "plan.exempel.se"}])
def test_what_is_safe_is_started(tmp_path: Path, environment: dict[str, str]) -> None:
    answer = run_python(code=MIGRATE + START, home=tmp_path, **environment)
    assert (answer.stdout, answer.returncode) == ("started\n", 0), answer.stderr


def test_a_number_of_proxies_that_is_none_is_said(tmp_path: Path) -> None:
    answer = run_python(code=START, home=tmp_path, HJULET_PROXIES="ja")
    assert "HJULET_PROXIES" in answer.stderr
