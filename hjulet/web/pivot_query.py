"""The address of an analysis: all that a pivot or a list of rows is asked for stands in the query.

Words are Swedish and short; what is as usual is left out. The filter form sends the same words, with
empty fields, codes between commas and two months: ``is_from_form`` tells it apart, and the page answers
with the address that says the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from hjulet.domain.ledger import Elimination, RowOrder
from hjulet.domain.period import NotAPeriod, parse_period
from hjulet.domain.pivot import Axis, Sort, SortBy
from hjulet.domain.selection import LineGroup, OrganisationDay, Selection
from hjulet.services.errors import NotFoundError
from hjulet.services.pivot import Layout
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import ACCOUNT, LINE, MONTH, OWN_ONLY, PAGE, PERIOD, SNAPSHOT, UNIT, context_of
from hjulet.web.context import Asked, asked

ROWS, COLUMNS, SCALE, SHARE, SORT, ORDER = "rader", "kolumner", "belopp", "andel", "sortera", "ordning"
COMPANY, TEXT, INTERNAL, ORGANISATION = "foretag", "text", "interna", "organisation"
FROM, UNTIL = "fran", "till"
PLACE, PROJECT = "plats", "projekt"
NO_CODE = "(utan)"
"""In an address: rows without a code of the part."""

PARTS: Mapping[str, str] = {
    "ansvar": "responsibility",
    "verksamhet": "activity_code",
    "aktivitet": "activity",
    PROJECT: "project",
    "motpart": "counterparty",
}
"""Word -> code part."""

AXES: Mapping[str, Axis] = {
    "enhet": Axis.UNIT,
    "alla-enheter": Axis.EACH_UNIT,
    "rad": Axis.LINE,
    "konto": Axis.ACCOUNT,
    "manad": Axis.MONTH,
    **{word: Axis(part) for word, part in PARTS.items()},
    "foretag": Axis.COMPANY,
}
NO_COLUMNS = "inga"
EVERYTHING = "allt"
GROUPS: Mapping[str, LineGroup] = {
    "resultat": LineGroup.RESULT,
    "nettokostnad": LineGroup.NET_COST,
    "balans": LineGroup.BALANCE,
    EVERYTHING: LineGroup.EVERYTHING,
}
WITHOUT: Mapping[str, Elimination] = {"utan-egna": Elimination.OWN, "utan-koncernens": Elimination.GROUP}
ORDERS: Mapping[str, RowOrder] = {
    "nyast": RowOrder.NEWEST,
    "aldst": RowOrder.OLDEST,
    "storst": RowOrder.LARGEST,
    "konto": RowOrder.ACCOUNT,
}
TODAY = "idag"
YES = "ja"
SCALES = ("kr", "tkr", "mnkr")
SORTS: Mapping[str, SortBy] = {"egen": SortBy.OWN, "namn": SortBy.NAME, "summa": SortBy.TOTAL}
_WHAT = (UNIT, PERIOD, SNAPSHOT, MONTH, OWN_ONLY, LINE, ACCOUNT, COMPANY, TEXT, INTERNAL, ORGANISATION)
WORDS = frozenset((*_WHAT, *PARTS, ROWS, COLUMNS, SCALE, SHARE, SORT))
"""All words that an analysis has."""

_COLUMN_SORT = "kolumn:"
_LONGEST, _MOST = 200, 200
"""Characters of a value and values of a word: more is no question of a person's."""

Value = TypeVar("Value")


class Share(StrEnum):
    """What cells are shown as a share of, instead of as amounts."""

    NONE = ""
    ROW = "rad"
    COLUMN = "kolumn"
    TOTAL = "total"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What an address asks for. ``here`` is the page's context; ``order`` is that of a list of rows."""

    here: Asked
    context: Mapping[str, str]
    selection: Selection
    layout: Layout
    scale: str = "tkr"
    share: Share = Share.NONE
    order: RowOrder = RowOrder.NEWEST

    def selecting(self, selection: Selection) -> "Question":
        """Ask the same of another selection, from its first page."""
        return replace(self, selection=selection, layout=replace(self.layout, page=1))

    def laid_out(self, layout: Layout) -> "Question":
        """Ask for the same in another layout."""
        return replace(self, layout=layout)


def read(request: ActorRequest) -> Question:
    """Read the question of an address. Raises NotFoundError for what cannot be read."""
    query = request.GET
    if any(len(values) > _MOST or max(map(len, values)) > _LONGEST for _, values in query.lists()):
        raise NotFoundError(request.path)
    here = asked(request, period=_period_of_form(query))
    columns = query.get(COLUMNS, "")
    rows_axis = _one_of(AXES, query.get(ROWS, ""), Axis.LINE)
    columns_axis = None if columns == NO_COLUMNS else _one_of(AXES, columns, Axis.MONTH)
    context = context_of(request) | ({PERIOD: str(here.period)} if is_from_form(query) else {})
    return Question(
        here=here,
        context=context,
        selection=_selection(query, here),
        layout=Layout(
            rows=rows_axis,
            columns=None if columns_axis is rows_axis else columns_axis,
            sort=_sort(query.get(SORT, "")),
            page=_number(query.get(PAGE, "") or "1"),
        ),
        scale=_one_of({scale: scale for scale in SCALES}, query.get(SCALE, ""), "tkr"),
        share=_one_of({share.value: share for share in Share}, query.get(SHARE, ""), Share.NONE),
        order=_one_of(ORDERS, query.get(ORDER, ""), RowOrder.NEWEST),
    )


def is_from_form(query: QueryDict) -> bool:
    """Tell whether the filter form sent this query."""
    return FROM in query


def pivot_address(question: Question, page: str = "pivot") -> str:
    """Give the address of a pivot, or of a file of it."""
    layout = question.layout
    shown = [
        (ROWS, _word(AXES, layout.rows) if layout.rows is not Axis.LINE else ""),
        (COLUMNS, _columns_word(layout)),
        (SCALE, question.scale if question.scale != "tkr" else ""),
        (SHARE, question.share.value),
        (SORT, sort_word(layout.sort)),
        (PAGE, str(layout.page) if layout.page > 1 else ""),
    ]
    return _address(page, [*_selected(question), *shown])


def rows_address(question: Question, *, number: int = 1, page: str = "pivot-rows") -> str:
    """Give the address of the rows behind a selection, or of a file of them."""
    return _address(page, rows_query(question, number=number))


def rows_query(question: Question, *, number: int = 1) -> list[tuple[str, str]]:
    """Write what a list of rows is asked for."""
    order = _word(ORDERS, question.order) if question.order is not RowOrder.NEWEST else ""
    return [*_selected(question), (ORDER, order), (PAGE, str(number) if number > 1 else "")]


def voucher_address(question: Question, batch: str, key: str, *, place: int) -> str:
    """Give the address of a voucher, opened from its place in a list of rows."""
    path = reverse("voucher", kwargs={"batch": batch, "key": key})
    return _with(path, [*rows_query(question), (PLACE, str(place))])


def beside_address(question: Question, step: str, *, place: int) -> str:
    """Give the address that leads to the next voucher of a list, or to the one before."""
    path = reverse("voucher-beside", kwargs={"step": step})
    return _with(path, [*rows_query(question), (PLACE, str(place))])


def rows_of(
    *,
    unit: str,
    line: str,
    accounts: Iterable[str] = (),
    projects: Iterable[str] = (),
    company: str = "",
    is_of_today: bool = False,
    context: Mapping[str, str],
) -> str:
    """Give the address of the rows behind a statement line, or behind some accounts."""
    organisation = TODAY if is_of_today else ""
    query = {**context, UNIT: unit, LINE: line, COMPANY: company, ORGANISATION: organisation}
    limits = (*((ACCOUNT, account) for account in accounts), *((PROJECT, code) for code in projects))
    return _address("pivot-rows", [*query.items(), *limits])


def sort_word(sort: Sort) -> str:
    """Write an order of rows; empty for their own."""
    if sort == Sort():
        return ""
    word = f"{_COLUMN_SORT}{sort.column}" if sort.by is SortBy.COLUMN else _word(SORTS, sort.by)
    return f"-{word}" if sort.is_turned else word


def place_of(query: QueryDict) -> int | None:
    """Read the place in a list from which a voucher was opened; None where it was not opened from one."""
    text = query.get(PLACE, "")
    return _number(text) if text else None


def _selected(question: Question) -> list[tuple[str, str]]:
    """Write the context and the selection."""
    asked_for = question.selection
    context = {key: value for key, value in question.context.items() if key != UNIT}
    group = asked_for.line_group
    lines = asked_for.lines if group is None else [_word(GROUPS, group)] if asked_for.lines else []
    return [
        (UNIT, asked_for.unit if asked_for.unit != question.here.around.home else ""),
        *context.items(),
        (MONTH, asked_for.month),
        (OWN_ONLY, YES if asked_for.is_own_only else ""),
        *((LINE, line) for line in lines),
        *((ACCOUNT, account) for account in asked_for.accounts),
        *((word, code or NO_CODE) for word, part in PARTS.items() for code in asked_for.codes_of(part)),
        *((COMPANY, company) for company in asked_for.companies),
        (TEXT, asked_for.text),
        (INTERNAL, _word(WITHOUT, asked_for.without) if asked_for.without else ""),
        (ORGANISATION, TODAY if asked_for.organisation is OrganisationDay.OF_TODAY else ""),
    ]


def _selection(query: QueryDict, here: Asked) -> Selection:
    lines = _values(query, LINE)
    groups = [GROUPS[line] for line in lines if line in GROUPS]
    if groups:
        lines = () if groups[0] is LineGroup.RESULT else (groups[0].value,)
    month = query.get(MONTH, "")
    if is_from_form(query) and not here.period.contains(month):
        month = ""  # the form has changed the period that it lay in
    codes = {
        part: tuple("" if code == NO_CODE else code for code in _values(query, word))
        for word, part in PARTS.items()
    }
    return Selection(
        unit=here.unit,
        period=here.period,
        month=month,
        is_own_only=query.get(OWN_ONLY, "") == YES,
        lines=lines,
        accounts=_values(query, ACCOUNT),
        codes=tuple(sorted((part, some) for part, some in codes.items() if some)),
        companies=_values(query, COMPANY),
        text=" ".join(query.get(TEXT, "").split()),
        without=_one_of(WITHOUT, query.get(INTERNAL, ""), Elimination.NONE),
        organisation=OrganisationDay.OF_TODAY
        if query.get(ORGANISATION, "") == TODAY
        else OrganisationDay.OF_ITS_TIME,
    )


def _values(query: QueryDict, word: str) -> tuple[str, ...]:
    """Read the values of a word; in a form's fields commas stand between them."""
    given = [value.strip() for value in query.getlist(word)]
    if is_from_form(query):
        given = [part.strip() for value in given for part in value.split(",")]
    return tuple(dict.fromkeys(value for value in given if value))


def _period_of_form(query: QueryDict) -> str:
    """Make a period of a form's two months, whichever way round they were given."""
    if not is_from_form(query):
        return ""
    months = sorted((query[FROM], query.get(UNTIL) or query[FROM]))
    try:
        return str(parse_period(f"{months[0]}..{months[1]}"))
    except NotAPeriod as fault:
        raise NotFoundError(str(fault)) from fault


def _sort(text: str) -> Sort:
    word = text.removeprefix("-")
    if word.startswith(_COLUMN_SORT):
        return Sort(by=SortBy.COLUMN, column=word.removeprefix(_COLUMN_SORT), is_turned=text.startswith("-"))
    return Sort(by=_one_of(SORTS, word, SortBy.OWN), is_turned=text.startswith("-"))


def _columns_word(layout: Layout) -> str:
    if layout.columns is None:
        return NO_COLUMNS
    return "" if layout.columns is Axis.MONTH else _word(AXES, layout.columns)


def _one_of(words: Mapping[str, Value], word: str, usual: Value) -> Value:
    if not word:
        return usual
    if word not in words:
        raise NotFoundError(word)
    return words[word]


def _word(words: Mapping[str, Value], value: Value) -> str:
    return next(word for word, meant in words.items() if meant == value)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise NotFoundError(text)
    return int(text)


def _address(page: str, query: Sequence[tuple[str, str]]) -> str:
    return _with(reverse(page), query)


def _with(path: str, query: Sequence[tuple[str, str]]) -> str:
    given = [(word, value) for word, value in query if value]
    return f"{path}?{urlencode(given)}" if given else path
