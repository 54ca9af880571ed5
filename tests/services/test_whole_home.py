"""What concerns the whole installation is done by whoever administers it all, not a part of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hjulet.domain.mapping import RuleKind
from hjulet.domain.permission import Actor
from hjulet.services import setup
from hjulet.services.access import require_anywhere
from hjulet.services.backup import make_backup
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.grants import add_grants
from hjulet.services.investments import add_projects
from hjulet.services.items import set_population
from hjulet.services.mapping_page import list_rules
from hjulet.services.reminders import send_reminders
from hjulet.services.restore import restore_backup
from hjulet.services.setup import set_mapping, set_organisation, set_origins
from hjulet.services.weeding import preview_weeding, weed
from tests.ledger_text import MAPPING
from tests.services.people import ALICE, ASTRID, AT, ORGANISATION, person

pytestmark = pytest.mark.once  # who may is not asked of the database

HEDVIG = person("Hedvig", "administrator", "HR")
"""She gives roles at HR, and nothing more."""

DONE: dict[str, Callable[[Actor, Path], object]] = {
    "organisation": lambda by, _: set_organisation(ORGANISATION, by=by, at=AT),
    "mapping": lambda by, _: set_mapping(MAPPING.accounts, MAPPING.units, by=by, at=AT),
    "origins": lambda by, _: set_origins((), by=by, at=AT),
    "population": lambda by, _: set_population((), by=by, at=AT),
    "projects": lambda by, _: add_projects((), by=by, at=AT),
    "grants": lambda by, _: add_grants((), by=by, at=AT),
    "see what is weeded": lambda by, _: preview_weeding(by=by, at=AT),
    "weed": lambda by, _: weed(by=by, at=AT),
    "remind": lambda by, _: send_reminders(by=by, at=AT),
    "back up": lambda by, folder: make_backup(folder / "kopia", by=by, at=AT),
    "restore": lambda by, folder: restore_backup(folder, by=by, at=AT),
}


def is_let_in(name: str, by: Actor, folder: Path) -> bool:
    try:
        DONE[name](by, folder)
    except NotFoundError:
        return False
    except RefusedError:  # for another reason: no mail is set up, the folder is no backup
        return True
    return True


@pytest.mark.parametrize("name", DONE)
def test_only_whoever_administers_it_all(name: str, small: Path, tmp_path: Path) -> None:
    allowed = [by.name for by in (ASTRID, HEDVIG, ALICE) if is_let_in(name, by, tmp_path)]
    assert allowed == ["Astrid"]


def test_the_mapping_offers_its_buttons_to_those_who_may_press_them(small: Path) -> None:
    shown = {by.name: list_rules(RuleKind.ACCOUNTS, by=by, at=AT).may_edit for by in (ASTRID, HEDVIG, ALICE)}
    assert shown == {"Astrid": True, "Hedvig": False, "Alice": False}


def test_the_control_without_the_place_of_the_role_a_part_is_enough(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "require_centrally", require_anywhere)
    assert is_let_in("organisation", HEDVIG, tmp_path)
