"""``serve``: both sites and the workers, each in a process of its own, until a site ends or is told to.

A worker may die, or be killed for the memory it takes: it is started again, and what it was doing too
once it has been silent for a minute (``hjulet.services.jobs: restart_lost``).
"""

import logging
import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.utils import timezone

from hjulet.cli.answer import DONE, INTERNAL, Answer
from hjulet.cli.problems import problem_line
from hjulet.services import homes, jobs, sign_in_care
from hjulet.services.safety import require_safe
from hjulet.services.storage import require_safe_database
from hjulet.texts.problems import say

log = logging.getLogger("hjulet.serve")

Process = subprocess.Popen[bytes]

_LOOPBACK = "127.0.0.1"
_STAFF = "hjulet.config.settings.staff"
_SITES = (
    (_STAFF, "hjulet.config.wsgi:application", "port"),
    ("hjulet.config.settings.public", "hjulet.config.public_wsgi:application", "public_port"),
)
_WORKER = ("django", "db_worker", "--interval", "0.5", "--no-startup-delay", "--verbosity", "0")

WORKERS = 2
"""So that whoever wants a file of a report does not wait for a year of vouchers to be read."""

YIELDS = 10
"""How far a worker stands back for the sites where both want a core, as ``nice`` counts: 19 at most."""

LOOK_EVERY, LOST_EVERY, TEND_EVERY = 1, 10, 3600
"""Seconds between two looks at the processes, at what was lost with a worker, and behind the door."""

PATIENCE = 10
"""Seconds that a process may take to stop; then it is killed, which every job withstands."""


def run(asked: Namespace) -> Answer:
    """Serve until interrupted. The two sites share nothing but the home's files."""
    homes.make_ready()
    require_safe()
    for problem in require_safe_database():
        print(problem_line(problem, language=asked.lang), file=sys.stderr)
    addresses = {name: f"http://{_LOOPBACK}:{getattr(asked, name)}/" for _, _, name in _SITES}
    print(
        say("serving", language=asked.lang, staff=addresses["port"], public=addresses["public_port"]),
        file=sys.stderr,
        flush=True,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(DONE))
    sites = [_site(settings, site, getattr(asked, port)) for settings, site, port in _SITES]
    workers = [_worker() for _ in range(WORKERS)]
    try:
        _watch(sites, workers)
        return Answer(document={"schema": "serve/1", "ok": False}, exit_code=INTERNAL)
    except KeyboardInterrupt:
        return Answer(document={"schema": "serve/1", "ok": True})
    finally:
        _stop([*sites, *workers])


def _watch(sites: list[Process], workers: list[Process]) -> None:
    """Keep the workers alive until one of the sites ends: the first to end takes the others with it."""
    looked_at = tended_at = float("-inf")
    while all(site.poll() is None for site in sites):
        for place, worker in enumerate(workers):
            if worker.poll() is not None:
                workers[place] = _worker()
        if time.monotonic() - looked_at > LOST_EVERY:
            restart_lost()
            looked_at = time.monotonic()
        if time.monotonic() - tended_at > TEND_EVERY:
            _try(sign_in_care.tend, "the door is tended later")
            tended_at = time.monotonic()
        time.sleep(LOOK_EVERY)


def restart_lost() -> None:
    """Start lost jobs again."""
    _try(lambda: jobs.restart_lost(at=timezone.now()), "lost jobs are looked for again later")


def _try(task: Callable[[], object], otherwise: str) -> None:
    """Do something; a database that does not answer for a moment is no reason to stop the sites."""
    try:
        task()
    except DatabaseError as fault:
        log.warning("%s: %s", otherwise, fault)
    finally:
        connection.close()


def _stop(processes: list[Process]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _site(settings: str, site: str, port: int) -> Process:
    """Start a site. It has threads, so that somebody who sends a large file keeps nobody else waiting."""
    bind = ("--bind", f"{_LOOPBACK}:{port}", "--workers", "2", "--threads", "4", "--no-control-socket")
    return _start(("gunicorn", *bind, site), settings)


def _worker() -> Process:
    """Start a worker, and the processes it will start, behind the sites: what takes long yields to people."""
    worker = _start(_WORKER, _STAFF)
    os.setpriority(os.PRIO_PROCESS, worker.pid, YIELDS)
    return worker


def _start(module: tuple[str, ...], settings: str) -> Process:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    return subprocess.Popen([sys.executable, "-m", *module], env=environment)  # noqa: S603 - our own command
