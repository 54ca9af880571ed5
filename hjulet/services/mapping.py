"""The mapping as people see and change it: rules by company and year, a change tried before it is saved.

A mapping version is never changed. A change is a whole new table of one kind of rules for one company, made
from a version (``base``): it is tried, which shows what moves, and then saved with a note. Whoever saves a
table that somebody else has changed since gets both, and nothing is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from hjulet.documents.rule_table import row_text, rules_text
from hjulet.domain.mapping import InternalRule, Rule, RuleKind, UnitRule
from hjulet.domain.mapping import Mapping as CodeMapping
from hjulet.domain.mapping_changes import (
    RULE_COLUMNS,
    RuleDifference,
    carried_to,
    difference,
    fields_of,
)
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.domain.statement import ACCOUNT_LINES
from hjulet.readers.kommun_bas import EDITIONS, read_edition
from hjulet.readers.mapping_rules import read_rules
from hjulet.services.access import organisation, require_centrally
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.services.mapping_effect import Effect, effect_of
from hjulet.services.mapping_use import unit_names
from hjulet.services.setup import set_mapping
from hjulet.services.snapshots import lock_snapshots
from hjulet.services.sources import MAIN_COMPANY
from hjulet.store.models import Company, MappingVersion
from hjulet.texts.catalogue import LANGUAGES
from hjulet.texts.labels import line_label

NO_RULES = CodeMapping(accounts=(), units=())
"""What there is before the first version."""


class Placing(StrEnum):
    """Where the rules of a given table go: in place of all, or before those that are there."""

    REPLACE = "replace"
    FIRST = "first"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A change that is not saved: the whole new table as csv, what is wrong with it, and what it would do."""

    kind: RuleKind
    company: str
    base: int
    text: str
    problems: tuple[Problem, ...]
    changes: RuleDifference
    effect: Effect | None  # None where the table is refused

    @property
    def may_be_saved(self) -> bool:
        """Tell whether there is something to save, and nothing against it."""
        return self.effect is not None and not self.changes.is_nothing


@dataclass(frozen=True, kw_only=True)
class Table:
    """A company's rules of a kind in a version that a change is made from."""

    kind: RuleKind
    company: str
    base: int
    mapping: CodeMapping

    @property
    def rules(self) -> tuple[Rule, ...]:
        """List the rules, in order."""
        return self.mapping.rules(self.kind, self.company)

    def until(self, place: int) -> tuple[Rule, ...]:
        """List the rules before a place, counted from 1; raises NotFoundError where no rule is."""
        if not 1 <= place <= len(self.rules):
            raise NotFoundError(place)
        return self.rules[: place - 1]

    def fields(self, place: int | None) -> dict[str, str]:
        """Give the fields of the rule at a place, empty ones without a place."""
        if place is None:
            return dict.fromkeys(RULE_COLUMNS[self.kind], "")
        rule = self.rules[len(self.until(place))]
        return dict(zip(RULE_COLUMNS[self.kind], fields_of(self.kind, rule), strict=True))


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """The fields of a rule to change, empty ones for a new rule, and the units that one can choose."""

    fields: Mapping[str, str]
    units: Mapping[str, str]  # code -> name


def draft_rule(
    kind: RuleKind, *, company: str, base: int, place: int | None, by: Actor, at: datetime
) -> RuleDraft:
    """Give the rule at a place to change, or a new one."""
    table = _open(kind, company, base, by=by, at=at)
    return RuleDraft(fields=table.fields(place), units=unit_names())


def try_table(
    kind: RuleKind,
    table: bytes,
    *,
    company: str,
    base: int,
    placing: Placing,
    file: str = "",
    by: Actor,
    at: datetime,
) -> Trial:
    """Try a table of rules that was pasted or uploaded."""
    old = _open(kind, company, base, by=by, at=at)
    read = read_rules(table, kind=kind, company=company, file=file, line_words=_line_words())
    kept = old.rules if placing is Placing.FIRST else ()
    return _trial(old, (*read.rules, *kept), read.problems, by=by, at=at)


def try_rule(
    kind: RuleKind,
    fields: Mapping[str, str],
    *,
    company: str,
    base: int,
    place: int | None,
    by: Actor,
    at: datetime,
) -> Trial:
    """Try one rule, in place of the one at a place, or before all others.

    Fields that are not given stay as they are; the sign follows a line that is changed.
    """
    old = _open(kind, company, base, by=by, at=at)
    before = old.until(place) if place is not None else ()
    after = old.rules[len(before) + 1 :] if place is not None else old.rules
    was = old.fields(place)
    kept = {**was, "sign": ""} if fields.get("line") != was.get("line") else was
    row = row_text([[{**kept, **fields}[name] for name in RULE_COLUMNS[kind]]], kind).encode()
    read = read_rules(row, kind=kind, company=company, file="", line_words=_line_words())
    problems = tuple(replace(problem, place=Place()) for problem in read.problems)
    return _trial(old, (*before, *read.rules, *after), problems, by=by, at=at)


def try_without(kind: RuleKind, *, company: str, base: int, place: int, by: Actor, at: datetime) -> Trial:
    """Try to remove the rule at a place."""
    old = _open(kind, company, base, by=by, at=at)
    before = old.until(place)
    return _trial(old, (*before, *old.rules[place:]), by=by, at=at)


def try_new_year(kind: RuleKind, *, company: str, base: int, year: int, by: Actor, at: datetime) -> Trial:
    """Try to let rules of a year's own take over from those of the year before."""
    old = _open(kind, company, base, by=by, at=at)
    return _trial(old, carried_to(old.rules, year), by=by, at=at)


def start_from(
    edition: str, *, company: str, base: int, years: tuple[int, int | None], by: Actor, at: datetime
) -> Trial:
    """Try the rules of an edition of Kommun-Bas, after those that are there; ``years`` are first and last."""
    old = _open(RuleKind.ACCOUNTS, company, base, by=by, at=at)
    if edition not in EDITIONS:
        raise refused("unknown-edition", value=edition, known=", ".join(EDITIONS))
    first, last = years
    starter = (row.of_company(company, first=first, last=last) for row in read_edition(edition))
    return _trial(old, (*old.rules, *starter), by=by, at=at)


def save_rules(
    kind: RuleKind, text: str, *, company: str, base: int, note: str, by: Actor, at: datetime
) -> int:
    """Save a table that was tried as a new version, and give the number of the snapshot that names it.

    Raises RefusedError for a table with faults, one without a note, or one that changes nothing;
    ConflictError with both tables if somebody saved another one since ``base``.
    """
    old = _open(kind, company, base, by=by, at=at)
    rules = _read_saved(text, old)
    if not note.strip():
        raise refused("missing-note")
    with transaction.atomic():
        lock_snapshots()
        version, mapping = version_in_force()
        theirs = mapping.rules(kind, company)
        if theirs != old.rules:
            mine = rules_text(kind, rules)
            raise ConflictError(theirs=rules_text(kind, theirs), mine=mine, version=version)
        if rules == theirs:
            raise refused("nothing-changed")
        after = mapping.with_rules(kind, company, rules)
        return set_mapping(after.accounts, after.units, after.internal, note=note.strip(), by=by, at=at)


def version_in_force() -> tuple[int, CodeMapping]:
    """Load the latest version with its number; 0 and no rules before the first."""
    latest = MappingVersion.objects.last()
    return (latest.pk, latest.to_domain()) if latest else (0, NO_RULES)


def known_companies(mapping: CodeMapping) -> tuple[tuple[str, str], ...]:
    """List the companies that have a ledger, a name or rules: code and name; without any, the main one."""
    names = dict(Company.objects.order_by("id").values_list("code", "name"))
    ruled = dict.fromkeys(rule.company for kind in RuleKind for rule in mapping.of(kind))
    found = {**names, **{code: code for code in ruled if code not in names}}
    return tuple(found.items()) or ((MAIN_COMPANY, MAIN_COMPANY),)


def _open(kind: RuleKind, company: str, base: int, *, by: Actor, at: datetime) -> Table:
    """Open the version that a change is made from, for whoever may change that company's rules."""
    found = MappingVersion.objects.filter(pk=base).first()
    mapping = found.to_domain() if found else NO_RULES
    if (found is None and base) or company not in dict(known_companies(mapping)):
        raise NotFoundError(company)
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    return Table(kind=kind, company=company, base=base, mapping=mapping)


def _read_saved(text: str, old: Table) -> tuple[Rule, ...]:
    """Read a table that was tried; a head row alone removes the last rule. Raises RefusedError."""
    if len(text.strip().splitlines()) == 1:
        return ()
    read = read_rules(text.encode(), kind=old.kind, company=old.company, file="")
    problems = (*read.problems, *_unknown_units(read.rules, old.rules))
    if is_refused(problems):
        raise RefusedError(replace(each, place=Place()) for each in problems if each.severity.refuses)
    return read.rules


def _trial(
    old: Table, rules: tuple[Rule, ...], problems: tuple[Problem, ...] = (), *, by: Actor, at: datetime
) -> Trial:
    found = (*problems, *_unknown_units(rules, old.rules))
    after = old.mapping.with_rules(old.kind, old.company, rules)
    return Trial(
        kind=old.kind,
        company=old.company,
        base=old.base,
        text=rules_text(old.kind, rules),
        problems=found,
        changes=difference(old.rules, rules),
        effect=None if is_refused(found) else effect_of(old.mapping, after, base=old.base, by=by, at=at),
    )


def _unknown_units(rules: Iterable[Rule], had: Iterable[Rule]) -> tuple[Problem, ...]:
    """Find units of new rules that the organisation has never had."""
    known = {unit.code for unit in organisation().units}
    old = set(had)
    return tuple(
        Problem(code="unknown-unit", severity=Severity.ERROR, params={"unit": rule.unit})
        for rule in rules
        if isinstance(rule, UnitRule | InternalRule)
        and rule not in old
        and rule.unit
        and rule.unit not in known
    )


def _line_words() -> dict[str, str]:
    """Give the names of lines that pages show, in lower case, for whoever types or pastes them."""
    return {
        line_label(line, language=language).lower(): line for language in LANGUAGES for line in ACCOUNT_LINES
    }
