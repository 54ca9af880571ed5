"""Hostile files through every form that takes a file: each is refused in words, none stops anything."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hjulet.documents.house_logo import logo_fault
from hjulet.domain.problem import is_refused
from hjulet.services.upload_reader import READERS
from hjulet.store.models import MappingVersion, Revision, RoleGrant, StaffFigure, Unit, Upload, User
from tests.web.hostile import HOSTILE

ROOT = Path(__file__).resolve().parents[2] / "hjulet"

FORMS: Mapping[str, dict[str, str]] = {
    "staff": {},
    "people-file": {},
    "organisation-upload": {},
    "mapping-several": {"placing": "first"},
    "goal-files": {},
    "house": {"accent": "#0a5780", "accent_dark": "#6cb4e4", "logo_alt": "Vapen", "version": "0"},
}
"""Addresses whose form answers about the file at once -> what else the form wants."""

IN = {
    "uploads.UploadForm": ("upload",),
    "table_upload.TableForm": ("staff", "people-file", "mapping-several"),
    "organisation_upload.OrganisationForm": ("organisation-upload",),
    "house.HouseForm": ("house",),
    "goal_import.GoalFilesForm": ("goal-files",),
}
"""Each form that takes a file, and its addresses: a new one has to be put here, and so is walked."""


def forms_with_files() -> set[str]:
    """Find the forms that have a field for files, whatever that field is called."""
    classes = [
        (path.stem, node)
        for path in (ROOT / "web").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    fields = {"FileField", "ImageField"}
    fields |= {each.name for _, each in classes if any(_name(base) in fields for base in each.bases)}
    return {
        f"{module}.{each.name}"
        for module, each in classes
        for made in ast.walk(each)
        if isinstance(made, ast.Call) and _name(made.func) in fields
    }


def _name(node: ast.AST) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def test_every_form_that_takes_a_file_is_walked() -> None:
    assert forms_with_files() == set(IN)
    assert {name for names in IN.values() for name in names} == {*FORMS, "upload"}
    assert len(HOSTILE) >= 35


def sent(what: str) -> SimpleUploadedFile:
    name, data = HOSTILE[what]
    file = SimpleUploadedFile("x", data)
    file._name = name  # type: ignore[attr-defined]  # past Django's own cleaning: as a browser may send it
    return file


def address_of(name: str) -> str:
    if name != "mapping-several":
        return reverse(name)
    latest = MappingVersion.objects.latest("pk").pk
    return f"{reverse(name, kwargs={'kind': 'konton'})}?version={latest}&foretag=KOMMUN"


FIELDS = {"house": "logo", "goal-files": "elements"}

BESIDE = {
    "structures": "first_year;last_year;name;decided;source;note\n2023;2025;Nytt;;;\n",
    "links": "from_structure;from_key;to_structure;to_key;kind;note\n",
    "groups": "structure;key;name;members\n",
}
"""What the form of goals wants beside the file in question."""


def field_of(name: str) -> str:
    return FIELDS.get(name, "file")


def beside(name: str) -> dict[str, SimpleUploadedFile]:
    """Give the other files that a form wants, which are right."""
    wanted = BESIDE if name == "goal-files" else {}
    return {field: SimpleUploadedFile("x.csv", text.encode()) for field, text in wanted.items()}


def sentences(answer: Any) -> list[str]:
    """List what a page says is wrong."""
    form = answer.context["form"]
    return [
        *answer.context.get("faults", ()),
        *(str(each) for errors in form.errors.values() for each in errors),
    ]


@pytest.mark.parametrize("name", FORMS)
def test_each_is_refused_in_words_and_changes_nothing(astrid: Client, name: str) -> None:
    before = counts()
    wrong: dict[str, object] = {}
    for what in HOSTILE:
        answer = astrid.post(address_of(name), {**FORMS[name], **beside(name), field_of(name): sent(what)})
        if answer.status_code != 422:
            wrong[what] = answer.status_code
        elif not (said := sentences(answer)) or not all(
            each.endswith(".") and not re.search(r"\{\w+\}", each) for each in said
        ):
            wrong[what] = said
        elif "<script>alert" in answer.content.decode():
            wrong[what] = "markup"
    assert wrong == {}
    assert counts() == before


def test_each_that_is_sent_for_the_ledger_is_refused_when_it_is_read(astrid: Client, tmp_path: Path) -> None:
    """The page takes files and judges them in a process apart; here they are judged by what runs in it."""
    wrong: dict[str, object] = {}
    for what, (name, data) in HOSTILE.items():
        for kind in READERS:
            file = tmp_path / "file"
            file.write_bytes(data)
            told: list[Any] = []
            told.append(READERS[kind](file, name, _untold, _asked(told), "[]"))
            if not any(is_refused(getattr(each, "problems", ())) for each in told):
                wrong[f"{what} as {kind}"] = told
    assert wrong == {}
    endless = "a name that never ends"
    files = [sent(what) for what in HOSTILE if what != endless]
    assert astrid.post(reverse("upload"), {"chosen": files}).status_code == 302
    refused = astrid.post(reverse("upload"), {"chosen": [sent(endless)]})
    assert refused.status_code == 422
    assert sentences(refused)
    assert Upload.objects.count() == len(files)
    assert not any("/" in upload.file or "\n" in upload.file for upload in Upload.objects.all())


def _untold(step: str, done: int, total: int) -> None:
    """Tell nobody how far it has come."""


def _asked(told: list[Any]) -> Any:
    def ask(content: object) -> str:
        told.append(content)
        return ""

    return ask


@pytest.mark.parametrize("what", HOSTILE)
def test_none_of_them_is_a_logo(what: str) -> None:
    assert logo_fault(HOSTILE[what][1])


RIGHT = {
    "staff": "unit;month;man_years\nHR;2017-05;3,0\n",
    "people-file": "username;name;role;unit;valid_from;valid_to\nny;Ny;auditor;HR;2018-01-01;\n",
    "organisation-upload": "department;committee;valid_from;valid_to\nKSK;KS;2014-01-01;\n",
    "mapping-several": "valid_from;account_from;line\n2017;7410;Köp av prim verksamhet\n",
    "goal-files": (
        "structure;key;kind;number;name;under;lead;through;bodies;followed_by;scope;state;first_year;last_year;"
        "indicators;place;note\n2023-2025;mal-1;mål;1;Nytt;;;;;;;;;;;;\n"
    ),
    "house": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
}


@pytest.mark.parametrize("name", FORMS)
def test_the_control_what_is_right_is_taken(astrid: Client, name: str) -> None:
    file = SimpleUploadedFile("ratt.svg" if name == "house" else "ratt.csv", RIGHT[name].encode())
    answer = astrid.post(address_of(name), {**FORMS[name], **beside(name), field_of(name): file})
    assert answer.status_code == (302 if name == "house" else 200)


def counts() -> list[int]:
    models = (StaffFigure, User, RoleGrant, MappingVersion, Revision, Unit)
    return [model._default_manager.count() for model in models]
