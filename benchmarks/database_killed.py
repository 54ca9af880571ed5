"""Twenty writers save texts while PostgreSQL is killed and started again: acknowledged, lost, twice; back in.

    python -m benchmarks.database_killed [--writers N] [--kills N] [--seconds N]

The example municipality is served as ``hjulet serve`` does, on a cluster of its own. Each writer has one text
of a month report and saves a new wording every time, over HTTP, with the version that it read. What is
answered with "saved" is acknowledged. What is answered with 503, or not at all, is sent again as the page's
form does: the same words and the same version. Every process of the server is killed with SIGKILL, which
leaves what a power cut leaves of it, and it is started again after two seconds. At the end each
acknowledged wording must be a revision, once.
"""

import argparse
import http.client
import os
import random
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from benchmarks.own_postgres import Cluster
from benchmarks.served import example_home, require_signed_in, served, sessions_of

VERSION = re.compile(r'name="version" value="([0-9]+)"')
TOKEN = "k" * 32  # of the browser's cookie and of its form, the same one
DOWN_SECONDS = 2
MONTHS = tuple(f"2017-{month:02}" for month in range(1, 13))
SECTIONS = ("unit-comments.EKO", "unit-comments.HR")


@dataclass
class Writer:
    """Somebody who saves one text again and again, and what became of it."""

    number: int
    port: int
    cookie: str
    acknowledged: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    version: int = 0

    @property
    def path(self) -> str:
        """Give the address of the text."""
        month = MONTHS[self.number // len(SECTIONS) % len(MONTHS)]
        return f"/rapport/month/KS/{month}/text/{quote(SECTIONS[self.number % len(SECTIONS)])}/"

    def write(self, until: float) -> None:
        """Save until the time is over; a wording is kept at until it is answered for."""
        dice, wording = random.Random(self.number), 0
        while time.monotonic() < until:
            wording += 1
            self._save(f"Skribent {self.number} lydelse {wording} klar.")
            time.sleep(dice.uniform(0.2, 0.6))

    def _save(self, text: str) -> None:
        status = 0
        while status not in (302, 409):
            status, page = self._send(source=text, version=str(self.version))
            self.answers[str(status)] += 1
            if status == 302:
                self.acknowledged.append(text)
                self.version += 1
            elif status == 409:  # it was saved the first time, though nobody said so
                self.version = int(VERSION.findall(page)[0])
            else:
                assert status in (0, 503), f"{status}: {page[:500]}"
                time.sleep(0.5)

    def _send(self, **form: str) -> tuple[int, str]:
        """Send the form; 0 where nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            line.request("POST", self.path, urlencode({**form, "csrfmiddlewaretoken": TOKEN}), headers)
            answer = line.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            line.close()
        if answer.status == 503:
            assert answer.headers["Retry-After"] == "5", "503 without Retry-After"
            assert form["source"] in page, "the page has lost what was written"
        return answer.status, page


def back_in(port: int, cookie: str) -> float:
    """Give the seconds until the site gives a good page again."""
    begun = time.monotonic()
    while True:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            line.request("GET", "/jobb/", headers={"Cookie": cookie})
            if line.getresponse().status == 200:
                return time.monotonic() - begun
        except (OSError, http.client.HTTPException):
            pass
        finally:
            line.close()
        time.sleep(0.05)


def main() -> int:
    """Serve, let them write, kill, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=20, help="that they write before each kill, about")
    asked = parser.parse_args()
    assert asked.writers <= len(MONTHS) * len(SECTIONS), "each writer has a text of their own"
    cluster = Cluster()
    try:
        return trial(cluster, asked)
    finally:
        cluster.remove()


def trial(cluster: Cluster, asked: argparse.Namespace) -> int:
    """Run the trial on a cluster, and print what came of it."""
    cluster.start()
    with example_home(database=cluster.address):
        cookies = sessions_of("bo", count=asked.writers)
        with served() as site:
            require_signed_in(site.port, cookies[0])
            writers = [
                Writer(number=place, port=site.port, cookie=cookie) for place, cookie in enumerate(cookies)
            ]
            seconds = let_them_write(cluster, writers, asked)
        return report(writers, seconds)


def let_them_write(cluster: Cluster, writers: list[Writer], asked: argparse.Namespace) -> list[float]:
    """Kill and start the server while they write; give how long each time until a page came."""
    until = time.monotonic() + asked.seconds * (asked.kills + 1) + 5 * asked.kills
    threads = [threading.Thread(target=writer.write, args=(until,)) for writer in writers]
    for thread in threads:
        thread.start()
    seconds = []
    for _ in range(asked.kills):
        time.sleep(asked.seconds)
        cluster.kill()
        time.sleep(DOWN_SECONDS)
        cluster.start()
        seconds.append(back_in(writers[0].port, writers[0].cookie))
    for thread in threads:
        thread.join()
    return seconds


def report(writers: list[Writer], seconds: list[float]) -> int:
    """Compare what was acknowledged with the revisions; 0 if nothing is lost or twice."""
    from django.db import connection  # noqa: PLC0415 - needs what make_home sets up

    from hjulet.store.models import Revision  # noqa: PLC0415

    connection.close()  # it was made before the first kill
    wordings = [str(fields.get("source", "")) for fields in Revision.objects.values_list("fields", flat=True)]
    stored = Counter(text for text in wordings if text.startswith("Skribent"))
    acknowledged = [text for writer in writers for text in writer.acknowledged]
    lost = [text for text in acknowledged if text not in stored]
    twice = [text for text, count in stored.items() if count > 1]
    answers: Counter[str] = sum((writer.answers for writer in writers), Counter())
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{len(writers)} writers, {len(seconds)} kills, {load}")
    print(f"answers: {dict(sorted(answers.items()))}")
    print(f"acknowledged {len(acknowledged)}, lost {len(lost)}, twice {len(twice)}")
    print(f"saved though nobody said so: {len(set(stored) - set(acknowledged))} (a conflict, sent again)")
    print("back in: " + ", ".join(f"{each:.2f} s" for each in seconds))
    for text in (*lost, *twice):
        print(f"  {text}")
    return 1 if lost or twice or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
