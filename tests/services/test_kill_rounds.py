"""A short run of the kill rounds: what an import or a sealing that is killed leaves is whole or nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_killed_at_any_point_there_is_a_whole_batch_or_edition_or_none(tmp_path: Path) -> None:
    """Few rounds of one work, and its control; ``python -m benchmarks.kill_rounds`` runs all."""
    words = [
        sys.executable,
        "-m",
        "benchmarks.kill_rounds",
        "--only",
        "seal",
        "--random",
        "1",
        "--most",
        "2",
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
