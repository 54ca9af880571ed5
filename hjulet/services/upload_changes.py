"""What letting an uploaded file in would change, found when it is checked and kept beside it.

The file's rows are written beside it by the check, compared with those of the batches whose months it
has, and then removed. What is kept are the lines that move, and the vouchers that make them move.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from hjulet.domain.ledger import Change, VoucherChange
from hjulet.domain.ledger_file import LedgerFile, allow_unbalanced
from hjulet.domain.permission import Actor
from hjulet.domain.problem import is_refused
from hjulet.services.batch_register import find_company, overlapping
from hjulet.services.comparison import Difference, Move, candidate_difference
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.ledgers import ledger_root
from hjulet.services.line_moves import Changes, changes_of
from hjulet.services.upload_child import Found
from hjulet.services.upload_facts import company_code
from hjulet.services.upload_reader import STAGED
from hjulet.store.ledger.codes import CompanyCodes

_FILE = "changes.json"
_UNKNOWN_COMPANY = "-"
"""Stands for a company that is not known yet: it has no batches to compare with."""


def company_of_rows(facts: LedgerFile) -> str:
    """Tell for which company a file's rows are written beside it; none for one that cannot be let in."""
    if is_refused(allow_unbalanced(facts.problems)):
        return ""
    found = find_company(facts, company_code(facts))
    return found.code if found else _UNKNOWN_COMPANY


def keep_changes(folder: Path, found: Found, *, by: Actor, at: datetime) -> None:
    """Compare a file's rows with the ledger's, and keep what differs in its folder.

    Nothing is kept of a file that is also about units that are not the actor's: it cannot be let in.
    """
    assert isinstance(found.content, LedgerFile)  # noqa: S101 - only a ledger file has rows beside it
    try:
        differs = _difference(folder / STAGED / found.folder, found.content, by=by, at=at)
    except (RefusedError, NotFoundError):
        return
    temporary = folder / f"{_FILE}.new"
    temporary.write_text(json.dumps(_to_json(differs), ensure_ascii=False), encoding="utf-8")
    temporary.rename(folder / _FILE)


def kept_changes(folder: Path) -> Changes | None:
    """Read what a file would change; None where it is not known."""
    try:
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    moves = (
        Move(unit=u, line=n, month=m, before=Decimal(b), after=Decimal(a)) for u, n, m, b, a in kept["moves"]
    )
    return changes_of(
        Difference(
            moves=tuple(moves),
            counts={Change(change): count for change, count in kept["counts"].items()},
            vouchers=tuple(_voucher(one) for one in kept["vouchers"]),
        )
    )


def _difference(staged: Path, facts: LedgerFile, *, by: Actor, at: datetime) -> Difference:
    owner = find_company(facts, company_code(facts))
    held = CompanyCodes(
        company=owner.code if owner else _UNKNOWN_COMPANY,
        accounts=frozenset(facts.used_codes["account"]),
        responsibilities=frozenset(facts.used_codes["responsibility"]),
        years=frozenset(int(month[:4]) for month in facts.months),
        counterparties=frozenset(facts.used_codes["counterparty"]),
    )
    replaced = overlapping(owner, facts.months) if owner else []
    place = os.path.relpath(staged, ledger_root())
    return candidate_difference(place, held, replaced=replaced, by=by, at=at)


def _to_json(differs: Difference) -> dict[str, Any]:
    return {
        "counts": {str(change): count for change, count in differs.counts.items()},
        "moves": [[one.unit, one.line, one.month, str(one.before), str(one.after)] for one in differs.moves],
        "vouchers": [
            {name: str(value) for name, value in asdict(voucher).items()} for voucher in differs.vouchers
        ],
    }


def _voucher(kept: Mapping[str, str]) -> VoucherChange:
    return VoucherChange(
        change=Change(kept["change"]),
        company=kept["company"],
        voucher=kept["voucher"],
        month=kept["month"],
        rows_before=int(kept["rows_before"]),
        rows_after=int(kept["rows_after"]),
        turnover_before=Decimal(kept["turnover_before"]),
        turnover_after=Decimal(kept["turnover_after"]),
    )
