"""The table of limits in docs/concepts/security.md says what the code has, and leaves out none."""

import re
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(hjulet/[\w/]+)\.py: (\w+)` \| (\d+) \|", flags=re.MULTILINE)


def said() -> dict[tuple[str, str], int]:
    """Read the table: (module, name) -> its value."""
    text = (ROOT / "docs/concepts/security.md").read_text(encoding="utf-8")
    return {(module.replace("/", "."), name): int(value) for module, name, value in ROW.findall(text)}


def test_each_limit_is_what_the_code_has() -> None:
    assert len(said()) == 16
    assert {limit: getattr(import_module(limit[0]), limit[1]) for limit in said()} == said()


def test_no_limit_is_left_out() -> None:
    found = {
        (str(path.relative_to(ROOT).with_suffix("")).replace("/", "."), name)
        for path in (ROOT / "hjulet").rglob("*.py")
        for name in re.findall(
            r"^(MAX_\w+)(?:: \w+)? =", path.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
    }
    assert found - set(said()) == set()
