"""The page of man-years: a file is shown before it is let in, and nothing of it is lost."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hjulet.services.people import OPERATOR
from hjulet.services.staff import import_staff
from hjulet.store.models import StaffFigure
from tests.services.people import AT
from tests.web.visit import SignIn, html_of, text_of

PAGE = "/huvudbok/arsarbetare/"
FILE = "unit;month;man_years\nHR;2017-12;40\nHR;2018-01;41,5\n"


def fields(answer: Any) -> dict[str, str]:
    found = re.findall(r'name="(text|file|base)" value="([^"]*)"', html_of(answer))
    return dict(found)


def test_the_page_works_and_shows_the_latest_year(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(PAGE))
    assert "Årsarbetare per månad 2017" in shown
    assert "HR 38,50 38,50 38,50" in shown
    assert "Årsarbetare per månad 2015" in text_of(sign_in("bo").get(f"{PAGE}?ar=2015"))
    assert sign_in("bo").get(f"{PAGE}?ar=nej").status_code == 200
    assert "Årsarbetare per månad 2015" not in text_of(sign_in("bo").get(f"{PAGE}?ar=٢٠١٥"))


def test_a_file_is_shown_and_then_let_in(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    shown = bo.post(PAGE, {"file": SimpleUploadedFile("p.csv", FILE.encode())})
    assert shown.status_code == 200
    assert "p.csv ändrar 2 månader" in text_of(shown)
    assert "HR december 2017 39,00 40,00" in text_of(shown)
    assert not StaffFigure.objects.filter(file="p.csv").exists()
    lost = bo.post(f"{PAGE}las-in/", fields(shown) | {"text": ""})
    assert lost.status_code == 422 and "Tabellen kom inte fram hel" in text_of(lost)
    assert f'action="{PAGE}"' in html_of(lost)
    assert bo.post(f"{PAGE}las-in/", fields(shown)).status_code == 302
    assert "Årsarbetare per månad 2018" in text_of(bo.get(PAGE))


def test_a_pasted_table_with_faults_is_told_and_kept(sign_in: SignIn) -> None:
    answer = sign_in("bo").post(PAGE, {"text": "unit;month;man_years\nHR;i fjol;3\n"})
    assert answer.status_code == 422
    assert "Månaden ”i fjol” går inte att läsa. Skriv 2017-08." in text_of(answer)
    assert "HR;i fjol;3" in html_of(answer)
    assert "Klistra in en tabell eller välj en fil." in text_of(sign_in("bo").post(PAGE, {"text": ""}))


def test_what_another_let_in_meanwhile_is_shown_before_it_is_overwritten(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    shown = bo.post(PAGE, {"text": FILE})
    import_staff(b"unit;month;man_years\nHR;2017-12;12\n", file="annan.csv", by=OPERATOR, at=AT)
    late = bo.post(f"{PAGE}las-in/", fields(shown))
    assert late.status_code == 409
    assert "Andra årsarbetare har lästs in sedan du såg filen." in text_of(late)
    assert "HR december 2017 12,00 40,00" in text_of(late)
    assert bo.post(f"{PAGE}las-in/", fields(late)).status_code == 302


def test_nothing_to_change_is_said(sign_in: SignIn) -> None:
    shown = sign_in("bo").post(PAGE, {"text": "unit;month;man_years\nHR;2017-12;39\n"})
    assert "1 rad i filen är redan som den ska vara." in text_of(shown)
    assert "Tillbaka till årsarbetarna" in text_of(shown)


def test_an_auditor_reads_and_lets_nothing_in_and_a_manager_finds_no_page(sign_in: SignIn) -> None:
    folke = sign_in("folke")
    assert "Läs in årsarbetare" not in text_of(folke.get(PAGE))
    assert folke.post(PAGE, {"text": FILE}).status_code == 404
    cecilia = sign_in("cecilia")
    assert cecilia.get(PAGE).status_code == 404
    assert cecilia.post(PAGE, {"text": FILE}).status_code == 404
    assert cecilia.post(f"{PAGE}las-in/", {"text": FILE, "file": "p", "base": "0"}).status_code == 404


def test_a_controller_of_another_committee_sees_none_and_cannot_let_in_others(sign_in: SignIn) -> None:
    gun = sign_in("gun")
    assert "38,50" not in text_of(gun.get(PAGE))
    answer = gun.post(PAGE, {"text": FILE})
    assert answer.status_code == 422
    assert "Filen gäller även enheter som inte är dina: HR." in text_of(answer)
