"""Answers that are kept: asked once, the same for ever, and never of another ledger."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from hjulet.domain.ledger import Dimension, LedgerFilter
from hjulet.store.ledger import kept
from hjulet.store.ledger.answers import Answer, AnsweredLedger
from hjulet.store.ledger.codes import CodeTables, spell_out
from hjulet.store.ledger.duck import DuckEngine
from hjulet.store.ledger.questions import Shape
from tests.ledger_text import MAPPING, sie
from tests.store.conftest import write_books

YEAR = LedgerFilter(first_month="2017-01", last_month="2017-12")
UNIT = (Dimension.UNIT,)
BOOKS = "A 1 2017-01-15 Löner\n  50110 13000 {0}\n  19100 - -{0}\n"


class CountingEngine:
    """DuckDB, and how often it was asked."""

    def __init__(self, root: Path) -> None:
        self.engine = DuckEngine(root)
        self.asked: list[str] = []

    def run(
        self,
        shape: Shape,
        *,
        folders: Sequence[str],
        earlier: Sequence[str],
        tables: CodeTables,
        where: LedgerFilter,
        marks: Mapping[str, str | int],
    ) -> Answer:
        self.asked.append(shape.question)
        return self.engine.run(
            shape, folders=folders, earlier=earlier, tables=tables, where=where, marks=marks
        )


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    kept.forget()


def opened(root: Path, amount: str) -> tuple[AnsweredLedger, CountingEngine]:
    folders, codes = write_books(root, {"k": sie(BOOKS.format(amount))})
    engine = CountingEngine(root)
    keeping = kept.KeepingEngine(engine, place=str(root))
    return AnsweredLedger(keeping, folders=folders, codes=spell_out(MAPPING, [codes])), engine


def hr(ledger: AnsweredLedger) -> str:
    return next(str(one.amount) for one in ledger.sums(YEAR, by=UNIT) if one.keys == ("HR",))


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    ledger, engine = opened(tmp_path, "100.00")
    assert [hr(ledger), hr(ledger)] == ["-100.00", "-100.00"]
    assert engine.asked == ["sums"]
    ledger.sums(LedgerFilter(first_month="2017-01", last_month="2017-11"), by=UNIT)
    assert engine.asked == ["sums", "sums"]
    kept.forget()
    hr(ledger)
    assert len(engine.asked) == 3


def test_another_ledger_has_its_own_answers(tmp_path: Path) -> None:
    first, _ = opened(tmp_path / "a", "100.00")
    second, _ = opened(tmp_path / "b", "200.00")
    assert (hr(first), hr(second), hr(first)) == ("-100.00", "-200.00", "-100.00")


def test_control_totals_and_rows_are_always_read(tmp_path: Path) -> None:
    ledger, engine = opened(tmp_path, "100.00")
    for _ in range(2):
        ledger.control()
        ledger.voucher("k", "A-1-20170115")
    assert engine.asked == ["control", "control-of-cube", "control-of-sums", "voucher"] * 2


def test_what_is_large_or_old_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, engine = opened(tmp_path, "100.00")
    monkeypatch.setattr(kept, "MOST_ROWS", 0)
    hr(ledger)
    hr(ledger)
    assert engine.asked == ["sums"] * 2
    monkeypatch.setattr(kept, "MOST_ROWS", 10)
    monkeypatch.setattr(kept, "MOST_ANSWERS", 1)
    hr(ledger)
    ledger.sums(YEAR, by=(Dimension.LINE,))
    hr(ledger)
    assert engine.asked == ["sums"] * 5
