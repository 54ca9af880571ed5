"""Man-years: tried, let in, known from a moment on, and beside what they cost."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hjulet.documents.content import figure_document
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.figures import figure
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.services.staff import import_staff, staff_table, try_staff
from hjulet.store.models import AuditEvent, Snapshot, StaffFigure
from tests.ledger_text import sie
from tests.services.people import ALICE, AT, BOB, CHARLIE, FOLKE

HEAD = "unit;month;man_years\n"
YEAR = HEAD + "".join(f"HR;2017-{month:02d};2\n" for month in range(1, 13))

LEDGER = """
A 1 2017-02-15 Löner
  50110 13000  300000.00
  19100 13000 -300000.00
A 2 2017-11-15 Löner
  50110 13000  900000.00
  19100 13000 -900000.00
"""


@pytest.fixture
def books(small: Path) -> Path:
    """Give a home with a ledger of 2017."""
    import_sie(sie(LEDGER), file="2017.se", company="KOMMUN", by=OPERATOR, at=AT)
    return small


def value(reference: str) -> str | None:
    found, figures = figure(reference, by=ALICE, at=AT)
    return figure_document(found, figures)["value"]  # type: ignore[no-any-return]


def let_in(text: str, *, minutes: int = 0, base: int | None = None) -> int:
    data = text.encode()
    return len(import_staff(data, file="p.csv", base=base, by=ALICE, at=later(minutes)))


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


def test_man_years_and_what_one_costs(books: Path) -> None:
    assert value("man_years unit=HR period=2017") is None
    assert let_in(YEAR) == 12
    assert value("man_years unit=HR period=2017") == "2.0"
    assert value("årsarbetare enhet=KSK period=2017") == "2.0"
    assert value("man_years_worked unit=HR period=2017-T1") == "0.666667"
    assert let_in(YEAR.replace(";2\n", ";8\n"), minutes=1) == 12
    assert value("pay_cost_per_man_year unit=HR period=2017") == "150000.00"
    assert value("pay_cost_per_man_year unit=HR period=2017-H1") == "75000.00"
    assert value("pay_cost_per_man_year unit=EKO period=2017") is None


@pytest.mark.parametrize(("people", "told"), [("4,99", None), ("5,00", "240000.00")])
def test_what_one_costs_is_not_told_of_so_few_that_it_is_somebodys_pay(
    books: Path, people: str, told: str | None
) -> None:
    let_in(YEAR.replace(";2\n", f";{people}\n"))
    assert value("pay_cost_per_man_year unit=HR period=2017") == told
    assert value("pay_cost_per_man_year unit=KSK period=2017") == told


def test_nobody_has_no_cost_each(books: Path) -> None:
    let_in(YEAR.replace(";2\n", ";0\n"))
    assert value("man_years unit=HR period=2017") == "0.0"
    assert value("pay_cost_per_man_year unit=HR period=2017") is None


def test_a_file_is_shown_before_it_is_let_in(books: Path) -> None:
    let_in(YEAR)
    trial = try_staff(
        f"{HEAD}HR;2017-01;2\nHR;2017-02;3,5\nEKO;2017-01;1\n".encode(), file="p.csv", by=ALICE, at=AT
    )
    assert [(one.unit, one.month, str(one.before), str(one.after)) for one in trial.changes] == [
        ("HR", "2017-02", "2.00", "3.50"),
        ("EKO", "2017-01", "None", "1.00"),
    ]
    assert trial.unchanged == 1
    assert StaffFigure.objects.count() == 12
    assert let_in(trial.text, minutes=1, base=trial.base) == 2


def test_a_change_is_known_from_a_moment_and_an_old_snapshot_keeps_its_own(books: Path) -> None:
    let_in(YEAR)
    before = Snapshot.objects.latest("number").number
    let_in(f"{HEAD}HR;2017-01;14\n", minutes=1)
    assert value("man_years unit=HR period=2017") == "3.0"
    then = figure("man_years unit=HR period=2017", snapshot=before, by=ALICE, at=AT)[0]
    assert then.value == 2
    assert StaffFigure.objects.filter(known_until__isnull=False).count() == 1
    said = AuditEvent.objects.filter(action="set-staff").latest("id")
    assert said.params["changes"] == [["HR", "2017-01", "2.00", "14.00"]]


def test_a_change_that_waited_for_its_turn_is_in_no_earlier_snapshot(books: Path) -> None:
    let_in(YEAR, minutes=10)
    before = Snapshot.objects.latest("number").number
    let_in(f"{HEAD}HR;2017-01;14\n", minutes=5)
    assert value("man_years unit=HR period=2017-01") == "14.0"
    then = figure("man_years unit=HR period=2017-01", snapshot=before, by=ALICE, at=AT)[0]
    assert then.value == 2


def test_the_audit_row_tells_zero_from_nothing(books: Path) -> None:
    let_in(f"{HEAD}HR;2017-01;0\n")
    let_in(f"{HEAD}HR;2017-01;1\n", minutes=1)
    rows = AuditEvent.objects.filter(action="set-staff").order_by("id")
    assert [row.params["changes"][0][2:] for row in rows] == [["", "0.00"], ["0.00", "1.00"]]


def test_the_same_content_twice_changes_nothing(books: Path) -> None:
    let_in(YEAR)
    before = Snapshot.objects.count()
    assert let_in(YEAR, minutes=1) == 0
    assert Snapshot.objects.count() == before


def test_what_another_let_in_meanwhile_is_not_overwritten_unseen(books: Path) -> None:
    trial = try_staff(YEAR.encode(), file="p.csv", by=ALICE, at=AT)
    let_in(f"{HEAD}HR;2017-01;5\n")
    with pytest.raises(ConflictError):
        let_in(trial.text, minutes=1, base=trial.base)
    assert value("man_years unit=HR period=2017-01") == "5.0"


def test_provenance_lists_the_months_and_their_file(books: Path) -> None:
    let_in(YEAR)
    found = provenance("man_years unit=KSK period=2017-01..2017-02", language="sv", by=ALICE, at=AT)
    assert [(one.name, one.period, str(one.value), one.reason) for one in found.items] == [
        ("HR", "2017-01", "2.00", "p.csv"),
        ("HR", "2017-02", "2.00", "p.csv"),
    ]
    assert found.figure.rows == 2


def test_units_that_are_unknown_or_somebody_elses_refuse_the_whole_file(books: Path) -> None:
    with pytest.raises(RefusedError, match="unknown-unit"):
        let_in(f"{HEAD}NEJ;2017-01;1\nHR;2017-01;1\n")
    with pytest.raises(RefusedError, match="outside-scope"):
        import_staff(f"{HEAD}HR;2017-01;1\n".encode(), file="p.csv", by=CHARLIE, at=AT)
    for other in (BOB, FOLKE):
        with pytest.raises(NotFoundError):
            import_staff(YEAR.encode(), file="p.csv", by=other, at=AT)
    assert not StaffFigure.objects.exists()


def test_the_table_shows_whose_figures_one_may_see(books: Path) -> None:
    let_in(YEAR)
    (row,) = staff_table(by=ALICE, at=AT).rows
    assert (row.unit, [str(one) for one in row.months[:2]]) == ("HR", ["2.00", "2.00"])
    assert staff_table(by=CHARLIE, at=AT).rows == ()
    assert not staff_table(by=FOLKE, at=AT).may_import
