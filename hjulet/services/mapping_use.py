"""What rules meet in the ledger: the codes of a year, which rule takes each, and what is booked on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localdate

from hjulet.domain.ledger import Dimension, GroupSum, LedgerFilter
from hjulet.domain.mapping import ACCOUNT, COUNTERPARTY, Rule, RuleKind
from hjulet.domain.mapping_changes import part_of
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.statement import MUNICIPAL_RESULT_LINES, RESULT_LINES
from hjulet.services.access import may, organisation
from hjulet.services.errors import RefusedError
from hjulet.services.figures import Books, open_books
from hjulet.services.scope import over_all
from hjulet.store.models import Batch

INCOME_AND_COSTS = (*RESULT_LINES, *MUNICIPAL_RESULT_LINES)
"""Lines of income and costs: what a unit's amounts are about."""

PARTS: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.ACCOUNTS: (ACCOUNT,),
    RuleKind.UNITS: ("responsibility",),
    RuleKind.INTERNAL: (ACCOUNT, COUNTERPARTY),
}
"""Kind -> the code parts that its rules look at."""


@dataclass(frozen=True, kw_only=True)
class CodeUse:
    """A code of a year: its name, and what is booked on it in kronor, with the statement's sign.

    ``amount`` is None where the actor may see nothing of it; of a responsibility code only income and
    costs are summed.
    """

    part: str
    code: str
    name: str
    amount: Decimal | None
    rows: int


@dataclass(frozen=True, kw_only=True)
class RuleUse:
    """A rule at its place in the table (from 1), and the codes of the year that it takes."""

    place: int
    rule: Rule
    holds: bool  # in the year that one looks at
    codes: tuple[CodeUse, ...]
    amount: Decimal | None


def books_if_any() -> Books | None:
    """Open the latest snapshot; None before the first."""
    try:
        return open_books()
    except RefusedError:
        return None


def unit_names() -> dict[str, str]:
    """Name the units that the organisation has or has had, as they were called last."""
    return {unit.code: unit.name for unit in organisation().units}


def seen_units(books: Books, *, by: Actor, at: datetime) -> tuple[str, ...] | None:
    """List the units whose amounts the actor may see; empty means all, what is unmapped too, None nothing."""
    known = {rule.unit for rule in books.mapping.units}
    if over_all(Permission.VIEW_IMPORTS, known, by=by, at=at):
        return ()
    view = books.organisation.as_of(localdate(at))
    theirs = (unit for unit in sorted(known) if may(Permission.VIEW_IMPORTS, unit, by=by, at=at, view=view))
    return tuple(theirs) or None


def ledger_years(batches: Iterable[Batch], company: str) -> tuple[int, ...]:
    """List the years that a company's batches are about."""
    held = (batch for batch in batches if batch.company.code == company)
    return tuple(sorted({int(month[:4]) for batch in held for month in batch.months}))


def year_filter(
    company: str, year: int, *, units: tuple[str, ...] = (), lines: tuple[str, ...] = ()
) -> LedgerFilter:
    """Make the filter of a company's year."""
    return LedgerFilter(
        first_month=f"{year}-01",
        last_month=f"{year}-12",
        units=units,
        lines=lines,
        companies=(company,),
    )


def codes_of_year(
    books: Books, *, kind: RuleKind, company: str, year: int, by: Actor, at: datetime
) -> tuple[CodeUse, ...]:
    """List the codes that a company's ledger has in a year, of the parts that a kind of rules looks at."""
    seen = seen_units(books, by=by, at=at)
    return tuple(
        use
        for part in PARTS[kind]
        for use in _uses(
            part,
            _names(books.batches, part, company, year),
            None if seen is None else _part_sums(books, kind, part, year_filter(company, year, units=seen)),
        )
    )


def rules_in_use(rules: tuple[Rule, ...], codes: Iterable[CodeUse], year: int) -> tuple[RuleUse, ...]:
    """Give each code to the first rule that covers it."""
    taken: dict[int, list[CodeUse]] = {}
    for code in codes:
        if (place := first_rule(rules, code, year)) is not None:
            taken.setdefault(place, []).append(code)
    return tuple(
        RuleUse(
            place=place + 1,
            rule=rule,
            holds=rule.valid_from <= year and (rule.valid_to is None or year <= rule.valid_to),
            codes=tuple(taken.get(place, ())),
            amount=_total(taken.get(place, ())),
        )
        for place, rule in enumerate(rules)
    )


def first_rule(rules: tuple[Rule, ...], use: CodeUse, year: int) -> int | None:
    """Find the place of the first rule that covers a code in a year; None is unmapped."""
    found = (
        place
        for place, rule in enumerate(rules)
        if part_of(rule) == use.part and rule.covers(rule.company, use.code, year)
    )
    return next(found, None)


def _part_sums(books: Books, kind: RuleKind, part: str, where: LedgerFilter) -> dict[str, GroupSum]:
    """Sum a year by the codes of a part; of a unit only income and costs."""
    if kind is RuleKind.UNITS:
        where = replace(where, lines=INCOME_AND_COSTS)
    sums = books.ledger.sums(where, by=(Dimension(part),))
    return {each.keys[0]: each for each in sums if each.keys[0]}


def _uses(part: str, names: Mapping[str, str], sums: Mapping[str, GroupSum] | None) -> Iterator[CodeUse]:
    """Join names and sums of the codes of a part; without sums nothing is seen of them."""
    for code in sorted({*names, *(sums or {})}):
        found = sums.get(code) if sums else None
        unseen = None if sums is None else Decimal(0)
        yield CodeUse(
            part=part,
            code=code,
            name=names.get(code, ""),
            amount=found.amount if found else unseen,
            rows=found.rows if found else 0,
        )


def _total(codes: Iterable[CodeUse]) -> Decimal | None:
    amounts = [code.amount for code in codes]
    return None if None in amounts else sum((amount for amount in amounts if amount is not None), Decimal(0))


def _names(batches: Iterable[Batch], part: str, company: str, year: int) -> Mapping[str, str]:
    """Name the codes of a part that a company's files of a year use."""
    names: dict[str, str] = {}
    for batch in batches:
        if batch.company.code == company and any(month.startswith(str(year)) for month in batch.months):
            held = batch.accounts if part == ACCOUNT else batch.code_names.get(part, {})
            names |= {code: name or names.get(code, "") for code, name in held.items()}
    return names
