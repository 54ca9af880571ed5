"""The house rules catch what they are for.

Each test plants one breach in a copy of the tree and asks the check that script/lint runs. The copy
without a breach passes: without that, a check that always fails would look like one that works.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy the package and the rules to a place where breaches may be planted."""
    shutil.copytree(ROOT / "hjulet", tmp_path / "hjulet", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(*, house: Path, module: str, text: str) -> None:
    """Add a module, and the packages above it, to the copy."""
    path = house / module
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.relative_to(house).parents:
        if folder != Path():
            (house / folder / "__init__.py").touch()
    path.write_text(f'"""Planted."""\n\n{text}\n', encoding="utf-8")


def lint_imports(*, house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "lint-imports", "--no-logo", "--no-cache"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )


def ruff(*, house: Path, rule: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "ruff", "check", "--no-cache", "--select", rule, "--output-format", "concise", "hjulet"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )


LAYERS = "The house: layers from the rulebook to the doors"
DOORS = "Doors go through services, never to the store or the readers"
PUBLIC = "The public site reads published editions only: no services, store or readers"
DJANGO = "No Django below the store"
CYCLES = "No cycles inside a package"


def test_the_house_as_it_stands_keeps_all_contracts(house: Path) -> None:
    answer = lint_imports(house=house)

    assert answer.returncode == 0, answer.stdout
    for contract in (LAYERS, DOORS, PUBLIC, DJANGO, CYCLES):
        assert f"{contract} KEPT" in answer.stdout


@pytest.mark.parametrize(
    ("contract", "module", "text"),
    [
        pytest.param(
            LAYERS, "hjulet/domain/planted.py", "import hjulet.services", id="rulebook asks a service"
        ),
        pytest.param(LAYERS, "hjulet/readers/planted.py", "import hjulet.store", id="reader knows the store"),
        pytest.param(
            LAYERS, "hjulet/documents/planted.py", "import hjulet.store", id="document reads the store"
        ),
        pytest.param(
            LAYERS, "hjulet/texts/planted.py", "import hjulet.documents", id="text makes a document"
        ),
        pytest.param(LAYERS, "hjulet/web/planted.py", "import hjulet.cli", id="door opens on a door"),
        pytest.param(
            LAYERS, "hjulet/public/planted.py", "import hjulet.web", id="public borrows a staff page"
        ),
        pytest.param(LAYERS, "hjulet/services/planted.py", "import hjulet.config", id="settings imported"),
        pytest.param(LAYERS, "hjulet/misc/planted.py", "", id="a package without a room"),
        pytest.param(DOORS, "hjulet/web/planted.py", "import hjulet.store", id="page asks the store"),
        pytest.param(DOORS, "hjulet/cli/planted.py", "import hjulet.readers", id="command reads a file"),
        pytest.param(DOORS, "hjulet/config/planted.py", "import hjulet.store", id="settings know the store"),
        pytest.param(
            PUBLIC, "hjulet/public/planted.py", "import hjulet.services", id="public asks a service"
        ),
        pytest.param(PUBLIC, "hjulet/public/planted.py", "import hjulet.store", id="public asks the store"),
        pytest.param(DJANGO, "hjulet/domain/planted.py", "import django", id="Django in the rulebook"),
        pytest.param(DJANGO, "hjulet/readers/planted.py", "import django.conf", id="Django in a reader"),
        pytest.param(
            DJANGO, "hjulet/documents/planted.py", "import django.template", id="Django in a document"
        ),
        pytest.param(DJANGO, "hjulet/texts/planted.py", "import django.utils", id="Django in a text"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(house: Path, contract: str, module: str, text: str) -> None:
    plant(house=house, module=module, text=text)

    answer = lint_imports(house=house)

    assert answer.returncode == 1
    assert f"{contract} BROKEN" in answer.stdout


def test_a_late_import_breaks_a_contract_too(house: Path) -> None:
    text = "def late() -> None:\n    import hjulet.store"
    plant(house=house, module="hjulet/web/planted.py", text=text)

    assert f"{DOORS} BROKEN" in lint_imports(house=house).stdout


@pytest.mark.parametrize("package", ["domain", "readers", "documents", "store", "services", "web", "texts"])
def test_a_cycle_inside_a_package_breaks_its_contract(house: Path, package: str) -> None:
    plant(house=house, module=f"hjulet/{package}/hen.py", text=f"import hjulet.{package}.egg")
    plant(house=house, module=f"hjulet/{package}/egg.py", text=f"import hjulet.{package}.hen")

    answer = lint_imports(house=house)

    assert answer.returncode == 1
    assert f"{CYCLES} BROKEN" in answer.stdout


GET_MODEL = "from django.apps import apps\n\nFOUND = apps.get_model('store', 'Batch')"
GET_USER = "from django.contrib.auth import get_user_model\n\nFOUND = get_user_model()"
MODEL_FORM = "from django import forms\n\n\nclass Planted(forms.ModelForm):\n    pass"
ADMIN = "from django.contrib import admin\n\nFOUND = admin.site"
EDITING = "from django.views.generic.edit import UpdateView\n\nFOUND = UpdateView"
CREATING = "from django.views import generic\n\nFOUND = generic.CreateView"
NOW = "from datetime import datetime\n\nFOUND = datetime.now"
TODAY = "import datetime\n\nFOUND = datetime.date.today"
TIME = "import time\n\nFOUND = time.time"
REQUEST = "from django.http import HttpRequest\n\nFOUND = HttpRequest"
FORM = "from django import forms\n\nFOUND = forms.Form"
RENDER = "from django.shortcuts import render\n\nFOUND = render"
TEMPLATE = "from django.template.loader import render_to_string\n\nFOUND = render_to_string"


def test_the_house_as_it_stands_calls_nothing_banned(house: Path) -> None:
    answer = ruff(house=house, rule="TID,PLC0415")

    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("package", "text", "banned"),
    [
        *[
            pytest.param(package, text, banned, id=f"{banned} in {package}")
            for package in ("web", "cli")
            for text, banned in [
                (GET_MODEL, "django.apps.apps.get_model"),
                (GET_USER, "django.contrib.auth.get_user_model"),
                (MODEL_FORM, "django.forms.ModelForm"),
                (ADMIN, "django.contrib.admin"),
                (EDITING, "django.views.generic.edit"),
                (CREATING, "django.views.generic.CreateView"),
            ]
        ],
        *[
            pytest.param(package, text, banned, id=f"{banned} in {package}")
            for package in ("domain", "readers", "documents")
            for text, banned in [
                (NOW, "datetime.datetime.now"),
                (TODAY, "datetime.date.today"),
                (TIME, "time.time"),
            ]
        ],
        *[
            pytest.param("services", text, banned, id=f"{banned} in services")
            for text, banned in [
                (REQUEST, "django.http"),
                (FORM, "django.forms"),
                (RENDER, "django.shortcuts"),
                (TEMPLATE, "django.template"),
                (ADMIN, "django.contrib.admin"),
            ]
        ],
    ],
)
def test_a_banned_call_is_found(house: Path, package: str, text: str, banned: str) -> None:
    plant(house=house, module=f"hjulet/{package}/planted.py", text=text)

    answer = ruff(house=house, rule="TID251")

    assert answer.returncode == 1
    assert f"hjulet/{package}/planted.py" in answer.stdout
    assert f"`{banned}` is banned" in answer.stdout


@pytest.mark.parametrize("package", ["store", "services"])
@pytest.mark.parametrize("text", [GET_MODEL, GET_USER])
def test_store_and_services_may_ask_for_models(house: Path, package: str, text: str) -> None:
    plant(house=house, module=f"hjulet/{package}/planted.py", text=text)

    assert ruff(house=house, rule="TID251").returncode == 0


def test_our_own_code_is_never_imported_late(house: Path) -> None:
    text = "def late() -> None:\n    import hjulet.domain.money\n"
    plant(house=house, module="hjulet/services/planted.py", text=text)

    answer = ruff(house=house, rule="PLC0415")

    assert answer.returncode == 1
    assert "hjulet/services/planted.py" in answer.stdout


def test_heavy_packages_are_imported_late(house: Path) -> None:
    plant(house=house, module="hjulet/documents/late.py", text="def late() -> None:\n    import typst\n")
    plant(house=house, module="hjulet/documents/early.py", text="import typst")

    answer = ruff(house=house, rule="PLC0415,TID253")

    assert answer.returncode == 1
    assert "hjulet/documents/early.py" in answer.stdout
    assert "hjulet/documents/late.py" not in answer.stdout
