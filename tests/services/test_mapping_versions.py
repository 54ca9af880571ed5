"""The mapping's history: notes, what differs, and an old version that comes back as a new one."""

from pathlib import Path

import pytest

from hjulet.domain.mapping import RuleKind
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.mapping import save_rules, try_rule, version_in_force
from hjulet.services.mapping_versions import compare_versions, go_back, list_versions
from tests.ledger_text import MAPPING
from tests.services.people import ALICE, ASTRID, AT


@pytest.fixture
def changed(small: Path) -> tuple[int, int]:
    """Give a first version, and a second with one rule more."""
    first = version_in_force()[0]
    fields = {"valid_from": "2017", "account_from": "79", "line": "depreciation"}
    trial = try_rule(RuleKind.ACCOUNTS, fields, company="KOMMUN", base=first, place=None, by=ASTRID, at=AT)
    save_rules(RuleKind.ACCOUNTS, trial.text, company="KOMMUN", base=first, note="Konto 79", by=ASTRID, at=AT)
    return first, version_in_force()[0]


def test_versions_are_listed_with_note_and_who(changed: tuple[int, int]) -> None:
    first, second = changed
    found = list_versions(by=ALICE, at=AT)
    assert [(version.number, version.note, version.is_in_force) for version in found] == [
        (second, "Konto 79", True),
        (first, "", False),
    ]
    assert found[0].by == "astrid"
    assert found[0].first_snapshot == found[0].last_snapshot


def test_two_versions_are_compared_rule_by_rule(changed: tuple[int, int]) -> None:
    (table,) = compare_versions(*changed, by=ALICE, at=AT).tables
    assert (table.company, table.kind) == ("KOMMUN", RuleKind.ACCOUNTS)
    assert [rule.line for rule in table.changes.added] == ["depreciation"]  # type: ignore[union-attr]
    assert table.changes.removed == ()


def test_only_whoever_may_change_is_shown_the_way_back(changed: tuple[int, int]) -> None:
    assert not compare_versions(*changed, by=ALICE, at=AT).may_go_back
    assert compare_versions(*changed, by=ASTRID, at=AT).may_go_back
    with pytest.raises(NotFoundError):
        go_back(changed[0], base=changed[1], note="x", by=ALICE, at=AT)


def test_an_old_version_comes_back_as_a_new_one(changed: tuple[int, int]) -> None:
    first, second = changed
    go_back(first, base=second, note="Tillbaka", by=ASTRID, at=AT)
    number, mapping = version_in_force()
    assert number > second
    assert mapping == MAPPING
    assert [version.note for version in list_versions(by=ALICE, at=AT)] == ["Tillbaka", "Konto 79", ""]


def test_going_back_asks_for_a_note_a_difference_and_the_version_one_saw(
    changed: tuple[int, int],
) -> None:
    first, second = changed
    with pytest.raises(RefusedError, match="missing-note"):
        go_back(first, base=second, note="", by=ASTRID, at=AT)
    with pytest.raises(RefusedError, match="nothing-changed"):
        go_back(second, base=second, note="x", by=ASTRID, at=AT)
    with pytest.raises(ConflictError):
        go_back(first, base=first, note="x", by=ASTRID, at=AT)
    with pytest.raises(NotFoundError):
        compare_versions(first, 999, by=ASTRID, at=AT)
