"""The example answers this machine only; a municipality's own site answers everybody."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1"])
def test_this_machine_is_answered(demo: None, client: Client, settings: LazySettings, address: str) -> None:
    settings.HJULET_DEMO = True
    assert client.get("/logga-in/", REMOTE_ADDR=address).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.7"},
    ],
)
def test_another_machine_is_not(demo: None, settings: LazySettings, asked: dict[str, Any]) -> None:
    client = Client(**asked)
    assert client.get("/logga-in/").status_code == 200
    settings.HJULET_DEMO = True
    assert client.get("/logga-in/").status_code == 403
    assert client.post("/logga-in/exempel/", {"username": "bo"}).status_code == 403
