"""Pages of the example, asked in this process with few rows and with many."""

from collections.abc import Mapping

from benchmarks.served import sessions_of
from benchmarks.timing import timed

Asked = dict[str, tuple[float, int]]
"""The name of a page -> its median seconds, and how many questions the database got."""


def asked(pages: Mapping[str, str]) -> Asked:
    """Ask each page: its median seconds, and how many questions the database got."""
    from django.db import connection  # noqa: PLC0415 - after the settings
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    (cookie,) = sessions_of("bo", count=1)
    client = Client(headers={"host": "localhost", "cookie": cookie})
    found = {}
    for name, page in pages.items():
        answer = client.get(page)
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
        with CaptureQueriesContext(connection) as queries:
            b"".join(client.get(page))
        questions = len(queries)
        found[name] = timed(lambda page=page: b"".join(client.get(page)), rounds=5), questions
    return found


def compare(few: Asked, many: Asked) -> None:
    """Print what pages took with few and with many, and how many times as long."""
    print(f"\n{'page':28}{'few, s':>8}{'many, s':>9}{'times':>7}{'questions':>14}")
    for name, (before, questions) in few.items():
        after, then = many[name]
        print(f"{name:28}{before:8.3f}{after:9.3f}{after / before:7.1f}{questions:>8} ->{then:4}")
