"""The mapping spelled out as small tables, for every code and year that the batches hold.

Codes that no rule covers stand there as ``unmapped``, and counterparties that are nobody of ours without
a partner, so that every row of the ledger meets a line, a unit and a partner and none is dropped by a join.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import pyarrow as pa

from hjulet.domain.ledger import Elimination, LedgerFilter
from hjulet.domain.mapping import ACCOUNT, COUNTERPARTY, InternalScope, Mapping
from hjulet.domain.statement import UNMAPPED
from hjulet.store.ledger.schema import ACCOUNT_MAP, PARTNER_MAP, UNIT_MAP, WANTED

_UNMAPPED_SIGN = -1  # shown as a cost would be, until somebody says what it is
_LEVELS = {InternalScope.OWN: Elimination.OWN, InternalScope.GROUP: Elimination.GROUP}


_Row = TypeVar("_Row", bound=tuple[Any, ...])


@dataclass(frozen=True, kw_only=True)
class CompanyCodes:
    """The codes and years that a company's batches hold."""

    company: str
    accounts: frozenset[str]
    responsibilities: frozenset[str]
    years: frozenset[int]
    counterparties: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CodeTables:
    """The rows of ``ACCOUNT_MAP``, ``UNIT_MAP`` and ``PARTNER_MAP``."""

    accounts: tuple[tuple[str, str, str, str, int, int], ...]
    units: tuple[tuple[str, str, str, str], ...]
    partners: tuple[tuple[str, str, str, str, int], ...]

    def is_plain(self, where: LedgerFilter) -> bool:
        """Tell whether each code means the same wherever the filter's months may meet it.

        So it is for one company, in years between which no rule changes.
        """
        if len(self._companies) > 1:
            return False
        years = (where.first_month[:4], where.last_month[:4])
        if years not in self._plain:
            self._plain[years] = all(
                _is_function(row for row in rows if years[0] <= row[1] <= years[1])
                for rows in (self.accounts, self.units, self.partners)
            )
        return self._plain[years]

    @cached_property
    def _companies(self) -> frozenset[str]:
        return frozenset(row[0] for row in self.units)

    @cached_property
    def _plain(self) -> dict[tuple[str, str], bool]:
        return {}

    def limited(self, where: LedgerFilter) -> dict[str, pa.Table]:
        """Give the tables with only what the filter asks for, and the codes that it wants."""
        lines, accounts, units = frozenset(where.lines), frozenset(where.accounts), frozenset(where.units)
        companies = frozenset(where.companies)
        of_year = _once if self.is_plain(where) else list
        first, last = where.first_month[:4], where.last_month[:4]
        kept_accounts = [
            row
            for row in of_year(row for row in self.accounts if first <= row[1] <= last)
            if (not lines or row[3] in lines)
            and (not accounts or row[2] in accounts)
            and (not companies or row[0] in companies)
        ]
        kept_units = [
            row
            for row in of_year(row for row in self.units if first <= row[1] <= last)
            if not units or row[3] in units
        ]
        kept_partners = of_year(row for row in self.partners if first <= row[1] <= last)
        wanted = [(part, code) for part, codes in where.codes for code in codes]
        return {
            "account_map": _table(kept_accounts, ACCOUNT_MAP.to_pyarrow()),
            "unit_map": _table(kept_units, UNIT_MAP.to_pyarrow()),
            "partner_map": _table(kept_partners, PARTNER_MAP.to_pyarrow()),
            "wanted": _table(wanted, WANTED.to_pyarrow()),
        }


def _is_function(rows: Iterable[_Row]) -> bool:
    """Tell whether each code, a row's third value, has the same values after it in all the rows."""
    meant: dict[str, tuple[str | int, ...]] = {}
    return all(meant.setdefault(row[2], row[3:]) == row[3:] for row in rows)


def _once(rows: Iterable[_Row]) -> list[_Row]:
    """Keep one row of each code."""
    return list({row[2]: row for row in rows}.values())


def spell_out(mapping: Mapping, held: Iterable[CompanyCodes]) -> CodeTables:
    """Apply the mapping's rules to every code and year of every company."""
    of_years = [(codes, year) for codes in held for year in sorted(codes.years)]
    return CodeTables(
        accounts=tuple(
            _account_row(mapping, codes.company, account, year)
            for codes, year in of_years
            for account in sorted(codes.accounts)
        ),
        units=tuple(
            _unit_row(mapping, codes.company, code, year)
            for codes, year in of_years
            for code in sorted({"", *codes.responsibilities})
        ),
        partners=tuple(
            _partner_row(mapping, codes.company, code, year)
            for codes, year in of_years
            for code in sorted({"", *codes.counterparties})
        ),
    )


def _account_row(
    mapping: Mapping, company: str, account: str, year: int
) -> tuple[str, str, str, str, int, int]:
    rule = mapping.account_rule(company, account, year)
    line, sign = (rule.line, rule.sign) if rule else (UNMAPPED, _UNMAPPED_SIGN)
    internal = mapping.internal_rule(company, ACCOUNT, account, year)
    level = _LEVELS[internal.scope] if internal else Elimination.NONE
    return company, str(year), account, line, sign, level


def _unit_row(mapping: Mapping, company: str, code: str, year: int) -> tuple[str, str, str, str]:
    unit = mapping.unit_of(company, code, year) if code else None
    return company, str(year), code, unit or UNMAPPED


def _partner_row(mapping: Mapping, company: str, code: str, year: int) -> tuple[str, str, str, str, int]:
    rule = mapping.internal_rule(company, COUNTERPARTY, code, year)
    level = _LEVELS[rule.scope] if rule else Elimination.NONE
    return company, str(year), code, rule.unit if rule else "", level


def _table(rows: Iterable[tuple[str | int, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    typed = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.table(typed, schema=schema)
