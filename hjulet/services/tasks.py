"""The tasks of the calendar, indicators, assignments and actions: what is asked for, and what is done.

Nothing here makes a report: what one asks for is told by its template and its deviations, what is done by the
rows of texts, forecasts and editions that exist, each asked once for all steps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from hjulet.domain.calendar.step import Occurrence, What
from hjulet.domain.period import Period
from hjulet.domain.permission import Permission
from hjulet.domain.planning import teams_under
from hjulet.domain.reports.template import Template
from hjulet.domain.task import Task, TaskKind
from hjulet.services.action_tasks import action_duties
from hjulet.services.asked_texts import AskedText, Report, asked_texts
from hjulet.services.assignment_tasks import assignment_duties
from hjulet.services.calendar import settled_steps
from hjulet.services.duties import Duty, Holders, load_holders
from hjulet.services.errors import RefusedError
from hjulet.services.figures import Books, open_books
from hjulet.services.places import lowest_with_money
from hjulet.services.templates import kinds_in
from hjulet.services.threshold_tasks import threshold_duties
from hjulet.store.known import known
from hjulet.store.models import Edition, ForecastVersion, ReportText
from hjulet.texts.catalogue import LANGUAGES

BACK, AHEAD = timedelta(days=365), timedelta(days=92)
"""How long after its deadline something is asked for, and how long before it is told."""

ASKING = frozenset({What.TEXTS, What.FORECAST, What.SEAL})
"""What happens at the steps that tasks come out of."""


@dataclass(frozen=True, kw_only=True)
class Duties:
    """All tasks around a day. ``awaited`` are steps whose month the ledger does not hold yet."""

    duties: tuple[Duty, ...]
    awaited: tuple[Occurrence, ...]
    holders: Holders


def all_duties(day: date, *, bodies: frozenset[str] | None = None) -> Duties:
    """List the tasks around a day, to a service that asks for permission itself.

    ``bodies`` are those whose steps are looked at, None for everybody's. Without figures there are no tasks.
    """
    steps = tuple(
        one
        for one in settled_steps((day - BACK).year, (day + AHEAD).year)
        if one.is_settled
        and one.step.what in ASKING
        and one.period is not None
        and day - BACK <= one.due <= day + AHEAD
        and (bodies is None or one.step.unit in bodies)
    )
    try:
        books = open_books()
    except RefusedError:
        return Duties(duties=(), awaited=(), holders=load_holders())
    lister = _Lister(_not_lapsed(steps, day), books, day)
    first, last, view, holders = day - BACK, day + AHEAD, books.organisation.as_of(day), lister.holders
    every = (
        *lister.duties(),
        *threshold_duties(first, last, day=day, bodies=bodies, view=view, holders=holders),
        *assignment_duties(last, day=day, bodies=bodies, view=view, holders=holders),
        *action_duties(first, last, day=day, bodies=bodies, view=view, holders=holders),
    )
    duties = tuple(sorted(every, key=lambda duty: (duty.task.due, duty.task.kind, duty.task.id)))
    return Duties(duties=duties, awaited=lister.awaited, holders=lister.holders)


def _not_lapsed(steps: tuple[Occurrence, ...], day: date) -> tuple[Occurrence, ...]:
    """Leave out texts and forecasts that nobody waits for: those after whose successor's deadline it is."""
    latest: dict[tuple[str, What, str], date] = {}
    for one in steps:
        if one.due < day:
            key = _series(one)
            latest[key] = max(latest.get(key, one.due), one.due)
    return tuple(
        one for one in steps if one.step.what is What.SEAL or one.due >= latest.get(_series(one), one.due)
    )


def _series(one: Occurrence) -> tuple[str, What, str]:
    return one.step.unit, one.step.what, one.step.about.report if one.step.about else ""


class _Lister:
    """Makes the tasks of some steps; reads what exists once for all of them."""

    def __init__(self, steps: tuple[Occurrence, ...], books: Books, day: date) -> None:
        self.books, self.day = books, day
        self.holders = load_holders()
        held = {month for batch in books.batches for month in batch.months}
        self.awaited = tuple(
            one for one in steps if not (held.issuperset(_period(one).months) or self._is_ahead(one))
        )
        self.steps = tuple(one for one in steps if one not in self.awaited)

    def duties(self) -> Iterator[Duty]:
        """Make the tasks of all steps."""
        for one in self.steps:
            if one.step.unit not in self.books.view(_period(one)):
                continue
            match one.step.what:
                case What.TEXTS:
                    yield from self._texts(one)
                case What.FORECAST:
                    yield from self._forecasts(one)
                case _ if self._is_of_unit(one):
                    yield from self._confirm(one)
                case _:
                    yield from self._seal(one)

    def _texts(self, one: Occurrence) -> Iterator[Duty]:
        report = self._report(one)
        if report is None:
            return
        is_sealed = self._key(one) in self._editions
        for asked in self._asked[report]:
            of = self._key(one)
            row = self._written.get((*of, asked.section)) or self._written.get((*of, asked.before))
            if row is None and is_sealed:
                continue  # it was sealed without
            yield self._text(one, report, asked, row)

    def _text(self, one: Occurrence, report: Report, asked: AskedText, row: ReportText | None) -> Duty:
        view = self.books.view(report.period)
        is_of_unit = asked.row in view
        task = Task(
            kind=TaskKind.COMMENT if asked.row else TaskKind.TEXT,
            report=report.template.kind,
            report_names=_names(report.template),
            body=report.body,
            unit=asked.row if is_of_unit else report.body,
            unit_name=view.units[asked.row if is_of_unit else report.body].name,
            period=report.period,
            section=row.section if row else asked.section,
            labels=asked.labels,
            due=one.due,
            done_at=row.saved_at if row else None,
            done_by=row.saved_by if row else "",
        )
        return self._duty(task, Permission.WRITE_COMMENT if is_of_unit else Permission.EDIT_TEXT)

    def _forecasts(self, one: Occurrence) -> Iterator[Duty]:
        period, body = _period(one), one.step.unit
        template, view = self._template(one), self.books.view(period)
        for unit in lowest_with_money(body, self.books, period):
            if not view.units[unit].has_appropriation:
                continue
            row = self._forecast(unit, body, period)
            task = Task(
                kind=TaskKind.FORECAST,
                report=one.step.about.report if one.step.about else "",
                report_names=_names(template) if template else {"sv": ""},
                body=body,
                unit=unit,
                unit_name=view.units[unit].name,
                period=period,
                section="",
                labels={},
                due=one.due,
                done_at=row.known_from if row else None,
                done_by=self.holders.names.get(row.set_by, row.set_by) if row else "",
            )
            yield self._duty(task, Permission.REPORT_FORECAST)

    def _forecast(self, unit: str, body: str, period: Period) -> ForecastVersion | None:
        """Find the forecast that counts for a unit: its own, or one made for a unit above it in the body."""
        view = self.books.view(period)
        above = sorted(
            view.above(unit) & set(self.books.subtree(body, period)), key=lambda one: -len(view.above(one))
        )
        rows = (self._forecast_rows.get((one, period.last_month)) for one in above)
        return next((row for row in rows if row is not None), None)

    def _seal(self, one: Occurrence) -> Iterator[Duty]:
        report = self._report(one)
        if report is None:
            return
        edition = self._editions.get(self._key(one))
        task = self._to_seal(TaskKind.SEAL, report.template, report.body, one, edition)
        yield self._duty(task, Permission.SEAL_REPORT)

    def _confirm(self, one: Occurrence) -> Iterator[Duty]:
        """Ask each unit below a body for its plan: a step of the body is the day for all of them."""
        period, view = _period(one), self.books.view(_period(one))
        template = self._template(one)
        if template is None or not template.suits(period):
            return
        for unit in teams_under(one.step.unit, view):
            if not template.is_of(view.units[unit].kind):
                continue
            edition = self._plans.get((template.kind, unit, str(period)))
            task = self._to_seal(TaskKind.PLAN, template, unit, one, edition)
            yield self._duty(task, Permission.CONFIRM_PLAN)

    def _to_seal(
        self, kind: TaskKind, template: Template, unit: str, one: Occurrence, edition: Edition | None
    ) -> Task:
        """Make the task of sealing a report of a unit, done by its edition."""
        period = _period(one)
        return Task(
            kind=kind,
            report=template.kind,
            report_names=_names(template),
            body=unit,
            unit=unit,
            unit_name=self.books.view(period).units[unit].name,
            period=period,
            section="",
            labels={},
            due=one.due,
            done_at=edition.sealed_at if edition else None,
            done_by=self.holders.names.get(edition.sealed_by, edition.sealed_by) if edition else "",
        )

    def _is_of_unit(self, one: Occurrence) -> bool:
        template = self._template(one)
        return template is not None and template.is_of_unit

    def _is_ahead(self, one: Occurrence) -> bool:
        """Tell whether a step is about a plan, which waits for no books."""
        template = self._template(one)
        return template is not None and template.is_ahead

    def _template(self, one: Occurrence) -> Template | None:
        return self._templates(_period(one).year).get(one.step.about.report if one.step.about else "")

    def _duty(self, task: Task, permission: Permission) -> Duty:
        view = self.books.view(task.period)
        holders = self.holders.nearest(permission, task.unit, view=view, on=self.day)
        return Duty(task=task, permission=permission, holders=holders)

    def _report(self, one: Occurrence) -> Report | None:
        """Give the report of a step; None for a kind that has no template of its period."""
        period, template = _period(one), self._template(one)
        if template is None or template.is_of_unit or not template.suits(period):
            return None
        return Report(template=template, body=one.step.unit, period=period)

    def _key(self, one: Occurrence) -> tuple[str, str, str]:
        return one.step.about.report if one.step.about else "", one.step.unit, str(_period(one))

    def _templates(self, year: int) -> dict[str, Template]:
        if year not in self._templates_by_year:
            self._templates_by_year[year] = {template.kind: template for template in kinds_in(year)}
        return self._templates_by_year[year]

    @cached_property
    def _templates_by_year(self) -> dict[int, dict[str, Template]]:
        return {}

    @cached_property
    def _asked(self) -> dict[Report, tuple[AskedText, ...]]:
        steps = (one for one in self.steps if one.step.what is What.TEXTS)
        found = (self._report(one) for one in steps if one.step.unit in self.books.view(_period(one)))
        return asked_texts([report for report in found if report is not None], self.books)

    @cached_property
    def _written(self) -> dict[tuple[str, str, str, str], ReportText]:
        """Index the texts that somebody has written of the steps' reports."""
        rows = ReportText.objects.filter(**self._of_steps(What.TEXTS))
        return {
            (row.kind, row.unit, row.period, row.section): row
            for row in rows.defer("unchanged_since")
            if row.source.strip() and row.saved_at is not None
        }

    @cached_property
    def _editions(self) -> dict[tuple[str, str, str], Edition]:
        decided = Edition.objects.filter(**self._of_steps(What.TEXTS, What.SEAL), referral="")
        rows = decided.defer("made_from")
        return {(row.kind, row.unit, row.period): row for row in rows}

    @cached_property
    def _plans(self) -> dict[tuple[str, str, str], Edition]:
        """Index the units' own plans that are confirmed, those that are opened again left out."""
        periods = {str(_period(one)) for one in self.steps if self._is_of_unit(one)}
        kinds = {self._key(one)[0] for one in self.steps if self._is_of_unit(one)}
        rows = Edition.objects.filter(kind__in=kinds, period__in=periods, referral="", reopening__isnull=True)
        return {(row.kind, row.unit, row.period): row for row in rows.defer("made_from")}

    @cached_property
    def _forecast_rows(self) -> dict[tuple[str, str], ForecastVersion]:
        months = {_period(one).last_month for one in self.steps if one.step.what is What.FORECAST}
        rows = ForecastVersion.objects.filter(known(at=None), month__in=months)
        return {(row.unit, row.month): row for row in rows}

    def _of_steps(self, *what: What) -> dict[str, set[str]]:
        keys = [self._key(one) for one in self.steps if one.step.what in what]
        kinds, units, periods = ({key[place] for key in keys} for place in range(3))
        return {"kind__in": kinds, "unit__in": units, "period__in": periods}


def _period(one: Occurrence) -> Period:
    """Give the period of a step that is about one; others have been left out."""
    if one.period is None:
        raise LookupError(one.id)
    return one.period


def _names(template: Template) -> dict[str, str]:
    return {language: template.name_in(language) for language in LANGUAGES}
