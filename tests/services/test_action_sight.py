"""Of actions and themes nobody reads who a protected person is, nor the indicators of other bodies."""

from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.actions.action import Action, Status
from hjulet.domain.actions.bulk import BulkChange
from hjulet.domain.actions.files import ACTION_COLUMNS, cells_of
from hjulet.domain.actions.theme import Theme
from hjulet.domain.permission import ROLES, Actor
from hjulet.domain.protection import PROTECTED
from hjulet.services.action_bulk import change_many, chosen_actions, try_bulk
from hjulet.services.action_copy import copy_page, copy_unfinished
from hjulet.services.action_import import import_actions, try_actions
from hjulet.services.action_list import action_list, every_action, names_asked
from hjulet.services.action_pages import action_choices, action_page, find_action_to_write, owner_choices
from hjulet.services.action_rows import find_action
from hjulet.services.action_search import ActionFilter
from hjulet.services.actions import add_action, change_action
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.goals import import_goals
from hjulet.services.indicators import add_indicators
from hjulet.services.people import OPERATOR
from hjulet.services.themes import find_theme, find_theme_to_write, save_theme
from hjulet.store.models import User
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, person
from tests.services.test_actions import TRAINING
from tests.services.test_goals import files
from tests.services.test_indicators import NII, SICK

NAME, USERNAME = "Cecilia Låtsberg", "cecilia"
ONESELF = person("Cecilia", "unit_manager", "HR")
WRITERS = (ALICE, BOB)
READERS = (*WRITERS, CHARLIE, ELSA, FOLKE)


@pytest.fixture
def home(small: Path) -> Path:
    """Give an action and a theme of a protected person, with an indicator of HR's own and one of all."""
    import_goals(files(), by=ALICE, at=AT)
    add_indicators([NII, SICK, replace(SICK, id="loans", owner="KFN", name="Utlån")], by=OPERATOR, at=AT)
    User.objects.create(username="bob", name="Bob", password="!")
    User.objects.create(username=USERNAME, name=NAME, password="!", is_protected=True)
    owned = replace(TRAINING, person=USERNAME, role="HR-chef", indicators=("NII", "loans"))
    add_action(owned, by=OPERATOR, at=AT)
    save_theme(Theme(name="Flödet", unit="HR", person=USERNAME), by=OPERATOR, at=AT)
    return small


def as_file(*actions: Action, **changes: str) -> bytes:
    rows = [cells_of(action) | changes for action in actions]
    return "\n".join([";".join(ACTION_COLUMNS.values()), *(";".join(row.values()) for row in rows)]).encode()


def read(by: Actor) -> str:
    """Give what somebody can read of the owner without knowing who it is."""
    asked = ActionFilter()
    found = action_list(asked, by=by, at=AT)
    said: list[object] = [
        found.owners,
        [line.owner for line in found.lines],
        every_action(asked, by=by, at=AT),
    ]
    said.append(action_page("A1", by=by, at=AT).line.owner)
    if by in (*WRITERS, ONESELF):
        said += [owner_choices(by=by, at=AT), action_choices(2018, by=by, at=AT)]
        said += [find_action_to_write("A1", by=by, at=AT), find_theme_to_write("flodet", by=by, at=AT)]
        said.append(try_bulk([find_action("A1")], BulkChange(role="Chef"), by=by, at=AT))
        data = as_file(*every_action(asked, by=by, at=AT), name="Ny", role="Ny")
        said.append(try_actions(data, file="a.csv", by=by, at=AT))
    return repr(said)


@pytest.mark.parametrize("by", READERS, ids=lambda by: by.name)
def test_a_protected_owner_is_read_by_nobody_else(home: Path, by: Actor) -> None:
    said = read(by)
    assert PROTECTED in said
    assert USERNAME not in said and NAME not in said


@pytest.mark.parametrize("role", sorted(ROLES))
def test_of_all_roles_only_administrators_read_the_username(home: Path, role: str) -> None:
    by = person("X", role, "KF")
    try:
        found = action_list(ActionFilter(), by=by, at=AT)
    except NotFoundError:
        return  # who sees no figures sees no actions
    assert (USERNAME in repr(found.owners)) == (role == "administrator")
    asked = ActionFilter(owner=USERNAME)
    assert action_list(asked, by=by, at=AT).count == (1 if role == "administrator" else 0)


def test_oneself_and_administrators_are_not_kept_from_it(home: Path) -> None:
    assert USERNAME in read(ONESELF)
    assert USERNAME in dict(action_list(ActionFilter(), by=ASTRID, at=AT).owners)


def test_a_username_that_is_tried_out_finds_and_tells_nothing(home: Path) -> None:
    for by in READERS:
        asked = ActionFilter(owner=USERNAME)
        assert action_list(asked, by=by, at=AT).count == 0
        assert chosen_actions([], everything=asked, by=by, at=AT) == ()
        assert names_asked(asked, by=by, at=AT)["owner"] == USERNAME  # as they wrote it
        nobody = replace(asked, owner="nej")
        assert names_asked(nobody, by=by, at=AT)["owner"] == "nej"
    for wanted in (USERNAME, "nej"):
        with pytest.raises(RefusedError, match="unknown-person"):
            add_action(replace(TRAINING, person=wanted), by=BOB, at=AT)
        with pytest.raises(RefusedError, match="unknown-person"):
            save_theme(Theme(name="Nytt", unit="HR", person=wanted), by=BOB, at=AT)
        (told,) = try_actions(as_file(TRAINING, person=wanted), file="a.csv", by=BOB, at=AT).problems
        assert told.code == "unknown-person"
        other = add_action(replace(TRAINING, name=wanted), by=BOB, at=AT)
        with pytest.raises(RefusedError, match="unknown-person"):
            try_bulk([find_action(other)], BulkChange(person=wanted), by=BOB, at=AT)


def test_an_owner_that_is_not_read_stays_when_the_rest_is_written(home: Path) -> None:
    change_action(replace(find_action_to_write("A1", by=BOB, at=AT), name="Nytt namn"), by=BOB, at=AT)
    trial = try_bulk([find_action("A1")], BulkChange(status=Status.ONGOING), by=BOB, at=AT)
    change_many([find_action("A1")], BulkChange(status=Status.ONGOING), base=trial.base, by=BOB, at=AT)
    (row,) = every_action(ActionFilter(), by=BOB, at=AT)
    assert row.person == PROTECTED
    same = try_actions(as_file(row), file="a.csv", by=BOB, at=AT)
    assert (same.problems, same.changes) == ((), ())
    import_actions(as_file(row, name="Igen"), file="a.csv", by=BOB, at=AT)
    held = find_action("A1")
    assert (held.name, held.status, held.person) == ("Igen", Status.ONGOING, USERNAME)
    change_action(replace(find_action_to_write("A1", by=BOB, at=AT), person="bob"), by=BOB, at=AT)
    assert find_action("A1").person == "bob"
    theme = find_theme_to_write("flodet", by=BOB, at=AT)
    save_theme(replace(theme, name="Hela flödet"), by=BOB, at=AT)
    assert find_theme("flodet", by=BOB, at=AT).theme.person == USERNAME


def test_a_copy_takes_the_owner_along_and_one_who_has_left_is_not_told(home: Path) -> None:
    page = copy_page(2018, by=BOB, at=AT)
    assert USERNAME not in repr([(line.owner, line.unit_name) for line in page.coming])
    (copied,) = copy_unfinished(2018, base=page.base, by=BOB, at=AT)
    assert copied.person == USERNAME
    User.objects.filter(username=USERNAME).update(is_active=False)
    (left,) = copy_page(2019, by=BOB, at=AT).staying
    assert [(fault.code, fault.params) for fault in left.faults] == [("unknown-person", {"value": PROTECTED})]


def test_indicators_of_others_are_neither_named_nor_found(home: Path) -> None:
    for by, names in ((BOB, ("NII",)), (CHARLIE, ("NII", "loans"))):
        page = action_page("A1", by=by, at=AT)
        assert tuple(id for id, _ in page.indicators) == names
        assert page.unread == 2 - len(names)
        found = action_list(ActionFilter(indicator="loans"), by=by, at=AT)
        assert (found.count, found.indicator) == ((1, "Utlån") if by is CHARLIE else (0, ""))
        assert every_action(ActionFilter(), by=by, at=AT)[0].indicators == names
    assert dict(action_choices(2018, by=BOB, at=AT).indicators).keys() == {"NII", "sick"}
    for wanted in (("loans",), ("nej",)):
        with pytest.raises(RefusedError, match="unknown-indicator"):
            add_action(replace(TRAINING, indicators=wanted), by=BOB, at=AT)


def test_an_indicator_that_is_not_read_stays_when_others_are_chosen(home: Path) -> None:
    read_of = find_action_to_write("A1", by=BOB, at=AT)
    assert read_of.indicators == ("NII",)
    change_action(replace(read_of, name="Nytt"), by=BOB, at=AT)
    assert find_action("A1").indicators == ("NII", "loans")
    again = find_action_to_write("A1", by=BOB, at=AT)
    change_action(replace(again, indicators=("sick",)), by=BOB, at=AT)
    assert find_action("A1").indicators == ("sick", "loans")
    row = every_action(ActionFilter(), by=BOB, at=AT)[0]
    import_actions(as_file(row, indicators="sick NII"), file="a.csv", by=BOB, at=AT)
    assert find_action("A1").indicators == ("sick", "NII", "loans")
    assert action_list(ActionFilter(indicator="sick"), by=BOB, at=AT).count == 1
