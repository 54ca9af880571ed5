"""A SAML identity provider on the loopback address, in a process of its own (``saml_idp.py``)."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
import requests
from django.http import HttpResponse
from django.test import Client


@dataclass(frozen=True)
class SamlProvider:
    """A running provider."""

    address: str

    def put(self, what: str, content: object) -> None:
        """Give the provider something: a service's metadata, or what it says next."""
        sent = {"data": content} if isinstance(content, bytes) else {"json": content}
        requests.put(f"{self.address}/{what}", timeout=30, **sent).raise_for_status()

    def metadata(self) -> bytes:
        """Give the provider's description."""
        return requests.get(f"{self.address}/metadata", timeout=30).content

    def answers(self, address: str) -> tuple[str, str]:
        """Follow the browser to the provider; give where its answer is sent, and the answer."""
        said = requests.get(address, timeout=30).json()
        return said["to"], said["SAMLResponse"]


@contextmanager
def running_provider() -> Iterator[SamlProvider]:
    """Run a provider until the block ends; skip where xmlsec1, which signs for it, is not installed."""
    if shutil.which("xmlsec1") is None:
        pytest.skip("xmlsec1 is not installed: script/setup --test installs it")
    program = Path(__file__).with_name("saml_idp.py")
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield SamlProvider(f"http://localhost:{int(process.stdout.readline())}")
        process.terminate()


def way_out(client: Client, *, name: str, **sent: str) -> str:
    """Begin to sign in by a provider; give the address that the page leads to."""
    page = client.post(f"/logga-in/saml/{name}/", sent).content.decode()
    return unescape(page.partition("0; url=")[2].partition('"')[0])


def come_back(client: Client, to: str, answer: str) -> HttpResponse:
    """Send the provider's answer as a browser does: by a form from another site, without our cookies."""
    stranger = Client(headers={"host": "testserver"})
    taken = stranger.post(to.removeprefix("http://testserver"), {"SAMLResponse": answer})
    client.cookies.update(stranger.cookies)
    return client.get(taken.headers["Location"])  # type: ignore[return-value]
