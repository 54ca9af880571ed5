"""The list of indicators, a page at a time, and those that wait for a new value."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.indicators.definition import OWN, Frequency, Indicator
from hjulet.domain.indicators.observation import expected_by
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_anywhere
from hjulet.services.day import day_of_work
from hjulet.services.figures import Books, open_books
from hjulet.services.indicator_charts import outcome_ref
from hjulet.services.indicator_lines import IndicatorLine, line_of, observations_of, unit_names
from hjulet.services.indicator_search import fitting, late_rows, owners_of, seen_rows
from hjulet.services.paging import place_of
from hjulet.services.tables import figure_labels
from hjulet.store.indicator import to_indicator

SHOWN = 100
"""Indicators on a page."""

Owners = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class IndicatorList:
    """A page of the indicators that the actor may see, by name: ``count`` fit what was asked for.

    ``owners`` are all units that answer for any, ``late`` tells how many wait for a new value.
    """

    lines: tuple[IndicatorLine, ...]
    count: int
    pages: int
    owners: Owners
    late: int
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    may_write: bool


@dataclass(frozen=True, kw_only=True)
class LateLine:
    """An indicator whose value is late, and by which day it was expected; None where none has come yet."""

    line: IndicatorLine
    expected_by: date | None


@dataclass(frozen=True, kw_only=True)
class LateList:
    """A page of the indicators that wait for a new value: by owner, those that come most often first.

    ``by_owner`` and ``by_frequency`` count all that wait, whatever is asked for.
    """

    lines: tuple[LateLine, ...]
    count: int
    pages: int
    by_owner: tuple[tuple[str, str, int], ...]
    by_frequency: tuple[tuple[Frequency, int], ...]


def indicator_list(
    *, owner: str = "", about: str = "", page: int = 1, language: str, by: Actor, at: datetime
) -> IndicatorList:
    """List the indicators that the actor may see: of one ``owner`` or all, ``about`` some words."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    books, on = open_books(), day_of_work(at)
    known_at = books.snapshot.known_at
    seen = seen_rows(known_at=known_at, by=by, at=at)
    found = fitting(seen, about=about, owner=owner)
    count = found.count()
    names = unit_names(books)
    first, pages = place_of(page, count=count, shown=SHOWN)
    lines = _lines([to_indicator(row) for row in found[first : first + SHOWN]], books, names=names, on=on)
    refs = [outcome_ref(line.indicator, line.last.period) for line in lines if line.last]
    return IndicatorList(
        lines=lines,
        count=count,
        pages=pages,
        owners=_by_name(owners_of(seen), names),
        late=late_rows(seen, known_at=known_at, on=on).count(),
        figures=books.resolve(refs),
        labels=figure_labels(
            refs, view=books.organisation.as_of(on), registered=books.names_of(refs), language=language
        ),
        may_write=by.may_anywhere(Permission.EDIT_INDICATORS, on=localdate(at)),
    )


def late_indicators(
    *, owner: str = "", frequency: str = "", page: int = 1, by: Actor, at: datetime
) -> LateList:
    """List the indicators that wait for a new value: of one ``owner`` and ``frequency``, or all."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    books, on = open_books(), day_of_work(at)
    known_at = books.snapshot.known_at
    late = late_rows(seen_rows(known_at=known_at, by=by, at=at), known_at=known_at, on=on)
    every = [(row_owner, Frequency(often), key) for row_owner, often, key in late.values_list(*_SORTED_BY)]
    names = unit_names(books)
    order = {code: place for place, (code, _) in enumerate(_by_name({each[0] for each in every}, names))}
    wanted = [each for each in every if owner in ("", each[0]) and frequency in ("", each[1])]
    wanted.sort(key=lambda each: (order[each[0]], _OFTEN[each[1]]))
    first, pages = place_of(page, count=len(wanted), shown=SHOWN)
    shown = [key for _, _, key in wanted[first : first + SHOWN]]
    held = {row.key: to_indicator(row) for row in late.filter(key__in=shown)}
    lines = _lines([held[key] for key in shown], books, names=names, on=on)
    owners, often = Counter(each[0] for each in every), Counter(each[1] for each in every)
    return LateList(
        lines=tuple(
            LateLine(
                line=line,
                expected_by=expected_by(line.indicator, line.last.period.end if line.last else None),
            )
            for line in lines
        ),
        count=len(wanted),
        pages=pages,
        by_owner=tuple((code, name, owners[code]) for code, name in _by_name(owners, names)),
        by_frequency=tuple((each, often[each]) for each in Frequency if each in often),
    )


_SORTED_BY = ("owner", "frequency", "key")
_OFTEN = {frequency: place for place, frequency in enumerate(Frequency)}
"""The frequencies as they are declared: what comes most often first."""


def _lines(
    indicators: Sequence[Indicator], books: Books, *, names: Mapping[str, str], on: date
) -> tuple[IndicatorLine, ...]:
    """Put indicators in short; what they are split in and compared with is not asked for."""
    held = observations_of(indicators, books, where=Q(series=OWN))
    return tuple(line_of(each, held[each.id], names=names, on=on) for each in indicators)


def _by_name(codes: Iterable[str], names: Mapping[str, str]) -> Owners:
    return tuple(sorted(((code, names.get(code, code)) for code in codes), key=lambda each: each[1]))
