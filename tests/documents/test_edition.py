"""An edition as files: content first, then the seal, then what shows it, the manifest last."""

import csv
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hjulet.documents.edition import stamp_edition, write_edition
from hjulet.documents.formats import Frame, edition_files
from hjulet.domain.edition import (
    GENESIS,
    Predecessor,
    compute_seal,
    folder_name,
    folder_number,
    is_safe_path,
    next_stamp,
)
from hjulet.domain.report import Report
from tests.documents.chain import DATE, PROGRAMS, seal_one, seal_three, small_report

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("editions")
    seal_three(home)
    return home


def manifest_of(folder: Path) -> dict[str, object]:
    return dict(json.loads((folder / "manifest.json").read_text()))


def write(folder: Path, *, report: Report, sealed: Report) -> bytes:
    """Write a report with the stamp of another one."""
    stamp = stamp_edition(sealed, decision="", previous=None)
    files = edition_files(report, Frame(date=DATE, stamp=stamp))
    return write_edition(folder, report=report, stamp=stamp, decision="", programs=PROGRAMS, files=files)


def test_the_seal_is_the_sha256_of_two_control_sums(home: Path) -> None:
    before = sha256((home / "0001/manifest.json").read_bytes()).hexdigest()
    content = sha256((home / "0002/content.json").read_bytes()).hexdigest()
    assert manifest_of(home / "0002")["seal"] == sha256((before + content).encode("ascii")).hexdigest()


def test_the_first_edition_follows_nothing(home: Path) -> None:
    first, second = manifest_of(home / "0001"), manifest_of(home / "0002")
    assert (first["number"], first["previous_manifest"], first["previous_seal"]) == (1, GENESIS, None)
    assert (second["number"], second["previous_seal"]) == (2, first["seal"])


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_manifest_follows_its_schema_and_lists_every_other_file(home: Path, number: int) -> None:
    folder = home / folder_name(number)
    manifest = json.loads((folder / "manifest.json").read_text())
    Draft202012Validator(json.loads((SCHEMAS / "manifest.json").read_text())).validate(manifest)
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == sorted(["manifest.json", *(file["path"] for file in manifest["files"])])
    assert found == [
        "charts/net-cost-chart.svg",
        "content.json",
        "manifest.json",
        "report.docx",
        "report.html",
        "report.pdf",
        "tables/net-cost-by-unit.csv",
    ]


def test_content_is_the_report_with_its_decision(home: Path) -> None:
    content = json.loads((home / "0003/content.json").read_text())
    Draft202012Validator(json.loads((SCHEMAS / "report.json").read_text())).validate(content)
    assert content["title"] == "Årsrapport 2017"
    assert content["decision"] == "KS 2018-04-06 § 61"


def test_the_seal_is_printed_in_the_page(home: Path) -> None:
    assert str(manifest_of(home / "0003")["seal"]) in (home / "0003/report.html").read_text()


def test_the_same_chain_gives_the_same_bytes(home: Path, tmp_path: Path) -> None:
    seal_one(tmp_path, report=small_report(title="Årsrapport 2015"), previous=None)
    files = [path for path in (tmp_path / "0001").rglob("*") if path.is_file()]
    assert len(files) == 7
    for path in files:
        assert path.read_bytes() == (home / path.relative_to(tmp_path)).read_bytes(), path.name


def test_a_table_carries_exact_and_printed_values(home: Path) -> None:
    path = home / "0003/tables/net-cost-by-unit.csv"
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = {row["row"]: row for row in csv.DictReader(opened, delimiter=";")}
    assert rows["HR"]["net_cost_2017"] == "38698000.00"
    assert rows["HR"]["net_cost_2017_display"] == "38\u00a0698"
    assert rows["KSK-EGET"]["label"] == "Nämndens eget ansvar"
    assert rows["KSK-EGET"]["appropriation"] == "0.00"
    assert rows["KSK-EGET"]["appropriation_display"] == ""
    assert rows["KSK-OVRIGT"]["net_cost_2017"] == ""


def test_a_stamp_for_another_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="another content"):
        write(tmp_path, report=small_report(title="En"), sealed=small_report(title="En annan"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").touch()
    report = small_report(title="En")
    with pytest.raises(FileExistsError):
        write(tmp_path, report=report, sealed=report)


def test_an_id_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    report = small_report(title="En")
    (table,) = report.tables
    bad = replace(
        report,
        blocks=(*(block for block in report.blocks if block.id not in {table.id, "net-cost-chart"}),
                replace(table, id="../../outside")),
    )  # fmt: skip
    with pytest.raises(ValueError, match="not a safe path"):
        write(tmp_path, report=bad, sealed=bad)
    assert not (tmp_path / "outside.csv").exists()


def test_stamps_follow_each_other() -> None:
    first = next_stamp(previous=None, content="c" * 64)
    assert (first.number, first.previous_seal) == (1, None)
    assert first.seal == compute_seal(previous_manifest="0" * 64, content="c" * 64)
    second = next_stamp(previous=Predecessor(number=1, seal=first.seal, manifest="d" * 64), content="c" * 64)
    assert (second.number, second.previous_seal, second.previous_manifest) == (2, first.seal, "d" * 64)
    assert second.seal != first.seal


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("report.pdf", True),
        ("tables/net-cost.csv", True),
        ("../report.pdf", False),
        ("tables/../../report.pdf", False),
        ("/etc/hostname", False),
        ("tables//a.csv", False),
        ("./report.pdf", False),
        ("C:\\report.pdf", False),
        ("C:report.pdf", False),
        ("tables\\a.csv", False),
        ("a\0b", False),
        ("", False),
    ],
)
def test_paths_stay_within_the_folder(path: str, safe: bool) -> None:
    assert is_safe_path(path) is safe


@pytest.mark.parametrize(
    ("name", "number"),
    [("0003", 3), ("3", 3), (".0004", None), ("årsrapport", None), ("3 kopia", None)],
)
def test_a_folder_is_named_by_its_number(name: str, number: int | None) -> None:
    assert folder_number(name) == number
    assert folder_number(folder_name(12)) == 12
