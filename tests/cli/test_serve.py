"""``hjulet serve`` keeps its workers: another one when one dies, and none when the sites have stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from hjulet.cli.serve import WORKERS, restart_lost

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@pytest.fixture
def serve(tmp_path: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Serve a new home."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HJULET", "DJANGO"))}
    words = ("serve", "--port", str(free_port()), "--public-port", str(free_port()))
    serving = subprocess.Popen(
        [sys.executable, "-m", "hjulet.cli.main", *words],
        cwd=ROOT,
        env={**own, "HJULET_HOME": str(tmp_path / "home")},
        stderr=subprocess.DEVNULL,
    )
    yield serving
    if serving.poll() is None:
        serving.kill()
        serving.wait()


def workers(serving: "subprocess.Popen[bytes]") -> list[int]:
    """List the workers that a process has started."""
    children = Path(f"/proc/{serving.pid}/task/{serving.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"db_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def all_of(pids: list[int]) -> list[int]:
    """Give the workers once there are as many as there should be."""
    return pids if len(pids) == WORKERS else []


def wait_for(seen: Callable[[], list[int]]) -> list[int]:
    for _ in range(200):
        if found := seen():
            return found
        time.sleep(0.1)
    raise TimeoutError


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced_and_stops_with_the_sites(
    serve: "subprocess.Popen[bytes]",
) -> None:
    first, second = wait_for(lambda: all_of(workers(serve)))
    os.kill(first, signal.SIGKILL)
    now = wait_for(lambda: all_of([pid for pid in workers(serve) if pid != first]))
    assert second in now
    serve.terminate()
    assert serve.wait(30) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in now)


def test_a_database_that_does_not_answer_for_a_moment_stops_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("hjulet.services.jobs.restart_lost", locked)
    monkeypatch.setattr("hjulet.cli.serve.connection", SimpleNamespace(close=lambda: None))
    restart_lost()
    assert "database is locked" in caplog.text
