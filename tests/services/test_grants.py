"""Government grants: what is booked beside what the register says, who may write, and two at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from hjulet.domain.grant import GovernmentGrant
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor
from hjulet.domain.register import Entry
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.figures import figure
from hjulet.services.grant_pages import grant_list, grant_page, require_grant_editor
from hjulet.services.grants import (
    add_grants,
    find_grant,
    remove_grant,
    remove_grant_entry,
    save_grant,
    save_grant_entry,
)
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.services.setup import set_mapping
from hjulet.store.grant import load_grants
from hjulet.store.models import AuditEvent, Snapshot
from tests.ledger_text import MAPPING, every_month, sie
from tests.services.at_once import at_once
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE

LEDGER = """
D 1 2017-06-20 Bidrag
  45100 13000,6=6001 -400.00
  19100 13000         400.00
D 2 2017-12-20 Bidrag, upplupet
  45100 13000,6=6001 -150.00
  19100 13000         150.00
D 3 2017-12-20 Bidrag utan projekt
  45100 12000         -30.00
  19100 12000          30.00
"""

GRANTS = replace(MAPPING.accounts[1], account_from="45", account_to="45", line="grants")
EU = GovernmentGrant(
    id="eu",
    name="Matlust",
    giver="EU",
    unit="HR",
    codes=("6001",),
    first_day=date(2016, 1, 1),
    last_day=date(2018, 12, 31),
    condition="Återsöks i efterhand",
)
CLAIM = Entry(
    kind="claim", year=2017, on=date(2017, 5, 2), amount=Decimal("400.00"), reference="Återsökning 1"
)
PAID = replace(CLAIM, kind="payment", on=date(2017, 6, 20))
ACCRUED = replace(CLAIM, kind="accrual", on=date(2017, 12, 31), amount=Decimal("120.00"))
BEFORE = replace(ACCRUED, year=2016, on=date(2016, 12, 31), amount=Decimal("20.00"))


@pytest.fixture
def books(small: Path) -> Path:
    """Give a home with a year of grants, and none registered yet."""
    set_mapping((GRANTS, *MAPPING.accounts), MAPPING.units, by=OPERATOR, at=AT)
    taken = import_sie(sie(LEDGER + every_month(2017)), file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    assert taken.status == "imported"
    return small


@pytest.fixture
def eu(books: Path) -> str:
    """Give a grant of HR that was claimed, paid and accrued."""
    save_grant(EU, by=ALICE, at=AT)
    for entry in (CLAIM, PAID, ACCRUED, BEFORE):
        save_grant_entry("eu", entry, by=ALICE, at=AT)
    return "eu"


def value(reference: str, *, by: Actor = ALICE, snapshot: int | None = None) -> str | None:
    shown = figure(reference, snapshot=snapshot, by=by, at=AT)[0].value
    return None if shown is None else f"{shown:f}"


def grant() -> GovernmentGrant:
    return find_grant("eu", by=ALICE, at=AT)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("grant_booked grant=eu period=2017", "550.00"),
        ("grant_claimed grant=eu period=2017", "400.00"),
        ("grant_received grant=eu period=2017", "400.00"),
        ("grant_accrued grant=eu period=2017", "120.00"),
        ("grant_accrued grant=eu period=2017-08", None),
        ("grant_granted grant=eu period=2017", "0.00"),
        ("grant_difference grant=eu period=2017", "50.00"),  # 550 - (400 + 120 - 20)
        ("grant_booked unit=KS period=2017", "550.00"),
        ("grant_rest unit=KS period=2017", "30.00"),
        ("grant_rest unit=EKO period=2017", "30.00"),
        ("grant_booked unit=EKO period=2017", "0.00"),
    ],
)
def test_a_figure_has_the_value_that_can_be_added_in_the_head(
    eu: str, reference: str, expected: str | None
) -> None:
    assert value(reference) == expected


def test_where_register_and_ledger_differ_the_page_says_so(eu: str) -> None:
    found = grant_list("KS", year_period(2017), language="sv", by=ALICE, at=AT)
    assert found.figures[found.difference].value == Decimal("50.00")
    assert found.table is not None
    shown = {row.id: row.cells["booked"].figure for row in found.table.rows}
    assert [str(found.figures[ref].value) for ref in shown.values() if ref] == ["550.00", "30.00", "580.00"]
    assert found.labels[found.table.rows[0].cells["booked"].figure] == "Bokfört bidrag, Matlust, 2017"  # type: ignore[index]


def test_a_grant_is_shown_for_its_years_up_to_now(eu: str) -> None:
    page = grant_page("eu", language="sv", by=ALICE, at=AT)
    assert [row.id for row in page.table.rows] == ["2016", "2017", "2018"]
    assert page.table.caption == "År för år 2016–2018"


def test_what_is_claimed_opens_to_its_claims(eu: str) -> None:
    found = provenance("grant_claimed unit=KS period=2017", language="sv", by=ALICE, at=AT)
    assert [(each.name, each.entry.reference) for each in found.entries] == [("Matlust", "Återsökning 1")]


def test_an_old_snapshot_keeps_what_was_known(eu: str) -> None:
    before, later = Snapshot.objects.latest("number").number, AT + timedelta(days=1)
    claim = next(each for each in grant().entries if each.kind == "claim")
    save_grant_entry("eu", replace(claim, amount=Decimal("410.00")), by=ALICE, at=later)
    assert value("grant_claimed grant=eu period=2017") == "410.00"  # the control
    assert value("grant_claimed grant=eu period=2017", snapshot=before) == "400.00"
    remove_grant("eu", version=grant().version, by=ALICE, at=later)
    assert load_grants() == ()
    assert value("grant_claimed grant=eu period=2017", snapshot=before) == "400.00"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (replace(EU, id="EU 2"), "bad-register-id"),
        (replace(EU, codes=()), "register-id-taken"),
        (replace(EU, id="other", codes=("6002",), last_day=date(2015, 1, 1)), "days-turned"),
        (replace(EU, id="other", codes=("6002",), first_day=date(1850, 1, 1)), "register-year"),
        (replace(EU, id="other", codes=("6002",), last_day=date(9999, 12, 31)), "register-year"),
        (
            replace(EU, id="other", codes=("6002",), first_day=date(2250, 1, 1), last_day=None),
            "register-year",
        ),
        (replace(EU, id="other"), "project-code-taken"),
    ],
)
def test_a_grant_that_would_count_wrongly_is_refused(eu: str, bad: GovernmentGrant, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        save_grant(bad, by=ALICE, at=AT)
    save_grant(replace(EU, id="other", codes=("6002",)), by=ALICE, at=AT)  # the control


READ = "grant_booked grant=eu period=2017"


def test_whoever_sees_the_unit_sees_its_grants_and_others_find_nothing(eu: str) -> None:
    assert [value(READ, by=actor) for actor in (ALICE, BOB, ELSA, FOLKE)] == ["550.00"] * 4
    looks: tuple[Callable[[], object], ...] = (
        lambda: value(READ, by=CHARLIE),
        lambda: grant_page("eu", language="sv", by=CHARLIE, at=AT),
        lambda: grant_list("HR", year_period(2017), language="sv", by=CHARLIE, at=AT),
    )
    for look in looks:
        with pytest.raises(NotFoundError):
            look()


@pytest.mark.parametrize("actor", [BOB, CHARLIE, ELSA, FOLKE, ASTRID], ids=lambda one: one.name)
def test_only_a_controller_of_the_unit_writes(eu: str, actor: Actor) -> None:
    known = grant()
    entry = known.entries[0]
    writes: tuple[Callable[[], object], ...] = (
        lambda: save_grant(replace(EU, id="other", codes=()), by=actor, at=AT),
        lambda: save_grant(replace(known, unit="KFN"), by=actor, at=AT),
        lambda: remove_grant("eu", version=known.version, by=actor, at=AT),
        lambda: save_grant_entry("eu", CLAIM, by=actor, at=AT),
        lambda: remove_grant_entry("eu", entry.key, version=entry.version, by=actor, at=AT),
        lambda: require_grant_editor("HR", by=actor, at=AT),
    )
    for write in writes:
        with pytest.raises(NotFoundError):
            write()
    assert load_grants() == (known,)


def test_of_two_changes_at_once_exactly_one_is_made(transactional_db: None, books: Path) -> None:
    save_grant(EU, by=ALICE, at=AT)
    read, later = grant(), AT + timedelta(hours=1)
    names = ("Ett", "Två", "Tre")
    results = at_once(*(partial(save_grant, replace(read, name=name), by=ALICE, at=later) for name in names))
    assert [type(one) for one in results if one is not None] == [ConflictError] * 2
    assert grant().name in names


def test_a_late_change_is_told_what_stands_there(eu: str) -> None:
    read = grant().entries[0]
    save_grant_entry("eu", replace(read, amount=Decimal("1.00")), by=ALICE, at=AT)
    with pytest.raises(ConflictError) as lost:
        remove_grant_entry("eu", read.key, version=read.version, by=ALICE, at=AT)
    assert lost.value.theirs.startswith("1.00 ")


def test_a_change_leaves_a_snapshot_and_an_audit_row(eu: str) -> None:
    event = AuditEvent.objects.filter(action="set-grant").latest("id")
    assert (event.object_id, event.params["kind"], event.actor) == ("eu", "accrual", "alice")
    assert Snapshot.objects.get(number=event.params["snapshot"]).cause == "set-grant"


def test_many_grants_at_once_are_one_change_and_known_ones_none(books: Path) -> None:
    add_grants([replace(EU, entries=(CLAIM, PAID))], by=OPERATOR, at=AT)
    taken = Snapshot.objects.count()
    add_grants([EU], by=OPERATOR, at=AT)
    assert Snapshot.objects.count() == taken
    assert value("grant_received grant=eu period=2017") == "400.00"
