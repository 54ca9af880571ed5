"""The page where a controller makes a kind of report, and the texts that its template asks for."""

import re
from typing import Any

import pytest

from hjulet.store.models import ReportTemplate, ReportText
from tests.web.visit import SignIn, html_of, text_of

pytestmark = pytest.mark.usefixtures("demo")

MONTH = "/rapport/month/KS/2017-08/"


def fields(page: str) -> dict[str, str]:
    """Read the fields of the template's form as a browser would send them back."""
    form = page.split('class="template-form"')[1].split("</form>", maxsplit=1)[0]
    found = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)', form))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def press(client: Any, page: str, address: str, do: str, **changed: str) -> Any:
    return client.post(address, {**fields(page), "do": do, **changed})


def test_a_new_kind_is_made_by_hand_and_opens_as_a_report(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = html_of(bo.get("/mallar/ny/"))
    named = {"name": "Kort läge", "title": "{owner} korta läge", "from_year": "2017"}
    page = html_of(press(bo, page, "/mallar/ny/", "add", add="heading", **named))
    page = html_of(press(bo, page, "/mallar/ny/", "add", add="text", **{"b0-title": "Läget"}))
    page = html_of(press(bo, page, "/mallar/ny/", "add", add="chart", add_chart="net-cost-bridge"))
    [picture] = [link.replace("&amp;", "&") for link in re.findall(r'src="(/diagram/[^"]+)"', page)]
    assert bo.get(picture)["Content-Type"] == "image/svg+xml"
    standing = {"b1-standing": "Nettokostnaden blev {net_cost as=mnkr1}."}
    answer = press(bo, page, "/mallar/ny/", "add", add="table", add_table="net-cost-by-unit", **standing)
    assert "Nettokostnaden blev 347,7 mnkr." in text_of(answer)  # the preview
    saved = press(bo, html_of(answer), "/mallar/ny/", "save")
    assert saved["Location"] == "/mallar/kort-lage/2017/"
    assert "Kort läge Kommunstyrelsen 2017" in text_of(bo.get("/rapporter/"))
    assert "Nettokostnaden blev 347,7 mnkr." in text_of(bo.get("/rapport/kort-lage/KS/2017/"))


def test_blocks_are_moved_and_removed_without_saving(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = html_of(bo.get("/mallar/month/1998/"))
    first, second = fields(page)["b0-id"], fields(page)["b1-id"]
    moved = html_of(press(bo, page, "/mallar/month/1998/", "down-0"))
    assert (fields(moved)["b0-id"], fields(moved)["b1-id"]) == (second, first)
    fewer = html_of(press(bo, moved, "/mallar/month/1998/", "remove-0"))
    assert fields(fewer)["b0-id"] == first
    assert int(fields(fewer)["count"]) == int(fields(page)["count"]) - 1
    assert not ReportTemplate.objects.exists()


def test_what_is_wrong_is_said_all_at_once_and_nothing_is_lost(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = html_of(bo.get("/mallar/month/1998/"))
    broken = {"b0-title": " ", "b5-over": "mycket", "from_year": "2018"}
    answer = press(bo, page, "/mallar/month/1998/", "save", **broken)
    assert answer.status_code == 422
    assert "En rubrik är tom." in text_of(answer)
    assert "Gränsen för kommentarerna" in text_of(answer)
    assert fields(html_of(answer))["b5-over"] == "mycket"
    assert not ReportTemplate.objects.exists()


def test_whoever_saves_second_is_told_and_can_save_over(sign_in: SignIn) -> None:
    bo, astrid = sign_in("bo"), sign_in("astrid")
    page = html_of(bo.get("/mallar/month/1998/"))
    press(bo, page, "/mallar/month/1998/", "save", name="Månadsbrev", from_year="2017")
    late = press(astrid, page, "/mallar/month/1998/", "save", name="Månadsblad", from_year="2017")
    assert late.status_code == 409
    assert "har sparat mallen från 2017" in text_of(late)
    assert fields(html_of(late))["name"] == "Månadsblad"
    assert press(astrid, html_of(late), "/mallar/month/1998/", "save").status_code == 302
    assert ReportTemplate.objects.get(kind="month").content["name"] == "Månadsblad"


def test_a_new_kind_of_a_taken_name_is_refused_with_all_that_was_written(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = html_of(bo.get("/mallar/ny/"))
    named = {"name": "Month", "title": "{owner} månad", "from_year": "2017"}
    page = html_of(press(bo, page, "/mallar/ny/", "add", add="heading", **named))
    answer = press(bo, page, "/mallar/ny/", "save", **{"b0-title": "Läget"})
    assert answer.status_code == 422
    assert "Ge Month ett annat namn" in text_of(answer)
    assert fields(html_of(answer))["b0-title"] == "Läget"


def test_a_template_of_the_product_becomes_ones_own_and_can_be_removed_again(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = html_of(bo.get("/mallar/month/1998/"))
    press(bo, page, "/mallar/month/1998/", "save", name="Månadsbrev", from_year="2017")
    assert "Egen mall från 2017" in text_of(bo.get("/mallar/"))
    assert "Månadsbrev Kommunstyrelsen" in text_of(bo.get("/rapporter/"))
    bo.post("/mallar/month/2017/ta-bort/", {"version": "1"})
    assert "Egen mall" not in text_of(bo.get("/mallar/"))


@pytest.mark.parametrize("who", ["gun", "cecilia", "elsa", "folke"])
def test_a_template_is_not_there_for_whoever_may_not_change_it(sign_in: SignIn, who: str) -> None:
    client = sign_in(who)
    for page in ("/mallar/ny/", "/mallar/month/1998/"):
        assert client.get(page).status_code == 404
        assert client.post(page, {"do": "save", "name": "x"}).status_code == 404
    assert client.post("/mallar/forhandsvisning/", {}).status_code == 404
    assert client.get("/mallar/").status_code == 200
    assert "Ny rapporttyp" not in text_of(client.get("/mallar/"))


def test_a_text_is_previewed_without_being_saved(sign_in: SignIn) -> None:
    answer = sign_in("bo").post(
        f"{MONTH}text/result-text/forhandsvisning/", {"source": "Kostade {net_cost as=mnkr1}. {net_kost}"}
    )
    assert "Kostade 217,2 mnkr." in text_of(answer)
    assert "1 referens går inte att läsa." in text_of(answer)
    assert not ReportText.objects.filter(kind="month", period="2017-08").exists()


def test_last_months_comment_is_offered_and_carried_on_with_one_press(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    bo.post(
        "/rapport/month/KS/2017-07/text/unit-comments.ADM/",
        {"source": "{net_cost as=mnkr1}: IT-projektet väntar.", "version": 0},
    )
    address = f"{MONTH}text/unit-comments.ADM/"
    shown = text_of(bo.get(address))
    assert re.search(r"Kommentaren från juli 2017 [\d,]+ mnkr: IT-projektet väntar.", shown)
    bo.post(f"{address}oforandrad/", {"version": "0"})
    carried = re.search(r"IT-projektet väntar\.(.*?)Oförändrat sedan juli 2017\.", text_of(bo.get(MONTH)))
    assert carried is not None
    assert carried[1].strip() in ("", "Starta ett samtal om texten")


def test_a_manager_is_led_to_the_own_unit_and_told_of_no_other(sign_in: SignIn) -> None:
    cecilia = sign_in("cecilia")
    led = cecilia.get(f"{MONTH}text/")
    assert led["Location"] == f"{MONTH}text/unit-comments.HR/"
    shown = html_of(cecilia.get(f"{MONTH}text/unit-comments.HR/"))
    assert "unit%3DHR" in shown and "unit-comments.EKO" not in shown
    assert "unit-comments.EKO" in html_of(sign_in("bo").get(f"{MONTH}text/unit-comments.HR/"))  # the control
    assert cecilia.get(f"{MONTH}text/unit-comments.EKO/").status_code == 404
    assert cecilia.post(f"{MONTH}text/unit-comments.EKO/", {"source": "x", "version": 0}).status_code == 404
    saved = cecilia.post(f"{MONTH}text/unit-comments.HR/", {"source": "Vakanser.", "version": 0})
    assert saved.status_code == 302
