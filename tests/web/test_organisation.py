"""The pages of the organisation: as of a day, a unit over time, and files that are shown, then let in."""

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from python_calamine import CalamineWorkbook

from hjulet.domain.organisation_file import MOST_ROWS
from hjulet.services.demo import PASSWORD
from hjulet.services.ledger import import_sie
from hjulet.services.organisation_import import import_organisation, try_organisation
from hjulet.services.people import OPERATOR, new_person
from hjulet.store.models import Unit
from hjulet.web.organisation_upload import OrganisationForm
from hjulet.web.table_upload import TableForm
from hjulet.web.upload_handler import ArrivedFile
from tests.ledger_text import sie
from tests.services.conftest import small
from tests.services.people import AT, person
from tests.web.test_look import DESK, look_at_desk_and_phone
from tests.web.visit import SignIn, html_of, text_of

PAGE, SEND, LET_IN = "/organisation/", "/organisation/las-in/", "/organisation/las-in/spara/"
ROOT = Path(__file__).resolve().parents[2]
CSV = "/organisation/fil/enheter.csv"
LEDGER = sie("A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00")

__all__ = ["small"]


def units(client: Client) -> str:
    """Give the example's table of units, as the page lets it be taken out."""
    return client.get(CSV).content.decode("utf-8-sig")


def renamed(client: Client) -> str:
    """Let the unit IT get another name in 2027."""
    row = "IT;function;administrative;IT-enheten;KSK;2014-01-01;;no;\n"
    text = units(client)
    assert row in text
    before = row.replace("2014-01-01;;", "2014-01-01;2026-12-31;")
    after = row.replace("IT-enheten", "Digitaliseringen").replace("2014-01-01", "2027-01-01")
    return text.replace(row, before + after)


def fields(answer: Any) -> dict[str, str]:
    found = re.findall(
        r'name="(units|services|successions|file|base)" value="([^"]*)"', html_of(answer), re.DOTALL
    )
    return {name: unescape(value) for name, value in found}


def file(text: str, name: str = "o.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_the_page_works_and_shows_both_structures(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(f"{PAGE}?dag=2018-06-01"))
    assert "Kommunens organisation den 1 juni 2018" in shown
    assert "Kommunstyrelsens kontor KSK Kontor Kommunstyrelsen från 2014-01-01" in shown
    assert "Politisk struktur" in shown and "Administrativ struktur" in shown
    assert "Arbetslivsnämnden ALN Nämnd 2014-01-01 – 2018-12-31" in shown
    assert "Arbetslivsnämnden ALN Finns inte längre från 2019-01-01" in shown  # among what is to come
    later = text_of(sign_in("bo").get(f"{PAGE}?dag=2019-06-01"))
    assert "Socialnämnden tog över efter Arbetslivsnämnden SN" in later
    assert "ALN Nämnd" not in later


@pytest.mark.parametrize("day", ["nej", "2018-02-30", "20180101T00"])
def test_a_day_that_is_none_is_not_found(sign_in: SignIn, day: str) -> None:
    assert sign_in("bo").get(f"{PAGE}?dag={day}").status_code == 404


def test_a_unit_over_time_leads_to_its_economy_where_one_may_see_it(sign_in: SignIn) -> None:
    address = f"{PAGE}enhet/KSK/"
    bo, gun = sign_in("bo").get(address), sign_in("gun").get(address)
    assert "Politisk struktur Kommunstyrelsen från 2014-01-01" in text_of(bo)
    assert "Administrativ struktur överst från 2014-01-01" in text_of(bo)
    assert ("Enhetens ekonomi" in text_of(bo), "Enhetens ekonomi" in text_of(gun)) == (True, False)
    for who, unit in (("bo", "KSK"), ("astrid", "ALN")):  # one of which has ended
        client = sign_in(who)
        (economy,) = re.findall(r'href="(/enhet/[^"]*)"', html_of(client.get(f"{PAGE}enhet/{unit}/")))
        assert client.get(unescape(economy)).status_code == 200
    assert "Efterträddes av Socialnämnden 2019-01-01" in text_of(sign_in("bo").get(f"{PAGE}enhet/ALN/"))
    assert sign_in("bo").get(f"{PAGE}enhet/NEJ/").status_code == 404


def test_a_file_is_shown_then_let_in_and_what_comes_is_seen(sign_in: SignIn) -> None:
    astrid = sign_in("astrid")
    shown = astrid.post(SEND, {"file": [file(renamed(astrid))]})
    assert "o.csv ändrar 1 sak" in text_of(shown)
    assert "IT-enheten IT" not in text_of(shown)
    assert "Digitaliseringen IT Byter namn från 2027-01-01 IT-enheten Digitaliseringen" in text_of(shown)
    assert not Unit.objects.filter(name="Digitaliseringen").exists()
    assert astrid.post(LET_IN, fields(shown)).status_code == 302
    assert "Byter namn från 2027-01-01" in text_of(astrid.get(PAGE))
    again = text_of(astrid.post(SEND, {"text": units(astrid)}))
    assert "62 enheter är redan som de ska vara." in again
    assert "Tillbaka till organisationen" in again


def test_the_workbook_explains_itself_and_comes_back_unchanged(sign_in: SignIn) -> None:
    astrid = sign_in("astrid")
    data = astrid.get("/organisation/fil/organisation.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Enheter", "Betjänar", "Efterträder", "Förklaring"]
    assert ["committee", "Nämnd"] in book.get_sheet_by_name("Förklaring").to_python()
    shown = text_of(astrid.post(SEND, {"file": [SimpleUploadedFile("o.xlsx", data)]}))
    assert "62 enheter är redan som de ska vara." in shown


def test_three_csv_files_are_one_organisation_and_four_are_too_many(sign_in: SignIn) -> None:
    astrid = sign_in("astrid")
    names = ("enheter.csv", "betjanar.csv", "eftertrader.csv")
    given = [file(astrid.get(f"/organisation/fil/{name}").content.decode(), name) for name in names]
    shown = text_of(astrid.post(SEND, {"file": given}))
    assert "enheter.csv, betjanar.csv, eftertrader.csv ändrar 0 saker" in shown
    four = astrid.post(SEND, {"file": [file("code\n") for _ in range(4)]})
    assert (four.status_code, "Välj högst tre filer." in text_of(four)) == (422, True)
    assert "Klistra in en tabell eller välj en fil." in text_of(astrid.post(SEND, {"text": ""}))


def test_all_that_is_wrong_is_told_with_its_row_and_nothing_is_saved(sign_in: SignIn) -> None:
    astrid = sign_in("astrid")
    text = (
        units(astrid)
        .replace("IT;function;", "IT;funktionen;")
        .replace("SN;committee;political", "SN;committee;upp")
    )
    answer = astrid.post(SEND, {"file": [file(text)]})
    assert answer.status_code == 422
    told = text_of(answer)
    assert re.search(r"o.csv, rad \d+: Slaget ”funktionen” är okänt.", told)
    assert re.search(r"o.csv, rad \d+: Strukturen ”upp” är okänd.", told)


def test_what_hangs_on_a_unit_that_goes_is_named(sign_in: SignIn) -> None:
    astrid = sign_in("astrid")
    without = re.sub(r"(?m)^HR;.*\n", "", units(astrid))
    answer = astrid.post(SEND, {"text": without})
    assert answer.status_code == 422
    assert "HR finns inte i filen, men" in text_of(answer)
    assert re.search(r"HR HR försvinner ur organisationen regler i mappningen \(\d\)", text_of(answer))


def test_what_another_changed_meanwhile_is_shown_before_it_is_overwritten(sign_in: SignIn) -> None:
    astrid = sign_in("astrid")
    shown = astrid.post(SEND, {"text": renamed(astrid)})
    serves = (("s.csv", b"department;committee;valid_from;valid_to\nKSK;KS;2014-01-01;\n"),)
    base = try_organisation(serves, by=OPERATOR, at=AT).base
    import_organisation(serves, base=base, by=OPERATOR, at=AT)
    late = astrid.post(LET_IN, fields(shown))
    assert late.status_code == 409
    assert "Organisationen har ändrats sedan du såg filen." in text_of(late)
    assert astrid.post(LET_IN, fields(late)).status_code == 302


def test_what_can_no_longer_be_let_in_is_told_with_what_hangs_on_it(sign_in: SignIn) -> None:
    astrid = sign_in("astrid")
    added = units(astrid) + "NY;unit;political;Ny;KSK;2018-01-01;;yes;\n"
    astrid.post(LET_IN, fields(astrid.post(SEND, {"text": added})))
    shown = astrid.post(SEND, {"text": added.replace("NY;unit;political;Ny;KSK;2018-01-01;;yes;\n", "")})
    assert "Ny NY Försvinner helt" in text_of(shown)
    grants = person("Anna", "unit_manager", "NY").grants
    new_person(username="anna", name="Anna", grants=grants, by=OPERATOR, at=AT)
    late = astrid.post(LET_IN, fields(shown))
    assert late.status_code == 422
    assert "NY finns inte i filen, men 1 uppgifter hör till enheten." in text_of(late)
    assert "Ny NY försvinner ur organisationen roller (1)" in text_of(late)


def test_tables_that_did_not_arrive_are_asked_for_again(sign_in: SignIn) -> None:
    answer = sign_in("astrid").post(LET_IN, {"base": "0"})
    assert answer.status_code == 422
    assert "Tabellerna kom inte fram hela, och ingenting är sparat." in text_of(answer)


def test_tables_that_could_not_be_sent_back_are_told_of_before_they_are_seen(
    sign_in: SignIn, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 22_000
    answer = sign_in("astrid").post(SEND, {"file": [file(renamed(sign_in("astrid")))]})
    assert answer.status_code == 422
    assert "Tabellerna är tillsammans för stora för sidan." in text_of(answer)


def test_as_many_rows_as_a_table_may_have_are_shown_and_sent_back(empty: Client) -> None:
    head = "code;kind;structure;name;parent;valid_from;valid_to;has_appropriation\n"
    top = "KS;executive_board;both;Kommunstyrelsen;;2014-01-01;;yes\n"
    rows = (
        f"{number:05d};unit;political;Enheten för grundskola och fritidshem {number:05d};KS;2014-01-01;;yes\n"
        for number in range(1, MOST_ROWS)
    )
    shown = empty.post(SEND, {"file": [file(head + top + "".join(rows))]})
    assert "Ingen organisation är inläst än" in text_of(shown)
    assert empty.post(LET_IN, fields(shown)).status_code == 302
    assert Unit.objects.count() == MOST_ROWS


@pytest.mark.parametrize("form", [TableForm, OrganisationForm])
def test_a_file_that_the_disk_had_no_room_for_is_told(form: type[TableForm]) -> None:
    with NamedTemporaryFile() as kept:
        came = ArrivedFile(kept, "o.csv", "text/csv", 8, None)
        came.fault = "disk-full"
        given = form({}, MultiValueDict({"file": [came]}))
    assert given.errors["__all__"] == ["Disken är full. Ingenting är ändrat. Frigör plats och försök igen."]


def test_others_find_no_way_in(sign_in: SignIn) -> None:
    for who in ("bo", "gun", "cecilia", "folke", "elsa"):
        client = sign_in(who)
        assert "Läs in organisationen" not in text_of(client.get(PAGE))
        assert client.get(SEND).status_code == 404
        assert client.post(SEND, {"text": "code\n"}).status_code == 404
        assert client.post(LET_IN, {"units": "x", "file": "p", "base": "0"}).status_code == 404


@pytest.fixture
def empty(home: Path, db: None) -> Client:
    """Sign in as the first administrator of a home with nothing in it."""
    grants = person("Anna", "administrator", "KS").grants
    new_person(username="anna", name="Anna", password=PASSWORD, grants=grants, by=OPERATOR, at=AT)
    client = Client()
    assert client.login(username="anna", password=PASSWORD)
    return client


def test_an_empty_home_says_what_to_do_and_gives_a_template_that_is_let_in(empty: Client) -> None:
    assert "Börja med kommunens organisation." in text_of(empty.get("/"))
    shown = text_of(empty.get(PAGE))
    assert "Ingen organisation är inläst än." in shown
    assert "Hämta mallen" in shown
    data = empty.get("/organisation/fil/mall.xlsx").content
    tried = empty.post(SEND, {"file": [SimpleUploadedFile("mall.xlsx", data)]})
    assert "mall.xlsx ändrar 6 saker" in text_of(tried)
    assert empty.post(LET_IN, fields(tried)).status_code == 302
    assert "Kommunstyrelsen KS" in text_of(empty.get(PAGE))


def test_a_unit_without_budget_is_not_said_to_have_no_amounts(small: Path) -> None:
    """What a new home looks like between its ledger and its budget."""
    import_sie(LEDGER, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    grants = person("Anna", "controller", "KS").grants
    new_person(username="anna", name="Anna", password=PASSWORD, grants=grants, by=OPERATOR, at=AT)
    client = Client()
    assert client.login(username="anna", password=PASSWORD)
    for address in ("/enhet/HR/?period=2017", "/?enhet=HR&period=2017"):
        assert "Ingen budget är inläst för enheten" in text_of(client.get(address))
    assert "varken budget eller bokförda belopp" in text_of(client.get("/enhet/KS-POL/?period=2017"))


@pytest.mark.browser
def test_the_administrators_pages_are_accessible(
    enter: Callable[[str], Page],
    demo_server: LiveServer,
    axe: Callable[[Page], list[str]],
) -> None:
    known = (ROOT / "demo" / "organisation.csv").read_text(encoding="utf-8")
    text = known.replace("IT-enheten", "Digitaliseringen").replace(
        "HR;KSK;2014-01-01;;", "HR;KSK;2014-01-01;2026-12-31;"
    )
    page = enter("astrid")
    wrong = {}

    page.set_viewport_size(DESK)

    def see(name: str) -> None:
        wrong[name] = look_at_desk_and_phone(page, axe)

    page.goto(demo_server.url + SEND)
    see("form")
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Visa vad som ändras").click()
    page.get_by_role("heading", name="Kopplat till enheter som upphör eller saknas").wait_for()
    see("trial")
    assert {name: faults for name, faults in wrong.items() if faults} == {}
