"""The example municipality in a home that is removed afterwards, served as ``hjulet serve`` does.

What the benchmarks of the staff site share: the home, the site on the loopback address, and sessions that
hold as those of somebody who has just signed in do.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site that answers: its port on the loopback address, and the process that serves."""

    port: int
    process: int


@contextmanager
def own_home(*, database: str = "") -> Iterator[Path]:
    """Name a home with nothing in it, and a database by its address, else SQLite's file, to the settings."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "hjulet.config.settings.staff",
            "HJULET_HOME": home,
            "HJULET_SECRET_KEY": "benchmark" * 6,
            "HJULET_DATABASE_URL": database,
        }
        yield Path(home)


@contextmanager
def example_home(*, database: str = "") -> Iterator[Path]:
    """Load the example into a home of its own, and into a database by its address, else SQLite's file."""
    with own_home(database=database) as home:
        (home / "demo").touch()  # the settings of a site of the example ask for it
        django.setup()
        from django.utils import timezone  # noqa: PLC0415 - needs what is set up here

        from hjulet.services import homes  # noqa: PLC0415
        from hjulet.services.demo import load_demo  # noqa: PLC0415
        from hjulet.services.people import OPERATOR  # noqa: PLC0415

        homes.make_ready()
        load_demo(by=OPERATOR, at=timezone.now())
        yield home


@contextmanager
def served(*, apart: bool = False) -> Iterator[Site]:
    """Serve the home until the block ends; ``apart`` shares no turn of the processor with this process."""
    port = free_port()
    words = ["-m", "hjulet.cli.main", "serve", "--port", str(port), "--public-port", str(free_port())]
    server = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=apart
    )
    try:
        _wait_for(port)
        yield Site(port=port, process=server.pid)
    finally:
        server.terminate()
        server.wait(120)


def sessions_of(username: str, *, count: int) -> list[str]:
    """Sign a person in so many times, and give the cookies."""
    from django.conf import settings  # noqa: PLC0415 - needs what is set up before
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from hjulet.web.accounts.sessions import begin  # noqa: PLC0415

    user = get_user_model().objects.get(username=username)
    cookies = []
    for _ in range(count):
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
        session["_auth_user_hash"] = user.get_session_auth_hash()
        begin(session, at=timezone.now())
        session.save()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return cookies


def require_signed_in(port: int, cookie: str) -> None:
    """Ask for a page as somebody signed in: what is measured must not be the way to the sign-in page."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("GET", "/jobb/", headers={"Cookie": cookie})
        status = line.getresponse().status
    finally:
        line.close()
    if status != http.client.OK:
        raise RuntimeError(f"nobody is signed in: /jobb/ answers {status}")


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    """Wait until the site answers, two minutes at most."""
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(port)
