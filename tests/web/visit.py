"""How the tests of pages visit them: as one of the invented persons, and reading what a reader would.

Alice is Bo (``bo``, controller of the executive board), Bob is Cecilia (``cecilia``, manager of HR), Charlie
is Gun (``gun``, controller of another committee). Elsa (``elsa``) is elected; Folke (``folke``) audits.
"""

import re
from html import unescape
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client


def sign_in(username: str) -> Client:
    """Give a client in which one of the invented persons has signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def text_of(answer: Any) -> str:
    """Read a page's text: no marks, ordinary blanks."""
    page = re.sub(r"<[^>]+>", " ", _main(html_of(answer)))
    words = unescape(page).replace("\u00a0", " ").split()
    return re.sub(r" ([,.;:])(?= |$)", r"\1", " ".join(words))


def html_of(answer: HttpResponse) -> str:
    """Read a page as it was sent."""
    return answer.content.decode()


def links_of(answer: Any) -> list[str]:
    """List the addresses that a page links to."""
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', html_of(answer))]


def _main(page: str) -> str:
    """Leave out what stands around every page."""
    found = re.search(r"<main.*</aside>", page, re.DOTALL)
    return found[0] if found else page
