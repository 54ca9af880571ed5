"""Rules about the project's files: every module says why it exists, and nothing names a machine."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path
    for folder in ("hjulet", "tests", "tools", "benchmarks", "demo")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)

# Written in pieces, so that this file does not find itself.
ADDRESSES = re.compile(
    "|".join(
        [
            "py" + r"pi\.(org|python)",
            "files" + r"\.pythonhosted",
            "registry" + r"\.npmjs",
            "deb" + r"\.debian\.org",
            "--(extra-)?" + "index-url",
            "--find" + "-links",
            "file:" + "///",
            r"(?<![\w.$}])/" + "(work|root|home)/",
        ]
    )
)
# script/lock tells uv to leave addresses out, by these very words.
NAMES_THE_OPTIONS = {"script/lock"}


def tracked_files() -> list[Path]:
    """List the project's own files: what git tracks, and what it would track."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone, or git is not installed: the project's own files are not known")
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in answer.stdout.split("\0") if name and (ROOT / name).is_file()]


def addresses_in(text: str) -> list[str]:
    return [found.group(0) for found in ADDRESSES.finditer(text)]


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    found = {}
    for path in tracked_files():
        name = str(path.relative_to(ROOT))
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # no text
        if name not in NAMES_THE_OPTIONS and (addresses := addresses_in(text)):
            found[name] = addresses
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "https://py" + "pi.org/simple",
        "https://files" + ".python" + "hosted.org/packages/x.whl",
        "--index" + "-url https://example.org/simple",
        "--find" + "-links wheels",
        "file:" + "///opt/simple",
        "see /ro" + "ot/notes.txt",
        "/wo" + "rk/main",
    ],
)
def test_an_address_would_be_found(text: str) -> None:
    assert addresses_in(f"first line\n{text}\n")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_of_a_lock_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line and not line.startswith("#")]

    assert packages
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


def test_what_runs_is_also_what_is_tested() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return {line for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))}

    assert pins("requirements.lock") < pins("requirements-dev.lock")
