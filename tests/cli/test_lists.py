"""``check ledger``, ``import ledger`` and ``columns``: the documents, each by its schema."""

import json
from pathlib import Path

import pytest

from tests.command import Command
from tests.readers.list_texts import BALANCES, LIST, spoilt

pytestmark = pytest.mark.usefixtures("db", "home")


def put(folder: Path, text: str, *, name: str = "lista.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_from_a_file_to_a_batch(hjulet: Command, tmp_path: Path) -> None:
    file = put(tmp_path, LIST)
    checked = hjulet("check", "ledger", file)
    assert (checked["kind"], checked["map"], checked["delimiter"], checked["encoding"]) == (
        "list",
        None,
        ";",
        "utf-8",
    )
    assert [problem["code"] for problem in checked["problems"]] == ["columns-not-confirmed"]
    assert (checked["verdict"], checked["counts"]["rows"], checked["control_sum"]) == (
        "accepted",
        4,
        "2261.00",
    )
    proposed = put(tmp_path, json.dumps(checked), name="map.json")
    saved = hjulet("columns", "Raindance", "--save", proposed, "--company", "KOMMUN")
    assert (saved["maps"][0]["version"], saved["maps"][0]["map"]) == (1, checked["columns"])
    assert hjulet("check", "ledger", file)["map"] == "Raindance"
    imported = hjulet("import", "ledger", file, "--map", "Raindance")
    assert (imported["status"], imported["map"], imported["content"]) == (
        "imported",
        "Raindance",
        checked["content"],
    )
    assert hjulet("import", "ledger", file, "--map", "Raindance")["status"] == "already-imported"
    assert hjulet("batches")["batches"][0]["control_sum"] == "2261.00"


def test_several_files_and_a_fault(hjulet: Command, tmp_path: Path) -> None:
    files = (put(tmp_path, LIST), put(tmp_path, spoilt("1 100,00", "NaN"), name="fel.csv"))
    document = hjulet("check", "ledger", *files, exit_code=1)
    assert [one["verdict"] for one in document["files"]] == ["accepted", "refused"]
    assert document["files"][1]["problems"][-1]["line"] == 2


def test_balances_are_told_their_year(hjulet: Command, tmp_path: Path) -> None:
    file = put(tmp_path, BALANCES)
    assert hjulet("check", "ledger", file, exit_code=1)["problems"][-1]["code"] == "missing-year"
    document = hjulet("check", "ledger", file, "--year", "2017")
    assert (document["kind"], document["fiscal_years"][0]["start"]) == ("balances", "2017-01-01")


@pytest.mark.parametrize(
    "text", ["", "[]", "1", '{"kind": "x", "columns": {}}', '{"columns": {"kind": 1}}', "{"]
)
def test_what_is_no_map_is_not_saved(hjulet: Command, tmp_path: Path, text: str) -> None:
    answer = hjulet("columns", "x", "--save", put(tmp_path, text), exit_code=1)
    assert answer["error"]["code"] == "bad-map"
    assert hjulet("columns")["maps"] == []
    assert hjulet("columns", "x", exit_code=1)["error"]["code"] == "not-found"
