"""The organisation is loaded once for each state of it; what may be rolled back is not kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hjulet.domain.organisation import Organisation
from hjulet.services.access import organisation
from hjulet.services.people import OPERATOR
from hjulet.services.setup import set_organisation
from hjulet.store import organisation as store
from tests.services.people import AT, ORGANISATION


def renamed(word: str) -> Organisation:
    units = tuple(replace(unit, name=f"{word} {unit.name}") for unit in ORGANISATION.units)
    return replace(ORGANISATION, units=units)


RENAMED, THIRD = renamed("Nya"), renamed("Tredje")


def queries() -> int:
    with CaptureQueriesContext(connection) as asked:
        organisation()
    return len(asked)


def names(known: Organisation) -> set[str]:
    return {unit.name for unit in known.units}


def test_it_is_loaded_again_only_when_it_has_changed(transactional_db: None, small: Path) -> None:
    assert [queries() for _ in range(3)] == [5, 1, 1]
    set_organisation(RENAMED, by=OPERATOR, at=AT)
    assert [queries() for _ in range(3)] == [5, 1, 1]
    assert names(organisation()) == names(RENAMED)


def test_what_is_rolled_back_is_not_kept(transactional_db: None, small: Path) -> None:
    before = organisation()
    with transaction.atomic():
        set_organisation(RENAMED, by=OPERATOR, at=AT)
        assert names(organisation()) == names(RENAMED)
        transaction.set_rollback(True)
    assert organisation() == before
    set_organisation(THIRD, by=OPERATOR, at=AT)  # its rows may get the numbers that were given back
    assert names(organisation()) == names(THIRD)


def test_without_its_version_an_old_one_would_be_shown(
    transactional_db: None, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: one version stands for all."""
    monkeypatch.setattr(store, "_version", tuple)
    organisation()
    set_organisation(RENAMED, by=OPERATOR, at=AT)
    assert names(organisation()) == names(ORGANISATION)
