"""A protected person's name is read by administrators and themself, and by nobody else anywhere."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from hjulet.domain.permission import Grant
from hjulet.domain.protection import PROTECTED
from hjulet.domain.validity import Validity
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.events import EventFilter, list_events
from hjulet.services.granting import appoint_deputy
from hjulet.services.people import OPERATOR, actor_of, new_person, people_names, rename_person
from hjulet.services.people_pages import find_person
from hjulet.services.protection import Protection, protect
from hjulet.services.reminders import send_reminders
from hjulet.store.models import AuditEvent, ReportText, User
from tests.services.people import ALWAYS, ASTRID, AT, BOB, CHARLIE, FOLKE, person
from tests.services.smtp import post_office

HIDDEN = Protection(is_protected=True, signature="")
NAME, USERNAME = "Cecilia Låtsberg", "cecilia"


@pytest.fixture
def hidden(small: Path) -> Path:
    """Give a home where one of two people is protected."""
    for username, name in ((USERNAME, NAME), ("bob", "Bob")):
        grants = (Grant(role="unit_manager", unit="HR", validity=ALWAYS),)
        new_person(by=OPERATOR, at=AT, username=username, name=name, password="x", grants=grants)
    protect(USERNAME, HIDDEN, by=ASTRID, at=AT)
    return small


def sign(*names: str) -> None:
    """Write a text in each of these names."""
    for section, name in enumerate(names):
        place = {"kind": "annual", "unit": "HR", "period": "2017", "section": str(section)}
        ReportText.objects.create(**place, source="x", saved_at=AT, saved_by=name)


def signatures() -> list[str]:
    """List who is said to have written each text."""
    return list(ReportText.objects.order_by("section").values_list("saved_by", flat=True))


def standing() -> tuple[str, ...]:
    """Give the names that the administrator is told still stand."""
    found = find_person(USERNAME, by=ASTRID, at=AT).protection
    assert found is not None
    return found.standing


def test_others_read_that_somebody_is_protected_or_the_signature(hidden: Path) -> None:
    assert people_names()[USERNAME] == PROTECTED
    protect(USERNAME, Protection(is_protected=True, signature="HR 7", version=2), by=ASTRID, at=AT)
    assert people_names()[USERNAME] == "HR 7"
    protect(USERNAME, Protection(is_protected=False, signature="", version=3), by=ASTRID, at=AT)
    assert people_names()[USERNAME] == NAME  # the control


def test_what_they_write_from_now_on_bears_the_neutral_name(hidden: Path) -> None:
    actor = actor_of(USERNAME)
    assert actor is not None
    assert actor.name == PROTECTED


def test_what_they_wrote_before_is_written_anew_and_anothers_is_not(small: Path) -> None:
    new_person(by=OPERATOR, at=AT, username=USERNAME, name=NAME, password="x", grants=())
    sign(NAME, "Bob")
    protect(USERNAME, HIDDEN, by=ASTRID, at=AT)
    assert signatures() == [PROTECTED, "Bob"]


def test_so_is_what_they_wrote_by_an_earlier_name(small: Path) -> None:
    user = new_person(by=OPERATOR, at=AT, username=USERNAME, name="Cecilia Flickberg", password="x")
    rename_person(user, NAME, by=OPERATOR, at=AT)
    sign("Cecilia Flickberg", NAME, "Bob")
    protect(USERNAME, Protection(is_protected=True, signature="", version=2), by=ASTRID, at=AT)
    assert signatures() == [PROTECTED, PROTECTED, "Bob"]
    assert standing() == ()


@pytest.mark.parametrize("namesake", [NAME, "Cecilia Flickberg"])
def test_a_name_that_another_has_or_had_stands_and_the_administrator_is_told(
    small: Path, namesake: str
) -> None:
    user = new_person(by=OPERATOR, at=AT, username=USERNAME, name="Cecilia Flickberg", password="x")
    rename_person(user, NAME, by=OPERATOR, at=AT)
    other = new_person(by=OPERATOR, at=AT, username="other", name=namesake, password="x")
    sign("Cecilia Flickberg", NAME)
    protect(USERNAME, Protection(is_protected=True, signature="", version=2), by=ASTRID, at=AT)
    assert standing() == (namesake,)
    assert sorted(signatures()) == sorted([namesake, PROTECTED])
    rename_person(other, "Olga", by=OPERATOR, at=AT)
    protect(USERNAME, Protection(is_protected=True, signature="", version=3), by=ASTRID, at=AT)
    assert standing() == (namesake,)


@pytest.mark.parametrize(
    "signature", ["Cecilia", "c. LÅTSBERG", "cecilia", "Cecilia,", "HR/låtsberg", "c.Låtsberg", "cecilia_7"]
)
def test_a_signature_that_gives_the_name_away_is_refused(hidden: Path, signature: str) -> None:
    with pytest.raises(RefusedError, match="signature-is-name"):
        protect(USERNAME, Protection(is_protected=True, signature=signature, version=2), by=ASTRID, at=AT)


def test_of_two_who_change_it_at_once_one_is_told(hidden: Path) -> None:
    with pytest.raises(ConflictError):
        protect(USERNAME, HIDDEN, by=ASTRID, at=AT)


def test_only_whoever_gives_them_roles_may_protect_somebody(hidden: Path) -> None:
    for by in (BOB, CHARLIE, FOLKE):
        with pytest.raises(NotFoundError):
            protect("bob", HIDDEN, by=by, at=AT)


def test_whoever_has_no_role_is_protected_by_whoever_leads_the_installation(small: Path) -> None:
    new_person(by=OPERATOR, at=AT, username="ny", name="Nyckelpigan", password="x")
    with pytest.raises(NotFoundError):
        protect("ny", HIDDEN, by=person("Kajsa", "administrator", "KFN"), at=AT)
    protect("ny", HIDDEN, by=person("Karin", "administrator", "KS"), at=AT)
    assert people_names()["ny"] == PROTECTED


def test_they_stand_in_no_list_to_pick_from_and_nobody_makes_them_a_deputy(hidden: Path) -> None:
    assert USERNAME not in dict(find_person("bob", by=BOB, at=AT).deputies)
    during = Validity(date(2018, 1, 1), date(2019, 1, 1))
    with pytest.raises(NotFoundError):
        appoint_deputy("bob", USERNAME, during, by=BOB, at=AT)
    appoint_deputy(USERNAME, "bob", during, by=ASTRID, at=AT)
    (stands_in,) = find_person("bob", by=BOB, at=AT).stands_in
    assert stands_in.other == PROTECTED
    (seen,) = find_person("bob", by=ASTRID, at=AT).stands_in
    assert seen.other == NAME


def test_an_auditor_reads_the_log_without_learning_who_it_is(hidden: Path) -> None:
    AuditEvent.objects.create(
        action="rename-person", object_id=USERNAME, params={"after": NAME}, actor="bob", at=AT
    )
    AuditEvent.objects.create(action="sign-out", object_id=USERNAME, params={}, actor=USERNAME, at=AT)
    read = list_events(EventFilter(), by=FOLKE, at=AT)
    assert USERNAME not in repr(read)
    assert NAME not in repr(read)
    assert USERNAME in repr(list_events(EventFilter(), by=ASTRID, at=AT))  # the control


def test_words_do_not_spell_the_username_to_an_auditor(hidden: Path) -> None:
    wanted = EventFilter(words=USERNAME[:3])
    assert {event.about for event in list_events(wanted, by=FOLKE, at=AT).events} == {USERNAME[:3]}
    assert USERNAME in {event.about for event in list_events(wanted, by=ASTRID, at=AT).events}  # the control


def test_for_whom_somebody_acts_is_not_told_of_a_protected_person(hidden: Path) -> None:
    AuditEvent.objects.create(
        action="save-text", object_id="x", params={"deputy_for": [USERNAME, "eva"]}, actor="bob", at=AT
    )
    (event, *_rest) = list_events(EventFilter(action="save-text"), by=FOLKE, at=AT).events
    assert (event.about, event.params["deputy_for"]) == ("x", [PROTECTED, "eva"])
    (event, *_rest) = list_events(EventFilter(action="save-text"), by=ASTRID, at=AT).events
    assert event.params["deputy_for"] == [USERNAME, "eva"]  # the control


def test_no_letter_and_no_page_of_anybody_elses_names_them(demo: Path) -> None:
    """Every page that colleagues reach is walked by the crawl; here those that name people."""
    User.objects.filter(username=USERNAME).update(is_protected=True)
    with post_office() as office:
        send_reminders(by=ASTRID, at=timezone.now())
    assert office.letters
    assert all("Låtsberg" not in str(letter) for letter in office.letters)
    bo = Client()
    bo.force_login(User.objects.get(username="bo"))
    for address in (
        "/mitt-arbete/",
        "/jobb/",
        "/personer/bo/",
        "/sok/?q=cecilia",
        "/rapporter/",
        "/utgavor/",
    ):
        answer = bo.get(address)
        assert answer.status_code == 200, address
        assert "Låtsberg" not in answer.content.decode(), address
    assert PROTECTED in bo.get("/mitt-arbete/").content.decode()
