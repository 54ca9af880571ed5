"""Kolada and SCB without a net: what they answer is given by the test, and what they were asked is kept."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from django.conf import LazySettings

from hjulet.readers import kolada, scb
from hjulet.readers.fetching import Fetcher
from hjulet.services import fetch_sources
from hjulet.services.fetch_sources import Sources


class Net:
    """Kolada and SCB as this test has them: what they answer, and what they were asked.

    The catalogue comes in pages of so many key figures as ``per_page`` says.
    """

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.table: dict[str, Any] = {}
        self.kpis: list[dict[str, Any]] = []
        self.groups: list[dict[str, Any]] = []
        self.per_page = 5000
        self.busy = 0
        self.asked: list[str] = []

    def kolada(self, year: int, value: Any, *, gender: str = "T", place: str = "0181") -> None:
        """Publish a value."""
        is_deleted = value == "deleted"
        part = {"gender": gender, "value": None if is_deleted else value, "isdeleted": is_deleted}
        self.rows.append({"kpi": "N00090", "municipality": place, "period": year, "values": [part]})

    def kpi(self, id: str, title: str, **given: Any) -> None:
        """Put a key figure into the catalogue."""
        self.kpis.append({"id": id, "title": title, "municipality_type": "K", **given})

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer as either of them; the first ``busy`` times as one who has too much to do."""
        self.asked.append(str(request.url))
        if self.busy:
            self.busy -= 1
            return httpx.Response(429, headers={"Retry-After": "1"})
        if request.url.host != "api.kolada.se":
            return httpx.Response(200, json=self.table)
        match request.url.path:
            case "/v3/kpi":
                return httpx.Response(200, json=self._page(int(request.url.params.get("page", "1"))))
            case "/v3/kpi_groups":
                return httpx.Response(200, json={"values": self.groups})
            case _:
                return httpx.Response(200, json={"values": self.rows})

    def _page(self, number: int) -> dict[str, Any]:
        end = number * self.per_page
        after = f"{kolada.BASE}/kpi?per_page=5000&page={number + 1}" if end < len(self.kpis) else None
        return {"values": self.kpis[end - self.per_page : end], "next_url": after}


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Iterator[Net]:
    """Give the two systems, without a net, to an installation that is Södertälje's."""
    settings.HJULET_MUNICIPALITY = "0181"
    found = Net()
    client = httpx.Client(transport=httpx.MockTransport(found.answer))
    made = Sources(
        kolada=lambda: Fetcher(base=kolada.BASE, client=client, sleep=lambda _: None),
        scb=lambda: Fetcher(base=scb.BASE, client=client, sleep=lambda _: None),
    )
    monkeypatch.setattr(fetch_sources, "SOURCES", made)
    yield found
    client.close()
