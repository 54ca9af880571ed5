"""The pages of forecasts, causes, savings and special follow-ups: written in, and seen by whom."""

import re
from typing import Any

import pytest
from django.test import Client

from hjulet.store.models import CauseVersion, ForecastVersion, SavingVersion
from tests.web.visit import SignIn, html_of, links_of, text_of

FORECASTS = "/ekonomi/prognos/?enhet=KS&period=2017-08"
CAUSES = "/ekonomi/forklaringar/?enhet=KS&period=2017"
SAVINGS = "/ekonomi/effektiviseringar/?enhet=KS&period=2017"
FOLLOW_UPS = "/ekonomi/uppfoljningar/?enhet=KS&period=2017"
SAVING = {"unit": "HR", "name": "Färre lokaler", "decision": "KF 2016-11-28 § 210", "amount": "1,5 mnkr"}


def fields_of(answer: Any) -> dict[str, str]:
    """Read a page's form as a browser would send it back."""
    page = re.search(r'<form method="post">.*?</form>', html_of(answer), re.DOTALL)
    assert page is not None
    found = {}
    for field in re.findall(r"<input [^>]*>", page[0]):
        name, value = (re.search(rf' {what}="([^"]*)"', field) for what in ("name", "value"))
        if name and 'type="checkbox"' not in field:
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', page[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def change(client: Client, address: str, **changes: str) -> Any:
    return client.post(address, {**fields_of(client.get(address)), **changes})


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (FORECASTS, "Prognos efter augusti 2017"),
        (CAUSES, "17,6 mnkr att förklara, 35 tkr återstår."),
        ("/ekonomi/forklaringar/avvikelse/?enhet=KS&period=2017", "5,0 mnkr att förklara"),
        (SAVINGS, "Inga effektiviseringar är beslutade för 2017."),
        (FOLLOW_UPS, "Konsulter 7410-7420 2016–"),
        ("/ekonomi/uppfoljningar/?enhet=KSK&period=2017", "Inga särskilda uppföljningar gäller för 2017."),
    ],
)
def test_the_page_works(sign_in: SignIn, address: str, words: str) -> None:
    assert words in text_of(sign_in("bo").get(address))


def test_forecasts_stand_beside_the_budget_of_their_time(sign_in: SignIn) -> None:
    shown = text_of(sign_in("elsa").get(FORECASTS))
    assert "Kommunstyrelsen 347 701 339 990 7 711" in shown
    assert "Kommunikation 19 479 19 979 −500 Utredningar tidigareläggs" in shown
    assert "Spara" not in shown
    october = text_of(sign_in("elsa").get("/ekonomi/prognos/?enhet=KS&period=2017-10"))
    assert "Kommunstyrelsen 352 701 346 701 6 000 Tillskott på 5 000 tkr för lokaler beslutat" in october


def test_a_manager_writes_her_own_units_forecast_and_no_other(sign_in: SignIn) -> None:
    cecilia = sign_in("cecilia")
    address = "/ekonomi/prognos/?enhet=HR&period=2017-08"
    assert (
        change(cecilia, address, **{"HR-amount": "38,9 mnkr", "HR-note": "Fler vikarier"}).status_code == 302
    )
    assert "HR 38 744 38 900 −156" in text_of(cecilia.get(address))
    assert cecilia.get(FORECASTS).status_code == 404
    assert sign_in("gun").get(FORECASTS).status_code == 404


def test_an_amount_that_cannot_be_read_is_told_and_nothing_is_saved(sign_in: SignIn) -> None:
    before = ForecastVersion.objects.count()
    answer = change(sign_in("bo"), FORECASTS, **{"HR-amount": "mycket", "EKO-amount": "1"})
    assert answer.status_code == 422
    assert "Beloppet går inte att läsa." in text_of(answer)
    assert 'value="mycket"' in html_of(answer)
    assert ForecastVersion.objects.count() == before


def test_a_forecast_that_somebody_else_has_changed_is_not_written_over(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    read = fields_of(bo.get(FORECASTS))
    assert change(bo, FORECASTS, **{"HR-amount": "38 000 000"}).status_code == 302
    late = bo.post(FORECASTS, {**read, "HR-amount": "39 000 000"})
    assert late.status_code == 422
    assert "Någon annan har ändrat en prognos" in text_of(late)


def test_an_emptied_forecast_is_taken_away(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    assert change(bo, FORECASTS, **{"HR-amount": ""}).status_code == 302
    assert "Kommunstyrelsens kontor Stadsdirektörens kansli 11 964 9 800" in text_of(bo.get(FORECASTS))
    assert not ForecastVersion.objects.filter(unit="HR", known_until__isnull=True).exists()


def test_an_old_snapshot_is_looked_at_and_not_written_in(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    for address in (FORECASTS, CAUSES, SAVINGS, FOLLOW_UPS):
        assert "<button" in html_of(bo.get(address)).partition("<main")[2]
        shown = bo.get(f"{address}&ogonblick=9")
        assert '<button class="primary"' not in html_of(shown).partition("<main")[2], address
        refused = bo.post(f"{address}&ogonblick=9", {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"})
        assert refused.status_code == 422
        assert "Sidan visar en äldre ögonblicksbild" in text_of(refused)


def test_causes_are_changed_moved_added_and_removed_at_once(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    answer = change(
        bo,
        CAUSES,
        **{
            "form-0-place": "9",
            "form-1-amount": "4 434 550",
            "form-5-remove": "on",
            "form-6-text": "Övrigt",
            "form-6-amount": "3,2 mnkr",
            "form-6-duration": "one-off",
        },
    )
    assert answer.status_code == 302
    now = CauseVersion.objects.filter(known_until__isnull=True).order_by("place")
    assert [(one.row, one.text[:6]) for one in now] == [
        (2, "Löneko"), (3, "Ökade "), (4, "Ökad k"), (5, "Högre "), (1, "Ändrad"), (7, "Övrigt"),
    ]  # fmt: skip
    assert "17,6 mnkr att förklara, 0 kr återstår." in text_of(bo.get(CAUSES))


def test_a_list_that_somebody_else_has_changed_is_not_written_over(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    read = fields_of(bo.get(CAUSES))
    assert change(bo, CAUSES, **{"form-0-amount": "1"}).status_code == 302
    late = bo.post(CAUSES, {**read, "form-0-amount": "2"})
    assert late.status_code == 422
    assert "Någon annan har ändrat listan" in text_of(late)


def test_a_list_with_a_fault_in_it_still_says_what_it_was_made_of(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    read = fields_of(bo.get(CAUSES))
    assert change(bo, CAUSES, **{"form-0-text": "Internbanken, av en kollega"}).status_code == 302
    faulty = bo.post(CAUSES, {**read, "form-0-amount": "mycket"})
    assert faulty.status_code == 422
    late = bo.post(CAUSES, {**fields_of(faulty), "form-0-amount": "1"})
    assert "Någon annan har ändrat listan" in text_of(late)
    assert "Internbanken, av en kollega" in html_of(bo.get(CAUSES))


def test_who_may_only_look_sees_the_causes_as_they_stand(sign_in: SignIn) -> None:
    elsa = sign_in("elsa")
    shown = text_of(elsa.get(CAUSES))
    assert "Ökade IT-kostnader 4 400 000,00 Varaktig" in shown
    assert "Spara" not in shown
    assert elsa.post(CAUSES, {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}).status_code == 404
    assert sign_in("gun").get(CAUSES).status_code == 404


def test_a_saving_is_decided_reported_on_and_removed(sign_in: SignIn) -> None:
    bo, cecilia = sign_in("bo"), sign_in("cecilia")
    assert bo.post(SAVINGS, SAVING).status_code == 302
    assert "Färre lokaler HR KF 2016-11-28 § 210 Beslutad 1 500" in text_of(bo.get(SAVINGS))
    (link,) = {one for one in links_of(bo.get(SAVINGS)) if "/HR/2017/1/" in one}
    seen = cecilia.get(link.replace("KS", "HR"))
    assert "Ändra beslutet" not in text_of(seen)
    version = fields_of(seen)["version"]
    said = {"effect-form": "on", "status": "under-way", "effect": "600 tkr", "version": version}
    assert cecilia.post(link, said).status_code == 302
    assert "Pågår 1 500 600" in text_of(bo.get(SAVINGS))
    late = bo.post(link, {"remove": "on", "version": version})
    assert late.status_code == 422
    assert "Någon annan har ändrat effektiviseringen" in text_of(late)
    now = SavingVersion.objects.get(known_until__isnull=True)
    assert cecilia.post(link, {"remove": "on", "version": str(now.pk)}).status_code == 404
    assert bo.post(link, {"remove": "on", "version": str(now.pk)}).status_code == 302
    assert "Inga effektiviseringar är beslutade" in text_of(bo.get(SAVINGS))


def test_a_follow_up_is_defined_seen_down_to_its_rows_and_changed(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    given = {"name": "Resor", "company": "KOMMUN", "accounts": "711–713", "from_year": "2017"}
    assert bo.post(FOLLOW_UPS, given).status_code == 302
    page = bo.get(FOLLOW_UPS)
    assert "Resor 711-713 2017–" in text_of(page)
    figure = next(one for one in links_of(page) if "account_cost+unit%3DHR+followup%3Dresor" in one)
    rows = next(one for one in links_of(bo.get(figure)) if "/huvudbok/analys/rader/" in one)
    assert "rad=allt" in rows
    assert "konto=711-713" in rows
    assert bo.get(rows).status_code == 200
    refused = bo.post(FOLLOW_UPS, {**given, "accounts": "resor"})
    assert refused.status_code == 422
    assert "”resor” är inga konton." in text_of(refused)
    link = next(one for one in links_of(page) if "/uppfoljningar/resor/" in one)
    changed = {**fields_of(bo.get(link)), "accounts": "71", "save": "on"}
    assert bo.post(link, changed).status_code == 302
    assert "Resor 71 2017–" in text_of(bo.get(FOLLOW_UPS))
    late = bo.post(link, changed)
    assert "Någon annan har ändrat till ”Resor: 71”" in text_of(late)
    assert sign_in("elsa").get(link).status_code == 404
