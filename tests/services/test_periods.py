"""Closing the books: who may, what it marks, and what opens a closed month again."""

import json
from pathlib import Path

import pytest

from hjulet.domain.closing import PeriodState, accounting_periods, state_of
from hjulet.domain.period import parse_period, year_period
from hjulet.services.batch_endings import withdraw
from hjulet.services.drafts import save_draft
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import open_books
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.services.periods import companies, company_year, set_states, states
from hjulet.services.report import build_report
from hjulet.services.verification import verify
from hjulet.store.models import AuditEvent
from tests.ledger_text import sie
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA

OPEN, PRELIMINARY, CLOSED = PeriodState.OPEN, PeriodState.PRELIMINARY, PeriodState.CLOSED
YEAR = accounting_periods(2017)
BOOKS = """
A 1 2017-01-15 Löner
  50110 13000  1000.00
  19100 -     -1000.00
A 2 2017-12-31 Löner
  50110 13000  70.00
  19100 -     -70.00
"""


def take(text: str = BOOKS, *, replacing: bool = False) -> tuple[str, list[str]]:
    outcome = import_sie(sie(text), file="k.se", company="KOMMUN", replacing=replacing, by=OPERATOR, at=AT)
    return outcome.batch, [problem.code for problem in outcome.facts.problems]


@pytest.mark.parametrize(
    ("said", "months", "state"),
    [
        ({}, ["2017-01"], OPEN),
        ({"2017-01": CLOSED}, ["2017-01"], CLOSED),
        ({"2017-01": CLOSED, "2017-02": PRELIMINARY}, ["2017-01", "2017-02"], PRELIMINARY),
        ({"2017-01": CLOSED}, ["2017-01", "2017-02"], OPEN),
        ({"2017-12": CLOSED, "2017-13": PRELIMINARY}, ["2017-12"], PRELIMINARY),
        ({"2017-12": CLOSED}, ["2017-12"], CLOSED),  # nothing is said of period 13
        ({"2017-12": CLOSED, "2017-13": OPEN}, ["2017-11"], OPEN),
        ({}, [], OPEN),
    ],
)
def test_months_together_have_come_as_far_as_the_one_that_has_come_least(
    said: dict[str, PeriodState], months: list[str], state: PeriodState
) -> None:
    assert state_of(months, said) is state


def test_a_controller_closes_the_months_of_her_company(small: Path) -> None:
    take()
    set_states("KOMMUN", YEAR, CLOSED, by=ALICE, at=AT)
    found = company_year("KOMMUN", 2017, by=ALICE, at=AT)
    assert {month.state for month in found.months} == {CLOSED}
    assert [month.month for month in found.months if month.has_rows] == ["2017-01", "2017-12"]
    assert open_books().closing(year_period(2017)) is CLOSED
    assert companies(by=ALICE, at=AT) == (("KOMMUN", "Kommunen", (2017,)),)
    number = open_books().number
    assert set_states("KOMMUN", YEAR, CLOSED, by=ALICE, at=AT) == number  # so already
    event = AuditEvent.objects.get(action="set-periods")
    assert (event.actor, event.params["state"]) == ("alice", "closed")


def test_an_old_snapshot_keeps_the_state_that_was_known_then(small: Path) -> None:
    take()
    before = open_books().number
    after = set_states("KOMMUN", ["2017-01"], CLOSED, by=ALICE, at=AT.replace(minute=45))
    assert open_books(before).closing(parse_period("2017-01")) is OPEN
    assert open_books(after).closing(parse_period("2017-01")) is CLOSED
    set_states("KOMMUN", ["2017-01"], OPEN, by=ALICE, at=AT.replace(minute=50))
    assert open_books(after).closing(parse_period("2017-01")) is CLOSED


@pytest.mark.parametrize("who", [BOB, CHARLIE, ELSA])
def test_nobody_else_closes_them_or_knows_of_them(small: Path, who: object) -> None:
    take()
    with pytest.raises(NotFoundError):
        set_states("KOMMUN", ["2017-01"], CLOSED, by=who, at=AT)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        company_year("KOMMUN", 2017, by=who, at=AT)  # type: ignore[arg-type]
    assert states(["KOMMUN"]) == {}


@pytest.mark.parametrize("month", ["2017", "2017-14", "2017-00", "", "9999-01", "x"])
def test_what_is_no_month_is_refused(small: Path, month: str) -> None:
    take()
    with pytest.raises(RefusedError, match="bad-period"):
        set_states("KOMMUN", [month], CLOSED, by=ALICE, at=AT)


def test_a_replacement_makes_the_closed_months_preliminary_and_says_so(small: Path) -> None:
    take()
    set_states("KOMMUN", YEAR, CLOSED, by=ALICE, at=AT)
    _, problems = take(BOOKS.replace("70.00", "71.00"), replacing=True)
    assert "period-reopened" in problems
    assert states(["KOMMUN"])["2017-01"] is PRELIMINARY
    assert states(["KOMMUN"])["2017-13"] is PRELIMINARY  # it belongs to December
    assert states(["KOMMUN"])["2017-02"] is CLOSED  # the file has no row in February


def test_a_withdrawal_opens_them_too_and_an_import_of_other_months_does_not(small: Path) -> None:
    batch, _ = take()
    set_states("KOMMUN", YEAR, CLOSED, by=ALICE, at=AT)
    _, problems = take(BOOKS.replace("2017", "2018"))
    assert "period-reopened" not in problems
    assert set(states(["KOMMUN"]).values()) == {CLOSED}
    withdraw(batch, reason="fel fil", by=ALICE, at=AT)
    assert states(["KOMMUN"])["2017-01"] is PRELIMINARY


def test_a_report_on_open_books_is_preliminary_and_sealed_as_such(small: Path) -> None:
    take()
    save_draft("annual", "KS", year_period(2017), "result-text", source="Bra.", version=0, by=ALICE, at=AT)
    report = build_report("annual", "KS", year_period(2017), by=ALICE, at=AT).report
    assert report.preliminary
    open_edition = seal_report("annual", "KS", year_period(2017), by=ALICE, at=AT)
    set_states("KOMMUN", YEAR, CLOSED, by=ALICE, at=AT.replace(minute=45))
    final = seal_report("annual", "KS", year_period(2017), by=ALICE, at=AT.replace(minute=46))
    marks = [
        json.loads((edition.path / "content.json").read_bytes()).get("preliminary", False)
        for edition in (open_edition, final)
    ]
    assert marks == [True, False]
    assert "Preliminär" in (open_edition.path / "report.html").read_text(encoding="utf-8")
    assert "Preliminär" not in (final.path / "report.html").read_text(encoding="utf-8")
    assert verify(again=True, by=ALICE, at=AT).drift == ()
