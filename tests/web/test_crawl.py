"""A walk over every link that a person is shown: reading changes nothing, and every answer is guarded.

The walk follows links as a reader would, from the first page on, and takes a few addresses of each view.
"""

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from hjulet.domain.weeding import READS
from hjulet.services.jobs import JobList
from hjulet.store.models import AuditEvent, CacheEntry, SavedView, User
from hjulet.web import jobs
from tests.services.people import AT
from tests.tables import state
from tests.web.visit import SignIn, links_of

MOST_OF_A_VIEW = 2
START = ("/", "/jobb/", "/huvudbok/las-in/", "/tillganglighet/", "/finns-inte/", "/tal/?ref=no_such")
"""Where the walk begins, and pages that no page leads to."""

KEPT = re.compile("no-store|private, max-age=86400|.*, no-store, .*")
THEME = re.compile("/tema/[0-9a-f]+[./].*")
"""Sheet and logo, which are anybody's, and kept by browsers for ever under their own address."""
MUST = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def view_of(address: str) -> str:
    """Name the view that answers at an address; the address itself where none does."""
    path = urlsplit(address).path
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def walk(client: Client, *, without: Collection[str] = ()) -> Iterator[tuple[str, HttpResponse]]:
    """Get pages of every view that links lead to, with their answers; not of the views left out."""
    waiting, seen, taken = deque(START), set(START), Counter[str]()
    while waiting:
        address = waiting.popleft()
        view = view_of(address)
        if taken[view] == MOST_OF_A_VIEW or view in without:
            continue
        taken[view] += 1
        answer = client.get(address)
        yield address, answer  # type: ignore[misc]
        if "Location" in answer.headers:
            found = [answer.headers["Location"]]
        elif answer.headers["Content-Type"].startswith("text/html"):
            found = links_of(answer)
        else:
            list(answer)  # a file is read to its end, and closed
            continue
        for link in found:
            target = urldefrag(urljoin(address, link)).url
            if target.startswith("/") and not target.startswith("/static/") and target not in seen:
                seen.add(target)
                waiting.append(target)


def is_written_by_reading(table: str, row: str) -> bool:
    """Tell what reading writes: the walker's session, counted attempts, and that one read of somebody."""
    if table == AuditEvent._meta.db_table:
        return any(f"'{action}'" in row for action in READS)
    return table in (Session._meta.db_table, CacheEntry._meta.db_table)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["astrid", "bo"])
def test_reading_every_page_changes_nothing_and_fails_nowhere(sign_in: SignIn, who: str) -> None:
    client = sign_in(who)
    User.objects.filter(username="cecilia").update(is_protected=True)
    before, failed, views, named = state(without=is_written_by_reading), [], set[str](), set[str]()
    for address, answer in walk(client):
        views.add(view_of(address))
        if not answer.streaming and "Låtsberg" in answer.content.decode(errors="ignore"):
            named.add(view_of(address))
        lacks = [] if THEME.fullmatch(address) else unguarded(answer)
        if answer.status_code >= 500 or lacks:
            failed.append((address, answer.status_code, lacks))
    assert failed == []
    assert state(without=is_written_by_reading) == before
    assert len(views) > 25, sorted(views)  # the walk has been somewhere
    assert named == (set() if who == "bo" else {"people"})  # only the administrator reads the name


def unguarded(answer: HttpResponse) -> list[str]:
    """List the headers that an answer lacks."""
    headers = answer.headers
    lacks = [name for name, value in MUST.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    wanted = ("default-src 'self'", "default-src 'none'")
    if not policy.startswith(wanted) and not any(part in policy for part in wanted):
        lacks.append("Content-Security-Policy")
    if "frame-ancestors 'none'" not in policy:
        lacks.append("frame-ancestors")
    if not KEPT.fullmatch(headers.get("Cache-Control", "")):
        lacks.append(f"Cache-Control: {headers.get('Cache-Control')}")
    return lacks


@pytest.mark.slow
def test_the_control_a_page_that_writes_when_it_is_read_is_found(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def writes(**_named: object) -> JobList:
        SavedView.objects.create(owner="bo", name="x", query="", updated_at=AT)
        return JobList(jobs=(), people={})

    before = state(without=is_written_by_reading)
    monkeypatch.setattr(jobs, "list_jobs", writes)
    assert "/jobb/" in [address for address, _ in islice(walk(sign_in("bo")), 5)]
    assert state(without=is_written_by_reading) != before
