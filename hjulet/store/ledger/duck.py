"""``LedgerQuery`` on DuckDB: explicit lists of files, prepared parameters, a fixed schema."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from hjulet.domain.ledger import (
    CODE_PARTS,
    AccountSum,
    BatchControl,
    LedgerFilter,
    LedgerRow,
    LineSum,
    MonthSum,
    RowPage,
    UnmappedSum,
)
from hjulet.store.ledger.codes import CodeTables
from hjulet.store.ledger.files import CUBE_FILE, EMPTY_FOLDER, ROWS_FILE
from hjulet.store.ledger.questions import MARKS, QUESTIONS

_FILES = {"ledger_rows": ROWS_FILE, "ledger_cube": CUBE_FILE}
_EVERYTHING = LedgerFilter(first_month="0000-00", last_month="9999-99")


@lru_cache(maxsize=1)
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": 1})


@lru_cache
def _compiled(question: str) -> tuple[str, tuple[str, ...], str]:
    """Compile a question once: its SQL, the marks it uses, and which of the two files it reads."""
    sql = str(ibis.to_sql(QUESTIONS[question], dialect="duckdb"))
    used = tuple(mark for mark in MARKS if f"'${mark}'" in sql)
    for mark in used:
        sql = sql.replace(f"'${mark}'", f"${mark}")
    table = next(name for name in _FILES if f'"{name}"' in sql)
    opened = f"WITH {table} AS (SELECT * FROM read_parquet($files, union_by_name=true))"  # noqa: S608
    return f"{opened} SELECT * FROM ({sql})", used, table  # noqa: S608 - names and SQL of our own; values are bound


class DuckLedger:
    """The ledger of one snapshot: its batches' folders, and the mapping spelled out for their codes."""

    def __init__(self, root: Path, *, folders: Sequence[str], codes: CodeTables) -> None:
        """Bind the questions to files and mapping; opens nothing yet."""
        self._root = root
        self._folders = (EMPTY_FOLDER, *folders)
        self._codes = codes

    def sums(self, where: LedgerFilter) -> tuple[LineSum, ...]:
        """Sum by unit, statement line and month."""
        return tuple(LineSum(**_counted(row)) for row in self._ask("sums", where))

    def months(self, where: LedgerFilter) -> tuple[MonthSum, ...]:
        """Sum by month."""
        return tuple(
            sorted((MonthSum(**_counted(row)) for row in self._ask("months", where)), key=lambda it: it.month)
        )

    def accounts(self, where: LedgerFilter) -> tuple[AccountSum, ...]:
        """Sum by account."""
        found = (AccountSum(**_counted(row)) for row in self._ask("accounts", where))
        return tuple(sorted(found, key=lambda it: it.account))

    def unmapped(self, where: LedgerFilter) -> tuple[UnmappedSum, ...]:
        """Sum what no mapping covers."""
        found = (UnmappedSum(**_counted(row)) for row in self._ask("unmapped", where))
        return tuple(sorted(found, key=lambda it: (it.account, it.responsibility)))

    def vouchers(self, where: LedgerFilter, *, offset: int, limit: int) -> RowPage:
        """Page through the rows, newest first."""
        found = self._ask("vouchers", where, first_row=str(offset + 1), last_row=str(offset + limit))
        found.sort(key=lambda row: row["place"])
        if not found:
            return RowPage(rows=(), total_rows=0, amount=Decimal("0.00"))
        first = found[0]
        return RowPage(
            rows=tuple(_row(row) for row in found),
            total_rows=first["total_rows"],
            amount=first["total_amount"],
        )

    def voucher(self, batch: str, voucher: str) -> tuple[LedgerRow, ...]:
        """Give all the rows of one voucher; empty if there is none."""
        found = (_row(row) for row in self._ask("voucher", _EVERYTHING, batch=batch, voucher=voucher))
        return tuple(sorted(found, key=lambda row: row.row))

    def control(self) -> tuple[BatchControl, ...]:
        """Count and sum the stored rows of each batch."""
        found = (BatchControl(**row) for row in self._ask("control", _EVERYTHING))
        return tuple(sorted(found, key=lambda it: it.batch))

    def _ask(self, question: str, where: LedgerFilter, **marks: str) -> list[dict[str, Any]]:
        sql, used, table = _compiled(question)
        given = {"first_month": where.first_month, "last_month": where.last_month, **marks}
        files = [str(self._root / folder / _FILES[table]) for folder in self._folders]
        with _engine().cursor() as cursor:
            for name, mapping in self._codes.limited(where).items():
                cursor.register(name, mapping)
            values: dict[str, object] = {"files": files, **{mark: given[mark] for mark in used}}
            answer: pa.Table = cursor.sql(sql, params=values).to_arrow_table()
        rows: list[dict[str, Any]] = answer.to_pylist()
        return rows


def _counted(row: dict[str, Any]) -> dict[str, Any]:
    """Make the count of rows an int: DuckDB sums integers as decimals."""
    return {**row, "rows": int(row["rows"])}


def _row(row: dict[str, Any]) -> LedgerRow:
    codes = tuple((part, row[part]) for part in CODE_PARTS.values() if row[part])
    names = ("batch", "voucher", "series", "number", "date", "row", "account")
    rest = ("amount", "text", "voucher_text", "line")
    return LedgerRow(codes=codes, **{name: row[name] for name in (*names, *rest)})
