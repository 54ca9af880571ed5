"""``serve``: both sites, each in a process of its own, until one ends or is told to."""

import os
import signal
import subprocess
import sys
from argparse import Namespace

from hjulet.cli.answer import DONE, INTERNAL, Answer
from hjulet.services import homes
from hjulet.texts.problems import say

_LOOPBACK = "127.0.0.1"
_SITES = (
    ("hjulet.config.settings.staff", "hjulet.config.wsgi:application", "port"),
    ("hjulet.config.settings.public", "hjulet.config.public_wsgi:application", "public_port"),
)


def run(asked: Namespace) -> Answer:
    """Serve until interrupted. The two sites share nothing but the home's files."""
    homes.make_ready()
    addresses = {name: f"http://{_LOOPBACK}:{getattr(asked, name)}/" for _, _, name in _SITES}
    print(
        say("serving", language=asked.lang, staff=addresses["port"], public=addresses["public_port"]),
        file=sys.stderr,
        flush=True,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(DONE))
    processes = [_start(settings, site, getattr(asked, port)) for settings, site, port in _SITES]
    try:
        os.wait()  # the first to end takes the other with it
        return Answer(document={"schema": "serve/1", "ok": False}, exit_code=INTERNAL)
    except KeyboardInterrupt:
        return Answer(document={"schema": "serve/1", "ok": True})
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _start(settings: str, site: str, port: int) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"{_LOOPBACK}:{port}",
        "--workers",
        "2",
        "--no-control-socket",
        site,
    ]
    return subprocess.Popen(command, env={**os.environ, "DJANGO_SETTINGS_MODULE": settings})  # noqa: S603 - our own command
