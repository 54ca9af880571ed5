"""A short run of the kill rounds: what a sealing that is killed leaves is a whole edition or none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_sealing_that_is_killed_leaves_a_whole_edition_or_none(tmp_path: Path) -> None:
    """Rounds before and after a commit, and their control; ``benchmarks.kill_rounds`` runs many more."""
    words = [
        sys.executable,
        "-m",
        "benchmarks.kill_rounds",
        "--only",
        "seal",
        "--random",
        "0",
        "--most",
        "1",
        "--points",
        "commit",
    ]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("HJULET", "DJANGO"))
    }
    done = subprocess.run(
        words,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "half states: none; the control saw some" in done.stdout
