"""Reading a list with a confirmed column map: a file in; facts, rows and balances out, all problems with it.

The way through: ``source`` (bytes to a table of texts), ``layout`` (its head row), ``columns`` and
``rows`` (texts to values), ``extra_rows`` (sums, notes), ``vouchers`` and ``checks`` (the whole),
``canonical`` (its hash).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from hjulet.domain.column_map import CODES, NAMES, ColumnMap, ListKind
from hjulet.domain.ledger import CODE_PARTS, ROW_COLUMNS
from hjulet.domain.ledger_file import FiscalYear, LedgerCounts, LedgerFile
from hjulet.domain.problem import Place, Problem
from hjulet.domain.progress import Progress, no_progress
from hjulet.readers.ledger_content import BALANCE_SCHEMA, ROW_SCHEMA, LedgerContent, RowSink, drop_rows
from hjulet.readers.lists.balances import BalanceReader, balance_frame, balance_table
from hjulet.readers.lists.canonical import ContentHash
from hjulet.readers.lists.checks import and_more, at_most, run_checks
from hjulet.readers.lists.codes import LOSES_ROWS, MOST_PROBLEMS, problem
from hjulet.readers.lists.columns import split_plain, texts_of
from hjulet.readers.lists.extra_rows import ExtraFinder, ExtraRow, ExtraRows
from hjulet.readers.lists.layout import Layout
from hjulet.readers.lists.rows import RowReader
from hjulet.readers.lists.source import Source, open_source
from hjulet.readers.lists.values import frame_of
from hjulet.readers.lists.vouchers import Vouchers

_HASHED = tuple(name for name, _ in ROW_COLUMNS if name not in ("voucher", "row", "line", "other_objects"))


class Problems(list[Problem]):
    """The problems of a file; those of its cells are counted after so many, not listed."""

    def __init__(self) -> None:
        """Begin a file."""
        super().__init__()
        self._more: dict[str, tuple[Problem, int]] = {}

    def take(self, found: Problem) -> None:
        """Take a problem."""
        if len(self) < MOST_PROBLEMS:
            self.append(found)
        else:
            self._more[found.code] = (found, self._more.get(found.code, (found, 0))[1] + 1)

    def close(self) -> None:
        """Say how many more there are."""
        self.extend(and_more(found, count) for found, count in self._more.values())


def read_list(
    source: Path | bytes,
    *,
    file: str,
    columns: ColumnMap,
    name: str = "",
    year: int = 0,
    into: RowSink = drop_rows,
    progress: Progress = no_progress,
    exactly: bool = False,
) -> LedgerContent:
    """Read and judge a list of vouchers or balances; hand the vouchers' rows to ``into``, piece by piece.

    ``name`` is that of the map, ``year`` that of balances without a column that tells it. ``exactly``
    takes the slow way all through: it gives the same, and is what the fast way is held against. Never
    raises on bad input; CancelledError comes from ``progress`` alone.
    """
    found = Problems()
    with open_source(source, file=file, columns=columns, report=found.take) as opened:
        facts = LedgerFile(
            file=file,
            sha256=opened.sha256,
            content=ContentHash(columns.kind).hexdigest({}),
            kind=columns.kind,
            encoding=opened.encoding,
            delimiter=opened.delimiter,
            source=name,
        )
        if opened.layout is None:
            found.close()
            return LedgerContent(
                facts=replace(facts, problems=tuple(found)), balances=BALANCE_SCHEMA.empty_table()
            )
        reading = _Reading(opened, opened.layout, columns, found, exactly=exactly)
        if columns.kind is ListKind.BALANCES:
            content = reading.balances(facts, year=year, progress=progress)
        else:
            content = reading.vouchers(facts, into=into, progress=progress)
    return replace(content, facts=replace(content.facts, problems=_ordered(content.facts.problems)))


class _Reading:
    """What is collected while a list's pieces go by."""

    def __init__(
        self, source: Source, layout: Layout, columns: ColumnMap, found: Problems, *, exactly: bool
    ) -> None:
        self._source, self._layout, self._columns, self._found = source, layout, columns, found
        self._exactly = exactly
        self._hash = ContentHash(columns.kind)
        self._names: dict[str, dict[str, str]] = defaultdict(dict)
        self._used: dict[str, set[str]] = {name: set() for name in CODES}

    def balances(self, facts: LedgerFile, *, year: int, progress: Progress) -> LedgerContent:
        """Read a list of balances."""
        reader = BalanceReader(self._layout, year=year, report=self._found.take)
        finder = ExtraFinder(self._layout)
        between = ExtraRows(self._layout, self._columns.answers, self._found.take)
        rows: list[dict[str, Any]] = []
        for texts in self._pieces(progress):
            extras = []
            for row in texts.iter_rows(named=True):
                if extra := finder.find(row["line"], row):
                    extras.append(extra)
                else:
                    rows.extend(reader.read(row["line"], row))
            between.judge(extras, reader.take_amounts())
        self._found.close()
        table = balance_table(rows)
        self._hash.add(balance_frame(table))
        for name in CODES:
            self._used[name].update(table[name].unique().to_pylist())
        years = sorted({int(row["year_start"][:4]) for row in rows})
        facts = replace(
            facts,
            counts=self._counts(balances=len(rows)),
            balance_sum=sum((abs(row["amount"]) for row in rows), Decimal("0.00")),
            fiscal_years=_fiscal_years(years[-1:]),
            problems=(
                *self._found,
                *at_most(reader.duplicates),
                *_nothing(rows, self._found, self._layout),
            ),
        )
        return LedgerContent(facts=self._with_codes(facts), balances=table)

    def vouchers(self, facts: LedgerFile, *, into: RowSink, progress: Progress) -> LedgerContent:
        """Read a voucher list."""
        vouchers, totals, years = Vouchers(), _Totals(), _Years()
        for values in self._values(progress):
            rows = vouchers.add(values).with_columns(other_objects=pl.lit(""), **_months(self._layout))
            totals.add(rows)
            years.add(rows)
            self._hash.add(rows.select(_HASHED))
            for name in CODES:
                self._used[name].update(rows[name].unique().to_list())
            into(_as_rows(rows))
        self._found.close()
        is_whole = not any(found.code in LOSES_ROWS for found in self._found)
        checked = tuple(run_checks(vouchers, file=facts.file)) if is_whole else ()
        facts = replace(
            facts,
            counts=self._counts(rows=totals.rows, vouchers=vouchers.count),
            control_sum=totals.turnover,
            months=tuple(sorted(totals.months)),
            fiscal_years=_fiscal_years(years.main),
            problems=(
                *self._found,
                *checked,
                *years.problems(facts.file),
                *_nothing(totals.rows, self._found, self._layout),
            ),
        )
        return LedgerContent(facts=self._with_codes(facts), balances=BALANCE_SCHEMA.empty_table())

    def _pieces(self, progress: Progress) -> Iterator[pl.DataFrame]:
        """Give the mapped columns' texts, piece by piece."""
        progress("reading", 0, self._source.size)
        for frame, done in self._source.frames(exactly=self._exactly):
            texts = texts_of(frame, self._layout)
            self._take_names(texts)
            yield texts
            progress("reading", done, self._source.size)

    def _values(self, progress: Progress) -> Iterator[pl.DataFrame]:
        """Give the rows' values in the file's order, piece by piece."""
        reader = RowReader(self._layout, self._columns.answers, self._found.take)
        extras = ExtraRows(self._layout, self._columns.answers, self._found.take)
        for texts in self._pieces(progress):
            plain, rest = (frame_of(()), texts) if self._exactly else split_plain(texts, self._layout)
            read = [reader.read(row["line"], row) for row in rest.iter_rows(named=True)]
            rows = [row for row in read if isinstance(row, dict)]
            values = pl.concat([plain, frame_of(rows)]).sort("line") if rows else plain
            extras.judge([row for row in read if isinstance(row, ExtraRow)], values)
            yield values

    def _take_names(self, texts: pl.DataFrame) -> None:
        for column, code in NAMES.items():
            if column in self._layout.places and code in self._layout.places:
                for key, name in texts.select(code, column).unique(maintain_order=True).iter_rows():
                    if key and name:
                        self._names[code].setdefault(key, name)

    def _counts(self, **counts: int) -> LedgerCounts:
        used = {name: len(codes - {""}) for name, codes in self._used.items()}
        accounts = used.pop("account")
        return LedgerCounts(
            accounts=accounts,
            dimensions=sum(name in self._layout.places for name in used),
            objects=sum(used.values()),
            **counts,
        )

    def _with_codes(self, facts: LedgerFile) -> LedgerFile:
        objects = {
            (dimension, code): name
            for dimension, part in CODE_PARTS.items()
            for code, name in self._names[part].items()
        }
        return replace(
            facts,
            content=self._hash.hexdigest(self._names),
            accounts=dict(self._names["account"]),
            objects=objects,
            used_codes={name: tuple(sorted(codes - {""})) for name, codes in self._used.items()},
        )


def _months(layout: Layout) -> dict[str, pl.Expr]:
    """Tell month and period: by the period's column if there is one, else by the date.

    The year-end period belongs to December; only it stands as ``period``.
    """
    if "period" not in layout.places:
        return {"month": pl.col("date").dt.strftime("%Y-%m")}
    ends = pl.col("period").str.ends_with("-13")
    december = pl.col("period").str.head(5) + "12"
    return {
        "month": pl.when(ends).then(december).otherwise("period"),
        "period": pl.when(ends).then("period").otherwise(pl.lit("")),
    }


class _Totals:
    """What the rows sum to."""

    def __init__(self) -> None:
        self.rows = 0
        self.turnover = Decimal("0.00")
        self.months: set[str] = set()

    def add(self, rows: pl.DataFrame) -> None:
        self.rows += rows.height
        self.turnover += rows.select(pl.col("amount").abs().sum()).item() or Decimal(0)
        self.months.update(rows["month"].unique().to_list())


class _Years:
    """Which years the rows are of, and the days that lie outside the year that most of them are of."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = defaultdict(int)
        self._days: dict[int, tuple[int, int, date]] = {}  # year of the date -> rows, first line, first day

    def add(self, rows: pl.DataFrame) -> None:
        for month, count in rows.group_by("month").len().iter_rows():
            self._rows[int(month[:4])] += count
        days = rows.group_by(pl.col("date").dt.year().alias("year"), maintain_order=True)
        for year, count, line, day in days.agg(pl.len(), pl.col("line", "date").first()).iter_rows():
            before = self._days.get(year, (0, line, day))
            self._days[year] = (before[0] + count, *before[1:])

    @property
    def main(self) -> list[int]:
        """Name the year that most rows are of, the later at a draw; nothing without rows."""
        return [max(self._rows, key=lambda year: (self._rows[year], year))] if self._rows else []

    def problems(self, file: str) -> Iterator[Problem]:
        """Say how many rows are dated in each other year."""
        for year, (count, line, day) in sorted(self._days.items()):
            if [year] != self.main:
                place = Place(file=file, line=line)
                yield problem("date-outside-year", place, value=day, dated=count)


def _as_rows(rows: pl.DataFrame) -> pa.Table:
    selected = rows.select(name for name, _ in ROW_COLUMNS)
    return selected.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(ROW_SCHEMA)


def _fiscal_years(years: list[int]) -> tuple[FiscalYear, ...]:
    """Give the calendar year as this year: municipalities have no other."""
    return tuple(FiscalYear(index=0, start=date(year, 1, 1), end=date(year, 12, 31)) for year in years)


def _nothing(rows: object, found: list[Problem], layout: Layout) -> Iterator[Problem]:
    """Say that a list has no rows, unless something else is wrong with it already."""
    if not rows and not found:
        yield problem("no-rows", layout.place(layout.line))


def _ordered(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda found: found.place.line or 0))
