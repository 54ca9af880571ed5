"""Investments: figures from ledger and register, old snapshots that stay, who may write, and two at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from hjulet.domain.investment import Project, ProjectKind
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor
from hjulet.domain.register import Entry
from hjulet.domain.text import parse_narrative
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.figures import figure, open_books
from hjulet.services.investment_pages import frames, investment_list, project_page
from hjulet.services.investments import (
    add_projects,
    find_project,
    remove_decision,
    remove_project,
    save_decision,
    save_project,
)
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.services.setup import set_mapping
from hjulet.store.investment import load_projects
from hjulet.store.models import AuditEvent, Snapshot
from tests.ledger_text import MAPPING, every_month, sie
from tests.services.at_once import at_once
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, person

LEDGER = """
F 1 2017-03-20 Faktura, nät
  12410 13000,6=9001  700.00
  19100 13000        -700.00
F 2 2017-09-20 Faktura, nät
  12410 13000,6=9001  250.00
  50110 13000,6=9001   40.00
  19100 13000        -290.00
F 3 2017-10-20 Faktura, nät hos en annan enhet
  12410 12000,6=9001  500.00
  19100 12000        -500.00
F 4 2017-11-20 Faktura, datorer
  12410 13000,6=9005   90.00
  19100 13000         -90.00
"""

FIXED_ASSETS = replace(MAPPING.accounts[0], account_from="12", account_to="12", line="fixed_assets")
NET = Project(
    id="net",
    name="Trådlösa nät",
    kind=ProjectKind.KS_KF,
    unit="HR",
    codes=("9001",),
    first_year=2017,
    last_year=2018,
    started=2017,
)
LAPTOPS = replace(NET, id="laptops", name="Datorer", codes=("9005",))
ORIGINAL = Entry(
    kind="original", year=2017, on=date(2016, 12, 12), amount=Decimal("900.00"), reference="KF 2016 § 1"
)
CHANGE = replace(ORIGINAL, kind="change", on=date(2017, 9, 25), amount=Decimal("300.00"), reference="KF § 9")


HANNA = person("Hanna", "controller", "HR")


@pytest.fixture
def books(small: Path) -> Path:
    """Give a home with a year of purchases, and no project registered yet."""
    set_mapping((FIXED_ASSETS, *MAPPING.accounts), MAPPING.units, by=OPERATOR, at=AT)
    taken = import_sie(sie(LEDGER + every_month(2017)), file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    assert taken.status == "imported"
    return small


@pytest.fixture
def net(books: Path) -> str:
    """Give a project of HR with an appropriation that was changed in September."""
    save_project(NET, by=ALICE, at=AT)
    save_decision("net", ORIGINAL, by=ALICE, at=AT)
    save_decision("net", CHANGE, by=ALICE, at=AT)
    return "net"


def value(reference: str, *, by: Actor = ALICE, snapshot: int | None = None) -> str | None:
    shown = figure(reference, snapshot=snapshot, by=by, at=AT)[0].value
    return None if shown is None else f"{shown:f}"


def project(id: str = "net") -> Project:
    return find_project(id, by=ALICE, at=AT)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("investment_outcome project=net period=2017", "950.00"),  # not wages, not another unit's rows
        ("investment_outcome project=net period=2017-01..2017-08", "700.00"),
        ("investment_outcome project=net period=2017-05", "0.00"),
        ("investment_outcome project=net period=2018", None),  # the ledger lacks the year
        ("investment_outcome project=net period=2017..2018", None),  # and cannot tell of both
        ("investment_appropriation project=net period=2017", "1200.00"),
        ("investment_appropriation project=net period=2017 version=original", "900.00"),
        ("investment_appropriation project=net period=2017-08", "900.00"),
        ("investment_appropriation project=net period=2018", None),
        ("investment_change project=net period=2017", "300.00"),
        ("investment_over_appropriation project=net period=2017", "-250.00"),
        ("investment_over_appropriation project=net period=2017-09", "-250.00"),  # from January on
        ("investment_carry_over project=net period=2017", None),
        ("investment_outcome unit=HR period=2017", "950.00"),
        ("investment_outcome unit=KS period=2017", "950.00"),
        ("investment_outcome unit=EKO period=2017", "0.00"),
    ],
)
def test_a_figure_has_the_value_that_can_be_added_in_the_head(
    net: str, reference: str, expected: str | None
) -> None:
    assert value(reference) == expected


def test_an_outcome_opens_to_its_rows_and_an_appropriation_to_its_decisions(net: str) -> None:
    outcome = provenance("investment_outcome project=net period=2017", language="sv", by=ALICE, at=AT)
    assert [(one.account, str(one.amount), one.rows) for one in outcome.accounts] == [("12410", "950.00", 2)]
    assert (outcome.unit, outcome.about, outcome.files) == ("HR", "Trådlösa nät", ("k.se",))
    assert outcome.labels[outcome.figure.ref] == "Investeringsutfall, Trådlösa nät, 2017"
    given = provenance("investment_appropriation project=net period=2017", language="sv", by=ALICE, at=AT)
    assert [(each.entry.kind, each.entry.reference) for each in given.entries] == [
        ("original", "KF 2016 § 1"),
        ("change", "KF § 9"),
    ]
    assert given.accounts == ()


def test_an_old_snapshot_keeps_the_appropriation_that_was_known(net: str) -> None:
    before, later = Snapshot.objects.latest("number").number, AT + timedelta(days=1)
    change = next(each for each in project().decisions if each.kind == "change")
    save_decision("net", replace(change, amount=Decimal("500.00")), by=ALICE, at=later)
    reference = "investment_appropriation project=net period=2017"
    assert value(reference) == "1400.00"  # the control: the change is there
    assert value(reference, snapshot=before) == "1200.00"
    after = Snapshot.objects.latest("number").number
    remove_project("net", version=project().version, by=ALICE, at=later + timedelta(days=1))
    assert value(reference, snapshot=after) == "1400.00"
    with pytest.raises(NotFoundError):
        value(reference)


def test_what_is_carried_over_is_a_change_of_the_next_year(net: str) -> None:
    carried = replace(ORIGINAL, kind="carry_over", on=date(2018, 3, 26), amount=Decimal("250.00"))
    save_decision("net", carried, by=ALICE, at=AT)
    assert value("investment_carry_over project=net period=2017") == "250.00"
    assert value("investment_appropriation project=net period=2018") == "250.00"
    assert value("investment_appropriation project=net period=2017") == "1200.00"


def test_a_frame_is_the_sum_of_what_lies_within_it(net: str) -> None:
    frame = replace(NET, id="frame", name="Ram", codes=())
    add_projects([frame, replace(LAPTOPS, frame="frame")], by=OPERATOR, at=AT)
    save_project(replace(project(), frame="frame"), by=ALICE, at=AT)
    assert value("investment_outcome project=frame period=2017") == "1040.00"
    assert value("investment_outcome unit=HR period=2017") == "1040.00"  # each once
    with pytest.raises(RefusedError, match="frame-has-projects"):
        remove_project("frame", version=project("frame").version, by=ALICE, at=AT)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (replace(LAPTOPS, id="Stora Projektet"), "bad-register-id"),
        (replace(LAPTOPS, id="net"), "register-id-taken"),
        (replace(LAPTOPS, first_year=2019), "years-turned"),
        (replace(LAPTOPS, first_year=1850), "register-year"),
        (replace(LAPTOPS, last_year=9999), "register-year"),
        (replace(LAPTOPS, closed=1), "register-year"),
        (replace(LAPTOPS, frame="nothing"), "not-a-frame"),
        (replace(LAPTOPS, frame="laptops"), "not-a-frame"),
        (replace(LAPTOPS, unit="EKO", frame="net"), "not-a-frame"),
        (replace(LAPTOPS, codes=("9005", "9001")), "project-code-taken"),
        (replace(LAPTOPS, unit="KSK", codes=("9001",)), "project-code-taken"),
    ],
)
def test_a_project_that_would_count_wrongly_is_refused(net: str, bad: Project, code: str) -> None:
    audited = AuditEvent.objects.count()
    with pytest.raises(RefusedError, match=code):
        save_project(bad, by=ALICE, at=AT)
    assert AuditEvent.objects.count() == audited
    save_project(LAPTOPS, by=ALICE, at=AT)  # the control
    save_project(replace(LAPTOPS, id="eko", unit="EKO", codes=("9001",)), by=ALICE, at=AT)  # beside HR


def test_another_project_is_named_only_to_whoever_may_see_it(net: str) -> None:
    save_project(replace(LAPTOPS, unit="KSK"), by=ALICE, at=AT)
    wanted = replace(LAPTOPS, id="screens")
    for actor, code in ((ALICE, "project-code-taken"), (HANNA, "project-code-taken-elsewhere")):
        with pytest.raises(RefusedError) as refusal:
            save_project(wanted, by=actor, at=AT)
        assert refusal.value.problems[0].code == code
    save_project(replace(wanted, codes=("9300",)), by=HANNA, at=AT)  # the control


def test_a_frame_is_shown_to_whoever_may_see_it(net: str) -> None:
    save_project(replace(NET, id="frame", unit="KSK", codes=()), by=ALICE, at=AT)
    save_project(replace(project(), frame="frame"), by=ALICE, at=AT)
    shown = [project_page("net", language="sv", by=actor, at=AT).frame for actor in (ALICE, HANNA)]
    assert [frame and frame.id for frame in shown] == ["frame", None]


READ = "investment_outcome project=net period=2017"


@pytest.mark.parametrize("actor", [ALICE, BOB, ELSA, FOLKE], ids=lambda one: one.name)
def test_whoever_sees_the_unit_sees_its_projects(net: str, actor: Actor) -> None:
    assert value(READ, by=actor) == "950.00"
    assert project_page("net", language="sv", by=actor, at=AT).project.name == "Trådlösa nät"


def test_a_controller_of_another_committee_finds_nothing(net: str) -> None:
    looks: tuple[Callable[[], object], ...] = (
        lambda: value(READ, by=CHARLIE),
        lambda: project_page("net", language="sv", by=CHARLIE, at=AT),
        lambda: investment_list("HR", year_period(2017), language="sv", by=CHARLIE, at=AT),
        lambda: value("investment_outcome project=nothing period=2017"),
    )
    for look in looks:
        with pytest.raises(NotFoundError):
            look()


@pytest.mark.parametrize("actor", [BOB, CHARLIE, ELSA, FOLKE, ASTRID], ids=lambda one: one.name)
def test_only_a_controller_of_the_unit_writes(net: str, actor: Actor) -> None:
    known = project()
    writes: tuple[Callable[[], object], ...] = (
        lambda: save_project(replace(LAPTOPS), by=actor, at=AT),
        lambda: save_project(replace(known, unit="KFN"), by=actor, at=AT),
        lambda: remove_project("net", version=known.version, by=actor, at=AT),
        lambda: save_decision("net", ORIGINAL, by=actor, at=AT),
        lambda: remove_decision(
            "net", known.decisions[0].key, version=known.decisions[0].version, by=actor, at=AT
        ),
        lambda: frames("HR", by=actor, at=AT),
    )
    for write in writes:
        with pytest.raises(NotFoundError):
            write()
    assert load_projects() == (known,)


def test_a_decision_is_changed_only_through_its_own_project(net: str) -> None:
    save_project(LAPTOPS, by=ALICE, at=AT)
    first = project().decisions[0]
    with pytest.raises(NotFoundError):
        save_decision("laptops", replace(first, amount=Decimal(1)), by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        remove_decision("laptops", first.key, version=first.version, by=ALICE, at=AT)
    with pytest.raises(ConflictError):
        save_decision("net", replace(first, version=0), by=ALICE, at=AT)
    save_decision("net", replace(first, amount=Decimal(1)), by=ALICE, at=AT)  # the control


def test_a_late_change_is_told_what_stands_there(net: str) -> None:
    read = project()
    save_project(replace(read, name="Nät i skolorna"), by=ALICE, at=AT)
    with pytest.raises(ConflictError) as lost:
        save_project(replace(read, name="Nät"), by=ALICE, at=AT)
    assert (lost.value.theirs, lost.value.version) == ("Nät i skolorna", project().version)
    assert project().name == "Nät i skolorna"
    assert project().decisions == read.decisions


def test_of_two_changes_at_once_exactly_one_is_made(transactional_db: None, books: Path) -> None:
    save_project(NET, by=ALICE, at=AT)
    save_decision("net", ORIGINAL, by=ALICE, at=AT)
    read = project().decisions[0]
    later = AT + timedelta(hours=1)
    amounts = [Decimal(amount) for amount in (1, 2, 3, 4)]
    changes = [
        partial(save_decision, "net", replace(read, amount=amount), by=ALICE, at=later) for amount in amounts
    ]
    results = at_once(*changes)
    assert [type(one) for one in results if one is not None] == [ConflictError] * 3
    (now,) = project().decisions
    assert now.amount in amounts
    numbers = list(Snapshot.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_change_leaves_a_snapshot_and_an_audit_row(net: str) -> None:
    event = AuditEvent.objects.filter(action="set-investment").latest("id")
    assert (event.object_id, event.actor) == ("net", "alice")
    assert event.params["amount"] == "300.00"
    assert Snapshot.objects.get(number=event.params["snapshot"]).cause == "set-investment"


def test_many_projects_at_once_are_one_change_and_known_ones_none(books: Path) -> None:
    add_projects([replace(NET, decisions=(ORIGINAL,)), LAPTOPS], by=OPERATOR, at=AT)
    taken = Snapshot.objects.count()
    add_projects([NET, LAPTOPS], by=OPERATOR, at=AT)
    assert Snapshot.objects.count() == taken
    assert [each.id for each in load_projects()] == ["net", "laptops"]
    with pytest.raises(NotFoundError):
        add_projects([replace(NET, id="third", codes=())], by=ALICE, at=AT)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("investment_outcome period=2017", "missing-parameter"),
        ("investment_outcome unit=HR project=net period=2017", "unknown-parameter"),
        ("investment_outcome project=net period=2017 version=original", "unknown-parameter"),
        ("net_cost project=net period=2017", "unknown-parameter"),
    ],
)
def test_what_a_reference_cannot_say_is_refused(net: str, reference: str, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        value(reference)


def test_a_text_names_only_the_projects_of_its_own_units(net: str) -> None:
    books = open_books()

    def problems(units: tuple[str, ...]) -> list[str]:
        read = parse_narrative(
            "Utfallet är {investment_outcome project=net as=tkr0}.",
            registry=REGISTRY,
            defaults={"unit": units[0], "period": "2017"},
            units=units,
            registered=books.registered.within(units),
        )
        return [problem.code for problem in read.problems]

    assert problems(("KFN",)) == ["not-in-registers"]
    assert problems(("KSK", "HR")) == []  # the control


def test_a_change_that_waited_for_its_turn_is_not_known_to_the_snapshot_before_it(net: str) -> None:
    save_project(LAPTOPS, by=ALICE, at=AT + timedelta(hours=1))
    before = Snapshot.objects.latest("number").number
    save_decision("net", replace(CHANGE, amount=Decimal("1.00")), by=ALICE, at=AT)
    reference = "investment_appropriation project=net period=2017"
    assert value(reference) == "1201.00"  # the control
    assert value(reference, snapshot=before) == "1200.00"
