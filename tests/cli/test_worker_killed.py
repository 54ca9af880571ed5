"""``kill -9`` of the workers in the middle of an import and of a report's files: both end done, once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_workers_that_are_killed_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    """One round, without the minute of silence; ``python -m benchmarks.worker_killed`` waits for it."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("HJULET", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.worker_killed", "--hurry"],
        cwd=ROOT,
        env={**known, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "'import-upload': 'done, attempt 2', 'render-report': 'done, attempt 2'" in done.stdout
    assert "one batch, one audit row, one folder" in done.stdout
