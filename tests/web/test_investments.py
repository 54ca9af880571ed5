"""The pages of investments and of government grants."""

import re

from django.test import Client

from hjulet.store.models import GrantEntry, InvestmentDecision, InvestmentProject, RoleGrant
from tests.web.visit import SignIn, html_of, latest, links_of, text_of

LIST = "/investeringar/enhet/KS/?period=2017"
NET = "/investeringar/projekt/wireless/?period=2017"
GRANTS = "/statsbidrag/enhet/KS/?period=2017"
MATLUST = "/statsbidrag/bidrag/matlust/?period=2017"
DECISION = {
    "kind": "change",
    "year": "2017",
    "on": "2017-11-27",
    "amount": "1,5 mnkr",
    "reference": "KS 2017-11-27 § 200",
    "note": "",
}
PROJECT = {
    "id": "stage",
    "name": "Scen i parken",
    "kind": "committee",
    "frame": "",
    "codes": "9300",
    "first_year": "2017",
    "last_year": "2018",
    "started": "",
    "closed": "",
    "note": "",
}
GRANT = {
    "id": "culture",
    "name": "Skapande skola",
    "giver": "Kulturrådet",
    "codes": "6100",
    "first_day": "2017-01-01",
    "last_day": "",
    "condition": "Redovisas",
}


def test_the_list_works_and_says_what_is_used(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(LIST))
    assert "17,0 mnkr har använts av årets anslag på 18,5 mnkr." in shown
    assert "KS/KF investeringsram 11 264 2 300 13 564 14 640 1 076" in shown
    assert "Surfplattor till förtroendevalda 2 500 0 2 500 2 209 Bärbara" in shown
    assert "Infartsskyltar 2 600 0 2 600 −2 600" in shown


def test_the_menu_leads_to_both_registers(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    links = links_of(bo.get("/enhet/HR/?period=2017"))
    for page in ("/investeringar/", "/statsbidrag/"):
        (link,) = [one for one in links if one.startswith(f"{page}?") or one == page]
        assert bo.get(link, follow=True).status_code == 200


def test_a_project_shows_its_years_and_its_decisions(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(NET))
    assert "2017 7 164 0 7 164 8 161 997" in shown
    assert "Mål och budget 2017 Ursprungligt anslag 2017 12 december 2016 7 164 000,00" in shown


def decision_link(client: Client, page: str) -> str:
    return next(one for one in links_of(client.get(page)) if re.search("/(beslut|post)/[0-9a-f]{32}/", one))


def version_on(client: Client, page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', html_of(client.get(page)))
    assert found is not None
    return found[1]


def test_a_decision_is_added_changed_and_removed(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    assert bo.post(NET, DECISION).status_code == 302
    assert "2017 7 164 1 500 8 664 8 161 −503" in text_of(bo.get(NET))
    key = InvestmentDecision.objects.get(reference=DECISION["reference"]).key
    link = f"/investeringar/projekt/wireless/beslut/{key}/?period=2017"
    version = version_on(bo, link)
    changed = {**DECISION, "amount": "-164 000", "version": version}
    assert bo.post(link, changed).status_code == 302
    assert "2017 7 164 −164 7 000 8 161 1 161" in text_of(bo.get(NET))
    late = bo.post(link, changed)
    assert late.status_code == 422
    assert "Någon annan har ändrat till ”-164000.00 KS 2017-11-27 § 200”" in text_of(late)
    now = InvestmentDecision.objects.get(key=key, known_until=None).pk
    assert f'value="{now}"' in html_of(late)
    assert bo.post(link, {"remove": "on", "version": str(now)}).status_code == 302
    assert "2017 7 164 0 7 164 8 161 997" in text_of(bo.get(NET))


def test_a_project_is_registered_changed_and_removed(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = "/investeringar/enhet/KSK/ny/?period=2017"
    assert "KS/KF investeringsram" in html_of(bo.get(page))  # a frame that it may lie within
    assert bo.post(page, PROJECT).status_code == 302
    assert "Scen i parken" in text_of(bo.get(LIST))
    link = "/investeringar/projekt/stage/andra/?period=2017"
    changed = {**PROJECT, "name": "Scen på torget", "version": version_on(bo, link)}
    assert bo.post(link, changed).status_code == 302
    assert "Scen på torget" in text_of(bo.get("/investeringar/projekt/stage/?period=2017"))
    assert bo.post(link, {"remove": "on", "version": version_on(bo, link)}).status_code == 302
    assert "Scen" not in text_of(bo.get(LIST))


def test_what_is_wrong_is_told_on_the_form_and_nothing_is_lost(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = "/investeringar/enhet/KSK/ny/?period=2017"
    taken = bo.post(page, {**PROJECT, "codes": "9001 9300"})
    assert taken.status_code == 422
    assert "Projektkod 9001 hör redan till Trådlösa nät kommunens verksamheter." in text_of(taken)
    assert 'value="Scen i parken"' in html_of(taken)
    amount = bo.post(NET, {**DECISION, "amount": "mycket"})
    assert amount.status_code == 422
    assert "Beloppet går inte att läsa." in text_of(amount)
    frame = "/investeringar/projekt/ks_kf_frame/andra/?period=2017"
    kept = bo.post(frame, {"remove": "on", "version": version_on(bo, frame)})
    assert "är en ram med projekt i" in text_of(kept)
    assert InvestmentProject.objects.filter(key="ks_kf_frame", known_until=None).exists()


def test_an_old_snapshot_is_looked_at_and_not_written_in(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    old = f"&ogonblick={latest() - 1}"
    for page in (LIST, NET, GRANTS, MATLUST):
        for words in ("Registrera", "Lägg till", "Ändra uppgifterna"):
            assert words not in text_of(bo.get(page + old))
    for page, sent in (
        (NET, DECISION),
        (MATLUST, {**DECISION, "kind": "claim"}),
        ("/investeringar/enhet/KSK/ny/?period=2017", PROJECT),
        ("/statsbidrag/bidrag/matlust/andra/?period=2017", GRANT),
    ):
        refused = bo.post(page + old, sent)
        assert refused.status_code == 422
        assert "Sidan visar en äldre ögonblicksbild" in text_of(refused)


def test_a_change_that_does_not_say_what_it_changes_is_a_conflict(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    for link, sent in (
        ("/investeringar/projekt/wireless/andra/?period=2017", PROJECT),
        ("/statsbidrag/bidrag/matlust/andra/?period=2017", GRANT),
        (decision_link(bo, NET), DECISION),
    ):
        answer = bo.post(link, {**sent, "codes": ""})
        assert answer.status_code == 422
        assert "Någon annan har ändrat till" in text_of(answer)
    taken = bo.post("/statsbidrag/enhet/KOM/nytt/?period=2017", {**GRANT, "id": "matlust", "version": "9"})
    assert "Beteckningen matlust finns eller har funnits." in text_of(taken)


def test_days_and_years_that_no_register_holds_are_told(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    grant, project = "/statsbidrag/enhet/KOM/nytt/?period=2017", "/investeringar/enhet/KSK/ny/?period=2017"
    for day in ({"first_day": "1850-01-01"}, {"last_day": "9999-12-31"}, {"first_day": "2250-01-01"}):
        told = text_of(bo.post(grant, {**GRANT, **day}))
        assert "Skriv en dag från 1950-01-01 till 2150-12-31." in told
    assert bo.post(project, {**PROJECT, "first_year": "1900"}).status_code == 422
    assert bo.post(grant, GRANT).status_code == 302  # the control
    assert bo.get("/statsbidrag/bidrag/culture/?period=2017").status_code == 200


def test_a_project_stays_in_its_frame_when_its_own_controller_saves_it(sign_in: SignIn) -> None:
    given = RoleGrant.objects.get(user__username="bo")
    RoleGrant.objects.filter(pk=given.pk).update(unit="KSK")
    InvestmentProject.objects.filter(key="ks_kf_frame").update(unit="KS")
    bo, link = sign_in("bo"), "/investeringar/projekt/laptops/andra/?period=2017"
    assert "KS/KF investeringsram" not in html_of(bo.get("/investeringar/projekt/laptops/?period=2017"))
    page = html_of(bo.get(link))
    assert '<option value="ks_kf_frame" selected>Nuvarande ram</option>' in page
    assert "KS/KF investeringsram" not in page
    saved = bo.post(link, {**PROJECT, "frame": "ks_kf_frame", "codes": "", "version": version_on(bo, link)})
    assert saved.status_code == 302
    assert InvestmentProject.objects.get(key="laptops", known_until=None).frame == "ks_kf_frame"


def test_the_grants_stand_beside_what_is_booked(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(GRANTS))
    assert "10,8 mnkr är bokfört som driftbidrag." in shown
    assert "Summa driftbidrag 9 100 3 700 8 500 1 700 10 833 0" in shown
    assert "skiljer sig" not in shown


def test_a_claim_is_added_and_a_payment_that_the_ledger_lacks_is_told(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    entry = {**DECISION, "kind": "claim", "amount": "100 tkr", "reference": "Återsökning 6"}
    assert bo.post(MATLUST, entry).status_code == 302
    assert "2017 4 300 3 800 3 700 1 700 3 900 0" in text_of(bo.get(MATLUST))
    assert bo.post(MATLUST, {**entry, "kind": "payment"}).status_code == 302
    assert "Huvudboken skiljer sig −0,1 mnkr från registret." in text_of(bo.get(GRANTS))
    row = GrantEntry.objects.get(reference="Återsökning 6", kind="payment")
    link = f"/statsbidrag/bidrag/matlust/post/{row.key}/?period=2017"
    assert bo.post(link, {"remove": "on", "version": str(row.pk)}).status_code == 302
    assert "skiljer sig" not in text_of(bo.get(GRANTS))


def test_a_grant_is_registered_changed_and_removed(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    assert bo.post("/statsbidrag/enhet/KOM/nytt/?period=2017", GRANT).status_code == 302
    assert "Skapande skola Kulturrådet 2017– Redovisas" in text_of(bo.get(GRANTS))
    link = "/statsbidrag/bidrag/culture/andra/?period=2017"
    late = version_on(bo, link)
    assert bo.post(link, {**GRANT, "giver": "Staten", "version": late}).status_code == 302
    assert "Skapande skola Staten" in text_of(bo.get(GRANTS))
    assert bo.post(link, {**GRANT, "version": late}).status_code == 422
    assert bo.post(link, {"remove": "on", "version": version_on(bo, link)}).status_code == 302
    assert "Skapande skola" not in text_of(bo.get(GRANTS))


def test_a_manager_of_the_unit_reads_and_writes_nothing(sign_in: SignIn) -> None:
    bo, elsa = sign_in("bo"), sign_in("elsa")
    for page in (LIST, NET, GRANTS, MATLUST):
        assert elsa.get(page).status_code == 200
    assert "Lägg till" not in text_of(elsa.get(NET))
    assert "Registrera" not in text_of(elsa.get(LIST))
    for page, sent in ((NET, DECISION), (MATLUST, {**DECISION, "kind": "claim"})):
        assert elsa.post(page, sent).status_code == 404
        assert elsa.get(decision_link(bo, page)).status_code == 404
    for page in (
        "/investeringar/enhet/KSK/ny/?period=2017",
        "/investeringar/projekt/wireless/andra/?period=2017",
        "/statsbidrag/enhet/KOM/nytt/?period=2017",
        "/statsbidrag/bidrag/matlust/andra/?period=2017",
    ):
        assert elsa.get(page).status_code == 404


def test_whoever_does_not_see_the_unit_finds_nothing(sign_in: SignIn) -> None:
    bo, gun = sign_in("bo"), sign_in("gun")
    for page in (LIST, NET, GRANTS, MATLUST, decision_link(bo, NET), decision_link(bo, MATLUST)):
        assert bo.get(page).status_code == 200
        assert gun.get(page).status_code == 404
    assert gun.post(NET, DECISION).status_code == 404
    assert gun.get("/tal/?ref=investment_outcome+project%3Dwireless+period%3D2017").status_code == 404


def test_an_outcome_opens_down_to_its_rows(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = bo.get("/tal/?ref=investment_outcome+project%3Dwireless+period%3D2017")
    assert "Kommunstyrelsens kontor · Trådlösa nät kommunens verksamheter · 2017" in text_of(page)
    rows = next(one for one in links_of(page) if "/rader/" in one)
    shown = text_of(bo.get(rows))
    assert "8 161 000,00" in shown
    assert "9001" in shown
