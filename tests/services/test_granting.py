"""Roles are given, ended and lent: by whom, over what, and what the log says of it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor, Grant, Permission
from hjulet.domain.validity import Validity
from hjulet.services.drafts import save_draft
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.granting import appoint_deputy, end_deputy, end_role, give_role
from hjulet.services.people import OPERATOR, actor_of, new_person
from hjulet.services.people_pages import find_person, list_people
from hjulet.store.models import AuditEvent, Deputy, Revision, RoleGrant, User
from tests.services.people import ALICE, ALWAYS, ASTRID, AT, CHARLIE, person

AUGUST = parse_period("2017-08")
TODAY = AT.date()
NEXT_WEEK = date(2018, 4, 13)
CONTROLLER = Grant(role="controller", unit="KS", validity=Validity(TODAY))
AWAY = Validity(TODAY, NEXT_WEEK)
OF_KFN = person("Kfn", "administrator", "KFN")
"""An administrator of another committee."""


@pytest.fixture
def people(demo: Path) -> None:
    """Add a manager of HR, and somebody without a role."""
    manager = Grant(role="unit_manager", unit="HR", validity=ALWAYS)
    new_person(username="mia", name="Mia Chef", grants=(manager,), by=OPERATOR, at=AT)
    new_person(username="dan", name="Dan Vikarie", by=OPERATOR, at=AT)


def actor(username: str) -> Actor:
    found = actor_of(username)
    assert found is not None
    return found


def may(username: str, permission: Permission, on: date = TODAY) -> bool:
    return actor(username).may_anywhere(permission, on=on)


def test_a_role_holds_from_its_day_and_until_it_is_ended(people: None) -> None:
    number = give_role("dan", CONTROLLER, by=ASTRID, at=AT)
    assert may("dan", Permission.SEAL_REPORT)
    end_role(number, username="dan", on=TODAY, version=1, by=ASTRID, at=AT)
    assert not may("dan", Permission.SEAL_REPORT)
    assert list(AuditEvent.objects.filter(object_id="dan").values_list("action", "actor")) == [
        ("add-person", "operator"),
        ("give-role", "astrid"),
        ("end-role", "astrid"),
    ]
    versions = Revision.objects.filter(noun="role-grant", object_id=str(number))
    assert [row.fields["valid_until"] for row in versions] == ["", "2018-04-06"]


@pytest.mark.parametrize("by", [ALICE, CHARLIE, OF_KFN], ids=lambda by: str(by.name))
def test_nobody_gives_a_role_over_what_they_do_not_administer(people: None, by: Actor) -> None:
    with pytest.raises(NotFoundError):
        give_role("dan", CONTROLLER, by=by, at=AT)
    held = RoleGrant.objects.get(user__username="mia")
    with pytest.raises(NotFoundError):
        end_role(held.pk, username="mia", on=TODAY, version=1, by=by, at=AT)
    assert may("mia", Permission.REPORT_FORECAST)


def test_a_role_is_not_ended_under_another_persons_name(people: None) -> None:
    held = RoleGrant.objects.get(user__username="mia")
    with pytest.raises(NotFoundError):
        end_role(held.pk, username="dan", on=TODAY, version=1, by=ASTRID, at=AT)


def test_of_two_who_end_a_role_one_is_told(people: None) -> None:
    held = RoleGrant.objects.get(user__username="mia")
    end_role(held.pk, username="mia", on=NEXT_WEEK, version=1, by=ASTRID, at=AT)
    with pytest.raises(ConflictError):
        end_role(held.pk, username="mia", on=TODAY, version=1, by=ASTRID, at=AT)
    assert may("mia", Permission.REPORT_FORECAST)


@pytest.mark.parametrize(
    ("grant", "code"),
    [
        (Grant(role="kejsare", unit="KS", validity=Validity(TODAY)), "unknown-role"),
        (Grant(role="auditor", unit="KS", validity=Validity(NEXT_WEEK, TODAY)), "days-turned"),
    ],
)
def test_a_role_that_cannot_be_is_refused(people: None, grant: Grant, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        give_role("dan", grant, by=ASTRID, at=AT)
    assert not RoleGrant.objects.filter(user__username="dan").exists()


def test_a_deputy_has_the_roles_for_a_time_and_acts_as_themself(people: None) -> None:
    appoint_deputy("mia", "dan", AWAY, by=actor("mia"), at=AT)
    assert (may("dan", Permission.WRITE_COMMENT), may("dan", Permission.WRITE_COMMENT, NEXT_WEEK)) == (
        True,
        False,
    )
    save_draft("month", "KS", AUGUST, "unit-comments.HR", source="Lugnt.", version=0, by=actor("dan"), at=AT)
    row = AuditEvent.objects.get(action="save-text", actor="dan")
    assert row.params["deputy_for"] == ["mia"]


def test_whoever_is_nobodys_deputy_acts_for_nobody(people: None) -> None:
    save_draft("month", "KS", AUGUST, "unit-comments.HR", source="Lugnt.", version=0, by=actor("mia"), at=AT)
    assert "deputy_for" not in AuditEvent.objects.get(action="save-text", actor="mia").params


def test_a_deputy_loses_the_roles_when_the_lender_does(people: None) -> None:
    appoint_deputy("mia", "dan", AWAY, by=actor("mia"), at=AT)
    held = RoleGrant.objects.get(user__username="mia")
    end_role(held.pk, username="mia", on=TODAY, version=1, by=ASTRID, at=AT)
    assert not may("dan", Permission.WRITE_COMMENT)


LENDERS: dict[str, tuple[Callable[[], Actor], bool]] = {
    "the person": (lambda: actor("mia"), True),
    "who administers all the roles": (lambda: ASTRID, True),
    "who administers another body": (lambda: OF_KFN, False),
    "the body's controller": (lambda: ALICE, False),
    "the deputy": (lambda: actor("dan"), False),
}


@pytest.mark.parametrize("who", LENDERS)
def test_who_may_lend_a_persons_roles(people: None, who: str) -> None:
    by, allowed = LENDERS[who][0](), LENDERS[who][1]
    if not allowed:
        with pytest.raises(NotFoundError):
            appoint_deputy("mia", "dan", AWAY, by=by, at=AT)
    else:
        appoint_deputy("mia", "dan", AWAY, by=by, at=AT)
    assert Deputy.objects.exists() is allowed


def test_nobody_lends_the_roles_of_somebody_who_has_none_yet(people: None) -> None:
    """Whoever did would hold what the person is given later, over any body."""
    with pytest.raises(NotFoundError):
        appoint_deputy("dan", "mia", AWAY, by=OF_KFN, at=AT)
    with pytest.raises(NotFoundError):
        appoint_deputy("dan", "mia", AWAY, by=ASTRID, at=AT)


def test_what_an_administrator_has_lent_is_not_made_ones_own(people: None) -> None:
    appoint_deputy("astrid", "dan", AWAY, by=actor("astrid"), at=AT)
    deputy = actor("dan")
    assert deputy.may_anywhere(Permission.MANAGE_SETUP, on=TODAY)  # the control: the role itself is lent
    with pytest.raises(NotFoundError):
        give_role("dan", CONTROLLER, by=deputy, at=AT)
    with pytest.raises(NotFoundError):
        appoint_deputy("astrid", "mia", Validity(TODAY, date(2099, 1, 1)), by=deputy, at=AT)


def test_a_role_holds_from_midnight_where_the_municipality_is(people: None) -> None:
    """Half past eleven in the evening in universal time is the next day here."""
    tomorrow = TODAY + timedelta(days=1)
    give_role("dan", Grant(role="controller", unit="KS", validity=Validity(tomorrow)), by=ASTRID, at=AT)
    late, dan = AT.replace(hour=23, minute=30), actor("dan")
    save_draft(
        "month", "KS", AUGUST, "unit-comments.HR", source="Lugnt.", version=0, by=actor("dan"), at=late
    )
    with pytest.raises(NotFoundError):  # the control: the evening before
        save_draft("month", "KS", AUGUST, "unit-comments.EKO", source="x", version=0, by=dan, at=AT)


def test_a_role_that_has_not_begun_is_taken_back_and_never_holds(people: None) -> None:
    later = Grant(role="controller", unit="KS", validity=Validity(NEXT_WEEK, date(2018, 12, 31)))
    number = give_role("dan", later, by=ASTRID, at=AT)
    assert may("dan", Permission.SEAL_REPORT, NEXT_WEEK)
    end_role(number, username="dan", on=TODAY, version=1, by=ASTRID, at=AT)
    assert not may("dan", Permission.SEAL_REPORT, NEXT_WEEK)
    lending = appoint_deputy("mia", "dan", Validity(NEXT_WEEK, date(2018, 5, 1)), by=actor("mia"), at=AT)
    end_deputy(lending, lender="mia", on=TODAY, version=1, by=actor("mia"), at=AT)
    assert not may("dan", Permission.WRITE_COMMENT, NEXT_WEEK)


def test_what_is_over_is_not_ended_again(people: None) -> None:
    """The end would move, and the log would say that the role held until today."""
    past = Grant(role="controller", unit="KS", validity=Validity(date(2017, 1, 1), date(2018, 1, 1)))
    number = give_role("dan", past, by=ASTRID, at=AT)
    with pytest.raises(RefusedError, match="already-over"):
        end_role(number, username="dan", on=TODAY, version=1, by=ASTRID, at=AT)
    lending = appoint_deputy("mia", "dan", Validity(date(2018, 1, 1), TODAY), by=actor("mia"), at=AT)
    with pytest.raises(RefusedError, match="already-over"):
        end_deputy(lending, lender="mia", on=TODAY, version=1, by=actor("mia"), at=AT)
    assert str(RoleGrant.objects.get(pk=number).valid_until) == "2018-01-01"


def test_the_same_role_is_not_given_twice_from_the_same_day(people: None) -> None:
    number = give_role("dan", CONTROLLER, by=ASTRID, at=AT)
    with pytest.raises(RefusedError, match="role-given"):
        give_role("dan", CONTROLLER, by=ASTRID, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by a way past the service
        RoleGrant.objects.create(
            user=User.objects.get(username="dan"), role="controller", unit="KS", valid_from=TODAY
        )
    end_role(number, username="dan", on=TODAY, version=1, by=ASTRID, at=AT)
    give_role("dan", CONTROLLER, by=ASTRID, at=AT)  # the control: the one taken back never held
    assert may("dan", Permission.SEAL_REPORT)


@pytest.mark.parametrize(("who", "lends_more"), [("mia", True), ("hr", False)])
def test_who_appoints_for_another_lends_no_roles_that_come_later(
    people: None, who: str, lends_more: bool
) -> None:
    """An administrator of HR would else reach another body through whoever works there."""
    by = actor("mia") if who == "mia" else person("Hr", "administrator", "HR")
    appoint_deputy("mia", "dan", AWAY, by=by, at=AT)
    give_role("mia", Grant(role="auditor", unit="KFN", validity=Validity(TODAY)), by=ASTRID, at=AT)
    assert may("dan", Permission.WRITE_COMMENT)
    assert may("dan", Permission.VIEW_EVENTS) is lends_more


def test_a_lending_ends_when_the_person_says_so(people: None) -> None:
    number = appoint_deputy("mia", "dan", AWAY, by=actor("mia"), at=AT)
    end_deputy(number, lender="mia", on=TODAY, version=1, by=actor("mia"), at=AT)
    assert not may("dan", Permission.WRITE_COMMENT)


@pytest.mark.parametrize(
    ("deputy", "during", "code"),
    [
        ("mia", AWAY, "own-deputy"),
        ("dan", Validity(TODAY), "deputy-without-end"),
        ("dan", Validity(NEXT_WEEK, TODAY), "days-turned"),
    ],
)
def test_a_lending_that_cannot_be_is_refused(people: None, deputy: str, during: Validity, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        appoint_deputy("mia", deputy, during, by=actor("mia"), at=AT)


def test_a_person_sees_their_own_page_and_administrators_all(people: None) -> None:
    mine = find_person("mia", by=actor("mia"), at=AT)
    assert ([role.role for role in mine.roles], mine.units, mine.may_lend) == (["unit_manager"], {}, True)
    theirs = find_person("mia", by=ASTRID, at=AT)
    assert "HR" in theirs.units
    assert theirs.may_lend
    for by in (ALICE, actor("dan")):
        with pytest.raises(NotFoundError):
            find_person("mia", by=by, at=AT)
        with pytest.raises(NotFoundError):
            list_people(by=by, at=AT)
    assert {"mia", "dan"} <= {one.username for one in list_people(by=ASTRID, at=AT)}


def test_an_administrator_of_one_body_gives_roles_over_that_alone(people: None) -> None:
    page = find_person("mia", by=OF_KFN, at=AT)
    assert set(page.units) == {"KFN"}
    assert (page.may_lend, [role.may_end for role in page.roles]) == (False, [False])
