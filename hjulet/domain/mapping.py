"""Mapping: which statement line an account belongs to, and which unit a code.

Mapping is data, versioned by year, never code: charts of accounts and responsibility codes differ
between municipalities and change over time. Bounds are compared with the first characters of the
code: account ``50110`` lies in ``501``-``509``. What no rule covers is *unmapped*, a line and a unit
of its own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class RuleKind(StrEnum):
    """The three kinds of rules that a mapping has."""

    ACCOUNTS = "accounts"
    UNITS = "units"
    INTERNAL = "internal"


@dataclass(frozen=True, kw_only=True)
class AccountRule:
    """Accounts of a range belong to a statement line in the years from-to (inclusive).

    ``sign`` turns the ledger's sign (debit positive) into the statement's: -1 for income, costs,
    liabilities and equity, 1 for assets.
    """

    company: str
    valid_from: int
    valid_to: int | None
    account_from: str
    account_to: str
    line: str
    sign: int

    def covers(self, company: str, account: str, year: int) -> bool:
        """Tell whether the rule holds for a company's account in a year."""
        return (
            self.company == company
            and _in_years(self.valid_from, self.valid_to, year)
            and in_range(account, self.account_from, self.account_to)
        )

    @property
    def range(self) -> str:
        """Write the range as people do: ``501-509``, or one account."""
        return (
            self.account_from
            if self.account_from == self.account_to
            else f"{self.account_from}-{self.account_to}"
        )


@dataclass(frozen=True, kw_only=True)
class UnitRule:
    """Codes of a range, in one code part, belong to a unit in the years from-to (inclusive)."""

    company: str
    valid_from: int
    valid_to: int | None
    code_part: str
    code_from: str
    code_to: str
    unit: str

    def holds_in(self, year: int) -> bool:
        """Tell whether the rule holds in a year."""
        return _in_years(self.valid_from, self.valid_to, year)

    def covers(self, company: str, code: str, year: int) -> bool:
        """Tell whether the rule holds for a company's code in a year."""
        return (
            self.company == company and self.holds_in(year) and in_range(code, self.code_from, self.code_to)
        )


class InternalScope(StrEnum):
    """Within what an item is internal: the legal entity itself, or the municipality's group."""

    OWN = "own"
    GROUP = "group"


ACCOUNT, COUNTERPARTY = "account", "counterparty"
"""What an internal rule looks at."""


@dataclass(frozen=True, kw_only=True)
class InternalRule:
    """Rows on accounts, or with counterparties, of a range are internal in the years from-to (DOMAIN 6).

    ``code_part`` is ``account`` or ``counterparty``; ``unit`` is the unit that a counterparty stands for
    ("" where the account range alone tells).
    """

    company: str
    valid_from: int
    valid_to: int | None
    code_part: str
    code_from: str
    code_to: str
    scope: InternalScope
    unit: str = ""

    def covers(self, company: str, code: str, year: int) -> bool:
        """Tell whether the rule holds for a company's account or counterparty in a year."""
        return (
            self.company == company
            and _in_years(self.valid_from, self.valid_to, year)
            and in_range(code, self.code_from, self.code_to)
        )


Rule = AccountRule | UnitRule | InternalRule
"""A rule of any kind: all hold for a company, in a span of years, for a range of codes."""


@dataclass(frozen=True)
class Mapping:
    """One version of the mapping; where several rules cover a code, the first wins."""

    accounts: tuple[AccountRule, ...]
    units: tuple[UnitRule, ...]
    internal: tuple[InternalRule, ...] = ()

    def rules(self, kind: RuleKind, company: str) -> tuple[Rule, ...]:
        """List a company's rules of a kind, in order."""
        return tuple(rule for rule in self.of(kind) if rule.company == company)

    def with_rules(self, kind: RuleKind, company: str, rules: Iterable[Rule]) -> "Mapping":
        """Give the mapping with other rules of a kind for a company; those of others stay as they are."""
        given = tuple(rules)
        companies = dict.fromkeys([*(rule.company for rule in self.of(kind)), company])
        held = [rule for one in companies for rule in (given if one == company else self.rules(kind, one))]
        match kind:
            case RuleKind.ACCOUNTS:
                return replace(self, accounts=tuple(rule for rule in held if isinstance(rule, AccountRule)))
            case RuleKind.UNITS:
                return replace(self, units=tuple(rule for rule in held if isinstance(rule, UnitRule)))
            case RuleKind.INTERNAL:
                return replace(self, internal=tuple(rule for rule in held if isinstance(rule, InternalRule)))

    def of(self, kind: RuleKind) -> tuple[Rule, ...]:
        """List all rules of a kind, in order."""
        match kind:
            case RuleKind.ACCOUNTS:
                return self.accounts
            case RuleKind.UNITS:
                return self.units
            case RuleKind.INTERNAL:
                return self.internal

    def account_rule(self, company: str, account: str, year: int) -> AccountRule | None:
        """Find the rule of a company's account in a year; None is unmapped."""
        return next((rule for rule in self.accounts if rule.covers(company, account, year)), None)

    def unit_of(self, company: str, code: str, year: int) -> str | None:
        """Find the unit of a responsibility code in a year; None is unmapped."""
        return next((rule.unit for rule in self.units if rule.covers(company, code, year)), None)

    def internal_rule(self, company: str, code_part: str, code: str, year: int) -> InternalRule | None:
        """Find the rule by which an account or a counterparty is internal in a year; None: it is not."""
        return next(
            (
                rule
                for rule in self.internal
                if rule.code_part == code_part and code and rule.covers(company, code, year)
            ),
            None,
        )

    def ranges_of(self, lines: Collection[str], years: Iterable[int]) -> tuple[str, ...]:
        """List the account ranges of some lines in some years, as a figure's filter names them."""
        wanted = set(years)
        found = (
            rule.range
            for rule in self.accounts
            if rule.line in lines and any(_in_years(rule.valid_from, rule.valid_to, year) for year in wanted)
        )
        return tuple(dict.fromkeys(found))


def _in_years(first: int, last: int | None, year: int) -> bool:
    return first <= year and (last is None or year <= last)


def in_range(code: str, first: str, last: str) -> bool:
    """Tell whether a code lies in a range, compared by as many characters as each bound has."""
    return code[: len(first)] >= first and code[: len(last)] <= last
