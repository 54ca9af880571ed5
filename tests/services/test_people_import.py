"""People from a file: what it changes is shown, then let in whole, and by nobody over others' units."""

from pathlib import Path

import pytest

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


def let_in(text: str, **given: int) -> None:
    import_people((HEAD + text).encode(), file="p.csv", by=ASTRID, at=AT, **given)


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
        import_people(text, file="p.csv", by=OF_KFN, at=AT)
    assert not User.objects.filter(username="mia").exists()


def test_nobody_renames_a_person_who_has_roles_elsewhere(demo: Path) -> None:
    text = f"{HEAD}bo;Någon annan;auditor;KFN;2018-01-01;\n".encode()
    with pytest.raises(RefusedError, match="name-of-others"):
        import_people(text, file="p.csv", by=OF_KFN, at=AT)
    assert User.objects.get(username="bo").name == "Bo Talstrand"


def test_a_file_that_was_shown_before_another_change_is_not_let_in(demo: Path) -> None:
    tried = try_people((HEAD + MIA).encode(), file="p.csv", by=ASTRID, at=AT)
    held = RoleGrant.objects.get(user__username="cecilia")
    end_role(held.pk, username="cecilia", on=AT.date(), version=1, by=ASTRID, at=AT)
    with pytest.raises(ConflictError):
        let_in(MIA, base=tried.base)
    assert not User.objects.filter(username="mia").exists()


def test_only_who_gives_roles_reads_people_in(demo: Path) -> None:
    for service in (try_people, import_people):
        with pytest.raises(NotFoundError):
            service((HEAD + MIA).encode(), file="p.csv", by=ALICE, at=AT)
