"""How far it is from the sign-in page to a commented variance: clicks, letters and seconds.

    python -m benchmarks.first_comment

The example municipality is served as ``hjulet serve`` does. A controller and a manager each sign in, in a
real browser, find the comment that is missing and write it; it is over when the page says that it is saved.
The hands are quick: a person's are not, so the seconds are those that the system takes.
"""

import os
import re
import shutil
import time
from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright

from benchmarks.served import example_home, served

COMMENT = "Två tjänster är vakanta sedan mars och tillsätts i oktober."
MONTH = "/rapport/month/KS/2017-08/"


class Hands:
    """Clicks on a page, and counts."""

    def __init__(self, page: Page) -> None:
        """Begin at the sign-in page."""
        self.page, self.clicks, self.begun = page, 0, time.perf_counter()

    def click(self, selector: str) -> None:
        """Click on the first thing of its kind and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.clicks += 1
        print(f"  {time.perf_counter() - self.begun:5.1f} s  {self.page.title()}")

    def write(self, text: str) -> None:
        """Click in the text field, write, and wait until it is saved by itself."""
        self.page.locator("#source").click()
        self.clicks += 1
        self.page.keyboard.type(text)
        self.page.locator("[data-shown]").filter(has_text=re.compile("^Sparat")).wait_for()
        print(
            f"  {time.perf_counter() - self.begun:5.1f} s  {self.page.locator('[data-shown]').inner_text()}"
        )


def controller(hands: Hands) -> None:
    """Bo goes to the month's report and writes the first comment that is missing."""
    hands.click('form:has(input[value="bo"]) button')
    hands.click('nav.words a[href="/rapporter/"]')
    hands.click(f'main a[href^="{MONTH}"]')
    hands.click(f'a[href="{MONTH}text/"]')
    hands.write(COMMENT)


def manager(hands: Hands) -> None:
    """Cecilia follows the link that her controller has sent, signs in, and writes her own unit's comment."""
    hands.click('form:has(input[value="cecilia"]) button')
    hands.write(COMMENT)


TRIALS: dict[str, tuple[str, Callable[[Hands], None]]] = {
    "a controller, from the sign-in page": ("/logga-in/", controller),
    "a manager, by the link to the report's texts": (f"{MONTH}text/", manager),
}


def main() -> None:
    """Serve the example, let both write, and print."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with example_home(), served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, (address, trial) in TRIALS.items():
            page = browser.new_context(locale="sv-SE").new_page()
            page.set_default_timeout(120_000)
            page.goto(f"http://127.0.0.1:{site.port}{address}")
            print(f"{name}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            hands = Hands(page)
            trial(hands)
            print(f"  {hands.clicks} clicks, {len(COMMENT)} letters")
        browser.close()


if __name__ == "__main__":
    main()
