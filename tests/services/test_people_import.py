"""People from a file: what it changes is shown, then let in whole, and by nobody over others' units."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from hjulet.services import people_import
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.granting import end_role
from hjulet.services.people_import import import_people, try_people
from hjulet.store.models import AuditEvent, RoleGrant, User
from tests.services.people import ALICE, ASTRID, AT, person

HEAD = "username;name;role;unit;valid_from;valid_to\n"
MIA = "mia;Mia Chef;unit_manager;HR;2018-01-01;\n"
OF_KFN = person("Kfn", "administrator", "KFN")


def changes(text: str) -> list[tuple[str, str]]:
    tried = try_people((HEAD + text).encode(), file="p.csv", by=ASTRID, at=AT)
    assert tried.accepted, tried.problems
    return [(change.kind.value, change.row.grant.role) for change in tried.changes]


def let_in(text: str, *, base: int | None = None) -> None:
    data = (HEAD + text).encode()
    seen = try_people(data, file="p.csv", by=ASTRID, at=AT).base if base is None else base
    import_people(data, file="p.csv", base=seen, by=ASTRID, at=AT)


def test_a_person_and_a_role_are_added_and_the_same_again_changes_nothing(demo: Path) -> None:
    assert changes(MIA) == [("new-person", "unit_manager"), ("new-role", "unit_manager")]
    assert not User.objects.filter(username="mia").exists()  # trying changes nothing
    let_in(MIA)
    user = User.objects.get(username="mia")
    assert (user.name, user.has_usable_password()) == ("Mia Chef", False)
    assert changes(MIA) == []
    done = AuditEvent.objects.filter(object_id="mia").values_list("action", "actor")
    assert list(done) == [("add-person", "astrid"), ("give-role", "astrid")]


def test_a_new_end_ends_the_role_that_is_there(demo: Path) -> None:
    let_in(MIA)
    ended = MIA.replace("2018-01-01;", "2018-01-01;2018-12-31")
    assert changes(ended) == [("new-end", "unit_manager")]
    let_in(ended)
    grant = RoleGrant.objects.get(user__username="mia")
    assert (str(grant.valid_until), grant.version) == ("2019-01-01", 2)
    said = AuditEvent.objects.get(object_id="mia", action="change-role-end")
    assert (said.params["last"], said.actor) == ("2018-12-31", "astrid")
    assert not AuditEvent.objects.filter(object_id="mia", action="end-role").exists()


def test_a_role_that_is_over_is_not_given_back_by_a_file(demo: Path) -> None:
    let_in(MIA.replace("2018-01-01;", "2018-01-01;2018-02-28"))
    with pytest.raises(RefusedError, match="already-over"):
        let_in(MIA)
    let_in(MIA.replace("2018-01-01;", "2018-03-01;"))  # the control: from another day it is a new role


def test_a_file_is_about_roles_given_by_hand(demo: Path) -> None:
    """A group gives Mia the same role from the same day; it is neither ended nor taken for the file's."""
    let_in(MIA)
    mia = User.objects.get(username="mia")
    RoleGrant.objects.create(
        user=mia, role="unit_manager", unit="HR", valid_from=date(2018, 1, 1), provider="entra"
    )
    assert changes(MIA) == []
    let_in(MIA.replace("2018-01-01;", "2018-01-01;2018-12-31"))
    assert mia.grants.get(provider="entra").valid_until is None
    assert str(mia.grants.get(provider="").valid_until) == "2019-01-01"


def test_a_role_that_was_taken_back_at_once_can_be_given_again(demo: Path) -> None:
    today = MIA.replace("2018-01-01", str(AT.date()))
    let_in(today)
    held = RoleGrant.objects.get(user__username="mia")
    end_role(held.pk, username="mia", on=AT.date(), version=1, by=ASTRID, at=AT)
    let_in(today)
    assert RoleGrant.objects.get(user__username="mia", valid_until=None).version == 1


def test_a_file_is_judged_as_things_are_when_it_is_let_in(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gives a role meanwhile waits for the file, or the file for them."""
    held: list[str] = []
    judgements: list[Any] = []
    monkeypatch.setattr("hjulet.services.people_import.hold", held.append)
    judged = people_import._judged

    def judge(*given: Any, **named: Any) -> Any:
        judgements.append([*held])
        return judged(*given, **named)

    tried = try_people((HEAD + MIA).encode(), file="p.csv", by=ASTRID, at=AT)
    monkeypatch.setattr("hjulet.services.people_import._judged", judge)
    let_in(MIA, base=tried.base)
    assert judgements == [["people"]]


@pytest.mark.parametrize("action", ["roles-from-groups", "link-person"])
def test_what_a_provider_changes_overtakes_a_file(demo: Path, action: str) -> None:
    tried = try_people((HEAD + MIA).encode(), file="p.csv", by=ASTRID, at=AT)
    with transaction.atomic():
        audit(action, "bo", by=ASTRID, at=AT, provider="entra")
    with pytest.raises(ConflictError):
        let_in(MIA, base=tried.base)


def test_a_new_name_is_a_change_and_what_is_not_named_stays(demo: Path) -> None:
    let_in(MIA)
    before = RoleGrant.objects.count()
    let_in(MIA.replace("Mia Chef", "Mia Ek"))
    assert User.objects.get(username="mia").name == "Mia Ek"
    assert RoleGrant.objects.count() == before


@pytest.mark.parametrize("unit", ["HR", "NEJ"])
def test_units_of_others_are_refused_as_those_that_are_not_there(demo: Path, unit: str) -> None:
    text = (HEAD + MIA.replace(";HR;", f";{unit};")).encode()
    tried = try_people(text, file="p.csv", by=OF_KFN, at=AT)
    assert [(one.code, one.place.line, dict(one.params)) for one in tried.problems] == [
        ("unknown-unit", 2, {"value": unit})
    ]
    with pytest.raises(RefusedError, match="unknown-unit"):
        import_people(text, file="p.csv", base=0, by=OF_KFN, at=AT)
    assert not User.objects.filter(username="mia").exists()


def test_nobody_renames_a_person_who_has_roles_elsewhere(demo: Path) -> None:
    text = f"{HEAD}bo;Någon annan;auditor;KFN;2018-01-01;\n".encode()
    with pytest.raises(RefusedError, match="name-of-others"):
        import_people(text, file="p.csv", base=0, by=OF_KFN, at=AT)
    assert User.objects.get(username="bo").name == "Bo Talstrand"


def test_a_file_that_was_shown_before_another_change_is_not_let_in(demo: Path) -> None:
    tried = try_people((HEAD + MIA).encode(), file="p.csv", by=ASTRID, at=AT)
    held = RoleGrant.objects.get(user__username="cecilia")
    end_role(held.pk, username="cecilia", on=AT.date(), version=1, by=ASTRID, at=AT)
    with pytest.raises(ConflictError):
        let_in(MIA, base=tried.base)
    assert not User.objects.filter(username="mia").exists()


def test_only_who_gives_roles_reads_people_in(demo: Path) -> None:
    data = (HEAD + MIA).encode()
    with pytest.raises(NotFoundError):
        try_people(data, file="p.csv", by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        import_people(data, file="p.csv", base=0, by=ALICE, at=AT)
