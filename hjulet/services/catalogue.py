"""Kolada's catalogue: fetched on request, searched, and followed: a key figure becomes an indicator."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from hjulet.domain.indicators.catalogue import Kpi, indicator_of
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.permission import Actor, Permission
from hjulet.readers import kolada
from hjulet.readers.fetching import Answer, FetchFault, strange
from hjulet.services import fetch_sources
from hjulet.services.access import require_anywhere
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.fetch_sources import keep_answers, require_on
from hjulet.services.indicators import readable, save_indicator, writable
from hjulet.services.job_run import JobRun
from hjulet.services.jobs import ask
from hjulet.services.paging import having_words, place_of
from hjulet.store.catalogue import replace_catalogue
from hjulet.store.indicator import load_indicators
from hjulet.store.lock import hold
from hjulet.store.models import CatalogueKpi

SHOWN = 50
"""Key figures on a page."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: words of its texts, an area, and whom it is about (K, L, A); empty is all."""

    about: str = ""
    area: str = ""
    municipality_type: str = ""
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class CatalogueLine:
    """A key figure, and the indicators that follow it already."""

    kpi: Kpi
    followed: tuple[Indicator, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """A page of the catalogue: ``count`` key figures fit, of ``total``.

    ``lost`` are the actor's indicators whose key figure it does not have. ``fetched_at`` is None before the
    first time.
    """

    lines: tuple[CatalogueLine, ...]
    count: int
    total: int
    pages: int
    areas: tuple[str, ...]
    types: tuple[str, ...]
    fetched_at: datetime | None
    lost: tuple[Indicator, ...]


def ask_for_catalogue(*, by: Actor, at: datetime) -> int:
    """Ask for the catalogue, and give the number of the job. Raises RefusedError where fetching is off."""
    require_anywhere(Permission.EDIT_INDICATORS, by=by, at=at)
    require_on()
    with transaction.atomic():
        return ask("fetch-catalogue", title="Kolada", params={}, by=by, at=at)


def fetch_catalogue(work: JobRun) -> dict[str, Any]:
    """Fetch all key figures and their groups, and let them take the place of those that were there."""
    require_on()
    answers: list[Answer] = []
    kpis: dict[str, Kpi] = {}
    groups: dict[str, list[str]] = {}
    try:
        for page in kolada.catalogue(fetch_sources.SOURCES.kolada()):
            answers.append(page.answer)
            work.tell("fetching", len(answers), 0)
            kpis |= {kpi.id: kpi for kpi in page.kpis}
            for group in page.groups:
                for member in group.members:
                    groups.setdefault(member, []).append(group.title)
        if not kpis:
            raise strange(answers[0].address, "values")
    except FetchFault as fault:
        raise refused(fault.code, **fault.params) from fault
    with transaction.atomic():
        hold("catalogue")
        keep_answers(answers, at=work.at)
        replace_catalogue(_grouped(kpis.values(), groups), at=work.at)
        audit("fetch-catalogue", "Kolada", by=work.by, at=work.at, count=len(kpis))
    return {"count": len(kpis)}


def catalogue(wanted: Wanted, *, by: Actor, at: datetime) -> Catalogue:
    """Search the catalogue. Raises NotFoundError for whoever writes no indicators."""
    require_anywhere(Permission.EDIT_INDICATORS, by=by, at=at)
    every = CatalogueKpi.objects.all()
    fitting = _fitting(every, wanted)
    count = fitting.count()
    first, pages = place_of(wanted.page, count=count, shown=SHOWN)
    latest = every.first()
    return Catalogue(
        lines=_lines([row.to_domain() for row in fitting[first : first + SHOWN]], by=by, at=at),
        count=count,
        total=every.count(),
        pages=pages,
        areas=_values(every, "area"),
        types=_values(every, "municipality_type"),
        fetched_at=latest.fetched_at if latest else None,
        lost=_lost(by=by, at=at) if latest else (),
    )


def follow(kpi: str, *, owner: str, by: Actor, at: datetime) -> str:
    """Make an indicator of a key figure, and give its id.

    Raises NotFoundError for a key figure that the catalogue does not have and a unit that is not the
    actor's, RefusedError where an indicator has the key figure's id already.
    """
    row = CatalogueKpi.objects.filter(key=kpi).first()
    if row is None:
        raise NotFoundError(kpi)
    made = indicator_of(row.to_domain(), owner=owner)
    save_indicator(made, by=by, at=at)
    return made.id


def _grouped(kpis: Iterable[Kpi], groups: dict[str, list[str]]) -> Iterable[Kpi]:
    return (replace(kpi, groups=tuple(sorted(groups.get(kpi.id, ())))) for kpi in kpis)


def _fitting(rows: QuerySet[CatalogueKpi], wanted: Wanted) -> QuerySet[CatalogueKpi]:
    rows = having_words(rows, wanted.about)
    if wanted.area:
        rows = rows.filter(area=wanted.area)
    if wanted.municipality_type:
        rows = rows.filter(municipality_type=wanted.municipality_type)
    return rows


def _lines(kpis: list[Kpi], *, by: Actor, at: datetime) -> tuple[CatalogueLine, ...]:
    """Set beside each key figure the indicators that follow it, of those that the actor may see."""
    is_seen = readable(by=by, at=at)
    following = load_indicators(where=Q(kolada__in=[kpi.id for kpi in kpis])).values()
    return tuple(
        CatalogueLine(
            kpi=kpi, followed=tuple(each for each in following if each.kolada == kpi.id and is_seen(each))
        )
        for kpi in kpis
    )


def _lost(*, by: Actor, at: datetime) -> tuple[Indicator, ...]:
    """List the actor's indicators whose key figure the catalogue does not have."""
    is_there = Q(kolada="") | Q(kolada__in=CatalogueKpi.objects.order_by().values("key"))
    return tuple(filter(writable(by=by, at=at), load_indicators(where=~is_there).values()))


def _values(rows: QuerySet[CatalogueKpi], name: str) -> tuple[str, ...]:
    """List what stands in a column, each once."""
    return tuple(sorted(filter(None, rows.order_by().values_list(name, flat=True).distinct())))
