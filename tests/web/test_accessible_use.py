"""The site as it is used by whoever has no mouse, needs large or spaced text, wants no motion, or prints."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MONTH = "/rapport/month/KS/2017-08/"
REPORT = "/rapport/annual/KS/2017/"
MAIN_PAGES = (
    "/?period=2017-01..2017-08",
    "/enhet/HR/?period=2017",
    "/namnd/KS/?period=2017-01..2017-08",
    REPORT,
    MONTH,
    f"{MONTH}text/unit-comments.EKO/",
    "/mallar/month/1998/",
    "/investeringar/enhet/KS/?period=2017",
    "/huvudbok/",
    "/huvudbok/las-in/",
    "/mappning/versioner/",
    "/tal/?ref=net_cost+unit%3DHR+period%3D2017",
    "/tillganglighet/",
)
MOST_STOPS = 200
ZOOMED = {"200 %": (640, 450), "400 %": (320, 225)}
"""What a window of 1280 x 900 has room for when it is zoomed."""

FOCUS = """() => {
    const it = document.activeElement;
    if (it === document.body) return "the focus is lost";
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    const isBeside = box.right <= 0 || box.left >= innerWidth;
    if (!box.width || isBeside || box.bottom <= 0 || box.top >= innerHeight) return `unseen: ${it.outerHTML}`;
    const isMarked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return isMarked ? "" : `not marked: ${it.outerHTML}`;
}"""

SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
}"""
"""The distances of WCAG 2.1, 1.4.12."""

PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""What follows from a new size has been done."""

CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((it) => {
    const style = getComputedStyle(it);
    if (it.closest(".hidden, svg") || !it.checkVisibility() || !it.textContent.trim()) return false;
    const cuts = (how) => how === "hidden" || how === "clip";
    return (cuts(style.overflowX) && it.scrollWidth > it.clientWidth + 1)
        || (cuts(style.overflowY) && it.scrollHeight > it.clientHeight + 1);
}).map((it) => it.outerHTML.slice(0, 200))"""

MOVING = """() => {
    const longest = (times) => Math.max(...times.split(",").map((each) => parseFloat(each) || 0));
    return [...document.querySelectorAll("*")].flatMap((it) => ["", "::before", "::after"].map((part) => {
        const style = getComputedStyle(it, part);
        const moved = style.animationName === "none" ? 0 : longest(style.animationDuration);
        const time = Math.max(moved, longest(style.transitionDuration));
        return time > 0.01 ? `${it.tagName}${part} ${it.className}` : "";
    })).filter(Boolean);
}"""

TOOLS = "button, input, select, textarea, nav:not(.context), .skip, .foot, .actions, .table-tools, .tools"
"""What is for working on the page: on paper it is nothing. The bar stays, as it says where and when."""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; wherever it stops on the way, one sees where one is."""
    expect(target).to_have_count(1)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == ""
        if target.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"not reached by {MOST_STOPS} tabs: {target}")


def follow(page: Page, target: Locator, address: str) -> None:
    """Go to a link or button by Tab, press Enter, and wait for the page that it leads to."""
    tab_to(page, target)
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def write(page: Page, field: str, text: str) -> None:
    """Go to a field by Tab and write in it, or choose in a list by its first letters."""
    tab_to(page, page.locator(field))
    page.keyboard.type(text)


def is_wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_a_month_report_is_commented_by_keyboard_alone(demo_server: LiveServer, page: Page) -> None:
    page.goto(f"{demo_server.url}/logga-in/")
    follow(page, page.get_by_role("button", name="Bo Talstrand"), "**/mitt-arbete/")
    follow(page, page.locator("nav.words").get_by_role("link", name="Rapporter"), "**/rapporter/")
    follow(page, page.locator(f'main a[href^="{MONTH}"]'), f"**{MONTH}*")
    follow(page, page.get_by_role("link", name="Skriv text"), "**/text/**")
    follow(page, page.locator('nav.contents a[href$="/text/unit-comments.EKO/"]'), "**/unit-comments.EKO/")
    write(page, "#source", "Vi anställer två ekonomer i oktober.")
    follow(page, page.get_by_role("button", name="Spara", exact=True), "**/unit-comments.EKO/?*")
    expect(page.get_by_role("status").filter(has_text="Sparat")).to_be_visible()
    follow(page, page.locator(".path a"), f"**{MONTH}*")
    expect(page.get_by_role("main")).to_contain_text("Vi anställer två ekonomer i oktober.")


def test_a_report_kind_is_made_by_keyboard_alone(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    page.goto(f"{demo_server.url}/mallar/ny/")
    write(page, "#name", "Kort rapport")
    write(page, "#title", "Kort rapport för nämnden")
    for word in ("Rubrik", "Tabell"):
        write(page, "#add", word)
        tab_to(page, page.get_by_role("button", name="Lägg till"))
        page.keyboard.press("Enter")
        expect(page.locator(".block summary").last).to_be_focused()
        if word == "Rubrik":
            write(page, "#b0-title", "Så gick det")
    follow(page, page.get_by_role("button", name="Spara mallen"), "**/mallar/kort-rapport/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kort rapport")
    assert page.locator(".block summary").all_inner_texts()[0] == "Så gick det"
    assert page.locator(".block").count() == 2


def test_moving_and_removing_a_part_leaves_the_keyboard_where_it_was(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    page.goto(f"{demo_server.url}/mallar/month/1998/")
    second = page.locator(".block summary").nth(1).inner_text()
    page.locator('button[value="down-1"]').press("Enter")
    expect(page.locator(".block summary").nth(2)).to_be_focused()
    expect(page.locator(".block summary").nth(2)).to_have_text(second)
    page.locator('button[value="remove-2"]').press("Enter")
    expect(page.locator(".block summary").nth(2)).to_be_focused()


def test_a_focus_that_nobody_sees_is_found(demo_server: LiveServer, page: Page) -> None:
    page.goto(f"{demo_server.url}/logga-in/")
    assert page.evaluate(FOCUS) == "the focus is lost"
    page.locator("button.choose").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == ""
    page.evaluate("document.activeElement.style.outline = 'none'")
    assert page.evaluate(FOCUS).startswith("not marked")


@pytest.mark.parametrize("zoom", ZOOMED)
def test_a_zoomed_page_does_not_scroll_sideways(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], zoom: str
) -> None:
    page = enter("bo")
    width, height = ZOOMED[zoom]
    page.set_viewport_size({"width": width, "height": height})
    wrong = {}
    for address in MAIN_PAGES:
        page.goto(demo_server.url + address)
        wrong[address] = axe(page) + ["wider than the window"] * is_wider_than_the_window(page)
    assert {address: found for address, found in wrong.items() if found} == {}


@pytest.mark.parametrize("width", [1280, 640, 390])
def test_spaced_text_is_not_cut_off(
    enter: Callable[[str], Page], demo_server: LiveServer, width: int
) -> None:
    page = enter("bo")
    page.set_viewport_size({"width": width, "height": 900})
    wrong = {}
    for address in MAIN_PAGES:
        page.goto(demo_server.url + address)
        page.evaluate(SPACED)
        page.evaluate(PAINTED)
        wrong[address] = page.evaluate(CUT_OFF) + ["wider than the window"] * is_wider_than_the_window(page)
    assert {address: found for address, found in wrong.items() if found} == {}


def test_text_that_is_cut_off_is_found(enter: Callable[[str], Page]) -> None:
    page = enter("bo")
    page.evaluate("Object.assign(document.querySelector('h1').style, {height: '20px', overflow: 'hidden'})")
    assert len(page.evaluate(CUT_OFF)) == 1


def test_nothing_moves_for_whoever_wants_no_motion(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    page.emulate_media(reduced_motion="reduce")
    wrong = {}
    for address in MAIN_PAGES:
        page.goto(demo_server.url + address)
        wrong[address] = page.evaluate(MOVING)
    assert {address: found for address, found in wrong.items() if found} == {}


@pytest.mark.parametrize(("motion", "moving"), [("reduce", 0), ("no-preference", 1)])
def test_the_note_of_a_figure_appears_with_motion_only_for_others(
    enter: Callable[[str], Page], demo_server: LiveServer, motion: str, moving: int
) -> None:
    page = enter("cecilia")
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    page.goto(f"{demo_server.url}/?period=2017")
    page.locator("h1 a.figure").focus()
    page.locator("#margin .margin-note").wait_for()
    assert len(page.evaluate(MOVING)) == moving


def test_a_report_on_paper_has_no_tools(enter: Callable[[str], Page], demo_server: LiveServer) -> None:
    page = enter("bo")
    page.goto(demo_server.url + REPORT)
    assert page.locator(TOOLS).filter(visible=True).count() > 5
    page.emulate_media(media="print")
    shown = page.locator(TOOLS).filter(visible=True)
    assert [each.evaluate("it => it.outerHTML.slice(0, 200)") for each in shown.all()] == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".report table").first).to_be_visible()
    cut = "(figures) => figures.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.id)"
    assert page.locator(".report figure").evaluate_all(cut) == []
    assert not is_wider_than_the_window(page)
