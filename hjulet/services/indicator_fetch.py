"""Values of indicators from Kolada and SCB: asked for, fetched by a job, kept with what was answered.

Nothing is fetched unless whoever runs the installation has said which municipality it is
(``HJULET_MUNICIPALITY``). Fetching again changes nothing where nothing new is published; what is published
anew is a new version and stands in the log as changed.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.indicators.definition import OWN, Indicator, SeriesKind
from hjulet.domain.indicators.observation import Observation, Status
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.readers import kolada, scb
from hjulet.readers.fetching import Answer, Fetcher, FetchFault
from hjulet.services import fetch_sources
from hjulet.services.access import require_anywhere
from hjulet.services.errors import refused
from hjulet.services.fetch_sources import is_on, keep_answers, require_on
from hjulet.services.indicators import as_written, changes_of, writable, write_changes
from hjulet.services.job_run import JobRun
from hjulet.services.jobs import ask
from hjulet.services.versions import in_turn, registered
from hjulet.store.indicator import load_indicators

YEARS_BACK = 10
"""Years that are fetched: those a chart is read for, and in which values are still revised."""

_FETCHED = ~Q(kolada="", scb="") & Q(last_year__isnull=True)
"""Indicators that have a source to ask, and are followed still."""

_TOTALS = frozenset({"1+2", "TOT", "TOTSA", "T", "tot"})
"""What SCB's tables call the sum over a dimension."""

Found = tuple[Answer, tuple[Observation, ...]]


def may_fetch(*, by: Actor, at: datetime) -> bool:
    """Tell whether the actor can ask for values: fetching is on, and they write some indicators."""
    return is_on() and by.may_anywhere(Permission.EDIT_INDICATORS, on=localdate(at))


def ask_for_values(*, by: Actor, at: datetime) -> int:
    """Ask for the values of all indicators that the actor writes, and give the number of the job.

    Raises RefusedError where fetching is off or no indicator of theirs has a source.
    """
    require_anywhere(Permission.EDIT_INDICATORS, by=by, at=at)
    require_on()
    if not _theirs(by=by, at=at):
        raise refused("nothing-to-fetch")
    with transaction.atomic():
        return ask("fetch-indicators", title="Kolada, SCB", params={}, by=by, at=at)


def fetch_indicators(work: JobRun) -> dict[str, Any]:
    """Fetch the values of the actor's indicators, and write what is new or changed in one go."""
    require_on()
    indicators = _theirs(by=work.by, at=work.at)
    on = localdate(work.at)
    of_kolada = {each.id: each for each in indicators.values() if each.kolada}
    of_scb = [each for each in indicators.values() if each.scb]
    total = len(of_scb) + (1 if of_kolada else 0)
    answers: list[Answer] = []
    observations: list[Observation] = []
    try:
        for done, (answer, found) in enumerate(_all(of_kolada, of_scb, on=on), start=1):
            work.tell("fetching", done, max(total, done))
            answers.append(answer)
            observations.extend(found)
    except FetchFault as fault:
        raise refused(fault.code, **fault.params) from fault
    return _write(answers, observations, indicators, by=work.by, at=work.at)


def _theirs(*, by: Actor, at: datetime) -> dict[str, Indicator]:
    is_theirs = writable(by=by, at=at)
    return {id: each for id, each in load_indicators(where=_FETCHED).items() if is_theirs(each)}


def _all(of_kolada: dict[str, Indicator], of_scb: Iterable[Indicator], *, on: date) -> Iterator[Found]:
    if of_kolada:
        yield from _from_kolada(list(of_kolada.values()), on=on)
    fetcher = fetch_sources.SOURCES.scb()
    for indicator in of_scb:
        yield _from_scb(indicator, fetcher, on=on)


def _write(
    answers: Iterable[Answer],
    observations: Iterable[Observation],
    indicators: dict[str, Indicator],
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """Keep what was answered, and write what it changes; a value that is not known is not taken back.

    ``indicators`` are those that were asked for: what one of them that is changed since means is left to the
    next time.
    """
    with in_turn(at=at) as moment:
        now = _theirs(by=by, at=at)
        same = {id for id, each in indicators.items() if id in now and now[id].version == each.version}
        changes = [
            change
            for change in changes_of((each for each in observations if each.indicator in same), now)
            if change.before is not None or change.after.value is not None
        ]
        keep_answers(answers, at=at)
        if changes:
            write_changes(changes, by=by, at=moment)
            written = [as_written(change) for change in changes]
            registered("fetch-indicators", "Kolada, SCB", moment=moment, by=by, at=at, changes=written)
    revised = sum(change.is_another_number for change in changes)
    return {"changes": len(changes), "revised": revised}


def _from_kolada(indicators: list[Indicator], *, on: date) -> Iterator[Found]:
    """Fetch all key figures of all places at once, and share the rows out."""
    own = settings.HJULET_MUNICIPALITY
    places = {each.code for one in indicators for each in one.comparators if each.code}
    by_kpi: dict[str, list[Indicator]] = {}
    for one in indicators:
        by_kpi.setdefault(one.kolada, []).append(one)
    pages = kolada.values(
        fetch_sources.SOURCES.kolada(),
        kpis=sorted(by_kpi),
        municipalities=[own, *sorted(places)],
        years=range(on.year - YEARS_BACK, on.year + 1),
    )
    for page in pages:
        found = (
            _kolada_observation(value, indicator, series, on=on)
            for value in page.values
            for indicator in by_kpi.get(value.kpi, ())
            if (series := _kolada_series(value, indicator, own)) is not None
        )
        yield page.answer, tuple(found)


def _kolada_series(value: kolada.KoladaValue, indicator: Indicator, own: str) -> str | None:
    """Tell which series a row is of; None for one that the indicator does not follow."""
    if value.municipality == own and value.gender == kolada.TOTAL:
        return OWN
    for each in indicator.series:
        is_gender = each.kind is SeriesKind.GENDER and value.municipality == own
        if is_gender and each.code == value.gender:
            return each.key
        if each.kind.is_comparator and value.gender == kolada.TOTAL and each.code == value.municipality:
            return each.key
    return None


def _kolada_observation(
    value: kolada.KoladaValue, indicator: Indicator, series: str, *, on: date
) -> Observation:
    is_there = value.value is not None and not value.is_deleted
    return Observation(
        indicator=indicator.id,
        series=series,
        period=value.period,
        value=value.value if is_there else None,
        status=Status.FINAL if is_there else Status.DELETED if value.is_deleted else Status.MISSING,
        fetched=on,
        source=kolada.ATTRIBUTION,
    )


def _from_scb(indicator: Indicator, fetcher: Fetcher, *, on: date) -> Found:
    """Fetch an indicator's table: ``TAB1 ContentsCode=A Kon=1,2,1+2`` names it and the codes of it."""
    id, *chosen = indicator.scb.split()
    codes = {name: values.split(",") for name, _, values in (each.partition("=") for each in chosen)}
    places = [settings.HJULET_MUNICIPALITY, *(each.code for each in indicator.comparators if each.code)]
    table = scb.table(fetcher, id, codes={"Region": places, "Tid": [f"TOP({YEARS_BACK})"], **codes})
    found: dict[tuple[str, str], Observation] = {}
    for cell in table.cells:
        series = _scb_series(cell, table, indicator)
        period = _scb_period(cell.codes.get(table.time, ""))
        if series is None or period is None:
            continue
        if (series, str(period)) in found:
            raise refused("source-not-one-cell", name=indicator.name, dimension=_free(table))
        found[series, str(period)] = Observation(
            indicator=indicator.id,
            series=series,
            period=period,
            value=cell.value,
            status=Status.MISSING if cell.value is None else Status.FINAL,
            fetched=on,
            source=f"{scb.ATTRIBUTION}, {id}",
        )
    return table.answer, tuple(found.values())


def _scb_series(cell: scb.ScbCell, table: scb.ScbTable, indicator: Indicator) -> str | None:
    """Tell which series a cell is of: by its place, and by the codes of dimensions that have several."""
    place = cell.codes.get(table.place, settings.HJULET_MUNICIPALITY)
    parts = [
        cell.codes[name]
        for name, codes in table.dimensions.items()
        if name not in (table.time, table.place) and len(codes) > 1 and cell.codes[name] not in _TOTALS
    ]
    is_own = place == settings.HJULET_MUNICIPALITY
    if not parts and is_own:
        return OWN
    for each in indicator.series:
        if each.kind.is_comparator and not parts and each.code == place:
            return each.key
        if not each.kind.is_comparator and is_own and parts == [each.code]:
            return each.key
    return None


def _scb_period(text: str) -> Period | None:
    """Read a year or a month (``2017M08``) of a table; None for what is neither."""
    try:
        return parse_period(text.replace("M", "-"))
    except NotAPeriod:
        return None


def _free(table: scb.ScbTable) -> str:
    """Name the dimensions of a table that have several codes."""
    return ", ".join(
        name
        for name, codes in table.dimensions.items()
        if len(codes) > 1 and name not in (table.time, table.place)
    )
