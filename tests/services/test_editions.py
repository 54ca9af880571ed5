"""Editions: sealed once, chained, verified by ours and by the independent program; tampering shows."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from hjulet.documents.content import canonical
from hjulet.domain.edition import Anchor, compute_seal
from hjulet.domain.period import parse_period
from hjulet.services.batch_endings import withdraw
from hjulet.services.decided import reopen
from hjulet.services.drafts import draft, save_draft
from hjulet.services.edition import seal_report
from hjulet.services.editions import EditionFacts, editions_root, find_edition, list_editions
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.verification import Verified, verify
from hjulet.store.ledger.files import SUMS_FILE
from hjulet.store.models import AuditEvent, Batch, BudgetAmount, Edition
from tests.command import Command
from tests.services.at_once import at_once
from tests.services.people import ALICE, AT
from tests.tools.test_verify_edition import flip_bit, independent, swap

YEAR = parse_period("2017")


def seal(year: str = "2017", *, decision: str = "") -> EditionFacts:
    return seal_report("annual", "KS", parse_period(year), decision=decision, by=ALICE, at=AT)


def write(text: str) -> None:
    now = draft("annual", "KS", YEAR, "result-text", by=ALICE, at=AT)
    save_draft("annual", "KS", YEAR, "result-text", source=text, version=now.version, by=ALICE, at=AT)


def again(*, rebuild: bool = False, edition: int | None = None) -> Verified:
    return verify(edition=edition, again=rebuild, by=OPERATOR, at=AT)


def faults(found: Verified) -> list[tuple[int, str, str]]:
    return [(one.edition, one.file, one.what.value) for one in found.verification.faults]


def test_sealing_gives_a_whole_edition_with_its_row_and_audit_event(demo: Path) -> None:
    edition = seal(decision="KS 2018-04-06 § 61")
    assert (edition.number, edition.previous, edition.sealed_by) == (1, None, "alice")
    assert {path.name for path in edition.path.iterdir()} == {
        *("content.json", "manifest.json", "report.docx", "report.html", "report.pdf", "tables", "charts")
    }
    assert json.loads((edition.path / "content.json").read_text())["decision"] == "KS 2018-04-06 § 61"
    event = AuditEvent.objects.get(action="seal-report")
    assert (event.actor, event.object_id, event.params["seal"]) == ("alice", "0001", edition.seal)
    assert again(rebuild=True).ok
    assert independent(editions_root()) == (0, ["editions: 1, anchored: none, faults: 0"])


@pytest.mark.once
def test_the_same_content_is_one_edition_and_a_changed_text_a_new_one_naming_the_old(
    sealed: Path,
) -> None:
    first = find_edition(2, by=ALICE, at=AT)
    assert seal() == first
    reopen("annual", "KS", YEAR, reason="Fel tal i texten", by=ALICE, at=AT)
    write("Nettokostnaden blev {net_cost as=mnkr1}.")
    second = seal()
    assert (second.number, second.previous) == (3, first.seal)
    assert len(list_editions(by=ALICE, at=AT)) == 3
    found = again(rebuild=True)  # the first is rebuilt with the text as it was
    assert (found.ok, found.verification.editions) == (True, 3)


def test_a_text_with_a_reference_that_cannot_be_read_is_not_sealed(demo: Path) -> None:
    write("Nettokostnaden blev {netcost}, och {net_cost period=förra}.")
    with pytest.raises(RefusedError) as raised:
        seal()
    assert [problem.code for problem in raised.value.problems] == ["unknown-metric", "bad-period"]
    assert not Edition.objects.exists()
    assert [path for path in editions_root().iterdir() if not path.name.startswith(".")] == []


@pytest.mark.slow
def test_sealing_twice_at_once_gives_one_edition(transactional_db: None, demo: Path) -> None:
    results = at_once(*([seal] * 4))
    assert {one.seal for one in results if isinstance(one, EditionFacts)} == {Edition.objects.get().seal}
    assert all(isinstance(one, EditionFacts) for one in results), results
    assert [path.name for path in editions_root().iterdir()] == ["0001"]
    assert AuditEvent.objects.filter(action="seal-report").count() == 1
    assert again().ok


@pytest.mark.slow
def test_sealing_two_reports_at_once_gives_a_chain_of_two(transactional_db: None, demo: Path) -> None:
    results = at_once(partial(seal, "2016"), partial(seal, "2017"))
    assert all(isinstance(one, EditionFacts) for one in results), results
    assert sorted(one.number for one in results if isinstance(one, EditionFacts)) == [1, 2]
    assert (again(rebuild=True).ok, again().verification.editions) == (True, 2)
    assert independent(editions_root())[0] == 0


def test_what_a_killed_sealing_left_is_no_edition_and_the_next_sets_it_aside(demo: Path) -> None:
    """The folder had its name, and the row was never written."""
    first = seal("2016")
    left = shutil.copytree(first.path, editions_root() / "0002")
    assert (again().ok, again().verification.editions) == (True, 1)
    second = seal()
    assert (second.number, again(rebuild=True).ok, again().verification.editions) == (2, True, 2)
    assert json.loads((left / "content.json").read_text())["period"] == "2017"
    assert len(list(editions_root().glob(".unfinished-0002-*"))) == 1


def test_an_edition_whose_row_was_taken_away_is_missed_and_its_number_not_given_again(sealed: Path) -> None:
    Edition.objects.filter(number=2).delete()
    assert faults(again()) == [(2, "", "missing-edition")]
    with pytest.raises(RefusedError):
        seal(decision="KS 2018-04-06 § 61")
    assert (editions_root() / "0002" / "content.json").exists()


def test_an_edition_that_does_not_exist_is_not_found(demo: Path) -> None:
    with pytest.raises(NotFoundError):
        again(edition=1)


def test_an_anchor_confirms_its_seal_and_betrays_another(sealed: Path) -> None:
    edition = find_edition(1, by=ALICE, at=AT)
    found = verify(anchors=[Anchor(1, edition.seal)], by=OPERATOR, at=AT)
    assert (found.ok, found.verification.anchored) == (True, 1)
    other = verify(anchors=[Anchor(1, "0" * 64)], by=OPERATOR, at=AT)
    assert faults(other) == [(1, "manifest.json", "anchor-mismatch")]


def _flip_content(root: Path) -> None:
    flip_bit(root / "0001" / "content.json")


def _flip_pdf(root: Path) -> None:
    flip_bit(root / "0001" / "report.pdf")


def _swap(root: Path) -> None:
    swap(root / "0001", root / "0002")


def _remove_file(root: Path) -> None:
    (root / "0001" / "tables" / "income-statement.csv").unlink()


def _remove_edition(root: Path) -> None:
    shutil.rmtree(root / "0001")


def _replay(root: Path) -> None:
    """Put the first edition in the place of the second."""
    shutil.rmtree(root / "0002")
    shutil.copytree(root / "0001", root / "0002")


def _add_file(root: Path) -> None:
    (root / "0001" / "tables" / "extra.csv").write_text("1")


TAMPERINGS: dict[str, Callable[[Path], None]] = {
    "bit flip in content": _flip_content,
    "bit flip in pdf": _flip_pdf,
    "swap": _swap,
    "removed file": _remove_file,
    "removed edition": _remove_edition,
    "replay": _replay,
    "added file": _add_file,
}


@pytest.fixture
def two(sealed: Path) -> Path:
    """Give the root of two editions."""
    return editions_root()


def test_a_chain_that_nobody_touched_is_whole(two: Path) -> None:
    """The positive control of the test below."""
    assert again(rebuild=True).ok
    assert independent(two)[0] == 0


@pytest.mark.once  # what is tampered with are files
@pytest.mark.parametrize("kind", TAMPERINGS)
def test_tampering_shows_in_the_service_the_command_and_the_independent_program(
    two: Path, kind: str, hjulet: Command
) -> None:
    TAMPERINGS[kind](two)
    ours = faults(again())
    assert ours
    assert not again(rebuild=True).ok  # asking again meets the damage without falling over
    by_files = hjulet("verify", str(two), exit_code=1)
    code, lines = independent(two)
    assert code == 1
    found = [(one["edition"], one["file"], one["what"]) for one in by_files["faults"]]
    assert [f"{number} {file or '-'} {what}" for number, file, what in found] == lines[:-1]
    assert set(found) <= set(ours)


def test_an_edition_forged_in_all_its_files_is_still_not_the_one_sealed(two: Path) -> None:
    """The last edition, sealed anew with another decision by one who writes files but no rows."""
    forge(two)
    assert faults(again()) == [(2, "manifest.json", "changed-file")]
    assert faults(again(edition=2)) == [(2, "manifest.json", "changed-file")]
    assert independent(two)[0] == 0  # from the files alone nobody can tell; an anchor could


def forge(root: Path) -> None:
    """Change the last edition's decision, and everything in its files that rests on it."""
    folder = root / "0002"
    content = canonical({**json.loads((folder / "content.json").read_bytes()), "decision": "en annan"})
    (folder / "content.json").write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    digest = sha256(content).hexdigest()
    manifest["seal"] = compute_seal(previous_manifest=manifest["previous_manifest"], content=digest)
    for file in manifest["files"]:
        if file["path"] == "content.json":
            file.update(size=len(content), sha256=digest)
    (folder / "manifest.json").write_bytes(canonical(manifest))


def raise_amount(path: Path) -> None:
    """Add 1 000 000 kronor to the cost of HR's first row."""
    table = pq.read_table(path)
    mine = pc.and_(pc.starts_with(table["responsibility"], "13"), pc.starts_with(table["account"], "5"))
    place = pc.index(mine, pa.scalar(value=True)).as_py()
    amounts = table["amount"].to_pylist()
    amounts[place] += 1_000_000
    column = pa.array(amounts, type=table.schema.field("amount").type)
    pq.write_table(table.set_column(table.schema.get_field_index("amount"), "amount", column), path)


@pytest.mark.once
def test_a_changed_row_of_the_ledger_shows_as_drift_of_every_figure_that_rests_on_it(sealed: Path) -> None:
    assert again(rebuild=True).drift == ()
    batch = _batch_of("2017-01")
    raise_amount(sealed / "ledger" / batch.folder / SUMS_FILE)
    found = again(rebuild=True)
    assert found.verification.ok  # the files of the edition are whole
    drifted = {one.figure: (one.sealed, one.now) for one in found.drift}
    assert drifted["net_cost unit=HR period=2017"] == ("38698000.00", "39698000.00")
    assert "net_cost unit=KS period=2017" in drifted
    assert "net_cost unit=EKO period=2017" not in drifted


def _batch_of(month: str) -> Batch:
    return next(batch for batch in Batch.objects.all() if month in batch.months)


@pytest.mark.once
def test_a_changed_amount_of_the_budget_shows_as_drift(sealed: Path) -> None:
    row = BudgetAmount.objects.filter(unit="HR", line="appropriation", period="2017").latest("id")
    row.amount += 1000
    row.save()
    drifted = {one.figure: (one.sealed, one.now) for one in again(rebuild=True).drift}
    assert drifted["appropriation unit=HR period=2017"] == ("38744000.00", "38745000.00")


@pytest.mark.once
def test_new_imports_and_texts_do_not_move_a_sealed_edition(sealed: Path) -> None:
    reopen("annual", "KS", YEAR, reason="Bilagan saknades.", by=ALICE, at=AT)
    write("En helt annan text.")
    withdraw(_batch_of("2017-01").key, reason="fel", by=ALICE, at=AT)
    assert again(rebuild=True).ok
