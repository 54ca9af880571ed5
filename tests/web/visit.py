"""How the tests of pages read them: as a reader would, and by their links."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.test import Client

from hjulet.store.models import Snapshot

SignIn = Callable[[str], Client]
"""``sign_in("bo")``: Bo is controller of KS, Cecilia manages HR, Gun is controller of another committee,
Elsa is elected, Folke audits.
"""


WORK = "/mitt-arbete/"
"""What somebody who writes meets after signing in."""


def latest() -> int:
    """Tell the number of the example's latest snapshot."""
    return Snapshot.objects.latest("number").number


def text_of(answer: Any) -> str:
    """Read a page's text: no marks, ordinary blanks."""
    page = re.sub(r"<[^>]+>", " ", _main(html_of(answer)))
    words = unescape(page).replace("\u00a0", " ").split()
    return re.sub(r" ([,.;:])(?= |$)", r"\1", " ".join(words))


def html_of(answer: Any) -> str:
    """Read a page as it was sent."""
    return str(answer.content.decode())


def links_of(answer: Any) -> list[str]:
    """List the addresses that a page links to."""
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', html_of(answer))]


def _main(page: str) -> str:
    """Leave out what stands around every page."""
    found = re.search(r"<main.*</aside>", page, re.DOTALL)
    return found[0] if found else page
