"""The budget's rows as a municipality decides them: who, what, when, how much, which version."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class BudgetVersion(StrEnum):
    """The budget as first decided, or as changed during the year (DOMAIN 7)."""

    ORIGINAL = "original"
    REVISED = "revised"


@dataclass(frozen=True, kw_only=True)
class BudgetRow:
    """One amount of a unit's budget, in kronor with the statement's signs (costs negative).

    ``line`` is a statement line or ``appropriation`` (the unit's kommunbidrag); ``account`` is an
    account of the ledger. At least one of them is given; where both are, ``line`` says where the amount
    belongs and ``account`` is detail.
    """

    unit: str
    line: str
    account: str
    period: str  # "2017" or "2017-08"
    amount: Decimal
    version: BudgetVersion
    decided: date | None


@dataclass(frozen=True, kw_only=True)
class PeriodBudget:
    """A month's budget of an account and a responsibility, as a ledger file says it (SIE #PBUDGET).

    Kronor with the ledger's sign: costs positive, income negative.
    """

    account: str
    responsibility: str
    month: str
    amount: Decimal
