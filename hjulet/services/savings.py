"""Decided savings: the controller writes the decision, the unit says what has come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.saving import Saving, SavingStatus
from hjulet.services.access import may, organisation, require
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import open_books
from hjulet.services.tables import figure_labels
from hjulet.services.versions import end_version, registering
from hjulet.store.known import known
from hjulet.store.models import SavingVersion


@dataclass(frozen=True, kw_only=True)
class SavingText:
    """What a controller writes of a saving: whose, which year, what, by what decision, kronor."""

    unit: str
    year: int
    name: str
    decision: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class SavingLine:
    """A saving as it is listed, with its figures. ``version`` guards a change."""

    saving: Saving
    unit_name: str
    decided: FigureRef
    effect: FigureRef
    version: int
    may_edit: bool
    may_report: bool


@dataclass(frozen=True, kw_only=True)
class SavingPage:
    """The savings decided for a unit and those below it in a year. ``units`` may be given new ones."""

    unit_name: str
    lines: tuple[SavingLine, ...]
    decided: FigureRef
    effect: FigureRef
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    units: tuple[tuple[str, str], ...]


def saving_page(
    unit: str, year: int, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> SavingPage:
    """Gather the savings of a unit and those below it. Raises NotFoundError for another's unit."""
    books = open_books(snapshot)
    period = year_period(year)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    known_rows = SavingVersion.objects.filter(known(at=books.snapshot.known_at), year=year)
    rows = known_rows.filter(unit__in=books.subtree(unit, period))
    names = {code: found.name for code, found in view.units.items()}
    now = organisation().as_of(period.last_day)
    lines = tuple(_line(row, names.get(row.unit, row.unit), view=now, by=by, at=at) for row in rows)
    whole = {"unit": unit, "period": str(year)}
    decided, effect = (REGISTRY.ref(f"savings_{what}", whole) for what in ("decided", "effect"))
    figures = books.resolve(
        [decided, effect, *(line.decided for line in lines), *(line.effect for line in lines)]
    )
    with_money = set(books.units_with_money)
    return SavingPage(
        unit_name=names[unit],
        lines=lines,
        decided=decided,
        effect=effect,
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
        units=tuple(
            (one, names[one])
            for one in books.subtree(unit, period)
            if one in with_money and may(Permission.EDIT_ITEMS, one, by=by, at=at, view=view)
        ),
    )


def find_saving(unit: str, year: int, row: str, *, by: Actor, at: datetime) -> SavingLine:
    """Find a saving that the actor may change or report on; raises NotFoundError."""
    view = organisation().as_of(year_period(year).last_day)
    found = _line(_find(unit, year, row), unit, view=view, by=by, at=at)
    if not (found.may_edit or found.may_report):
        raise NotFoundError(row)
    return found


def add_saving(text: SavingText, *, by: Actor, at: datetime) -> str:
    """Write a decided saving and give its number. Raises NotFoundError for a unit that is not the actor's."""
    _require(Permission.EDIT_ITEMS, text.unit, text.year, by=by, at=at)
    with registering("set-saving", f"{text.unit} {text.year}", by=by, at=at, **_as_json(text)) as moment:
        used = SavingVersion.objects.filter(unit=text.unit, year=text.year).order_by("-row")
        row = (used.values_list("row", flat=True).first() or 0) + 1
        SavingVersion.objects.create(
            **vars(text), row=row, status=SavingStatus.DECIDED, known_from=moment, set_by=by.id
        )
    return str(row)


def change_saving(
    unit: str,
    year: int,
    row: str,
    *,
    name: str,
    decision: str,
    amount: Decimal,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Write what was decided anew; its effect stays. Raises as ``find_saving``, and ConflictError."""
    _require(Permission.EDIT_ITEMS, unit, year, by=by, at=at)
    _write(unit, year, row, version=version, by=by, at=at, name=name, decision=decision, amount=amount)


def report_effect(
    unit: str,
    year: int,
    row: str,
    *,
    effect: Decimal | None,
    status: SavingStatus,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Say what has come of a saving so far. Raises as ``find_saving``, and ConflictError."""
    _require(Permission.REPORT_FORECAST, unit, year, by=by, at=at)
    _write(unit, year, row, version=version, by=by, at=at, effect=effect, status=status)


def remove_saving(unit: str, year: int, row: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take a saving away; older snapshots keep it. Raises as ``change_saving`` does."""
    _require(Permission.EDIT_ITEMS, unit, year, by=by, at=at)
    with registering("remove-saving", f"{unit} {year} {row}", by=by, at=at) as moment:
        now = _find(unit, year, row)
        end_version(now, version=version, theirs=now.name, at=moment)


def _write(
    unit: str, year: int, row: str, *, version: int, by: Actor, at: datetime, **changes: object
) -> None:
    """End the version that was read and write the next one, with some fields changed."""
    said = {name: str(value) for name, value in changes.items()}
    with registering("set-saving", f"{unit} {year} {row}", by=by, at=at, **said) as moment:
        now = _find(unit, year, row)
        end_version(now, version=version, theirs=f"{now.name}: {now.amount}", at=moment)
        kept = ("unit", "year", "row", "name", "decision", "amount", "effect", "status")
        fields = {**{name: getattr(now, name) for name in kept}, **changes}
        SavingVersion.objects.create(**fields, known_from=moment, set_by=by.id)


def _find(unit: str, year: int, row: str) -> SavingVersion:
    number = int(row) if row.isdecimal() and len(row) < 6 else 0
    found = SavingVersion.objects.filter(known(at=None), unit=unit, year=year, row=number).first()
    if found is None:
        raise NotFoundError(row)
    return found


def _line(
    row: SavingVersion, unit_name: str, *, view: OrganisationView, by: Actor, at: datetime
) -> SavingLine:
    args = {"unit": row.unit, "period": str(row.year), "row": str(row.row)}
    return SavingLine(
        saving=row.to_domain(),
        unit_name=unit_name,
        decided=REGISTRY.ref("savings_decided", args),
        effect=REGISTRY.ref("savings_effect", args),
        version=row.pk,
        may_edit=may(Permission.EDIT_ITEMS, row.unit, by=by, at=at, view=view),
        may_report=may(Permission.REPORT_FORECAST, row.unit, by=by, at=at, view=view),
    )


def _require(permission: Permission, unit: str, year: int, *, by: Actor, at: datetime) -> None:
    require(permission, unit, by=by, at=at, view=organisation().as_of(year_period(year).last_day))


def _as_json(text: SavingText) -> dict[str, str]:
    return {**{name: str(value) for name, value in vars(text).items()}, "amount": f"{text.amount:.2f}"}
