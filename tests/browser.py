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
ROOM = (
    "aria-hidden-focus",
    "button-name",
    "label",
    "link-name",
    "page-has-heading-one",
    "region",
    "scrollable-region-focusable",
    "summary-name",
)
"""The rules of axe whose answer depends on what there is room for; the others read the same page again."""
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

    ``only`` names the rules that are asked for, where it is not all of them.
    """
    script = Axe().axe_script

    def violations(page: Page, *, only: tuple[str, ...] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        chosen = {"resultTypes": ["violations"], **({"runOnly": only} if only else {})}
        found = page.evaluate("chosen => axe.run(chosen).then(results => results.violations)", chosen)
        return [
            f"{each['id']} ({each['impact']}): {', '.join(node['html'] for node in each['nodes'])}"
            for each in found
        ]

    return violations
