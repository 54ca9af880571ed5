"""Words and addresses that the pages of the mapping share: kinds of rules, a rule in words, the tabs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hjulet.domain.layout import Statement
from hjulet.domain.mapping import AccountRule, InternalRule, InternalScope, Rule, RuleKind
from hjulet.domain.mapping_changes import range_of
from hjulet.domain.problem import Problem
from hjulet.services.errors import NotFoundError
from hjulet.services.mapping_effect import Effect, Move
from hjulet.texts.labels import line_label
from hjulet.texts.problems import sentence
from hjulet.web.addresses import with_query
from hjulet.web.words import language

COMPANY, YEAR = "foretag", "ar"
PLACE, BASE, CODE, SAVED = "plats", "version", "kod", "sparad"
"""Parts of a query: a rule's place, the version it is changed from, a code without one, what was saved."""

KINDS = {"konton": RuleKind.ACCOUNTS, "enheter": RuleKind.UNITS, "interna": RuleKind.INTERNAL}
"""Word of an address -> kind of rules."""

STATEMENTS = {"resultat": Statement.INCOME, "balans": Statement.BALANCE}
"""Word of an address -> statement."""

TITLES = {
    RuleKind.ACCOUNTS: gettext_noop("Konton till rader"),
    RuleKind.UNITS: gettext_noop("Ansvar till enheter"),
    RuleKind.INTERNAL: gettext_noop("Interna poster"),
}
SHORT = {
    RuleKind.ACCOUNTS: gettext_noop("Konton"),
    RuleKind.UNITS: gettext_noop("Enheter"),
    RuleKind.INTERNAL: gettext_noop("Interna poster"),
}
SCOPES = {
    InternalScope.OWN: gettext_noop("inom kommunen"),
    InternalScope.GROUP: gettext_noop("inom koncernen"),
}
INTERNAL = {"0": gettext_noop("externt"), "1": SCOPES[InternalScope.OWN], "2": SCOPES[InternalScope.GROUP]}
"""An ``Elimination`` as a digit -> its words."""

PART_WORDS = {"account": gettext_noop("konto"), "counterparty": gettext_noop("motpart")}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page beside the one shown."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class RuleWords:
    """A rule as people say it: accounts 50–59 are Personal, from 2014."""

    range: str
    target: str
    years: str


@dataclass(frozen=True, kw_only=True)
class MoveWords:
    """A move with its unit, line or scope in words."""

    move: Move
    unit: str
    line: str


def kind_of(word: str) -> RuleKind:
    """Read a kind of rules from an address; raises NotFoundError."""
    if word not in KINDS:
        raise NotFoundError(word)
    return KINDS[word]


def word_of(kind: RuleKind) -> str:
    """Write a kind of rules as in an address."""
    return next(word for word, known in KINDS.items() if known is kind)


def rules_url(
    page: str,
    kind: RuleKind,
    *,
    company: str,
    year: int | None = None,
    query: Mapping[str, str] | None = None,
) -> str:
    """Give the address of a page about a company's rules of a kind."""
    places = {COMPANY: company, YEAR: str(year) if year else "", **(query or {})}
    return with_query(reverse(page, kwargs={"kind": word_of(kind)}), places)


def year_of(request: HttpRequest) -> int | None:
    """Read the year of an address; None without one. Raises NotFoundError for what is no year."""
    text = request.GET.get(YEAR, "")
    if not text:
        return None
    if not (text.isdecimal() and text.isascii() and len(text) == 4 and text >= "1900"):
        raise NotFoundError(text)
    return int(text)


def tabs(current: str, *, company: str, year: int | None) -> list[Tab]:
    """List the pages of the mapping; ``current`` is the address word of the one shown."""
    query = {COMPANY: company, YEAR: str(year) if year else ""}
    pages = [
        *((word, _(SHORT[kind]), reverse("mapping-rules", args=[word])) for word, kind in KINDS.items()),
        ("utan-regel", _("Utan regel"), reverse("mapping-unmapped")),
        ("resultat", _("Resultaträkning"), reverse("statement", kwargs={"statement": "resultat"})),
        ("balans", _("Balansräkning"), reverse("statement", kwargs={"statement": "balans"})),
        ("versioner", _("Versioner"), reverse("mapping-versions")),
        ("foretag", _("Företag"), reverse("companies")),
    ]
    return [
        Tab(label=label, href=with_query(path, query), is_current=word == current)
        for word, label, path in pages
    ]


def rule_words(rule: Rule, units: Mapping[str, str]) -> RuleWords:
    """Say a rule in words; ``units`` names units by their codes."""
    first, last = range_of(rule)
    written = first if first == last else f"{first}–{last}"
    if isinstance(rule, InternalRule):
        written = f"{_(PART_WORDS[rule.code_part])} {written}"
    return RuleWords(range=written, target=_target(rule, units), years=_years(rule))


def move_words(moves: Iterable[Move], effect: Effect) -> list[MoveWords]:
    """Say moves in words."""
    return [
        MoveWords(
            move=move,
            unit=_(INTERNAL[move.internal]) if move.internal else unit_word(move.unit, effect.units),
            line=line_label(move.line, language=language()),
        )
        for move in moves
    ]


def unit_word(unit: str, units: Mapping[str, str]) -> str:
    """Name a unit, or say that no rule does."""
    return _("Utan mappning") if unit == "unmapped" else units.get(unit, unit)


def problem_words(problems: Iterable[Problem]) -> list[str]:
    """Say problems in sentences, those that refuse first."""
    ordered = sorted(problems, key=lambda problem: (not problem.severity.refuses, problem.place.line or 0))
    return [sentence(problem, language=language()) for problem in ordered]


def _target(rule: Rule, units: Mapping[str, str]) -> str:
    if isinstance(rule, AccountRule):
        return line_label(rule.line, language=language())
    if isinstance(rule, InternalRule):
        scope = _(SCOPES[rule.scope])
        return f"{scope}: {unit_word(rule.unit, units)}" if rule.unit else scope
    return unit_word(rule.unit, units)


def _years(rule: Rule) -> str:
    if rule.valid_to is None:
        return _("från {year}").format(year=rule.valid_from)
    return str(rule.valid_from) if rule.valid_from == rule.valid_to else f"{rule.valid_from}–{rule.valid_to}"
