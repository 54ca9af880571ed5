"""A company's rules as a page or a file: what each takes of a year, and what none does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.documents.rule_table import rules_csv, rules_xlsx
from hjulet.domain.mapping import Rule, RuleKind
from hjulet.domain.mapping_changes import never_used
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally, require_anywhere
from hjulet.services.errors import NotFoundError
from hjulet.services.mapping import known_companies, version_in_force
from hjulet.services.mapping_use import (
    CodeUse,
    RuleUse,
    books_if_any,
    codes_of_year,
    first_rule,
    ledger_years,
    rules_in_use,
    unit_names,
)


@dataclass(frozen=True, kw_only=True)
class RulePage:
    """A company's rules of a kind, with the codes of a year that each takes and those that none does."""

    kind: RuleKind
    company: str
    companies: tuple[tuple[str, str], ...]  # code and name
    year: int
    years: tuple[int, ...]
    version: int  # 0 before the first
    rules: tuple[RuleUse, ...]
    without_rule: tuple[CodeUse, ...]
    new_codes: tuple[CodeUse, ...]  # not in the year before
    gone_codes: tuple[CodeUse, ...]  # in the year before only
    unused: frozenset[int]  # places of rules that an earlier one covers
    units: Mapping[str, str]  # code -> name
    may_edit: bool

    @property
    def goes_on(self) -> bool:
        """Tell whether any rule holds in the year before as well as in the year."""
        return any(use.holds and use.rule.valid_from < self.year for use in self.rules)

    @property
    def before(self) -> int:
        """Tell the year before."""
        return self.year - 1


def list_rules(
    kind: RuleKind, *, company: str = "", year: int | None = None, by: Actor, at: datetime
) -> RulePage:
    """List a company's rules of a kind, as a year uses them; the latest year of the ledger without one.

    Raises NotFoundError for a company that is not known.
    """
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    version, mapping = version_in_force()
    companies = known_companies(mapping)
    chosen = company or companies[0][0]
    if chosen not in dict(companies):
        raise NotFoundError(company)
    books = books_if_any()
    held = ledger_years(books.batches, chosen) if books else ()
    shown = year if year is not None else held[-1] if held else at.year
    rules = mapping.rules(kind, chosen)
    now, before = (
        codes_of_year(books, kind=kind, company=chosen, year=each, by=by, at=at) if books else ()
        for each in (shown, shown - 1)
    )
    return RulePage(
        kind=kind,
        company=chosen,
        companies=companies,
        year=shown,
        years=tuple(sorted({*held, shown})),
        version=version,
        rules=rules_in_use(rules, now, shown),
        without_rule=tuple(code for code in now if _needs_rule(kind, rules, code, shown)),
        new_codes=_only_in(now, before) if before else (),
        gone_codes=_only_in(before, now) if now else (),
        unused=frozenset(place + 1 for place in never_used(rules)),
        units=unit_names(),
        may_edit=may_centrally(Permission.MANAGE_SETUP, by=by, at=at),
    )


def rules_file(kind: RuleKind, form: str, *, company: str, by: Actor, at: datetime) -> bytes:
    """Give a company's rules of a kind as ``csv`` or ``xlsx``."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    _, mapping = version_in_force()
    if company not in dict(known_companies(mapping)) or form not in ("csv", "xlsx"):
        raise NotFoundError(company)
    rules = mapping.rules(kind, company)
    return rules_csv(kind, rules) if form == "csv" else rules_xlsx(kind, rules)


def _needs_rule(kind: RuleKind, rules: tuple[Rule, ...], code: CodeUse, year: int) -> bool:
    """Tell whether a code ought to have a rule and has none: what is not internal needs none."""
    return kind is not RuleKind.INTERNAL and first_rule(rules, code, year) is None


def _only_in(codes: Iterable[CodeUse], others: Iterable[CodeUse]) -> tuple[CodeUse, ...]:
    known = {(other.part, other.code) for other in others}
    return tuple(code for code in codes if (code.part, code.code) not in known)
