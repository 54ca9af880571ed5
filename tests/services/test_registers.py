"""Registers: figures of what people have written, as a snapshot knew it; who may write; races."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.domain.cause import Cause, Duration, Explained
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor
from hjulet.domain.saving import SavingStatus
from hjulet.services.budget import import_budget
from hjulet.services.causes import CauseText, cause_page, save_causes
from hjulet.services.companies import CompanyFacts, add_company
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.figures import figure, open_books
from hjulet.services.follow_ups import (
    FollowUpText,
    find_follow_up,
    follow_up_page,
    remove_follow_up,
    save_follow_up,
)
from hjulet.services.forecast import ForecastText, forecast_page, save_forecasts
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.services.registers import load_registers
from hjulet.services.savings import (
    SavingText,
    add_saving,
    change_saving,
    find_saving,
    remove_saving,
    report_effect,
    saving_page,
)
from hjulet.store.models import AuditEvent, CompanyKind, ForecastVersion, Snapshot
from tests.ledger_text import ORG_NUMBER, sie
from tests.services.at_once import at_once
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE

BUDGET = """unit;line;account;period;amount;version;decided
HR;appropriation;;2017;1000;original;2016-12-01
EKO;appropriation;;2017;500;original;2016-12-01
HR;appropriation;;2017;1200;revised;2017-10-30
"""
LAST_YEAR = """
A 1 2016-03-15 Löner
  50110 13000 400.00
  19100 - -400.00
"""
THIS_YEAR = """
A 1 2017-02-15 Löner
  50110 13000 700.00
  19100 - -700.00
A 2 2017-03-15 Konsult
  6100 13000 30.00
  6200 12000 20.00
  9999 12000 5.00
  19100 - -55.00
"""
SAVED = SavingText(unit="HR", year=2017, name="Färre lokaler", decision="KF § 1", amount=Decimal(300))
FOLLOWED = FollowUpText(name="Lokaler och annat", unit="KS", accounts="61, 9999", from_year=2017)


@pytest.fixture
def books(small: Path) -> Path:
    """Give a home with two years of ledger and a budget that was raised in October."""
    add_company(
        CompanyFacts(code="KOMMUN", name="Kommunen", org_number=ORG_NUMBER, kind=CompanyKind.MUNICIPALITY),
        by=OPERATOR,
        at=AT,
    )
    assert import_budget(BUDGET.encode(), file="b.csv", by=ALICE, at=AT).status == "imported"
    for text in (LAST_YEAR, THIS_YEAR):
        assert import_sie(sie(text), file="k.se", company="KOMMUN", by=OPERATOR, at=AT).status == "imported"
    return small


def value(reference: str, *, snapshot: int | None = None, by: Actor = ALICE) -> str | None:
    shown = figure(reference, snapshot=snapshot, by=by, at=AT)[0].value
    return None if shown is None else f"{shown:f}"


def latest() -> int:
    return Snapshot.objects.latest("number").number


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


def forecast(unit: str, month: str, amount: int | None, *, version: int = 0) -> ForecastText:
    return ForecastText(
        unit=unit, month=month, amount=None if amount is None else Decimal(amount), version=version
    )


def cause(text: str, amount: int, *, row: str = "") -> CauseText:
    return CauseText(text=text, amount=Decimal(amount), row=row, duration=Duration.LASTING)


def write_causes(*causes: CauseText, by: Actor = ALICE, version: str | None = None) -> None:
    there = cause_page("KS", 2017, Explained.GROWTH, language="sv", by=ALICE, at=AT).version
    save_causes(
        "KS", 2017, Explained.GROWTH, causes, version=there if version is None else version, by=by, at=AT
    )


def causes() -> tuple[Cause, ...]:
    return load_registers(open_books(), "KS", year_period(2017)).explanations


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("forecast unit=HR period=2017 as_of=2017-08-31", "900"),
        ("forecast unit=HR period=2017", "1100"),  # the latest, of November
        ("forecast unit=HR period=2017-09", "900"),  # the latest at the period's end
        ("forecast unit=HR period=2017 as_of=2017-09-30", None),
        ("forecast unit=HR period=2016", None),
        ("forecast unit=KS period=2017 as_of=2017-08-31", "1450"),
        ("forecast_budget unit=HR period=2017 as_of=2017-08-31", "1000"),
        ("forecast_budget unit=HR period=2017", "1200"),  # that of November
        ("forecast_budget unit=HR period=2017 as_of=2017-09-30", None),
        ("forecast_variance unit=HR period=2017 as_of=2017-08-31", "100"),
        ("forecast_variance unit=HR period=2017", "100"),
        ("forecast_variance unit=KS period=2017 as_of=2017-08-31", "50"),
        ("budget_variance unit=HR period=2017", "470"),
        ("forecast_deviation unit=HR period=2017 as_of=2017-08-31", "370"),
    ],
)
def test_a_forecast_is_judged_by_the_budget_of_its_time(
    books: Path, reference: str, expected: str | None
) -> None:
    given = [("HR", "2017-08", 900), ("EKO", "2017-08", 550), ("HR", "2017-11", 1100)]
    save_forecasts([forecast(*each) for each in given], by=ALICE, at=AT)
    shown = value(reference)
    assert (None if shown is None else Decimal(shown)) == (None if expected is None else Decimal(expected))


def test_a_forecast_opens_to_what_it_counts_and_its_budget_to_the_rows_in_force(books: Path) -> None:
    save_forecasts([forecast("HR", "2017-08", 900), forecast("EKO", "2017-08", 550)], by=ALICE, at=AT)
    opened = provenance("forecast unit=KS period=2017", language="sv", by=ALICE, at=AT)
    assert {(one.name, one.period, str(one.value)) for one in opened.items} == {
        ("HR", "2017-08", "900.00"),
        ("EKO", "2017-08", "550.00"),
    }
    budget = provenance("forecast_budget unit=HR period=2017", language="sv", by=ALICE, at=AT)
    assert [(row.version, str(row.amount)) for row in budget.budget] == [("original", "1000.00")]


def test_a_forecast_is_changed_and_taken_away_and_old_snapshots_keep_it(books: Path) -> None:
    reference = "forecast unit=HR period=2017"
    save_forecasts([forecast("HR", "2017-08", 900)], by=BOB, at=AT)
    first = latest()
    version = forecast_page("HR", "2017-08", language="sv", by=BOB, at=AT).lines[0].version
    save_forecasts([forecast("HR", "2017-08", 950, version=version)], by=BOB, at=AT)
    second = latest()
    assert value(reference) == "950.00"
    version = forecast_page("HR", "2017-08", language="sv", by=BOB, at=AT).lines[0].version
    save_forecasts([forecast("HR", "2017-08", None, version=version)], by=BOB, at=AT)
    assert [value(reference, snapshot=one) for one in (first, second, latest())] == ["900.00", "950.00", None]


def test_what_is_registered_already_takes_no_snapshot(books: Path) -> None:
    save_forecasts([forecast("HR", "2017-08", 900)], by=ALICE, at=AT)
    before = latest()
    save_forecasts([forecast("HR", "2017-08", 900), forecast("EKO", "2017-08", None)], by=ALICE, at=AT)
    assert latest() == before
    save_forecasts([forecast("EKO", "2017-08", 1)], by=ALICE, at=AT)  # the positive control
    assert latest() == before + 1


def test_a_change_that_waited_for_its_turn_is_in_no_earlier_snapshot(books: Path) -> None:
    """Bob's change began before Alice's, and came in after it."""
    save_forecasts([forecast("EKO", "2017-08", 550)], by=ALICE, at=later(10))
    before = latest()
    save_forecasts([forecast("HR", "2017-08", 900)], by=BOB, at=later(5))
    assert value("forecast unit=HR period=2017", snapshot=before) is None
    assert value("forecast unit=HR period=2017") == "900.00"
    assert value("forecast unit=EKO period=2017") == "550.00"


def test_causes_sum_or_leave_a_rest(books: Path) -> None:
    assert value("net_cost_change unit=KS period=2017") == "350.00"
    assert value("growth_unexplained unit=KS period=2017") == "350.00"
    write_causes(cause("Löner", 300), cause("Lokaler", 49))
    assert value("growth_explained unit=KS period=2017 row=2") == "49.00"
    assert value("growth_explained unit=KS period=2017 row=3") is None
    assert value("growth_explained unit=KS period=2017") == "349.00"
    assert value("growth_unexplained unit=KS period=2017") == "1.00"
    assert value("variance_unexplained unit=KS period=2017") == value("budget_variance unit=KS period=2017")
    assert value("growth_explained unit=KSK period=2017") == "0.00"  # a body's causes are its own
    assert value("growth_explained unit=KS period=2017-08") is None
    opened = provenance("growth_explained unit=KS period=2017 row=1", language="sv", by=ALICE, at=AT)
    assert [(one.name, str(one.value)) for one in opened.items] == [("Löner", "300.00")]


def test_a_list_of_causes_is_reordered_changed_and_shortened_and_numbers_stay(books: Path) -> None:
    write_causes(cause("Löner", 300), cause("Lokaler", 40), cause("Övrigt", 1))
    before = latest()
    write_causes(cause("Lokaler", 45, row="2"), cause("Löner", 300, row="1"), cause("It", 5))
    assert [(one.row, one.text, str(one.amount)) for one in causes()] == [
        ("2", "Lokaler", "45.00"),
        ("1", "Löner", "300.00"),
        ("4", "It", "5.00"),  # a number is never used again
    ]
    assert value("growth_explained unit=KS period=2017", snapshot=before) == "341.00"
    old = load_registers(open_books(before), "KS", year_period(2017)).explanations
    assert [one.text for one in old] == ["Löner", "Lokaler", "Övrigt"]
    assert value("growth_explained unit=KS period=2017") == "350.00"


def test_a_saving_is_decided_by_the_controller_and_reported_by_the_unit(books: Path) -> None:
    row = add_saving(SAVED, by=ALICE, at=AT)
    assert value("savings_decided unit=KS period=2017") == "300.00"
    assert value("savings_effect unit=KS period=2017") is None  # nobody has said anything
    before = latest()
    read = find_saving("HR", 2017, row, by=BOB, at=AT)
    effect = partial(report_effect, "HR", 2017, row, effect=Decimal(120), status=SavingStatus.UNDER_WAY)
    effect(version=read.version, by=BOB, at=AT)
    assert value("savings_effect unit=HR period=2017 row=1") == "120.00"
    assert value("savings_effect unit=KSK period=2017") == "120.00"
    assert value("savings_effect unit=KSK period=2017 row=1") is None  # the number is the unit's
    assert value("savings_effect unit=KS period=2017", snapshot=before) is None
    with pytest.raises(ConflictError):
        effect(version=read.version, by=ALICE, at=AT)
    now = find_saving("HR", 2017, row, by=ALICE, at=AT)
    change = partial(change_saving, "HR", 2017, row, name="Färre", decision="KF § 2", amount=Decimal(200))
    change(version=now.version, by=ALICE, at=AT)
    assert value("savings_effect unit=KS period=2017") == "120.00"  # what was said stays
    now = find_saving("HR", 2017, row, by=ALICE, at=AT)
    remove_saving("HR", 2017, row, version=now.version, by=ALICE, at=AT)
    assert value("savings_decided unit=KS period=2017") == "0.00"
    assert add_saving(SAVED, by=ALICE, at=AT) == "2"


def test_followed_accounts_are_summed_over_the_units_whatever_line_they_have(books: Path) -> None:
    key = save_follow_up(FOLLOWED, by=ALICE, at=AT)
    assert key == "lokaler-och-annat"

    def ask(unit: str, period: str = "2017", **also: Any) -> str | None:
        return value(f"account_cost unit={unit} followup={key} period={period}", **also)

    assert (ask("HR"), ask("EKO"), ask("KS")) == ("30.00", "5.00", "35.00")
    assert ask("HR", "2016") == "0.00"  # to compare with
    assert ask("KOM") is None
    assert ask("KFN", by=CHARLIE) is None
    assert value(f"account_cost_change unit=HR followup={key} period=2017") == "30.00"
    opened = provenance(f"account_cost unit=KS followup={key} period=2017", language="sv", by=ALICE, at=AT)
    assert [(one.account, str(one.amount), one.rows) for one in opened.accounts] == [
        ("6100", "30.00", 1),
        ("9999", "5.00", 1),
    ]
    before = latest()
    read = find_follow_up(key, by=ALICE, at=AT)
    save_follow_up(
        FollowUpText(name="Lokaler", unit="KS", accounts="61-62", from_year=2017),
        key=key,
        version=read.version,
        by=ALICE,
        at=AT,
    )
    assert (ask("KS"), ask("KS", snapshot=before)) == ("50.00", "35.00")
    remove_follow_up(key, version=find_follow_up(key, by=ALICE, at=AT).version, by=ALICE, at=AT)
    assert (ask("KS"), ask("KS", snapshot=before)) == (None, "35.00")
    assert save_follow_up(FOLLOWED, by=ALICE, at=AT) == f"{key}-2"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"accounts": "konsulter"}, "bad-accounts"), ({"to_year": 2016}, "years-turned")],
)
def test_a_follow_up_of_nothing_is_refused(books: Path, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        save_follow_up(FollowUpText(**{**vars(FOLLOWED), **fields}), by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        save_follow_up(FollowUpText(**{**vars(FOLLOWED), "company": "NEJ"}), by=ALICE, at=AT)


def test_accounts_are_refused_when_they_are_too_many_as_they_are_kept(books: Path) -> None:
    with pytest.raises(RefusedError, match="too-many-accounts"):
        save_follow_up(replace(FOLLOWED, accounts=",".join(["7"] * 101)), by=ALICE, at=AT)
    save_follow_up(replace(FOLLOWED, accounts=",".join(["7"] * 100)), by=ALICE, at=AT)  # the control


def test_the_organisation_is_loaded_once_however_many_savings(books: Path) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            saving_page("KS", 2017, language="sv", by=ALICE, at=AT)
        return len(queries)

    add_saving(SAVED, by=ALICE, at=AT)
    one = asked()
    for _ in range(3):
        add_saving(SAVED, by=ALICE, at=AT)
    assert asked() == one


WRITES: dict[str, Callable[[Actor], object]] = {
    "forecast of HR": lambda by: save_forecasts([forecast("HR", "2017-08", 1)], by=by, at=AT),
    "forecast of EKO": lambda by: save_forecasts([forecast("EKO", "2017-08", 1)], by=by, at=AT),
    "causes": lambda by: write_causes(cause("Löner", 1), by=by),
    "saving": lambda by: add_saving(SAVED, by=by, at=AT),
    "follow-up": lambda by: save_follow_up(FOLLOWED, by=by, at=AT),
    "see forecasts": lambda by: forecast_page("HR", "2017-08", language="sv", by=by, at=AT),
    "see follow-ups": lambda by: follow_up_page("KS", 2017, language="sv", by=by, at=AT),
}
MAY = {
    "forecast of HR": (ALICE, BOB),
    "forecast of EKO": (ALICE,),
    "causes": (ALICE,),
    "saving": (ALICE,),
    "follow-up": (ALICE,),
    "see forecasts": (ALICE, BOB, ELSA, FOLKE, ASTRID),
    "see follow-ups": (ALICE, ELSA, FOLKE, ASTRID),
}


@pytest.mark.parametrize("name", WRITES)
def test_who_may_write_and_who_finds_nothing(books: Path, name: str) -> None:
    for by in (ALICE, BOB, CHARLIE, ELSA, FOLKE, ASTRID):
        if by in MAY[name]:
            WRITES[name](by)
        else:
            with pytest.raises(NotFoundError):
                WRITES[name](by)


def test_a_month_that_is_none_is_refused(books: Path) -> None:
    for month in ("2017", "2017-13", "augusti"):
        with pytest.raises(RefusedError, match="bad-period"):
            save_forecasts([forecast("HR", month, 1)], by=ALICE, at=AT)


def test_a_change_names_its_actor_and_what_was_written(books: Path) -> None:
    save_forecasts([forecast("HR", "2017-08", 900)], by=BOB, at=AT)
    event = AuditEvent.objects.get(action="set-forecast")
    assert event.actor == "bob"
    assert event.params == {"forecasts": [["HR", "2017-08", "900"]], "snapshot": latest()}


@pytest.mark.slow
def test_of_ten_changes_of_one_forecast_at_once_exactly_one_is_made(
    transactional_db: None, books: Path
) -> None:
    save_forecasts([forecast("HR", "2017-08", 900)], by=ALICE, at=AT)
    version = ForecastVersion.objects.get().pk
    changes = [
        partial(save_forecasts, [forecast("HR", "2017-08", 1000 + n, version=version)], by=ALICE, at=AT)
        for n in range(10)
    ]
    results = at_once(*changes)
    assert Counter(type(one) for one in results) == {type(None): 1, ConflictError: 9}
    assert ForecastVersion.objects.filter(known_until__isnull=True).count() == 1
    assert ForecastVersion.objects.count() == 2


@pytest.mark.slow
def test_of_two_lists_of_causes_at_once_one_is_kept_whole(transactional_db: None, books: Path) -> None:
    write_causes(cause("Löner", 1))
    there = cause_page("KS", 2017, Explained.GROWTH, language="sv", by=ALICE, at=AT).version
    results = at_once(
        lambda: write_causes(cause("Löner", 2, row="1"), cause("It", 3), version=there),
        lambda: write_causes(cause("Löner", 5, row="1"), cause("Lokaler", 6), version=there),
    )
    assert Counter(type(one) for one in results) == {type(None): 1, ConflictError: 1}
    assert sum(one.amount for one in causes()) in (5, 11)
