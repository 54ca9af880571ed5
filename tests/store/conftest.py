"""Engines of the ledger: whatever stands here meets the same contract."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pytest

from hjulet.domain.ledger import LedgerQuery
from hjulet.domain.mapping import Mapping as CodeMapping
from hjulet.store.ledger.batch_writer import BatchWriter
from hjulet.store.ledger.codes import CodeTables, CompanyCodes, spell_out
from hjulet.store.ledger.duck import DuckLedger
from hjulet.store.ledger.files import ensure_empty
from tests.readers.sie_texts import Read, read

Books = Mapping[str, bytes]
"""Key of a batch -> its SIE file. All are of the company KOMMUN."""

Engine = Callable[[Books, CodeMapping], LedgerQuery]

SPARK_MASTER = os.environ.get("HJULET_TEST_SPARK_MASTER", "")
"""The cluster that script/with-spark has started; "" without."""

EXAMPLES = 3 if SPARK_MASTER else 25
"""How many examples a property is tried with: a cluster takes a second for what is milliseconds here."""


def write(root: Path, content: Read, *, key: str = "k") -> str:
    """Write a batch of the company KOMMUN and give the name of its folder."""
    with BatchWriter(root) as writer:
        writer.add(content.rows)
        return writer.finish(key=key, company="KOMMUN", balances=content.balances)


def write_books(root: Path, books: Books) -> tuple[list[str], CompanyCodes]:
    """Write the batches' files; give their folders, and the codes and years that they hold."""
    ensure_empty(root)
    folders: list[str] = []
    accounts: set[str] = set()
    codes: set[str] = set()
    counterparties: set[str] = set()
    years: set[int] = set()
    for key, data in books.items():
        content = read(data, file=f"{key}.se")
        folders.append(write(root, content, key=key))
        for table in (content.rows, content.balances):
            accounts |= set(table["account"].to_pylist())
            codes |= set(table["responsibility"].to_pylist())
            counterparties |= set(table["counterparty"].to_pylist())
        years |= {int(month[:4]) for month in content.facts.months}
    held = CompanyCodes(
        company="KOMMUN",
        accounts=frozenset(accounts),
        responsibilities=frozenset(codes - {""}),
        years=frozenset(years),
        counterparties=frozenset(counterparties - {""}),
    )
    return folders, held


class Opener(Protocol):
    """Opens an engine's ledger on files and a mapping."""

    def __call__(self, root: Path, *, folders: Sequence[str], codes: CodeTables) -> LedgerQuery:
        """Open it."""
        ...


ENGINES: dict[str, Opener] = {"duckdb": DuckLedger}
if SPARK_MASTER:
    from tests.store.spark_cluster import spark_ledger

    ENGINES["spark"] = spark_ledger


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.spark if name == "spark" else ()) for name in ENGINES]
)
def ledger_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Give each engine in turn: batches and a mapping in, a ledger to ask out."""
    root = tmp_path_factory.mktemp("ledger")

    def open_ledger(books: Books, mapping: CodeMapping) -> LedgerQuery:
        folders, held = write_books(root, books)
        return ENGINES[request.param](root, folders=folders, codes=spell_out(mapping, [held]))

    return open_ledger
