"""The log of events: read by those who run the installation and those who audit it, also about each other."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.permission import ROLES
from hjulet.domain.reports.standard import STANDARD
from hjulet.services import reading
from hjulet.services.changes import UnknownEventError, audit
from hjulet.services.events import SHOWN, EventFilter, list_events
from hjulet.services.people import OPERATOR
from hjulet.store.models import AuditEvent
from hjulet.texts.events import EVENTS, REASONS, event_kind, event_sentence
from tests.full_disk import NoLog
from tests.services.people import ALICE, AT
from tests.web.test_look import WIDTHS, look
from tests.web.visit import SignIn, html_of, text_of

PAGE = "/handelser/"


def test_the_administrator_reads_what_was_done_by_whom(sign_in: SignIn) -> None:
    sign_in("bo").post(
        "/rapport/month/KS/2017-08/text/result-text/", {"source": "Läget är gott.", "version": "0"}
    )
    shown = text_of(sign_in("astrid").get(PAGE))
    assert (
        "Bo Talstrand sparade en text i månadsrapporten augusti 2017 för KS, avsnittet result-text, version 1"
        in shown
    )
    assert "Driften läste in huvudboken 2015.se: 6086 rader" in text_of(
        sign_in("astrid").get(PAGE + "?kind=import-sie")
    )


@pytest.mark.parametrize(("who", "status"), [("astrid", 200), ("folke", 200), ("bo", 404), ("cecilia", 404)])
def test_the_log_is_for_the_administrator_and_the_auditor(sign_in: SignIn, who: str, status: int) -> None:
    page = sign_in(who).get(PAGE)
    assert page.status_code == status
    assert ("Händelser" in html_of(sign_in(who).get("/rapporter/"))) is (status == 200)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("kind=seal-report", set()),
        ("kind=set-forecast", {"satte 15 prognoser"}),
        (
            "words=2017+unit-comments.ksk-eget",
            {
                "sparade en text i årsrapporten 2017 för KS, avsnittet unit-comments.KSK-EGET, version 1",
                "läste händelserna om 2017 unit-comments.ksk-eget",
            },
        ),
        ("first=2999-01-01", set()),
        ("last=1999-01-01", set()),
    ],
)
def test_a_choice_leaves_those_events(sign_in: SignIn, query: str, kinds: set[str]) -> None:
    shown = sign_in("folke").get(f"{PAGE}?{query}")
    assert {line[2] for line in shown.context["lines"]} == kinds
    assert bool(kinds) or "Ingen händelse stämmer med valet" in text_of(shown)


def test_what_cannot_be_chosen_is_told(sign_in: SignIn) -> None:
    for query in ("first=igår", "kind=no-such", "before=0"):
        assert sign_in("folke").get(f"{PAGE}?{query}").status_code == 422


def test_a_long_log_is_read_page_by_page(sign_in: SignIn) -> None:
    folke = sign_in("folke")
    seen: list[int] = []
    address = PAGE
    while address:
        page = folke.get(address)
        seen += [event.number for event, _, _ in page.context["lines"]]
        address = PAGE + page.context["earlier"] if page.context["earlier"] else ""
    assert seen == sorted(AuditEvent.objects.values_list("pk", flat=True), reverse=True)
    assert len(seen) > SHOWN


def test_reading_what_one_person_has_done_is_an_event(sign_in: SignIn) -> None:
    folke = sign_in("folke")
    folke.get(PAGE)
    assert not AuditEvent.objects.filter(action="read-events").exists()  # the whole log is nobody's
    folke.get(f"{PAGE}?person=bo")
    (event,) = AuditEvent.objects.filter(action="read-events")
    assert (event.actor, event.object_id) == ("folke", "bo")
    folke.get(f"{PAGE}?person=folke")
    assert AuditEvent.objects.filter(action="read-events").count() == 1


@pytest.mark.django_db
def test_words_that_are_ones_own_name_are_logged_as_any_words_are() -> None:
    """They find what others have done too: ``bo`` stands in many an id."""
    list_events(EventFilter(words="operator"), by=OPERATOR, at=AT)
    list_events(EventFilter(actor="operator"), by=OPERATOR, at=AT)  # one's own, which is not logged
    assert [event.object_id for event in AuditEvent.objects.all()] == ["operator"]


@pytest.mark.parametrize("wanted", [EventFilter(actor="bo"), EventFilter(words="operator")])
def test_without_a_log_there_is_no_answer(demo: Path, no_log: NoLog, wanted: EventFilter) -> None:
    assert list_events(wanted, by=OPERATOR, at=AT).people["bo"] == "Bo Talstrand"  # the control
    no_log(reading)
    with pytest.raises(DatabaseError):
        list_events(wanted, by=OPERATOR, at=AT)


@pytest.mark.django_db
def test_an_event_that_nobody_could_read_is_not_logged() -> None:
    with transaction.atomic(), pytest.raises(UnknownEventError):
        audit("danced", "table", by=ALICE, at=AT)


@pytest.mark.parametrize("action", EVENTS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_kind_has_its_words_also_where_an_old_event_lacks_a_value(action: str, language: str) -> None:
    assert "{" not in event_sentence(action, "", {}, language=language)
    assert "{" not in event_kind(action, language=language)


def test_what_is_sealed_for_comment_is_not_called_decided() -> None:
    sent = {"decision": "", "referral": "Kultur- och fritidsnämnden, till 15 mars"}
    said = event_sentence("seal-report", "0002", sent, language="sv")
    assert said == "förseglade utgåva 0002 för synpunkter: Kultur- och fritidsnämnden, till 15 mars"


def test_of_a_list_one_is_told_its_length() -> None:
    said = event_sentence("set-periods", "KOMMUN", {"months": ["2017-01", "2017-02"]}, language="sv")
    assert said == "ändrade läget för 2 månader i KOMMUN"


@pytest.mark.parametrize(
    ("action", "params", "said"),
    [
        (
            "give-role",
            {"role": "unit_manager", "unit": "HR", "valid_from": "2018-01-01"},
            "gav eva rollen Enhetschef för HR från 2018-01-01",
        ),
        (
            "roles-from-groups",
            {"provider": "entra", "before": [], "after": ["controller KS", "auditor HR"]},
            "gav eva roller efter grupperna hos entra: Controller KS, Revisor HR, förut ingen",
        ),
        (
            "appoint-deputy",
            {"deputy": "dan", "valid_from": "2018-01-01", "valid_until": "2018-02-01"},
            "gjorde dan till vikarie för eva från 2018-01-01 till och med 2018-01-31",
        ),
        (
            "change-role-end",
            {"role": "auditor", "unit": "KS", "last": ""},
            "satte sista dagen för rollen Revisor för KS som eva har: tills vidare",
        ),
        (
            "sign-in-refused",
            {"reason": "inactive"},
            "försökte logga in som eva, som inte får: kontot är stängt",
        ),
    ],
)
def test_codes_are_said_in_words(action: str, params: dict[str, object], said: str) -> None:
    assert event_sentence(action, "eva", params, language="sv") == said


def test_a_report_is_named_also_of_a_kind_of_ones_own() -> None:
    known = {"edition": 3, "reason": "fel tal"}
    said = event_sentence("reopen-report", "kort-lage KS 2017-04", known, language="sv")
    assert said == "öppnade rapporten kort-lage april 2017 för KS för en ny utgåva efter utgåva 3: fel tal"


@pytest.mark.parametrize("kind", list(STANDARD))
def test_a_report_that_comes_with_the_product_is_not_named_by_its_code(kind: str) -> None:
    said = event_sentence("save-text", f"{kind} KF 2020 mal", {"version": 2}, language="sv")
    assert f"rapporten {kind}" not in said


@pytest.mark.parametrize("code", [*REASONS, *ROLES])
def test_every_reason_and_role_has_english_words(code: str) -> None:
    known = {"reason": code} if code in REASONS else {"role": code, "unit": "KS"}
    action = "sign-in-refused" if code in REASONS else "give-role"
    swedish, english = (event_sentence(action, "eva", known, language=each) for each in ("sv", "en"))
    assert code not in swedish
    assert swedish != english


@pytest.mark.django_db
def test_days_are_those_of_the_municipality() -> None:
    """Half past eleven in the evening in universal time is the next day in Stockholm."""
    with transaction.atomic():
        audit("load-demo", "demo", by=OPERATOR, at=datetime(2017, 8, 31, 23, 30, tzinfo=UTC))

    def found(day: date) -> int:
        return len(list_events(EventFilter(first=day, last=day), by=OPERATOR, at=AT).events)

    assert (found(date(2017, 8, 31)), found(date(2017, 9, 1))) == (0, 1)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("size", WIDTHS)
def test_the_page_is_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], size: str
) -> None:
    width, height = WIDTHS[size]
    page = enter("folke")
    page.set_viewport_size({"width": width, "height": height})
    wrong = {}
    for query in ("", "?kind=save-text", "?words=no-such"):
        page.goto(demo_server.url + PAGE + query)
        wrong[query] = look(page, axe)
    assert {query: found for query, found in wrong.items() if found} == {}


def test_what_stands_instead_of_a_protected_person_is_no_report() -> None:
    said = event_sentence("reopen-report", "Skyddad person", {}, language="sv")
    assert "Skyddad person" in said
