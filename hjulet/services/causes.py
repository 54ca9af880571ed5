"""Causes of a unit's growth or deviation in a year: written as one list, kept with all their versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.cause import Cause, Duration, Explained
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, organisation, require
from hjulet.services.errors import ConflictError
from hjulet.services.figures import open_books
from hjulet.services.tables import figure_labels
from hjulet.services.versions import end_version, registering
from hjulet.store.known import known
from hjulet.store.models import CauseVersion

_IDS = {Explained.GROWTH: "growth", Explained.VARIANCE: "variance"}


@dataclass(frozen=True, kw_only=True)
class CauseText:
    """What somebody writes of a cause. ``row`` is the number of one that is there already, else empty."""

    text: str
    amount: Decimal
    duration: Duration = Duration.UNSAID
    row: str = ""


@dataclass(frozen=True, kw_only=True)
class CausePage:
    """The causes in order, what they explain, their sum and what is left. ``version`` guards a change."""

    unit_name: str
    causes: tuple[Cause, ...]
    explained: FigureRef
    total: FigureRef
    left: FigureRef
    rows: Mapping[str, FigureRef]
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    version: str
    may_edit: bool


def cause_page(
    unit: str,
    year: int,
    explains: Explained,
    *,
    snapshot: int | None = None,
    language: str,
    by: Actor,
    at: datetime,
) -> CausePage:
    """Gather what explains a unit's growth or deviation in a year.

    Raises NotFoundError for a unit that is not the actor's.
    """
    books = open_books(snapshot)
    view = books.view(year_period(year))
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    stored = list(_rows(unit, year, explains, known_at=books.snapshot.known_at))
    this = {"unit": unit, "period": str(year)}
    name = _IDS[explains]
    left = REGISTRY.ref(f"{name}_unexplained", this)
    rows = {str(row.row): REGISTRY.ref(f"{name}_explained", {**this, "row": str(row.row)}) for row in stored}
    figures = books.resolve([left, *rows.values()])
    return CausePage(
        unit_name=view.units[unit].name,
        causes=tuple(row.to_domain() for row in stored),
        explained=REGISTRY.ref(explains, this),
        total=REGISTRY.ref(f"{name}_explained", this),
        left=left,
        rows=rows,
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
        version=_version(stored),
        may_edit=may(Permission.EDIT_ITEMS, unit, by=by, at=at, view=view),
    )


def save_causes(
    unit: str,
    year: int,
    explains: Explained,
    causes: Iterable[CauseText],
    *,
    version: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Write the whole list of causes in order; those that are not in it any more are taken away.

    Raises NotFoundError for a unit that is not the actor's, ConflictError where somebody else has changed
    the list since ``version``.
    """
    require(Permission.EDIT_ITEMS, unit, by=by, at=at, view=organisation().as_of(year_period(year).last_day))
    given = tuple(causes)
    place = f"{unit} {year} {explains}"
    written = [[cause.text, f"{cause.amount:.2f}", cause.duration] for cause in given]
    with registering("set-causes", place, by=by, at=at, causes=written) as moment:
        stored = list(_rows(unit, year, explains))
        if _version(stored) != version:
            raise ConflictError(theirs="; ".join(row.text for row in stored), mine="", version=0)
        _replace(unit, year, explains, given, stored, by=by, at=moment)


def _replace(
    unit: str,
    year: int,
    explains: Explained,
    given: tuple[CauseText, ...],
    stored: list[CauseVersion],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """End the rows that are changed or gone, and write what is new; a number is never used again."""
    there = {str(row.row): row for row in stored}
    used = CauseVersion.objects.filter(unit=unit, year=year, explains=explains).order_by("-row")
    last = used.values_list("row", flat=True).first() or 0
    kept: set[str] = set()
    for place, cause in enumerate(given, start=1):
        now = there.get(cause.row)
        if now is not None:
            kept.add(cause.row)
            if (now.place, now.text, now.amount, now.duration) == (
                place, cause.text, cause.amount, cause.duration,
            ):  # fmt: skip
                continue
            end_version(now, version=now.pk, theirs=now.text, at=at)
        else:
            last += 1
        CauseVersion.objects.create(
            unit=unit,
            year=year,
            explains=explains,
            row=now.row if now is not None else last,
            place=place,
            text=cause.text,
            amount=cause.amount,
            duration=cause.duration,
            known_from=at,
            set_by=by.id,
        )
    for row in stored:
        if str(row.row) not in kept:
            end_version(row, version=row.pk, theirs=row.text, at=at)


def _rows(
    unit: str, year: int, explains: Explained, *, known_at: datetime | None = None
) -> Iterable[CauseVersion]:
    return CauseVersion.objects.filter(known(at=known_at), unit=unit, year=year, explains=explains)


def _version(rows: Iterable[CauseVersion]) -> str:
    """Name the list as it stands: a change of any row is another list."""
    return ".".join(str(row.pk) for row in rows)
