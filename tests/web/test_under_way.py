"""What a browser has sent is answered before its test's database is emptied."""

from threading import Event, Thread
from typing import Any
from urllib.request import urlopen

import pytest
from django.core.signals import request_started
from pytest_django.live_server_helper import LiveServer

from tests import under_way as waiting
from tests.under_way import UnderWay


def test_a_request_under_way_is_waited_for(
    demo_server: LiveServer, under_way: UnderWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, let_go = Event(), Event()

    def hold(*, environ: dict[str, Any], **_told: object) -> None:
        if environ["PATH_INFO"] == "/logga-in/":
            begun.set()
            let_go.wait()

    request_started.connect(hold)
    browser = Thread(target=lambda: urlopen(f"{demo_server.url}/logga-in/").close())  # noqa: S310 - our own
    browser.start()
    begun.wait()
    monkeypatch.setattr(waiting, "PATIENCE", 0.2)
    with pytest.raises(TimeoutError, match="1 requests"):
        under_way.wait_for_none(demo_server.url)
    let_go.set()
    monkeypatch.undo()
    under_way.wait_for_none(demo_server.url)
    request_started.disconnect(hold)
    browser.join()
