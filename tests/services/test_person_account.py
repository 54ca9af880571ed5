"""An account is closed and opened by whoever administers all that its person may do."""

from datetime import timedelta
from pathlib import Path

import pytest

from hjulet.domain.permission import Actor, Grant
from hjulet.domain.validity import Validity
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.granting import appoint_deputy, give_role
from hjulet.services.people import OPERATOR, actor_of, new_person
from hjulet.services.person_account import close_account, open_account
from hjulet.store.models import AuditEvent, Revision, User
from tests.services.people import ALICE, ALWAYS, ASTRID, AT, person

TODAY = AT.date()
MANAGER = Grant(role="unit_manager", unit="HR", validity=ALWAYS)
LEADING = Grant(role="administrator", unit="KF", validity=ALWAYS)
OF_KS = person("Kim", "administrator", "KS")
OF_KFN = person("Kai", "administrator", "KFN")
THEMSELF = person("Mia", "administrator", "KF")


@pytest.fixture
def people(small: Path) -> None:
    """Add a manager of HR, somebody without a role, and the one who leads the installation."""
    new_person(username="mia", name="Mia Chef", grants=(MANAGER,), by=OPERATOR, at=AT)
    new_person(username="dan", name="Dan Vikarie", by=OPERATOR, at=AT)
    new_person(username="astrid", name="Astrid", grants=(LEADING,), by=OPERATOR, at=AT)


def is_open(username: str) -> bool:
    return User.objects.get(username=username).is_active


def close(username: str, *, by: Actor, version: int = 1) -> None:
    close_account(username, version=version, by=by, at=AT)


def test_an_account_is_closed_and_opened_with_its_rows_of_history_and_log(people: None) -> None:
    close("mia", by=ASTRID)
    assert actor_of("mia") is None
    open_account("mia", version=2, by=ASTRID, at=AT)
    back = actor_of("mia")
    assert back is not None
    assert back.grants == (MANAGER,)
    rows = AuditEvent.objects.filter(object_id="mia", action__endswith="-account").order_by("id")
    assert [(row.action, row.actor) for row in rows] == [
        ("close-account", "astrid"),
        ("open-account", "astrid"),
    ]
    kept = Revision.objects.filter(noun="person", object_id="mia").order_by("version")
    assert [row.fields["is_active"] for row in kept] == [True, False, True]


def test_what_is_closed_already_is_not_closed_again(people: None) -> None:
    close("mia", by=ASTRID)
    close("mia", by=ASTRID, version=2)
    assert AuditEvent.objects.filter(action="close-account").count() == 1


def test_whoever_read_the_person_before_another_change_is_told(people: None) -> None:
    with pytest.raises(ConflictError):
        close("mia", by=ASTRID, version=7)
    assert is_open("mia")


@pytest.mark.parametrize("by", [OF_KFN, ALICE, THEMSELF], ids=["another committee", "controller", "own"])
def test_only_who_administers_all_of_it_keeps_an_account(people: None, by: Actor) -> None:
    for change in (close_account, open_account):
        with pytest.raises(NotFoundError):
            change("mia", version=1, by=by, at=AT)
    close("mia", by=OF_KS)  # the control: HR is part of what KS administers


def test_a_role_elsewhere_takes_an_account_out_of_reach_until_it_is_over(people: None) -> None:
    give_role("mia", Grant(role="auditor", unit="KFN", validity=ALWAYS), by=OPERATOR, at=AT)
    with pytest.raises(NotFoundError):
        close("mia", by=OF_KS)
    User.objects.get(username="mia").grants.filter(unit="KFN").update(valid_until=TODAY)
    close("mia", by=OF_KS)


def test_so_does_a_role_that_is_lent(people: None) -> None:
    during = Validity(TODAY, TODAY + timedelta(days=7))
    appoint_deputy("astrid", "mia", during, by=OPERATOR, at=AT)
    with pytest.raises(NotFoundError):
        close("mia", by=OF_KS)
    close("mia", by=ASTRID)


def test_an_account_without_roles_is_kept_by_who_leads_the_installation(people: None) -> None:
    with pytest.raises(NotFoundError):
        close("dan", by=OF_KFN)
    close("dan", by=ASTRID)
    assert not is_open("dan")


def test_the_last_who_leads_the_installation_stays(people: None) -> None:
    with pytest.raises(RefusedError, match="last-administrator"):
        close("astrid", by=OPERATOR)
    assert is_open("astrid")
    give_role("mia", LEADING, by=OPERATOR, at=AT)
    close("astrid", by=OPERATOR)
    with pytest.raises(RefusedError, match="last-administrator"):
        close("mia", by=ASTRID)  # who was shut out while her own page was open


def test_an_administrator_of_one_committee_does_not_lead_it(people: None) -> None:
    new_person(
        username="kai",
        name="Kai",
        grants=(Grant(role="administrator", unit="KFN", validity=ALWAYS),),
        by=OPERATOR,
        at=AT,
    )
    with pytest.raises(RefusedError, match="last-administrator"):
        close("astrid", by=OPERATOR)
    close("kai", by=ASTRID)
