"""Both verifiers, ours and the one that imports nothing of ours, see the same faults in a chain."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from hjulet.documents.content import canonical
from hjulet.documents.edition import verify_editions, verify_home
from hjulet.domain.edition import EditionStamp, Predecessor, Verification, parse_anchors
from hjulet.domain.supplement import Supplement
from tests.documents.chain import seal_one, seal_three, small_report

TOOL = Path(__file__).resolve().parents[2] / "tools" / "verify_edition.py"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[EditionStamp]]:
    home = tmp_path_factory.mktemp("sealed")
    return home, seal_three(home)


@pytest.fixture
def stamps(sealed: tuple[Path, list[EditionStamp]]) -> list[EditionStamp]:
    return sealed[1]


@pytest.fixture
def home(sealed: tuple[Path, list[EditionStamp]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(sealed[0], tmp_path / "editions"))


def independent(*arguments: Path | str) -> tuple[int, list[str]]:
    """Run the independent verifier as a citizen would, without our packages; give exit code and lines."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(TOOL), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONUTF8": "1"},
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode, done.stdout.splitlines()


def as_printed(found: Verification) -> list[str]:
    """Write our own findings as the independent verifier prints its."""
    lines = [f"{fault.edition} {fault.file or '-'} {fault.what}" for fault in found.faults]
    anchored = "none" if found.anchored is None else found.anchored
    return [*lines, f"editions: {found.editions}, anchored: {anchored}, faults: {len(found.faults)}"]


def both(home: Path, anchors: str = "") -> list[str]:
    """Verify a folder of editions with both, check that they agree, and give the faults."""
    file = home.parent / "anchors.txt"
    file.write_text(anchors)
    code, lines = independent(home, "--anchor", file)
    found = verify_home(home, anchors=parse_anchors(anchors))
    assert as_printed(found) == lines
    assert code == (0 if found.ok else 1)
    return lines[:-1]


def flip_bit(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def swap(first: Path, second: Path) -> None:
    aside = first.with_name("aside")
    first.rename(aside)
    second.rename(first)
    aside.rename(second)


def rewrite(manifest: Path, **changes: object) -> None:
    document = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**document, **changes}))


def forge_content(edition: Path) -> None:
    """Change a number, and make the edition itself agree with the change."""
    content = (edition / "content.json").read_bytes().replace(b"38698000.00", b"18698000.00")
    (edition / "content.json").write_bytes(content)
    manifest = json.loads((edition / "manifest.json").read_text())
    digest = sha256(content).hexdigest()
    for file in manifest["files"]:
        if file["path"] == "content.json":
            file["sha256"] = digest
    manifest["seal"] = sha256((manifest["previous_manifest"] + digest).encode()).hexdigest()
    (edition / "manifest.json").write_text(json.dumps(manifest))


def list_file(manifest: Path, path: str) -> None:
    files = json.loads(manifest.read_text())["files"]
    rewrite(manifest, files=[*files, {"path": path, "size": 0, "sha256": sha256(b"").hexdigest()}])


def link(path: Path) -> None:
    """Put a link to the same bytes, outside the folder of editions, in a file's place."""
    outside = path.parents[2] / path.name
    shutil.move(path, outside)
    path.symlink_to(outside)


def replay(home: Path) -> None:
    shutil.rmtree(home / "0003")
    shutil.copytree(home / "0001", home / "0003")


Tamper = Callable[[Path], object]

TAMPERINGS: dict[str, tuple[Tamper, list[str]]] = {
    "a bit in the PDF": (lambda home: flip_bit(home / "0002/report.pdf"), ["2 report.pdf changed-file"]),
    "a bit in the page": (lambda home: flip_bit(home / "0001/report.html"), ["1 report.html changed-file"]),
    "a bit in the last chart": (
        lambda home: flip_bit(home / "0003/charts/net-cost-chart.svg"),
        ["3 charts/net-cost-chart.svg changed-file"],
    ),
    "a digit in the content": (
        lambda home: (home / "0002/content.json").write_bytes(
            (home / "0002/content.json").read_bytes().replace(b"38698000.00", b"18698000.00")
        ),
        ["2 content.json changed-file", "2 manifest.json wrong-seal"],
    ),
    "a blank in the content": (
        lambda home: (home / "0003/content.json").write_bytes(
            (home / "0003/content.json").read_bytes().replace(b",", b", ", 1)
        ),
        ["3 content.json changed-file", "3 content.json not-canonical", "3 manifest.json wrong-seal"],
    ),
    "a float in the content": (
        lambda home: (home / "0003/content.json").write_bytes(
            (home / "0003/content.json").read_bytes().replace(b'"snapshot":12', b'"snapshot":12.5', 1)
        ),
        ["3 content.json changed-file", "3 content.json not-canonical", "3 manifest.json wrong-seal"],
    ),
    "content that is no JSON": (
        lambda home: (home / "0003/content.json").write_bytes(b"\xff" + b"[" * 100_000),
        ["3 content.json changed-file", "3 content.json not-canonical", "3 manifest.json wrong-seal"],
    ),
    "a missing file": (
        lambda home: (home / "0002/tables/net-cost-by-unit.csv").unlink(),
        ["2 tables/net-cost-by-unit.csv missing-file"],
    ),
    "missing content": (
        lambda home: (home / "0002/content.json").unlink(),
        ["2 content.json missing-file", "2 manifest.json wrong-seal"],
    ),
    "an extra file": (lambda home: (home / "0001/extra.txt").touch(), ["1 extra.txt extra-file"]),
    "an extra hidden file": (
        lambda home: (home / "0001/tables/.extra").touch(),
        ["1 tables/.extra extra-file"],
    ),
    "a stray file beside": (lambda home: (home / "notes.txt").touch(), ["0 notes.txt extra-file"]),
    "two files swapped": (
        lambda home: swap(home / "0002/report.html", home / "0002/report.pdf"),
        ["2 report.html changed-file", "2 report.pdf changed-file"],
    ),
    "one file for another edition's": (
        lambda home: shutil.copy(home / "0001/report.pdf", home / "0002/report.pdf"),
        ["2 report.pdf changed-file"],
    ),
    "a link for a file": (
        lambda home: link(home / "0002/report.pdf"),
        ["2 report.pdf missing-file", "2 report.pdf not-a-file"],
    ),
    "a path that leads out": (
        lambda home: list_file(home / "0003/manifest.json", "../0001/report.pdf"),
        ["3 ../0001/report.pdf bad-path"],
    ),
    "an absolute path": (
        lambda home: list_file(home / "0003/manifest.json", "/etc/hostname"),
        ["3 /etc/hostname bad-path"],
    ),
    "the manifest listed in itself": (
        lambda home: list_file(home / "0003/manifest.json", "manifest.json"),
        ["3 manifest.json bad-path"],
    ),
    "a file listed twice": (
        lambda home: list_file(home / "0003/manifest.json", "report.pdf"),
        ["3 manifest.json bad-manifest"],
    ),
    "a manifest that is none": (
        lambda home: (home / "0003/manifest.json").write_text('{"files": 7}'),
        ["3 manifest.json bad-manifest"],
    ),
    "a manifest that is a list": (
        lambda home: (home / "0003/manifest.json").write_text("[1]"),
        ["3 manifest.json bad-manifest"],
    ),
    "no manifest": (
        lambda home: (home / "0002/manifest.json").unlink(),
        ["2 manifest.json missing-file"],
    ),
    "an edited manifest": (
        lambda home: rewrite(home / "0002/manifest.json", decision="KS § 99"),
        ["3 manifest.json wrong-previous-manifest"],
    ),
    "a forged edition that agrees with itself": (
        lambda home: forge_content(home / "0002"),
        ["3 manifest.json wrong-previous-manifest", "3 manifest.json wrong-previous-seal"],
    ),
    "another predecessor": (
        lambda home: rewrite(home / "0003/manifest.json", previous_manifest="1" * 64),
        ["3 manifest.json wrong-previous-manifest", "3 manifest.json wrong-seal"],
    ),
    "another previous seal": (
        lambda home: rewrite(home / "0003/manifest.json", previous_seal="1" * 64),
        ["3 manifest.json wrong-previous-seal"],
    ),
    "a first edition with a predecessor": (
        lambda home: rewrite(home / "0001/manifest.json", previous_seal="1" * 64),
        ["1 manifest.json wrong-previous-seal", "2 manifest.json wrong-previous-manifest"],
    ),
    "another number": (
        lambda home: rewrite(home / "0003/manifest.json", number=4),
        ["3 manifest.json wrong-number"],
    ),
    "the middle edition removed": (lambda home: shutil.rmtree(home / "0002"), ["2 - missing-edition"]),
    "the first edition removed": (lambda home: shutil.rmtree(home / "0001"), ["1 - missing-edition"]),
    "an old edition replayed as the newest": (
        replay,
        ["3 manifest.json wrong-number", "3 manifest.json wrong-previous-manifest",
         "3 manifest.json wrong-previous-seal"],
    ),
    "an edition under two names": (
        lambda home: shutil.copytree(home / "0003", home / "3"),
        ["3 - duplicate-edition"],
    ),
}  # fmt: skip


def test_untouched_editions_are_whole(home: Path) -> None:
    assert both(home) == []


@pytest.mark.parametrize("name", TAMPERINGS)
def test_both_see_the_same_faults(home: Path, name: str) -> None:
    tamper, faults = TAMPERINGS[name]
    tamper(home)
    assert both(home) == faults


def test_a_shortened_chain_is_seen_by_an_anchor_only(home: Path, stamps: list[EditionStamp]) -> None:
    anchor = f"# printed in the minutes\n3 {stamps[2].seal}\n"
    assert both(home, anchor) == []
    shutil.rmtree(home / "0003")
    assert both(home) == []
    assert both(home, anchor) == ["3 - missing-edition"]


def test_a_forged_last_edition_is_seen_by_an_anchor_only(home: Path, stamps: list[EditionStamp]) -> None:
    forge_content(home / "0003")
    assert both(home) == []
    assert both(home, f"3 {stamps[2].seal}\n") == ["3 manifest.json anchor-mismatch"]


def test_the_highest_anchored_edition_is_told(home: Path, stamps: list[EditionStamp]) -> None:
    anchors = f"1 {stamps[0].seal}\n2 {stamps[1].seal}\n"
    assert verify_home(home, anchors=parse_anchors(anchors)).anchored == 2
    assert both(home, anchors) == []


def test_an_edition_being_written_is_left_alone(home: Path) -> None:
    (home / ".0004").mkdir()
    (home / ".0004/content.json").write_text("{")
    assert both(home) == []


def test_one_edition_can_be_verified_alone(home: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(home / "0002", tmp_path / "nedladdad")
    assert independent(copied) == (0, ["editions: 1, anchored: none, faults: 0"])
    assert verify_editions([copied]).ok
    flip_bit(copied / "report.pdf")
    assert independent(copied)[1] == as_printed(verify_editions([copied]))
    assert independent(copied)[0] == 1


def supplement(home: Path, number: int, point: int, *, previous: str, text: str = "5,4 mnkr.") -> str:
    """Write a supplement of edition 4 as the service does, and give its seal."""
    written = Supplement(
        edition=4, number=number, point=point, text=text, decided_by="KS § 12", decided_on=date(2018, 4, 5)
    )
    content = canonical(written.document(open_point=LEFT[point - 1], previous=previous))
    folder = home.parent / "supplements"
    folder.mkdir(exist_ok=True)
    (folder / written.file).write_bytes(content)
    return sha256(content).hexdigest()


LEFT = ("Bokslutssiffror lämnas senare", "Trender kan räknas om")


@pytest.fixture
def completed(home: Path) -> list[str]:
    """Seal an edition with two open points and complete both; give the seals of the supplements."""
    report = replace(small_report(title="Plan 2018"), open_points=LEFT)
    before = json.loads((home / "0003/manifest.json").read_bytes())
    manifest = sha256((home / "0003/manifest.json").read_bytes()).hexdigest()
    seal_one(home, report=report, previous=Predecessor(number=3, seal=before["seal"], manifest=manifest))
    first = supplement(home, 1, 2, previous=sha256((home / "0004/manifest.json").read_bytes()).hexdigest())
    return [first, supplement(home, 2, 1, previous=first)]


def beside(home: Path) -> list[str]:
    """Verify editions with the supplements beside them, and give the lines but the last one."""
    _, lines = independent(home, "--supplements", home.parent / "supplements")
    return lines[:-1]


def test_supplements_beside_the_editions_are_verified_and_their_seals_told(
    home: Path, completed: list[str]
) -> None:
    told = [f"supplement 0004-0{number}.json {seal}" for number, seal in enumerate(completed, start=1)]
    assert beside(home) == told
    alone = independent(home / "0004", "--supplements", home.parent / "supplements")
    assert alone == (0, [*told, "editions: 1, anchored: none, faults: 0"])


SUPPLEMENTED: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "the first one rewritten": (
        lambda folder: (folder / "0004-01.json").write_bytes(
            (folder / "0004-01.json").read_bytes().replace(b"5,4", b"6,4")
        ),
        ["4 0004-02.json wrong-previous"],
    ),
    "a blank in the last one": (
        lambda folder: (folder / "0004-02.json").write_bytes(
            (folder / "0004-02.json").read_bytes().replace(b",", b", ", 1)
        ),
        ["4 0004-02.json bad-supplement"],
    ),
    "what is no supplement": (
        lambda folder: (folder / "0004-02.json").write_bytes(b"[" * 100_000),
        ["4 0004-02.json bad-supplement"],
    ),
    "the first one gone": (
        lambda folder: (folder / "0004-01.json").unlink(),
        ["4 0004-01.json missing-file"],
    ),
    "one under another number": (
        lambda folder: (folder / "0004-02.json").rename(folder / "0004-03.json"),
        ["4 0004-02.json missing-file", "4 0004-03.json wrong-number"],
    ),
    "one beside another edition": (
        lambda folder: shutil.copy(folder / "0004-01.json", folder / "0003-01.json"),
        ["3 0003-01.json no-such-point", "3 0003-01.json wrong-number", "3 0003-01.json wrong-previous"],
    ),
    "one of no edition": (
        lambda folder: shutil.copy(folder / "0004-01.json", folder / "0009-01.json"),
        ["9 - missing-edition"],
    ),
    "a point completed twice": (
        lambda folder: supplement(
            folder.parent / "editions",
            3,
            1,
            previous=sha256((folder / "0004-02.json").read_bytes()).hexdigest(),
        ),
        ["4 0004-03.json point-completed-twice"],
    ),
    "a stray file": (lambda folder: (folder / "notes.txt").touch(), ["0 notes.txt extra-file"]),
    "one under two names": (
        lambda folder: shutil.copy(folder / "0004-02.json", folder / "00004-02.json"),
        ["0 00004-02.json extra-file"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SUPPLEMENTED)
def test_what_is_wrong_with_supplements_is_seen(home: Path, completed: list[str], name: str) -> None:
    tamper, faults = SUPPLEMENTED[name]
    tamper(home.parent / "supplements")
    assert [line for line in beside(home) if not line.startswith("supplement ")] == faults


def test_the_last_supplement_is_held_by_its_printed_seal_alone(home: Path, completed: list[str]) -> None:
    supplement(home, 2, 1, previous=completed[0], text="6,4 mnkr.")
    told = beside(home)
    assert len(told) == 2
    assert told[0].endswith(completed[0])
    assert not told[1].endswith(completed[1])


def test_anchors_that_cannot_be_read_are_wrong_usage(home: Path, tmp_path: Path) -> None:
    bad = tmp_path / "anchors.txt"
    bad.write_text("3 abc\n")
    done = subprocess.run([sys.executable, TOOL, home, "--anchor", bad], capture_output=True, check=False)
    assert done.returncode == 2
    with pytest.raises(ValueError, match="not an anchor"):
        parse_anchors("3 abc\n")


def test_the_tool_is_small_and_stands_alone() -> None:
    source = TOOL.read_text()
    assert len(source.splitlines()) <= 280
    tree = ast.walk(ast.parse(source))
    modules = {
        name.split(".")[0]
        for node in tree
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert modules <= sys.stdlib_module_names
