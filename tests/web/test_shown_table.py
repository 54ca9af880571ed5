"""Any table of a page: copied, as csv, and as a workbook by way of the server."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from python_calamine import CalamineWorkbook

from hjulet.documents.sheet_cells import XLSX
from hjulet.web import shown_table
from tests.web.visit import SignIn

ADDRESS = "/tabell.xlsx"


def table(**changes: object) -> dict[str, object]:
    return {
        "caption": "Kostnader 2017 tkr",
        "columns": [{"label": "Rad", "number": False}, {"label": "Utfall", "number": True}],
        "rows": [
            {"sum": False, "cells": ["Personal", ["−25\u00a0540", "-25539664.68"]]},
            {"sum": True, "cells": ["Summa", "−25\u00a0540"]},
        ],
        **changes,
    }


def sent(client: Client, body: object, **headers: str) -> Any:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(ADDRESS, text, content_type="application/json", headers=headers)


def rows_of(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()  # type: ignore[return-value]


@pytest.mark.usefixtures("demo")
class TestEndpoint:
    """POST /tabell.xlsx."""

    @pytest.mark.parametrize("person", ["bo", "cecilia", "gun", "elsa", "folke"])
    def test_whoever_has_signed_in_gets_a_workbook_of_the_table(self, sign_in: SignIn, person: str) -> None:
        answer = sent(sign_in(person), table())
        assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
        assert answer["Content-Disposition"] == 'attachment; filename="tabell.xlsx"'
        assert rows_of(answer.content) == [
            ["Kostnader 2017 tkr", ""],
            ["Rad", "Utfall"],
            ["Personal", -25_539_664.68],
            ["Summa", -25_540.0],
        ]

    def test_whoever_has_not_is_sent_to_do_so(self) -> None:
        answer = sent(Client(), table())
        assert answer.status_code == 302
        assert answer["Location"].startswith("/logga-in/")

    def test_another_site_cannot_send_a_table_in_ones_name(self, sign_in: SignIn) -> None:
        signed_in = sign_in("bo")
        checked = Client(enforce_csrf_checks=True)
        checked.cookies = signed_in.cookies
        assert sent(checked, table()).status_code == 403
        checked.get("/")
        token = checked.cookies["csrftoken"].value
        assert sent(checked, table(), **{"X-CSRFToken": token}).status_code == 200

    def test_it_takes_only_what_is_sent(self, sign_in: SignIn) -> None:
        assert sign_in("bo").get(ADDRESS).status_code == 405

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "{",
            "[" * 100_000,
            b"\xff\xfe",
            "[]",
            table(columns=[]),
            table(columns=[{"label": 1, "number": False}]),
            table(rows=[{"sum": False, "cells": ["one too few"]}]),
            table(rows=[{"sum": False, "cells": ["a", 5]}]),
            table(rows=[{"sum": "no", "cells": ["a", "b"]}]),
            table(rows=[["a", "b"]]),
            table(caption=None),
        ],
        ids=str,
    )
    def test_what_is_no_table_is_refused_in_a_sentence(self, sign_in: SignIn, body: object) -> None:
        answer = sent(sign_in("bo"), body)
        assert answer.status_code == 422
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode() == "Tabellen gick inte att läsa. Ladda om sidan och försök igen."

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (table(columns=[{"label": "x", "number": False}] * 201), "201 kolumner, gränsen är 200"),
            (table(rows=[{}] * 10_001), "10 001 rader, gränsen är 10 000"),
            (
                table(
                    columns=[{"label": "x", "number": False}] * 200,
                    rows=[{"sum": False, "cells": [""] * 200}] * 1_001,
                ),
                "1 001 rader, gränsen är 1 000",
            ),
            (
                table(rows=[{"sum": False, "cells": ["a", "b" * 32_768]}]),
                "Rad 1 i tabellen har en cell med 32 768 tecken",
            ),
            ("x" * 2_000_001, "2 000 001 byte, gränsen är 2 000 000"),
        ],
        ids=["columns", "rows", "cells", "cell", "bytes"],
    )
    def test_what_is_too_much_is_refused_with_the_limit(
        self, sign_in: SignIn, body: object, words: str
    ) -> None:
        answer = sent(sign_in("bo"), body)
        assert answer.status_code == 422
        assert words in answer.content.decode().replace("\u00a0", " ")

    def test_a_table_at_the_limits_goes_through(self, sign_in: SignIn) -> None:
        most = table(
            columns=[{"label": "x", "number": True}] * shown_table.MOST_COLUMNS,
            rows=[{"sum": False, "cells": ["1 234"] * shown_table.MOST_COLUMNS}] * 800,
        )
        assert sent(sign_in("bo"), most).status_code == 200

    @pytest.mark.parametrize("text", ["=1+1", "+46 8", "@SUM(A1)", "\t=1", "<r><t>fet</t></r>", "\ud800"])
    def test_no_cell_becomes_a_formula(self, sign_in: SignIn, text: str) -> None:
        evil = table(
            caption=text,
            columns=[{"label": text, "number": False}, {"label": text, "number": True}],
            rows=[{"sum": False, "cells": [text, [text, "=1+1"]]}],
        )
        answer = sent(sign_in("bo"), evil)
        assert answer.status_code == 200
        head, *rows = rows_of(answer.content)
        shown = text.replace("\ud800", "\ufffd").strip()
        assert str(head[0]).strip() == shown
        assert str(rows[-1][0]).strip() == shown

    def test_in_english_the_sentence_is_english(self, sign_in: SignIn) -> None:
        answer = sent(sign_in("bo"), "{", **{"Accept-Language": "en"})
        assert "could not be read" in answer.content.decode()


def tools(page: Page, caption: str) -> Any:
    return page.get_by_role("group", name=f"Tabellen {caption}", exact=True)


@pytest.mark.browser
class TestTools:
    """The row under each table."""

    def test_each_table_has_its_tools_by_name(
        self, enter: Callable[[str], Page], demo_server: LiveServer
    ) -> None:
        page = enter("bo")
        for address in ("/rapport/annual/KS/2017/", "/enhet/KS/?period=2017", "/huvudbok/", "/foretag/"):
            page.goto(demo_server.url + address)
            captions = page.locator("main table caption").count()
            assert captions >= 1
            assert page.locator("main .table-tools").count() == captions, address
        buttons = page.locator("main .table-tools button").all()
        assert [button.inner_text() for button in buttons] == ["Kopiera", "csv", "Excel"]
        assert [button.get_attribute("aria-label") for button in buttons] == [
            "Kopiera tabellen Juridiska personer",
            "csv av tabellen Juridiska personer",
            "Excelbok av tabellen Juridiska personer",
        ]

    def test_pages_with_files_of_their_own_get_no_doubles(
        self, enter: Callable[[str], Page], demo_server: LiveServer
    ) -> None:
        page = enter("bo")
        for address in ("/huvudbok/analys/", "/huvudbok/analys/rader/?enhet=HR&rad=personnel"):
            page.goto(demo_server.url + address)
            assert page.locator("main .table-tools button").all_inner_texts() == ["Kopiera"], address

    def test_a_report_table_comes_as_a_workbook_with_exact_kronor_by_keyboard(
        self, enter: Callable[[str], Page], demo_server: LiveServer, tmp_path: Path
    ) -> None:
        page = enter("bo")
        page.goto(f"{demo_server.url}/rapport/annual/KS/2017/")
        caption = "Resultat och nettokostnadsutveckling per enhet 2017"
        tools(page, caption).get_by_role("button", name="Kopiera").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        with page.expect_download() as fetched:
            page.keyboard.press("Enter")
        tools(page, caption).get_by_text("Hämtad").wait_for()
        assert fetched.value.suggested_filename == f"{caption.lower().replace(' ', '-')}-tkr.xlsx"
        fetched.value.save_as(tmp_path / "table.xlsx")
        rows = rows_of((tmp_path / "table.xlsx").read_bytes())
        assert rows[0][0] == f"{caption} tkr"
        assert rows[1][1:] == [
            "Nämndbidrag helår",
            "Resultat 2017",
            "Nettokostnad 2017",
            "Nettokostnad 2016",
            "Nettokostnad 2015",
            "Nettokostnadsutveckling %",
        ]
        ekonomi = next(row for row in rows if row[0] == "Ekonomi")
        assert ekonomi[1:4] == [45_474_000.0, 2_616_850.0, 42_857_150.0]

    def test_a_table_comes_as_csv_for_swedish_excel(
        self, enter: Callable[[str], Page], demo_server: LiveServer, tmp_path: Path
    ) -> None:
        page = enter("bo")
        page.goto(f"{demo_server.url}/rapport/annual/KS/2017/")
        caption = "Resultaträkning 2017"
        page.evaluate(
            """() => { const cells = document.querySelectorAll("#income-statement tbody th");
            cells[0].textContent = "=1+1"; cells[1].textContent = 'med ; och "citat"'; }"""
        )
        with page.expect_download() as fetched:
            tools(page, caption).get_by_role("button", name="csv").click()
        fetched.value.save_as(tmp_path / "table.csv")
        data = (tmp_path / "table.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert rows[1][0] == "'=1+1"
        assert rows[2][0] == 'med ; och "citat"'
        personnel = next(row for row in rows if row[0] == "Personal")
        assert personnel[1:] == ["-142565", "-140888", "-143017", "-2129"]

    def test_a_table_of_words_is_copied_too(
        self, enter: Callable[[str], Page], demo_server: LiveServer
    ) -> None:
        page = enter("bo")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{demo_server.url}/foretag/")
        tools(page, "Juridiska personer").get_by_role("button", name="Kopiera").click()
        tools(page, "Juridiska personer").get_by_text("Kopierad").wait_for()
        lines = page.evaluate("navigator.clipboard.readText()").splitlines()
        assert len({line.count("\t") for line in lines}) == 1
        assert any("KOMMUN" in line for line in lines)

    def test_a_refusal_is_said_beside_the_button(
        self, enter: Callable[[str], Page], demo_server: LiveServer
    ) -> None:
        page = enter("bo").context.new_page()  # one whose console may tell of the refusal
        page.goto(f"{demo_server.url}/foretag/")
        page.evaluate(
            "() => { document.querySelector('main tbody').rows[0].cells[0].textContent = 'x'.repeat(33000); }"
        )
        tools(page, "Juridiska personer").get_by_role("button", name="Excel").click()
        said = tools(page, "Juridiska personer").get_by_role("status")
        said.get_by_text("Rad 1 i tabellen har en cell med 33 000 tecken").wait_for()

    def test_nothing_of_it_is_printed(self, enter: Callable[[str], Page], demo_server: LiveServer) -> None:
        page = enter("bo")
        page.goto(f"{demo_server.url}/foretag/")
        assert page.locator(".table-tools").is_visible()
        page.emulate_media(media="print")
        assert not page.locator(".table-tools").is_visible()


@pytest.mark.browser
class TestReferences:
    """The reference of a figure."""

    def test_it_is_copied_on_the_page_of_the_figure(
        self, enter: Callable[[str], Page], demo_server: LiveServer
    ) -> None:
        page = enter("bo")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{demo_server.url}/tal/?ref=net_cost+unit%3DHR+period%3D2017")
        page.get_by_role("button", name="Kopiera referensen").focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("Kopierad").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == "{net_cost unit=HR period=2017 as=mnkr1}"

    def test_it_is_copied_from_the_margin_by_its_button_and_from_the_figure_by_keys(
        self, enter: Callable[[str], Page]
    ) -> None:
        page = enter("cecilia")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        figure = page.locator("h1 a.figure")
        reference = f"{{{figure.get_attribute('data-figure')} as=tkr0}}"
        assert reference == "{remaining unit=HR period=2017 as=tkr0}"
        figure.hover()
        page.locator("#margin").get_by_role("button", name="Kopiera referensen").click()
        page.locator("#margin").get_by_text("Kopierad").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == reference
        page.evaluate("navigator.clipboard.writeText('')")
        figure.focus()
        page.locator("#margin code").get_by_text(reference).wait_for()
        page.keyboard.press("Control+c")
        page.locator("#margin").get_by_text("Kopierad").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == reference
