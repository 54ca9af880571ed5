"""What a rule is: named inputs, named outputs, steps that a person can follow, and its source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.figures import Unit
from hjulet.domain.numbers import round_half_away


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of a computation: a code for its label, the value, and where the rule stands."""

    label: str
    value: Decimal | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a rule answered."""

    outputs: Mapping[str, Decimal | None]
    steps: tuple[Step, ...]
    law: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule by name. Inputs are amounts in kronor; outputs kronor or percent."""

    id: str
    inputs: tuple[str, ...]
    outputs: Mapping[str, Unit]
    source: str
    compute: Callable[[Mapping[str, Decimal]], Outcome]


def percent(part: Decimal, base: Decimal) -> Decimal | None:
    """Give part as percent of base with six decimals; none on a base of zero or below (DOMAIN 9)."""
    if base <= 0:
        return None
    return round_half_away(part / base * 100, decimals=6)
