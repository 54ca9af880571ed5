"""The mapping spelled out as two small tables, for every code and year that the batches hold.

Codes that no rule covers stand there as ``unmapped``, so that every row of the ledger meets a line
and a unit and none is dropped by the join.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from hjulet.domain.ledger import LedgerFilter
from hjulet.domain.mapping import Mapping
from hjulet.domain.statement import UNMAPPED
from hjulet.store.ledger.schema import ACCOUNT_MAP, UNIT_MAP

_UNMAPPED_SIGN = -1  # shown as a cost would be, until somebody says what it is


@dataclass(frozen=True, kw_only=True)
class CompanyCodes:
    """The codes and years that a company's batches hold."""

    company: str
    accounts: frozenset[str]
    responsibilities: frozenset[str]
    years: frozenset[int]


@dataclass(frozen=True)
class CodeTables:
    """Rows of (company, year, account, line, sign) and of (company, year, responsibility, unit)."""

    accounts: tuple[tuple[str, str, str, str, int], ...]
    units: tuple[tuple[str, str, str, str], ...]

    def limited(self, where: LedgerFilter) -> dict[str, pa.Table]:
        """Give the two tables with only what the filter asks for."""
        accounts = [
            row
            for row in self.accounts
            if (not where.lines or row[3] in where.lines) and (not where.accounts or row[2] in where.accounts)
        ]
        units = [row for row in self.units if not where.units or row[3] in where.units]
        return {
            "account_map": _table(accounts, ACCOUNT_MAP.to_pyarrow()),
            "unit_map": _table(units, UNIT_MAP.to_pyarrow()),
        }


def spell_out(mapping: Mapping, held: Iterable[CompanyCodes]) -> CodeTables:
    """Apply the mapping's rules to every code and year of every company."""
    companies = tuple(held)
    return CodeTables(
        accounts=tuple(
            _account_row(mapping, codes.company, account, year)
            for codes in companies
            for account in sorted(codes.accounts)
            for year in sorted(codes.years)
        ),
        units=tuple(
            _unit_row(mapping, codes.company, code, year)
            for codes in companies
            for code in sorted({"", *codes.responsibilities})
            for year in sorted(codes.years)
        ),
    )


def _account_row(mapping: Mapping, company: str, account: str, year: int) -> tuple[str, str, str, str, int]:
    rule = mapping.account_rule(company, account, year)
    line, sign = (rule.line, rule.sign) if rule else (UNMAPPED, _UNMAPPED_SIGN)
    return company, str(year), account, line, sign


def _unit_row(mapping: Mapping, company: str, code: str, year: int) -> tuple[str, str, str, str]:
    unit = mapping.unit_of(company, code, year) if code else None
    return company, str(year), code, unit or UNMAPPED


def _table(rows: Iterable[tuple[str | int, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    typed = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.table(typed, schema=schema)
