"""Who may do what: the table of roles as people read it, and grants by subtree and time."""

from datetime import date

import pytest

from hjulet.domain.permission import ROLES, Actor, Grant, Permission, Place, lent
from hjulet.domain.validity import Validity

TABLE = """
                 elected party editor contributor company manager controller auditor administrator
view-figures        x      x     x         x         x       x        x         x          x
view-vouchers       .      .     .         .         x       x        x         x          x
view-staff          .      .     .         .         .       x        x         x          x
view-imports        .      .     .         .         .       .        x         x          x
view-history        .      .     .         .         .       .        x         x          x
import-ledger       .      .     .         .         .       .        x         .          x
withdraw-batch      .      .     .         .         .       .        x         .          x
import-budget       .      .     .         .         .       .        x         .          x
import-staff        .      .     .         .         .       .        x         .          x
close-periods       .      .     .         .         .       .        x         .          x
edit-items          .      .     .         .         .       .        x         .          .
edit-indicators     .      .     .         .         .       x        x         .          .
edit-actions        .      .     .         x         x       x        x         .          .
report-forecast     .      .     .         .         .       x        x         .          .
edit-text           .      .     .         .         .       .        x         .          .
edit-board          .      .     .         x         x       x        x         .          .
write-comment       .      .     .         x         x       x        x         .          .
read-remarks        .      .     .         x         x       x        x         x          x
write-remark        .      .     .         x         x       x        x         .          .
edit-templates      .      .     .         .         .       .        x         .          x
edit-calendar       .      .     .         .         .       .        x         .          x
edit-help           .      .     .         .         .       .        x         .          x
edit-goals          .      .     .         .         .       .        x         .          x
edit-assignments    .      .     .         .         .       x        x         .          .
assess-goals        .      .     .         .         .       .        x         .          .
confirm-plan        .      .     .         .         x       x        x         .          .
seal-report         .      .     .         .         .       .        x         .          .
verify-editions     .      .     x         .         .       .        x         x          x
view-events         .      .     .         .         .       .        .         x          x
manage-setup        .      .     .         .         .       .        .         .          x
"""

HEADS = {
    "elected": "elected_representative",
    "party": "party_group",
    "editor": "public_editor",
    "contributor": "contributor",
    "company": "company_representative",
    "manager": "unit_manager",
    "controller": "controller",
    "auditor": "auditor",
    "administrator": "administrator",
}
"""The table's short heads -> the roles' ids."""

DAY = date(2018, 4, 6)


def actor(role: str, unit: str = "KS", *, since: date = date(2017, 1, 1), until: date | None = None) -> Actor:
    return Actor(id="a", name="A", grants=(Grant(role=role, unit=unit, validity=Validity(since, until)),))


def test_the_roles_are_these_and_may_do_this() -> None:
    head, *rows = TABLE.strip("\n").splitlines()
    roles = [HEADS[head] for head in head.split()]
    table = {row.split()[0]: dict(zip(roles, row.split()[1:], strict=True)) for row in rows}
    assert set(roles) == set(ROLES)
    assert set(table) == set(Permission)
    for role, has in ROLES.items():
        expected = {permission for permission, marks in table.items() if marks[role] == "x"}
        assert set(has.permissions) == expected, role


def test_every_role_says_who_has_it() -> None:
    assert all(role.__doc__ and role.id == name for name, role in ROLES.items())


@pytest.mark.parametrize(
    ("above", "allowed"),
    [({"KS"}, True), ({"HR", "KSK", "KS", "KF"}, True), ({"KFN", "KF"}, False), (set(), False)],
)
def test_a_grant_reaches_its_unit_and_all_below_it(above: set[str], allowed: bool) -> None:
    assert actor("controller").may(Permission.VIEW_VOUCHERS, place=Place(above=above), on=DAY) is allowed


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        (date(2016, 12, 31), False),
        (date(2017, 1, 1), True),
        (date(2017, 12, 31), True),
        (date(2018, 1, 1), False),
    ],
)
def test_a_grant_holds_from_its_first_day_and_not_on_its_end(on: date, allowed: bool) -> None:
    manager = actor("unit_manager", until=date(2018, 1, 1))
    assert manager.may(Permission.VIEW_FIGURES, place=Place(above={"KS"}), on=on) is allowed
    assert manager.may_anywhere(Permission.VIEW_FIGURES, on=on) is allowed


def test_roles_add_up_each_over_its_own_unit() -> None:
    both = Actor(
        id="b",
        name="B",
        grants=(*actor("elected_representative", "KS").grants, *actor("controller", "HR").grants),
    )
    assert both.may(Permission.EDIT_TEXT, place=Place(above={"HR", "KS"}), on=DAY)
    assert not both.may(Permission.EDIT_TEXT, place=Place(above={"EKO", "KS"}), on=DAY)


def test_nobody_may_do_anything_and_the_operator_everything() -> None:
    nobody, operator = Actor(id="n", name="N"), Actor(id="o", name="O", is_operator=True)
    for permission in Permission:
        assert not nobody.may(permission, place=Place(above={"KS"}), on=DAY)
        assert not nobody.may_anywhere(permission, on=DAY)
        assert operator.may(permission, place=Place(above=()), on=DAY)
        assert operator.may_anywhere(permission, on=DAY)


def test_a_deputy_holds_the_lenders_grants_while_both_hold() -> None:
    manager = actor("unit_manager", "HR", until=date(2018, 6, 1)).grants
    during = Validity(date(2018, 5, 1), date(2018, 8, 1))
    deputy = Actor(id="d", name="D", grants=lent(manager, lender="a", during=during))
    hr = Place(above={"HR", "KS"})
    days = (date(2018, 4, 30), date(2018, 5, 1), date(2018, 5, 31), date(2018, 6, 1))
    assert [deputy.may(Permission.REPORT_FORECAST, place=hr, on=day) for day in days] == [
        False,
        True,
        True,
        False,
    ]
    assert [deputy.deputy_for(on=day) for day in days] == [(), ("a",), ("a",), ()]


def test_what_one_holds_as_a_deputy_is_not_ones_own_to_lend() -> None:
    during = Validity(date(2018, 1, 1))
    held = lent(actor("controller").grants, lender="a", during=during)
    assert lent(held, lender="d", during=during) == ()


def test_a_lending_that_begins_when_the_grant_has_ended_lends_nothing() -> None:
    ended = actor("controller", until=date(2018, 1, 1)).grants
    assert lent(ended, lender="a", during=Validity(date(2018, 1, 1))) == ()
