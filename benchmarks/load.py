"""How long the staff site's pages take while twenty people use it, against a file of the same server.

    python -m benchmarks.load [--users N] [--rounds N]

The example municipality is loaded into a home that is removed afterwards, and served as ``hjulet serve``
does, on the loopback address. Each user is a thread with a session of its own that asks for the pages in
turn, in an order of its own, thinking between two pages, so many rounds; then it stops. The yardstick is
a picture of the same server.
"""

import argparse
import http.client
import os
import random
import statistics
import sys
import threading
import time
from collections import defaultdict

from benchmarks.served import example_home, served, sessions_of

PAGES = {
    "yardstick: the icon": "/static/img/hjulet.svg",
    "start": "/?period=2017-01..2017-08",
    "unit": "/enhet/KS/?period=2017",
    "line": "/enhet/KS/rad/personnel/?period=2017",
    "figure": "/tal/?ref=net_cost+unit%3DKS+period%3D2017",
    "report": "/rapport/annual/KS/2017/",
    "imports": "/huvudbok/",
    "analysis": "/huvudbok/analys/?period=2017",
    "reconciliation": "/huvudbok/avstamning/?period=2017",
    "internal items": "/huvudbok/internt/?period=2017",
    "periods": "/huvudbok/perioder/",
}


def main() -> int:
    """Make the home, serve it, let the users come, and print; 0 if all that came was a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--think", type=float, default=2.0, help="seconds between two pages; 0: none")
    given = parser.parse_args()
    with example_home(), served() as site:
        cookies = sessions_of("bo", count=given.users)
        visit(site.port, cookies[:4], rounds=1, think=0)  # what is compiled once has been
        spent, failed = visit(site.port, cookies, rounds=given.rounds, think=given.think)
    report(spent, failed, users=given.users)
    return 1 if failed else 0


def visit(
    port: int, cookies: list[str], *, rounds: int, think: float
) -> tuple[dict[str, list[float]], list[str]]:
    """Let all users ask for all pages, and give how long each answer took and what was no page."""
    spent: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []
    lock = threading.Lock()

    def user(number: int, cookie: str) -> None:
        dice = random.Random(number)
        for _ in range(rounds):
            for name in dice.sample(list(PAGES), len(PAGES)):
                time.sleep(dice.uniform(0.5, 1.5) * think)
                start = time.perf_counter()
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                line.request("GET", PAGES[name], headers={"Cookie": cookie})
                answer = line.getresponse()
                answer.read()
                line.close()
                took = time.perf_counter() - start
                with lock:
                    spent[name].append(took)
                    if answer.status != 200:
                        failed.append(f"{name}: {answer.status}")

    threads = [threading.Thread(target=user, args=each) for each in enumerate(cookies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spent, failed


def report(spent: dict[str, list[float]], failed: list[str], *, users: int) -> None:
    """Print a line for each page."""
    print(f"{users} users, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {len(failed)} failed")
    for fault in sorted(set(failed)):
        print(f"  {fault}")
    yardstick = statistics.median(spent[next(iter(PAGES))])
    print(f"{'':<24}{'p50 ms':>8}{'p95 ms':>8}{'x yardstick':>13}")
    for name in PAGES:
        took = sorted(spent[name])
        middle, late = statistics.median(took), took[int(len(took) * 0.95)]
        print(f"{name:<24}{middle * 1000:>8.0f}{late * 1000:>8.0f}{middle / yardstick:>13.1f}")


if __name__ == "__main__":
    sys.exit(main())
