"""Requests that a live server is answering: none may be under way when a test's database is emptied."""

from contextlib import closing
from http.client import HTTPConnection
from threading import Condition, Thread, current_thread, main_thread
from urllib.parse import urlsplit

from django.core.signals import request_finished, request_started

PATIENCE = 60.0  # seconds


class UnderWay:
    """Know the threads that are answering a request; the test's own thread is not among them."""

    def __init__(self) -> None:
        self.threads: set[Thread] = set()
        self.changed = Condition()
        request_started.connect(self.began)
        request_finished.connect(self.ended)

    def began(self, **_told: object) -> None:
        with self.changed:
            self.threads |= {current_thread()} - {main_thread()}

    def ended(self, **_told: object) -> None:
        with self.changed:
            self.threads.discard(current_thread())
            self.changed.notify_all()

    def wait_for_none(self, url: str) -> None:
        """Wait until all that was sent is answered; what was sent earlier is taken up before our own request.

        Raises:
            TimeoutError: after a minute; a request hangs.
        """
        with closing(HTTPConnection(urlsplit(url).netloc)) as own:
            own.request("HEAD", "/")
            own.getresponse().close()
        with self.changed:
            if not self.changed.wait_for(lambda: not self.threads, timeout=PATIENCE):
                raise TimeoutError(f"{len(self.threads)} requests are still under way")
