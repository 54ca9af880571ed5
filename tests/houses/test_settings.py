"""The settings: the database's address, the key, and what the public site does without."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hjulet.config.settings.database import postgresql_at, sqlite_in
from hjulet.config.settings.secret import key_in

ROOT = Path(__file__).resolve().parents[2]


def run_python(*, code: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own that knows only this home."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("HJULET_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=known | {"HJULET_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://anna:hem%40ligt@db.example:5433/hjulet",
            ("hjulet", "anna", "hem@ligt", "db.example", "5433", {}),
        ),
        ("postgres://db.example/hjulet", ("hjulet", "", "", "db.example", "", {})),
        ("postgresql://anna@/hjulet?host=/run/db&port=5434", ("hjulet", "anna", "", "/run/db", "5434", {})),
        ("postgresql://[::1]/hjulet?sslmode=require", ("hjulet", "", "", "::1", "", {"sslmode": "require"})),
    ],
)
def test_a_postgresql_address_is_read(url: str, expected: tuple[object, ...]) -> None:
    settings = postgresql_at(url)
    for name in ("connect_timeout", "tcp_user_timeout"):
        del settings["OPTIONS"][name]

    assert tuple(settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a:hemligt@b/c",
        "postgresql://a:hemligt@b",
        "postgresql://a:hemligt@b/",
        "postgresql://a:hemligt@b:port/c",
    ],
)
def test_another_address_is_refused_and_its_password_not_shown(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="HJULET_DATABASE_URL") as refusal:
        postgresql_at(url)

    assert "hemligt" not in str(refusal.value)


def test_a_server_that_is_not_there_is_given_up_while_somebody_still_waits() -> None:
    options = postgresql_at("postgresql://db.example/hjulet")["OPTIONS"]
    chosen = postgresql_at("postgresql://db.example/hjulet?connect_timeout=9")["OPTIONS"]

    assert (options["connect_timeout"], chosen["connect_timeout"]) == ("3", "9")


def test_sqlite_waits_for_its_turn_instead_of_losing_saves() -> None:
    options = sqlite_in(Path("home"))["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_a_home_keeps_one_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"

    key = key_in(home)

    assert len(key) >= 50
    assert key_in(home) == key
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret-key"]


def test_processes_that_start_at_once_agree_on_the_key(tmp_path: Path) -> None:
    code = (
        "import os, pathlib; from hjulet.config.settings.secret import key_in; "
        "print(key_in(pathlib.Path(os.environ['HJULET_HOME'])))"
    )
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: run_python(code=code, home=tmp_path), range(4)))

    assert [answer.stderr for answer in answers] == [""] * 4
    assert len({answer.stdout for answer in answers}) == 1


def test_the_environments_key_stands_before_the_homes(tmp_path: Path) -> None:
    address = "postgresql://db.example/hjulet"
    code = "from hjulet.config.settings import staff; print(staff.HJULET_KEY_IN_HOME, staff.SECRET_KEY)"

    own = run_python(code=code, home=tmp_path, HJULET_DATABASE_URL=address)
    given = run_python(code=code, home=tmp_path, HJULET_DATABASE_URL=address, HJULET_SECRET_KEY="x" * 50)

    assert own.stdout == f"True {(tmp_path / 'secret-key').read_text()}\n"
    assert given.stdout == f"False {'x' * 50}\n"


def test_old_keys_read_and_do_not_sign(tmp_path: Path) -> None:
    code = "from hjulet.config.settings import staff; print(staff.SECRET_KEY, staff.SECRET_KEY_FALLBACKS)"
    given = {"HJULET_SECRET_KEY": "x" * 50, "HJULET_OLD_SECRET_KEYS": "y1, y2"}
    assert run_python(code=code, home=tmp_path, **given).stdout == f"{'x' * 50} ['y1', 'y2']\n"


PUBLIC_SITE = """
import sys
from hjulet.config.public_wsgi import application
from django.test import Client
answer = Client().get("/", headers={"host": "127.0.0.1"})
answer.close()
print(answer.status_code)
for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"):
    print(answer.headers[name])
ours = ("hjulet.services", "hjulet.store", "hjulet.readers", "hjulet.web", "django.contrib.auth", "duckdb")
print(sorted(name for name in sys.modules if name.startswith(ours)))
"""


def test_the_public_site_answers_without_models_and_database(tmp_path: Path) -> None:
    answer = run_python(code=PUBLIC_SITE, home=tmp_path)

    assert answer.returncode == 0, answer.stderr
    status, policy, *headers, loaded = answer.stdout.splitlines()
    assert status == "200"
    assert set(policy.split("; ")) == {
        "default-src 'self'",
        "img-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }
    assert headers == ["nosniff", "same-origin", "DENY"]
    assert loaded == "[]"
    assert list(tmp_path.iterdir()) == []


def test_the_public_site_cannot_import_the_models(tmp_path: Path) -> None:
    code = "from hjulet.config.public_wsgi import application; import hjulet.store.models"

    answer = run_python(code=code, home=tmp_path)

    assert answer.returncode == 1
    assert "INSTALLED_APPS" in answer.stderr
