"""Takes the pictures of the manual from the example municipality in a real browser; see ``script/pictures``.

``PICTURES`` names each file of ``docs/handbok/bilder``: who sees it, where, and how high the window is.
Light, Swedish, 1100 pixels wide. The text for those who do not see stands in the manual beside each.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "handbok" / "bilder"
LARGEST = 150_000
"""Bytes of a picture: the manual is read on slow lines too."""
WIDTH = 1100
PATIENCE = 120_000
"""Milliseconds that a page may take on a busy machine."""

AUGUST = "period=2017-01..2017-08"
MONTH = "/rapport/month/KS/2017-08/"
PICTURES = {
    "fortroendevald.png": ("elsa", f"/?{AUGUST}", 760),
    "enhetschef.png": ("cecilia", f"/?{AUGUST}", 760),
    "prognos.png": ("cecilia", "/ekonomi/prognos/?enhet=HR&period=2017-08", 560),
    "controller.png": ("bo", f"/namnd/KS/?{AUGUST}", 700),
    "mitt-arbete.png": ("bo", "/mitt-arbete/", 700),
    "manadsrapport.png": ("bo", MONTH, 760),
    "kommentar.png": ("david", f"{MONTH}text/unit-comments.EKO/", 760),
    "revisor.png": ("folke", "/tal/?ref=net_cost+unit%3DHR+period%3D2017", 700),
    "analys.png": ("folke", "/huvudbok/analys/?enhet=HR&period=2017", 640),
    "administrator.png": ("astrid", "/personer/", 560),
    "utseende.png": ("astrid", "/utseende/kommunen/", 760),
    "utgavor.png": ("bo", "/utgavor/", 480),
    "aret.png": ("elsa", "/aret/2017/", 760),
}


def take(browser: Browser, server: str, folder: Path) -> list[str]:
    """Take every picture into a folder and give what is wrong with them."""
    wrong = []
    for file, (person, path, height) in PICTURES.items():
        context = browser.new_context(
            locale="sv-SE",
            color_scheme="light",
            reduced_motion="reduce",
            viewport={"width": WIDTH, "height": height},
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{server}/logga-in/")
        page.locator(f'form:has(input[value="{person}"]) button').click()
        page.wait_for_load_state()
        answer = page.goto(server + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / file)
        size = (folder / file).stat().st_size
        if answer is None or not answer.ok:
            wrong.append(f"{file}: {path} cannot be seen by {person}")
        if size > LARGEST:
            wrong.append(f"{file}: {size} bytes, more than {LARGEST}")
        context.close()
    return wrong


def main(server: str, chromium: str) -> int:
    """Take the pictures of a server of the example municipality; the old ones go if all are good."""
    with sync_playwright() as playwright, TemporaryDirectory() as place:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=sv"])
        wrong = take(browser, server, Path(place))
        browser.close()
        if wrong:
            print("\n".join(wrong), file=sys.stderr)
            return 1
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(place, FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
