"""A provider of OpenID Connect on the loopback address, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any

import requests
from django.test import Client

SERVE = """
import sys, warnings
warnings.simplefilter("ignore")
from oidc_provider_mock import run_server_in_thread
with run_server_in_thread() as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""


@dataclass(frozen=True)
class OidcProvider:
    """A running provider."""

    address: str

    def says(self, subject: str, **claims: Any) -> None:
        """Let the provider say this about somebody."""
        requests.put(f"{self.address}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def lets_in(self, address: str, subject: str) -> str:
        """Sign somebody in at the provider; give the address that the browser is led back to."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
        return str(answer.headers["Location"])


@contextmanager
def running_provider() -> Iterator[OidcProvider]:
    """Run a provider until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield OidcProvider(f"http://localhost:{int(process.stdout.readline())}")
        process.stdin.close()


def way_out(client: Client, *, provider: str, **sent: str) -> str:
    """Begin to sign in by a provider; give the address that the page leads to."""
    page = client.post(f"/logga-in/oidc/{provider}/", sent).content.decode()
    return unescape(page.partition("0; url=")[2].partition('"')[0])
