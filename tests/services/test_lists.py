"""Lists into the ledger: columns confirmed once and remembered, the same once, no month twice."""

from pathlib import Path

import pytest

from hjulet.domain.column_map import column_map
from hjulet.services.batch_register import ImportOutcome
from hjulet.services.column_maps import find_map, list_maps, propose_map, save_map
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.ledger import import_sie
from hjulet.services.lists import check_list, import_list
from hjulet.store.models import AuditEvent, Batch, Revision
from tests.ledger_text import sie
from tests.readers.list_texts import BALANCES, LIST, MAP, TWO_SIDES, answers, mapped, spoilt, typed, workbook
from tests.services.people import ALICE, AT, CHARLIE

pytestmark = pytest.mark.usefixtures("small")


def remember(name: str = "Raindance", *, text: str = LIST, company: str = "KOMMUN") -> None:
    save_map(name, mapped(text), company=company, version=0, by=ALICE, at=AT)


def take(
    text: str | bytes, *, name: str = "Raindance", year: int = 0, replacing: bool = False
) -> ImportOutcome:
    data = text.encode() if isinstance(text, str) else text
    return import_list(data, file="lista.csv", name=name, year=year, replacing=replacing, by=ALICE, at=AT)


def codes(error: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_map_is_proposed_confirmed_and_remembered() -> None:
    proposal = propose_map(LIST.encode(), file="lista.csv", by=ALICE, at=AT)
    assert proposal.columns == MAP
    assert proposal.samples["Ansvar"] == ("013000", "", "013000")
    saved = save_map("Raindance", proposal.columns, company="KOMMUN", version=0, by=ALICE, at=AT)
    assert (saved.version, saved.updated_by) == (1, "alice")
    assert find_map("Raindance", by=CHARLIE, at=AT) == saved
    assert column_map(saved.columns.as_json()) == MAP


def test_a_change_of_a_map_leaves_a_revision_and_an_audit_row_and_loses_no_other_change() -> None:
    remember()
    changed = answers(MAP, skip_extra_rows=True)
    save_map("Raindance", changed, company="KOMMUN", version=1, by=CHARLIE, at=AT)
    with pytest.raises(ConflictError) as conflict:
        save_map("Raindance", MAP, version=1, by=ALICE, at=AT)
    assert (conflict.value.version, "True" in conflict.value.theirs) == (2, True)
    rows = Revision.objects.filter(noun="column-map", object_id="Raindance").order_by("version")
    assert [(row.version, row.actor, row.fields["answers"]["skip_extra_rows"]) for row in rows] == [
        (1, "alice", False),
        (2, "charlie", True),
    ]
    assert AuditEvent.objects.filter(action="save-column-map").count() == 2


def test_a_map_that_cannot_be_used_is_not_remembered() -> None:
    for text, code in (
        ("Datum;Text", "map-lacks-column"),
        ("Konto;Datum;Debet", "map-lacks-column"),
        ("Konto;Datum;Saldo;IB", "map-lacks-column"),
    ):
        with pytest.raises(RefusedError) as refusal:
            save_map("x", mapped(text), version=0, by=ALICE, at=AT)
        assert code in codes(refusal)
    twice = column_map({"kind": "list", "columns": {"date": "D", "account": "K", "amount": "k", "due": "F"}})
    with pytest.raises(RefusedError) as refusal:
        save_map("x", twice, version=0, by=ALICE, at=AT)
    assert codes(refusal) == ["map-unknown-field", "map-head-twice"]
    assert list_maps(by=ALICE, at=AT) == ()


def test_a_name_is_taken_once() -> None:
    remember()
    with pytest.raises(RefusedError) as refusal:
        remember()
    assert codes(refusal) == ["map-exists"]
    with pytest.raises(NotFoundError):
        save_map("Agresso", MAP, version=3, by=ALICE, at=AT)


def test_a_list_becomes_a_batch_that_names_its_map() -> None:
    remember()
    outcome = take(LIST)
    assert (outcome.status, outcome.snapshot) == ("imported", 2)
    batch = Batch.objects.get(key=outcome.batch)
    assert (batch.kind, batch.source, batch.company.code) == ("list", "Raindance", "KOMMUN")
    assert (batch.rows, batch.vouchers, batch.months) == (4, 2, ["2017-01", "2017-12"])
    assert batch.accounts == {"19100": "Kassa", "30100": "Avgifter", "50110": "Löner"}
    assert AuditEvent.objects.get(action="import-list").params["rows"] == 4


def test_the_same_rows_as_a_workbook_are_there_already() -> None:
    remember()
    first = take(LIST)
    again = take(workbook(typed(LIST)))
    assert (again.status, again.batch) == ("already-imported", first.batch)


def test_months_are_counted_once_whatever_they_came_in() -> None:
    remember()
    import_sie(
        sie("A 1 2017-01-15 Löner\n  50110 13000  100.00 Januari\n  19100 -     -100.00\n"),
        file="kommun.se",
        company="KOMMUN",
        by=ALICE,
        at=AT,
    )
    refusal = take(LIST)
    assert (refusal.status, refusal.facts.problems[-1].code) == ("refused", "overlaps-active-batch")
    assert take(LIST, replacing=True).status == "replaced"


def test_balances_stand_beside_the_vouchers_of_their_year() -> None:
    remember()
    remember("Saldon", text=BALANCES)
    assert take(LIST).status == "imported"
    assert take(BALANCES, name="Saldon", year=2017).status == "imported"
    more = spoilt("500,00", "501,00", text=BALANCES)
    assert take(more, name="Saldon", year=2017).facts.problems[-1].code == "overlaps-active-batch"
    assert take(more, name="Saldon", year=2018).status == "imported"


def test_a_refused_list_leaves_nothing() -> None:
    remember()
    assert take(spoilt("Belopp", "Summa SEK")).status == "refused"
    assert take(spoilt("-1 100,00", "-1 000,00")).facts.problems[0].code == "unbalanced-voucher"
    assert Batch.objects.count() == 0


def test_a_list_is_checked_with_the_map_that_fits() -> None:
    checked = check_list(LIST.encode(), file="lista.csv", by=ALICE, at=AT)
    assert (checked.name, [one.code for one in checked.facts.problems]) == ("", ["columns-not-confirmed"])
    assert checked.facts.counts.rows == 4
    remember()
    remember("Visma", text=TWO_SIDES)
    checked = check_list(LIST.encode(), file="lista.csv", by=ALICE, at=AT)
    assert (checked.name, checked.facts.problems) == ("Raindance", ())
    remember("Raindance 2")
    with pytest.raises(RefusedError) as refusal:
        check_list(LIST.encode(), file="lista.csv", by=ALICE, at=AT)
    assert codes(refusal) == ["several-maps"]


def test_heads_that_mean_nothing_are_refused_with_the_heads(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Bil;Mil\n1;2\n", encoding="utf-8")
    facts = check_list(path, file="x.csv", by=ALICE, at=AT).facts
    assert ([one.code for one in facts.problems], facts.accepted, facts.kind) == (
        ["columns-not-understood"],
        False,
        "",
    )
    assert len(facts.sha256) == 64


def test_a_list_is_not_imported_without_a_map_that_exists() -> None:
    for name, code in (("", "map-needs-name"), ("Agresso", "unknown-map")):
        with pytest.raises(RefusedError) as refusal:
            take(LIST, name=name)
        assert codes(refusal) == [code]
