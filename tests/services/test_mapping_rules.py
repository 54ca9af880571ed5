"""Rules seen, tried and saved: what moves is known before, and nobody's table is lost."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from hjulet.domain.mapping import RuleKind
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.services.edition import seal_report
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.figures import figure, open_books
from hjulet.services.ledger import import_sie
from hjulet.services.mapping import (
    Placing,
    Trial,
    draft_rule,
    save_rules,
    start_from,
    try_new_year,
    try_rule,
    try_table,
    try_without,
    version_in_force,
)
from hjulet.services.mapping_effect import Move
from hjulet.services.mapping_page import list_rules, rules_file
from hjulet.services.people import OPERATOR
from hjulet.services.setup import set_mapping
from hjulet.services.unmapped import list_unmapped
from hjulet.store.models import AuditEvent, MappingVersion, Snapshot
from tests.ledger_text import MAPPING, sie
from tests.services.at_once import at_once
from tests.services.people import ALICE, ASTRID, AT, CHARLIE

LEDGER = sie("A 1 2016-12-30 Hyra\n  60100 13000 40.00\n  19100 - -40.00")
YEAR = sie("""
A 1 2017-01-15 Löner
  50110 13000 100.00
  60100 12000 30.00
  79100 13000 7.00
  50110 77000 5.00
  19100 - -142.00
""")
HEAD = "valid_from;valid_to;account_from;account_to;line;sign\n"
ACCOUNTS = RuleKind.ACCOUNTS


@pytest.fixture
def ledger(small: Path) -> Path:
    for data in (LEDGER, YEAR):
        import_sie(data, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    return small


def base() -> int:
    return version_in_force()[0]


def tried(fields: dict[str, str], *, place: int | None = None) -> Trial:
    return try_rule(ACCOUNTS, fields, company="KOMMUN", base=base(), place=place, by=ASTRID, at=AT)


def pasted(text: str, *, placing: Placing = Placing.FIRST, kind: RuleKind = ACCOUNTS) -> Trial:
    return try_table(kind, text.encode(), company="KOMMUN", base=base(), placing=placing, by=ASTRID, at=AT)


def save(trial: Trial, *, note: str = "Ny kontoplan", version: int | None = None, by: Actor = ASTRID) -> int:
    held = trial.base if version is None else version
    return save_rules(trial.kind, trial.text, company="KOMMUN", base=held, note=note, by=by, at=AT)


def moved(moves: tuple[Move, ...]) -> list[tuple[object, ...]]:
    return [
        (move.year, move.unit, move.line, str(move.before), str(move.after), str(move.difference))
        for move in moves
    ]


def test_a_page_of_rules_has_names_amounts_and_what_is_new(ledger: Path) -> None:
    page = list_rules(ACCOUNTS, by=ASTRID, at=AT)
    assert (page.company, page.year, page.years) == ("KOMMUN", 2017, (2016, 2017))
    held = {use.rule.line: use for use in page.rules if use.codes}  # type: ignore[union-attr]
    assert {line: str(use.amount) for line, use in held.items()} == {
        "current_assets": "-142.00",
        "personnel": "-105.00",
        "premises": "-30.00",
    }
    assert held["personnel"].codes[0].name == "Konto 50110"
    assert [code.code for code in page.without_rule] == ["79100"]
    assert [code.code for code in page.new_codes] == ["50110", "79100"]
    assert [code.code for code in list_rules(ACCOUNTS, year=2016, by=ASTRID, at=AT).gone_codes] == []


def test_units_and_their_codes(ledger: Path) -> None:
    page = list_rules(RuleKind.UNITS, by=ASTRID, at=AT)
    assert {use.rule.unit: str(use.amount) for use in page.rules if use.codes} == {  # type: ignore[union-attr]
        "EKO": "-30.00",
        "HR": "-100.00",
    }
    assert [code.code for code in page.without_rule] == ["77000"]


def test_amounts_are_for_those_whose_units_they_are(ledger: Path) -> None:
    page = list_rules(ACCOUNTS, by=CHARLIE, at=AT)
    assert {code.amount for use in page.rules for code in use.codes} == {None}
    own = list_rules(ACCOUNTS, by=ALICE, at=AT)
    assert str(own.rules[2].amount) == "-105.00"
    assert not own.may_edit


def test_a_change_is_tried_and_nothing_is_saved(ledger: Path) -> None:
    before = (Snapshot.objects.count(), MappingVersion.objects.count())
    trial = tried({"valid_from": "2017", "account_from": "601", "account_to": "601", "line": "Personal"})
    assert trial.effect is not None
    assert moved(trial.effect.totals) == [
        (2017, "", "personnel", "-105.00", "-135.00", "-30.00"),
        (2017, "", "premises", "-30.00", "0.00", "30.00"),
    ]
    assert moved(trial.effect.moves) == [
        (2017, "EKO", "personnel", "0.00", "-30.00", "-30.00"),
        (2017, "EKO", "premises", "-30.00", "0.00", "30.00"),
    ]
    assert trial.may_be_saved
    assert (Snapshot.objects.count(), MappingVersion.objects.count()) == before


def test_a_saved_change_is_a_version_with_a_note_and_the_old_snapshot_stays(ledger: Path) -> None:
    old = open_books().number
    snapshot = save(tried({"valid_from": "2017", "account_from": "601", "line": "personnel"}))
    after, _ = figure("net_cost unit=HR period=2017", by=OPERATOR, at=AT)
    premises = "costs unit=EKO line=premises period=2017"
    values = [figure(premises, snapshot=number, by=OPERATOR, at=AT)[0].value for number in (old, snapshot)]
    assert values == [Decimal("-30.00"), Decimal("0.00")]
    version = MappingVersion.objects.latest("id")
    assert (version.note, version.created_by) == ("Ny kontoplan", "astrid")
    assert AuditEvent.objects.filter(action="set-mapping", actor="astrid").count() == 1
    assert str(after.value) == "100.00"


def test_a_rule_changed_in_place_keeps_its_place_and_its_sign_follows_the_line(ledger: Path) -> None:
    trial = tried({"line": "current_assets"}, place=3)
    assert trial.text.splitlines()[3] == "2014;;50;56;current_assets;1"
    assert tried({"account_to": "57"}, place=3).text.splitlines()[3] == "2014;;50;57;personnel;-1"


def test_a_rule_taken_away_leaves_its_amounts_unmapped(ledger: Path) -> None:
    trial = try_without(ACCOUNTS, company="KOMMUN", base=base(), place=3, by=ASTRID, at=AT)
    assert trial.effect is not None
    assert [(move.line, str(move.difference)) for move in trial.effect.totals] == [
        ("personnel", "105.00"),
        ("unmapped", "-105.00"),
    ]


def test_the_last_rule_can_be_taken_away(ledger: Path) -> None:
    trial = pasted(f"{HEAD}2014;;50;59;personnel;\n", placing=Placing.REPLACE)
    save(trial)
    without = try_without(ACCOUNTS, company="KOMMUN", base=base(), place=1, by=ASTRID, at=AT)
    save(without, note="Börja om")
    assert version_in_force()[1].accounts == ()


def test_rules_for_a_year_of_its_own_move_nothing(ledger: Path) -> None:
    trial = try_new_year(ACCOUNTS, company="KOMMUN", base=base(), year=2017, by=ASTRID, at=AT)
    assert trial.effect is not None
    assert trial.effect.is_nothing
    save(trial)
    assert {(rule.valid_from, rule.valid_to) for rule in version_in_force()[1].accounts} == {
        (2014, 2016),
        (2017, None),
    }


def test_kommun_bas_comes_after_the_rules_that_are_there(ledger: Path) -> None:
    trial = start_from("21", company="KOMMUN", base=base(), years=(2017, None), by=ASTRID, at=AT)
    assert trial.effect is not None
    assert moved(trial.effect.totals) == [
        (2017, "", "depreciation", "0.00", "-7.00", "-7.00"),
        (2017, "", "unmapped", "-7.00", "0.00", "7.00"),
    ]
    save(trial)
    assert version_in_force()[1].accounts[: len(MAPPING.accounts)] == MAPPING.accounts
    with pytest.raises(RefusedError, match="unknown-edition"):
        start_from("05", company="KOMMUN", base=base(), years=(2017, None), by=ASTRID, at=AT)


def test_internal_rules_show_what_counts_as_internal(ledger: Path) -> None:
    trial = pasted("valid_from;code_part;code_from;scope\n2014;konto;60;own\n", kind=RuleKind.INTERNAL)
    assert trial.effect is not None
    assert trial.effect.moves == ()
    assert [(move.year, move.internal, str(move.after)) for move in trial.effect.internal] == [
        (2017, "0", "0.00"),
        (2017, "1", "-30.00"),
        (2016, "0", "0.00"),
        (2016, "1", "-40.00"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [(f"{HEAD}2017;;50;59;lön;\n", "not-a-line"), ("konto\n50\n", "missing-rule-column")],
)
def test_a_table_with_a_fault_is_neither_tried_nor_saved(ledger: Path, text: str, code: str) -> None:
    trial = pasted(text)
    assert trial.effect is None
    assert code in [problem.code for problem in trial.problems]
    with pytest.raises(RefusedError, match=code):
        save(replace(trial, text=text))


def test_a_unit_that_does_not_exist_is_refused(ledger: Path) -> None:
    trial = pasted("valid_from;code_from;unit\n2017;77000;NEJ\n", kind=RuleKind.UNITS)
    assert [problem.code for problem in trial.problems] == ["unknown-unit"]
    with pytest.raises(RefusedError, match="unknown-unit"):
        save(trial)


def test_a_version_needs_a_note_and_a_change(ledger: Path) -> None:
    trial = tried({"valid_from": "2017", "account_from": "79", "line": "depreciation"})
    with pytest.raises(RefusedError, match="missing-note"):
        save(trial, note="  ")
    with pytest.raises(RefusedError, match="nothing-changed"):
        save(try_new_year(ACCOUNTS, company="KOMMUN", base=base(), year=2000, by=ASTRID, at=AT))


def test_whoever_comes_second_gets_both_tables(ledger: Path) -> None:
    mine = tried({"valid_from": "2017", "account_from": "79", "line": "depreciation"})
    save(tried({"valid_from": "2017", "account_from": "79", "line": "other_costs"}))
    versions = MappingVersion.objects.count()
    with pytest.raises(ConflictError) as raised:
        save(mine)
    assert "2017;;79;79;other_costs;-1" in raised.value.theirs
    assert "2017;;79;79;depreciation;-1" in raised.value.mine
    assert MappingVersion.objects.count() == versions
    save(mine, version=raised.value.version, note="Efter jämförelse")
    rule = version_in_force()[1].account_rule("KOMMUN", "79100", 2017)
    assert rule is not None
    assert rule.line == "depreciation"


def test_a_change_of_other_rules_in_the_meantime_is_kept(ledger: Path) -> None:
    mine = tried({"valid_from": "2017", "account_from": "79", "line": "depreciation"})
    save(pasted("valid_from;code_from;unit\n2017;77;HR\n", kind=RuleKind.UNITS), note="Ansvar 77")
    save(mine)
    mapping = version_in_force()[1]
    assert mapping.unit_of("KOMMUN", "77000", 2017) == "HR"
    assert mapping.account_rule("KOMMUN", "79100", 2017) is not None


def lines_of_79() -> list[str]:
    return [rule.line for rule in version_in_force()[1].accounts if rule.account_from == "79"]


def test_of_two_saves_at_once_one_wins_and_the_other_gets_both(transactional_db: None, ledger: Path) -> None:
    trials = [
        tried({"valid_from": "2017", "account_from": "79", "line": line})
        for line in ("depreciation", "other_costs")
    ]
    results = at_once(*(partial(save, trial) for trial in trials))
    (lost,) = [result for result in results if isinstance(result, ConflictError)]
    assert [type(result) for result in results].count(int) == 1
    assert len(lines_of_79()) == 1
    assert lines_of_79()[0] in lost.theirs
    assert {"depreciation", "other_costs"} - set(lines_of_79()) == {
        line for line in ("depreciation", "other_costs") if f"79;79;{line}" in lost.mine
    }


def test_without_the_version_one_of_the_two_would_be_lost(transactional_db: None, ledger: Path) -> None:
    first, second = (
        version_in_force()[1].with_rules(
            ACCOUNTS, "KOMMUN", [replace(MAPPING.accounts[0], account_from="79", account_to="79", line=line)]
        )
        for line in ("depreciation", "other_costs")
    )
    results = at_once(
        *(partial(set_mapping, each.accounts, each.units, by=ASTRID, at=AT) for each in (first, second))
    )
    assert [type(result) for result in results] == [int, int]
    assert len(lines_of_79()) == 1


def test_what_has_no_rule_is_listed_with_its_first_voucher(ledger: Path) -> None:
    report = list_unmapped(by=ASTRID, at=AT)
    assert [
        (each.kind, each.use.code, str(each.use.amount), each.use.rows, each.first and each.first.number)
        for each in report.codes
    ] == [
        (RuleKind.ACCOUNTS, "79100", "-7.00", 1, "1"),
        (RuleKind.UNITS, "77000", "-5.00", 1, "1"),
    ]


def test_files_can_be_read_back(ledger: Path) -> None:
    for form in ("csv", "xlsx"):
        data = rules_file(ACCOUNTS, form, company="KOMMUN", by=ALICE, at=AT)
        trial = try_table(
            ACCOUNTS,
            data,
            company="KOMMUN",
            base=base(),
            placing=Placing.REPLACE,
            file=f"r.{form}",
            by=ASTRID,
            at=AT,
        )
        assert trial.changes.is_nothing, form
        assert trial.problems == ()


def test_sealed_editions_on_the_old_version_are_named(demo: Path) -> None:
    sealed = seal_report("annual", "KS", parse_period("2017"), by=OPERATOR, at=AT)
    trial = try_rule(
        ACCOUNTS,
        {"valid_from": "2017", "account_from": "7410", "line": "purchased_services"},
        company="KOMMUN",
        base=base(),
        place=None,
        by=ASTRID,
        at=AT,
    )
    assert trial.effect is not None
    assert [edition.number for edition in trial.effect.editions] == [sealed.number]


@pytest.mark.parametrize(
    ("company", "version", "place"), [("NEJ", 0, None), ("KOMMUN", 999, None), ("KOMMUN", 0, 99)]
)
def test_what_is_not_there_cannot_be_changed(
    ledger: Path, company: str, version: int, place: int | None
) -> None:
    with pytest.raises(NotFoundError):
        draft_rule(ACCOUNTS, company=company, base=version or base(), place=place, by=ASTRID, at=AT)
    with pytest.raises(NotFoundError):
        list_rules(ACCOUNTS, company="NEJ", by=ASTRID, at=AT)


def test_rules_can_be_made_before_the_first_ledger(db: None, home: Path) -> None:
    page = list_rules(ACCOUNTS, by=OPERATOR, at=AT)
    assert (page.company, page.version, page.rules) == ("KOMMUN", 0, ())
    trial = start_from("13", company="KOMMUN", base=0, years=(2014, None), by=OPERATOR, at=AT)
    assert trial.effect is not None
    assert trial.effect.is_without_ledger
    save(trial, by=OPERATOR)
    assert version_in_force()[1].account_rule("KOMMUN", "50110", 2017) is not None
