"""Tavlor: the board of HR in the example, what one writes on it, moving a card, and its month."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Step
from hjulet.domain.board.month import month_of
from hjulet.domain.period import parse_period
from hjulet.store.board import load_board
from hjulet.store.models import User
from hjulet.web.board_months import month_lead
from tests.web.test_goals import shown, words

HR = "/tavlor/HR/"


def stored(unit: str = "HR") -> Board:
    board = load_board(unit)
    assert board is not None
    return board


def sent(client: Client, address: str, **data: object) -> str:
    """Send a form that is taken, and give where it leads."""
    answer = client.post(address, data)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_board_says_how_it_stands_today_and_leads_up_to_the_goals(bob: Client) -> None:
    page = shown(bob, HR)
    said = words(page)
    assert "2 av 4 rader avviker i dag." in said
    assert (
        "▲ Avviker Svar till chefer Svar inom två arbetsdagar KF-mål 2: HME-index bibehållas eller öka"
        in said
    )
    assert "Elva chefer väntar på svar om de nya pensionsreglerna sedan 7 september, antal 11" in said
    assert "Två kontor har inte lämnat sina underlag i dag, antal 2" in said
    assert "Planera 2 Göra 2 Studera 1 Lära 1" in said
    assert "! skulle vara klar 8 september" in said
    assert '/mal/2017-2019/arbetsgivare-2/"' in page
    assert "93,9 %, 2013" in said  # the last value that there was on the day of the example


def test_who_only_reads_the_unit_reads_the_board(sign_in: Callable[[str], Client]) -> None:
    page = shown(sign_in("elsa"), HR)
    assert "2 av 4 rader avviker i dag." in page
    for form in ("Ny avvikelse", "Normalt igen", "Flytta", "js/board.js"):
        assert form not in page


def test_what_deviates_is_told_over_and_acted_on(bob: Client) -> None:
    assert sent(bob, f"{HR}rad/2/avvikelse/", text="Ett samtal sköts upp", amount="1") == f"{HR}#rad-2"
    told = stored().deviations[-1]
    assert (told.row, str(told.day), told.text) == (2, "2017-09-11", "Ett samtal sköts upp")
    assert told.amount == 1
    new = f"{HR}forbattring/ny/?avvikelse={told.number}"
    assert 'value="2" selected' in shown(bob, new)  # it lifts the row that deviated
    sent(bob, new, title="Ring dagen före", person="hanna", row="2", deviation=told.number)
    assert "Ring dagen före" in words(shown(bob, HR))
    sent(bob, f"{HR}avvikelse/{told.number}/normalt/", version=1)
    said = words(shown(bob, HR))
    assert "Normalt igen i dag: Ett samtal sköts upp" in said  # so that a slip can be undone
    assert "Ett samtal sköts upp i dag" not in said
    over = {
        "text": "Ett samtal",
        "amount": "en",
        "day": "2017-09-11",
        "closed_on": "2017-09-10",
        "version": 2,
    }
    answer = bob.post(f"{HR}avvikelse/{told.number}/", over)
    assert (answer.status_code, "Talet går inte att läsa." in answer.content.decode()) == (422, True)
    answer = bob.post(f"{HR}avvikelse/{told.number}/", over | {"amount": ""})
    assert "Det kan inte bli normalt igen före 2017-09-11" in answer.content.decode()


def test_a_deviation_that_somebody_changed_meanwhile_is_shown_before_it_is_over(bob: Client) -> None:
    change = {"text": "Tolv väntar", "amount": "12", "day": "2017-09-07", "version": 1}
    sent(bob, f"{HR}avvikelse/5/", **change)
    page = bob.post(f"{HR}avvikelse/5/normalt/", {"version": 1}).content.decode()
    assert "Någon annan har ändrat avvikelsen medan du läste." in page
    assert all(part in page for part in ("Tolv väntar", 'value="2017-09-11"', f'action="{HR}avvikelse/5/"'))
    sent(bob, f"{HR}avvikelse/5/", **change | {"version": 2, "closed_on": "2017-09-11"})
    page = bob.post(f"{HR}avvikelse/5/", change | {"text": "Tretton"}).content.decode()
    assert "Nu står där Vad avviker? Tolv väntar. Normalt igen: 2017-09-11. Spara igen" in page
    assert "Tretton" in page


def test_a_row_is_written_changed_and_followed_no_more(bob: Client) -> None:
    row = {"name": "Frånvaro", "normal": "Högst en borta", "goal": "2017-2019 arbetsgivare-1", "version": ""}
    assert sent(bob, f"{HR}rad/ny/", **row) == f"{HR}#rad-5"
    assert "Hållbar arbetshälsa ska öka" in words(shown(bob, HR))
    page = shown(bob, f"{HR}rad/5/")
    assert 'value="2017-2019 arbetsgivare-1" selected' in page
    sent(bob, f"{HR}rad/5/", remove="on", version=1)
    assert "Frånvaro" not in [row.name for row in stored().followed(date(2017, 9, 11))]
    assert bob.get(f"{HR}rad/5/avvikelse/").status_code == 404  # nothing more can be told of it
    late = bob.post(f"{HR}rad/5/avvikelse/", {"text": "Två borta"})  # by whoever wrote meanwhile
    assert late.status_code == 422
    assert "Två borta" in late.content.decode()
    answer = bob.post(f"{HR}rad/1/", {"remove": "on", "version": 1})
    assert "Skriv att det är normalt igen först." in answer.content.decode()


def test_a_card_moves_by_its_buttons_and_tells_its_moves(bob: Client) -> None:
    assert sent(bob, f"{HR}forbattring/4/flytta/", step="do", **{"from": "plan"}) == HR
    said = words(shown(bob, f"{HR}forbattring/4/"))
    assert "Steg Göra" in said
    assert "Skrevs upp 22 augusti Planera → Göra Cecilia Låtsberg, i dag" in said
    assert bob.post(f"{HR}forbattring/4/flytta/", {"step": "nej", "from": "do"}).status_code == 404


def test_of_two_who_move_a_card_the_second_sees_both_moves_and_chooses(alice: Client, bob: Client) -> None:
    sent(alice, f"{HR}forbattring/4/flytta/", step="put-away", **{"from": "plan"})
    answer = bob.post(f"{HR}forbattring/4/flytta/", {"step": "do", "from": "plan"})
    said = words(answer.content.decode())
    assert answer.status_code == 409
    assert "Bo Talstrand har lagt undan kortet. Du ville flytta det till Göra." in said
    assert "Flytta till Göra ändå Låt det vara undanlagt" in said
    sent(bob, f"{HR}forbattring/4/flytta/", step="do", **{"from": "put-away"})
    assert "1 lämnade tavlan" in words(shown(bob, HR))


def test_cards_are_put_in_order_by_their_buttons_and_of_two_the_second_is_told(bob: Client) -> None:
    first, second = (each.number for each in stored().columns()[Step.PLAN])
    page = shown(bob, HR)
    assert f'id="kort-{first}"' in page
    where = f"{HR}forbattring/{second}/ordna/"
    assert sent(bob, where, before=first, version="1") == f"{HR}#kort-{second}"
    assert [each.number for each in stored().columns()[Step.PLAN]] == [second, first]
    late = bob.post(where, {"before": "", "version": "1"})
    assert late.status_code == 409
    assert "Någon annan har ordnat korten samtidigt." in words(late.content.decode())
    assert bob.post(where, {"before": "nej", "version": "2"}).status_code == 404
    sent(bob, where, before="", version="2")
    assert [each.number for each in stored().columns()[Step.PLAN]] == [first, second]


def test_a_month_is_told_as_it_was_and_taken_along_as_csv(bob: Client) -> None:
    page = shown(bob, f"{HR}manad/2017-08/")
    said = words(page)
    assert "2 avvikelser. 1 förbättring blev klar." in said
    assert "28 augusti Två samtal sköts upp, vi hade ingen ledig tid" in said
    assert "Studera → Lära, Lära → Klar" in said
    assert "Till och med 11 september 2017." in words(shown(bob, f"{HR}manad/2017-09/"))
    assert bob.get(f"{HR}manad/2017-10/").status_code == 404
    parts = bob.get(f"{HR}manad/2017-08/manad.csv").streaming_content  # type: ignore[attr-defined]
    lines = b"".join(parts).decode("utf-8-sig").splitlines()
    assert lines[0] == "Vad;Dag;Rad;Text;Antal;Ansvarig;Klart senast;Läge"
    assert lines[1].startswith("Ny avvikelse;2017-08-28;Rehabsamtal;Två samtal sköts upp")
    assert len(lines) == 1 + 2 + 5


def test_management_sees_all_boards_below_it_and_who_has_none(alice: Client, charlie: Client) -> None:
    said = words(shown(alice, "/tavlor/"))
    assert "HR ▲ 2 rader avviker 6 1 i dag" in said
    assert "Utan tavla Kommunstyrelsens kontor" in said
    month = words(shown(alice, "/tavlor/manad/2017-09/"))
    assert "HR 3 2 2 3 0 1" in month
    assert "Ingen enhet som du ser har en tavla än." in shown(charlie, "/tavlor/")


def test_a_unit_without_a_board_starts_one(alice: Client) -> None:
    assert "Enheten har ingen tavla än." in shown(alice, "/tavlor/EKO/")
    assert alice.get("/tavlor/EKO/rad/1/").status_code == 404
    assert alice.get("/tavlor/EKO/rad/ny/").status_code == 404
    assert sent(alice, "/tavlor/EKO/borja/") == "/tavlor/EKO/"
    assert "Vad ska ni följa?" in shown(alice, "/tavlor/EKO/")
    assert str(stored("EKO").started_on) == "2017-09-11"
    said = words(shown(alice, "/tavlor/"))
    assert "Inga rader än" in said
    assert "Något avviker i dag på 1 av 1 tavla." in said


def test_no_page_has_the_username_of_a_protected_owner(bob: Client) -> None:
    User.objects.filter(username="hanna").update(is_protected=True)
    form = f"{HR}forbattring/6/andra/"
    pages = [shown(bob, address) for address in (HR, form, f"{HR}forbattring/6/", f"{HR}forbattring/ny/")]
    assert not any("hanna" in page for page in pages)
    assert '<option value="=" selected>Skyddad person</option>' in pages[1]
    sent(bob, form, title="Länk till mallen", person="=", row="3", deviation="4", version=2)
    card = stored().improvements[5]
    assert (card.title, card.person) == ("Länk till mallen", "hanna")


def test_a_month_without_new_deviations_says_what_is_left_of_the_earlier() -> None:
    day = date(2017, 6, 5)
    board = Board(
        unit="HR",
        started_on=day,
        rows=(FollowedRow(number=1, name="Svar", normal="Inom två dagar", since=day),),
        deviations=(Deviation(number=1, row=1, day=day, text="x"),),
    )
    month = month_of(board, parse_period("2017-07"), today=date(2017, 9, 11))
    assert month_lead([month]) == "Inga nya avvikelser, 1 är kvar. Ingen förbättring blev klar."


@pytest.mark.browser
def test_a_card_is_dragged_and_moved_with_keys_alone(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("cecilia")
    page.goto(demo_server.url + HR)
    says = page.locator("#board-says")
    card = page.locator(".board-card").filter(has_text="Telefonvakt")
    wall = page.context.new_page()
    wall.clock.install()
    wall.goto(demo_server.url + HR)
    card.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(says).to_have_text("Telefonvakt på schema mellan 12 och 14: Studera.")
    page.keyboard.press("Escape")
    expect(says).to_have_text("Telefonvakt på schema mellan 12 och 14: tillbaka i Planera.")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(says).to_have_text("Telefonvakt på schema mellan 12 och 14: flyttat till Göra.")
    expect(card).to_be_focused()
    wall.clock.run_for(60_000)
    expect(wall.locator("#steg-do")).to_contain_text("Telefonvakt")  # nobody touched it there
    card.drag_to(page.locator("#steg-act"))  # the version that the keys left is the one that is sent
    expect(says).to_have_text("Telefonvakt på schema mellan 12 och 14: flyttat till Lära.")
    page.reload()
    expect(page.locator("#steg-act").locator(card)).to_have_count(1)
    second = page.context.new_page()  # its console tells of the answer 409, as it should
    second.goto(demo_server.url + HR)
    card.locator("summary").click()
    card.get_by_role("button", name="Klar").click()
    expect(page.get_by_text("2 lämnade tavlan de senaste 30 dagarna")).to_be_visible()
    second.locator(".board-card").filter(has_text="Telefonvakt").focus()
    for key in ("Space", "ArrowLeft", "Space"):
        second.keyboard.press(key)
    expect(second.get_by_role("alert")).to_contain_text("Du ville flytta det till Studera.")


def test_a_column_is_put_in_order_with_keys_and_by_dragging(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("cecilia")
    page.goto(demo_server.url + HR)
    says, column = page.locator("#board-says"), page.locator("#steg-plan .board-card")
    second = column.nth(1)
    title = str(second.get_attribute("data-title"))
    second.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(says).to_have_text(f"{title}: längre går det inte, Planera.")
    page.keyboard.press("ArrowUp")
    expect(says).to_have_text(f"{title}: plats 1 av 2 i Planera.")
    page.keyboard.press("Escape")
    expect(column.nth(1)).to_have_attribute("data-title", title)
    for key in ("Space", "ArrowUp", "Space"):
        page.keyboard.press(key)
    expect(says).to_have_text(f"{title}: ligger på plats 1 av 2 i Planera.")
    page.reload()
    expect(column.nth(0)).to_have_attribute("data-title", title)
    box = column.nth(1).bounding_box()
    assert box is not None
    column.nth(0).drag_to(column.nth(1), target_position={"x": 20, "y": box["height"] - 4})
    expect(says).to_have_text(f"{title}: ligger på plats 2 av 2 i Planera.")
    column.nth(0).locator("summary").click()  # the buttons know how the cards lie now
    column.nth(0).get_by_role("button", name="Nedåt").click()
    expect(column.nth(0)).to_have_attribute("data-title", title)
