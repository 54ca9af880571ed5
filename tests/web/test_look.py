"""Every page of the site: no fault that the accessibility rules know, and no sideways scroll."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.browser import COLOURS, ROOM

REPORT = "/rapport/annual/KS/2017/"
PAGES = {
    "start": "/?period=2017-01..2017-08",
    "unit": "/enhet/HR/?period=2017&ogonblick=7",
    "line": "/enhet/HR/rad/personnel/",
    "committee": "/namnd/KS/?period=2017-01..2017-08",
    "items": "/enhet/HR/poster/?period=2017",
    "forecasts": "/ekonomi/prognos/?enhet=KS&period=2017-08",
    "causes": "/ekonomi/forklaringar/?enhet=KS&period=2017",
    "variance-causes": "/ekonomi/forklaringar/avvikelse/?enhet=KS&period=2017",
    "savings": "/ekonomi/effektiviseringar/?enhet=KS&period=2017",
    "follow-ups": "/ekonomi/uppfoljningar/?enhet=KS&period=2017",
    "investments": "/investeringar/enhet/KS/?period=2017",
    "new-investment": "/investeringar/enhet/KSK/ny/?period=2017",
    "investment": "/investeringar/projekt/wireless/?period=2017",
    "change-investment": "/investeringar/projekt/wireless/andra/?period=2017",
    "grants": "/statsbidrag/enhet/KS/?period=2017",
    "new-grant": "/statsbidrag/enhet/KS/nytt/?period=2017",
    "grant": "/statsbidrag/bidrag/matlust/?period=2017",
    "change-grant": "/statsbidrag/bidrag/matlust/andra/?period=2017",
    "indicators": "/indikatorer/",
    "indicator": "/indikatorer/sick_leave_office/",
    "new-indicator-value": "/indikatorer/NII/nytt/",
    "late-indicators": "/indikatorer/sena/",
    "indicator-values": "/indikatorer/las-in/",
    "indicator-catalogue": "/indikatorer/katalog/",
    "new-indicator": "/indikatorer/ny/",
    "change-indicator": "/indikatorer/sick_leave/andra/",
    "pivot": "/huvudbok/analys/?rader=alla-enheter&kolumner=rad&konto=5-7",
    "pivot-rows": "/huvudbok/analys/rader/?enhet=HR&rad=personnel&text=lön",
    "saved-views": "/huvudbok/analys/vyer/",
    "work": "/mitt-arbete/",
    "reminders": "/mitt-arbete/paminnelser/",
    "threads": "/samtal/",
    "spot": "/samtal/om/tal/?nyckel=net_cost+unit%3DHR+period%3D2017",
    "own-notes": "/anteckningar/",
    "boards": "/tavlor/",
    "boards-month": "/tavlor/manad/2017-09/",
    "board": "/tavlor/HR/",
    "board-month": "/tavlor/HR/manad/2017-08/",
    "new-improvement": "/tavlor/HR/forbattring/ny/",
    "improvement": "/tavlor/HR/forbattring/3/",
    "goals-now": "/mal/",
    "goals": "/mal/2020-2022/",
    "goal-files": "/mal/las-in/",
    "goal-targets": "/mal/nivaer/2014-2016/",
    "goal-outline": "/mal/skriv/2020-2022/",
    "new-goal": "/mal/skriv/2020-2022/nytt/program/?under=mal-6",
    "change-goal": "/mal/skriv/2014-2016/naringsliv-1/",
    "goal-links": "/mal/skriv/2020-2022/mal-6/lankar/",
    "new-goal-target": "/mal/skriv/2014-2016/klimatstrategin/malniva/",
    "commitments": "/mal/ataganden/2014-2016/",
    "new-commitment": "/mal/ataganden/2014-2016/naringsliv-1/nytt/",
    "commitment": "/mal/ataganden/2014-2016/atagande-1/",
    "assessments": "/mal/bedomningar/2017-2019/",
    "assessments-of": "/mal/bedomningar/2017-2019/KS/2017/",
    "withdraw-assessment": "/mal/bedomningar/2017-2019/KS/2017/hallbara-3/ta-tillbaka/",
    "assessment": "/mal/bedomningar/2017-2019/KS/2017/hallbara-3/",
    "goal": "/mal/2020-2022/mal-6/",
    "goal-matrix": "/mal/matris/2020-2022/",
    "goal-map": "/mal/karta/2020-2022/?oppna=gemensam-framtid+omrade-ekologi+mal-6",
    "assignments": "/uppdrag/",
    "assignment": "/uppdrag/1/",
    "new-assignment": "/uppdrag/nytt/",
    "assignments-file": "/uppdrag/las-in/",
    "assignment-event": "/uppdrag/1/skriv/avsluta/",
    "actions": "/atgarder/?ar=2017&organ=KS",
    "action": "/atgarder/A1/",
    "new-action": "/atgarder/ny/",
    "actions-file": "/atgarder/las-in/",
    "copy-actions": "/atgarder/kopiera/?ar=2017",
    "look-over-actions": "/atgarder/att-se-over/?ar=2017",
    "action-themes": "/teman/",
    "action-theme": "/teman/hallbart-arbetsliv/",
    "this-year": "/aret/",
    "year": "/aret/2018/",
    "new-step": "/aret/2018/nytt/",
    "change-step": "/aret/2018/steg/manad-08-texter/",
    "feed": "/aret/kalender/",
    "search": "/sok/?q=e",
    "figure": "/tal/?ref=net_cost+unit%3DHR+period%3D2017",
    "reports": "/rapporter/",
    "plans": "/planer/?ar=2017",
    "report": REPORT,
    "report-text": f"{REPORT}text/result-text/",
    "report-text-history": f"{REPORT}text/result-text/historik/",
    "templates": "/mallar/",
    "template": "/mallar/month/1998/",
    "template-new": "/mallar/ny/",
    "seal": f"{REPORT}forsegla/",
    "ledger": "/huvudbok/",
    "upload": "/huvudbok/las-in/",
    "column-maps": "/huvudbok/kolumner/",
    "jobs": "/jobb/",
    "reconciliation": "/huvudbok/avstamning/?period=2017",
    "periods": "/huvudbok/perioder/",
    "differences": "/huvudbok/skillnad/?fran=5&till=8",
    "staff": "/huvudbok/arsarbetare/",
    "internal": "/huvudbok/internt/?period=2017",
    "editions": "/utgavor/",
    "mapping-rules": "/mappning/konton/",
    "mapping-unmapped": "/mappning/utan-regel/",
    "mapping-versions": "/mappning/versioner/",
    "statement": "/rakenskaper/resultat/",
    "statement-row": "/rakenskaper/resultat/rad/operating_costs/?ar=2017",
    "companies": "/foretag/",
    "accessibility": "/tillganglighet/",
    "design": "/utseende/",
    "help-texts": "/forklaringar/",
    "help-text": "/forklaringar/reports/",
    "account": "/konto/",
    "mfa_index": "/konto/",
    "mfa_list_webauthn": "/konto/",
    "account_change_password": "/konto/losenord/",
    "account_reauthenticate": "/konto/bekrafta/",
    "usersessions_list": "/konto/sessioner/",
    "organisation": "/organisation/?dag=2018-12-31",
    "unit-history": "/organisation/enhet/KSK/",
    "roles": "/vem-far-vad/",
    "person": "/personer/bo/",
    "own-data": "/konto/uppgifter/",
}
"""Name of a view -> an address of it that a controller of KS may see."""

ALSO = {
    "month": "/rapport/month/KS/2017-08/",
    "plan": "/rapport/plan/KS/2014/",
    "work-plan": "/rapport/work_plan/HR/2017/",
    "confirm": "/rapport/work_plan/HR/2017/forsegla/",
    "open-question": "/aret/2014/",
    "goals-programme": "/mal/2014-2016/klimatstrategin/",
    "goals-without-areas": "/mal/2018-2020/",
    "goals-with-nobody": "/mal/matris/2018-2020/",
    "comment": "/rapport/month/KS/2017-08/text/unit-comments.EKO/",
}
"""More addresses of the same views, that look otherwise."""

FOLLOWED = {
    "voucher": ("pivot-rows", "tbody th a"),
    "follow-up": ("follow-ups", "tbody th a"),
    "batch": ("ledger", "a[href^='/huvudbok/sats/']"),
    "withdraw-budget": ("ledger", "a[href^='/huvudbok/budget/']"),
    "investment-decision": ("investment", "a[href*='/beslut/']"),
    "grant-entry": ("grant", "a[href*='/post/']"),
}
"""Pages whose address is known only to a page before: name -> that page, and the link to follow."""

NO_PAGES = {
    "sign-in": "has a test of its own below",
    "account_login": "is sign-in",
    "account_logout": "is sign-out",
    "account_inactive": "needs a closed account: test_sign_in",
    "mfa_authenticate": "needs a second factor: test_factors",
    "mfa_login_webauthn": "takes a form: test_factors",
    "mfa_reauthenticate": "needs a second factor: test_factors",
    "mfa_reauthenticate_webauthn": "needs a passkey: test_factors",
    "mfa_activate_totp": "wants a password first: test_factors",
    "mfa_deactivate_totp": "needs a second factor: test_factors",
    "mfa_view_recovery_codes": "needs a second factor: test_factors",
    "mfa_generate_recovery_codes": "needs a second factor: test_factors",
    "mfa_download_recovery_codes": "a file",
    "mfa_add_webauthn": "wants a password first: test_factors",
    "mfa_edit_webauthn": "needs a passkey: test_factors",
    "mfa_remove_webauthn": "needs a passkey: test_factors",
    "openid_connect_login": "leads on: test_oidc",
    "openid_connect_callback": "leads on: test_oidc",
    "saml_login": "leads on: test_saml",
    "saml_acs": "takes a form: test_saml",
    "saml_finish_acs": "leads on: test_saml",
    "saml_sls": "leads on",
    "saml_metadata": "a file: test_saml",
    "socialaccount_login_cancelled": "shown without signing in: test_oidc",
    "personal-data": "the administrator's: test_personal_data",
    "personal-data-csv": "a file",
    "person-data": "the administrator's: test_personal_data",
    "person-data-file": "a file",
    "own-data-file": "a file",
    "person-protection": "takes a form: test_personal_data",
    "choose-person": "takes a form",
    "sign-out": "takes a form",
    "change-assignment": "is the form of new-assignment",
    "change-action": "is the form of new-action",
    "change-action-theme": "is a form like that of new-action",
    "new-action-theme": "is a form like that of new-action",
    "new-board-row": "is a form like that of new-improvement",
    "start-board": "takes a form: test_boards",
    "board-row": "is a form like that of new-improvement",
    "deviation": "is a form like that of new-improvement",
    "tell-deviation": "is a form like that of new-improvement",
    "close-deviation": "takes a form: test_boards",
    "change-improvement": "is the form of new-improvement",
    "move-improvement": "takes a form: test_boards",
    "order-improvement": "takes a form: test_boards",
    "board-month-csv": "a file",
    "actions-csv": "a file",
    "actions-xlsx": "a file",
    "actions-let-in": "takes a form: test_actions",
    "assignments-let-in": "takes a form: test_assignments",
    "change-actions": "takes a form: test_actions",
    "goals-csv": "a file",
    "goals-xlsx": "a file",
    "goal-structure-csv": "a file",
    "goal-groups-csv": "a file",
    "goal-links-csv": "a file",
    "goal-targets-csv": "a file",
    "goals-let-in": "takes a form: test_goal_import",
    "goal-wording": "takes a form: test_goals",
    "goal-target": "is the form of new-goal-target",
    "copy-year": "takes a form: test_calendar",
    "budget-process": "takes a form: test_calendar",
    "calendar-question": "takes a form: test_calendar",
    "stop-feed": "takes a form: test_calendar",
    "feed-file": "a file",
    "stop-reminders": "needs a letter: test_work",
    "thread": "needs a thread: test_talk",
    "thread-read": "takes a form: test_talk",
    "thread-state": "takes a form: test_talk",
    "remark": "needs a remark: test_talk",
    "own-note": "takes a form: test_talk",
    "visit": "takes a form: test_talk",
    "language": "takes a form",
    "house": "is an administrator's: test_design",
    "theme": "a file",
    "logo": "a file",
    "tour": "takes a form: test_design",
    "tour-again": "takes a form: test_design",
    "economy": "leads on",
    "investments-here": "leads on",
    "grants-here": "leads on",
    "icon": "leads on",
    "item": "needs an item: test_items",
    "saving": "needs a saving: test_look_after",
    "batch-changes": "shows what the page of differences does: test_books",
    "report-texts": "leads on",
    "report-text-preview": "takes a form: test_templates",
    "report-text-autosave": "takes a form: test_autosave",
    "report-text-difference": "takes a form: test_autosave",
    "report-text-drop": "takes a form: test_autosave",
    "report-text-restore": "takes a form: test_text_history",
    "report-text-unchanged": "takes a form: test_templates",
    "template-preview": "takes a form: test_templates",
    "template-remove": "takes a form: test_templates",
    "report-file": "a file",
    "render-job": "needs a job: test_report_files",
    "job-file": "a file",
    "pivot-xlsx": "a file",
    "pivot-csv": "a file",
    "pivot-rows-xlsx": "a file",
    "pivot-rows-csv": "a file",
    "staff-let-in": "takes a form: test_staff",
    "indicator-values-let-in": "takes a form: test_indicators",
    "indicator-action": "needs a value beyond its limit: test_indicators",
    "indicator-fetch": "takes a form: test_indicators",
    "indicator-catalogue-fetch": "takes a form: test_catalogue",
    "indicator-follow": "takes a form: test_catalogue",
    "indicator-chart": "a picture",
    "indicator-csv": "a file",
    "indicator-xlsx": "a file",
    "strike-assignment-event": "looks as assignment-event does: test_assignments",
    "assignments-csv": "a file",
    "plans-csv": "a file",
    "assignments-xlsx": "a file",
    "saved-view": "takes a form",
    "table-xlsx": "takes a table: test_shown_table",
    "voucher-beside": "leads on",
    "chart": "a picture",
    "upload-check": "needs an upload: test_imports_look",
    "sending": "needs an upload: test_imports_look",
    "confirm-columns": "needs an upload: test_columns",
    "column-map": "needs a map: test_columns",
    "upload-problems": "a file",
    "cancel-job": "takes a form",
    "withdraw-batch": "needs a batch: test_imports_look",
    "undo-batch": "needs a replacement: test_imports_look",
    "edition": "needs a sealed report: test_edition",
    "edition-page": "needs a sealed report: test_edition",
    "report-compare": "needs a sealed report: test_edition",
    "events": "is an administrator's: test_events",
    "account_set_password": "leads on",
    "mapping": "leads on",
    "mapping-rule": "is an administrator's: test_mapping",
    "mapping-several": "is an administrator's: test_mapping",
    "mapping-edition": "is an administrator's: test_mapping",
    "mapping-remove": "takes a form: test_mapping",
    "mapping-new-year": "takes a form: test_mapping",
    "mapping-again": "takes a form: test_mapping",
    "mapping-save": "takes a form: test_mapping",
    "mapping-file": "a file",
    "mapping-version": "needs two versions: test_mapping",
    "new-company": "is an administrator's: test_mapping",
    "change-company": "is an administrator's: test_mapping",
    "edition-file": "needs a sealed report: test_edition",
    "reopen": "needs a sealed report: test_people",
    "supplement": "needs a sealed report: test_edition",
    "organisation-file": "a file",
    "organisation-upload": "is an administrator's: test_organisation",
    "organisation-let-in": "takes a form: test_organisation",
    "people": "is an administrator's: test_people",
    "people-file": "is an administrator's: test_people",
    "people-let-in": "takes a form: test_people",
    "person-deputy": "takes a form: test_people",
    "role-end": "takes a form: test_people",
    "close-account": "is an administrator's: test_people",
    "open-account": "takes a form: test_people",
    "remove-factors": "is an administrator's: test_people",
    "deputy-end": "takes a form: test_people",
}
WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}
DESK, PHONE = (ViewportSize(width=width, height=height) for width, height in WIDTHS.values())


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def test_every_address_is_looked_at_or_excused() -> None:
    assert set(names(get_resolver().url_patterns)) == {*PAGES, *FOLLOWED, *NO_PAGES}


def look(page: Page, axe: Callable[..., list[str]]) -> list[str]:
    """List what is wrong with the page as it stands, in light, and with its colours in dark."""
    wrong = [f"light: {each}" for each in axe(page)]
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {each}" for each in axe(page, only=COLOURS)]
    page.emulate_media(color_scheme="light")
    return [*wrong, *wider(page)]


def wider(page: Page) -> list[str]:
    """Tell whether a page is wider than the window."""
    is_wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return ["wider than the window"] if is_wider else []


def look_at_desk_and_phone(page: Page, axe: Callable[..., list[str]]) -> list[str]:
    """List what is wrong with the page on a desk and on a phone, whose colours are the same."""
    wrong = [f"desk: {each}" for each in look(page, axe)]
    page.set_viewport_size(PHONE)
    wrong += [f"phone: {each}" for each in (*axe(page, only=ROOM), *wider(page))]
    page.set_viewport_size(DESK)
    return wrong


@pytest.mark.browser
@pytest.mark.slow
def test_every_page_is_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[..., list[str]]
) -> None:
    page, wrong = enter("bo"), {}
    page.set_viewport_size(DESK)
    for name, address in {**PAGES, **ALSO}.items():
        answer = page.goto(demo_server.url + address)
        assert answer is not None
        assert answer.status == 200, name
        wrong[name] = look_at_desk_and_phone(page, axe)
    for name, (before, link) in FOLLOWED.items():
        page.goto(demo_server.url + PAGES[before])
        page.locator(link).first.click()
        page.wait_for_load_state()
        wrong[name] = look_at_desk_and_phone(page, axe)
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.browser
@pytest.mark.parametrize("size", WIDTHS)
def test_the_sign_in_page_is_accessible(
    demo_server: LiveServer, page: Page, axe: Callable[..., list[str]], size: str
) -> None:
    width, height = WIDTHS[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{demo_server.url}/logga-in/")
    assert look(page, axe) == []


@pytest.mark.browser
def test_a_planted_fault_is_found(enter: Callable[[str], Page], axe: Callable[..., list[str]]) -> None:
    page = enter("bo")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/static/img/hjulet.svg\">'")
    assert any(found.startswith("image-alt") for found in axe(page))


@pytest.mark.browser
def test_a_figure_shows_its_source_in_the_margin_and_opens(enter: Callable[[str], Page]) -> None:
    page = enter("cecilia")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("h1 a.figure").hover()
    page.locator("#margin .margin-note").get_by_text("Kvar att använda, HR, 2017").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#margin .margin-note").count() == 0
    page.locator("h1 a.figure").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tal/?ref=remaining*")


@pytest.mark.browser
def test_the_slash_key_moves_to_the_search_field(enter: Callable[[str], Page]) -> None:
    page = enter("bo")
    page.keyboard.press("/")
    page.keyboard.type("hr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=hr")
    page.get_by_role("main").get_by_role("link", name="HR").click()
    page.wait_for_url("**/enhet/HR/**")


@pytest.mark.browser
def test_a_menu_leads_to_the_same_page_of_another_period(enter: Callable[[str], Page]) -> None:
    page = enter("bo")
    page.locator("details.menu summary").nth(1).click()
    page.get_by_role("list", name="Från januari till och med").get_by_role("link", name="augusti").click()
    page.wait_for_url("**/?period=2017-01..2017-08")
    assert "till årets slut" in page.locator("h1").inner_text()
