"""Whether 300 people who write at once lose a text, and how long each save takes, while the machine works.

    python -m benchmarks.editors [--minutes N] [--editors N] [--every SECONDS] [--work-every SECONDS]
    script/with-postgres .venv/bin/python -m benchmarks.editors

The example municipality is served as ``hjulet serve`` does from a home that is removed afterwards. Each
editor is a person with a session and a text of their own, who writes on and saves every ten seconds, a third
more or less. Once a minute a ledger file of 200 000 rows is sent in and imported, and five documents
are made, by the workers beside the site. At the end each acknowledged text is looked for in the database.
"""

import argparse
import http.client
import json
import os
import random
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.municipal_sie import write_municipal
from benchmarks.served import example_home, require_signed_in, served, sessions_of

SECRET = "editors0" * 4  # the token against forged requests, as cookie and as header
WORDS = "nettokostnaden ökade personal vakanser lokaler hyra intäkter bidrag prognosen åtgärder".split()
BEGUN, WRITTEN = 180, 8
"""Words of a text at the start, and words that are written between two saves."""

ROWS = 200_000
DOCUMENTS = (
    ("annual", "2017", "pdf"),
    ("annual", "2017", "docx"),
    ("annual", "2016", "pdf"),
    ("month", "2017-08", "pdf"),
    ("month", "2017-08", "docx"),
)
"""Kind, period and format of what is made while people write."""

HOLD = 300
"""Milliseconds that 95 saves of 100 may take at most."""


@dataclass
class Editor:
    """Somebody who writes one text: where, as whom, and what has been acknowledged, by version."""

    address: str
    key: str
    cookie: str
    acknowledged: dict[int, str] = field(default_factory=dict)


@dataclass
class Tally:
    """What the saves came to: seconds of each, and what was not a save."""

    spent: list[float] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, outcome: str, seconds: float) -> None:
        """Count one answer."""
        with self.lock:
            self.spent.append(seconds)
            if outcome != "200":
                self.other[outcome] += 1


def main() -> int:
    """Make the home, serve it, let everybody write, and look for what they wrote; 0 if all of it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--editors", type=int, default=300)
    parser.add_argument("--every", type=float, default=10, help="seconds between two saves of one editor")
    parser.add_argument(
        "--work-every", type=float, default=60, help="seconds between two rounds of work; 0: none"
    )
    given = parser.parse_args()
    with example_home(database=os.environ.get("HJULET_TEST_DATABASE_URL", "")) as home:
        editors = people_at_desks(given.editors)
        with served(apart=True) as site:  # the editors sit elsewhere
            require_signed_in(site.port, editors[0].cookie)
            worked, load = Counter[str](), os.getloadavg()[0]
            until = time.perf_counter() + given.minutes * 60
            work = threading.Thread(target=keep_working, args=(home, given.work_every, until, worked))
            work.start()
            tally = write(site.port, editors, every=given.every, until=until)
            work.join()
            used = processor_of_site(site.port)
        report(editors, tally, worked, load=load, used=used)
        return 1 if lost(editors) or tally.other or not any(each.acknowledged for each in editors) else 0


def people_at_desks(count: int) -> list[Editor]:
    """Give a person with a session to each of so many comments of the example's month reports."""
    from hjulet.store.models import ReportText  # noqa: PLC0415 - needs what is set up before

    ReportText.objects.filter(kind="month").delete()
    return [
        Editor(
            address=f"/rapport/month/KS/{month}/text/unit-comments.{unit}/autospara/",
            key=f"month KS {month} unit-comments.{unit}",
            cookie=f"{session_of(number)}; csrftoken={SECRET}",
        )
        for number, (month, unit) in zip(range(count), places(), strict=False)
    ]


def places() -> Iterator[tuple[str, str]]:
    """List months, and units of the executive board in each, of the example."""
    from hjulet.domain.period import parse_period  # noqa: PLC0415
    from hjulet.services.access import organisation  # noqa: PLC0415
    from hjulet.store.models import Batch  # noqa: PLC0415

    known = organisation()
    for month in sorted({month for batch in Batch.objects.all() for month in batch.months}):
        view = known.as_of(parse_period(month).last_day)
        yield from ((month, unit) for unit in sorted(view.units) if "KS" in view.above(unit))


def session_of(number: int) -> str:
    """Add a controller of the executive board, and open a session for them."""
    from datetime import date  # noqa: PLC0415

    from hjulet.store.models import RoleGrant, User  # noqa: PLC0415

    user = User.objects.create(username=f"editor{number}", name=f"Skribent {number}")
    RoleGrant.objects.create(user=user, role="controller", unit="KS", valid_from=date(2015, 1, 1))
    (cookie,) = sessions_of(user.username, count=1)
    return cookie


def write(port: int, editors: list[Editor], *, every: float, until: float) -> Tally:
    """Let all editors write until a moment, each beginning somewhere in the first turn."""
    tally = Tally()

    def edit(number: int, editor: Editor) -> None:
        dice = random.Random(number)
        words = dice.choices(WORDS, k=BEGUN)
        version, unheard = 0, list[str]()
        time.sleep(dice.uniform(0, every))
        while time.perf_counter() < until:
            begun = time.perf_counter()
            words += dice.choices(WORDS, k=WRITTEN)
            outcome, answer = save(port, editor, source=" ".join(words), version=version)
            tally.count(outcome, time.perf_counter() - begun)
            if outcome == "200":
                version, unheard = int(str(answer["version"])), []
                editor.acknowledged[version] = sha256(" ".join(words).encode()).hexdigest()
            elif outcome == "409" and answer["theirs"] in unheard:
                version = int(str(answer["version"]))  # one's own text had come in: the script knows it too
            else:
                unheard.append(" ".join(words))
            time.sleep(max(0, begun + every * dice.uniform(2 / 3, 4 / 3) - time.perf_counter()))

    threads = [threading.Thread(target=edit, args=each) for each in enumerate(editors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def save(port: int, editor: Editor, *, source: str, version: int) -> tuple[str, dict[str, object]]:
    """Save a text as the page's script does; give the status and the answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Cookie": editor.cookie,
        "X-CSRFToken": SECRET,
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        line.request("POST", editor.address, urlencode({"source": source, "version": version}), headers)
        answer = line.getresponse()
        body = answer.read()
        return str(answer.status), json.loads(body) if answer.status in (200, 409) else {}
    except OSError as fault:
        return type(fault).__name__, {}
    finally:
        line.close()


def keep_working(home: Path, every: float, until: float, worked: Counter[str]) -> None:
    """Import a file and make five documents, again and again; count the jobs that were done by the end."""
    from hjulet.store.models import Job  # noqa: PLC0415

    turn = 0
    while every and time.perf_counter() < until:
        begun = time.perf_counter()
        ask_documents()
        import_file(home, turn, until=until)
        turn += 1
        time.sleep(max(0, min(until, begun + every) - time.perf_counter()))
    for kind, state in Job.objects.values_list("kind", "state"):
        worked[f"{kind} {state}"] += 1


def import_file(home: Path, turn: int, *, until: float) -> None:
    """Send in a file of 200 000 rows, another one each time, wait for its check and have it read in."""
    from django.utils import timezone  # noqa: PLC0415

    from hjulet.services.people import OPERATOR  # noqa: PLC0415
    from hjulet.services.uploads import Sent, ask_import, find_sending, send  # noqa: PLC0415

    path = home / "sent.se"
    write_municipal(path, rows=ROWS, seed=turn)
    sending = send([Sent(path=path, file=f"{turn}.se")], by=OPERATOR, at=timezone.now())
    answers = {"company": "KOMMUN", "replacing": True}
    while not (upload := find_sending(sending, by=OPERATOR, at=timezone.now())[0]).is_in:
        if upload.may_be_taken:
            ask_import([upload.key], **answers, by=OPERATOR, at=timezone.now())
        elif upload.job.is_over:
            raise AssertionError(upload)
        if time.perf_counter() > until:
            return
        time.sleep(1)


def ask_documents() -> None:
    """Ask for five documents, each a job."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from hjulet.services import jobs  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415

    at = timezone.now()
    for kind, period, made in DOCUMENTS:
        asked = {"kind": kind, "unit": "KS", "period": period, "snapshot": None, "language": "sv"}
        params = {"report": asked, "formats": [made], "date": str(at.date())}
        with transaction.atomic():
            jobs.ask("render-report", title=kind, params=params, by=OPERATOR, at=at)


def processor_of_site(port: int) -> float:
    """Tell how many seconds of a processor the site's processes have used, whoever else wanted it."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"127.0.0.1:{port}" in (process / "cmdline").read_text():
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])  # utime and stime
        except OSError:
            continue  # it has ended
    return ticks / os.sysconf("SC_CLK_TCK")


def lost(editors: list[Editor]) -> int:
    """Count the acknowledged texts that are not in the database, and last ones that do not stand there."""
    from hjulet.store.models import ReportText, Revision  # noqa: PLC0415

    missing = 0
    for editor in editors:
        kept = {
            version: sha256(fields["source"].encode()).hexdigest()
            for version, fields in Revision.objects.filter(
                noun="report-text", object_id=editor.key
            ).values_list("version", "fields")
        }
        missing += sum(kept.get(version) != text for version, text in editor.acknowledged.items())
        kind, unit, period, section = editor.key.split()
        row = ReportText.objects.filter(kind=kind, unit=unit, period=period, section=section).first()
        last = max(editor.acknowledged, default=0)
        missing += bool(last) and (row is None or row.version < last)
    return missing


def report(editors: list[Editor], tally: Tally, worked: Counter[str], *, load: float, used: float) -> None:
    """Print what was saved, lost and done, and how long the saves took."""
    from django.db import connection  # noqa: PLC0415

    spent = sorted(tally.spent)
    percentiles = statistics.quantiles(spent, n=100)
    acknowledged = sum(len(editor.acknowledged) for editor in editors)
    print(
        f"{len(editors)} editors on {connection.vendor}, load {load:.1f} before and "
        f"{os.getloadavg()[0]:.1f} after on {os.cpu_count()} cores"
    )
    print(
        f"acknowledged {acknowledged} of {len(spent)} saves, lost {lost(editors)}, "
        f"other answers {dict(tally.other)}"
    )
    print(f"jobs: {dict(worked)}")
    print(f"the site used {used * 1000 / len(spent):.1f} ms of a processor for each save")
    for name, seconds in (
        ("p50", percentiles[49]),
        ("p95", percentiles[94]),
        ("p99", percentiles[98]),
        ("max", spent[-1]),
    ):
        print(f"{name:<4}{seconds * 1000:>7.0f} ms")
    verdict = "holds" if percentiles[94] * 1000 < HOLD else "does not hold"
    print(f"p95 below {HOLD} ms: {verdict}")


if __name__ == "__main__":
    sys.exit(main())
