"""The sources of figures that follow the mapping: ledger, balances, budget, as one snapshot names them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from hjulet.domain.budget import BudgetRow
from hjulet.domain.budget_in_force import amount_in, day_of, rows_in_force
from hjulet.domain.figures import Fetched, FigureRef, Filter, Leaf
from hjulet.domain.ledger import Dimension, Elimination, GroupSum, LedgerFilter, LedgerQuery
from hjulet.domain.mapping import Mapping as CodeMapping
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, parse_period, year_period
from hjulet.domain.statement import APPROPRIATION, UNMAPPED, lines_of, row_of

MAIN_COMPANY = "KOMMUN"
"""The legal entity that the municipality's own budget is about."""

OPENING = "OIB"
"""The balance records that a unit's opening balances are: those of objects."""

Subtree = Callable[[str, Period, str], tuple[str, ...]]
"""(unit, period, "" or "today") -> the unit and all below it, in the organisation of its time or of today."""

INCLUDED = {
    "": frozenset(Elimination),
    "external": frozenset({Elimination.NONE, Elimination.GROUP}),
    "group": frozenset({Elimination.NONE}),
}
"""What a reference says of internal items -> the kinds of rows that it counts."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A leaf spelled out: which line of which units in which period."""

    ref: FigureRef
    line: str
    units: tuple[str, ...]
    period: Period

    def among(self, known: Collection[str]) -> "Asked":
        """Keep the units that the source knows: most nodes of the organisation have no money."""
        return replace(self, units=tuple(unit for unit in self.units if unit in known))

    def filter(self, source: str, accounts: tuple[str, ...]) -> Filter:
        """Name what is counted, so that it can be opened."""
        return Filter(
            source=source,
            line=self.line,
            units=self.units,
            accounts=accounts,
            first_month=self.period.first_month,
            last_month=self.period.last_month,
            items=self.ref.get("items"),
        )


def spell_out(ref: FigureRef, subtree: Subtree) -> Asked:
    """Tell what a leaf asks for."""
    how = REGISTRY.metrics[ref.metric].how_of(ref)
    if not isinstance(how, Leaf):
        raise TypeError(f"not a leaf: {ref}")
    period = parse_period(ref.get("period"))
    units = subtree(ref.get("unit"), period, ref.get("organisation"))
    return Asked(ref=ref, line=how.line_of(ref), units=units, period=period)


@dataclass(frozen=True, kw_only=True)
class LedgerSource:
    """Sums of the ledger. A unit without any row in the period has no value; a line without rows is 0."""

    ledger: LedgerQuery
    mapping: CodeMapping
    subtree: Subtree

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one question."""
        known = {rule.unit for rule in self.mapping.units}
        asked = [spell_out(ref, self.subtree).among(known) for ref in sorted(refs)]
        where = LedgerFilter(
            first_month=min(each.period.first_month for each in asked),
            last_month=max(each.period.last_month for each in asked),
            units=tuple(sorted({unit for each in asked for unit in each.units})),
        )
        index = _index(self.ledger, where, internal=any(each.ref.get("items") for each in asked))
        return {each.ref: self._answer(each, index) for each in asked}

    def _answer(self, asked: Asked, index: "Index") -> Fetched:
        cells = [index.get((unit, month), {}) for unit in asked.units for month in asked.period.months]
        counted = INCLUDED[asked.ref.get("items")]
        lines = lines_of(asked.line)
        hits = [
            hit for cell in cells for line in lines for kind, hit in cell.get(line, ()) if kind in counted
        ]
        years = {int(month[:4]) for month in asked.period.months}
        return Fetched(
            value=sum((hit.amount for hit in hits), Decimal("0.00")) if any(cells) else None,
            filter=asked.filter("ledger", self.mapping.ranges_of(lines, years)),
            rows=sum(hit.rows for hit in hits),
        )


Index = dict[tuple[str, str], dict[str, list[tuple[Elimination, GroupSum]]]]
"""(unit, month) -> line -> sums, each of rows that are internal in one way or not at all."""


def _index(ledger: LedgerQuery, where: LedgerFilter, *, internal: bool) -> Index:
    """Ask once; that rows are told apart as internal costs a join, so only where it matters."""
    index: Index = {}
    by = (Dimension.UNIT, Dimension.MONTH, Dimension.LINE)
    for each in ledger.sums(where, by=(*by, Dimension.INTERNAL) if internal else by):
        unit, month, line, *kind = each.keys
        hits = index.setdefault((unit, month), {}).setdefault(line, [])
        hits.append((Elimination(int(kind[0])) if kind else Elimination.NONE, each))
    return index


@dataclass(frozen=True, kw_only=True)
class OpeningSource:
    """Opening balances of the units' own objects (#OIB) in the year that a period ends in.

    A line without a record is 0 (STANDARDS A1); units without any record in the year have no value.
    """

    ledger: LedgerQuery
    mapping: CodeMapping
    subtree: Subtree

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one question."""
        known = {rule.unit for rule in self.mapping.units}
        asked = [spell_out(ref, self.subtree).among(known) for ref in sorted(refs)]
        years = sorted({each.period.year for each in asked})
        where = LedgerFilter(first_month=f"{years[0]}-01", last_month=f"{years[-1]}-12")
        by = (Dimension.UNIT, Dimension.MONTH, Dimension.LINE)
        records = self.ledger.balances(where, kind=OPENING, by=by)
        return {each.ref: self._answer(each, records) for each in asked}

    def _answer(self, asked: Asked, records: Iterable[GroupSum]) -> Fetched:
        year = year_period(asked.period.year)
        own = [each for each in records if each.keys[0] in asked.units and year.contains(each.keys[1])]
        hits = [each for each in own if each.keys[2] == asked.line]
        accounts = self.mapping.ranges_of((asked.line,), [year.year])
        return Fetched(
            value=sum((hit.amount for hit in hits), Decimal("0.00")) if own else None,
            filter=replace(asked, period=year).filter("opening", accounts),
            rows=sum(hit.rows for hit in hits),
        )


@dataclass(frozen=True)
class BudgetSource:
    """Amounts of the budget: in force at the period's end, or the original one."""

    rows: tuple[BudgetRow, ...]
    mapping: CodeMapping
    subtree: Subtree

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references from the rows at hand."""
        known = {row.unit for row in self.rows}
        return {ref: self._answer(spell_out(ref, self.subtree).among(known)) for ref in refs}

    def _answer(self, asked: Asked) -> Fetched:
        version = asked.ref.get("version", "budget")
        in_force = rows_in_force(self._of(asked), version=version, on=day_of(asked.ref))
        own: dict[str, list[BudgetRow]] = {}
        for row in in_force:
            own.setdefault(row.unit, []).append(row)
        amounts = [self._unit_amount(unit, own.get(unit, []), asked) for unit in asked.units]
        known = [amount for amount in amounts if amount is not None]
        return Fetched(
            value=sum(known, Decimal("0.00")) if known else None,
            filter=asked.filter("budget", ()),
            rows=len(in_force),
        )

    def _unit_amount(self, unit: str, rows: Iterable[BudgetRow], asked: Asked) -> Decimal | None:
        amount = amount_in(rows, asked.period)
        is_line = amount is None and asked.line != APPROPRIATION
        if is_line and (self._plans_lines(unit, asked.period) or self._is_given_nothing(unit, asked.period)):
            return Decimal("0.00")
        return amount

    def _is_given_nothing(self, unit: str, period: Period) -> bool:
        """Tell whether a unit has by definition no appropriation: a row of zero (DOMAIN 10)."""
        years = {month[:4] for month in period.months}
        given = [row for row in self._by_line.get((unit, APPROPRIATION), ()) if row.period[:4] in years]
        return bool(given) and not any(row.amount for row in given)

    def _of(self, asked: Asked) -> list[BudgetRow]:
        years = {month[:4] for month in asked.period.months}
        held = (row for unit in asked.units for row in self._by_line.get((unit, asked.line), ()))
        return [row for row in held if row.period[:4] in years]

    def _plans_lines(self, unit: str, period: Period) -> bool:
        """Tell whether a unit has a budget by line at all in the period's years."""
        return any((unit, month[:4]) in self._planned for month in period.months)

    @cached_property
    def _planned(self) -> set[tuple[str, str]]:
        return {
            (unit, row.period[:4])
            for (unit, line), rows in self._by_line.items()
            if line != APPROPRIATION
            for row in rows
        }

    @cached_property
    def _by_line(self) -> dict[tuple[str, str], list[BudgetRow]]:
        found: dict[tuple[str, str], list[BudgetRow]] = {}
        for row in self.rows:
            found.setdefault((row.unit, self._line(row)), []).append(row)
        return found

    def _line(self, row: BudgetRow) -> str:
        if row.line:
            return row.line
        rule = self.mapping.account_rule(MAIN_COMPANY, row.account, int(row.period[:4]))
        return row_of(rule.line) if rule else UNMAPPED
