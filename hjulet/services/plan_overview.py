"""Who has a plan for a year and who is without: every body, department, unit and company that one may see."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.timezone import localdate

from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.planning import (
    BODY_PLAN,
    BUSINESS_PLAN,
    WORK_PLAN,
    PlanPlace,
    PlanState,
    plan_places,
)
from hjulet.domain.reports.template import Template
from hjulet.services.access import may, organisation, require_anywhere
from hjulet.services.day import day_of_work
from hjulet.services.templates import kinds_in
from hjulet.store.models import Edition, ReportText

KINDS = (BODY_PLAN, WORK_PLAN, BUSINESS_PLAN)


@dataclass(frozen=True, kw_only=True)
class PlanFilter:
    """What is asked for; ``year`` None is the year of the day, ``body`` "" every body, ``state`` None any."""

    year: int | None = None
    body: str = ""
    state: PlanState | None = None


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """The plan of a unit: how far it has come, the day of that, and the edition that is out or decided.

    ``also`` names further committees that a department serves; ``is_open`` tells that the actor may open the
    plan, ``may_write`` that they write it.
    """

    place: PlanPlace
    name: str
    kind_name: str
    state: PlanState
    on: date | None
    edition: int | None
    also: tuple[str, ...]
    is_open: bool
    may_write: bool


@dataclass(frozen=True, kw_only=True)
class PlanGroup:
    """A body (by code and name; "" for what is nobody's, ``COMPANY`` for the companies) with its plans."""

    code: str
    name: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, kw_only=True)
class PlanOverview:
    """The plans of a year. ``counts`` are of all that the body asked for has, whatever their state."""

    period: Period
    groups: tuple[PlanGroup, ...]
    counts: Mapping[PlanState, int]
    bodies: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """List the plans of all groups."""
        return tuple(line for group in self.groups for line in group.lines)


def plan_overview(asked: PlanFilter, *, language: str, by: Actor, at: datetime) -> PlanOverview:
    """List who has a plan and who is without. Raises NotFoundError for whoever sees no unit."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    period = year_period(asked.year or day_of_work(at).year)
    view = organisation().as_of(period.last_day)
    seen = [each for each in plan_places(view) if _is_seen(each, view, by=by, at=at)]
    names = {code: unit.name for code, unit in view.units.items()}
    bodies = {each.body: names.get(each.body, "") for each in seen}
    plans = _Plans(period, language)
    held = [
        plans.line(each, view, by=by, at=at) for each in seen if not asked.body or each.body == asked.body
    ]
    shown = [line for line in held if asked.state in (None, line.state)]
    return PlanOverview(
        period=period,
        groups=tuple(
            PlanGroup(code=code, name=name, lines=lines)
            for code, name in bodies.items()
            if (lines := tuple(line for line in shown if line.place.body == code))
        ),
        counts=Counter(line.state for line in held),
        bodies=tuple((code, name) for code, name in bodies.items() if code),
    )


def _is_seen(place: PlanPlace, view: OrganisationView, *, by: Actor, at: datetime) -> bool:
    """Tell whether somebody sees how a plan stands: of their own units, or of what serves their committee."""
    units = (place.unit, place.body, *place.also) if place.kind == WORK_PLAN else (place.unit,)
    return any(may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view) for unit in units)


class _Plans:
    """Reads what is written and sealed of the plans of a year once, however many units there are."""

    def __init__(self, period: Period, language: str) -> None:
        self.language = language
        self.templates = {each.kind: each for each in kinds_in(period.year) if each.kind in KINDS}
        of_year = {"kind__in": KINDS, "period": str(period)}
        texts = ReportText.objects.filter(**of_year).exclude(source="").order_by()
        self.written = {
            (kind, unit): at
            for kind, unit, at in texts.values_list("kind", "unit").annotate(last=Max("saved_at"))
        }
        self.editions: dict[tuple[str, str], list[Edition]] = {}
        for one in Edition.objects.filter(**of_year).select_related("reopening").defer("made_from"):
            self.editions.setdefault((one.kind, one.unit), []).append(one)

    def line(self, place: PlanPlace, view: OrganisationView, *, by: Actor, at: datetime) -> PlanLine:
        """Tell of one plan."""
        template = self.templates[place.kind]
        state, moment, edition = self._standing(place.kind, place.unit)
        return PlanLine(
            place=place,
            name=view.units[place.unit].name,
            kind_name=template.name_in(self.language),
            state=state,
            on=localdate(moment) if moment else None,
            edition=edition,
            also=tuple(view.units[code].name for code in place.also if code in view),
            is_open=may(Permission.VIEW_FIGURES, place.unit, by=by, at=at, view=view),
            may_write=any(may(one, place.unit, by=by, at=at, view=view) for one in _writing(template)),
        )

    def _standing(self, kind: str, unit: str) -> tuple[PlanState, datetime | None, int | None]:
        """Tell the state, since when, and by which edition; a decision that is opened again is a draft."""
        sealed = self.editions.get((kind, unit), [])
        decided = [one for one in sealed if not one.referral]
        if decided and not hasattr(decided[-1], "reopening"):
            return PlanState.DECIDED, decided[-1].sealed_at, decided[-1].number
        if sealed and sealed[-1].referral:
            return PlanState.REFERRED, sealed[-1].sealed_at, sealed[-1].number
        written = self.written.get((kind, unit))
        opened = decided[-1].reopening.opened_at if decided else None
        moments = [moment for moment in (written, opened) if moment]
        if moments:
            return PlanState.BEGUN, max(moments), None
        return PlanState.MISSING, None, None


def _writing(template: Template) -> tuple[Permission, ...]:
    """Name the permissions that one writes a plan with."""
    own = (Permission.WRITE_COMMENT,) if template.is_of_unit else ()
    return (Permission.EDIT_TEXT, *own)
