"""Ledgers to ask: of batches that are in force, or of files that are not a batch yet."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hjulet.domain.ledger import LedgerQuery
from hjulet.domain.mapping import Mapping
from hjulet.store.ledger.answers import AnsweredLedger
from hjulet.store.ledger.codes import CodeTables, CompanyCodes, spell_out
from hjulet.store.ledger.duck import DuckEngine
from hjulet.store.ledger.files import ensure_empty
from hjulet.store.ledger.kept import KeepingEngine
from hjulet.store.models import Batch


def ledger_root() -> Path:
    """Tell where the batches' folders lie in the home."""
    root: Path = settings.HJULET_HOME / "ledger"
    return root


def ledger_of(batches: Iterable[Batch], mapping: Mapping) -> LedgerQuery:
    """Open the ledger that some batches make up."""
    held = tuple(batches)
    return open_ledger([batch.folder for batch in held], _held(held), mapping)


def open_ledger(folders: list[str], held: tuple[CompanyCodes, ...], mapping: Mapping) -> LedgerQuery:
    """Open the ledger of some folders, of which one says what codes and years they hold."""
    ensure_empty(ledger_root())
    engine = KeepingEngine(DuckEngine(ledger_root()), place=str(ledger_root()))
    return AnsweredLedger(engine, folders=folders, codes=_spelled_out(mapping, held))


@lru_cache(maxsize=8)
def _spelled_out(mapping: Mapping, held: tuple[CompanyCodes, ...]) -> CodeTables:
    """Spell a mapping out once: both are values, so what was spelled out stays true."""
    return spell_out(mapping, held)


def _held(batches: tuple[Batch, ...]) -> tuple[CompanyCodes, ...]:
    """Gather the codes and years of each company's batches."""
    by_company: dict[str, list[Batch]] = {}
    for batch in batches:
        by_company.setdefault(batch.company.code, []).append(batch)
    return tuple(
        CompanyCodes(
            company=company,
            accounts=frozenset(account for batch in held for account in batch.accounts),
            responsibilities=frozenset(code for batch in held for code in batch.responsibilities),
            years=frozenset(int(month[:4]) for batch in held for month in batch.months),
            counterparties=frozenset(
                code for batch in held for code in batch.code_names.get("counterparty", ())
            ),
        )
        for company, held in by_company.items()
    )
