"""Metrics over other months, of balance sheets, without internal items, by today's organisation, adjusted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.organisation import OrgLink, OrgUnit, Structure
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor
from hjulet.domain.validity import Validity
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import figure
from hjulet.services.items import ItemText, find_item, list_items, remove_item, save_item, set_population
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.services.setup import set_mapping, set_organisation
from tests.ledger_text import MAPPING, internal, sie
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ORGANISATION

LAST_YEAR = """
A 1 2016-03-15 Löner
  50110 13000  400.00
  19100 13000 -400.00
A 2 2016-11-15 Löner
  50110 13000  70.00
  19100 13000 -70.00
"""

THIS_YEAR = """
A 1 2017-02-15 Löner
  50110 13000   500.00
  19100 13000  -500.00
A 2 2017-03-01 Hyra internt
  60100 13000,22=120  90.00
  36900 12000,22=130 -90.00
A 3 2017-09-30 Löner
  50110 13000  20.00
  19100 13000 -20.00
"""

BALANCES = """
#IB 0 19100 1000.00
#OIB 0 19100 {1 "13000"} 700.00
"""


@pytest.fixture
def books(small: Path) -> Path:
    """Give a home with two years, opening balances, and rules for what is internal."""
    set_mapping(
        MAPPING.accounts,
        MAPPING.units,
        (
            internal("counterparty", "12", "12", "own", "EKO"),
            internal("counterparty", "13", "13", "group", "HR"),
        ),
        by=OPERATOR,
        at=AT,
    )
    for text, balances in ((LAST_YEAR, ""), (THIS_YEAR, BALANCES)):
        taken = import_sie(sie(text, balances=balances), file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
        assert taken.status == "imported"
    return small


def value(reference: str, *, by: Actor = ALICE) -> str | None:
    shown = figure(reference, by=by, at=AT)[0].value
    return None if shown is None else f"{shown:f}"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("net_cost_to_date unit=HR period=2017-08", "590.00"),
        ("nettokostnad_hittills enhet=HR period=2017-09", "610.00"),
        ("net_cost_last_year unit=HR period=2017-08", "400.00"),
        ("net_cost_rolling unit=HR period=2017-08", "660.00"),  # September 2016 to August 2017
        ("net_cost_rolling unit=HR period=2017", "610.00"),
        ("balance unit=HR line=current_assets period=2017-02", "200.00"),
        ("balance unit=HR line=current_assets period=2017", "180.00"),
        ("opening_balance unit=HR line=current_assets period=2017-08", "700.00"),
        ("balance_change unit=HR line=current_assets period=2017-09", "-20.00"),
        ("balance unit=HR line=fixed_assets period=2017", "0.00"),
        ("balance unit=HR line=current_assets period=2016", None),  # no opening balance is known
        ("balance unit=EKO line=current_assets period=2017", None),
        ("net_cost unit=HR period=2017 items=external", "520.00"),
        ("nettokostnad enhet=HR period=2017 poster=external", "520.00"),
        ("net_cost unit=KSK period=2017 items=external", "430.00"),  # the group's are still there
        ("net_cost unit=KSK period=2017 items=group", "520.00"),
        ("costs unit=HR line=premises period=2017 items=external", "0.00"),
        ("net_cost unit=HR period=2017 items=all", "610.00"),
        ("net_cost_per_inhabitant unit=HR period=2017", None),
        ("named_items unit=HR period=2017", "0.00"),
    ],
)
def test_a_metric_has_the_value_that_can_be_added_in_the_head(
    books: Path, reference: str, expected: str | None
) -> None:
    assert value(reference) == expected


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("net_cost unit=HR period=2017 items=internal", "unknown-items"),
        ("net_cost unit=HR period=2017 organisation=idag", "unknown-organisation"),
        ("net_cost unit=HR period=2017 version=budget items=external", "unknown-parameter"),
        ("result unit=HR period=2017 items=external", "unknown-parameter"),
        ("balance unit=HR line=personnel period=2017", "unknown-line"),
        ("inhabitants unit=HR period=2017", "unknown-parameter"),
    ],
)
def test_what_a_metric_cannot_say_is_refused(books: Path, reference: str, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        value(reference)


def test_internal_items_that_are_left_out_are_left_out_of_the_accounts_too(books: Path) -> None:
    found = provenance(
        "costs unit=HR line=premises period=2017 items=external", language="sv", by=ALICE, at=AT
    )
    assert found.accounts == ()
    whole = provenance("costs unit=HR line=premises period=2017", language="sv", by=ALICE, at=AT)
    assert [(one.account, str(one.amount)) for one in whole.accounts] == [("60100", "-90.00")]
    opening = provenance(
        "opening_balance unit=HR line=current_assets period=2017", language="sv", by=ALICE, at=AT
    )
    assert [(one.account, str(one.amount), one.rows) for one in opening.accounts] == [("19100", "700.00", 1)]


def _under(parent: str, validity: Validity) -> OrgLink:
    return OrgLink(child="HR", parent=parent, structure=Structure.POLITICAL, validity=validity)


def test_the_organisation_of_its_time_or_of_today(books: Path) -> None:
    """HR moves from KSK to KFN at new year: last year's cost is KSK's then, and KFN's as we are today."""
    moved = replace(
        ORGANISATION,
        links=(
            *(link for link in ORGANISATION.links if link.child != "HR"),
            _under("KSK", Validity(date(2014, 1, 1), date(2018, 1, 1))),
            _under("KFN", Validity(date(2018, 1, 1))),
        ),
    )
    set_organisation(moved, by=OPERATOR, at=AT + timedelta(minutes=1))
    assert value("net_cost unit=KSK period=2017") == "520.00"
    assert value("net_cost unit=KFN period=2017", by=CHARLIE) is None
    assert value("net_cost unit=KSK period=2017 organisation=today") == "-90.00"
    assert value("net_cost unit=KFN period=2017 organisation=today", by=CHARLIE) == "610.00"
    assert value("net_cost unit=KSK period=2017 organisation=then") == "520.00"


def test_a_unit_of_today_alone_is_found_by_todays_organisation(books: Path) -> None:
    new = OrgUnit(code="NY", kind="unit", name="Ny", validity=Validity(date(2018, 1, 1)))
    grown = replace(
        ORGANISATION,
        units=(*ORGANISATION.units, new),
        links=(
            *ORGANISATION.links,
            OrgLink(child="NY", parent="KSK", structure=Structure.POLITICAL, validity=new.validity),
        ),
    )
    set_organisation(grown, by=OPERATOR, at=AT)
    with pytest.raises(NotFoundError):
        value("net_cost unit=NY period=2017")
    assert value("net_cost unit=NY period=2017 organisation=today") is None


def test_an_adjusted_result_is_the_result_without_its_named_items(books: Path) -> None:
    gift = ItemText(
        unit="HR", month="2017-09", name="Julgåva", amount=Decimal("-20.00"), reason="Bokförd på en enhet"
    )
    key = save_item(gift, by=ALICE, at=AT)
    assert value("named_items unit=KSK period=2017") == "-20.00"
    assert value("named_items unit=EKO period=2017") == "0.00"
    assert value("named_items unit=HR period=2017-08") == "0.00"
    found = provenance("named_items unit=HR period=2017", language="sv", by=ALICE, at=AT)
    assert [(one.name, one.period, str(one.value)) for one in found.items] == [
        ("Julgåva", "2017-09", "-20.00")
    ]
    read = find_item(key, by=ALICE, at=AT)
    save_item(replace(gift, amount=Decimal("-15.00")), key=key, version=read.version, by=ALICE, at=later(1))
    assert value("named_items unit=HR period=2017") == "-15.00"
    (listed,) = list_items("KS", year_period(2017), by=ALICE, at=AT)
    remove_item(key, version=listed.version, by=ALICE, at=later(2))
    assert value("named_items unit=HR period=2017") == "0.00"


def test_an_old_snapshot_keeps_the_items_that_were_known_then(books: Path) -> None:
    item = ItemText(unit="HR", month="2017-09", name="Engångspost", amount=Decimal(5), reason="")
    before = figure("named_items unit=HR period=2017", by=ALICE, at=AT)[0].snapshot
    save_item(item, by=ALICE, at=later(1))
    then = figure("named_items unit=HR period=2017", snapshot=before, by=ALICE, at=AT)[0]
    assert (then.value, value("named_items unit=HR period=2017")) == (Decimal(0), "5.00")


def test_a_change_that_waited_for_its_turn_is_in_no_earlier_snapshot(books: Path) -> None:
    item = ItemText(unit="HR", month="2017-09", name="Post", amount=Decimal(5), reason="")
    key = save_item(item, by=ALICE, at=later(10))
    set_population([(2017, 100, "SCB")], by=OPERATOR, at=later(10))
    before = figure("inhabitants period=2017", by=ALICE, at=AT)[0].snapshot
    remove_item(key, version=find_item(key, by=ALICE, at=AT).version, by=ALICE, at=later(5))
    save_item(replace(item, amount=Decimal(1)), by=ALICE, at=later(5))
    set_population([(2017, 90, "SCB")], by=OPERATOR, at=later(5))
    for reference, then, now in (
        ("named_items unit=HR period=2017", Decimal(5), "1.00"),
        ("inhabitants period=2017", Decimal(100), "90"),
    ):
        assert figure(reference, snapshot=before, by=ALICE, at=AT)[0].value == then
        assert value(reference) == now


def test_items_are_changed_by_who_answers_for_the_unit_and_lost_by_nobody(books: Path) -> None:
    item = ItemText(unit="HR", month="2017-09", name="Post", amount=Decimal(1), reason="")
    for other in (BOB, CHARLIE, ASTRID):
        with pytest.raises(NotFoundError):
            save_item(item, by=other, at=AT)
    key = save_item(item, by=ALICE, at=AT)
    version = find_item(key, by=ALICE, at=AT).version
    with pytest.raises(NotFoundError):
        remove_item(key, version=version, by=CHARLIE, at=AT)
    save_item(replace(item, name="Min"), key=key, version=version, by=ALICE, at=later(1))
    with pytest.raises(Exception, match="is newer"):
        save_item(replace(item, name="Din"), key=key, version=version, by=ALICE, at=later(2))
    assert find_item(key, by=ALICE, at=AT).name == "Min"
    with pytest.raises(RefusedError, match="bad-period"):
        save_item(replace(item, month="2017"), by=ALICE, at=AT)


def test_a_cost_per_inhabitant_rests_on_the_years_population(books: Path) -> None:
    set_population([(2017, 100, "SCB"), (2016, 90, "SCB")], by=OPERATOR, at=AT)
    assert value("inhabitants period=2017", by=CHARLIE) == "100"
    assert value("net_cost_per_inhabitant unit=HR period=2017") == "6.10"
    assert value("net_cost_per_inhabitant unit=HR period=2017-01..2017-08 items=external") == "5.00"
    assert value("net_cost_per_inhabitant unit=HR period=2016") == "5.22"  # 470 / 90, rounded to the öre
    found = provenance("invånare period=2017", language="sv", by=BOB, at=AT)
    assert [(one.name, str(one.value)) for one in found.items] == [("SCB", "100")]
    with pytest.raises(NotFoundError):
        set_population([(2017, 1, "jag")], by=ALICE, at=AT)


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)
