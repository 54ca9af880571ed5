"""The citizens' site runs in a process of its own, without models, database or people."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ASK = """
import sys
import django
from django.conf import settings
from django.test.utils import override_settings

django.setup()
plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
with override_settings(STORAGES=plain):
    from django.test import Client
    answer = Client(headers={"host": "localhost"}).get(sys.argv[1])
forbidden = ("hjulet.store", "hjulet.services", "hjulet.readers", "hjulet.web")
loaded = [name for name in forbidden if name in sys.modules]
print(answer.status_code, answer.headers["Content-Security-Policy"], "loaded:", loaded, settings.DATABASES)
print(answer.content.decode())
"""


def ask(path: str, *, home: Path, code: str = ASK) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, path],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "hjulet.config.settings.public", "HJULET_HOME": str(home), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_is_published_yet_and_the_page_says_so(tmp_path: Path) -> None:
    answer = ask("/", home=tmp_path)

    assert answer.returncode == 0, answer.stderr
    head, page = answer.stdout.split("\n", 1)
    assert head.startswith("200 ")
    assert "Inget är publicerat än" in page
    assert '<html lang="sv">' in page
    assert "loaded: []" in head
    assert "<script" not in page


def test_the_accessibility_statement_is_read_without_a_database(tmp_path: Path) -> None:
    answer = ask("/tillganglighet/", home=tmp_path)

    assert answer.stdout.startswith("200 "), answer.stderr
    assert "loaded: []" in answer.stdout
    assert "Kommunen svarar för webbplatsen" in answer.stdout
    assert "https://www.digg.se/tdosanmalan" in answer.stdout
    assert 'href="/tillganglighet/"' in ask("/", home=tmp_path).stdout


def test_a_page_that_does_not_exist_is_said_calmly(tmp_path: Path) -> None:
    answer = ask("/finns-inte/", home=tmp_path)

    assert answer.stdout.startswith("404 "), answer.stderr
    assert "Sidan finns inte" in answer.stdout


def test_the_home_is_left_as_it_was(tmp_path: Path) -> None:
    ask("/", home=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_the_working_database_cannot_be_reached(tmp_path: Path) -> None:
    answer = ask("/", home=tmp_path, code="import django; django.setup(); import hjulet.services.people")

    assert answer.returncode != 0
    assert "INSTALLED_APPS" in answer.stderr


def test_the_site_has_the_municipalitys_name_and_colour(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    said = 'name = "Exempelkommunen"\naccent = "#5a1d6b"'
    (tmp_path / "house" / "house.toml").write_text(said, encoding="utf-8")

    page = ask("/finns-inte/", home=tmp_path).stdout
    sheet = re.search(r'href="(/tema/[0-9a-f]{16}\.css)"', page)

    assert page.startswith("404 ")
    assert "Exempelkommunen" in page
    assert sheet
    answer = ask(sheet[1], home=tmp_path).stdout
    assert answer.startswith("200 ")
    assert "--accent: #5a1d6b" in answer
    assert "loaded: []" in answer
