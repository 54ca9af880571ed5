"""The ledger's questions answered by an engine, whichever it is: from its plain rows to domain values.

An engine gives ``_ask``: it runs the expression of a shape over the files of one state of the ledger.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol, Self

from hjulet.domain.ledger import (
    CODE_PARTS,
    Change,
    Comparison,
    ControlTotal,
    Dimension,
    Elimination,
    GroupSum,
    LedgerFilter,
    LedgerRow,
    RowOrder,
    RowPage,
    UnmappedSum,
    VoucherChange,
)
from hjulet.store.ledger.codes import CodeTables
from hjulet.store.ledger.questions import Shape

EVERYTHING = LedgerFilter(first_month="0000-00", last_month="9999-99")
_NOTHING = Decimal("0.00")

_DAY = re.compile(r"-([0-9]{8})(?:-[0-9]+)?$")
"""The day in a voucher's key, ``A-1-20170115`` or ``A--20170115-3``."""

Answer = list[dict[str, Any]]


class Engine(Protocol):
    """What runs the expressions."""

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
        """Run a question over some batches' folders; ``earlier`` are those to compare with."""
        ...


class AnsweredLedger:
    """The ledger of one snapshot: its batches' folders, and the mapping spelled out for their codes."""

    def __init__(self, engine: Engine, *, folders: Sequence[str], codes: CodeTables) -> None:
        """Bind the questions to an engine, files and mapping; opens nothing yet."""
        self._engine = engine
        self._folders = tuple(folders)
        self._codes = codes

    def sums(self, where: LedgerFilter, *, by: tuple[Dimension, ...]) -> tuple[GroupSum, ...]:
        """Sum by one or more dimensions, in the order of their keys."""
        return _groups(self._ask("sums", where, by=by), by)

    def balances(self, where: LedgerFilter, *, kind: str, by: tuple[Dimension, ...]) -> tuple[GroupSum, ...]:
        """Sum the balance records of a kind whose fiscal year begins within the months."""
        return _groups(self._ask("balances", where, by=by, marks={"kind": kind}), by)

    def vouchers(
        self, where: LedgerFilter, *, offset: int, limit: int, order: RowOrder = RowOrder.NEWEST
    ) -> RowPage:
        """Page through the rows."""
        (total,) = self._ask("total", where)
        found = self._ask("page", where, order=order, marks={"offset": offset, "limit": limit})
        return RowPage(
            rows=tuple(_row(row) for row in found),
            total_rows=int(total["rows"] or 0),
            amount=total["amount"] if total["amount"] is not None else _NOTHING,
        )

    def voucher(self, batch: str, voucher: str) -> tuple[LedgerRow, ...]:
        """Give all the rows of one voucher; empty if there is none."""
        own = [folder for folder in self._folders if folder.startswith(f"{batch}.")]
        if not own:
            return ()
        day = _day_of(voucher)
        marks = {"batch": batch, "voucher": voucher} | ({"day": day} if day else {})
        found = self._ask("voucher", EVERYTHING, folders=own, marks=marks)
        return tuple(sorted((_row(row) for row in found), key=lambda row: row.row))

    def compare(self, where: LedgerFilter, *, earlier: Self, limit: int) -> Comparison:
        """Find the vouchers whose rows differ from an earlier state of the ledger."""
        kept = set(self._folders) & set(earlier._folders)  # the same files cannot differ
        found = self._ask(
            "changes",
            where,
            folders=[folder for folder in self._folders if folder not in kept],
            earlier=[folder for folder in earlier._folders if folder not in kept],
        )
        changes = sorted((_change(row) for row in found), key=_place)
        counts = Counter(one.change for one in changes)
        return Comparison(counts=dict(counts), vouchers=tuple(changes[:limit]))

    def unmapped(self, where: LedgerFilter) -> tuple[UnmappedSum, ...]:
        """Sum what no mapping covers."""
        found = (UnmappedSum(**_counted(row)) for row in self._ask("unmapped", where))
        return tuple(sorted(found, key=lambda it: (it.account, it.responsibility)))

    def control(self) -> tuple[ControlTotal, ...]:
        """Count and sum what is stored of each batch and month."""
        of_rows, of_cube, of_sums = (
            {
                (row["batch"], row["month"]): (int(row["rows"]), row["turnover"])
                for row in self._ask(question, EVERYTHING)
            }
            for question in ("control", "control-of-cube", "control-of-sums")
        )
        nothing = (0, _NOTHING)
        return tuple(
            ControlTotal(
                batch=key[0],
                month=key[1],
                rows=of_rows.get(key, nothing)[0],
                turnover=of_rows.get(key, nothing)[1],
                cube_rows=of_cube.get(key, nothing)[0],
                cube_turnover=of_cube.get(key, nothing)[1],
                sums_rows=of_sums.get(key, nothing)[0],
                sums_turnover=of_sums.get(key, nothing)[1],
            )
            for key in sorted({*of_rows, *of_cube, *of_sums})
        )

    def _ask(
        self,
        question: str,
        where: LedgerFilter,
        *,
        by: tuple[Dimension, ...] = (),
        order: RowOrder = RowOrder.NEWEST,
        folders: Sequence[str] | None = None,
        earlier: Sequence[str] = (),
        marks: Mapping[str, str | int] = MappingProxyType({}),
    ) -> Answer:
        shape = Shape(
            question=question,
            by=by,
            parts=tuple(sorted(part for part, _ in where.codes)),
            searches=bool(where.text),
            eliminates=where.without is not Elimination.NONE,
            dated="day" in marks,
            plain=self._codes.is_plain(where),
            order=order,
        )
        given: dict[str, str | int] = {
            "first_month": where.first_month,
            "last_month": where.last_month,
            "text": where.text.lower(),
            "eliminated": int(where.without),
            **marks,
        }
        return self._engine.run(
            shape,
            folders=self._folders if folders is None else folders,
            earlier=earlier,
            tables=self._codes,
            where=where,
            marks=given,
        )


def _day_of(voucher: str) -> str:
    """Read the day in a voucher's key; empty where there is none that exists."""
    found = _DAY.search(voucher)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else ""
    except ValueError:
        return ""


def _groups(answer: Answer, by: tuple[Dimension, ...]) -> tuple[GroupSum, ...]:
    found = (
        GroupSum(
            keys=tuple(row[dimension.value] for dimension in by),
            amount=row["amount"],
            balance=row["balance"],
            rows=int(row["rows"]),
        )
        for row in answer
    )
    return tuple(sorted(found, key=lambda it: it.keys))


def _counted(row: dict[str, Any]) -> dict[str, Any]:
    """Make the count of rows an int: engines sum integers as decimals."""
    return {**row, "rows": int(row["rows"])}


def _row(row: dict[str, Any]) -> LedgerRow:
    codes = tuple((part, row[part]) for part in CODE_PARTS.values() if row[part])
    names = ("batch", "company", "voucher", "series", "number", "date", "month", "row", "account")
    rest = ("amount", "text", "voucher_text", "line")
    return LedgerRow(codes=codes, period=row["period"] or "", **{name: row[name] for name in (*names, *rest)})


def _place(change: VoucherChange) -> tuple[str, str, str]:
    return change.company, change.month, change.voucher


def _change(row: dict[str, Any]) -> VoucherChange:
    before, after = int(row["rows_before"]), int(row["rows_after"])
    change = Change.NEW if not before else Change.CHANGED if after else Change.REMOVED
    return VoucherChange(
        change=change,
        company=row["company"],
        voucher=row["voucher"],
        month=row["month"],
        rows_before=before,
        rows_after=after,
        turnover_before=row["turnover_before"],
        turnover_after=row["turnover_after"],
    )
