"""A real browser for tests of pages: Debian's Chromium, driven by Playwright.

A page fails its test if its console shows an error or a warning, which is how a breach of the
content security policy shows. The browser reaches this machine only.
"""

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe whose answer depends on the colours."""
ONLY_LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser once; skip where none is installed."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium is installed: script/setup --test installs it")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, which Django takes for a view that may not wait.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=found, args=[ONLY_LOOPBACK])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open an empty Swedish page of its own; complain about what its console says."""
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    context = chromium.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """List what the accessibility rules find on a page: rule, impact, the elements.

    ``colours`` is True for the rules of colours alone, False for the others; None for all.
    """

    def violations(page: Page, *, colours: bool | None = None) -> list[str]:
        chosen: dict[str, object] = {} if colours is None else {"runOnly": COLOURS}
        if colours is False:
            chosen = {"rules": {rule: {"enabled": False} for rule in COLOURS}}
        found = Axe().run(page, options={"resultTypes": ["violations"], **chosen}).response["violations"]
        return [
            f"{each['id']} ({each['impact']}): {', '.join(node['html'] for node in each['nodes'])}"
            for each in found
        ]

    return violations
