"""The list of what we are built on: every package of the lock with its version and hashes, and no address."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.sbom import without_addresses

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def text() -> str:
    """Make the list as one makes it."""
    assert shutil.which("bash")
    answer = subprocess.run([ROOT / "script" / "sbom"], capture_output=True, text=True, check=True)
    return answer.stdout


def test_every_package_of_the_lock_is_listed_with_its_version_and_hashes(text: str) -> None:
    bom: dict[str, Any] = json.loads(text)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", lock, flags=re.MULTILINE))
    listed = {component["name"]: component["version"] for component in bom["components"]}
    assert len(listed) > 50
    assert listed == locked
    assert all(component["hashes"] for component in bom["components"])
    assert (bom["bomFormat"], bom["metadata"]["component"]["name"]) == ("CycloneDX", "hjulet")
    assert bom["metadata"]["component"]["licenses"][0]["license"]["id"] == "EUPL-1.2"


def test_it_holds_no_address_but_that_of_the_format(text: str) -> None:
    assert re.findall(r"\w+://[\w.]+", text) == ["http://cyclonedx.org"]
    assert str(ROOT) not in text


def test_the_control_an_address_is_left_out_and_the_hash_stays() -> None:
    hashes = [{"alg": "SHA-256", "content": "00"}]
    package = {"name": "x", "externalReferences": [{"url": "https://example.org/x", "hashes": hashes}]}
    bom = {"metadata": {"component": {"name": "y"}, "tools": {}}, "components": [package]}
    made = without_addresses(bom)
    assert made["components"] == [{"name": "x", "hashes": hashes}]
    assert made["metadata"] == {"component": {"name": "y"}}
