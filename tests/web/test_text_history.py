"""What saving answers the page's script, and the page of a text's history."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hjulet.store.models import ReportText, SetAsideText
from tests.web.visit import SignIn, links_of, text_of

pytestmark = pytest.mark.usefixtures("demo")

HERE = "/rapport/month/KS/2017-08/text/unit-comments.HR/"
SCRIPT = {"Accept": "application/json"}


def autosave(client: Client, source: str, *, version: int) -> Any:
    return client.post(f"{HERE}autospara/", {"source": source, "version": version}, headers=SCRIPT)


def stored() -> str:
    return ReportText.objects.get(kind="month", period="2017-08", section="unit-comments.HR").source


def test_a_save_answers_its_version_and_time(sign_in: SignIn) -> None:
    cecilia = sign_in("cecilia")
    answer = autosave(cecilia, "Ett.\r\n\r\nTvå.", version=0)
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert len(answer.json()["clock"]) == len("14.02")
    assert stored() == "Ett.\n\nTvå."


def test_whoever_comes_second_hears_of_both_texts(sign_in: SignIn) -> None:
    autosave(sign_in("cecilia"), "Två vakanser.", version=0)
    answer = autosave(sign_in("bo"), "Tre vakanser.", version=0)
    heard = answer.json()
    assert (answer.status_code, heard["version"], heard["theirs"]) == (409, 1, "Två vakanser.")
    assert heard["who"].startswith("Cecilia Låtsberg sparade ")
    assert "Tre" in heard["html"] and "<ins>" in heard["html"]
    assert SetAsideText.objects.get(pk=heard["set_aside"]).source == "Tre vakanser."
    assert stored() == "Två vakanser."


def test_a_save_reads_its_writer_the_organisation_and_the_text_once(sign_in: SignIn) -> None:
    cecilia = sign_in("cecilia")
    autosave(cecilia, "Ett.", version=0)
    with CaptureQueriesContext(connection) as asked:
        assert autosave(cecilia, "Ett. Två.", version=1).status_code == 200
    read = [found[1] for query in asked if (found := re.match(r'SELECT .*? FROM "(\w+)"', query["sql"]))]
    assert len(read) == len(set(read))
    assert {"store_user", "store_unit", "store_lock", "store_reporttext"} <= set(read)


def test_words_of_a_text_are_never_marks_in_the_difference(sign_in: SignIn) -> None:
    autosave(sign_in("cecilia"), "<b>a</b>", version=0)
    heard = autosave(sign_in("bo"), "<script>b</script>", version=0).json()
    assert "<script>" not in heard["html"] and "&lt;script&gt;" in heard["html"]


def test_what_cannot_be_saved_is_said_with_its_reason(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    gone = bo.post("/rapport/month/KS/2017-08/text/nowhere/autospara/", {"source": "x", "version": 0})
    assert (gone.status_code, len(gone.json()["reasons"])) == (422, 1)
    long = autosave(bo, "x" * 200_001, version=0)
    assert (long.status_code, len(long.json()["reasons"])) == (422, 1)


@pytest.mark.parametrize("address", ["autospara/", "skillnad/", "undanlagd/", "historik/aterstall/"])
def test_another_committees_controller_is_told_of_no_such_place(sign_in: SignIn, address: str) -> None:
    given = {"source": "x", "version": "0", "set_aside": "1", "restore": "1"}
    assert sign_in("gun").post(HERE + address, given).status_code == 404


def test_a_bad_period_is_no_place(sign_in: SignIn) -> None:
    address = "/rapport/month/KS/2017-99/text/unit-comments.HR/autospara/"
    assert sign_in("bo").post(address, {"source": "x", "version": 0}).status_code == 404


def test_without_a_script_a_lost_text_waits_on_the_page_until_one_chooses(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    autosave(sign_in("cecilia"), "Två vakanser.", version=0)
    assert bo.post(HERE, {"source": "Tre vakanser.", "version": 0}).status_code == 409
    shown = text_of(bo.get(HERE))
    assert "kom inte med" in shown and "[borttaget: Två ] [tillagt: Tre ] vakanser." in shown
    assert "kom inte med" not in text_of(sign_in("cecilia").get(HERE))
    number = SetAsideText.objects.get().pk
    assert bo.post(f"{HERE}undanlagd/", {"set_aside": number}).status_code == 302
    assert "kom inte med" not in text_of(bo.get(HERE))


def test_the_history_tells_who_wrote_what_and_an_auditor_reads_it(sign_in: SignIn) -> None:
    cecilia, bo, folke = sign_in("cecilia"), sign_in("bo"), sign_in("folke")
    autosave(cecilia, "Två vakanser.", version=0)
    autosave(bo, "Tre vakanser.", version=1)
    autosave(cecilia, "Fyra", version=1)
    for reader in (cecilia, bo, folke):
        shown = text_of(reader.get(f"{HERE}historik/"))
        assert "Från version 1 till version 2" in shown
        assert "[borttaget: Två ] [tillagt: Tre ] vakanser." in shown
        assert "Texter som inte kom med" in shown and "Cecilia Låtsberg" in shown
    assert "Återställ version 1" in text_of(bo.get(f"{HERE}historik/"))
    assert "Återställ" not in text_of(folke.get(f"{HERE}historik/"))
    assert folke.post(f"{HERE}historik/aterstall/", {"restore": 1, "version": 2}).status_code == 404
    assert "?fran=1&till=2" in links_of(bo.get(f"{HERE}historik/"))


def test_a_version_is_restored_and_the_restoring_undone(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    autosave(bo, "Bra.", version=0)
    autosave(bo, "Sämre.", version=1)
    back = bo.post(f"{HERE}historik/aterstall/", {"restore": 1, "version": 2})
    assert (back.status_code, stored()) == (302, "Bra.")
    assert "version 1 återställd" in text_of(bo.get(f"{HERE}historik/"))
    bo.post(f"{HERE}historik/aterstall/", {"restore": 2, "version": 3})
    assert stored() == "Sämre."
    late = bo.post(f"{HERE}historik/aterstall/", {"restore": 1, "version": 3})
    assert (late.status_code, stored()) == (409, "Sämre.")


def test_a_text_nobody_has_written_has_a_page_that_says_so(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    assert "Ingen har skrivit här än." in text_of(bo.get(f"{HERE}historik/"))
    assert bo.get(f"{HERE}historik/?fran=1&till=2").status_code == 200
    assert bo.get("/rapport/month/KS/2017-08/text/nowhere/historik/").status_code == 404


def test_a_version_that_never_was_is_not_found(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    autosave(bo, "Bra.", version=0)
    assert bo.get(f"{HERE}historik/?fran=0&till=9").status_code == 404
    assert bo.post(f"{HERE}historik/aterstall/", {"restore": 9, "version": 1}).status_code == 404


def test_nobody_saves_in_the_name_of_who_has_signed_in_since(sign_in: SignIn) -> None:
    """Two people at one browser: the page of the first must not save as the second."""
    address = "/rapport/month/KS/2017-08/text/unit-comments.HR/autospara/"
    cecilia = sign_in("cecilia")
    typed = {"source": "Bos ord.", "version": "0"}
    assert cecilia.post(address, {**typed, "actor": "bo"}).status_code == 401
    assert not ReportText.objects.filter(section="unit-comments.HR", period="2017-08").exists()
    assert cecilia.post(address, {**typed, "actor": "cecilia"}).status_code == 200  # the control
