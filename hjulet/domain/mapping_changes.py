"""Rules as a table that is changed: its columns, what a change adds and removes, a new year, useless ones."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hjulet.domain.mapping import ACCOUNT, AccountRule, Rule, RuleKind

_YEARS = ("valid_from", "valid_to")
_CODES = ("code_part", "code_from", "code_to")

RULE_COLUMNS: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.ACCOUNTS: (*_YEARS, "account_from", "account_to", "line", "sign"),
    RuleKind.UNITS: (*_YEARS, *_CODES, "unit"),
    RuleKind.INTERNAL: (*_YEARS, *_CODES, "scope", "unit"),
}
"""Kind -> the fields of a rule, in the order of a file."""


RULE_HEADS = {
    "valid_from": "från år",
    "valid_to": "till år",
    "account_from": "från konto",
    "account_to": "till konto",
    "line": "rad",
    "sign": "tecken",
    "code_part": "koddel",
    "code_from": "från kod",
    "code_to": "till kod",
    "unit": "enhet",
    "scope": "inom",
}
"""Field -> the Swedish head that a file may have instead of the id."""


def fields_of(kind: RuleKind, rule: Rule) -> tuple[str, ...]:
    """Write a rule's fields as text, in the order of a file; an open end is empty."""
    values = vars(rule)
    return tuple("" if values[name] is None else str(values[name]) for name in RULE_COLUMNS[kind])


@dataclass(frozen=True, kw_only=True)
class RuleDifference:
    """What a change of a table adds and removes, each in the order of its table."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    is_reordered: bool  # the same rules in another order, which can move codes

    @property
    def is_nothing(self) -> bool:
        """Tell whether the two tables are the same."""
        return not (self.added or self.removed or self.is_reordered)


def difference(before: Iterable[Rule], after: Iterable[Rule]) -> RuleDifference:
    """Compare two tables of rules."""
    old, new = tuple(before), tuple(after)
    kept = Counter(old) & Counter(new)
    return RuleDifference(
        added=_without(new, kept),
        removed=_without(old, kept),
        is_reordered=old != new and Counter(old) == Counter(new),
    )


def part_of(rule: Rule) -> str:
    """Tell which code part a rule looks at: ``account``, ``responsibility`` or ``counterparty``."""
    return ACCOUNT if isinstance(rule, AccountRule) else rule.code_part


def range_of(rule: Rule) -> tuple[str, str]:
    """Give the first and last code of a rule's range."""
    if isinstance(rule, AccountRule):
        return rule.account_from, rule.account_to
    return rule.code_from, rule.code_to


def is_empty_range(first: str, last: str) -> bool:
    """Tell whether no code at all can lie in a range."""
    return last < first[: len(last)]


def never_used(rules: Iterable[Rule]) -> dict[int, int]:
    """Find rules of one kind that an earlier rule covers whole: place -> place of that rule.

    Never wrong about one that it names; several earlier rules that cover one together are not found.
    """
    held = tuple(rules)
    found = {}
    for place, rule in enumerate(held):
        earlier = (number for number in range(place) if _covers_whole(held[number], rule))
        if (first := next(earlier, None)) is not None:
            found[place] = first
    return found


def carried_to(rules: Iterable[Rule], year: int) -> tuple[Rule, ...]:
    """End each rule that holds in the year before, and let a copy of it begin with the year.

    So the new year's rules can be changed without touching the years before. Rules that begin or end
    there already are left as they are, and the order stays: no code moves.
    """
    carried: list[Rule] = []
    for rule in rules:
        goes_on = rule.valid_from < year and (rule.valid_to is None or rule.valid_to >= year)
        carried += [replace(rule, valid_to=year - 1), replace(rule, valid_from=year)] if goes_on else [rule]
    return tuple(carried)


def _without(rules: tuple[Rule, ...], kept: Counter[Rule]) -> tuple[Rule, ...]:
    """Leave out as many of each rule as are kept, the first ones."""
    left = Counter(kept)
    found = []
    for rule in rules:
        if left[rule]:
            left[rule] -= 1
        else:
            found.append(rule)
    return tuple(found)


def _covers_whole(rule: Rule, other: Rule) -> bool:
    """Tell whether a rule surely covers all that another does."""
    first, last = range_of(rule)
    other_first, other_last = range_of(other)
    reaches = len(other_last) >= len(last) or other_last < last[: len(other_last)]
    ends = rule.valid_to is None or (other.valid_to is not None and other.valid_to <= rule.valid_to)
    return (
        (rule.company, part_of(rule)) == (other.company, part_of(other))
        and rule.valid_from <= other.valid_from
        and ends
        and other_first[: len(first)] >= first
        and other_last[: len(last)] <= last
        and reaches
    )
