"""The form that lays out an analysis and limits it: plain fields, sent as an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hjulet.domain.ledger import Elimination
from hjulet.domain.period import parse_period
from hjulet.domain.pivot import Axis
from hjulet.domain.selection import LineGroup, OrganisationDay
from hjulet.domain.statement import BALANCE_LINES, RESULT_LINES, UNMAPPED
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import CODE_PARTS, line_label
from hjulet.texts.pivot import GROUPS, INTERNAL, ROW_ORDERS, axis_label
from hjulet.web import pivot_query as words
from hjulet.web.addresses import ACCOUNT, LINE, MONTH, OWN_ONLY, PAGE, SNAPSHOT, UNIT
from hjulet.web.pivot_query import Question, Share
from hjulet.web.words import language, period_words


@dataclass(frozen=True, kw_only=True)
class Option:
    """A choice of a field."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A field with choices."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A field to write in."""

    name: str
    label: str
    value: str
    help: str = ""


def pivot_form(question: Question, *, companies: Mapping[str, str], may_search: bool) -> dict[str, Any]:
    """Make the fields of a pivot's form."""
    return {
        "layout_fields": [*_axes(question), _scale(question), _share(question)],
        "filter_fields": _filters(question, companies),
        "code_fields": _codes(question),
        "search_field": _search(question) if may_search else None,
        "kept": _kept(question),
    }


def rows_form(question: Question) -> dict[str, Any]:
    """Make the fields above a list of rows: a text to look for, and the order."""
    order = _choice(
        words.ORDER,
        _("Ordning"),
        [
            (word, translate(ROW_ORDERS[one], language=language()), one is question.order)
            for word, one in words.ORDERS.items()
        ],
    )
    searched = {words.TEXT, words.ORDER, PAGE}
    return {
        "search_field": _search(question),
        "order_field": order,
        "kept": [pair for pair in words.rows_query(question) if pair[1] and pair[0] not in searched],
    }


def _axes(question: Question) -> list[Choice]:
    layout = question.layout
    rows = [(word, _axis(axis), axis is layout.rows) for word, axis in words.AXES.items()]
    columns = [(word, _axis(axis), axis is layout.columns) for word, axis in words.AXES.items()]
    none = (words.NO_COLUMNS, _("Inga, bara summan"), layout.columns is None)
    return [
        _choice(words.ROWS, _("Rader"), rows),
        _choice(words.COLUMNS, _("Kolumner"), [none, *columns]),
    ]


def _axis(axis: Axis) -> str:
    return axis_label(axis, language=language())


def _scale(question: Question) -> Choice:
    return _choice(words.SCALE, _("Belopp i"), [(one, one, one == question.scale) for one in words.SCALES])


def _share(question: Question) -> Choice:
    labels = {
        Share.NONE: _("Belopp"),
        Share.ROW: _("Andel av raden"),
        Share.COLUMN: _("Andel av kolumnen"),
        Share.TOTAL: _("Andel av allt"),
    }
    options = [(one.value, labels[one], one is question.share) for one in Share]
    return _choice(words.SHARE, _("Visa"), options)


def _filters(question: Question, companies: Mapping[str, str]) -> list[Choice]:
    here, chosen = question.here, question.selection
    units = [
        (unit.code, f"{chr(160) * 3 * unit.level}{unit.name}", unit.code == chosen.unit)
        for unit in here.around.units
    ]
    internal = [("", Elimination.NONE), *words.WITHOUT.items()]
    fields = [
        _choice(UNIT, _("Enhet, med allt under"), units),
        _months(question, words.FROM, _("Från"), chosen.period.first_month),
        _months(question, words.UNTIL, _("Till och med"), chosen.period.last_month),
        _choice(LINE, _("Räknas"), _lines(chosen.lines)),
        _choice(
            words.INTERNAL,
            _("Interna poster"),
            [
                (word, translate(INTERNAL[one], language=language()), one is chosen.without)
                for word, one in internal
            ],
        ),
        _choice(
            words.ORGANISATION,
            _("Organisation"),
            [
                ("", _("av sin tid"), chosen.organisation is OrganisationDay.OF_ITS_TIME),
                (words.TODAY, _("av i dag"), chosen.organisation is OrganisationDay.OF_TODAY),
            ],
        ),
    ]
    if len(companies) > 1:
        every = ("", _("Alla"), not chosen.companies)
        options = [(code, name, chosen.companies == (code,)) for code, name in companies.items()]
        fields.append(_choice(words.COMPANY, _("Företag"), [every, *options]))
    return fields


def _months(question: Question, name: str, label: str, chosen: str) -> Choice:
    """Offer the ledger's months, and the one chosen if it is another."""
    months = sorted({*question.here.around.months, chosen})
    return _choice(name, label, [(one, period_words(parse_period(one)), one == chosen) for one in months])


def _lines(chosen: tuple[str, ...]) -> Iterable[tuple[str, str, bool]]:
    for word, group in words.GROUPS.items():
        is_chosen = chosen == (group.value,) or (group is LineGroup.RESULT and not chosen)
        yield word, translate(GROUPS[group], language=language()), is_chosen
    for line in (*RESULT_LINES, *BALANCE_LINES, UNMAPPED):
        yield line, line_label(line, language=language()), chosen == (line,)


def _codes(question: Question) -> list[Entry]:
    chosen = question.selection
    accounts = Entry(
        name=ACCOUNT,
        label=_("Konto"),
        value=", ".join(chosen.accounts),
        help=_("50-56 är ett spann, 5011 allt som börjar så"),
    )
    parts = [
        Entry(
            name=word,
            label=translate(CODE_PARTS[part], language=language()),
            value=", ".join(code or words.NO_CODE for code in chosen.codes_of(part)),
        )
        for word, part in words.PARTS.items()
    ]
    return [accounts, *parts]


def _search(question: Question) -> Entry:
    return Entry(name=words.TEXT, label=_("Text i verifikaten"), value=question.selection.text)


def _kept(question: Question) -> list[tuple[str, str]]:
    """List what the form does not change: the snapshot, a month within the period, the unit's own rows."""
    chosen = question.selection
    kept = [
        (SNAPSHOT, question.context.get(SNAPSHOT, "")),
        (MONTH, chosen.month),
        (OWN_ONLY, words.YES if chosen.is_own_only else ""),
    ]
    return [pair for pair in kept if pair[1]]


def _choice(name: str, label: str, options: Iterable[tuple[str, str, bool]]) -> Choice:
    return Choice(
        name=name,
        label=label,
        options=tuple(
            Option(value=value, label=said, is_chosen=is_chosen) for value, said, is_chosen in options
        ),
    )
