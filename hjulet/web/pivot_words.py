"""Says what an analysis is of: the filters as words that can be taken away, and what a sum counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.ledger import Elimination
from hjulet.domain.numbers import NO_BREAK_SPACE, format_number
from hjulet.domain.period import parse_period
from hjulet.domain.pivot import Axis
from hjulet.domain.selection import LineGroup, OrganisationDay, Selection
from hjulet.services.explanation import Explanation, months_of
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import CODE_PARTS, METRICS, line_label
from hjulet.texts.pivot import GROUPS, INTERNAL, WITHOUT_CODE
from hjulet.web.addresses import figure_url
from hjulet.web.pivot_query import Question, rows_address
from hjulet.web.words import language, period_words

_LISTED = 4
"""Units and accounts that are listed by name; more are counted."""

Address = Callable[[Question], str]


class Named(Protocol):
    """What knows the names of a selection's codes."""

    @property
    def unit_name(self) -> str:
        """Name the unit."""
        ...

    @property
    def account_names(self) -> Mapping[str, str]:
        """Name accounts."""
        ...

    @property
    def code_names(self) -> Mapping[str, Mapping[str, str]]:
        """Name codes by part."""
        ...

    @property
    def companies(self) -> Mapping[str, str]:
        """Name companies."""
        ...


@dataclass(frozen=True, kw_only=True)
class FilterWord:
    """A filter in words, and the address without it."""

    label: str
    value: str
    without: str


def filter_words(question: Question, names: Named, *, to: Address) -> list[FilterWord]:
    """List the filters that somebody has chosen; ``to`` makes the address of the page without one."""
    chosen = question.selection
    found = [
        *_single_words(chosen),
        *((_("Rad"), _line(line), replace(chosen, lines=_but(chosen.lines, line))) for line in chosen.lines),
        *(
            (
                _("Konto"),
                _coded(one, names.account_names),
                replace(chosen, accounts=_but(chosen.accounts, one)),
            )
            for one in chosen.accounts
        ),
        *(
            (label, value, chosen.with_codes(part, _but(codes, code)))
            for part, codes in chosen.codes
            for code in codes
            for label, value in [_code_words(part, code, names)]
        ),
        *(
            (
                _("Företag"),
                names.companies.get(one, one),
                replace(chosen, companies=_but(chosen.companies, one)),
            )
            for one in chosen.companies
        ),
    ]
    return [
        FilterWord(label=label, value=value, without=to(question.selecting(rest)))
        for label, value, rest in found
    ]


def places_above(
    question: Question, above: Iterable[tuple[str, str]], *, to: Address
) -> list[tuple[str, str]]:
    """List the units above by name and address: the same analysis of each."""
    chosen = question.selection
    return [
        (name, to(question.selecting(replace(chosen, unit=unit, is_own_only=False)))) for unit, name in above
    ]


def explanation_places(found: Explanation, question: Question) -> dict[str, Any]:
    """Make the places of a sum's explanation."""
    reference = found.reference
    return {
        "source": found,
        "exact": f"{format_number(found.amount, decimals=2)}{NO_BREAK_SPACE}kr",
        "months": months_words(found.selection),
        "lines": ", ".join(_line(line) for line in found.selection.lines)
        or translate(GROUPS[LineGroup.RESULT], language=language()),
        "units": _units(found),
        "accounts": _accounts(found),
        "limits": filter_words(_but_place(question), found, to=rows_address),
        "internal": translate(INTERNAL[found.selection.without], language=language()),
        "is_of_today": found.selection.organisation is OrganisationDay.OF_TODAY,
        "is_net_cost": bool(reference and reference.metric == "net_cost"),
        "metric": translate(METRICS[reference.metric], language=language()) if reference else "",
        "metric_address": figure_url(reference, snapshot=found.snapshot) if reference else "",
        "reference": str(reference or ""),
        "rows_address": rows_address(question) if found.may_open_rows and found.rows else "",
    }


def _but_place(question: Question) -> Question:
    """Leave out what an explanation says first: lines and months."""
    return question.selecting(replace(question.selection, lines=(), month=""))


def months_words(chosen: Selection) -> str:
    """Name the months that count."""
    return period_words(months_of(chosen))


def _single_words(chosen: Selection) -> list[tuple[str, str, Selection]]:
    """List the filters that have one value."""
    words = [
        (
            bool(chosen.month),
            _("Månad"),
            period_words(parse_period(chosen.month)) if chosen.month else "",
            replace(chosen, month=""),
        ),
        (
            chosen.is_own_only,
            _("Enhet"),
            _("bara enhetens egna, utan dem under"),
            replace(chosen, is_own_only=False),
        ),
        (bool(chosen.text), _("Text"), f"”{chosen.text}”", replace(chosen, text="")),
        (
            chosen.without is not Elimination.NONE,
            _("Interna poster"),
            translate(INTERNAL[chosen.without], language=language()),
            replace(chosen, without=Elimination.NONE),
        ),
        (
            chosen.organisation is OrganisationDay.OF_TODAY,
            _("Organisation"),
            _("som den är i dag"),
            replace(chosen, organisation=OrganisationDay.OF_ITS_TIME),
        ),
    ]
    return [(label, value, rest) for is_chosen, label, value, rest in words if is_chosen]


def _line(line: str) -> str:
    if line in set(LineGroup):
        return translate(GROUPS[LineGroup(line)], language=language())
    return line_label(line, language=language())


def _code_words(part: str, code: str, names: Named) -> tuple[str, str]:
    label = translate(CODE_PARTS[part], language=language())
    if not code:
        return label, translate(WITHOUT_CODE[Axis(part)], language=language())
    return label, _coded(code, names.code_names.get(part, {}))


def _coded(code: str, names: Mapping[str, str]) -> str:
    return f"{code} {names.get(code, '')}".strip()


def _but(values: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(value for value in values if value != one)


def _units(found: Explanation) -> str:
    if found.selection.is_own_only:
        return _("{unit}, bara enhetens egna").format(unit=found.unit_name)
    below = len(found.units) - 1
    if not below:
        return found.unit_name
    if below < _LISTED:
        return ", ".join(name for _code, name in found.units)
    return ngettext("{unit} och {count} enhet under", "{unit} och {count} enheter under", below).format(
        unit=found.unit_name, count=below
    )


def _accounts(found: Explanation) -> str:
    accounts = found.accounts
    if len(accounts) <= _LISTED:
        return ", ".join(_coded(account, found.account_names) for account in accounts)
    return _("{count} konton, {first}–{last}").format(
        count=len(accounts), first=accounts[0], last=accounts[-1]
    )
