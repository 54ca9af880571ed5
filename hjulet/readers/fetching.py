"""Fetching from another system over the net: patient with one that is busy, strict with what it answers.

A reader asks one system, named by its base address, and never follows it elsewhere: neither a redirect nor an
address in an answer leads to another host. What was answered is given as it came, to be kept as evidence.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import httpx

ATTEMPTS = 5
"""How many times an address is asked before it is given up."""

LONGEST_WAIT = 60.0
"""Seconds that a system may ask one to wait; one that asks for more is given up."""

MAX_BYTES = 50_000_000
TIMEOUT = 30.0
_BUSY, _SERVER_FAULT = 429, 500
_FIRST_WAIT = 1.0


class FetchFault(Exception):
    """Another system did not answer, or not as it says that it does; ``code`` and ``params`` say why."""

    def __init__(self, code: str, **params: str) -> None:
        """Keep the code and the values for the sentence made at the edge."""
        super().__init__(code, params)
        self.code, self.params = code, params


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a system answered, as it came, and the address that was asked."""

    address: str
    body: bytes

    @property
    def json(self) -> Any:
        """Read the answer as JSON, numbers as exact decimals; raises FetchFault."""
        try:
            return json.loads(self.body, parse_float=Decimal, parse_int=Decimal)
        except (ValueError, RecursionError) as fault:
            raise strange(self.address, "json") from fault


def strange(address: str, what: str) -> FetchFault:
    """Make the fault of an answer that is not as the system's own description says."""
    return FetchFault("source-strange", address=address, what=what)


@dataclass(frozen=True, kw_only=True)
class Fetcher:
    """Asks one system. ``pace`` is the seconds before each question, ``sleep`` waits them."""

    base: str
    pace: float = 0.0
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=TIMEOUT))
    sleep: Callable[[float], None] = time.sleep

    def get(self, address: str) -> Answer:
        """Ask for an address below the base; waits and asks again while the system is busy or at fault.

        Raises FetchFault: ``source-strange`` for another host, ``source-busy``, ``source-away``,
        ``source-refused`` for any other answer than 200, ``source-too-large``.
        """
        if _place(address) != _place(self.base):
            raise strange(address, "host")
        last = FetchFault("source-away", address=address)
        if self.pace:
            self.sleep(self.pace)
        for attempt in range(ATTEMPTS):
            try:
                return self._once(address)
            except _Later as later:
                last = later.fault
                wait = later.wait if later.wait is not None else _FIRST_WAIT * 2**attempt
                if wait > LONGEST_WAIT:
                    break
                if attempt + 1 < ATTEMPTS:
                    self.sleep(wait)
        raise last

    def _once(self, address: str) -> Answer:
        try:
            with self.client.stream("GET", address, headers={"Accept": "application/json"}) as found:
                if found.status_code == _BUSY:
                    raise _Later(FetchFault("source-busy", address=address), _seconds(found))
                if found.status_code >= _SERVER_FAULT:
                    raise _Later(FetchFault("source-away", address=address), _seconds(found))
                if found.status_code != httpx.codes.OK:
                    raise FetchFault("source-refused", address=address, status=str(found.status_code))
                return Answer(address=address, body=b"".join(_limited(found.iter_bytes(), address)))
        except httpx.InvalidURL as fault:
            raise strange(address, "address") from fault
        except httpx.HTTPError as fault:
            raise _Later(FetchFault("source-away", address=address), None) from fault


def _place(address: str) -> tuple[str, str]:
    """Tell the scheme and the host of an address; what is no address has none."""
    try:
        return urlsplit(address)[:2]
    except ValueError:
        return "", ""


class _Later(Exception):
    """The system may answer later, in so many seconds if it has said so."""

    def __init__(self, fault: FetchFault, wait: float | None) -> None:
        super().__init__(fault)
        self.fault, self.wait = fault, wait


def _seconds(found: httpx.Response) -> float | None:
    """Read how long one is asked to wait; a day and time is left to our own patience."""
    text = found.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() and len(text) < len("1000000") else None


def _limited(pieces: Iterator[bytes], address: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_BYTES:
            raise FetchFault("source-too-large", address=address, limit=str(MAX_BYTES))
        yield piece
